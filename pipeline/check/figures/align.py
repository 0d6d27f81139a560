"""Pairs the figures of a source with those of its target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from pipeline.check.figures.compare import (
    CONVERTED,
    DIFFERENT,
    EXACT,
    OTHER_UNIT,
    SWAPPED,
    TOLERANT,
    agreement,
    likeness,
    same_kind,
)
from pipeline.check.figures.counting import Values, count_off, is_crowd
from pipeline.check.figures.quantity import MINUTES_PER_HOUR, Bound, Quantity
from pipeline.check.figures.units import RESTATED_TOLERANCE, converted
from pipeline.document import Target

_CENTURY = 100
_THOUSAND = 1000
_HALVES = frozenset({"cardinal", "score", "ordinal", "measure"})


@dataclass(frozen=True, slots=True)
class Match:
    """A source figure and the target figure that stands for it."""

    source: Quantity
    target: Quantity
    agreement: int


@dataclass(slots=True)
class Alignment:
    """What became of every figure.

    A twin is one whose value the other side has too, but less often. Where more differ than can be compared,
    `crowd` holds those of both sides, and they are neither changed, missing nor invented.
    """

    matched: list[Match] = field(default_factory=list)
    changed: list[Match] = field(default_factory=list)
    missing: list[Quantity] = field(default_factory=list)
    invented: list[Quantity] = field(default_factory=list)
    lost_twins: list[Quantity] = field(default_factory=list)
    new_twins: list[Quantity] = field(default_factory=list)
    crowd: tuple[list[Quantity], list[Quantity]] | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """The figures of one text, and those of them that have no counterpart yet."""

    every: list[Quantity]
    left: list[Quantity]

    def keep(self, wanted: Iterable[bool]) -> Side:
        """Return the side with those of `left` for which `wanted` holds."""
        return Side(self.every, [q for q, keep in zip(self.left, wanted, strict=True) if keep])


def align(source: list[Quantity], target: list[Quantity]) -> Alignment:
    """Match figures by value, the best agreement first; pair the rest by kind; what stays is lost or new."""
    result = Alignment()
    here, there = _match(source, target, result)
    here, there = _drop_weak(here, there), _drop_weak(there, here)
    here, result.lost_twins = _split_twins(here, target)
    there, result.new_twins = _split_twins(there, source)
    if is_crowd(here.left, there.left):
        result.crowd = (here.left, there.left)
        return result
    here, there = _pair_changed(here, there, result)
    pairs = (*result.matched, *result.changed)
    result.missing = _unexplained(here, target, [match.source for match in pairs])
    result.invented = _unexplained(there, source, [match.target for match in pairs])
    return result


def _match(source: list[Quantity], target: list[Quantity], result: Alignment) -> tuple[Side, Side]:
    source_units, target_units = {q.unit for q in source}, {q.unit for q in target}
    here, there = set(range(len(source))), set(range(len(target)))
    for i, j, grade in count_off(source, target) if is_crowd(source, target) else ():
        here.remove(i)
        there.remove(j)
        result.matched.append(Match(source[i], target[j], grade))
    candidates = []
    for i in here if not is_crowd(here, there) else ():
        for j in there:
            first, second = source[i], target[j]
            grade = agreement(first, second)
            if grade == CONVERTED and first.unit != second.unit:
                given = first.unit in target_units or second.unit in source_units
                grade = DIFFERENT if given else grade
            if grade != DIFFERENT:
                away = abs(i / len(source) - j / len(target))
                candidates.append((-grade, "weak" in (first.written, second.written), away, i, j))
    for grade, _, _, i, j in sorted(candidates):
        if i in here and j in there:
            here.remove(i)
            there.remove(j)
            result.matched.append(Match(source[i], target[j], -grade))
    return Side(source, [source[i] for i in sorted(here)]), Side(target, [target[j] for j in sorted(there)])


def _split_twins(side: Side, others: list[Quantity]) -> tuple[Side, list[Quantity]]:
    """Take out the figures whose value the other side gives at all."""
    values = Values(others) if is_crowd(side.left, others) else None
    said = [_said(q, others if values is None else values.like(q)) for q in side.left]
    twins = [q for q, is_twin in zip(side.left, said, strict=True) if is_twin]
    return side.keep(not is_twin for is_twin in said), twins


def _said(quantity: Quantity, others: Iterable[Quantity]) -> bool:
    return any(agreement(quantity, other) >= TOLERANT for other in others)


def _drop_weak(these: Side, those: Side) -> Side:
    """Set aside what need not have a counterpart."""
    kept = _without_split(these.left, those.left)
    starts = {(q.value - 1) * _CENTURY for q in (*these.every, *those.every) if q.unit == "century"}
    decades = {q.value for q in those.left if q.unit == "decade"}
    kept = [q for q in kept if not _told_decade(q, starts, decades)]
    years = {q.value for q in those.every if q.kind == "year"}
    centuries = {q.value for q in those.every if q.unit == "century"}
    return Side(these.every, [q for q in kept if not _implied(q, years, centuries)])


def _implied(quantity: Quantity, years: set[Fraction], centuries: set[Fraction]) -> bool:
    """Tell whether a figure may be left out: a weak word, or a century that a year of it tells."""
    if quantity.written == "weak":
        return True
    if quantity.unit == "century" and quantity.kind == "ordinal":
        return any(_in_century(year, quantity.value) for year in years)
    if quantity.kind == "year" and quantity.value % _CENTURY == 0:
        return quantity.value / _CENTURY + 1 in centuries
    return False


def _in_century(year: Fraction, century: Fraction) -> bool:
    return (century - 1) * _CENTURY <= year <= century * _CENTURY


def _told_decade(quantity: Quantity, starts: set[Fraction], decades: set[Fraction]) -> bool:
    """Tell whether a century beside one decade makes it the other: XIX ғасырдың 30-жылдары and the 1830s."""
    if quantity.unit != "decade":
        return False
    return any(quantity.value + start in decades or quantity.value - start in decades for start in starts)


def _without_split(these: list[Quantity], those: list[Quantity]) -> list[Quantity]:
    """Drop what one side says in two figures: the score 21:18 as 21–18, оннан сегізі as eight of ten."""
    ours, theirs = ({q.value for q in side if q.kind in _HALVES} for side in (these, those))
    together = {value for other in those for value in _halves(other, ours)}
    return [q for q in these if not (_halves(q, theirs) or (q.kind in _HALVES and q.value in together))]


def _halves(whole: Quantity, others: set[Fraction]) -> tuple[Fraction, ...]:
    """Return the halves of a time-like score or of a fraction, where `others` hold both, else ()."""
    if whole.kind == "time":
        hours, minutes = divmod(whole.value, MINUTES_PER_HOUR)
        halves = (Fraction(hours), Fraction(minutes))
    elif whole.kind == "fraction" and whole.unit.count("/") == 1:
        above, below = whole.unit.split("/")
        halves = (Fraction(above), Fraction(below))
    else:
        return ()
    return halves if others.issuperset(halves) else ()


def _pair_changed(here: Side, there: Side, result: Alignment) -> tuple[Side, Side]:
    """Pair lost and new figures of one kind, the likeliest first; vague orders only with one another."""
    candidates = sorted(
        (-likeness(first, second), abs(i - j), i, j)
        for i, first in enumerate(here.left)
        for j, second in enumerate(there.left)
        if same_kind(first, second) and (first.written == "vague") == (second.written == "vague")
    )
    left, right = set(range(len(here.left))), set(range(len(there.left)))
    for _, _, i, j in candidates:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            result.changed.append(Match(here.left[i], there.left[j], DIFFERENT))
    return (
        here.keep(i in left for i in range(len(here.left))),
        there.keep(j in right for j in range(len(there.left))),
    )


def _unexplained(side: Side, others: list[Quantity], paired: list[Quantity]) -> list[Quantity]:
    """Return what stays unpaired and is neither vague nor a restatement of a neighbour."""
    known, units = {id(q) for q in paired}, {q.unit for q in others}
    places = {id(q): at for at, q in enumerate(side.every)}
    unexplained = []
    for quantity in side.left:
        at = places[id(quantity)]
        beside = [q for q in side.every[max(at - 1, 0) : at + 2] if id(q) in known]
        if quantity.written != "vague" and (quantity.unit in units or not _restated(quantity, beside)):
            unexplained.append(quantity)
    return unexplained


def _restated(quantity: Quantity, beside: list[Quantity]) -> bool:
    """Tell whether a figure restates its paired neighbour in a unit the other side lacks: 85 mi (137 km)."""
    return any(converted(quantity, other, RESTATED_TOLERANCE) for other in beside)


def swapped_scores(alignment: Alignment) -> list[Match]:
    """Return the first halves of the scores whose sides have changed places."""
    return [match for match in alignment.matched if match.agreement == SWAPPED and match.source.part == 1]


def swapped_ends(alignment: Alignment) -> list[Match]:
    """Return the first ends of the ranges whose ends have changed places: 8-ден 5-ке, from 5 to 8."""
    moved = [m for m in alignment.matched if {m.source.part, m.target.part} == {1, 2}]
    moved = sorted((m for m in moved if m.agreement != SWAPPED), key=lambda m: m.source.span)
    return [
        first
        for first, second in pairwise(moved)
        if first.source.part == 1
        and second.source.part == 2
        and second.target.span < first.target.span
        and abs(first.source.value) != abs(second.source.value)
    ]


def unit_clashes(alignment: Alignment) -> list[Match]:
    """Return the matches whose value is the same and whose unit is not, or is another converted."""
    return [match for match in alignment.matched if match.agreement in (OTHER_UNIT, CONVERTED)]


def misread_thousands(alignment: Alignment, language: Target) -> list[Match]:
    """Return the matches where the target reads as decimal what may be thousands: 10,000 and 10.000 people.

    A percentage and a scaled number (2,125 млн) are decimal; so is a fraction copied as it is into Russian.
    """
    return [
        match
        for match in alignment.matched
        if "percent" not in (match.source.kind, match.target.kind)
        and match.target.value
        and not (language == "en" and _is_exact_measure(match.source))
        and abs(match.target.value) < _THOUSAND
        and any(abs(match.target.value) * _THOUSAND == abs(value) for value in match.source.readings)
        and not (language == "ru" and match.agreement == EXACT and match.target.others)
        and not (match.target.part == 1 and match.target.others)  # с 12 до 9 тысяч
        and not _has_scale_ahead(match)
        and match.target.written != "words"
    ]


def _has_scale_ahead(match: Match) -> bool:
    """Tell a figure that may have the scale of the next on both sides, 310 and 364 thousand, from 2,500."""
    start, end = match.source.figure
    is_grouped = end - start == len(f"{int(abs(match.target.value))},000")
    return not is_grouped and bool(set(match.source.others) & set(match.target.others))


def _is_exact_measure(source: Quantity) -> bool:
    """Tell 42,195 км, whose comma is decimal, from 2,500 тонна and 10,512 адам."""
    is_exact = source.value.denominator != 1 and source.value * _THOUSAND % 10 != 0
    return source.kind == "measure" and source.unit != "person" and is_exact


def sign_clashes(alignment: Alignment) -> list[Match]:
    """Return the temperatures that are below zero on one side alone."""
    return [
        match
        for match in alignment.matched
        if match.source.kind == match.target.kind == "temperature"
        and match.agreement > CONVERTED
        and match.source.value == -match.target.value != 0
    ]


def bound_clashes(alignment: Alignment) -> list[Match]:
    """Return the matches where the sides say two of more than the figure, about it and less."""
    bounds = [(match, {match.source.approximate, match.target.approximate}) for match in alignment.matched]
    return [match for match, both in bounds if len(both - {""}) > 1 and not _is_times_less(match, both)]


def _is_times_less(match: Match, bounds: set[Bound]) -> bool:
    """Tell «6 еседей аз», about six times less, whose «аз» bounds nothing."""
    return match.source.unit == "times" and "about" in bounds
