"""Finds ages told as so many of a ten: «жетпістің бесеуіне келді» is 75, «алпыстың үшеуінде» 63."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.kazakh_numerals import numerals

_TEN, _HUNDRED = 10, 100
_ONES = {
    "біреуі": 1,
    "бірі": 1,
    "екеуі": 2,
    "үшеуі": 3,
    "төртеуі": 4,
    "бесеуі": 5,
    "алтауы": 6,
    "жетеуі": 7,
    "сегізі": 8,
    "тоғызы": 9,
}
_GENITIVE = "[дтн][ыі]ң"


class ToldAge(NamedTuple):
    """An age, where it is told, and whether it is one that somebody has come to (dative) or was at."""

    start: int
    end: int
    years: int
    is_reached: bool


def told_ages(text: str) -> Iterator[ToldAge]:
    """Yield the ages of a text that are told as so many of a ten."""
    if not any(end in text.lower() for end in ("уін", "уын", "ізін", "ызын", "ірін")):
        return
    for match in _told().finditer(text):
        years = _tens()[match["ten"].lower()] + _ONES[match["one"].lower()]
        yield ToldAge(match.start(), match.end(), years, not match["case"].lower().startswith("д"))


def ages_in_figures(text: str) -> str:
    """Return a text with its told ages as figures; no place in it moves."""
    for age in told_ages(text):
        word = "жасқа" if age.is_reached else "жаста"
        text = f"{text[: age.start]}{age.years}{word.rjust(age.end - age.start - 2)}{text[age.end :]}"
    return text


@cache
def _told() -> re.Pattern[str]:
    tens, ones = "|".join(_tens()), "|".join(sorted(_ONES, key=len, reverse=True))
    return re.compile(
        rf"\b(?P<ten>{tens}){_GENITIVE}\s(?P<one>{ones})н(?P<case>е|а|де|да)(?!\w)", re.IGNORECASE
    )


@cache
def _tens() -> dict[str, int]:
    """Return the tens from twenty to ninety by their words."""
    values = numerals("number").items()
    return {word: value for word, value in values if _TEN < value < _HUNDRED and value % _TEN == 0}
