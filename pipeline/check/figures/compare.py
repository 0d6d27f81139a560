"""Decides when two figures, one of each language, say the same."""

from __future__ import annotations

from fractions import Fraction

from pipeline.check.figures.quantity import HALF_DAY_MIN, MINUTES_PER_HOUR, Quantity
from pipeline.check.figures.units import converted, exactly_converted, units_clash

EXACT, COMPATIBLE, TOLERANT, CONVERTED, SWAPPED, OTHER_UNIT, DIFFERENT = 6, 5, 4, 3, 2, 1, 0
_CENTURY = 100
_THOUSAND = 1000
_LIVING_MEMORY = frozenset(range(1900, 2100))
_SHORT_YEAR_DIGITS = 2
_PERCENT = Fraction(1, 100)
_COUNTED = frozenset(
    {"cardinal", "ordinal", "percent", "money", "measure", "temperature", "fraction", "multiple"}
)
_DATED = frozenset({"date", "cardinal", "ordinal"})
_NAMED = frozenset({"year", "score", "code", "cardinal", "ordinal", "time"})


def agreement(source: Quantity, target: Quantity) -> int:
    """Return how well two figures agree, from EXACT down to OTHER_UNIT (same value) and DIFFERENT."""
    if source.kind == target.kind and source.kind in ("date", "time"):
        return _same_moment(source, target)
    if source.written == "vague" or target.written == "vague":
        return _same_order(source, target)
    if _padding_differs(source, target):
        return DIFFERENT
    if not _values_meet(source, target):
        if _tolerated(source, target):
            return TOLERANT
        return CONVERTED if converted(source, target) else DIFFERENT
    sides = source.part and target.part and source.part != target.part
    if sides and "score" in (source.kind, target.kind):
        return SWAPPED
    if "time" in (source.kind, target.kind):
        return DIFFERENT
    if "date" in (source.kind, target.kind) or "decade" in (source.unit, target.unit):
        return TOLERANT
    if units_clash(source, target) or _year_measured(source, target) or _year_measured(target, source):
        return OTHER_UNIT
    exact = source.value == target.value and source.unit == target.unit
    return EXACT if exact else COMPATIBLE


def _year_measured(year: Quantity, other: Quantity) -> bool:
    """Tell whether a year of the calendar became an amount of something: 2024 год, 2024 месяца."""
    measured = other.kind in ("measure", "money", "percent") and other.unit not in ("", "year")
    return year.kind == "year" and measured and year.value in _LIVING_MEMORY


def _values_meet(source: Quantity, target: Quantity) -> bool:
    return any(abs(value) == abs(other) for value in source.readings for other in target.readings)


def _padding_differs(first: Quantity, second: Quantity) -> bool:
    """Tell whether a figure with a number sign has noughts before it on one side alone: № 3 and 03."""
    both = (first, second)
    if not any(quantity.kind == "code" and quantity.span != quantity.figure for quantity in both):
        return False
    units = [quantity.unit if quantity.kind == "code" else "" for quantity in both]
    padded = [unit if unit.startswith("0") else "" for unit in units]
    return padded[0] != padded[1]


def _same_moment(source: Quantity, target: Quantity) -> int:
    if source.kind == "date":
        return EXACT if source.value == target.value and source.unit == target.unit else DIFFERENT
    if source.value == target.value:
        return EXACT
    half_unknown = source.unit != "24h" or target.unit != "24h"
    is_half_day_apart = abs(source.value - target.value) in (0, HALF_DAY_MIN)  # «70:00» is no time of day
    return TOLERANT if half_unknown and is_half_day_apart else DIFFERENT


def _same_order(source: Quantity, target: Quantity) -> int:
    """Compare where one side gives an order of magnitude only; a dozen and ten are the same order."""
    first, second = source.value, target.value
    return COMPATIBLE if first == second or {first, second} == {10, 12} else DIFFERENT


def _tolerated(source: Quantity, target: Quantity) -> bool:
    """Tell whether two different values are usual renderings of one another."""
    pair = (source, target)
    rules = (_clock, _decade, _share, _inverse, _duration, _short_year)
    return any(rule(*pair) or rule(*reversed(pair)) for rule in rules)


def _clock(first: Quantity, second: Quantity) -> bool:
    """18:30 and 18.30; eleven in the evening and 11."""
    if first.kind != "time" or second.kind in ("time", "date", "code") or second.unit not in ("", "hour"):
        return False
    hours, minutes = divmod(first.value, MINUTES_PER_HOUR)
    if not minutes and second.value.denominator == 1:
        return second.value in (hours, hours % 12, hours + 12)
    return second.value == hours + minutes * _PERCENT or second.value * MINUTES_PER_HOUR == first.value


def _decade(first: Quantity, second: Quantity) -> bool:
    """90-жылдар and 1990s."""
    if first.unit != "decade" or second.kind not in ("year", "cardinal", "measure"):
        return False
    short, full = sorted((first.value, second.value))
    return short < _CENTURY and full in _LIVING_MEMORY and first.value % _CENTURY == second.value % _CENTURY


def _short_year(first: Quantity, second: Quantity) -> bool:
    """2019 and SS19; тоқсан тоғызыншы жыл and 1999."""
    if first.kind == second.kind == "year" and second.value < _CENTURY:
        return first.value in _LIVING_MEMORY and first.value % _CENTURY == second.value
    coded = second.kind == "code" and len(second.unit) <= _SHORT_YEAR_DIGITS and second.value > 0
    return first.kind == "year" and coded and first.value % _CENTURY == second.value


def _share(first: Quantity, second: Quantity) -> bool:
    """50 percent and half, one in a hundred and 1 percent."""
    if first.unit != "percent" or second.written == "digits":
        return False
    denominator = second.value.denominator
    simple = second.kind in ("fraction", "multiple", "cardinal") and (
        denominator <= 10 or denominator in (_CENTURY, _THOUSAND)
    )
    return simple and first.value * _PERCENT == second.value


def _inverse(first: Quantity, second: Quantity) -> bool:
    """Fell twofold and halved; one fifth and one in five, каждый пятый."""
    if first.kind == "fraction" and second.kind in ("cardinal", "ordinal") and second.written == "words":
        return first.value * second.value == 1
    share = second.kind in ("multiple", "fraction") or (second.written == "weak" and second.value < 1)
    return first.kind == "multiple" and share and first.value * second.value == 1


def _duration(first: Quantity, second: Quantity) -> bool:
    """Half a year and six months, a century and a hundred years: only where one side is in words."""
    digits = first.written == second.written == "digits"
    return not digits and exactly_converted(first, second)


def same_kind(source: Quantity, target: Quantity) -> bool:
    """Tell whether one figure may be a wrong rendering of the other."""
    if source.kind == target.kind:
        return True
    pair = {source.kind, target.kind}
    if pair in ({"year", "measure"}, {"time", "measure"}):
        return bool({"year", "hour"} & {source.unit, target.unit})
    if "date" in pair:
        return pair <= _DATED and source.written == target.written == "digits"
    return pair <= _COUNTED or pair <= _NAMED


def likeness(source: Quantity, target: Quantity) -> float:
    """Return how likely one figure stands where the other should: kind, unit, notation and digits count."""
    score = 2.0 * (source.kind == target.kind) + 2.0 * (bool(source.unit) and source.unit == target.unit)
    score += (source.written == target.written) + 4.0 * (source.part == target.part)
    first, second = digits_of(source.value), digits_of(target.value)
    score += 3.0 if first == second else float(len(first) == len(second))
    common = sum(a == b for a, b in zip(first, second, strict=False))
    return score + common / max(len(first), len(second))


def digits_of(value: Fraction) -> str:
    """Return the digits of `value` without trailing zeros: the same for 2.1 million and 2.1 billion."""
    scaled = abs(value) * 10**6
    return str(scaled.numerator // scaled.denominator).rstrip("0") or "0"
