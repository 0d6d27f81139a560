"""Reads dates, years, decades and centuries around the numbers of a text."""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.check.figures.lexicon import Lexicon
from pipeline.check.figures.number import Number
from pipeline.check.figures.suffixes import HYPHENS, may_be_decade
from pipeline.check.figures.tokens import Token

# Sets, since a fraction is looked for in a range one number at a time.
_DAYS = frozenset(range(1, 32))
_MONTHS = range(1, 13)
_SHORT_YEARS = frozenset(range(20, 100))
_YEARS = frozenset(range(1000, 2200))
_BARE_YEARS = frozenset(range(1500, 2101))
_MONTH_OR_MODAL = frozenset({"may", "march", "mar"})
_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")


def numeric_date(token: Token, at: int) -> list[Number]:
    """Read 14.03.2024, 14/03/2024 or 2024-03-14 as a date and a year; [] where there is no such day."""
    parts = [(int(m.group()), m.span()) for m in re.finditer(r"\d+", token.text)]
    if token.text[:4].isdigit():  # 2024-03-14; 5.12.2025 begins with the day
        parts.reverse()
    (day, day_span), (month, month_span), (year, year_span) = parts
    if "/" in token.text and month not in _MONTHS:
        day, month = month, day
    if month not in _MONTHS or day not in _DAYS:
        return []
    start = token.start
    cut = (start + min(day_span[0], month_span[0]), start + max(day_span[1], month_span[1]))
    date = Number(Fraction(day), at, at + 1, kind="date", unit=str(month), cut=cut)
    return [
        date,
        Number(Fraction(year), at, at + 1, kind="year", cut=(start + year_span[0], start + year_span[1])),
    ]


class CalendarReader:
    """Turns plain numbers into dates and years."""

    def __init__(self, tokens: list[Token], lex: Lexicon) -> None:
        self.tokens = tokens
        self.lex = lex
        self.taken_months: set[int] = set()

    def _word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def month(self, at: int) -> str | None:
        """Return the number of the month at token `at`; `may` and `march` count only with a capital."""
        if not 0 <= at < len(self.tokens) or self.tokens[at].kind != "word":
            return None
        token = self.tokens[at]
        if token.word in _MONTH_OR_MODAL and token.text.islower():
            return None
        return self.lex.months.find(token.word)

    def read_date(self, number: Number) -> bool:
        """Take in the month after or before the day."""
        if number.unit or number.value not in _DAYS or number.scale != 1:
            return False
        if number.role not in ("number", "ordinal") or self._ends_years(number):
            return False
        before = self._month_before(number) if self.lex.language == "kk" else None
        month = before or self._month_after(number)
        if month is None and self.lex.language == "en":
            month = self._month_before(number)
        if month is None:
            return False
        number.kind, number.unit = "date", month
        number.written = "digits" if number.written == "weak" else number.written
        return True

    def _ends_years(self, number: Number) -> bool:
        """Tell the second year of «2025/26 маусымы», a season and no day of June."""
        at = number.left
        return self._word(at - 1) == "/" and self.tokens[at].glued and self.tokens[at - 1].glued

    def _month_after(self, number: Number) -> str | None:
        """Return the month that follows its day: 14 наурыз, 14-го марта, 14th of March."""
        if number.written == "weak" and number.role != "ordinal":
            return None
        if number.written == "words" and number.case and number.role == "number":
            return None
        at = number.right
        if self._word(at) in HYPHENS and self.tokens[at].glued:
            at += 1
        if self.lex.says("date_link", self._word(at)) and self.month(at + 1):
            at += 1
        month = self.month(at)
        if month is not None:
            number.right = self._past_abbreviation(at)
            self.taken_months.add(at)
        return month

    def _past_abbreviation(self, at: int) -> int:
        short = len(self.tokens[at].text) == 3 and self._word(at + 1) == "."
        return at + 2 if short and self.tokens[at].text.istitle() and self.lex.language == "en" else at + 1

    def _month_before(self, number: Number) -> str | None:
        """Return the month that precedes its day: March 14, наурыздың 14-і, қараша айының 20-сы."""
        at = number.left - 1
        if self.lex.language == "en":
            at -= int(self._word(at) == "the") + int(self._word(at) == ".")
        elif self.lex.language == "kk":
            linked = self.lex.says("date_link", self._word(at))
            if not number.case:
                return None
            if not linked and not self._word(at).endswith(_GENITIVE):
                return None
            at -= int(linked)
        else:
            return None
        month = self.month(at)
        if month is None or at in self.taken_months or number.role == "code":
            return None
        self.taken_months.add(at)
        number.left = at
        return month

    def read_year(self, number: Number) -> bool:
        """Recognise calendar years and decades by their word or by their look."""
        if number.role == "ordinal" and number.unit == "year" and self._word(number.right) == "жизни":
            number.others, number.value, number.kind = (number.value,), number.value - 1, "measure"
            number.role = "compound"
            return True
        if (number.unit and number.unit != "year") or (number.scale != 1 and number.written == "digits"):
            return False
        short = number.role == "ordinal" and number.unit == "year" and number.value in _SHORT_YEARS
        calendar_year = short or (number.value in _YEARS and not number.grouped)
        if number.decade or self._kazakh_decade(number):
            number.kind, number.unit = "year", "decade"
            self._take_year_word(number)
            return True
        if not calendar_year or number.role in ("code", "compound"):
            return False
        if number.unit == "year":
            number.kind, number.unit = "year", ""
            return True
        if self._take_year_word(number):
            number.kind = "year"
            return True
        if number.written == "digits" and number.value in _BARE_YEARS and self._nothing_counted(number):
            number.kind = "year"
            return True
        return False

    def _nothing_counted(self, number: Number) -> bool:
        return number.role in ("number", "ordinal") and not number.joined

    def _take_year_word(self, number: Number) -> bool:
        at = number.right
        if self._word(at) in HYPHENS and self.tokens[at].glued:
            at += 1
        word = self._word(at)
        if not (self.lex.says("year", word) or self.lex.says("years", word)):
            return False
        number.right = at + 1
        if len(word) <= 2 and self._word(at + 1) == "." and self.tokens[at + 1].glued:
            number.right += int(at + 2 < len(self.tokens))
        return True

    def _kazakh_decade(self, number: Number) -> bool:
        """Tell 1990-жылдар, 90-жылдары, тоқсаныншы жылдар from years that are listed (2020, 2021 жылдары)."""
        if self.lex.language == "en" or number.unit not in ("", "year") or not may_be_decade(number):
            return False
        at = number.right
        if number.unit == "year":
            at -= 1
        joined = self._word(at) in HYPHENS
        word = self._word(at + int(joined))
        if self.lex.language == "ru":
            return number.written == "words" and number.role == "ordinal" and self.lex.says("years", word)
        return self.lex.says("years", word) and (joined or number.role == "ordinal" or number.joined)

    def read_century(self, number: Number) -> bool:
        """Keep an ordinal or Roman century apart from a span of centuries."""
        if number.written == "roman" and self._word(number.right) in ("в", "вв"):
            number.unit = "century"
            number.right += 1 + int(
                self._word(number.right + 1) == "." and self.tokens[number.right + 1].glued
            )
        if number.unit != "century" or number.value > 40:
            return False
        if number.role == "ordinal" or number.written == "roman" or number.joined:
            number.kind = "ordinal"
            if number.written == "weak":
                number.written = "words"
            return True
        return False
