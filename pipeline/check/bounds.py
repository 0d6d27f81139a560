"""The bound of a figure in brackets: «(72,6 келіге дейін)» is up to 72.6 kilograms, not 72.6."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.check.pair import REMEMBERED, Pair
from pipeline.document import Finding, Span, Target
from pipeline.wordlists import rows

NAME = "bounds"
BRACKETS = re.compile(r"\((?P<inside>[^()]*)\)")
NUMBER = r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?"
SAID = re.compile(
    rf"[^\d]*?(?P<number>{NUMBER})(?![-–]\d)[^\d,;]{{0,30}}?\b(?P<bound>дейін|астам|жуық|жоғары|көп|артық|кем|төмен)\b\D*"
)
DATE = re.compile(r"(?:19|20)\d\d\b|\d+ (?:Jan|Febr|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)")


@dataclass(frozen=True, slots=True)
class Lost:
    """A bound of the source that brackets of the translation lack, and the word that says it there."""

    source: Span
    target: Span
    place: int
    word: str


def check_bounds(pair: Pair) -> list[Finding]:
    """Report a figure in brackets without the bound that it has in the source."""
    return [_finding(pair, lost) for lost in lost_bounds(pair.source, pair.target, pair.language)]


def _finding(pair: Pair, lost: Lost) -> Finding:
    said, there = pair.source[slice(*lost.source)], pair.target[slice(*lost.target)]
    message = f"“{said}” → “{there}”: “{lost.word}” is lost"
    return pair.finding(NAME, "warning", message, lost.source, lost.target)


def repair_bounds(source: str, target: str, language: Target) -> str | None:
    """Put each lost bound before its figure; None where none is lost."""
    mended = target
    for lost in sorted(lost_bounds(source, target, language), key=lambda one: -one.place):
        mended = f"{mended[: lost.place]}{lost.word} {mended[lost.place :]}"
    return mended if mended != target else None


@lru_cache(maxsize=REMEMBERED)
def lost_bounds(source: str, target: str, language: Target) -> tuple[Lost, ...]:
    """Return the bounds of figures in brackets that the translation lacks."""
    if "(" not in source or "(" not in target:
        return ()
    found = []
    theirs = list(BRACKETS.finditer(target))
    for ours in BRACKETS.finditer(source):
        said = SAID.fullmatch(ours["inside"])
        if said is None:
            continue
        digits = re.sub(r"\D", "", said["number"])
        spelt = {digits, f"{digits}000"} if "мың" in ours["inside"] else {digits}
        same = [t for t in theirs if re.sub(r"\D", "", t["inside"]) in spelt]
        word, answers = _bounds()[said["bound"]][language]
        if len(same) != 1 or answers.search(same[0]["inside"]):
            continue
        number = re.search(r"\d", same[0]["inside"])
        place = same[0].start("inside") + (number.start() if number else 0)
        is_date = word == "up to" and DATE.match(target, place)
        found.append(Lost(ours.span(), same[0].span(), place, "until" if is_date else word))
    return tuple(found)


@cache
def _bounds() -> dict[str, dict[Target, tuple[str, re.Pattern[str]]]]:
    """Read the table (see the file for its columns)."""
    found: dict[str, dict[Target, tuple[str, re.Pattern[str]]]] = {}
    for bounds, of, word, answers in rows("bounds.tsv"):
        language: Target = "ru" if of == "ru" else "en"
        pattern = re.compile(rf"\b(?:{answers})|[<>≥≤~+]", re.IGNORECASE)
        for bound in bounds.split():
            found.setdefault(bound, {})[language] = (word, pattern)
    return found
