"""Reads times of day: 18:30, сағат 18.30-да, кешкі жетіде, в половине девятого утра, 6:30 p.m."""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.check.figures.lexicon import Lexicon
from pipeline.check.figures.number import Number
from pipeline.check.figures.quantity import MINUTES_PER_HOUR
from pipeline.check.figures.tokens import Token

_HOURS = frozenset(range(25))
_NOON = 12
_SECONDS_PER_MINUTE = 60
_HALF_HOUR_MIN = 30
_QUARTER_MIN = 15
_DOTTED_CLOCK = re.compile(r"(\d{1,2})\.([0-5]\d)")


def clock(token: Token, at: int) -> Number:
    """Read 18:30 as minutes of the day, its half of the day known where only one is possible."""
    hours, minutes, *rest = (int(part) for part in re.split(r"[:.,]", token.text))
    value = hours * MINUTES_PER_HOUR + minutes + Fraction(sum(rest), _SECONDS_PER_MINUTE)
    number = Number(value, at, at + 1, kind="time")
    if hours > _NOON or token.text.startswith("0"):
        number.unit = "24h"
    return number


def minutes_added(hour: Number, minutes: Number, tokens: list[Token], lex: Lexicon) -> Number | None:
    """Return сағат жетіден қырық бес минут кеткенде, сағат онға бес минут қалғанда as one time, else None."""
    side = {"ablative": "past_hour", "dative": "to_hour"}.get(hour.case)
    is_part = minutes.unit == "minute" and hour.kind == "time" and hour.right == minutes.left
    if side is None or not is_part or not 0 < minutes.value < MINUTES_PER_HOUR:
        return None
    if minutes.right >= len(tokens) or not lex.says(side, tokens[minutes.right].word):
        return None
    hour.value += minutes.value if side == "past_hour" else -minutes.value
    hour.last, hour.right, hour.part = minutes.last, minutes.right + 1, 0
    return hour


class ClockReader:
    """Turns plain numbers into times of day."""

    def __init__(self, tokens: list[Token], lex: Lexicon) -> None:
        self.tokens = tokens
        self.lex = lex

    def _word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def read_time(self, number: Number) -> bool:
        """Recognise a time of day by its clock word, part of the day or dotted spelling."""
        if number.kind == "time":
            self._half_of_day(number)
            return True
        self._night_is_no_unit(number)
        nothing = number.written == "weak" and not number.value
        if (
            nothing
            or number.role not in ("number", "ordinal")
            or number.unit not in ("", "hour")
            or number.scale != 1
        ):
            return False
        token = self.tokens[number.first]
        dotted = _DOTTED_CLOCK.fullmatch(token.text) if token.kind == "number" else None
        told = self._clock_before(number)
        certain = self.lex.language != "en" or self._marked(number)
        if dotted and certain and int(dotted[1]) in _HOURS and not number.unit:
            number.value = Fraction(int(dotted[1]) * MINUTES_PER_HOUR + int(dotted[2]))
        elif number.value in _HOURS or (number.value * 2 in range(2 * _NOON + 1) and told):
            offset = self._part_of_hour(number)
            if not (told or offset or self._marked(number)):
                return False
            number.value = number.value * MINUTES_PER_HOUR + offset
        else:
            return False
        number.kind, number.unit, number.others = "time", "", ()
        if number.written == "weak":
            number.written = "words"
        if number.value > _NOON * MINUTES_PER_HOUR:
            number.unit = "24h"
        self._half_of_day(number)
        return True

    def _night_is_no_unit(self, number: Number) -> None:
        """Take back the unit of `в 2 ночи` and «таңғы 9-дан түнгі», which are no count of nights."""
        if number.unit != "night":
            return
        hour = self.lex.says("time_preposition", self._word(number.left - 1))
        if hour or (self.lex.language == "kk" and number.case and self._part_of_day(number.left - 1)):
            number.unit, number.kind, number.right = "", "cardinal", number.right - 1

    def _part_of_hour(self, number: Number) -> int:
        """Return the minutes that `half past`, `quarter to`, `половина` add to the hour after them."""
        at = number.left - 1
        if self._word(at).startswith("половин") and self._word(number.first).endswith(("ого", "его")):
            number.left = at
            return -_HALF_HOUR_MIN
        minutes = {"half": _HALF_HOUR_MIN, "quarter": _QUARTER_MIN}.get(self._word(at - 1), 0)
        if self.lex.language != "en" or self._word(at) not in ("past", "to") or not minutes:
            return 0
        number.left = at - 1
        return minutes if self._word(at) == "past" else -minutes

    def _clock_before(self, number: Number) -> bool:
        """Tell whether a Kazakh clock word or part of the day stands before the hour."""
        if self.lex.language != "kk" or number.unit or number.joined:
            return False
        at = number.left - 1
        if self._part_of_day(at):
            return number.case != "" or self.lex.says("clock", self._word(at - 1))
        if not self.lex.says("clock", self._word(at)):
            return False
        counted = at > 0 and (
            self.tokens[at - 1].kind == "number" or self.lex.numeral(self._word(at - 1)) is not None
        )
        return not counted

    def _marked(self, number: Number) -> bool:
        """Tell whether the words after the hour make it a time: утра, p.m., o'clock, in the evening."""
        at = number.right
        if self.lex.language == "en":
            return self._english_half(at)[0] != "" or self.lex.says("clock", self._word(at))
        if self.lex.language != "ru" or number.value > _NOON:
            return False
        word = self._word(at)
        if word in ("утра", "вечера"):
            return True
        named = number.unit == "hour" or self.lex.says("time_preposition", self._word(number.left - 1))
        return bool(self._part_of_day(at)) and named and (word != "дня" or number.unit == "hour")

    def _part_of_day(self, at: int) -> str:
        word = self._word(at)
        if self.lex.says("evening", word):
            return "evening"
        return "morning" if self.lex.says("morning", word) else ""

    def _english_half(self, at: int) -> tuple[str, int]:
        """Read a.m., pm, o'clock, in the evening at `at`: the half of the day and the token after it."""
        start = at
        if self.lex.says("clock", self._word(at)):
            at += 1
        word, dots = self._word(at), self._word(at + 1) == "."
        if word in ("am", "pm"):
            return ("morning" if word == "am" else "evening"), at + 1
        if word in ("a", "p") and dots and self._word(at + 2) == "m":
            closed = self._word(at + 3) == "." and self.tokens[at + 3].glued
            return ("morning" if word == "a" else "evening"), at + 3 + int(closed)
        if word in ("in", "at"):
            named = at + 1 + int(self._word(at + 1) == "the")
            half = self._part_of_day(named)
            return half, (named + 1 if half else start)
        return "", at

    def _half_of_day(self, number: Number) -> None:
        """Move the time to the half of the day that the words beside it tell."""
        half = ""
        if self.lex.language == "en":
            half, right = self._english_half(number.right)
            number.right = max(number.right, right) if half or right > number.right else number.right
        elif self.lex.language == "ru":
            at = number.right + int(self.lex.says("clock", self._word(number.right)))
            half = self._part_of_day(at)
            if half:
                number.right = at + 1
        else:
            half = self._kazakh_half(number)
        if not half:
            return
        hours = number.value / MINUTES_PER_HOUR
        night = self._word(number.right - 1) in ("ночи", "night") or "түнгі" in (
            self._word(number.left),
            self._word(number.left + 1),
        )
        if night:
            half = "evening" if 7 <= hours < _NOON else "morning"
        elif self._word(number.left) == "күндізгі" and 7 <= hours < _NOON:
            half = "morning"
        number.unit = "24h"
        if half == "evening" and hours < _NOON:
            number.value += _NOON * MINUTES_PER_HOUR
        elif half == "morning" and _NOON <= hours < _NOON + 1:
            number.value -= _NOON * MINUTES_PER_HOUR

    def _kazakh_half(self, number: Number) -> str:
        at = number.left - 1
        for step in range(2):
            half = self._part_of_day(at - step)
            if half:
                number.left = at - step
                return half
            if not self.lex.says("clock", self._word(at - step)):
                break
        if self.lex.says("clock", self._word(number.left - 1)):
            number.left -= 1
        return ""
