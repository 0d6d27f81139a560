"""Writes a quantity as the language does: 2,1 млрд тенге, 2.1 billion tenge, 14 марта, 18:30, No. 245."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from pipeline.check.figures.quantity import MINUTES_PER_HOUR, Quantity
from pipeline.counted import russian_form
from pipeline.document import Language
from pipeline.wordlists import rows

NO_BREAK_SPACE = "\u00a0"
_MAX_DECIMALS = 6
_MAX_SCALED_DECIMALS = 2
_PHONE_DIGITS = 10
_COLUMN = {"kk": 0, "ru": 1, "en": 2}
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_SIGNED = {"USD": "$", "EUR": "€", "GBP": "£"}


def render(quantity: Quantity, language: Language) -> str:
    """Return `quantity` in its usual form in `language`; read back, it has the same value and unit."""
    if quantity.kind == "date":
        return _fill("date", language, n=str(quantity.value), m=_month(quantity.unit, language))
    if quantity.kind == "time":
        return "{:02d}:{:02d}".format(*divmod(int(quantity.value), MINUTES_PER_HOUR))
    if quantity.kind == "year":
        plain = str(quantity.value)
        return _fill("decade", language, n=plain) if quantity.unit == "decade" else plain
    if quantity.kind == "code":
        return _code(quantity, language)
    if quantity.kind == "ordinal":
        return _ordinal(quantity, language)
    return _counted(quantity, language)


def render_number(value: Fraction, language: Language, *, scaled: bool = True) -> str:
    """Return a bare number; `scaled` lets 2,100,000,000 be 2.1 billion; an endless decimal stays 1/3."""
    sign, value = ("-" if value < 0 else ""), abs(value)
    scale = _scale(value) if scaled else 1
    digits = _decimal(value / scale)
    if digits is None:
        return f"{sign}{value.numerator}/{value.denominator}"
    whole, _, part = digits.partition(".")
    text = (
        sign + _group(whole, _form("group", language)) + (_form("decimal", language) + part if part else "")
    )
    return text if scale == 1 else f"{text}{render_space(language)}{_form(f'scale {scale}', language)}"


def render_scale(scale: int, language: Language) -> str:
    """Return the word for thousand, million, billion or trillion."""
    return _form(f"scale {scale}", language)


def render_space(language: Language) -> str:
    """Return the space between a figure and its unit: one that does not break in Kazakh and Russian."""
    return _form("space", language)


def render_roman(value: int) -> str:
    """Return a number below 90 in Roman numerals."""
    text = ""
    for size, letters in _ROMAN:
        text += letters * (value // size)
        value %= size
    return text


def render_unit(unit: str, value: Fraction, language: Language) -> str:
    """Return the word for `unit` that agrees with `value`; raise KeyError for an unknown unit."""
    forms = _unit_forms()[unit][_COLUMN[language]].split("|")
    if language == "en":
        return forms[0] if value == 1 else forms[-1]
    return forms[_russian_form(abs(value))] if len(forms) == 3 else forms[0]


def _counted(quantity: Quantity, language: Language) -> str:
    number = render_number(quantity.value, language)
    if quantity.unit == "percent":
        return _fill("percent", language, n=number)
    if quantity.unit not in _unit_forms():
        return number
    if language == "en" and quantity.unit in _SIGNED and quantity.value >= 0:
        return _SIGNED[quantity.unit] + number
    return f"{number}{render_space(language)}{render_unit(quantity.unit, quantity.value, language)}"


def _ordinal(quantity: Quantity, language: Language) -> str:
    if quantity.unit == "century":
        number = (
            render_roman(int(quantity.value))
            if language != "en"
            else _ordinal_figure(quantity.value, language)
        )
        return _fill("century", language, n=number)
    return _ordinal_figure(quantity.value, language)


def _ordinal_figure(value: Fraction, language: Language) -> str:
    number = render_number(value, language, scaled=False)
    hundredth = str(int(value) % 100)
    return next(
        (form for last, form in _ordinal_forms(language) if hundredth in last or not last),
    ).format(n=number)


def _code(quantity: Quantity, language: Language) -> str:
    digits = quantity.unit
    if len(digits) == _PHONE_DIGITS:
        return f"+7 {digits[:3]} {digits[3:6]}-{digits[6:8]}-{digits[8:]}"
    return _fill("code", language, n=digits or str(quantity.value))


def _scale(value: Fraction) -> int:
    """Return the largest scale by which the number has few decimals, 1 for none."""
    for scale in (10**12, 10**9, 10**6):
        digits = _decimal(value / scale) if value >= scale else None
        if digits is not None and len(digits.partition(".")[2]) <= _MAX_SCALED_DECIMALS:
            return scale
    return 1


def _decimal(value: Fraction) -> str | None:
    """Return the exact decimal digits of `value`, None where they do not end soon."""
    shifted = value * 10**_MAX_DECIMALS
    if shifted.denominator != 1:
        return None
    whole, part = divmod(shifted.numerator, 10**_MAX_DECIMALS)
    decimals = f"{part:0{_MAX_DECIMALS}d}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)


def _group(digits: str, separator: str) -> str:
    return f"{int(digits):,}".replace(",", separator)


def _russian_form(value: Fraction) -> int:
    """Return which of one, few, many agrees with `value`; a fraction takes the genitive singular."""
    if value.denominator != 1:
        return 1
    return russian_form(value.numerator)


@cache
def _unit_forms() -> dict[str, tuple[str, ...]]:
    units = {row[0]: row[5:8] for row in rows("units.tsv")}
    return units | {row[0]: row[5:8] for row in rows("currencies.tsv")}


@cache
def _month(number: str, language: Language) -> str:
    return next(row[4 + _COLUMN[language]] for row in rows("months.tsv") if row[0] == number)


@cache
def _form(what: str, language: Language) -> str:
    found = next(form for code, name, form in rows("number_forms.tsv") if (code, name) == (language, what))
    return found.replace("~", NO_BREAK_SPACE)


@cache
def _ordinal_forms(language: Language) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the endings of ordinals: the last two digits that take one, and its form; () is for the rest."""
    found = (row for row in rows("number_forms.tsv") if row[0] == language and row[1].startswith("ordinal"))
    return tuple((tuple(name.split()[1:]), form) for _, name, form in found)


def _fill(what: str, language: Language, **parts: str) -> str:
    return _form(what, language).format(**parts)
