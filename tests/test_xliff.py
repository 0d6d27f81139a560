"""XLIFF to a translator's tool and back: the standards' rules, states, findings, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from pipeline.document import Target, Translation, TranslationUnit
from pipeline.errors import ReadError, UsageError
from pipeline.run.batch import run_batch
from pipeline.run.edit import apply_edits
from pipeline.run.exchange import export_xliff
from pipeline.run.memory import TranslationMemory
from pipeline.run.progress import Silence
from pipeline.run.recheck import load_digest, read_digest
from pipeline.write.xliff import Version
from tests.conftest import Cli, MakeTools
from tests.test_run import write_articles

ARTICLE = (
    "Ауылда жаңа <мектеп> & кітапхана ашылды\n"
    "Бүгін ауылда 300 орындық мектеп ашылды. Оған 2,1 млрд теңге бөлінді.\n"
    "Мектеп үлкен болды.\n\n"
    "Сегодня в посёлке открыли новую школу, в которой будут учиться триста детей из окрестных сёл.\n"
)
EDITED = "Сегодня в ауле открылась школа на 900 мест."
VERSIONS: tuple[Version, ...] = ("1.2", "2.1")
NAMESPACES = {"1.2": "urn:oasis:names:tc:xliff:document:1.2", "2.1": "urn:oasis:names:tc:xliff:document:2.0"}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> Version:
    chosen: Version = request.param
    return chosen


@pytest.fixture
def output(tmp_path: Path, make_tools: MakeTools) -> Path:
    memory = TranslationMemory(tmp_path / "memory.sqlite")
    memory.put([TranslationUnit("Мектеп үлкен болды.", "ru", "Школа была большой.")])
    similar = "Бүгін ауылда 320 орындық мектеп ашылды."
    memory.put([TranslationUnit(similar, "ru", "Открыли школу на 320 мест.")])
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    return tmp_path / "out"


def exported(output: Path, version: Version, language: Target = "ru") -> Path:
    path = output.parent / f"a.{language}.xlf"
    export_xliff(output / "a.json", language, version, path)
    return path


def retarget(path: Path, old: str, new: str) -> None:
    """Put `new`, as XML, in place of the target `old` as a tool does; what is kept beside it stays."""
    text = path.read_text(encoding="utf-8")
    found = re.compile(rf"(<target [^>]+>){re.escape(escape(old))}</target>")
    changed, count = found.subn(lambda match: f"{match[1]}{new}</target>", text, count=1)
    assert count == 1
    path.write_text(changed, encoding="utf-8")


def russian(output: Path) -> list[Translation]:
    return list(load_digest(output / "a.json").edition("ru").translations)


def parse(path: Path, version: Version) -> Any:
    kind = Xliff1File if version == "1.2" else Xliff2File
    return kind.parsefile(str(path))  # type: ignore[no-untyped-call]


def test_translate_toolkit_reads_every_sentence_with_its_translation(output: Path, version: Version) -> None:
    digest = load_digest(output / "a.json")
    store = parse(exported(output, version), version)
    texts = [t.text for t in digest.edition("ru").translations]
    assert [(u.source, u.target) for u in store.units] == [
        (segment.text, text) for segment, text in zip(digest.segments, texts, strict=True)
    ]
    assert (store.sourcelanguage, store.targetlanguage) == ("kk", "ru")


def test_what_translate_toolkit_saves_comes_back_as_edits_and_goes_into_the_memory(
    output: Path, tmp_path: Path, version: Version
) -> None:
    path = exported(output, version)
    store = parse(path, version)
    store.units[1].target = EDITED
    path.write_bytes(bytes(store))
    memory = TranslationMemory(tmp_path / "memory.sqlite")
    digest, count = apply_edits(path, output, memory)
    assert count == 1
    second = digest.edition("ru").translations[1]
    assert (second.text, second.origin, [f.check for f in second.findings]) == (EDITED, "person", ["numbers"])
    assert memory.exact([digest.segments[1].text]) == {(digest.segments[1].text, "ru"): EDITED}


def test_a_sentence_with_characters_that_no_xml_holds_is_edited_like_any_other(
    tmp_path: Path, make_tools: MakeTools, version: Version
) -> None:
    text = "Ауылда мектеп ашылды\n\nБүгін\x1b[1m ауылда\ufffe мектеп ашылды. Оған 300 бала барады."
    run_batch([write_articles(tmp_path / "in", a=text)], make_tools(), Silence())
    output = tmp_path / "out"
    path = exported(output, version)
    assert apply_edits(path, output)[1] == 0
    seen = re.findall(r"<target [^>]+>([^<]*\[1m[^<]+)</target>", path.read_text(encoding="utf-8"))
    retarget(path, seen[0], "Сегодня открылась школа.")
    digest, count = apply_edits(path, output)
    assert (count, digest.edition("ru").translations[1].text) == (1, "Сегодня открылась школа.")


def test_states_tell_machine_memory_and_person_apart(output: Path, version: Version) -> None:
    path = exported(output, version)
    retarget(path, russian(output)[1].text, EDITED)
    apply_edits(path, output)
    root = ElementTree.parse(exported(output, version)).getroot()
    space = f"{{{NAMESPACES[version]}}}"
    if version == "1.2":
        units = root.findall(f".//{space}trans-unit")
        found = [
            (t.get("state"), t.get("state-qualifier"), u.get("approved"))
            for u in units
            if (t := u.find(f"{space}target")) is not None
        ]
        assert found == [
            ("needs-review-translation", "leveraged-mt", "no"),
            ("final", None, "yes"),
            ("needs-review-translation", "leveraged-mt", "no"),
            ("needs-review-translation", "leveraged-tm", "no"),
            ("final", "id-match", "yes"),
        ]
    else:
        units = root.findall(f".//{space}unit")
        assert [(s.get("state"), s.get("subState")) for s in root.findall(f".//{space}segment")] == [
            ("translated", "kpp:machine"),
            ("reviewed", "kpp:person"),
            ("translated", "kpp:machine"),
            ("translated", "kpp:memory"),
            ("final", "kpp:source"),
        ]
    assert [u.get("translate") for u in units] == [None] * 4 + ["no"]


def test_findings_are_notes_and_similar_sentences_alternatives(output: Path, version: Version) -> None:
    path = exported(output, version)
    before = path.read_text(encoding="utf-8")
    assert "Открыли школу на 320 мест." in before and "97" in before
    retarget(path, russian(output)[1].text, EDITED)
    apply_edits(path, output)
    notes = parse(exported(output, version), version).units[1]
    text = exported(output, version).read_text(encoding="utf-8")
    assert re.search(r"<note [^>]*>error: [^<]*300[^<]*\(numbers\)</note>", text)
    assert notes.target == EDITED


@pytest.mark.parametrize(
    ("version", "old", "new"),
    [
        ("1.2", 'approved="no"', 'approved="yes"'),
        ("1.2", 'state="needs-review-translation" state-qualifier="leveraged-mt"', 'state="translated"'),
        ("2.1", 'state="translated" subState="kpp:machine"', 'state="reviewed"'),
        ("2.1", 'state="translated" subState="kpp:machine"', 'state="final"'),
    ],
)
def test_a_translation_that_a_person_approves_unchanged_is_theirs(
    output: Path, version: Version, old: str, new: str
) -> None:
    path = exported(output, version)
    before = russian(output)[0].text
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    digest, count = apply_edits(path, output)
    first = digest.edition("ru").translations[0]
    assert (count, first.text, first.origin) == (1, before, "person")


def test_a_file_that_nobody_touched_changes_nothing(output: Path, version: Version) -> None:
    before = russian(output)
    _, count = apply_edits(exported(output, version), output)
    assert (count, russian(output)) == (0, before)


def test_a_target_that_a_tool_left_empty_is_no_edit(output: Path, version: Version) -> None:
    path = exported(output, version)
    retarget(path, russian(output)[1].text, "")
    assert apply_edits(path, output)[1] == 0


def test_what_was_edited_meanwhile_stays_where_the_file_does_not_touch_it(
    output: Path, version: Version
) -> None:
    mine, theirs = exported(output, version), output.parent / "theirs.xlf"
    theirs.write_bytes(mine.read_bytes())
    first, second = (t.text for t in russian(output)[:2])
    retarget(theirs, second, EDITED)
    retarget(mine, first, "Заголовок")
    apply_edits(theirs, output)
    apply_edits(mine, output)
    assert [t.text for t in russian(output)[:2]] == ["Заголовок", EDITED]


def test_two_people_who_changed_one_sentence_are_told_so(output: Path, version: Version) -> None:
    path, second = exported(output, version), russian(output)[1].text
    other = output.parent / "other.xlf"
    other.write_bytes(path.read_bytes())
    retarget(other, second, EDITED)
    apply_edits(other, output)
    retarget(path, second, "Иначе.")
    with pytest.raises(UsageError, match=r"sentence 2 \(ru\) has changed since"):
        apply_edits(path, output)
    assert russian(output)[1].text == EDITED


def test_an_article_that_changed_since_the_export_refuses_the_file(
    output: Path, tmp_path: Path, make_tools: MakeTools, version: Version
) -> None:
    path = exported(output, version)
    source = write_articles(tmp_path / "in", a=ARTICLE.replace("300", "310"))
    run_batch([source], make_tools(), Silence())
    with pytest.raises(UsageError, match="sentence 2 is not what the article says there now"):
        apply_edits(path, output)


def test_codes_that_a_tool_puts_into_a_target_are_no_text(output: Path, version: Version) -> None:
    path = exported(output, version)
    codes = {
        "1.2": 'Школа <g id="1">открыта</g><x id="2"/> <ph id="3">{1}</ph>сегодня.',
        "2.1": 'Школа <pc id="1">открыта</pc><ph id="2"/> <mrk id="m1" type="generic">сегодня</mrk>.',
    }[version]
    retarget(path, russian(output)[1].text, codes)
    digest, _ = apply_edits(path, output)
    assert digest.edition("ru").translations[1].text == "Школа открыта сегодня."


def test_a_sentence_that_a_tool_split_is_joined_again(output: Path) -> None:
    path = exported(output, "2.1")
    text = path.read_text(encoding="utf-8")
    start = text.index("<segment", text.index('id="s2"'))
    end = text.index("</segment>", start) + len("</segment>")
    split = (
        '<segment id="1" state="reviewed"><source>Бүгін ауылда </source><target>Сегодня </target></segment>'
        "<ignorable><source>300 </source><target>300 </target></ignorable>"
        '<segment id="2" state="reviewed"><source>орындық мектеп ашылды.</source>'
        "<target>мест.</target></segment>"
    )
    path.write_text(text[:start] + split + text[end:], encoding="utf-8")
    digest, _ = apply_edits(path, output)
    assert digest.edition("ru").translations[1].text == "Сегодня 300 мест."


BOMB = '<!DOCTYPE xliff [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff version="1.2">&b;</xliff>'
OTHER = (
    f'<xliff version="1.2" xmlns="{NAMESPACES["1.2"]}"><file original="{{name}}" source-language="kk" '
    'target-language="{language}" datatype="plaintext"><body>{body}</body></file></xliff>'
)
UNIT = '<trans-unit id="{id}"><source>a</source><target>b</target></trans-unit>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB, "declares an entity"),
        ("<html/>", "no XLIFF 1.2 or 2.x: its root is `html`"),
        ("<xliff/>", "no XLIFF"),
        ("nothing", "not well-formed"),
        (OTHER.format(name="a", language="de", body=UNIT.format(id="1")), "in de"),
        (OTHER.format(name="a", language="ru", body=""), "0 units"),
        (OTHER.format(name="../a", language="ru", body=UNIT.format(id="1")), "names no article"),
        (OTHER.format(name="a", language="ru", body=UNIT.format(id="x1")), "no sentence of ours"),
        (OTHER.format(name="a", language="ru", body=UNIT.format(id="1" * 5000)), "no sentence of ours"),
        (OTHER.format(name="z", language="ru", body=UNIT.format(id="1")), "no digest in"),
    ],
)
def test_what_is_no_xliff_of_ours_is_refused(output: Path, content: str, message: str) -> None:
    path = output.parent / "bad.xlf"
    path.write_text(content, encoding="utf-8")
    before = (output / "a.json").read_bytes()
    with pytest.raises(ReadError, match=message):
        apply_edits(path, output)
    assert (output / "a.json").read_bytes() == before


def test_a_file_of_no_known_kind_names_those_that_are(output: Path) -> None:
    with pytest.raises(ReadError, match=r"is no file of edits") as error:
        apply_edits(output / "a.docx", output)
    assert ".xlf" in error.value.hint


@pytest.mark.slow
def test_the_command_writes_over_no_translators_work(output: Path, cli: Cli) -> None:
    done = cli("export", "xliff", output / "a.json", "--to", "ru")
    assert done.stdout.strip() == str(output / "a.ru.xlf"), done.stderr
    again = cli("export", "xliff", output / "a.json", "--to", "ru", "--version", "2.1")
    assert again.returncode == 2 and "is there already" in again.stderr
    assert 'version="1.2"' in (output / "a.ru.xlf").read_text(encoding="utf-8")
    assert cli("export", "xliff", output / "a.json", "--to", "ru", "--force").returncode == 0
    assert read_digest(output / "a.json") is not None
