"""Medals: each kind of the source stays, with its number: «2 алтын, 1 күміс» is no “2 silvers, 1 gold”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.alphabet import LOWER
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.document import Finding, Language, Span
from pipeline.wordlists import rows

NAME = "outcomes"  # of which it is a part
COLUMNS: tuple[Language, ...] = ("kk", "ru", "en")
KAZAKH = re.compile(
    rf"(?<![\w-])(?P<metal>алтын|күміс|қола)(?:с?[ыі](?:н|ның|нің|на|не|нан|нен)?|мен|ға|ке|тен|нан|дан|лар|тер|дың|тің)?"
    rf"(?![{LOWER}-])"
)
METALS = {"алтын": "gold", "күміс": "silver", "қола": "bronze"}
SEVERAL = 2  # kinds: of one alone the table of contrasts tells
Medal = tuple[int, str]


def check_medals(pair: Pair) -> Iterator[Finding]:
    """Report kinds of medals that are lost where the source has several, and numbers of another kind."""
    metals = _metals(pair.source)
    if len(metals) < SEVERAL:
        return
    for metal, span in metals.items():
        if not _answers(metal, pair.language).search(pair.target):
            yield pair.finding(NAME, "warning", f"“{pair.source[slice(*span)]}” is lost", span)
    ours, theirs = _counted(pair.source, "kk"), _counted(pair.target, pair.language)
    for medal, span in theirs.items():
        number, metal = medal
        said = next((place for (count, _), place in ours.items() if count == number), None)
        kinds = {kind for count, kind in ours if count == number}
        if medal not in ours and said and metal in {kind for _, kind in ours} - kinds:
            message = (
                f"“{pair.source[slice(*said)]}” → “{pair.target[slice(*span)]}”: the sense is turned round"
            )
            yield pair.finding(NAME, "warning", message, said, span)


@lru_cache(maxsize=REMEMBERED)
def _metals(source: str) -> dict[str, Span]:
    """Return the metals that a text names in small letters, with the place of the first of each."""
    found: dict[str, Span] = {}
    for match in KAZAKH.finditer(source):
        found.setdefault(METALS[match["metal"]], match.span())
    return found


def _counted(text: str, language: Language) -> dict[Medal, Span]:
    """Return how many of which metal a text tells, and where."""
    numbers, metals = _numbers(language), _words(language)
    return {
        (_value(match["number"].lower(), numbers), metals[match["metal"].lower()]): match.span()
        for match in _pattern(language).finditer(text)
    }


def _value(said: str, numbers: dict[str, int]) -> int:
    return int(said) if said.isdigit() else numbers[said]


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    numbers = "|".join(sorted(_numbers(language), key=len, reverse=True))
    metals = "|".join(_words(language))
    return re.compile(rf"(?<![\w.,-])(?P<number>\d{{1,3}}|{numbers}) (?P<metal>{metals})", re.IGNORECASE)


@cache
def _answers(metal: str, language: Language) -> re.Pattern[str]:
    """Return what may say a metal in a translation."""
    words = next(
        row[COLUMNS.index(language) + 2] for row in rows("medals.tsv") if row[:2] == ("metal", metal)
    )
    return re.compile(words, re.IGNORECASE)


@cache
def _words(language: Language) -> dict[str, str]:
    """Return how words for the metals begin."""
    at = COLUMNS.index(language) + 2
    return {row[at].split("|")[0]: row[1] for row in rows("medals.tsv") if row[0] == "metal"}


@cache
def _numbers(language: Language) -> dict[str, int]:
    at = COLUMNS.index(language) + 2
    return {
        word: int(row[1]) for row in rows("medals.tsv") if row[0] == "number" for word in row[at].split("|")
    }
