from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import ReadError, UsageError
from pipeline.run.batch import run_batch
from pipeline.run.edit import apply_edits
from pipeline.run.progress import Silence
from pipeline.run.recheck import read_digest
from tests.conftest import MakeTools
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


def test_what_is_no_file_of_edits_is_named(output: Path) -> None:
    with pytest.raises(ReadError, match="is no file of edits"):
        apply_edits(output / "a.md", output)
