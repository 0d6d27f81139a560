from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.codec import decode_digest
from pipeline.counted import counted
from pipeline.errors import ReadError, UsageError
from pipeline.run.batch import run_batch
from pipeline.run.edit import apply_edits
from pipeline.run.lock import sole_writer
from pipeline.run.progress import Silence
from pipeline.run.recheck import read_digest, recheck, recheck_file
from tests.conftest import Cli, MakeTools
from tests.test_run import ARTICLE, files, write_articles


@pytest.fixture
def output(tmp_path: Path, make_tools: MakeTools) -> Path:
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    return tmp_path / "out"


def save(output: Path, *edits: tuple[int, str, str], document: str = "a") -> Path:
    """Save edits as the review page does."""
    digest = json.loads((output / "a.json").read_bytes())
    texts = {(t["segment"], e["language"]): t["text"] for e in digest["editions"] for t in e["translations"]}
    rows = [{"segment": s, "language": t, "before": texts[s, t], "text": text} for s, t, text in edits]
    path = output.parent / "a.edits.json"
    path.write_text(json.dumps({"document": document, "sha256": digest["document"]["sha256"], "edits": rows}))
    return path


def test_an_edit_is_in_the_digest_its_pages_and_its_summary(output: Path) -> None:
    digest, count = apply_edits(save(output, (2, "en", "A school for 300 pupils opened today.")), output)
    assert count == 1
    edited = digest.edition("en").translations[1]
    assert (edited.text, edited.origin) == ("A school for 300 pupils opened today.", "person")
    assert "A school for 300 pupils opened today." in digest.edition("en").summary.text
    assert "opened today. ✎" in (output / "a.md").read_text(encoding="utf-8")
    assert "person" in (output / "a.html").read_text(encoding="utf-8")


def test_an_edit_is_checked_like_any_translation(output: Path) -> None:
    digest, _ = apply_edits(save(output, (2, "en", "A school for 900 pupils opened today.")), output)
    assert any(f.check == "numbers" and f.segment == 2 and f.language == "en" for f in digest.findings)


def test_what_nobody_sees_of_a_pasted_text_is_left_out_and_all_else_stays(output: Path) -> None:
    pasted = "\ufeff«Шко\u00adла» — на 300\u00a0мест;  \u200bоткры\u200bта\u2060 в\u202fауле 👩‍🏫\ufeff."
    digest, _ = apply_edits(save(output, (2, "ru", pasted)), output)
    assert digest.edition("ru").translations[1].text == (
        "«Школа» — на 300\u00a0мест;  открыта в\u202fауле 👩‍🏫."
    )


def test_an_edit_survives_a_run_after_the_article_was_corrected_elsewhere(
    output: Path, tmp_path: Path, make_tools: MakeTools
) -> None:
    apply_edits(save(output, (3, "ru", "На неё выделили 2,1 млрд тенге.")), output)
    corrected = ARTICLE.replace("Бүгін ауылда", "Бүгін таңертең ауылда").replace(
        "Мектеп үлкен.", "Жаңа сөйлем.\nМектеп үлкен."
    )
    run_batch([write_articles(tmp_path / "in", a=corrected)], make_tools(), Silence(), "all")
    digest = read_digest(output / "a.json")
    assert digest is not None
    kept = [t for t in digest.edition("ru").translations if t.origin == "person"]
    assert [t.text for t in kept] == ["На неё выделили 2,1 млрд тенге."]
    assert digest.segments[kept[0].segment - 1].text == "Оған 2,1 млрд теңге бөлінді."


def test_an_edit_of_a_sentence_that_has_changed_since_is_refused_and_nothing_is_written(output: Path) -> None:
    path = save(output, (2, "en", "Text."))
    content = json.loads(path.read_text())
    content["edits"][0]["before"] = "something else"
    path.write_text(json.dumps(content))
    before = files(output)
    with pytest.raises(UsageError, match="has changed since"):
        apply_edits(path, output)
    assert files(output) == before


@pytest.mark.parametrize("document", ["../../etc/passwd", "", "a/b"])
def test_edits_cannot_name_a_file_elsewhere(output: Path, document: str) -> None:
    with pytest.raises(ReadError, match="names no article"):
        apply_edits(save(output, document=document), output)


@pytest.mark.parametrize(
    ("text", "what"),
    [("", "is empty"), ("   ", "is empty"), ("\u200b\u00ad", "is empty"), ("x\0y", r"character U\+0000")],
)
def test_an_edit_that_says_nothing_or_what_no_file_can_hold_is_refused(
    output: Path, text: str, what: str
) -> None:
    before, edits = files(output), save(output, (2, "en", text), (3, "en", "It costs 2.1 billion tenge."))
    with pytest.raises(ReadError, match=rf"sentence 2 \(en\) .*{what}"):
        apply_edits(edits, output)
    assert files(output) == before


def test_what_is_no_file_of_edits_is_named(output: Path) -> None:
    with pytest.raises(ReadError, match="is no file of edits"):
        apply_edits(output / "a.json", output)
    deep = output / "deep.edits.json"
    deep.write_text('{"document": "a", "sha256": "", "edits": [], "x": ' + "[" * 9000 + "]" * 9000 + "}")
    with pytest.raises(ReadError, match="is no file of edits"):
        apply_edits(deep, output)


def edit_ru(output: Path, segment: int = 3, text: str = "На неё выделили 2,1 млрд тенге.") -> None:
    apply_edits(save(output, (segment, "ru", text)), output)


def by_person(output: Path, name: str = "a") -> list[tuple[int, str]]:
    digest = read_digest(output / f"{name}.json")
    assert digest is not None
    return [(t.segment, t.text) for e in digest.editions for t in e.translations if t.origin == "person"]


def lost(output: Path) -> list[tuple[int | None, str]]:
    digest = read_digest(output / "a.json")
    assert digest is not None
    return [(f.segment, f.severity) for f in digest.findings if f.check == "edits"]


def test_an_edition_with_edits_stays_when_a_run_asks_for_other_targets(
    output: Path, tmp_path: Path, make_tools: MakeTools
) -> None:
    edit_ru(output)
    run_batch([tmp_path / "in"], make_tools(targets=("en",)), Silence())
    assert by_person(output) == [(3, "На неё выделили 2,1 млрд тенге.")]
    assert not lost(output)


def test_an_edit_in_an_edition_that_no_longer_fits_the_article_is_a_finding(
    output: Path, tmp_path: Path, make_tools: MakeTools
) -> None:
    edit_ru(output)
    source = write_articles(tmp_path / "in", a=ARTICLE + "Тағы бір сөйлем бар.\n")
    run_batch([source], make_tools(targets=("en",)), Silence())
    assert lost(output) == [(3, "warning")]


def test_an_edit_whose_kazakh_sentence_was_corrected_is_a_finding_until_it_is_edited_again(
    output: Path, tmp_path: Path, make_tools: MakeTools
) -> None:
    edit_ru(output)
    source = write_articles(tmp_path / "in", a=ARTICLE.replace("Оған 2,1", "Оған 2,2"))
    run_batch([source], make_tools(), Silence())
    assert (by_person(output), lost(output)) == ([], [(3, "warning")])
    assert "На неё выделили 2,1 млрд тенге." in (output / "a.md").read_text(encoding="utf-8")
    run_batch([source], make_tools(), Silence(), "all")
    assert lost(output) == [(3, "warning")], "a later run says it still"
    edit_ru(output, 3, "На неё выделили 2,2 млрд тенге.")
    assert lost(output) == []


def test_an_edit_of_one_of_two_equal_sentences_stays_with_that_one(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    twins = "Ауылда жаңа мектеп ашылды\nМектеп үлкен болды.\nОған қаржы бөлінді.\nМектеп үлкен болды.\n"
    source, output = write_articles(tmp_path / "in", a=twins), tmp_path / "out"
    run_batch([source], make_tools(), Silence())
    edit_ru(output, 2, "Школа была большой.")
    run_batch([source], make_tools(), Silence(), "all")
    assert by_person(output) == [(2, "Школа была большой.")]
    write_articles(source, a=twins + "Мектеп үлкен болды.\n")
    run_batch([source], make_tools(), Silence())
    assert by_person(output) == [(2, "Школа была большой.")]


def test_an_edited_sentence_has_no_score_of_the_machine(output: Path) -> None:
    edit_ru(output)
    digest = read_digest(output / "a.json")
    assert digest is not None
    edited = digest.edition("ru").translations[2]
    assert (edited.score, edited.estimate, edited.attempts) == (0.0, None, 0)


@pytest.mark.parametrize("is_draft", [True, False])
def test_words_that_the_draft_writes_for_others_are_marked_in_its_own_digests_alone(
    output: Path, is_draft: bool
) -> None:
    digest = read_digest(output / "a.json")
    assert digest is not None
    english = digest.edition("en")
    texts = (
        replace(english.translations[0], text="The village stroked a school."),
        *english.translations[1:],
    )
    others = tuple(edition for edition in digest.editions if edition.language != "en")
    digest = replace(
        digest,
        editions=(*others, replace(english, translations=texts)),
        provenance=replace(digest.provenance, draft=is_draft),
    )
    found = [finding.message for finding in recheck(digest).findings if finding.check == "fillers"]
    assert found == ["“stroked” is what the draft writes for words it does not know"] * is_draft


def test_checks_that_write_wait_for_a_run_that_is_writing(output: Path) -> None:
    with sole_writer(output), pytest.raises(UsageError, match="another run is writing"):
        recheck_file(output / "a.json", write=True)
    with sole_writer(output):
        recheck_file(output / "a.json", write=False)


def test_edits_wait_for_a_run_that_is_writing(output: Path) -> None:
    path = save(output, (2, "en", "Text."))
    with sole_writer(output), pytest.raises(UsageError, match="another run is writing"):
        apply_edits(path, output)


def test_edits_of_a_damaged_digest_are_refused_and_nothing_is_written(output: Path) -> None:
    edits = save(output, (2, "en", "A school for 300 pupils opened today."))
    digest = output / "a.json"
    digest.write_bytes(digest.read_bytes().replace(b"300", b"800"))
    before = files(output)
    with pytest.raises(UsageError, match="is not as it was written") as error:
        apply_edits(edits, output)
    assert error.value.path == digest
    assert files(output) == before


def test_apply_looks_in_the_folder_of_the_settings(output: Path, cli: Cli) -> None:
    path = save(output, (2, "en", "A school for 300 pupils opened today."))
    done = cli(
        "apply", path, env={"PIPELINE_OUTPUT": str(output), "PIPELINE_CACHE": str(output.parent / "c")}
    )
    assert done.returncode == 0, done.stderr
    assert by_person(output) == [(2, "A school for 300 pupils opened today.")]
    digest = decode_digest((output / "a.json").read_bytes())
    to_check = {finding.segment for finding in digest.findings if finding.severity != "info"}
    assert len(to_check) < len(digest.findings), "one that is only mentioned is nothing to check"
    assert f"a: 1 edited, {counted(len(to_check), 'sentence')} to check" in done.stdout


def test_apply_finds_the_digest_that_lies_beside_what_was_edited(output: Path, cli: Cli) -> None:
    path = save(output, (2, "en", "A school for 300 pupils opened today."))
    path = path.replace(output / path.name)
    done = cli("apply", path, env={"PIPELINE_CACHE": str(output.parent / "c")})
    assert done.returncode == 0, done.stderr
    assert by_person(output) == [(2, "A school for 300 pupils opened today.")]


@pytest.mark.parametrize("name", ["a.edited.md", "a-copy.md", "a.edited2.md", "b.edits.json"])
def test_edits_find_their_digest_whatever_their_file_is_called(output: Path, name: str, cli: Cli) -> None:
    if name.endswith(".md"):
        text = (output / "a.md").read_text(encoding="utf-8")
        rows = [line.split(" | ") for line in text.splitlines() if line.startswith('| <a id="s2"')]
        assert len(rows) == 1
        text = text.replace(rows[0][-1], "A school for 300 pupils opened today. |")
        (output / name).write_text(text, encoding="utf-8")
    else:
        save(output, (2, "en", "A school for 300 pupils opened today.")).replace(output / name)
    done = cli("apply", output / name, env={"PIPELINE_CACHE": str(output.parent / "c")})
    assert done.returncode == 0, done.stderr
    assert by_person(output) == [(2, "A school for 300 pupils opened today.")]


def test_edits_of_a_digest_that_lies_elsewhere_say_how_to_name_its_folder(
    output: Path, tmp_path: Path
) -> None:
    path = save(output, (2, "en", "A school for 300 pupils opened today."))
    with pytest.raises(ReadError, match="corrects 'a', of which there is no digest in") as error:
        apply_edits(path, tmp_path / "elsewhere")
    assert "-o FOLDER" in error.value.hint


def test_a_refused_edit_says_whether_the_article_itself_has_changed(
    output: Path, tmp_path: Path, make_tools: MakeTools
) -> None:
    path = save(output, (3, "ru", "На неё выделили 2,1 млрд тенге."))
    run_batch([write_articles(tmp_path / "in", a=ARTICLE.replace("2,1", "2,2"))], make_tools(), Silence())
    with pytest.raises(UsageError, match="has changed since, as has the article"):
        apply_edits(path, output)


def test_checks_run_again_leave_what_is_said_of_a_lost_edit(
    output: Path, tmp_path: Path, make_tools: MakeTools
) -> None:
    edit_ru(output)
    run_batch([write_articles(tmp_path / "in", a=ARTICLE.replace("2,1", "2,2"))], make_tools(), Silence())
    recheck_file(output / "a.json", write=True)
    assert lost(output) == [(3, "warning")]
