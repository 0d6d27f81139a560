"""What rises ends higher than it began: nobody “raised the rate from 50 to 47.5”; a fall stays one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline import scales
from pipeline.change_verbs import FALLING, RISING
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.document import Finding, Span, Target
from pipeline.wordlists import rows

NAME = "movement"
FIGURE = (
    r"[$€£₸]?(?P<{0}>\d+(?:[ \u00a0]\d{{3}}|,\d{{3}})*(?:[.,]\d+)?(?![\d:/–-]|(?:th|st|nd|rd)\b))"
    r"(?:\s?(?P<{0}_scale>{1}))?"
)
SCALE = r"тыс\w*\.?|мл[нр]д?|трлн|миллион\w*|миллиард\w*|триллион\w*|thousand|million|billion|trillion"
FIRST, LAST = FIGURE.format("first", SCALE), FIGURE.format("last", SCALE)
UNIT = r"(?:\s?%)?(?:\s[^\s\d,;]+){0,3}?"
THIRD = re.compile(r"(?:\s?%)?\s(?:to|до)\s\d")  # from 4 to 5% to 4%
ENDS: dict[Target, str] = {
    "ru": rf"\bсо?\s{FIRST}{UNIT}\sдо\s{LAST}",
    "en": rf"\bfrom\s{FIRST}{UNIT}\sto\s{LAST}",
}
REACH = r"(?:[^,;:.!?()—–]|(?<=\d)[.,](?=\d)){0,70}?"  # within one clause
NO_AMOUNT = re.compile(
    r"\b(?:цент|копе|тиын|cents?\b|tiyn|kop[ei]|pence|place|rank|мест|строч|позиц"
    r"|(?:year|год).*(?:month|месяц)|(?:month|месяц).*(?:week|day|недел|дн)|(?:day|дн).*(?:hour|час)"
    r"|(?:hour|час).*(?:minute|минут))"
)
"""What the figures may be of: 50 центов and 1,5 евро, a year and 3 months; a rise from 5th place to 3rd."""
SIZED = re.compile(r"\s?(?P<size>кило|мега|гига|тера|пета|kilo|mega|giga|tera|peta)", re.IGNORECASE)
"""The size of a unit: 400 gigabits and 1.2 terabits are no 400 and 1.2 of one thing."""
BACK = re.compile(r"\b(?:not|n['’]t|не|back|обратно|instead|вместо|then|затем|потом)\b", re.IGNORECASE)
OPPOSITE = {"rise": "fall", "fall": "rise"}
BY_SO_MUCH = (
    r"\b\d+(?:[ \u00a0]\d{3})*(?:,\d+)?(?:\s?%-[ғг]а|\sпайызға"
    rf"|(?:\s(?:{scales.SCALE}))?\s(?:теңге|доллар|тонна|адам)[^\W\d]*[ғгқк][ае])\s(?:дейін\s)?"
)
FORM = r"(?:[тд][ыі]|[ыі]?п|с[ае])\b"  # not of «12%-ға өспеді», nor of «5%-ға өскен салық»
SAID: dict[str, re.Pattern[str]] = {
    "rise": re.compile(rf"{BY_SO_MUCH}(?:{'|'.join(RISING)}){FORM}"),
    "fall": re.compile(rf"{BY_SO_MUCH}(?:{'|'.join(FALLING)}){FORM}"),
}


def check_movement(pair: Pair) -> list[Finding]:
    """Report a rise whose figures fall, a fall whose figures rise, and one of two that is lost."""
    return [*_against(pair), *_lost(pair)]


def _lost(pair: Pair) -> Iterator[Finding]:
    """Report a rise of the source beside a fall, or the fall, that no word of the translation tells."""
    for way, span in _both_ways(pair.source):
        if not _tells()[pair.language, way].search(pair.target):
            message = f"“{pair.source[slice(*span)]}” is lost: the {way}"
            yield pair.finding(NAME, "warning", message, span)


@lru_cache(maxsize=REMEMBERED)
def _both_ways(source: str) -> tuple[tuple[str, Span], ...]:
    """Return the first rise and the first fall by so much, where a text has both."""
    found = (
        [(way, said.search(source)) for way, said in SAID.items()] if "ға" in source or "ге" in source else []
    )
    both = tuple((way, match.span()) for way, match in found if match is not None)
    return both if len(both) == len(OPPOSITE) else ()


def _against(pair: Pair) -> Iterator[Finding]:
    for way, other in OPPOSITE.items():
        for match in _verbs()[pair.language, way].finditer(pair.target):
            ends = _ends()[pair.language].match(pair.target, match.end())
            if ends is None or ends["first_scale"] != ends["last_scale"] or _are_others(pair.target, ends):
                continue
            between = ends["between"]
            if BACK.search(between) or _verbs()[pair.language, other].search(between):
                continue
            first, last = (_value(ends[end], pair.language) for end in ("first", "last"))
            if first != last and (first < last) != (way == "rise"):
                message = (
                    f"“{match.group()}” contradicts its figures: from “{ends['first']}” to “{ends['last']}”"
                )
                yield pair.finding(NAME, "warning", message, None, (match.start(), ends.end()))


def _are_others(text: str, ends: re.Match[str]) -> bool:
    """Tell figures of different things, and those before another «to»."""
    behind = ends.end() + len(" minutes")
    return (
        THIRD.match(text, ends.end()) is not None
        or NO_AMOUNT.search(text, ends.start(), behind) is not None
        or _size(text, ends.end("first")) != _size(text, ends.end("last"))
    )


def _size(text: str, start: int) -> str | None:
    """Return the size of the unit behind a figure, None where it says none."""
    found = SIZED.match(text, start)
    return found["size"].lower() if found else None


def _value(figure: str, language: Target) -> float:
    """Return what a figure says; of several marks in a Russian one, 1,234.5, commas part thousands, too."""
    plain = re.sub(r"[ \u00a0]", "", figure)
    if language == "en" or len(re.findall("[.,]", plain)) > 1:
        plain = plain.replace(",", "")
    return float(plain.replace(",", "."))


@cache
def _ends() -> dict[Target, re.Pattern[str]]:
    """Return what finds the two figures behind a verb."""
    return {
        language: re.compile(rf"(?P<between>{REACH}){ends}", re.IGNORECASE) for language, ends in ENDS.items()
    }


@cache
def _verbs() -> dict[tuple[str, str], re.Pattern[str]]:
    """Read the table (see the file for its columns)."""
    found: dict[tuple[str, str], list[str]] = {}
    for language, way, words in rows("movement.tsv"):
        if way in OPPOSITE:
            found.setdefault((language, way), []).append(words)
    return {key: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for key, words in found.items()}


@cache
def _tells() -> dict[tuple[str, str], re.Pattern[str]]:
    """Return what may tell of a rise or a fall, by language and way."""
    return {
        (language, way.removeprefix("tells ")): re.compile(rf"(?:{words})", re.IGNORECASE)
        for language, way, words in rows("movement.tsv")
        if way not in OPPOSITE
    }
