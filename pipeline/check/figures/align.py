"""Pairs the figures of a source with those of its target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from pipeline.check.figures.compare import (
    CONVERTED,
    DIFFERENT,
    OTHER_UNIT,
    SWAPPED,
    TOLERANT,
    agreement,
    likeness,
    same_kind,
)
from pipeline.check.figures.quantity import MINUTES_PER_HOUR, Quantity
from pipeline.check.figures.units import RESTATED_TOLERANCE, converted

_CENTURY = 100
_HALVES = frozenset({"cardinal", "score", "ordinal", "measure"})


@dataclass(frozen=True, slots=True)
class Match:
    """A source figure and the target figure that stands for it."""

    source: Quantity
    target: Quantity
    agreement: int


@dataclass(slots=True)
class Alignment:
    """What became of every figure; a twin is one whose value the other side has too, but less often."""

    matched: list[Match] = field(default_factory=list)
    changed: list[Match] = field(default_factory=list)
    missing: list[Quantity] = field(default_factory=list)
    invented: list[Quantity] = field(default_factory=list)
    lost_twins: list[Quantity] = field(default_factory=list)
    new_twins: list[Quantity] = field(default_factory=list)


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
    result.lost_twins = [q for q in here.left if _said(q, target)]
    result.new_twins = [q for q in there.left if _said(q, source)]
    here = here.keep(not _said(q, target) for q in here.left)
    there = there.keep(not _said(q, source) for q in there.left)
    here, there = _pair_changed(here, there, result)
    pairs = (*result.matched, *result.changed)
    result.missing = _unexplained(here, target, [match.source for match in pairs])
    result.invented = _unexplained(there, source, [match.target for match in pairs])
    return result


def _match(source: list[Quantity], target: list[Quantity], result: Alignment) -> tuple[Side, Side]:
    source_units, target_units = {q.unit for q in source}, {q.unit for q in target}
    candidates = []
    for i, first in enumerate(source):
        for j, second in enumerate(target):
            grade = agreement(first, second)
            if grade == CONVERTED and first.unit != second.unit:
                given = first.unit in target_units or second.unit in source_units
                grade = DIFFERENT if given else grade
            if grade != DIFFERENT:
                away = abs(i / len(source) - j / len(target))
                candidates.append((-grade, second.written == "weak", away, i, j))
    here, there = set(range(len(source))), set(range(len(target)))
    for grade, _, _, i, j in sorted(candidates):
        if i in here and j in there:
            here.remove(i)
            there.remove(j)
            result.matched.append(Match(source[i], target[j], -grade))
    return Side(source, [source[i] for i in sorted(here)]), Side(target, [target[j] for j in sorted(there)])


def _said(quantity: Quantity, others: list[Quantity]) -> bool:
    """Tell whether the other side gives the same value at all."""
    return any(agreement(quantity, other) >= TOLERANT for other in others)


def _drop_weak(these: Side, those: Side) -> Side:
    """Set aside what need not have a counterpart."""
    kept = _without_split(these.left, those.left)
    dated = [*these.every, *those.every]
    kept = [q for q in kept if not _told_decade(q, dated, those.left)]
    return Side(these.every, [q for q in kept if not _implied(q, those.every)])


def _implied(quantity: Quantity, others: list[Quantity]) -> bool:
    """Tell whether a figure may be left out: a weak word, or a century that a year of it tells."""
    if quantity.written == "weak":
        return True
    if quantity.unit == "century" and quantity.kind == "ordinal":
        return any(other.kind == "year" and _in_century(other.value, quantity.value) for other in others)
    if quantity.kind == "year" and quantity.value % _CENTURY == 0:
        return any(o.unit == "century" and quantity.value / _CENTURY + 1 == o.value for o in others)
    return False


def _in_century(year: Fraction, century: Fraction) -> bool:
    return (century - 1) * _CENTURY <= year <= century * _CENTURY


def _told_decade(quantity: Quantity, dated: list[Quantity], others: list[Quantity]) -> bool:
    """Tell whether a century beside one decade makes it the other: XIX ғасырдың 30-жылдары and the 1830s."""
    if quantity.unit != "decade":
        return False
    decades = {q.value for q in others if q.unit == "decade"}
    starts = {(q.value - 1) * _CENTURY for q in dated if q.unit == "century"}
    return any(quantity.value + start in decades or quantity.value - start in decades for start in starts)


def _without_split(these: list[Quantity], those: list[Quantity]) -> list[Quantity]:
    """Drop what one side says in two figures: the score 21:18 as 21–18, оннан сегізі as eight of ten."""
    together = {value for other in those for value in _halves(other, these)}
    return [q for q in these if not (_halves(q, those) or (q.kind in _HALVES and q.value in together))]


def _halves(whole: Quantity, others: list[Quantity]) -> tuple[Fraction, ...]:
    """Return the halves of a time-like score or of a fraction, where `others` hold both, else ()."""
    if whole.kind == "time":
        hours, minutes = divmod(whole.value, MINUTES_PER_HOUR)
        halves = (Fraction(hours), Fraction(minutes))
    elif whole.kind == "fraction" and "/" in whole.unit:
        above, below = whole.unit.split("/")
        halves = (Fraction(above), Fraction(below))
    else:
        return ()
    return halves if set(halves) <= {q.value for q in others if q.kind in _HALVES} else ()


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
    known = {id(q) for q in paired}
    return [q for q in side.left if q.written != "vague" and not _restated(q, side.every, others, known)]


def _restated(quantity: Quantity, same_side: list[Quantity], others: list[Quantity], known: set[int]) -> bool:
    """Tell whether a figure restates its paired neighbour in a unit the other side lacks: 85 mi (137 km)."""
    if any(other.unit == quantity.unit for other in others):
        return False
    at = same_side.index(quantity)
    neighbours = same_side[max(at - 1, 0) : at + 2]
    return any(id(other) in known and converted(quantity, other, RESTATED_TOLERANCE) for other in neighbours)


def swapped_scores(alignment: Alignment) -> list[Match]:
    """Return the first halves of the scores whose sides have changed places."""
    return [match for match in alignment.matched if match.agreement == SWAPPED and match.source.part == 1]


def unit_clashes(alignment: Alignment) -> list[Match]:
    """Return the matches whose value is the same and whose unit is not, or is another converted."""
    return [match for match in alignment.matched if match.agreement in (OTHER_UNIT, CONVERTED)]


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
    """Return the matches where one side says more than the figure and the other less."""
    return [m for m in alignment.matched if {m.source.approximate, m.target.approximate} == {"more", "less"}]


def lone_units(alignment: Alignment, *, lost: bool) -> list[Match]:
    """Return the matches of digits where one side alone names a unit that its other side names nowhere."""
    ours = [match.source if lost else match.target for match in alignment.matched]
    theirs = [match.target if lost else match.source for match in alignment.matched]
    named = {q.unit for q in theirs}
    return [
        match
        for match, mine, other in zip(alignment.matched, ours, theirs, strict=True)
        if _has_physical_unit(mine)
        and not other.unit
        and mine.unit not in named
        and other.written == "digits"
    ]


def _has_physical_unit(quantity: Quantity) -> bool:
    return quantity.kind in ("money", "percent")
