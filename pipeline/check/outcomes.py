"""What became of people and figures stays said: who died, was hurt or rescued, and that 14 % were a fall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.anchors import Rare
from pipeline.check.medals import check_medals
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.document import TARGETS, Finding, Span, Target
from pipeline.wordlists import rows

NAME = "outcomes"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of the table: what it is called, how Kazakh says it, and what says it in each language."""

    name: str
    said: Rare
    answers: dict[Target, Rare]


def check_outcomes(pair: Pair) -> list[Finding]:
    """Report an outcome of the source of which the translation has no word, and medals exchanged."""
    lost = [
        pair.finding(NAME, "warning", f"“{pair.source[slice(*span)]}” is lost: {outcome.name}", span)
        for outcome, span in _outcomes(pair.source)
        if not outcome.answers[pair.language].compiled.search(pair.target)
    ]
    return [*lost, *check_medals(pair)]


@lru_cache(maxsize=REMEMBERED)
def _outcomes(source: str) -> tuple[tuple[Outcome, Span], ...]:
    folded = source.casefold()
    likely = (outcome for outcome in _table() if outcome.said.may_match(folded))
    found = ((outcome, outcome.said.compiled.search(source)) for outcome in likely)
    return tuple((outcome, match.span()) for outcome, match in found if match is not None)


@cache
def _table() -> tuple[Outcome, ...]:
    """Read the table (see the file for its columns)."""
    return tuple(
        Outcome(
            name,
            Rare(rf"\b(?:{said})"),
            {of: Rare(rf"\b(?:{words})") for of, words in zip(TARGETS, answers, strict=True)},
        )
        for name, said, *answers in rows("outcomes.tsv")
    )
