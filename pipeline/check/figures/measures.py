"""Reads the percent sign, the currency and the unit beside a figure."""

from __future__ import annotations

from pipeline.check.figures.lexicon import Lexicon, unit_kinds
from pipeline.check.figures.morphology import case_of, endings
from pipeline.check.figures.number import Number
from pipeline.check.figures.suffixes import HYPHENS
from pipeline.check.figures.tokens import Token

_SIGNS = frozenset("-−–+")
_OPENING = frozenset("(«“…,.")
_REACH = 5
_MAX_AGE_YEARS = 150
_LEAST_YEAR = 1000
_LEAST_WON = 1000
_MAX_QUALIFIERS = 2
_LONGEST_PHRASE = 5  # tokens
_OF_POWER = frozenset({"w", "kw", "mw", "gw", "tw", "ma"})  # energy or charge, times hours
_DOTS = frozenset("·∙•⋅*")
_TIMES = frozenset("-‑–/.")
_HOURS = frozenset({"с", "ч", "h"})
_OF_HEAT = frozenset({"с", "c", "жылы", "ыстық", "цельсий"})  # behind «гр», which is a gram elsewhere
_OF_DATE = frozenset({"в", "во", "с", "к"})  # в 988 г.
_ADVERBS = frozenset({"once", "only", "alone"})  # they count nothing behind them: once won, only people


class UnitReader:
    """Attaches units to the numbers of one text."""

    def __init__(self, tokens: list[Token], lex: Lexicon) -> None:
        self.tokens = tokens
        self.lex = lex

    def read_before(self, number: Number) -> None:
        """Take in a currency that stands before the figure: $4.5, US$ 5, USD 5, € 3."""
        at = number.left - 1
        if at < 0:
            return
        token = self.tokens[at]
        currency = self.lex.signs.get(token.text)
        if currency is None or (token.text.isalpha() and self._has_other_money(number, currency)):
            return
        number.left = at
        before = self.tokens[at - 1] if at else None
        if before is not None and before.text in ("US", "АҚШ", "USD") and token.glued:
            number.left = at - 1
        number.unit, number.kind = currency, "money"

    def _has_other_money(self, number: Number, currency: str) -> bool:
        """Tell a rate of exchange: in «USD 520 теңге» the figure is of tenge."""
        unit = self.lex.units.find(self._word(number.right))
        return unit is not None and unit != currency and unit_kinds()[unit] == "money"

    def read_after(self, number: Number) -> None:
        """Take in the percent, currency or unit that follows the figure."""
        inflected = (
            number.written != "digits" and number.case and number.role != "ordinal" and number.scale == 1
        )
        if number.unit or (inflected and self.lex.language == "kk") or self._word(number.first) in _ADVERBS:
            return
        at = self._start(number)
        if at is None or (self._word(at) == "won" and number.value < _LEAST_WON):  # 12 won a prize
            return
        for reader in (self._phrase, self._percent, self._money, self._area, self._unit):
            if reader(number, at):
                self._ending(number)
                self._rate(number)
                return

    def _start(self, number: Number) -> int | None:
        """Return the token where a unit may stand: past a hyphen that joins it, a bracket closes the way."""
        at = number.right
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if number.role == "fraction" and token.word in ("a", "an"):
            return at + 1
        if self.lex.language == "kk" and ("after", token.word) in self.lex.bounds:
            return at + 1 if self._find(at + 1) is not None else at
        if token.text == ")" and self._word(number.left - 1) == "±":  # (18±3) °C
            return at + 1
        if token.text in HYPHENS and token.glued and at + 1 < len(self.tokens) and self.tokens[at + 1].glued:
            return at + 1 if at + 1 < len(self.tokens) else None
        return at

    def _word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def _set(self, number: Number, unit: str, right: int) -> bool:
        number.unit, number.kind, number.right = unit, unit_kinds()[unit], right
        return True

    def _past_dot(self, at: int) -> int:
        """Return `at`, past the full stop of an abbreviation."""
        return at + 1 if self._word(at) == "." and self.tokens[at].glued else at

    def _phrase(self, number: Number, at: int) -> bool:
        """Take in a unit of several words: базистік тармақ, лошадиных сил, а.б."""
        if self._word(at) not in self.lex.phrases:
            return False
        found = self.lex.unit_phrase([token.word for token in self.tokens[at : at + _LONGEST_PHRASE]])
        if found is None:
            return False
        right = at + found[1]
        is_short = len(self._word(right - 1)) == 1 and self._word(right - 2) == "."  # п.т.
        return self._set(number, found[0], self._past_dot(right) if is_short else right)

    def _percent(self, number: Number, at: int) -> bool:
        word = self._word(at)
        if word == "%":
            return self._set(number, "percent", at + 1)
        if word == "‰":
            return self._set(number, "permille", at + 1)
        if word == "per" and self._word(at + 1) in ("cent", "mille"):
            return self._set(number, "percent" if self._word(at + 1) == "cent" else "permille", at + 2)
        if self.lex.says("percent_adjective", word):
            point = self._past_dot(at + 1)
            if self.lex.says("point", self._word(point)):
                return self._set(number, "pp", self._past_dot(point + 1) if word == "п" else point + 1)
            if self.lex.language == "kk":
                return self._set(number, "percent", at + 1)
        return False

    def _money(self, number: Number, at: int) -> bool:
        if at < len(self.tokens) and (sign := self.lex.signs.get(self.tokens[at].text)) is not None:
            return self._set(number, sign, at + 1)
        skipped = 0
        while skipped < _MAX_QUALIFIERS and self.lex.says("currency_adjective", self._word(at + skipped)):
            skipped += 1
        unit = self._find(at + skipped)
        if unit is None or unit_kinds()[unit] != "money":
            if unit == "pound" and self.lex.says("pound_qualifier", self._word(at + skipped + 1)):
                return self._set(number, "GBP", at + skipped + 2)
            return unit == "pound" and skipped > 0 and self._set(number, "GBP", at + skipped + 1)
        return self._set(number, unit, at + skipped + 1)

    def _find(self, at: int) -> str | None:
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return None
        token = self.tokens[at]
        if token.text == "КТ" or (len(token.text) == 1 and token.text.isupper() and token.text != "L"):
            return None  # a scanner, a letter
        return self.lex.units.find(token.word)

    def _area(self, number: Number, at: int) -> bool:
        word = self._word(at)
        power = "2" if self.lex.says("square", word) else "3" if self.lex.says("cubic", word) else ""
        if not power:
            return False
        unit_at = self._past_dot(at + 1)
        unit = self._find(unit_at)
        if unit is None:
            return False
        known = f"{unit}{power}"
        return self._set(number, known if known in unit_kinds() else unit, unit_at + 1)

    def _unit(self, number: Number, at: int) -> bool:
        if at < len(self.tokens) and self.tokens[at].text in ("°", "º", "℃"):
            letter = self._word(at + 1) in ("c", "с", "f")
            return self._set(number, "degree", at + 1 + int(letter))
        unit = "g" if self._is_gram(number, at) else self._find(at)
        if at < len(self.tokens) and self.tokens[at].text == "кВ":  # in small letters square, or a flat
            unit = "kv"
        power = "ma" if self._word(at) in ("ма", "ma") else unit
        hours = self._past_hours(at) if power in _OF_POWER else None
        if hours is not None:
            return self._set(number, f"{power}h", hours)
        if unit is None:
            return False
        if self.lex.language == "kk" and unit == "t" and self._word(at) == "т" and self._of_index():
            return self._set(number, "point", at + 1)
        if self.lex.language == "kk" and unit == "g" and self._is_no_gram(number, at):
            unit = "degree" if self._word(at) == "гр" else ""
            return bool(unit) and self._set(number, unit, at + 1)
        if unit == "year" and number.value > _MAX_AGE_YEARS and self._word(at).startswith("жас"):
            return False
        return self._set(number, unit, at + 1)

    def _of_index(self) -> bool:
        """Tell whether the text is about an index, whose «т.» is a point and no tonne."""
        return any(token.word.startswith(("индекс", "kase")) for token in self.tokens)

    def _past_hours(self, at: int) -> int | None:
        """Return the place behind the hours that make energy of a power: кВт·сағ, киловатт-часов."""
        hour = at + 1
        if self._word(hour) in _DOTS or (self._word(hour) in _TIMES and self.tokens[hour].glued):
            hour += 1
            if self._word(hour) in _HOURS and self.tokens[hour].glued:
                return hour + 1
        is_per_hour = hour == at + 1 and self._word(hour).startswith("сағатын")
        return hour + 1 if self._find(hour) == "hour" and not is_per_hour else None

    def _is_gram(self, number: Number, at: int) -> bool:
        """Tell a Russian gram from the abbreviated year, which has a full stop or is four digits long."""
        is_written = self.lex.language == "ru" and at < len(self.tokens) and self.tokens[at].text == "г"
        if not is_written or number.value >= _LEAST_YEAR:
            return False
        end = self._past_dot(at + 1)
        ends = end == len(self.tokens) or self.tokens[end].text[:1].isupper()
        return end == at + 1 or (ends and self._word(number.left - 1) not in _OF_DATE)

    def _is_no_gram(self, number: Number, at: int) -> bool:
        """Tell «10 гр аяз», a degree, and «2024 г.», a year, from Kazakh grams."""
        word = self._word(at)
        if word == "гр":
            return self._word(self._past_dot(at + 1)) in _OF_HEAT or self._frost_near(number)
        return word == "г" and number.value >= _LEAST_YEAR

    def _ending(self, number: Number) -> None:
        """Note the Kazakh case of the unit (теңгеден, %-дан), which marks the ends of a range."""
        if self.lex.language != "kk":
            return
        last = self.tokens[number.right - 1]
        if last.kind == "word":
            number.case = case_of(last.word)
        at = number.right
        if self._word(at) in HYPHENS and at + 1 < len(self.tokens) and self.tokens[at + 1].glued:
            ending = self._word(at + 1)
            if endings("kk").noun.fullmatch(ending):
                number.case, number.right = case_of(ending), at + 2

    def _rate(self, number: Number) -> None:
        """Take in `/сағ`, `/h` after a unit and `old` after an English age."""
        at = number.right
        if self._word(at) == "/" and self._find(at + 1) is not None:
            number.right = at + 2
        hyphen = int(self._word(at) in HYPHENS)
        if number.unit == "year" and self._word(at + hyphen) in ("old", "olds"):
            number.right = at + hyphen + 1

    def read_sign(self, number: Number) -> None:
        """Take in a sign before the figure, and make a temperature negative where frost is near."""
        at = number.first - 1
        glued = self._word(at) in _SIGNS and self.tokens[number.first].glued
        apart = at < 1 or not self.tokens[at].glued or self._word(at - 1) in _OPENING
        signed = glued and apart
        number.left = min(number.left, at) if signed else number.left
        plus = signed and self._word(at) == "+"
        minus = signed and not plus
        if number.unit == "degree" and number.value > 0 and not plus and (minus or self._frost_near(number)):
            number.value = -number.value

    def _is_of_degrees(self, at: int) -> bool:
        """Tell the rest of a range of degrees, and the scale behind them: –7 градус, °C."""
        token = self.tokens[at]
        is_scale = token.kind == "sign" or token.text in ("C", "С") or self._find(at) == "degree"
        return token.kind == "number" or (is_scale and token.text not in (",", ".", ";", "(", ")"))

    def _frost_near(self, number: Number) -> bool:
        """Tell whether a word beside the figure says that it is below zero: аяз, минус, degrees of frost.

        The word behind the degrees decides: 5 градус суық, 5 degrees cold, 8 градус жылы; «8 градусқа суық»
        compares.
        """
        at = number.right
        while at < len(self.tokens) and self._is_of_degrees(at):
            at += 1
        if self.lex.says("heat", self._word(at)):
            return False
        if self.lex.says("cold", self._word(at)):
            return self.lex.language != "kk" or case_of(self._word(at - 1)[-2:]) != "dative"
        words = [t.word for t in self.tokens[max(number.left - _REACH, 0) : number.right + _REACH]]
        if any(self.lex.says("frost", word) for word in words):
            return True
        below = [self.lex.says("zero", word) for word in words]
        return any(below) and not {"above", "выше", "жоғары"} & set(words)
