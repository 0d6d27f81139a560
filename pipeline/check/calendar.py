"""Days of the week, and months without a day: a sentence that names Thursday is not about Tuesday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.check.pair import Pair
from pipeline.document import Finding, Language, Span
from pipeline.seasons import june
from pipeline.wordlists import rows

NAME = "calendar"
COLUMNS: tuple[Language, ...] = ("kk", "ru", "en")
NAMED_OTHERWISE = {("ru", "day", 3), ("kk", "day", 5)}
"""Words that are something else as often: Russian Wednesday and environment, Kazakh Friday and its prayer."""
COUNTED_OUT = {
    "ru": re.compile(r"месяц|полугод|квартал|будн|рабочи|ежедневно"),
    "en": re.compile(r"month|half|quarter|weekday|daily"),
}
"""Words that tell a span without its ends: за восемь месяцев, on weekdays."""
SEASON = {"ru": re.compile(r"\bсезон\w*", re.IGNORECASE), "en": re.compile(r"\bseasons?\b", re.IGNORECASE)}
Time = tuple[str, int]


def check_calendar(pair: Pair) -> list[Finding]:
    """Report a day or month of the source that the translation does not name.

    An error where the translation names another one in its place; a warning where it names none, since it
    may say so otherwise ("tomorrow").
    """
    source, target = named(pair.source, "kk"), named(pair.target, pair.language)
    found = []
    for time, span in source.items():
        if time in target:
            continue
        kind, _ = time
        strange = [other for other in target if other[0] == kind and other not in source]
        sure = [other for other in strange if (pair.language, *other) not in NAMED_OTHERWISE]
        said = pair.source[slice(*span)]
        if sure and ("kk", *time) not in NAMED_OTHERWISE:
            place = target[sure[0]]
            message = f"“{said}” → “{pair.target[slice(*place)]}”: another {kind}"
            found.append(pair.finding(NAME, "error", message, span, place))
        else:
            found.append(pair.finding(NAME, "warning", f"“{said}” is not named in the translation", span))
    return found + list(_spans(pair)) + list(_seasons(pair))


def _spans(pair: Pair) -> Iterator[Finding]:
    """Report a span of months or days of which an end is lost, or which became two months (and, и)."""
    for match in _span_pattern().finditer(pair.source.lower()):
        kind, first, second = _ends(match)
        if kind is None or (second - first) % (12 if kind == "month" else 7) in (0, 1):
            continue
        places = _named_all(pair.target, pair.language, kind)
        if {first, second} - places.keys():
            if kind == "day" or COUNTED_OUT[pair.language].search(pair.target):
                continue
            yield pair.finding(
                NAME,
                "warning",
                f"“{match.group()}”: an end of the span is not named in the translation",
                match.span(),
            )
        elif is_pair := _are_two(pair, places[first], places[second]):
            message = f"“{match.group()}” → “{is_pair}”: two {kind}s for a span"
            yield pair.finding(NAME, "warning", message, match.span())


def _are_two(pair: Pair, first: Span, second: Span) -> str:
    """Return what names two months by themselves, «в январе и августе»; "" where it is a span."""
    said = pair.target[first[0] : second[1]]
    before = pair.target[: first[0]].rstrip().lower()
    is_joined = (
        re.fullmatch(r"\s(?:и|and)(?:\s(?:in|on|в|во|по))?\s", pair.target[first[1] : second[0]]) is not None
    )
    return said if is_joined and not before.endswith(("between", "между")) else ""


def _ends(match: re.Match[str]) -> tuple[str | None, int, int]:
    first, second = (_names()[match[end]] for end in ("first", "second"))
    return (first[0] if first[0] == second[0] else None), first[1], second[1]


def _named_all(text: str, language: Language, kind: str) -> dict[int, Span]:
    lower = text.lower()
    found = ((time, pattern.search(lower)) for time, pattern in _patterns(language) if time[0] == kind)
    return {time[1]: match.span() for time, match in found if match}


@cache
def _names() -> dict[str, Time]:
    return {row[2]: (row[0], int(row[1])) for row in rows("periods.tsv")}


@cache
def _span_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_names(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?<!\d\s)(?P<first>{names})(?:\s?[-–—]\s?|[дтн][ае]н\s|\s[мбп]ен\s(?=\w+\s?аралығ))"
        rf"(?P<second>{names})(?:[дт][ае](?:[ғг][ыі](?:[дт][ае]н|мен)?)?|[ғқ]а|[гк]е|\sайлар\w*|\sкүндер\w*|\sаралығ\w*)(?!\w)"
    )


def _seasons(pair: Pair) -> Iterator[Finding]:
    """Report June that became a season: «Емтихандар маусымда» and «в сезоне»."""
    lower = pair.source.lower()
    said = june(pair.source) if "маусым" in lower else None
    season = SEASON[pair.language].search(pair.target) if said else None
    if said and season and 6 not in _named_all(pair.target, pair.language, "month"):
        message = f"“{said['june']}” → “{season.group()}”: may be June"
        yield pair.finding(NAME, "warning", message, said.span("june"), season.span())


def named(text: str, language: Language) -> dict[Time, Span]:
    """Return the days and months that a text names, each with the place of its first mention."""
    lower = text.lower()
    found = {}
    for time, pattern in _patterns(language):
        match = pattern.search(lower)
        if match:
            found[time] = match.span()
    return found


@cache
def _patterns(language: Language) -> tuple[tuple[Time, re.Pattern[str]], ...]:
    column = 2 + COLUMNS.index(language)
    return tuple(
        ((row[0], int(row[1])), re.compile(rf"\b(?:{row[column]})\b")) for row in rows("calendar.tsv")
    )
