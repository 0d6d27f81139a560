"""Reads numbers, in digits and in words: 7 мың 420, двадцать пять тысяч, two and a half million."""

from __future__ import annotations

from fractions import Fraction

from pipeline.check.figures.decimals import add_decimals
from pipeline.check.figures.lexicon import Numeral
from pipeline.check.figures.number import Number
from pipeline.check.figures.phrases import ARTICLES, SCALES, Phrases
from pipeline.check.figures.quantity import Written
from pipeline.check.figures.sums import HUNDRED, NO_LIMIT, THOUSAND, Sum
from pipeline.check.figures.tokens import read_figure

_HALF = Fraction(1, 2)
_DOZEN = 12
_PORTIONS = frozenset(range(3, 11))
_STARTING = frozenset({"number", "hundred", "scale", "scales", "one", "ordinal", "one_ordinal"})
_HOUR, _HALVES = frozenset({"час", "часа", "часу"}), frozenset({"дня", "ночи"})
_DEPENDENT = frozenset({"tail", "portion", "hundred_tail"})


class NumberParser:
    """Reads the numbers of one text."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.tokens = phrases.tokens
        self.lex = phrases.lex

    def read(self, at: int) -> Number | None:
        """Return the number that starts at token `at`, else None."""
        number = self._read(at) if at < len(self.tokens) else None
        if number is not None and add_decimals(number, self.phrases, self.read):
            self._add_scales(number)
        return number

    def _read(self, at: int) -> Number | None:
        token = self.tokens[at]
        if token.kind == "number":
            return self._from_digits(at)
        numeral = self.phrases.numeral(at)
        if numeral is None:
            if token.kind != "word":
                return None
            return self._compound(at) or self._article(at) or self._first_hour(at)
        if numeral.role in _DEPENDENT:
            return self._from_words(at) if self.phrases.tail_counts(at, numeral.role) else None
        if self.phrases.is_other_word(at, numeral):
            return None
        return self._from_words(at) if numeral.role in _STARTING else self._single(at, numeral)

    def _compound(self, at: int) -> Number | None:
        compound = self.lex.compound(self.tokens[at].word)
        if compound is None:
            return None
        written: Written = "words" if compound.firm and compound.value > 2 else "weak"
        return Number(compound.value, at, at + 1, written, f"compound:{compound.unit}")

    def _article(self, at: int) -> Number | None:
        """Read `a hundred`, `a thousand`; the article alone is no number."""
        if self.tokens[at].word not in ARTICLES or self.lex.language != "en":
            return None
        following = self.phrases.numeral(at + 1)
        if following is None or following.role not in ("hundred", "scale"):
            return None
        number = self._from_words(at + 1)
        number.first = at
        return number

    def _first_hour(self, at: int) -> Number | None:
        """Read `в час дня`, which says no number: one o'clock."""
        told = self.tokens[at].word in _HOUR and self.phrases.word(at + 1) in _HALVES
        if not told or not self.lex.says("time_preposition", self.phrases.word(at - 1)):
            return None
        number = Number(Fraction(1), at, at + 1, "words", "number")
        number.unit = "hour"
        return number

    def _single(self, at: int, numeral: Numeral) -> Number | None:
        """Read a word that is a quantity by itself: half, twice, dozens, both."""
        role, value = numeral.role, numeral.value
        if role in ("several", "vague"):
            return self._vague(at, numeral)
        if role == "denominator":
            return None
        if role == "fraction":
            return self._portion(at, numeral)
        weak = role in ("weak", "one", "half") or role.startswith("half_")
        return Number(value, at, at + 1, "weak" if weak else "words", role, numeral.case)

    def _vague(self, at: int, numeral: Numeral) -> Number | None:
        """Read an order of magnitude: dozens, hundreds of thousands, several million."""
        scale_at = at + 1 + int(self.phrases.word(at + 1) == "of")
        scale = self.phrases.numeral(scale_at)
        if scale is not None and scale.role in ("scale", "scales", "hundred", "vague"):
            return Number(numeral.value * scale.value, at, scale_at + 1, "vague", "vague", scale.case)
        if numeral.role == "several":
            return None
        return Number(numeral.value, at, at + 1, "vague", "vague", numeral.case)

    def _portion(self, at: int, numeral: Numeral) -> Number:
        """Read half, half a million, a year and a half."""
        unit = self.phrases.half_of(at) if numeral.value == _HALF else None
        if unit is not None:
            return Number(1 + _HALF, at, at + 1, "words", f"compound:{unit}")
        scale_at = at + 1 + int(self.phrases.word(at + 1) in ARTICLES)
        scale = self.phrases.numeral(scale_at)
        if scale is not None and scale.role in SCALES:
            value = numeral.value * scale.value
            return Number(value, at, scale_at + 1, "words", "number", scale.case, scale=scale.value)
        return Number(numeral.value, at, at + 1, "words", numeral.role, numeral.case)

    def _from_digits(self, at: int) -> Number:
        figure = read_figure(self.tokens[at].text, self.lex.language)
        number = Number(figure.value, at, at + 1, others=figure.others, grouped=figure.grouped)
        if figure.code:
            number.role, number.unit = "code", self.tokens[at].text
            return number
        if self.phrases.word(at + 1) in ("½", "¼", "¾"):
            number.value += read_figure(self.tokens[at + 1].text, self.lex.language).value
            number.last += 1
        self._add_half(number, _HALF)
        self._add_scales(number)
        if number.scale > 1 and not number.case:
            self._add_half(number, number.scale / 2)  # 2 миллион жарым
        return number

    def _add_half(self, number: Number, half: Fraction) -> None:
        """Add `жарым`, `с половиной`, `and a half` to the number before it."""
        taken = self.phrases.half_follows(number.last)
        if not taken:
            return
        numeral = self.phrases.numeral(number.last)
        number.case = numeral.case if numeral is not None and taken == 1 else ""
        number.value += half
        number.last += taken

    def _add_scales(self, number: Number) -> None:
        """Multiply by the scales that follow and add the figures after them: 2 млрд 300 млн, 7 мың 420."""
        total, group, limit = Fraction(0), number.value, NO_LIMIT
        while True:
            between = int(self.phrases.scale_hyphen(number.last)) or self.phrases.surplus(number.last)
            scale = self._scale(number, between, limit)
            if scale is None:
                break
            total += group * scale.value
            number.others = tuple(other * scale.value for other in number.others)
            number.scale, number.case, limit, group = scale.value, scale.case, scale.value, Fraction(0)
            number.last += 1 + between
            number.last += int(self.phrases.dotted(number.last))
            tail = None if number.case else self._tail(number, limit)
            if tail is None:
                break
            number.last, group, number.case = tail.last, tail.value, tail.case
        number.value = total + group

    def _scale(self, number: Number, between: int, limit: Fraction) -> Numeral | None:
        """Return the scale word so many tokens behind `number` where it may follow, else None."""
        numeral = self.phrases.numeral(number.last + between)
        if numeral is None or numeral.role not in ("scale", "scales", "hundred") or numeral.value >= limit:
            return None
        return None if numeral.role == "hundred" and number.value >= HUNDRED else numeral

    def _tail(self, number: Number, limit: Fraction) -> Number | None:
        """Return the figure after a scale where it completes the number: 7 мың (420), 69 мың (049)."""
        at = number.last
        if at >= len(self.tokens) or self.tokens[at].kind != "number" or self.tokens[at].glued:
            return None
        figure = read_figure(self.tokens[at].text, self.lex.language)
        padded = figure.code and len(self.tokens[at].text) != 3
        if padded or not 1 <= figure.value < limit or figure.value.denominator != 1:
            return None
        compound = self.lex.language != "kk" and self.phrases.glued(at + 1, "-")
        return None if compound or number.value.denominator != 1 else Number(figure.value, at, at + 1)

    def _from_words(self, at: int) -> Number:
        """Read a number written in words."""
        words, last, role, case = Sum(self.lex.language), at, "number", ""
        while (step := self.phrases.next_numeral(last, seen=last > at)) is not None:
            index, numeral = step
            if numeral.role == "scales" and last == at:
                return self._vague_scale(at, numeral)
            if not words.add(numeral):
                break
            last, case = index + 1, numeral.case
            vague = self._times_vague(at, last, words.value)
            if vague is not None:
                return vague
            if numeral.role in ("ordinal", "one_ordinal"):
                role = "ordinal"
            if role == "ordinal" or case:
                break
            if self.phrases.half_follows(last):
                number = Number(words.value, at, last, "words", scale=words.scale)
                self._add_half(number, _HALF if words.group else words.scale / 2)
                self._add_scales(number)
                return number
        return self._finish(Number(words.value, at, last, "words", role, case, scale=words.scale))

    def _times_vague(self, at: int, last: int, value: Fraction) -> Number | None:
        """Read сто миллиондаған as an order of magnitude, два десятка as twenty."""
        last += self.phrases.surplus(last)
        vague = self.phrases.numeral(last)
        if vague is None or vague.role != "vague" or vague.value <= value:
            return None
        if self.lex.language == "ru" and vague.value <= HUNDRED:
            return Number(value * vague.value, at, last + 1, "words", "number")
        return Number(value * vague.value, at, last + 1, "vague", "vague", vague.case)

    def _vague_scale(self, at: int, numeral: Numeral) -> Number:
        """Read a plural scale without a multiplier: тысячи, тысячи миллионов."""
        value, last = numeral.value, at + 1
        following = self.phrases.numeral(last)
        if following is not None and following.role in SCALES and following.value > numeral.value:
            value, last = value * following.value, last + 1
        return Number(value, at, last, "vague", "vague", numeral.case)

    def _finish(self, number: Number) -> Number:
        """Mark what may be idiom as weak, take in a denominator (two thirds) and the digits after a scale."""
        quarter = number.value == 90 and self.lex.language == "kk" and number.role == "number"
        if number.value <= 1 or quarter:
            number.written = "weak"
        elif number.value == number.scale == _DOZEN:
            number.written = "vague"
        if self.lex.language == "en":
            self._english_portion(number)
        if self.lex.language != "kk":
            self._add_denominator(number)
        if number.value == number.scale >= THOUSAND and not number.case and number.role == "number":
            tail = self._tail(number, number.scale)
            if tail is not None:
                number.value, number.last = number.value + tail.value, tail.last
        return number

    def _add_denominator(self, number: Number) -> None:
        """Turn `two thirds`, `три пятых`, `one third` into a fraction."""
        if number.role != "number" or not 1 <= number.value < 20:
            return
        at = number.last + int(self.phrases.glued(number.last, "-"))
        numeral = self.phrases.numeral(at)
        if numeral is None or numeral.value == 0:
            return
        divided = numeral.role == "ordinal" and self.phrases.divides(at, several=number.value > 1)
        if numeral.role == "denominator" or divided:
            number.others = (number.value,) if self.tokens[at].word == "quarters" else ()
            number.value /= numeral.value
        elif numeral.role in ("fraction", "weak") and numeral.value < _HALF:
            number.value *= numeral.value
        else:
            return
        number.last, number.role, number.written = at + 1, "fraction", "words"

    def _english_portion(self, number: Number) -> None:
        """Read `a third of` as a fraction; without `of` it may be either."""
        alone = number.last - number.first == 1 and self.phrases.word(number.first - 1) in ARTICLES
        if number.role != "ordinal" or number.value not in _PORTIONS or not alone:
            return
        if self.phrases.word(number.last) == "of":
            number.value, number.role = 1 / number.value, "fraction"
        else:
            number.others = (1 / number.value,)
