"""The glossary: read from tables and TBX, found through endings, enforced among candidates, else flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest

from pipeline.check import Pair
from pipeline.check.glossary import check_glossary, terms_in
from pipeline.check.spelling import check_spelling
from pipeline.config import Quality
from pipeline.document import Finding, Hypothesis, Target
from pipeline.errors import SettingsError
from pipeline.read.glossary import read_glossary
from pipeline.run.batch import run_batch
from pipeline.run.edit import apply_edits
from pipeline.run.progress import Silence
from pipeline.run.recheck import load_digest, recheck_file, said_of_terms
from pipeline.run.terms import starter
from pipeline.run.tools import Tools
from pipeline.terminology import Glossary, Wording
from pipeline.translate.protocol import Decoding, Request
from tests.conftest import Cli, MakeTools
from tests.fakes import FakeTranslator, spell
from tests.test_run import write_articles

TABLE = """# Ours
kk\tru\ten\tru_preferred\tru_forbidden\ten_forbidden\tnote
Азаматтық форум\tГражданский форум\tCivil Forum\t\tГражданский съезд|гражданская форма\tcitizens' forum\tSEE
Мәжіліс\tМажилис\tMazhilis\t\t\tMajlis
әкімдік\tакимат|администрация\t\tакимат\tмэрия
қаржы министрлігі\tМинистерство финансов|Минфин\tMinistry of Finance
қаржы министрлігінің кірістер комитеті\tКомитет доходов\tRevenue Committee
БҰҰ\tООН\tUN
нарық\tрынок\tmarket
"""


def glossary(tmp_path: Path, content: str = TABLE, name: str = "g.tsv") -> Glossary:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return read_glossary(path)


@pytest.fixture
def terms(tmp_path: Path) -> Glossary:
    return glossary(tmp_path)


def found(terms: Glossary, text: str) -> list[str]:
    return [text[slice(*one.span)] for one in terms_in(terms, text)]


def flags(terms: Glossary, source: str, target: str, language: str = "ru") -> list[Finding]:
    return check_glossary(Pair(1, source, target, cast(Target, language), glossary=terms))


@pytest.mark.parametrize(
    "form",
    [
        "Азаматтық форум", "Азаматтық форумның", "Азаматтық форумға", "Азаматтық форумынан",
        "Азаматтық форумдағы", "Азаматтық форумдар", "Азаматтық форумымыздың", "Мәжілістің", "Мәжілісте",
        "БҰҰ", "нарығының", "нарыққа",
        "әкімдігінен", "әкімдіктер", "қаржы министрлігіне", "Қаржы министрлігінің",
    ],
)  # fmt: skip
def test_a_kazakh_term_is_found_through_its_endings(terms: Glossary, form: str) -> None:
    assert found(terms, f"Кеше {form} туралы айтылды.") == [form]


@pytest.mark.parametrize(
    "text",
    [
        "Кеше мәжіліс өтті.",  # a sitting, not the chamber, which the glossary writes with a capital
        "Азаматтық қоғам форум өткізді.",
        "Нарықтық экономика дамып келеді.",  # an adjective made of the term is another word
        "Қаржы саласының министрлігі",
        "бұұ",
    ],
)
def test_other_words_are_no_terms(terms: Glossary, text: str) -> None:
    assert found(terms, text) == []


def test_an_abbreviation_is_found_before_its_hyphen(terms: Glossary) -> None:
    assert found(terms, "БҰҰ-ның өкілі келді.") == ["БҰҰ"]


def test_of_terms_that_overlap_the_longest_counts(terms: Glossary) -> None:
    text = "Қаржы министрлігінің кірістер комитеті хабарлады."
    assert found(terms, text) == ["Қаржы министрлігінің кірістер комитеті"]


@pytest.mark.parametrize(
    "target",
    [
        "Гости Гражданского форума уехали.", "Об этом сказали на гражданском форуме.",
        "Гражданским форумом довольны.", "Прошли Гражданские форумы.", "ГРАЖДАНСКИЙ ФОРУМ ЗАКРЫЛСЯ",
    ],
)  # fmt: skip
def test_a_russian_wording_is_found_through_declension(terms: Glossary, target: str) -> None:
    assert flags(terms, "Азаматтық форум туралы айтылды.", target) == []


@pytest.mark.parametrize("target", ["На рынке", "с рынками", "рынков", "Рынок"])
def test_fleeting_vowels_are_known(terms: Glossary, target: str) -> None:
    assert flags(terms, "Нарықта баға өсті.", target) == []


def test_an_english_plural_and_possessive_are_found(terms: Glossary) -> None:
    assert flags(terms, "Нарықтар өсті.", "Markets grew.", "en") == []
    assert flags(terms, "Нарықтың бағасы", "the market's price", "en") == []


def test_a_missing_wording_is_an_error_at_the_kazakh_term(terms: Glossary) -> None:
    source = "Кеше Азаматтық форумның қонақтары келді."
    (finding,) = flags(terms, source, "Вчера приехали гости общественной встречи.")
    assert (finding.check, finding.severity) == ("glossary", "error")
    assert finding.source_span is not None and source[slice(*finding.source_span)] == "Азаматтық форумның"
    assert "“Гражданский форум” (SEE)" in finding.message


@pytest.mark.parametrize(
    ("language", "target", "word"),
    [
        ("ru", "Гости Гражданского съезда.", "Гражданского съезда"),
        ("ru", "Гости Гражданского форума и гражданской формы.", "гражданской формы"),
        ("en", "Guests of the citizens' forum.", "citizens' forum"),
    ],
)
def test_a_forbidden_wording_is_an_error_at_its_place(
    terms: Glossary, language: str, target: str, word: str
) -> None:
    (finding,) = flags(terms, "Азаматтық форумның қонақтары", target, language)
    assert finding.severity == "error"
    assert finding.target_span is not None and target[slice(*finding.target_span)] == word


def test_a_forbidden_wording_may_stand_where_its_term_does_not(terms: Glossary) -> None:
    assert flags(terms, "Қала басшылығы шешті.", "В мэрии решили.") == []


def test_another_wording_than_the_preferred_is_a_warning(terms: Glossary) -> None:
    (finding,) = flags(terms, "Әкімдік шешті.", "Администрация решила.")
    assert (finding.severity, finding.message) == ("warning", "“Әкімдік” is better called “акимат”")
    assert flags(terms, "Әкімдік шешті.", "В акиматах решили.") == []


def test_a_term_that_stands_twice_has_to_be_there_once(terms: Glossary) -> None:
    assert flags(terms, "Мәжіліс ашылды, Мәжілісте сөз сөйленді.", "Мажилис открылся, там выступали.") == []


def test_a_language_without_wordings_wants_none(terms: Glossary) -> None:
    assert flags(terms, "Әкімдік шешті.", "The city decided.", "en") == []


def test_commas_semicolons_and_tabs_make_the_same_glossary(tmp_path: Path, terms: Glossary) -> None:
    plain = "kk\tru\nМәжіліс\tМажилис|Нижняя палата\n"
    others = [
        glossary(tmp_path, plain.replace("\t", ","), "c.csv"),
        glossary(tmp_path, plain.replace("\t", ";"), "s.csv"),
        glossary(tmp_path, '\ufeffkk,ru\r\nМәжіліс,"Мажилис|Нижняя палата"\r\n', "q.csv"),
    ]
    for other in others:
        assert [(t.kazakh, t.wordings) for t in other.terms] == [
            (t.kazakh, t.wordings) for t in glossary(tmp_path, plain).terms
        ]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("g.csv", 'kk,ru,note\nМәжіліс,Мажилис,"бір ""екі""\nүш"\n\nСенат,Сенат,\n', 5),
        ("g.csv", 'sep=;\nkk;ru;note\nМәжіліс;Мажилис;"бір ""екі""\nүш"\n# "\nСенат;Сенат;\n', 6),
        ("g.csv", '# a,"b\n"sep=,"\nkk,ru,note\nМәжіліс,Мажилис,"бір ""екі""\u2028үш"\nСенат,Сенат\n', 5),
        ("g.tsv", 'kk\tru\tnote\n"Мәжіліс"\tМажилис\t"бір ""екі""\u2028үш"\nСенат\tСенат\t\n', 3),
        ("g.tsv", 'kk\tru\tnote\nМәжіліс\tМажилис\tбір "екі"\u2028үш\nСенат\tСенат\t\n', 3),
    ],
)
def test_cells_may_hold_line_ends_and_quotation_marks(
    tmp_path: Path, name: str, content: str, line: int
) -> None:
    first, second = glossary(tmp_path, content, name).terms
    assert (first.kazakh, first.note.split()) == (("Мәжіліс",), ["бір", '"екі"', "үш"])
    assert (second.kazakh, second.line) == (("Сенат",), line)


TBX_2008 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c1"><descrip type="definition">the lower chamber</descrip>
  <langSet xml:lang="kk"><tig><term>Мәжіліс</term></tig></langSet>
  <langSet xml:lang="ru-RU">
    <tig><term>Мажилис</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
    <tig><term>Нижняя палата</term>
      <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
    <tig><term>Меджлис</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet>
</termEntry>
<termEntry id="c2"><langSet xml:lang="de"><tig><term>Haus</term></tig></langSet></termEntry>
</body></text></martif>
"""
TBX_3 = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>
<conceptEntry id="c1"><note>the lower chamber</note>
  <langSec xml:lang="kk"><termSec><term>Мәжіліс</term></termSec></langSec>
  <langSec xml:lang="ru"><termSec><term>Мажилис</term>
    <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Нижняя палата</term></termSec>
    <termSec><term>Меджлис</term>
    <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
  </langSec></conceptEntry></body></text></tbx>
"""


@pytest.mark.parametrize("content", [TBX_2008, TBX_3])
def test_tbx_is_read_with_the_status_of_its_terms(tmp_path: Path, content: str) -> None:
    (term,) = glossary(tmp_path, content, "g.tbx").terms
    assert (term.kazakh, term.note) == (("Мәжіліс",), "the lower chamber")
    assert term.wordings["ru"] == Wording(("Нижняя палата",), ("Мажилис",), ("Меджлис",))


BOMB = '<!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><martif>&b;</martif>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("g.tsv", "", "has no terms"),
        ("g.tsv", "kk\tde\nМәжіліс\tX\n", "begins with the columns kk, de"),
        ("g.tsv", "ru\ten\nМажилис\tX\n", "begins with the columns ru, en"),
        ("g.tsv", "kk\tru\n\tМажилис\n", "has no Kazakh term"),
        ("g.tsv", "kk\tru\nМәжіліс\t\n", "says nothing of «Мәжіліс»"),
        ("g.tsv", "kk\tru\nМәжіліс\tМажилис\textra\n", "has 3 cells for 2 columns"),
        ("g.tsv", "kk\tru\nМәжіліс\t–\n", "has a term without letters: «–»"),
        ("g.tsv", "kk\tru\tru_forbidden\nМәжіліс\tМажилис\tМажилис\n", "both wants and forbids «Мажилис»"),
        ("g.tsv", "kk\tru\nМәжіліс\tА\nМәжіліс\tБ\n", r"has «Мәжіліс» a second time \(first in 2\)"),
        ("g.csv", f"kk,ru\nМәжіліс,{'а' * 140_000}\n", "cannot be read: field larger than field limit"),
        ("g.csv", 'kk,ru\nМәжіліс,"Мажилис\nСенат,Сенат\n', "cannot be read: unexpected end of data"),
        ("g.tbx", BOMB, "declares an entity"),
        ("g.tbx", "<html/>", "is XML, but no TBX"),
        ("g.docx", "x", "is no glossary"),
    ],
)
def test_a_glossary_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    with pytest.raises(SettingsError, match=message) as error:
        glossary(tmp_path, content, name)
    assert str(error.value.path).startswith(str(tmp_path / name)) and error.value.hint


def test_the_starter_is_sound_and_calls_no_term_of_its_own_wrong(tmp_path: Path) -> None:
    (tmp_path / "starter.tsv").write_bytes(starter())
    terms = read_glossary(tmp_path / "starter.tsv")
    assert len(terms.terms) > 140
    for term in terms.terms:
        for kazakh in term.kazakh:
            for target, wording in term.wordings.items():
                for right in wording.right[:1]:
                    wrong = [f.message for f in flags(terms, f"Бүгін {kazakh} туралы", right, target)]
                    assert wrong == [], (kazakh, right)


@dataclass
class Candidates(FakeTranslator):
    """Knows several answers for one sentence, the wrong ones first."""

    known: tuple[str, ...] = ()

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Answer the sentence about the forum with as many candidates as are asked for."""
        self.batches.append(list(requests))
        return [
            [Hypothesis(text, -0.3) for text in self.known[: decoding.hypotheses]]
            if "форум" in request.text and request.target == "ru"
            else [Hypothesis(spell(request), -0.3)]
            for request in requests
        ]


ARTICLE = "Астанадан хабар келді\nБүгін Азаматтық форумға қонақтар келді. Ауа райы жақсы болды.\n"
OTHER = "Қарағандыдан хабар келді\nШахтада өрт шықты. Ешкім зардап шеккен жоқ.\n"
WRONG = "Сегодня на Гражданский съезд приехали гости."
RIGHT = "Сегодня на Гражданский форум приехали гости."


def translated(tmp_path: Path, name: str = "a") -> tuple[str, list[str]]:
    digest = load_digest(tmp_path / f"out/{name}.json")
    translation = digest.edition("ru").translations[1]
    return translation.text, [f.check for f in translation.findings]


@pytest.mark.parametrize(("quality", "place"), [("balanced", 3), ("best", 3), ("balanced", 7), ("best", 7)])
def test_of_the_candidates_the_one_with_the_right_term_is_taken(
    tmp_path: Path, make_tools: MakeTools, quality: Quality, place: int
) -> None:
    known = (*(WRONG.replace("гости", f"гости {n}-го дня") for n in range(place)), RIGHT)
    glossary(tmp_path)
    tools = make_tools(Candidates(known=known), quality=quality, glossary=str(tmp_path / "g.tsv"))
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], tools, Silence())
    assert translated(tmp_path) == (RIGHT, [])


def test_where_no_candidate_has_it_the_sentence_is_flagged(tmp_path: Path, make_tools: MakeTools) -> None:
    glossary(tmp_path)
    tools = make_tools(Candidates(known=(WRONG,)), glossary=str(tmp_path / "g.tsv"))
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], tools, Silence())
    assert translated(tmp_path) == (WRONG, ["glossary"])
    assert "must not be “Гражданский съезд”" in (tmp_path / "out/a.md").read_text(encoding="utf-8")


def test_a_changed_glossary_redoes_just_the_articles_that_its_change_bears_on(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b=OTHER)
    path = str(tmp_path / "g.tsv")
    run_batch([source], make_tools(), Silence())
    glossary(tmp_path)
    engine = FakeTranslator()
    assert run_batch([source], make_tools(engine, glossary=path), Silence()).line.startswith("1 written")
    assert run_batch([source], make_tools(glossary=path), Silence()).line.startswith("0 written")
    glossary(tmp_path, TABLE + "порт\tпорт\tport\n")
    assert run_batch([source], make_tools(glossary=path), Silence()).line.startswith("0 written")
    glossary(tmp_path, TABLE + "шахта\tшахта\tmine\n")
    assert run_batch([source], make_tools(glossary=path), Silence()).line.startswith("1 written")
    assert run_batch([source], make_tools(), Silence()).line.startswith("2 written")


def test_a_changed_glossary_translates_only_the_sentences_with_its_terms_again(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    run_batch([source], make_tools(cache_mb=10), Silence())
    glossary(tmp_path)
    engine = FakeTranslator()
    tools = make_tools(engine, cache_mb=10, quality="fast", glossary=str(tmp_path / "g.tsv"))
    run_batch([source], make_tools(cache_mb=10, quality="fast"), Silence(), "all")
    run_batch([source], tools, Silence())
    assert {request.text for batch in engine.batches for request in batch} == {
        "Бүгін Азаматтық форумға қонақтар келді."
    }


def test_edits_and_checks_look_at_terms_too(tmp_path: Path, make_tools: MakeTools) -> None:
    terms = glossary(tmp_path)
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    path = tmp_path / "out/a.md"
    old = translated(tmp_path)[0]
    path.write_text(path.read_text(encoding="utf-8").replace(f"| {old} ", f"| {WRONG} "), encoding="utf-8")
    digest, count = apply_edits(path, tmp_path / "out", glossary=terms)
    assert count == 1
    assert "glossary" in {f.check for f in digest.findings}
    again = recheck_file(tmp_path / "out/a.json", glossary=terms, write=False)
    assert "glossary" in {f.check for f in again.findings}


def terms_found(tmp_path: Path) -> list[str]:
    findings = load_digest(tmp_path / "out/a.json").findings
    return [f.message for f in findings if f.check == "glossary" and f.language == "ru"]


def made_with_a_glossary(tmp_path: Path, make_tools: MakeTools) -> Tools:
    """Make a digest in which a term is not called as the glossary wants; return the tools."""
    glossary(tmp_path)
    engine = Candidates(known=(WRONG,) * 9)
    tools = make_tools(engine, glossary=str(tmp_path / "g.tsv"))
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], tools, Silence())
    assert terms_found(tmp_path)
    return tools


def line_of(tmp_path: Path, tools: Tools) -> str:
    return run_batch([tmp_path / "in"], tools, Silence()).line


def test_what_was_found_of_terms_stays_where_the_glossary_is_not_given(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    tools, path = made_with_a_glossary(tmp_path, make_tools), tmp_path / "out/a.json"
    found = terms_found(tmp_path)
    digest = recheck_file(path, write=True)
    assert terms_found(tmp_path) == found
    assert "give it as --glossary" in said_of_terms(digest, None)
    digest = recheck_file(path, glossary=tools.glossary, write=True)
    assert (terms_found(tmp_path), said_of_terms(digest, tools.glossary)) == (found, "")
    assert line_of(tmp_path, tools) == "0 written, 0 failed, 1 unchanged"


def test_an_edit_that_was_not_looked_through_for_terms_is_so_by_the_next_run(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    tools, path = made_with_a_glossary(tmp_path, make_tools), tmp_path / "out/a.md"
    path.write_text(path.read_text(encoding="utf-8").replace(WRONG, WRONG.replace("гости", "люди")), "utf-8")
    digest, count = apply_edits(path, tmp_path / "out")
    assert count == 1 and not terms_found(tmp_path)
    assert said_of_terms(digest, None)
    assert line_of(tmp_path, tools) == "1 written, 0 failed, 0 unchanged"
    assert terms_found(tmp_path)
    assert translated(tmp_path)[0] == WRONG.replace("гости", "люди")
    assert line_of(tmp_path, tools) == "0 written, 0 failed, 1 unchanged"


def test_a_digest_that_was_checked_with_another_glossary_is_made_anew_with_any(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    tools, path = made_with_a_glossary(tmp_path, make_tools), tmp_path / "out/a.json"
    other = glossary(tmp_path, "kk\tru\nқонақтар\tвизитёры\n", "other.tsv")
    digest = recheck_file(path, glossary=other, write=True)
    assert any("визитёры" in message for message in terms_found(tmp_path))
    assert "made with another glossary" in said_of_terms(digest, other)
    recheck_file(path, glossary=other, write=True)
    again = make_tools(Candidates(known=(WRONG,) * 9), glossary=str(tmp_path / "other.tsv"))
    assert line_of(tmp_path, again) == "1 written, 0 failed, 0 unchanged"
    recheck_file(path, glossary=tools.glossary, write=True)
    assert line_of(tmp_path, make_tools()) == "1 written, 0 failed, 0 unchanged"


@pytest.mark.slow
def test_the_commands_of_the_glossary(tmp_path: Path, cli: Cli) -> None:
    begun = cli("glossary", "init")
    assert begun.returncode == 0 and (tmp_path / "glossary.tsv").read_bytes() == starter(), begun.stderr
    assert cli("glossary", "init").returncode == 2
    assert cli("glossary", "check", "glossary.tsv").stdout.endswith(" terms\n")
    (tmp_path / "one.tsv").write_text("kk\tru\nқала\tгород\n", encoding="utf-8")
    assert cli("glossary", "check", "one.tsv").stdout == "one.tsv: 1 term\n"
    (tmp_path / "bad.tsv").write_text("kk\tde\n", encoding="utf-8")
    refused = cli("glossary", "check", "bad.tsv")
    assert refused.returncode == 3 and "bad.tsv:1" in refused.stderr


def test_a_word_that_the_glossary_wants_needs_no_dictionary(tmp_path: Path) -> None:
    wanted = glossary(tmp_path, "kk\tru\ten\nқандас\tкандасник\treturnik\n")
    pair = Pair(1, "Биыл екі отбасы келді.", "В этом году приехали кандасники.", "ru")
    assert [finding.severity for finding in check_spelling(pair)] == ["warning"]
    assert check_spelling(replace(pair, glossary=wanted)) == []
