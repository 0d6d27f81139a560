"""Days of the week, and months without a day: a sentence that names Thursday is not about Tuesday."""

from __future__ import annotations

import re
from functools import cache

from pipeline.check.pair import Pair
from pipeline.document import Finding, Language, Span
from pipeline.wordlists import rows

NAME = "calendar"
COLUMNS: tuple[Language, ...] = ("kk", "ru", "en")
NAMED_OTHERWISE = {("ru", "day", 3), ("kk", "day", 5)}
"""Words that are something else as often: Russian Wednesday and environment, Kazakh Friday and its prayer."""
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
    return found


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
