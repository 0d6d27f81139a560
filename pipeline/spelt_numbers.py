"""Figures for what Kazakh speech spells out: «төрт бүтін оннан бес», «мың тоғыз жүз тоқсан алтыншы жылы»."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pipeline.kazakh_numerals import numerals
from pipeline.wordlists import rows

_PLACES = {"оннан": 1, "жүзден": 2, "мыңнан": 3}  # figures behind the comma
_HUNDRED, _THOUSAND = 100, 1000
_FIRST_YEAR, _LAST_YEAR, _LAST_DAY = 1000, 2100, 31
_CARDINALS, _ORDINALS = ("number", "one", "hundred"), ("ordinal", "one_ordinal")
_CASE = r"(?:[ыі]н)?(?:[дт][ае](?:н|ғы|гі)?|[ғгқк][ае]|[ае]|[дтн][ыі](?:ң)?|н[ае]н)"
_OTHERWISE = frozenset({"маусым", "қазан"})  # a season, a cauldron or a city as well
_FESTIVAL = "(?<!сегізінші )наурыз (?:мейрам|мереке|той)"  # but the 8th of March
_BEHIND_YEAR = re.compile(r"жыл(?:дың|ғы) $", re.IGNORECASE)


def numbers_in_figures(text: str) -> str:
    """Return a text with decimal fractions, years and days of a month that are spelt out in figures."""
    return _rewritten(text, lambda found, figures: figures)


def figures_in_place(text: str) -> str:
    """Return the same with blanks behind the figures, so that no place in it moves."""
    return _rewritten(text, lambda found, figures: figures.ljust(len(found)))


def _rewritten(text: str, put: Callable[[str, str], str]) -> str:
    low = text.lower()
    if "бүтін" in low:
        text = _fraction().sub(lambda found: put(found.group(), _with_comma(found)), text)
    if "нші " in low or "ншы " in low:
        text = _year().sub(lambda found: put(found.group(), _year_in_figures(found)), text)
        text = _day().sub(lambda found: put(found.group(), _day_in_figures(found)), text)
    return text


def _with_comma(found: re.Match[str]) -> str:
    places = _PLACES[found["place"].lower()]
    whole, part = _value(found["whole"]), _value(found["part"])
    return f"{whole},{part:0{places}}" if part < 10**places else found.group()


def _year_in_figures(found: re.Match[str]) -> str:
    year = _value(found["year"])
    return str(year) if _FIRST_YEAR <= year < _LAST_YEAR else found.group()


def _day_in_figures(found: re.Match[str]) -> str:
    """Return the day; what may be no month is one where a year stands before it."""
    day = _value(found["day"])
    is_date = found["month"].lower() not in _OTHERWISE or _BEHIND_YEAR.search(found.string, 0, found.start())
    return str(day) if day <= _LAST_DAY and is_date else found.group()


def _value(words: str) -> int:
    """Return what number words say together, the last of them ordinal or not."""
    total = under = 0
    for word in words.lower().split():
        value = _values()[word]
        if value == _THOUSAND:
            total, under = (under or 1) * value, 0
        elif value == _HUNDRED:
            under = (under or 1) * value
        else:
            under += value
    return total + under


@cache
def _values() -> dict[str, int]:
    return numerals(*_ORDINALS) | _cardinals() | {"мың": _THOUSAND}


@cache
def _cardinals() -> dict[str, int]:
    """Return the cardinal numbers of one word below a thousand."""
    return numerals(*_CARDINALS)


@cache
def _number() -> str:
    """Return the pattern of one cardinal number."""
    return rf"(?:{'|'.join(_cardinals())})"


@cache
def _fraction() -> re.Pattern[str]:
    number = _number()
    row = rf"{number}(?: {number}){{0,3}}"
    return re.compile(
        rf"\b(?P<whole>(?:(?:{row} )?мың )?{row}) бүтін (?P<place>{'|'.join(_PLACES)}) (?P<part>{row})"
        rf"(?= )(?! {number}(?:{_CASE}|[мбп]ен)?(?!\w))",  # жүзден жиырма бестен
        re.IGNORECASE,
    )


@cache
def _year() -> re.Pattern[str]:
    number = _number()
    thousand = rf"(?:{number} )?мың"
    return re.compile(
        rf"\b(?P<year>{thousand}(?: {number}){{0,3}} (?:{_ordinals()}))(?= жыл(?!дар|сайын))", re.IGNORECASE
    )


@cache
def _day() -> re.Pattern[str]:
    months = "|".join(row[4] for row in rows("months.tsv"))
    return re.compile(
        rf"\b(?P<day>(?:(?:он|жиырма|отыз) )?(?:{_ordinals()}))"
        rf"(?= (?!{_FESTIVAL})(?P<month>{months})(?:{_CASE})?(?!\w))",
        re.IGNORECASE,
    )


@cache
def _ordinals() -> str:
    return "|".join(numerals(*_ORDINALS))
