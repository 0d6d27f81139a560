"""Quoted words: as many passages as in the source, and each one closed."""

from __future__ import annotations

import re

from pipeline.check.pair import Pair
from pipeline.document import Finding

NAME = "quotes"
MARKS = re.compile(r"[«»“”„‟\"]|''|``")
OPENING, CLOSING = frozenset("«„"), frozenset("»")
INCHES = re.compile(r"\d\s?(?:\"|''|”)")


def check_quotes(pair: Pair) -> list[Finding]:
    """Report quotation marks lost, added or left open.

    A sentence inside a longer quotation has only one of its marks, so openings and closings are counted apart
    and compared with the source's.
    """
    source, target = count_marks(pair.source), count_marks(pair.target)
    if source == target:
        return []
    if sum(source) and not sum(target):
        at = MARKS.search(pair.source)
        return [pair.finding(NAME, "error", "the quotation marks are lost", at.span() if at else None)]
    if target[0] != target[1] and source[0] == source[1]:
        return [pair.finding(NAME, "warning", "a quotation mark is not closed", None, _first(pair.target))]
    if max(source) != max(target):
        message = f"the source quotes {max(source)} times, the translation {max(target)}"
        return [pair.finding(NAME, "warning", message, _first(pair.source), _first(pair.target))]
    return [
        pair.finding(NAME, "warning", "a quotation mark is lost", _first(pair.source), _first(pair.target))
    ]


def count_marks(text: str) -> tuple[int, int]:
    """Return how many quotation marks open and how many close; undirected ones by the blanks around them."""
    opened = closed = 0
    for match in MARKS.finditer(INCHES.sub("0", text)):
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        mark = match.group()
        if mark in OPENING or (mark not in CLOSING and _opens(before, after, open_now=opened > closed)):
            opened += 1
        else:
            closed += 1
    return opened, closed


def _opens(before: str, after: str, *, open_now: bool) -> bool:
    free_left, free_right = (
        not before or before in " \u00a0\n(—–-[/",
        not after or after in " \u00a0\n.,;:!?)—–-]",
    )
    if free_left != free_right:
        return free_left
    return not open_now


def _first(text: str) -> tuple[int, int] | None:
    match = MARKS.search(text)
    return match.span() if match else None
