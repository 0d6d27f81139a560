"""Rates in brackets, (100 мың адамға шаққанда 54,3): a model sees the rate alone, the rest is a rule's."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.document import Target
from pipeline.wordlists import rows


class Rate(NamedTuple):
    """A rate as the source has it, and of how many thousands of whom; `is_apart`: it stands before them."""

    rate: str
    thousands: str
    whom: str
    is_apart: bool


def rates_aside(text: str) -> tuple[str, tuple[Rate, ...]]:
    """Return a text whose rates in brackets are figures alone, and the rates."""
    if "(10" not in text:
        return text, ()
    found = [
        Rate(
            match["before"] or match["rate"], match["of"], match["whom"].lower(), match["before"] is not None
        )
        for match in _in_brackets().finditer(text)
    ]
    return _in_brackets().sub(_alone, text), tuple(found)


def _alone(match: re.Match[str]) -> str:
    return f"{match['before']}{match['case'] or ''}" if match["before"] else f"({match['rate']})"


def rates_given_back(rates: tuple[Rate, ...], text: str, target: Target) -> str:
    """Return a translation with of how many people its rates are: (54,3 на 100 тыс. человек)."""
    for rate in rates:
        ru, en = _whom()[rate.whom]
        of = f"на {rate.thousands} тыс. {ru}" if target == "ru" else f"per {rate.thousands},000 {en}"
        figure = re.escape(rate.rate).replace(",", "[.,]")
        if rate.is_apart:
            text = re.sub(rf"(?<![\d.,]){figure}(?!\d|[.,]\d)", rf"\g<0> ({of})", text, count=1)
        else:
            text = re.sub(rf"\((?P<rate>{figure})\)", rf"(\g<rate> {of})", text, count=1)
    return text


@cache
def _whom() -> dict[str, tuple[str, str]]:
    """Return whom a rate counts, by the Kazakh word in the dative."""
    return {kazakh: (russian, english) for kazakh, russian, english in rows("rates.tsv")}


@cache
def _in_brackets() -> re.Pattern[str]:
    whom = "|".join(sorted(_whom(), key=len, reverse=True))
    figure = r"\d+(?:,\d+)?"
    of = rf"(?P<of>100?) мың (?P<whom>{whom})(?: шаққанда(?:ғы көрсеткіш)?)?"
    return re.compile(
        rf"(?:(?<![\d.,])(?P<before>{figure})(?P<case>-\w+)?\s(?=\([^()]*\)))?\({of}(?(before)|\s?[–—-]?\s?(?P<rate>{figure}))\)"
    )
