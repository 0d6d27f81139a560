"""Measuring a model on a test set counts what a run would mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ReadError
from pipeline.run.evaluate import TestSet, evaluate, read_test_set
from pipeline.run.progress import Silence
from tests.conftest import MakeTools
from tests.fakes import FakeTranslator

KAZAKH = ("Қалада жаңа көпір салынып жатыр.",)
ENGLISH = "A new bridge is being built in the city."


@pytest.mark.parametrize(
    ("answer", "score", "check"),
    [
        ("A new stroke bridge is being built in the city.", -0.1, "fillers warning"),
        (ENGLISH, -4.0, "adequacy warning"),
    ],
)
def test_what_tells_of_the_draft_alone_counts_as_flagged(
    make_tools: MakeTools, answer: str, score: float, check: str
) -> None:
    tools = make_tools(FakeTranslator(lambda request: answer, score), targets=("en",))
    (scores,) = evaluate(tools, TestSet("set", KAZAKH, {"en": (ENGLISH,)}), "fast", Silence())
    assert (scores.flagged, scores.findings.get(check)) == (1, 1)


def test_a_faithful_translation_is_not_flagged(make_tools: MakeTools) -> None:
    tools = make_tools(FakeTranslator(lambda request: ENGLISH, -0.1), targets=("en",))
    (scores,) = evaluate(tools, TestSet("set", KAZAKH, {"en": (ENGLISH,)}), "fast", Silence())
    assert (scores.flagged, scores.findings) == (0, {})


@pytest.mark.parametrize("document", ["", "doc\t"])
def test_names_of_columns_and_lines_without_a_reference_are_left_out_with_a_word(
    tmp_path: Path, document: str
) -> None:
    rows = ["kk\tru\ten", "Бір.\tОдин.\tOne.", "", "Екі.\t \tTwo.", "Үш.\tТри.\tThree."]
    path = tmp_path / "set.tsv"
    path.write_text("\n".join(f"{document}{row}" if row else "" for row in rows), encoding="utf-8")
    found = read_test_set(path)
    assert (found.sources, found.references["en"]) == (("Бір.", "Үш."), ("One.", "Three."))
    assert found.left_out == (
        "line 1 is left out: it names the columns",
        "line 4 is left out: ru is empty",
    )


def test_a_set_without_a_sentence_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set.tsv"
    path.write_text("kk\tru\ten\n", encoding="utf-8")
    with pytest.raises(ReadError, match="no sentence with both translations"):
        read_test_set(path)
    with pytest.raises(ReadError, match="cannot be read: Is a directory"):
        read_test_set(tmp_path)
