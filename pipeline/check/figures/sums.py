"""Adds up the words of one number: двести | тридцать | пять, two | hundred | thousand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipeline.check.figures.lexicon import Numeral
from pipeline.check.figures.phrases import SCALES

THOUSAND = 1000
HUNDRED = 100
NO_LIMIT = Fraction(10) ** 30


@dataclass(slots=True)
class Sum:
    """The words added up so far: full scales in `total`, what is below the next scale in `group`."""

    language: str
    total: Fraction = Fraction(0)
    group: Fraction = Fraction(0)
    limit: Fraction = NO_LIMIT
    scale: Fraction = Fraction(1)

    @property
    def value(self) -> Fraction:
        """Return the number so far."""
        return self.total + self.group

    def add(self, numeral: Numeral) -> bool:
        """Add the next word and return True; False where it is not of a lower order than the one before."""
        ordinal = numeral.role in ("ordinal", "one_ordinal")
        if numeral.role in SCALES or (ordinal and numeral.value >= THOUSAND):
            if numeral.value >= self.limit or (self.total and not self.group):
                return False
            self.total += (self.group or 1) * numeral.value
            self.group, self.limit, self.scale = Fraction(0), numeral.value, numeral.value
            return True
        joined = _join(self.group, numeral, self.language)
        if joined is None or joined >= self.limit:
            return False
        self.group = joined
        return True


def _join(group: Fraction, numeral: Numeral, language: str) -> Fraction | None:
    """Add a word below one thousand to the group before it, None where it cannot follow."""
    value = numeral.value
    hundredth = numeral.role == "ordinal" and value == HUNDRED and group and language != "ru"  # екі жүзінші
    if numeral.role in ("hundred", "hundred_tail") or hundredth:
        return (group or Fraction(1)) * HUNDRED if group < HUNDRED else None
    if not group:
        return value
    below_hundred = group % HUNDRED
    if value >= 10:
        return group + value if value < HUNDRED and not below_hundred else None
    tens = below_hundred % 10 == 0 and (below_hundred != 10 or language == "kk")
    return group + value if value and tens else None
