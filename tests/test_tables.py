"""Rows of tables: cell by cell into the target language, as many out as in, checked cell by cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cells import cells_of, join_cells
from pipeline.check import Pair, check_pair
from pipeline.codec import decode_digest, encode
from pipeline.document import Digest, Segment, Target, Translation, TranslationUnit
from pipeline.run.batch import run_batch
from pipeline.run.desk import Desk
from pipeline.run.edit import apply_edits
from pipeline.run.progress import Silence
from pipeline.run.recheck import recheck
from pipeline.run.row import Row, render_cell, render_line
from pipeline.run.single import translate_lines
from pipeline.translate.protocol import Request
from tests.conftest import ROOT, Cli, MakeTools
from tests.fakes import Answer, FakeTranslator, spell
from tests.test_run import write_articles

GOLDEN = ROOT / "tests/golden/cells.tsv"
TABLE = (
    "| Аймақ | 2023 | Өсім, % |\n|---|---|---|\n| Ақтөбе қаласы | 12 | 34,5 |\n| Орал қаласы | – | 0,5 |\n"
)
ARTICLE = f"# Ауылда мектеп ашылды\n\nБүгін ауылда жаңа мектеп ашылды.\n\n{TABLE}\nМектеп үлкен.\n"


def golden() -> list[tuple[str, str, str]]:
    lines = GOLDEN.read_text(encoding="utf-8").replace("␣", "\u00a0").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(kazakh, russian, english) for kazakh, russian, english in rows]


@pytest.mark.parametrize(
    ("line", "russian", "english"),
    [
        ("а) 614 км", "а) 614\u00a0километров", "a) 614 kilometres"),
        ("ә) 1 020 км;", "ә) 1\u00a0020\u00a0километров;", "ä) 1,020 kilometres;"),
        ("1) 1931 ж.", "1) 1931 г.", "1) 1931"),
        ("2,5 млрд теңге", "2,5\u00a0млрд\u00a0тенге", "2.5 billion tenge"),
        ("12 оқушы", None, None),
        ("Барлығы 614 км", None, None),
        ("Ұзындығы 614 км.", None, None),
    ],
)
def test_a_line_that_is_one_quantity_is_written_by_rule(
    line: str, russian: str | None, english: str | None
) -> None:
    assert (render_line(line, "ru"), render_line(line, "en")) == (russian, english)


def test_an_answer_of_a_quiz_needs_no_model(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a="Көл туралы сұрақ\n\nКөлдің ұзындығы қанша?\nа) 614 км\n")
    run_batch([source], make_tools(), Silence())
    digest = decode_digest((tmp_path / "out/a.json").read_bytes())
    said = [edition.translations[-1] for edition in digest.editions[1:]]
    assert [(t.text, t.origin) for t in said] == [
        ("а) 614\u00a0километров", "rule"), ("a) 614 kilometres", "rule"),
    ]  # fmt: skip


@pytest.mark.parametrize(("cell", "russian", "english"), golden())
def test_a_cell_that_needs_no_model_is_written_by_rule(cell: str, russian: str, english: str) -> None:
    rendered = {"ru": render_cell(cell, "ru"), "en": render_cell(cell, "en")}
    assert rendered == {"ru": None if russian == "-" else russian, "en": None if english == "-" else english}


def translated(row: str, engine: FakeTranslator, target: Target = "ru") -> Translation:
    done: list[Translation] = []
    desk = Desk(engine, "balanced", Silence())
    Row(Segment(7, 0, 0, len(row), row), target).put(desk, 0, done.append)
    while not desk.is_idle:
        desk.advance()
    (translation,) = done
    return translation


ENGINES: dict[str, Answer] = {
    "spells": spell,
    "adds bars": lambda request: f"{request.text} | 03400 | лишнее",
    "breaks lines": lambda request: "бир\nеки |\u00a0| уш",
    "is silent": lambda request: "",
    "repeats": lambda request: "раз раз раз " * 9,
    "adds stops": lambda request: f"{request.text}. И ещё.",
    "gives a bar": lambda request: "|",
}
CELLS = st.lists(
    st.text(st.sampled_from("абқ ҚАІ12,.%–-|\n\t\u00a0\u00ad\ufeff?!№xY/()"), max_size=12)
    | st.sampled_from(["", "34,5", "млн теңге", "Аймақ", "Өсім, %", "Ол келді. Біз көрдік!", "т.б."]),
    min_size=2,
    max_size=6,
)


@pytest.mark.parametrize("answer", ENGINES.values(), ids=ENGINES)
@settings(max_examples=20)  # the first loads the tables of words
@given(CELLS, st.sampled_from(["ru", "en"]))
def test_a_row_has_as_many_cells_as_its_source_whatever_the_engine_answers(
    answer: Answer, cells: list[str], target: Target
) -> None:
    row = " | ".join(cells).strip()
    translation = translated(
        row, FakeTranslator(answer, truncates=lambda request: len(request.text) > 9), target
    )
    source, found = cells_of(row), cells_of(translation.text)
    assert len(found) == len(source)
    assert [bool(cell) for cell, said in zip(found, source, strict=True) if not said] == [
        False for said in source if not said
    ]
    for finding in translation.findings:
        for span, text in ((finding.source_span, row), (finding.target_span, translation.text)):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)


def test_the_engine_sees_cells_with_words_alone_and_equal_ones_once() -> None:
    engine = FakeTranslator()
    translation = translated("Ауыл мектебі | 12 | 34,5 | – |  | Ауыл мектебі | млн теңге | GDP", engine)
    assert {request.text for batch in engine.batches for request in batch} == {"ауыл мектебі"}
    assert translation.text.endswith(" | 12 | 34,5 | – |  | Ауыл мектеби | млн\u00a0тенге | GDP")


def test_a_row_of_figures_needs_no_engine_and_is_made_by_rule() -> None:
    engine = FakeTranslator()
    translation = translated("2023 | 34,5 | 1 200", engine, "en")
    assert (translation.text, translation.origin, translation.findings) == ("2023 | 34.5 | 1,200", "rule", ())
    assert engine.batches == []


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("Картоп", "картоп"),
        ("Егіс көлемі", "егіс көлемі"),
        ("Ол келді.", "Ол келді."),
        ("Темір ауданы", "Темір ауданы"),
        ("Достық көшесі", "Достық көшесі"),
        ("Арал теңізі", "Арал теңізі"),
        ("Арман", "Арман"),
        ("Жаңа Шүлбі", "Жаңа Шүлбі"),
        ("ҒАЛ бюджеті", "XQ7 бюджеті"),  # a code for an abbreviation that nothing lists
        ("1-сынып", "1-сынып"),
    ],
)
def test_a_word_that_is_no_name_is_shown_to_the_model_without_its_capital(cell: str, seen: str) -> None:
    engine = FakeTranslator()
    translation = translated(f"{cell} | 5", engine)
    assert engine.batches[0][0].text == seen
    assert translation.text == f"{spell(Request(cell, 'ru'))} | 5"


def test_the_unit_behind_a_cell_is_written_by_rule() -> None:
    assert (
        translated("Мектеп салу, млн теңге | 3", FakeTranslator()).text == "Мектеп салу, млн\u00a0тенге | 3"
    )
    assert (
        translated("Мектеп салу (мың тонна) | 3", FakeTranslator()).text == "Мектеп салу (тыс.\u00a0тонн) | 3"
    )


def test_the_sentences_of_a_cell_are_translated_one_by_one() -> None:
    engine = FakeTranslator()
    translation = translated("Ол келді. Біз көрдік. | 5", engine)
    assert {r.text for batch in engine.batches for r in batch} == {"Ол келді.", "Біз көрдік."}
    assert translation.text == "Ол келди. Биз кордик. | 5"


def faults(source: str, target: str) -> list[tuple[str, str]]:
    found = check_pair(Pair(1, source, target, "ru", form="row"))
    return [(f.check, f.message) for f in found if f.severity == "error"]


def test_a_right_row_is_left_alone() -> None:
    source = "Ақтөбе облысы | 12 | 34,5 | – |  | т.б. | Барлығы"
    target = "Актюбинская область | 12 | 34,5 | – |  | и другие | Всего"
    assert check_pair(Pair(1, source, target, "ru", form="row")) == ()


@pytest.mark.parametrize(
    ("target", "check"),
    [
        ("Актюбинская область | 12 34,5", "cells"),
        ("Актюбинская область | 12 | 34,5 | 7", "cells"),
        ("Актюбинская область | 34,5 | 12", "numbers"),
        ("Актюбинская область | 12 | 345", "numbers"),
        ("Актюбинская область | 12 |", "cells"),
        ("| 12 | 34,5", "cells"),
        ("12 | Актюбинская область | 34,5", "numbers"),
        ("Актюбинская область, где этой зимой прошли очень большие и важные учения | 12 | 34,5", "loss"),
    ],
    ids=["joined", "one more", "swapped", "changed", "emptied", "no head", "moved", "grown"],
)
def test_what_is_wrong_with_a_row_is_found(target: str, check: str) -> None:
    assert check in {name for name, _ in faults("Ақтөбе облысы | 12 | 34,5", target)}


@pytest.mark.parametrize(("cell", "said", "is_right"), [("2025 ж.", "2025", True), ("12 жыл", "12", False)])
def test_a_year_is_written_without_its_word_in_english_and_a_number_of_years_is_not(
    cell: str, said: str, is_right: bool
) -> None:
    found = check_pair(Pair(1, f"Көрсеткіш | {cell}", f"Indicator | {said}", "en", form="row"))
    assert [finding.check for finding in found] == ([] if is_right else ["loss"])


def test_unequal_rows_are_told_with_both_counts() -> None:
    (finding,) = faults("Ақтөбе облысы | 12 | 34,5", "Актюбинская область | 12 34,5")
    assert finding == ("cells", "3 cells in the source, 2 in the translation")


def test_a_finding_stands_at_its_place_in_the_row() -> None:
    source, target = "Ауыл | 12 | 34,5", "Село | 12 | 35,4"
    (finding,) = (f for f in check_pair(Pair(1, source, target, "ru", form="row")) if f.check == "numbers")
    assert finding.source_span is not None and source[slice(*finding.source_span)] == "34,5"
    assert finding.target_span is not None and target[slice(*finding.target_span)] == "35,4"


def made(tmp_path: Path, make_tools: MakeTools, engine: FakeTranslator, **settings: object) -> Digest:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    (source / "a.txt").rename(source / "a.md")
    run_batch([source], make_tools(engine, **settings), Silence())
    return decode_digest((tmp_path / "out" / "a.json").read_bytes())


def rows_of(digest: Digest, language: Target) -> list[str]:
    rows = {segment.id for segment in digest.segments if digest.document.form(segment) == "row"}
    return [t.text for t in digest.edition(language).translations if t.segment in rows]


def test_a_run_keeps_each_row_and_a_second_takes_it_from_the_cache(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    digest = made(tmp_path, make_tools, FakeTranslator(), cache_mb=10)
    assert rows_of(digest, "en") == [
        "Region | 2023 | Growth, %",
        "Aktobe kalasy | 12 | 34.5",
        "Oral kalasy | – | 0.5",
    ]
    engine = FakeTranslator()
    (tmp_path / "out" / "a.json").unlink()
    again = made(tmp_path, make_tools, engine, cache_mb=10)
    assert (rows_of(again, "en"), engine.batches) == (rows_of(digest, "en"), [])


def test_an_edited_digest_that_lost_a_bar_is_found(tmp_path: Path, make_tools: MakeTools) -> None:
    digest = made(tmp_path, make_tools, FakeTranslator())
    for row in rows_of(digest, "ru"):
        broken = json.loads(encode(digest).decode().replace(row, row.replace(" | ", " ", 1)))
        found = recheck(decode_digest(json.dumps(broken).encode()))
        assert "3 cells in the source, 2 in the translation" in {f.message for f in found.findings}, row


def test_the_pages_show_rows_as_a_table_in_each_language_with_the_marks_of_cells(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    engine = FakeTranslator(lambda request: spell(request) + (" 77" if "Орал" in request.text else ""))
    made(tmp_path, make_tools, engine, formats=("md", "html", "ninjs", "newsml"))
    out = tmp_path / "out"
    page = (out / "a.md").read_text(encoding="utf-8")
    assert "| English | | | |\n|---|---|---|---|\n| [3](#s3) | Region | 2023 | Growth, % |\n" in page
    assert "| [5](#s5) | Oral kalasy 77 **⚠** | – | 0.5 |\n" in page
    html = (out / "a.html").read_text(encoding="utf-8")
    assert '<td class="error">Oral kalasy 77 ⚠</td><td>–</td><td>0.5</td></tr>' in html
    body = "<table>\n<tr><td>Region</td><td>2023</td><td>Growth, %</td></tr>\n<tr>"
    assert body in json.loads((out / "a.en.ninjs.json").read_bytes())["bodies"][1]["value"]
    assert (out / "a.en.newsml.xml").read_text(encoding="utf-8").count("<td>") == 9


def test_a_row_edited_in_the_markdown_is_taken_and_checked(tmp_path: Path, make_tools: MakeTools) -> None:
    made(tmp_path, make_tools, FakeTranslator())
    path = tmp_path / "out" / "a.md"
    page = path.read_text(encoding="utf-8")
    assert "Орал каласы \\| – " in page
    path.write_text(page.replace("Орал каласы \\| – ", "Город Уральск ", 1), encoding="utf-8")
    digest, count = apply_edits(path, tmp_path / "out")
    assert (count, rows_of(digest, "ru")[2]) == (1, "Город Уральск | 0,5")
    assert "3 cells in the source, 2 in the translation" in {f.message for f in digest.findings}
    assert "| [5](#s5) **⚠** | Город Уральск | 0,5 |  |" in path.read_text(encoding="utf-8")


def test_what_a_person_made_of_a_row_is_taken_from_the_memory(tmp_path: Path, make_tools: MakeTools) -> None:
    tools = make_tools()
    assert tools.memory is not None
    tools.memory.put([TranslationUnit("Орал қаласы | – | 0,5", "ru", "Город Уральск | – | 0,5")])
    assert rows_of(made(tmp_path, make_tools, FakeTranslator()), "ru")[2] == "Город Уральск | – | 0,5"


def test_a_term_of_the_glossary_goes_before_words_of_tables(tmp_path: Path, make_tools: MakeTools) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("kk\tru\ten\nАймақ\tкрай\tland\n", encoding="utf-8")
    digest = made(tmp_path, make_tools, FakeTranslator(), glossary=str(path))
    assert rows_of(digest, "en")[0] == "Aimak | 2023 | Growth, %"
    assert ("glossary", 3) in {(f.check, f.segment) for f in digest.findings}


def test_a_row_among_lines_is_translated_cell_by_cell_and_stays_one_line(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    engine = FakeTranslator(lambda request: f"{spell(request)} 7")
    path = tmp_path / "lines.txt"
    path.write_text(f"{TABLE}Бүгін мектеп ашылды.\n\nБасты бет | 12,5\n", encoding="utf-8")
    lines = [row.line() for row in translate_lines(path, make_tools(engine, targets=("ru",)))]
    assert [len(cells_of(line)) for line in lines] == [5, 1, 5, 5, 1, 1, 2]
    assert lines[1] == "|---|---|---|" and lines[2].endswith(" 7 | 12 | 34,5 |")
    assert lines[6].endswith(" 7 | 12,5")


def test_rows_joined_hold_no_bar_of_a_cell() -> None:
    assert cells_of(join_cells(["а | б", "", "| в\u00a0г"])) == ["а б", "", "в\u00a0г"]


@pytest.mark.slow
def test_the_installed_command_gives_a_table_back_cell_by_cell(tmp_path: Path, installed_cli: Cli) -> None:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    assert installed_cli("run", "a.md", "-o", "out").returncode == 0
    path = tmp_path / "out" / "a.json"
    digest = decode_digest(path.read_bytes())
    assert rows_of(digest, "en")[0] == "Region | 2023 | Growth, %"
    for language, half in (("ru", "34,5"), ("en", "34.5")):
        cells = [cells_of(row) for row in rows_of(digest, language)]  # type: ignore[arg-type]
        assert [row[1:] for row in cells[1:]] == [["12", half], ["–", half.replace("34", "0")]]
        assert all(row[0] for row in cells)
    first = rows_of(digest, "en")[1]
    path.write_text(path.read_text(encoding="utf-8").replace(first, first.replace(" | ", " ", 1)), "utf-8")
    told = installed_cli("check", path)
    assert "3 cells in the source, 2 in the translation" in told.stdout
