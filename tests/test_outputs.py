"""The output folder: nothing in it is lost, left half or taken for another's."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.codec import decode_digest
from pipeline.document import Edition, Finding, Translation
from pipeline.errors import UsageError, WriteError
from pipeline.run.batch import run_batch
from pipeline.run.progress import Silence
from pipeline.run.recheck import read_digest
from pipeline.write import write_atomically
from pipeline.write.markdown import draft_notice, markdown, most_urgent_first, notice_line
from tests.conftest import MakeTools
from tests.test_correct import written
from tests.test_run import ARTICLE, Told, files, write_articles


def test_what_a_killed_run_left_is_cleared(tmp_path: Path, make_tools: MakeTools) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/.a.json.xyz.pipeline-part").write_text("half")
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    assert not list((tmp_path / "out").glob(".*"))


@pytest.mark.parametrize("spoilt", [b'{"half":', b"\xff", b"[]"])
def test_a_json_that_cannot_be_read_is_set_aside_and_made_anew(
    tmp_path: Path, make_tools: MakeTools, spoilt: bytes
) -> None:
    source, path = write_articles(tmp_path / "in", a=ARTICLE), tmp_path / "out/a.json"
    run_batch([source], make_tools(), Silence())
    for kept in ("a.json.bak", "a.json.bak2"):
        path.write_bytes(spoilt)
        told = Told()
        assert run_batch([source], make_tools(), told).line == "1 written, 0 failed, 0 unchanged"
        assert path.with_name(kept).read_bytes() == spoilt
        assert read_digest(path) is not None
        assert kept in told.warnings[0]


def without_times(data: bytes) -> bytes:
    """Blank times and the checksums over them."""
    data = re.sub(rb"\d{4}-\d\d-\d\dT[0-9:]{8}\+00:00", b"", data)
    return re.sub(rb'"(md|html|json)": "[0-9a-f]{64}"|sha256 [0-9a-f]{64} -->|<!-- written: .*', b"", data)


@pytest.mark.parametrize("kind", ["md", "html", "json"])
@pytest.mark.parametrize("harm", ["half", "letter", "nothing left", "gone"])
def test_a_damaged_output_is_made_anew_and_kept_aside(
    tmp_path: Path, make_tools: MakeTools, kind: str, harm: str
) -> None:
    if (kind, harm) == ("md", "letter"):
        pytest.skip("a Markdown that says something else was edited: it waits to be applied")
    source, path = write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE), tmp_path / f"out/a.{kind}"
    run_batch([source], make_tools(), Silence())
    good = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        spoilt = {"half": good[: len(good) // 2], "nothing left": b"", "letter": good.replace(b"300", b"900")}
        path.write_bytes(spoilt[harm])
    told = Told()
    assert run_batch([source], make_tools(), told).line == "1 written, 0 failed, 1 unchanged"
    assert without_times(path.read_bytes()) == without_times(good)
    if harm != "gone":
        assert path.with_name(f"a.{kind}.bak").read_bytes() == spoilt[harm]
        assert f"a.{kind} was not as it was written" in told.warnings[0]
    assert run_batch([source], make_tools(), Silence()).line == "0 written, 0 failed, 2 unchanged"


def test_what_was_damaged_in_a_digest_is_not_taken_over_into_the_new_one(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source, path = write_articles(tmp_path / "in", a=ARTICLE), tmp_path / "out/a.json"
    run_batch([source], make_tools(), Silence())
    good = decode_digest(path.read_bytes())
    path.write_bytes(path.read_bytes().replace(b'"text": "M', b'"text": "N'))
    assert decode_digest(path.read_bytes()).editions != good.editions
    assert run_batch([source], make_tools(), Silence()).articles == 1
    assert decode_digest(path.read_bytes()).editions == good.editions


def test_pages_of_a_run_that_was_broken_off_before_its_json_are_made_anew_without_a_copy(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source, page = write_articles(tmp_path / "in", a=ARTICLE), tmp_path / "out/a.md"
    run_batch([source], make_tools(), Silence())
    before = (tmp_path / "out/a.json").read_bytes(), page.read_bytes()
    run_batch([source], make_tools(sentences=1), Silence())
    (tmp_path / "out/a.json").write_bytes(before[0])  # the new pages stand beside the old JSON
    run_batch([source], make_tools(), Silence())
    assert without_times(page.read_bytes()) == without_times(before[1])
    assert not list((tmp_path / "out").glob("*.bak"))


def test_a_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    path = tmp_path / "a.json"
    write_atomically(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left") as error:
        write_atomically(path, b"new")
    assert "free some space" in error.value.hint
    assert files(tmp_path) == {"a.json": b"old"}


def test_what_a_killed_run_left_and_cannot_be_removed_ends_no_run(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    left = tmp_path / "out/.a.json.xyz.pipeline-part"
    left.mkdir(parents=True)  # no more to be removed than another user's file
    report = run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    assert report.articles == 1 and left.exists()


@pytest.mark.parametrize("name", ["a", "a" * 251])  # .markdown behind the longer is no name of a file
def test_another_article_of_the_same_name_is_not_overwritten(
    tmp_path: Path, make_tools: MakeTools, name: str
) -> None:
    run_batch([write_articles(tmp_path / "x", **{name: ARTICLE})], make_tools(), Silence())
    (digest,) = set((tmp_path / "out").glob("a*.json"))
    before = digest.read_bytes()
    other = write_articles(tmp_path / "y", **{name: ARTICLE + "Тағы бір сөйлем бар.\n"})
    (failure,) = run_batch([other], make_tools(), Silence()).failures
    assert "holds the digest of another article" in failure.error and "--output" in failure.hint
    assert digest.read_bytes() == before


@pytest.mark.parametrize("is_relative", [True, False])
def test_an_article_takes_the_name_of_the_one_beside_it_that_is_removed(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch, is_relative: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    source = write_articles(tmp_path / "in", a=ARTICLE)
    page = "<h1>Ауылда емхана ашылды</h1><p>Бүгін ауылда жаңа емхана ашылды.</p>"
    (source / "a.html").write_text(page, encoding="utf-8")
    folder = Path("in") if is_relative else source
    assert run_batch([folder], make_tools(), Silence()).articles == 2
    (source / "a.txt").unlink()
    assert run_batch([folder], make_tools(), Silence()).line == "1 written, 0 failed, 0 unchanged"
    assert "емхана" in (tmp_path / "out/a.md").read_text(encoding="utf-8")
    digest = (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    assert "емхана" in digest and "мектеп" not in digest


def test_the_same_relative_path_in_another_folder_is_another_article(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, text in (("one", ARTICLE), ("two", ARTICLE + "Тағы бір сөйлем бар.\n")):
        (tmp_path / folder).mkdir()
        write_articles(tmp_path / folder / "in", a=text)
    monkeypatch.chdir(tmp_path / "one")
    run_batch([Path("in")], make_tools(), Silence())
    before = (tmp_path / "out/a.json").read_bytes()
    monkeypatch.chdir(tmp_path / "two")
    (failure,) = run_batch([Path("in")], make_tools(), Silence()).failures
    assert "holds the digest of another article" in failure.error
    assert (tmp_path / "out/a.json").read_bytes() == before
    assert not run_batch([Path("in")], make_tools(), Silence(), "failed").articles
    assert "300" not in (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path / "one/in", a=ARTICLE + "Соңғы сөйлем осы.\n")
    report = run_batch([Path("one/in")], make_tools(), Silence())
    assert report.line == "1 written, 0 failed, 0 unchanged" and report.corrected == 1


def test_a_folder_that_is_moved_with_its_outputs_goes_on(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("here", "there"):
        if place == "here":
            (tmp_path / place).mkdir()
            write_articles(tmp_path / place / "in", a=ARTICLE, b=ARTICLE)
        else:
            (tmp_path / "here").rename(tmp_path / place)
            write_articles(tmp_path / place / "in", a=ARTICLE + "Тағы бір сөйлем бар.\n")
        monkeypatch.chdir(tmp_path / place)
        report = run_batch([Path("in")], make_tools(output=Path("out")), Silence())
    assert report.line == "1 written, 0 failed, 1 unchanged" and report.corrected == 1


def test_a_file_of_another_format_may_take_a_name_in_the_same_run(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in")
    (source / "a.md").write_text(ARTICLE, encoding="utf-8")
    run_batch([source], make_tools(), Silence())
    write_articles(source, a=ARTICLE + "Тағы бір сөйлем бар.\n")
    assert run_batch([source], make_tools(), Silence()).line == "2 written, 0 failed, 0 unchanged"


def test_no_input_is_overwritten(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in")
    (source / "a.md").write_text(ARTICLE, encoding="utf-8")
    (failure,) = run_batch([source], make_tools(output=source), Silence()).failures
    assert "over an input" in failure.error
    assert (source / "a.md").read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize("where", ["in/out", "in"])
def test_outputs_in_a_folder_of_inputs_are_not_read_as_articles(
    tmp_path: Path, make_tools: MakeTools, where: str
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    run_batch([source], make_tools(output=tmp_path / where), Silence())
    before = sorted(source.rglob("*"))
    report = run_batch([source], make_tools(output=tmp_path / where), Silence())
    assert report.line == "0 written, 0 failed, 1 unchanged"
    assert sorted(source.rglob("*")) == before


def test_inputs_below_an_output_folder_are_read(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    assert run_batch([source], make_tools(output=tmp_path), Silence()).articles == 1


def test_pages_in_formats_no_longer_written_go(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    run_batch([source], make_tools(), Silence())
    write_articles(source, a=ARTICLE + "Тағы бір сөйлем бар.\n")
    run_batch([source], make_tools(formats=("html",)), Silence())
    assert set(files(tmp_path / "out")) == {"a.json", "a.html", "digest.html"}


def test_an_output_that_is_a_file_is_a_usage_error(tmp_path: Path, make_tools: MakeTools) -> None:
    (tmp_path / "out").write_text("notes")
    with pytest.raises(UsageError, match="is a file"):
        run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())


@pytest.mark.parametrize(
    ("estimates", "back_scores", "order"),
    [
        ((0.9, 0.5, 0.7), (None, None, None), [1, 2, 3]),
        ((0.9, 0.5, 0.7), (-2.0, -0.1, -0.9), [1, 3, 2]),  # .9 / e² = .12, .5 / e^.1 = .45, .7 / e^.9 = .28
        ((0.9, None, 0.7), (-0.1, -0.1, -0.9), [3, 1, 2]),
    ],
)
def test_findings_stand_in_the_order_of_sentences_or_the_least_likely_first_where_scored_backwards(
    estimates: tuple[float | None, ...], back_scores: tuple[float | None, ...], order: list[int]
) -> None:
    digest = written(["Бір.", "Екі.", "Үш."], "0" * 64)
    both = enumerate(zip(estimates, back_scores, strict=True), start=1)
    texts = tuple(Translation(i, "Да.", estimate=e, back_score=b) for i, (e, b) in both)
    doubts = tuple(Finding("names", "warning", "ru", i, "look") for i in (1, 2, 3))
    wrong = Finding("numbers", "error", "ru", 3, "wrong")
    digest = replace(digest, editions=(*digest.editions, Edition("ru", texts)), findings=(*doubts, wrong))
    assert [finding.segment for finding in most_urgent_first(digest)] == [3, *order]


def test_the_box_of_a_draft_is_in_three_languages_and_marks_its_command() -> None:
    digest = written(["Бір."], "0" * 64)
    provenance = replace(digest.provenance, draft=True, model="draft")
    box = notice_line(draft_notice(replace(digest, provenance=provenance))).split("\\\n")
    assert [line.split()[1] for line in box] == ["**Нобай.**", "**Черновик.**", "**Draft.**"]
    assert all(("`pipeline models list`" in line and "“draft”" in line) or "«draft»" in line for line in box)


def test_what_seems_to_be_left_out_is_quoted() -> None:
    digest = written(["Мектеп ашылды, балалар қуанды."], "0" * 64)
    lost = Finding("coverage", "warning", "ru", 1, "part of the sentence seems to be left out", (15, 29))
    text = markdown(replace(digest, findings=(lost,)))
    assert "left out: «балалар қуанды» (coverage)" in text
