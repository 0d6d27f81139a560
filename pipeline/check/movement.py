"""What rises ends higher than it began: nobody “raised the rate from 50 to 47.5”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.check.pair import Pair
from pipeline.document import Finding, Target
from pipeline.wordlists import rows

NAME = "movement"
FIGURE = (
    r"[$€£₸]?(?P<{0}>\d+(?:[ \u00a0]\d{{3}}|,\d{{3}})*(?:[.,]\d+)?(?![\d:/–-]|(?:th|st|nd|rd)\b))"
    r"(?:\s?(?P<{0}_scale>{1}))?"
)
SCALE = r"тыс\w*\.?|мл[нр]д?|трлн|миллион\w*|миллиард\w*|триллион\w*|thousand|million|billion|trillion"
FIRST, LAST = FIGURE.format("first", SCALE), FIGURE.format("last", SCALE)
UNIT = r"(?:\s[^\s\d,;]+){0,3}?"
ENDS: dict[Target, str] = {
    "ru": rf"\bсо?\s{FIRST}{UNIT}\sдо\s{LAST}",
    "en": rf"\bfrom\s{FIRST}{UNIT}\sto\s{LAST}",
}
REACH = r"(?:[^,;:.!?()—–]|(?<=\d)[.,](?=\d)){0,70}?"  # within one clause
NO_AMOUNT = re.compile(r"\b(?:цент|копе|тиын|cents?\b|tiyn|kop[ei]|pence|place|rank|мест|строч|позиц)")
"""What the figures may be of: 50 центов and 1,5 евро; a rise from the 5th place to the 3rd."""
BACK = re.compile(r"\b(?:not|n['’]t|не|back|обратно|instead|вместо|then|затем|потом)\b", re.IGNORECASE)
OPPOSITE = {"rise": "fall", "fall": "rise"}


def check_movement(pair: Pair) -> list[Finding]:
    """Report a rise whose figures fall, and a fall whose figures rise."""
    return list(_against(pair))


def _against(pair: Pair) -> Iterator[Finding]:
    for way, other in OPPOSITE.items():
        for match in _verbs()[pair.language, way].finditer(pair.target):
            ends = _ends()[pair.language].match(pair.target, match.end())
            if ends is None or ends["first_scale"] != ends["last_scale"] or NO_AMOUNT.search(ends.group()):
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
        found.setdefault((language, way), []).append(words)
    return {key: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for key, words in found.items()}
