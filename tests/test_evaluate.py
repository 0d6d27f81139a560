"""Measuring a model on a test set counts what a run would mark."""

from __future__ import annotations

import pytest

from pipeline.run.evaluate import TestSet, evaluate
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
