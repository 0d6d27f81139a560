"""Finds the times of day told in minutes: «18 сағат 40 минутта», «жетіден қырық бес минут кеткенде»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.alphabet import LOWER
from pipeline.document import Span
from pipeline.kazakh_numerals import numerals

_LONG_HOURS = 10  # a run seldom lasts as long
_HOUR_MIN = 60
_TEN = 10
_POINT = re.compile(
    r"(?<![\w.,–-])(?P<told>(?:таңғы|түнгі|кешкі|күндізгі|түскі|уақытымен|уақыты бойынша)\s+)?"
    r"(?P<clock>сағат\s+)?"
    r"(?P<hour>[01]?\d|2[0-3])\s(?:сағат|сағ\.?)\s(?P<minutes>[0-5]?\d)\s(?:минутта|минөтте)(?!\w)",
    re.IGNORECASE,
)
# What a run of hours took before: «17 сағаттың орнына 14 сағат 25 минутта».
_INSTEAD = re.compile(r"\d\s(?:сағаттың|минуттың)\sорнына\s$|\d\s(?:сағат|минут)(?:та)?\sемес,\s$")
_HALF = re.compile(rf"\bсағат\s+(?P<hour>[01]?\d|2[0-3]|(?:он\s)?[{LOWER}]+)\s+жарымда(?!\w)", re.IGNORECASE)
_SIDED = re.compile(
    rf"\bсағат\s+(?P<hour>(?:он\s)?[{LOWER}]+?|\d{{1,2}}-?)(?P<side>[дтн][ае]н|[ғқ]а|[гк]е)\s+"
    rf"(?P<minutes>\d{{1,2}}|[{LOWER}]+(?:\s[{LOWER}]+)?)\s+минут\s+"
    r"(?P<went>кеткенде|өткенде|асқанда|қалғанда)(?!\w)",
    re.IGNORECASE,
)


class ToldTime(NamedTuple):
    """A time of day told in minutes, and the same as figures."""

    span: Span
    figures: str


def told_times(text: str) -> Iterator[ToldTime]:
    """Yield the times of day of a text that are told in minutes."""
    if "сағ" not in text.lower():
        return
    for match in _POINT.finditer(text):
        is_told = match["told"] or match["clock"]
        if is_told or (int(match["hour"]) >= _LONG_HOURS and not _INSTEAD.search(text[: match.start()])):
            yield ToldTime((match.start("hour"), match.end()), f"{match['hour']}:{int(match['minutes']):02}")
    for match in _HALF.finditer(text):
        hour = _value(match["hour"].lower())
        if hour is not None or match["hour"].isdigit():
            yield ToldTime((match.start("hour"), match.end()), f"{hour or int(match['hour'])}:30")
    for match in _SIDED.finditer(text):
        time = _sided(match)
        if time is not None:
            yield ToldTime((match.start("hour"), match.end()), time)


def shortened(text: str, other: str) -> str:
    """Return a text whose told times are figures where another text has the figures; no place in it moves."""
    for (start, end), time in told_times(text):
        if time in other:
            text = f"{text[:start]}{time.ljust(end - start)}{text[end:]}"
    return text


def _sided(match: re.Match[str]) -> str | None:
    hour, minutes = _value(match["hour"].lower().rstrip("-")), _value(match["minutes"].lower())
    is_left = match["went"].lower() == "қалғанда"
    if not hour or not minutes or minutes >= _HOUR_MIN or is_left != (match["side"][0].lower() in "ғқгк"):
        return None
    if is_left:
        hour, minutes = (hour - 1 or 12), _HOUR_MIN - minutes
    return f"{hour}:{minutes:02}"


def _value(said: str) -> int | None:
    """Return what figures or words up to fifty-nine say, None for any others."""
    if said.isdigit():
        return int(said)
    tens, _, unit = said.partition(" ")
    values = [_numerals().get(word, 0) for word in (tens, unit) if word]
    if len(values) == 1:
        return values[0] or None
    return sum(values) if values[0] >= _TEN > values[1] > 0 else None


@cache
def _numerals() -> dict[str, int]:
    """Return the values of the words for one to nine and of the tens up to fifty."""
    return {word: value for word, value in numerals("number", "one").items() if value < _HOUR_MIN}
