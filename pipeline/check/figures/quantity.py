"""What a figure says, whatever its spelling."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pipeline.document import Span

Kind = Literal[
    "cardinal",
    "ordinal",
    "percent",
    "money",
    "measure",
    "temperature",
    "date",
    "year",
    "time",
    "score",
    "fraction",
    "multiple",
    "code",
]
Written = Literal["digits", "words", "roman", "vague", "weak"]
Bound = Literal["", "more", "about", "less"]

MINUTES_PER_HOUR = 60
HALF_DAY_MIN = 12 * MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of a text.

    `value` is exact: the number times its scale; the day of a date, the minute of the day of a time, one side
    of a score or one end of a range (`part` 1 or 2). `unit` is an id of units.tsv or currencies.tsv, the
    number of the month of a date, `decade` or `century`, `24h` for a time whose half of the day is known, the
    digits of a telephone number or of a padded code (007), the numerator and denominator of a fraction that
    names both (8/10). `figure` is the number with its scale alone, `span` takes the unit in. `others` are
    further readings of an ambiguous spelling. `written` is `vague` for an order of magnitude (hundreds of)
    and `weak` for a word that may stand for the value without being a numeral (both, pair, decade).
    """

    value: Fraction
    kind: Kind
    unit: str
    span: Span
    figure: Span
    written: Written = "digits"
    approximate: Bound = ""
    part: int = 0
    others: tuple[Fraction, ...] = ()

    @property
    def readings(self) -> tuple[Fraction, ...]:
        """Return every value the spelling allows, the likeliest first."""
        return (self.value, *self.others)
