"""Tells a Kazakh time of day written with a point (13.30) from a decimal, by what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.alphabet import LOWER, UPPER
from pipeline.decimals import MEASURED

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
_CUE = re.compile(  # beside which a pair of figures with points is hours
    r"\b(?:ауысым|үзіліс|сабақ|сабағ|түскі|тіркеу|қабылда|кесте|емтихан|жұмыс\s+уақыт|ас\s+ішу|дәріс|сағат|сеанс|репетиция"
    r"|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма(?!\w*ғ)|сенбі|жексенбі)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(  # of something, so no time
    rf"-?[дтнғгқк]?[аеыі]?[нң]?\s?(?:{MEASURED}|км|метр|балл|адам|пункт|тармақ|дана|бөлшек|б\.\s?т)"
)
_STEP_MIN = 5  # hours of opening and breaks fall on it; prices and rates seldom do
_MONTHS = 12
_WINDOW = 24  # characters before a figure that tell it


def dotted_times(text: str) -> Iterator[re.Match[str]]:
    """Yield the figures of `text` that are times of day, `hour` and `minutes` in groups of their own.

    The others, «13.30 пайыз» or «индекс 13.30 болды», may be decimals.
    """
    found = list(_CLOCK.finditer(text))
    told = [_is_told(text, match) for match in found]
    pairs = [
        (at, first, second)
        for at, (first, second) in enumerate(pairwise(found))
        if _BETWEEN.fullmatch(text, first.end(), second.start())
    ]
    for at, first, second in pairs:
        told[at] = told[at + 1] = told[at] or told[at + 1] or _are_hours(text, first, second)
    is_timed = any(told) or (bool(pairs) and _CUE.search(text) is not None)
    for at, first, second in pairs if is_timed else ():
        told[at] = told[at + 1] = told[at] or _may_be_hours(text, first, second)
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


def _may_be_hours(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Tell 12.30–13.30 beside other times from two days of a month, 15.11–20.11, and from amounts."""
    are_days = all(1 <= int(end["minutes"]) <= _MONTHS and int(end["hour"]) for end in (first, second))
    return not are_days and not _AMOUNT.match(text, second.end())


_DAY = r"(?P<day>0[1-9]|[12]\d|3[01])\.(?P<month>0[1-9]|1[0-2])"
_FIRST_DAY = re.compile(rf"(?<![\w.,:/№-]){_DAY}(?=(?P<link>-?[дтн][ае]н\s+|\s?[-–—]\s?|\s(?:по|до)\s)\d)")
_LAST_DAY = re.compile(
    rf"{_DAY}(?![.,]?\d)(?P<whole>-?(?:[ғқ]а|[гк]е)\s(?P<until>дейін\w*)|\s(?P<between>аралығында\w*))?"
)
_OF_DAYS = re.compile(r"\b[Сс] \Z")  # с 21.04 по 21.05


_SEPARATE = r"\s?[-–—]\s?"
_DATED = re.compile(  # 15.11–20.11.2025, 15.11.2025 - 20.11.2025, 20–25.11.2025
    r"(?<![\w.,:/№-])(?<!№ )(?P<first>0?[1-9]|[12]\d|3[01])"
    r"(?:\.(?P<month>0[1-9]|1[0-2])(?:\.(?P<year>20\d\d|19\d\d))?)?"
    rf"{_SEPARATE}(?P<second>0?[1-9]|[12]\d|3[01])\.(?P<last>0[1-9]|1[0-2])\.(?P<until>20\d\d|19\d\d)"
    r"(?!\d|[.,/-]\d)"
)


def dated_spans(text: str) -> Iterator[re.Match[str]]:
    """Yield the spans of days whose last end is a whole date: 15.11–20.11.2025."""
    return _DATED.finditer(text) if "." in text else iter(())


def dotted_days(text: str) -> Iterator[tuple[re.Match[str], re.Match[str], str]]:
    """Yield both ends of spans of days with their months (21.04 – 21.05 аралығында) and the word behind."""
    is_kazakh = "аралығ" in text or "дейін" in text
    for first in _FIRST_DAY.finditer(text):
        last = _LAST_DAY.match(text, first.end("link"))
        if last is None or (is_kazakh and not last["whole"]):
            continue
        if last["whole"] or _OF_DAYS.search(text, 0, first.start()):
            yield first, last, last["until"] or last["between"] or ""
