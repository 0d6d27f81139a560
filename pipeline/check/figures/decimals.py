"""Decimals in words: он төрт бүтін оннан алты, три целых пять десятых, three point two five."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from pipeline.check.figures.number import Number
from pipeline.check.figures.phrases import Phrases

_WHOLE = {
    "kk": frozenset({"бүтін"}),
    "ru": frozenset({"целых", "целая", "целой", "целую", "целые", "целыми"}),
    "en": frozenset({"point"}),
}
"""The word between the whole number and the rest."""
_PARTS = {"оннан": 10, "жүзден": 100, "мыңнан": 1000}
_TENTHS = tuple(_PARTS.values())
_DIGITS = frozenset(range(10))
Read = Callable[[int], Number | None]


def add_decimals(number: Number, phrases: Phrases, read: Read) -> bool:
    """Add what stands behind the whole number to it; tell whether anything does.

    `read` returns the number that starts at a token.
    """
    if number.role not in ("number", "one") or number.value.denominator != 1:
        return False
    if phrases.word(number.last) not in _WHOLE[phrases.lex.language]:
        return False
    following = {"kk": _kazakh, "ru": _russian, "en": _english}[phrases.lex.language]
    rest = following(number.last + 1, phrases, read)
    if rest is None:
        return False
    number.value = number.value * rest.scale + rest.value
    number.last, number.case, number.scale, number.written = rest.last, rest.case, rest.scale, "words"
    return True


def _kazakh(at: int, phrases: Phrases, read: Read) -> Number | None:
    """Read `оннан алты`, `жүзден жиырма бес`, `оннан сегіз миллиард`."""
    parts = _PARTS.get(phrases.word(at))
    rest = read(at + 1) if parts else None
    if not parts or rest is None or rest.role != "number" or not 0 < rest.value / rest.scale < parts:
        return None
    rest.value /= parts
    return rest


def _russian(at: int, phrases: Phrases, read: Read) -> Number | None:
    """Read `пять десятых`, `и двадцать пять сотых`."""
    rest = read(at + int(phrases.word(at) == "и"))
    if rest is None:
        return None
    parts = phrases.numeral(rest.last)
    if rest.role == "number" and parts is not None and parts.role == "ordinal" and parts.value in _TENTHS:
        rest.value, rest.last, rest.case = rest.value / parts.value, rest.last + 1, parts.case
    return rest if any(rest.value * of in range(1, of) for of in _TENTHS) else None


def _english(at: int, phrases: Phrases, read: Read) -> Number | None:
    """Read the digits after the point one by one: `two five`."""
    last, value, parts = at, Fraction(0), Fraction(1)
    while (numeral := phrases.numeral(last)) is not None and numeral.value in _DIGITS:
        parts /= 10
        value += numeral.value * parts
        last += 1
    return Number(value, at, last) if last > at else None
