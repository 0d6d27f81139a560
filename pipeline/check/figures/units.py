"""When two units are the same, and when one figure is the other converted: 4 inches and 10 cm."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from pipeline.check.figures.lexicon import unit_kinds
from pipeline.check.figures.quantity import Quantity
from pipeline.wordlists import rows

CONVERSION_TOLERANCE = Fraction(6, 100)
RESTATED_TOLERANCE = Fraction(10, 100)
_DEGREES_TOLERANCE = 1
_UNDERSTOOD = frozenset({"year", "decade", "century", "night", "point", "score"})
_SAME = (
    frozenset({"pound", "GBP"}),
    frozenset({"point", "score"}),
    frozenset({"point", "pp"}),
    frozenset({"score", "pp"}),
    frozenset({"day", "night"}),
    frozenset({"KGS", "UZS"}),
    frozenset({"KGS", "RUB"}),
)


def units_clash(source: Quantity, target: Quantity) -> bool:
    """Tell whether both figures name a unit and the units are not the same."""
    first, second = source.unit, target.unit
    if not first or not second or first == second:
        return False
    known = unit_kinds()
    return first in known and second in known and frozenset({first, second}) not in _SAME


@cache
def _sizes() -> dict[str, tuple[str, Fraction]]:
    return {unit: (dimension, Fraction(size)) for unit, dimension, size in rows("unit_sizes.tsv")}


def is_written_out(unit: str) -> bool:
    """Tell a unit that stands beside its figure wherever it is meant: 65-те is 65 лет, but no metres."""
    return unit in unit_kinds() and unit not in _UNDERSTOOD


def is_measured(unit: str) -> bool:
    """Tell a unit of length, volume, mass, power or the like, which no translation may leave out."""
    return unit in _measures()


@cache
def _measures() -> frozenset[str]:
    measures = {row[0] for row in rows("units.tsv") if row[1] in ("measure", "temperature")}
    return frozenset(measures - _UNDERSTOOD)


def size_ratio(unit: str, other: str) -> Fraction | None:
    """Return how many of `other` one `unit` is, None where they do not measure the same."""
    first, second = _sizes().get(unit), _sizes().get(other)
    if first is None or second is None or first[0] != second[0]:
        return None
    return first[1] / second[1]


def converted(source: Quantity, target: Quantity, tolerance: Fraction = CONVERSION_TOLERANCE) -> bool:
    """Tell whether two figures measure the same in different units, as far as rounding goes."""
    if source.unit == target.unit == "degree":
        return _fahrenheit(source.value, target.value) or _fahrenheit(target.value, source.value)
    first, second = _sizes().get(source.unit), _sizes().get(target.unit)
    if first is None or second is None or source.unit == target.unit or first[0] != second[0]:
        return False
    here, there = source.value * first[1], target.value * second[1]
    return abs(here - there) <= tolerance * max(abs(here), abs(there))


def exactly_converted(source: Quantity, target: Quantity) -> bool:
    """Tell whether two durations are equal: half a year and six months."""
    first, second = _sizes().get(source.unit), _sizes().get(target.unit)
    if first is None or second is None or first[0] != second[0] or first[0] not in ("time", "calendar"):
        return False
    return source.value * first[1] == target.value * second[1]


def _fahrenheit(fahrenheit: Fraction, celsius: Fraction) -> bool:
    warm = celsius > 0 and fahrenheit > celsius
    return warm and abs((fahrenheit - 32) * Fraction(5, 9) - celsius) <= _DEGREES_TOLERANCE
