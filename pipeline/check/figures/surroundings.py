"""Gives every bare number its kind and unit from what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.check.figures.calendar import CalendarReader
from pipeline.check.figures.clock import ClockReader
from pipeline.check.figures.codes import read_name
from pipeline.check.figures.lexicon import Lexicon, unit_kinds
from pipeline.check.figures.measures import UnitReader
from pipeline.check.figures.number import Number
from pipeline.check.figures.quantity import Kind
from pipeline.check.figures.suffixes import read_suffix
from pipeline.check.figures.tokens import Token

_ROLE_KINDS: dict[str, Kind] = {
    "ordinal": "ordinal",
    "fraction": "fraction",
    "multiple": "multiple",
    "code": "code",
}
_NUMBERED = frozenset({"point", "score", "quarter", "day", "week", "month"})
_NUMBERED_IN_KAZAKH = _NUMBERED | {"minute", "second", "km"}  # 2-минут 30-секундында, 245-шақырымында
_ADJECTIVE = re.compile("[лдт][ыі][қкғг]")
_HALF_UNITS = {"half_year": "year", "half_century": "century", "half_hour": "hour"}


def read_surroundings(numbers: list[Number], tokens: list[Token], lex: Lexicon) -> list[Number]:
    """Read what stands beside every number; drop those that are part of another (century, half past)."""
    reader = _Reader(
        UnitReader(tokens, lex), CalendarReader(tokens, lex), ClockReader(tokens, lex), tokens, lex
    )
    kept: list[Number] = []
    for number in numbers:
        if kept and number.first < kept[-1].right and number.cut is None:
            continue
        reader.read(number)
        if kept and number.left <= kept[-1].first and number.cut is None:
            kept.pop()
        kept.append(number)
    return kept


@dataclass(frozen=True, slots=True)
class _Reader:
    units: UnitReader
    calendar: CalendarReader
    clock: ClockReader
    tokens: list[Token]
    lex: Lexicon

    def read(self, number: Number) -> None:
        """Set the kind and unit of `number` and widen its span."""
        if number.cut is not None or number.kind == "code":
            return
        number.kind = _ROLE_KINDS.get(number.role, number.kind)
        if number.role.startswith(("compound:", "half_")):
            _inner_unit(number)
        elif not self._is_named(number):
            self._measure(number)

    def _is_named(self, number: Number) -> bool:
        """Read currency signs and suffixes, and tell whether the number is a code or a date."""
        digits = number.written == "digits"
        if digits and number.kind != "time":
            self.units.read_before(number)
        money = number.kind == "money"
        if not money and read_name(number, self.tokens, self.lex):
            return True
        if digits or number.scale != 1:
            read_suffix(number, self.tokens, self.lex)
        if number.role == "code" and not money:
            number.kind = "code"
            return True
        return not money and self.calendar.read_date(number)

    def _measure(self, number: Number) -> None:
        """Read the unit, and tell times, centuries and years from amounts."""
        if number.kind != "time":
            self.units.read_after(number)
        calendar = self.calendar
        if self.clock.read_time(number) or calendar.read_century(number) or calendar.read_year(number):
            return
        self.units.read_sign(number)
        counted = (
            number.joined
            and number.unit in (_NUMBERED_IN_KAZAKH if self.lex.language == "kk" else _NUMBERED)
            and not _ADJECTIVE.search(self._last_word(number))
        )
        if counted or (number.role == "ordinal" and number.kind in ("cardinal", "measure", "multiple")):
            number.kind, number.unit = "ordinal", ""

    def _last_word(self, number: Number) -> str:
        return self.tokens[number.right - 1].word


def _inner_unit(number: Number) -> None:
    unit = _HALF_UNITS.get(number.role) or number.role.partition(":")[2]
    if unit:
        number.unit, number.kind = unit, unit_kinds()[unit]
