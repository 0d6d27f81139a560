"""What became of people and figures stays said: who died, was hurt or rescued, and that 14 % were a fall."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.check.medals import check_medals
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.document import TARGETS, Finding, Span, Target
from pipeline.wordlists import rows

NAME = "outcomes"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of the table: what it is called, how Kazakh says it, and what says it in each language."""

    name: str
    said: re.Pattern[str]
    answers: dict[Target, re.Pattern[str]]


def check_outcomes(pair: Pair) -> list[Finding]:
    """Report an outcome of the source of which the translation has no word, and medals exchanged."""
    lost = [
        pair.finding(NAME, "warning", f"“{pair.source[slice(*span)]}” is lost: {outcome.name}", span)
        for outcome, span in _outcomes(pair.source)
        if not outcome.answers[pair.language].search(pair.target)
    ]
    return [*lost, *check_medals(pair)]


@lru_cache(maxsize=REMEMBERED)
def _outcomes(source: str) -> tuple[tuple[Outcome, Span], ...]:
    found = ((outcome, outcome.said.search(source)) for outcome in _table())
    return tuple((outcome, match.span()) for outcome, match in found if match is not None)


@cache
def _table() -> tuple[Outcome, ...]:
    """Read the table (see the file for its columns)."""
    return tuple(
        Outcome(
            name,
            re.compile(rf"\b(?:{said})", re.IGNORECASE),
            {
                language: re.compile(rf"\b(?:{words})", re.IGNORECASE)
                for language, words in zip(TARGETS, answers, strict=True)
            },
        )
        for name, said, *answers in rows("outcomes.tsv")
    )
