"""An edited Markdown comes back as edits; what cannot be told for certain is refused nothing written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Translation
from pipeline.errors import PipelineError, ReadError, UsageError
from pipeline.run.batch import run_batch
from pipeline.run.edit import apply_edits
from pipeline.run.memory import TranslationMemory
from pipeline.run.progress import Silence
from pipeline.run.recheck import load_digest, recheck_file
from pipeline.run.revised import _cells, _words
from pipeline.write.atomic import write_atomically
from pipeline.write.markdown import _cell
from pipeline.write.record import fingerprint, is_edited, plain
from tests.conftest import MakeTools
from tests.test_run import Told, files, write_articles

ARTICLE = (
    "Ауылда жаңа мектеп ашылды\n"
    "Бүгін ауылда 300 орындық мектеп ашылды. Оған 2,1 млрд теңге бөлінді.\n"
    "«Мектеп | кітапхана» *үлкен* болды.\nЖобада _бәрі_ <b>бар</b> & тағы 5% [сілтеме](x).\n"
)
NEW = "Сегодня в ауле открылась школа на 300 мест."


@pytest.fixture
def output(tmp_path: Path, make_tools: MakeTools) -> Path:
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    return tmp_path / "out"


def texts(output: Path, language: str = "ru") -> list[str]:
    digest = load_digest(output / "a.json")
    (edition,) = [e for e in digest.editions if e.language == language]
    return [t.text for t in edition.translations]


def edit(output: Path, *replacements: tuple[str, str], to: str = "a.md") -> Path:
    """Edit the Markdown as written, in place or as another file."""
    text = (output / "a.md").read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text, old
        head, table = text.split("| № |")
        text = f"{head}| № |{table.replace(old, new, 1)}" if old in table else text.replace(old, new, 1)
    path = output / to
    path.write_text(text, encoding="utf-8")
    return path


def row(output: Path, number: int) -> str:
    lines = (output / "a.md").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f'| <a id="s{number}"></a>'))


def test_a_changed_cell_becomes_an_edit_and_goes_into_the_memory(output: Path, tmp_path: Path) -> None:
    memory = TranslationMemory(tmp_path / "memory.sqlite")
    path = edit(output, (texts(output)[1], NEW))
    digest, count = apply_edits(path, output, memory)
    second = digest.edition("ru").translations[1]
    assert (count, second.text, second.origin) == (1, NEW, "person")
    assert [unit.text for unit in memory.units()] == [NEW]
    assert f"{NEW} ✎" in (output / "a.md").read_text(encoding="utf-8")
    assert not is_edited(output / "a.md")


@pytest.mark.parametrize("moment", range(1, 4))
def test_an_edit_whose_writing_was_broken_off_is_not_lost_with_its_markdown(
    output: Path, tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    done = iter(range(moment - 1, -1, -1))

    def killed(path: Path, data: bytes) -> None:
        if not next(done):
            raise KeyboardInterrupt
        write_atomically(path, data)

    path, memory = edit(output, (texts(output)[1], NEW)), TranslationMemory(tmp_path / "memory.sqlite")
    monkeypatch.setattr("pipeline.run.recheck.write_atomically", killed)
    with pytest.raises(KeyboardInterrupt):
        apply_edits(path, output, memory)
    monkeypatch.undo()
    run_batch([tmp_path / "in"], make_tools(), Silence())
    waits = output / "a.edited.md"
    if texts(output)[1] != NEW:
        apply_edits(waits if waits.exists() else path, output, memory)
    assert texts(output)[1] == NEW
    assert [unit.text for unit in memory.units()] == [NEW]


def test_an_untouched_file_changes_nothing(output: Path) -> None:
    before = texts(output)
    assert apply_edits(output / "a.md", output)[1] == 0
    assert texts(output) == before


@pytest.mark.parametrize(
    "reformat",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace(" | ", "   |  "),
        lambda text: text + "\n\n",
        lambda text: re.sub(r"^\| (.*) \|$", r"\1", text, flags=re.MULTILINE),
        lambda text: text.replace("✎", "").replace(" **△**", "").replace(" **⚠**", ""),
        lambda text: text.replace("\u00a0", " "),
    ],
)
def test_how_an_editor_spaces_and_breaks_the_file_does_not_count(
    output: Path, reformat: Callable[[str], str]
) -> None:
    path = edit(output, (texts(output)[1], NEW))
    path.write_bytes(reformat(path.read_text(encoding="utf-8")).encode())
    digest, count = apply_edits(path, output)
    assert (count, digest.edition("ru").translations[1].text) == (1, NEW)


def test_characters_with_a_meaning_in_markdown_come_back_as_they_were_typed(output: Path) -> None:
    typed = r"Школа \| библиотека: 5 * 3 [так], R&amp;D № 7, \*звезда\*, file\_name, C\:\\"
    digest, _ = apply_edits(edit(output, (texts(output)[1], typed)), output)
    meant = r"Школа | библиотека: 5 * 3 [так], R&D № 7, *звезда*, file_name, C:\ ".strip()
    assert digest.edition("ru").translations[1].text == meant


def in_table(old: str, new: str) -> Callable[[Path], Path]:
    return lambda output: edit(output, (old, new))


def second(new: str) -> Callable[[Path], Path]:
    return lambda output: edit(output, (texts(output)[1], new))


def without_row(output: Path) -> Path:
    return edit(output, (row(output, 3) + "\n", ""))


def with_row_twice(output: Path) -> Path:
    return edit(output, (row(output, 3), row(output, 3) + "\n" + row(output, 3)))


def with_new_row(output: Path) -> Path:
    return edit(output, (row(output, 3), row(output, 3) + "\n" + row(output, 3).replace("3", "77")))


def with_endless_number(output: Path) -> Path:
    return edit(output, (row(output, 3), row(output, 3).replace("3", "7" * 5000, 2)))


def with_broken_row(output: Path) -> Path:
    return edit(output, (texts(output)[2], texts(output)[2].replace(" ", "\n\n", 1)))


def with_bar_in_cell(output: Path) -> Path:
    return edit(output, (texts(output)[1], "Школа | библиотека"))


def without_record(output: Path) -> Path:
    path = edit(output)
    path.write_text(re.sub(r"<!-- written.*", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    return path


def with_other_summary(output: Path) -> Path:
    return edit(output, ("## Кратко\n\n", "## Кратко\n\nЕщё одно предложение. "))


def without_summary(output: Path) -> Path:
    path = edit(output)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("## Summary\n", ""), encoding="utf-8")
    return path


def with_heading(output: Path) -> Path:
    return edit(output, ("| Русский |", "| Deutsch |"))


def in_another_encoding(output: Path) -> Path:
    path = edit(output)
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    return path


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (in_table("Бүгін", "Кеше"), r"sentence 2 \(kk\) was edited: correct the article itself"),
        (second(""), r"sentence 2 \(ru\) is empty"),
        (second("—"), r"sentence 2 \(ru\) is empty"),
        (second("Школа **большая**, да."), r"sentence 2 \(ru\) has markup in it"),
        (second("[Школа](https://example.org)"), r"sentence 2 \(ru\) has markup in it"),
        (with_bar_in_cell, "is no row of 4 cells"),
        (with_broken_row, "is no row of 4 cells|has no sentence"),
        (with_endless_number, "is no row of 4 cells"),
        (without_row, "has no sentence 3 in its table"),
        (with_row_twice, "has sentence 3 twice"),
        (with_new_row, "has a sentence 77 that was never written"),
        (with_heading, "has another heading over its table"),
        (without_record, "has lost its last line"),
        (with_other_summary, "was changed outside the table of sentences.*Ещё одно предложение"),
        (without_summary, "lacks a line outside the table of sentences: «## Summary»"),
        (in_another_encoding, "is not UTF-8"),
    ],
)
def test_what_cannot_be_told_for_certain_is_refused_with_its_place(
    output: Path, spoil: Callable[[Path], Path], message: str
) -> None:
    path = spoil(output)
    before = files(output)
    with pytest.raises((ReadError, UsageError), match=message) as error:
        apply_edits(path, output)
    assert str(error.value.path).startswith(str(path)) and error.value.hint
    assert files(output) == before


def test_the_line_of_a_refused_cell_is_named(output: Path) -> None:
    path = edit(output, (texts(output)[1], ""))
    lines = path.read_text(encoding="utf-8").splitlines()
    with pytest.raises(UsageError) as error:
        apply_edits(path, output)
    number = int(str(error.value.path).rpartition(":")[2])
    assert lines[number - 1].startswith('| <a id="s2">')


def test_a_summary_that_follows_its_edited_sentence_may_be_edited_with_it(output: Path) -> None:
    path = edit(output, (texts(output)[1], NEW))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(texts(output)[1], NEW), encoding="utf-8")
    assert apply_edits(path, output)[1] == 1


def test_edits_of_two_people_are_joined_where_they_touch_other_sentences(output: Path) -> None:
    mine = edit(output, (texts(output)[1], NEW), to="mine.md")
    theirs = edit(output, (texts(output)[2], "На неё выделили 2,1 млрд тенге."), to="theirs.md")
    apply_edits(mine, output)
    apply_edits(theirs, output)
    assert texts(output)[1:3] == [NEW, "На неё выделили 2,1 млрд тенге."]


def test_edits_of_two_people_of_one_sentence_are_refused(output: Path) -> None:
    mine = edit(output, (texts(output)[1], NEW), to="mine.md")
    theirs = edit(output, (texts(output)[1], "Иначе."), to="theirs.md")
    apply_edits(mine, output)
    with pytest.raises(UsageError, match=r"sentence 2 \(ru\) has changed since this file was written"):
        apply_edits(theirs, output)
    assert texts(output)[1] == NEW


def test_a_file_of_an_article_that_was_corrected_since_is_refused(
    output: Path, tmp_path: Path, make_tools: MakeTools
) -> None:
    mine = edit(output, (texts(output)[1], NEW), to="mine.md")
    run_batch([write_articles(tmp_path / "in", a=ARTICLE.replace("300", "310"))], make_tools(), Silence())
    with pytest.raises(UsageError, match="is of the article as it was"):
        apply_edits(mine, output)


def test_a_run_that_leaves_an_article_alone_says_that_an_edit_of_it_is_not_applied(
    output: Path, tmp_path: Path, make_tools: MakeTools
) -> None:
    edit(output, (texts(output)[1], NEW))
    told = Told()
    report = run_batch([tmp_path / "in"], make_tools(), told)
    assert report.line == "0 written, 0 failed, 1 unchanged"
    page = output / "a.md"
    assert told.warnings == [f"{page} was edited and is not applied: pipeline apply {page}"]


def test_a_run_does_not_write_over_a_file_that_was_edited_and_not_applied(
    output: Path, tmp_path: Path, make_tools: MakeTools
) -> None:
    edited = edit(output, (texts(output)[1], NEW)).read_bytes()
    told = Told()
    source = write_articles(tmp_path / "in", a=ARTICLE.replace("бар", "жоқ"))
    run_batch([source], make_tools(), told)
    assert (output / "a.edited.md").read_bytes() == edited
    assert any("a.md was edited by hand" in line for line in told.warnings)
    report = run_batch([source, output], make_tools(), Silence())
    assert report.line == "0 written, 0 failed, 1 unchanged", "and it is not taken for an article"


def test_other_edits_are_refused_while_an_edited_file_waits(output: Path) -> None:
    waiting = edit(output, (texts(output)[1], NEW)).read_bytes()
    with pytest.raises(UsageError, match=r"was edited by hand and would be overwritten") as error:
        recheck_file(output / "a.json", write=True)
    assert "pipeline apply" in error.value.hint
    assert (output / "a.md").read_bytes() == waiting


def test_any_other_markdown_is_no_file_of_edits(tmp_path: Path, output: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n\n| № | Қазақша |\n|---|---|\n| 1 | a |\n", encoding="utf-8")
    with pytest.raises(PipelineError, match="is no Markdown of an article"):
        apply_edits(tmp_path / "notes.md", output)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_cell_reads_back_as_what_its_record_says(text: str) -> None:
    line = f"| 1 | {_cell(Translation(1, text))} |"
    assert len(line.splitlines()) == 1
    (_, cell) = _cells(line)
    words = _words(cell)
    assert words is not None
    assert fingerprint(words) == fingerprint(plain(text))
