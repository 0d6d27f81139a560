"""Tells a Kazakh time of day written with a point (13.30) from a decimal, by what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.alphabet import LOWER, UPPER

_CLOCK = re.compile(r"(?<![\d.,:/№])(?<!№\s)(?P<hour>[01]?\d|2[0-4])\.(?P<minutes>[0-5]\d)(?![\d.,]?\d)")
_TOLD = re.compile(
    r"(?<![\w-])(?<!\d\s)(?:сағат|таңғы|таңертеңгі|түскі|түстен кейінгі|күндізгі|кешкі|түнгі)\s+\Z",
    re.IGNORECASE,
)
_LOCATIVE = re.compile(r"-?[дт][ае](?!\w)")  # 13.30-да; «13.30-тармақ» is none
_FROM_OR_TO = re.compile(r"-?(?:[дтн][ае]н|[ғқ]а|[гк]е)(?!\w)")
_BETWEEN = re.compile(r"\s?[-–—]\s?|-?[дтн][ае]н\s+")
_NOTHING_COUNTED = re.compile(r"-?(?:[ғқ]а|[гк]е)(?!\w)|\s*(?:$|[.,;:)»”]|\s(?:аралығ|арасын|сағат))")
_ENTRY = re.compile(rf"\s[–—-]\s[«“\"]?[A-Z{UPPER}]")  # of a programme: «10.00 – Қонақтарды қарсы алу»
_TITLE = re.compile(rf"\s(?:[«“\"]|[A-Z{UPPER}][a-z{LOWER}])")  # «21.35 Ашық алаң»
_NO_MONTH = frozenset(f"{minutes:02}" for minutes in (0, *range(15, 60, 5)))  # 21.35; 10.12 may be a day
_STEP_MIN = 5  # hours of opening and breaks fall on it; prices and rates seldom do
_WINDOW = 24  # characters before a figure that tell it


def dotted_times(text: str) -> Iterator[re.Match[str]]:
    """Yield the figures of `text` that are times of day, `hour` and `minutes` in groups of their own.

    The others, «13.30 пайыз» or «индекс 13.30 болды», may be decimals.
    """
    found = list(_CLOCK.finditer(text))
    told = [_is_told(text, match) for match in found]
    for at, (first, second) in enumerate(pairwise(found)):
        between = _BETWEEN.fullmatch(text, first.end(), second.start()) is not None
        if between and (told[at] or told[at + 1] or _are_hours(text, first, second)):
            told[at] = told[at + 1] = True
    yield from (match for match, is_time in zip(found, told, strict=True) if is_time)


def _is_told(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if _TOLD.search(text[max(start - _WINDOW, 0) : start]) or _LOCATIVE.match(text, end):
        return True
    if start == 0 and (_ENTRY.match(text, end) or (_is_of_programme(match) and _TITLE.match(text, end))):
        return True
    return match["minutes"] == "00" and _FROM_OR_TO.match(text, end) is not None


def _is_of_programme(match: re.Match[str]) -> bool:
    """Tell 07.00 and 21.35 from a price, 3.25, and from a day with its month, 10.12."""
    return len(match["hour"]) == len("07") and match["minutes"] in _NO_MONTH


def _are_hours(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Tell 9.00–18.30 from two prices: one end is a full hour, and nothing is counted."""
    minutes = (first["minutes"], second["minutes"])
    in_steps = all(int(part) % _STEP_MIN == 0 for part in minutes)
    return in_steps and "00" in minutes and _NOTHING_COUNTED.match(text, second.end()) is not None


_DAY = r"(?P<day>0[1-9]|[12]\d|3[01])\.(?P<month>0[1-9]|1[0-2])"
_FIRST_DAY = re.compile(rf"(?<![\w.,:/№-]){_DAY}(?=(?P<link>-?[дтн][ае]н\s+|\s?[-–—]\s?|\s(?:по|до)\s)\d)")
_LAST_DAY = re.compile(
    rf"{_DAY}(?![.,]?\d)(?P<whole>-?(?:[ғқ]а|[гк]е)\s(?P<until>дейін\w*)|\s(?P<between>аралығында\w*))?"
)
_OF_DAYS = re.compile(r"\b[Сс] \Z")  # с 21.04 по 21.05


def dotted_days(text: str) -> Iterator[tuple[re.Match[str], re.Match[str], str]]:
    """Yield both ends of spans of days with their months (21.04 – 21.05 аралығында) and the word behind."""
    is_kazakh = "аралығ" in text or "дейін" in text
    for first in _FIRST_DAY.finditer(text):
        last = _LAST_DAY.match(text, first.end("link"))
        if last is None or (is_kazakh and not last["whole"]):
            continue
        if last["whole"] or _OF_DAYS.search(text, 0, first.start()):
            yield first, last, last["until"] or last["between"] or ""
