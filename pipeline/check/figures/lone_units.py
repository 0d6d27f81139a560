"""Units that one side of a pair names and the other does not."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from pipeline.check.figures.align import Alignment, Match
from pipeline.check.figures.quantity import Quantity
from pipeline.check.figures.reader import units_named
from pipeline.check.figures.units import is_measured, is_written_out
from pipeline.check.pair import Pair
from pipeline.document import Language
from pipeline.wordlists import rows

# What stands between two figures that share the unit of one of them: 5, 7 және 9 кг; from 3 to 5 kg; 2 x 3 m.
_SHARED = re.compile(
    r"[\s,;:/+–—−х×x-]*(?:(?:және|мен|бен|пен|не|немесе|и|или|до|на|по|and|or|to|by|through|versus|vs\.?|against|против|из|of|қарсы)\s+)?(?:\W{0,3})"
)
_IN_SERIES = re.compile(r",\s[^\W\d]+\s[–—-]\s(?:по\s)?")  # рубль — по 6,58, юань — по 73,2 тенге

_OF_THEM = re.compile(
    r"(?:\s\w+)?\s(?:из (?:них|которых|этого|неё|нее|него)|of (?:it|them|which|that|these|those))\b"
)
_OLD = re.compile(r"-year-old|-летн")  # 43-бала is no 43-year-old
LARGE = 10**6
_BEHIND = re.compile(r"(?:[^\S\n]*[^\W\d]+){0,4}")  # words


def lone_units(pair: Pair, alignment: Alignment, *, lost: bool) -> list[Match]:
    """Return the matches of digits where one side alone names a unit, the other not even for a neighbour."""
    ours = [match.source if lost else match.target for match in alignment.matched]
    theirs = [match.target if lost else match.source for match in alignment.matched]
    lone = [
        (match, other)
        for match, mine, other in zip(alignment.matched, ours, theirs, strict=True)
        if _needs_its_unit(mine, lost=lost) and not other.unit and other.written == "digits"
        if mine.span != mine.figure and not _is_told_elsewhere(mine, theirs, lost=lost)
    ]
    if not lone:
        return []
    text = pair.target if lost else pair.source
    language: Language = pair.language if lost else "kk"
    shared = _sharing(text, theirs)
    return [
        match
        for match, other in lone
        if other.span not in shared
        and not (lost and _is_part(pair, other, match.source.unit, theirs))
        and (match.source if lost else match.target).unit not in _named_behind(text, other, language)
    ]


def _is_told_elsewhere(quantity: Quantity, others: list[Quantity], *, lost: bool) -> bool:
    """Tell whether a unit put in, or that of a large amount, stands elsewhere: 2 trillion tenge, 3."""
    return (not lost or abs(quantity.value) >= LARGE) and any(other.unit == quantity.unit for other in others)


def _is_part(pair: Pair, other: Quantity, unit: str, others: list[Quantity]) -> bool:
    """Tell a figure of those before it, whose unit they have: 200 километров, 68 из них."""
    before = any(q.unit == unit and q.span[1] <= other.span[0] for q in others)
    return before and _OF_THEM.match(pair.target, other.span[1]) is not None


def _named_behind(text: str, quantity: Quantity, language: Language) -> frozenset[str]:
    """Return the units that the words behind a figure name: 60,000 burnt hectares."""
    found = _BEHIND.match(text, quantity.span[1])
    return units_named(found[0] if found else "", language)


def _sharing(text: str, quantities: list[Quantity]) -> set[tuple[int, int]]:
    """Return the spans of the figures without a unit whose neighbour in a list or range has one."""
    shared: set[tuple[int, int]] = set()
    inside = sorted(quantities, key=lambda quantity: quantity.span)
    links = [(a, b) for a, b in pairwise(inside) if _are_listed(text[a.span[1] : b.span[0]])]
    for first, second in (*links[::-1], *links):
        if not first.unit and (second.unit or second.span in shared):
            shared.add(first.span)
        if not second.unit and (first.unit or first.span in shared):
            shared.add(second.span)
    return shared


def _are_listed(between: str) -> bool:
    return _SHARED.fullmatch(between) is not None or _IN_SERIES.fullmatch(between) is not None


def invented_units(source: str, target: str, alignment: Alignment) -> list[Match]:
    """Return the matches of digits that the target measures in a unit which the source does not name."""
    named = units_named(source, "kk")
    return [
        match
        for match in alignment.matched
        if match.target.kind == "measure"
        and match.target.span != match.target.figure  # the first end of a range has it from the second
        and match.target.unit not in named
        and not match.source.unit
        and match.source.written == "digits"
        and (
            _OLD.search(target, *match.target.span) is not None
            or (
                is_written_out(match.target.unit)
                and match.source.kind == "cardinal"
                and not _is_homonym(match, source)
            )
        )
    ]


def _is_homonym(match: Match, source: str) -> bool:
    """Tell whether the word behind the source figure is what the unit also means: 37 аула, 37 yards."""
    word = _BEHIND.match(source, match.source.figure[1])
    stems = _homonyms().get(match.target.unit, ())
    return bool(stems) and word is not None and any(w.startswith(stems) for w in word[0].lower().split())


@cache
def _homonyms() -> dict[str, tuple[str, ...]]:
    return {unit: tuple(stems.split()) for unit, stems in rows("unit_homonyms.tsv")}


def _needs_its_unit(quantity: Quantity, *, lost: bool) -> bool:
    if quantity.kind in ("money", "percent"):
        return True
    return lost and quantity.written == "digits" and is_measured(quantity.unit)
