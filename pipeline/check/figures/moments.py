"""Compares times of day: how they are written, and what puts something before or after them."""

from __future__ import annotations

import re

from pipeline.check.figures.align import Alignment, Match
from pipeline.check.figures.lexicon import lexicon
from pipeline.check.figures.quantity import Quantity
from pipeline.document import Target
from pipeline.hours import dotted_times

_DECIMAL = re.compile(r"\d{1,2},\d\d")
_NEXT_WORD = re.compile(r"[-\w]*\s+([^\W\d_]+)")  # behind the case ending of the figure: 20:00-ден кейін
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+$")


def misplaced_times(source: str, target: str, alignment: Alignment, language: Target) -> list[Match]:
    """Return the times of day that one text has before and the other after, and those behind «через»."""
    return [
        match
        for match in alignment.matched
        if match.source.kind == match.target.kind == "time"
        and _clash(_side_behind(source, match.source), word_before(target, match.target), language)
    ]


def decimal_times(source: str, target: str, alignment: Alignment) -> list[Match]:
    """Return the times of day that the target writes as a decimal with a comma: 13.30-да and 13,30."""
    written = [match for match in alignment.matched if _is_decimal(target, match)]
    dotted = {match.span() for match in dotted_times(source)} if written else set()
    return [m for m in written if m.source.figure in dotted or ":" in source[slice(*m.source.figure)]]


def _is_decimal(target: str, match: Match) -> bool:
    comma = _DECIMAL.fullmatch(target, *match.target.figure) is not None
    return comma and match.source.kind == "time" and match.target.kind == "cardinal"


def _side_behind(source: str, time: Quantity) -> str:
    """Return whether the Kazakh word behind a time says before or after it; empty where none does."""
    match = _NEXT_WORD.match(source, time.span[1])
    lex = lexicon("kk")
    return next((side for side in ("after", "before") if match and lex.says(f"{side}_clock", match[1])), "")


def word_before(target: str, time: Quantity) -> str:
    """Return the word that stands before a time, in small letters."""
    match = _WORD_BEFORE.search(target[: time.span[0]])
    return match[1].lower() if match else ""


def _clash(side: str, word: str, language: Target) -> bool:
    lex = lexicon(language)
    other = {"after": "before_clock", "before": "after_clock"}.get(side)
    return lex.says("not_of_clock", word) or (other is not None and lex.says(other, word))
