"""By how much and to how much: «12 %-ға өсті» rose by 12 per cent, «12 %-ға дейін» to 12 per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.check.inflect import counted_noun
from pipeline.check.misread import Misreading, put_right
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.document import Finding, Target
from pipeline.wordlists import rows

NAME = "direction"
PREPOSITIONS: dict[Target, tuple[str, str]] = {"ru": ("до", "на"), "en": ("to", "by")}
FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
FROM = re.compile(  # 341 метрден 342 …
    r"\d\S*\s?(?:[^\W\d]+\s?){0,3}?%?-?[^\W\d]*[дтн][ае]н\s(?:[^\W\d_]+\s){0,3}\Z"
)
SAID = re.compile(
    r"(?<![\w,.–-])(?P<number>\d+(?:[.,]\d+)?|бір|екі|үш|төрт|бес)\s?"
    r"(?P<unit>%-?[ғг][ае]|пайызға|(?:пайыздық )?(?:тармаққа|пунктке)|сатыға|позицияға|орынға|балл?ға|есеге"
    r"|АЕК-ке|(?:см|м)-ге|(?:санти)?метрге)\s(?:(?!дейін|жет|шейін)\S+\s)?"
    r"(?:өс|арт|көбей|көтеріл|ұлғай|қымбатта|азай|төменде|кемі|қысқар|арзанда|жоғарыла|құлдыра)"
    r"(?:[тд][іы]|[ае]?[йе]?д[іы]|[іы]?п|[гғкқ][ае]н|[ае]?й?т[іы]н)\w{0,3}\b",
    re.IGNORECASE,
)


def check_direction(pair: Pair) -> list[Finding]:
    """Report a change by so much that became one to so much."""
    return [_finding(pair, found) for found in turned(pair.source, pair.target, pair.language)]


def _finding(pair: Pair, found: Misreading) -> Finding:
    to, by = PREPOSITIONS[pair.language]
    said, there = pair.source[slice(*found.source)], pair.target[slice(*found.target)]
    message = f"“{said}” → “{there}”: “{by}”, not “{to}”"
    return pair.finding(NAME, "warning", message, found.source, found.target)


def repair_direction(source: str, target: str, language: Target) -> str | None:
    """Say by how much where it is said to how much; None where nothing changes."""
    return put_right(target, turned(source, target, language))


@lru_cache(maxsize=REMEMBERED)
def turned(source: str, target: str, language: Target) -> tuple[Misreading, ...]:
    """Return each change by a figure that is said to go to it; right is how it goes by it."""
    return tuple(_turned(source, target, language)) if SAID.search(source) else ()


def _turned(source: str, target: str, language: Target) -> Iterator[Misreading]:
    to, by = PREPOSITIONS[language]
    for said in SAID.finditer(source):
        if FROM.search(source, 0, said.start()):
            continue  # from so much to so much
        number = said["number"].lower()
        if len(re.findall(rf"(?<![\w,.]){re.escape(number)}(?![\d])", source.lower())) > 1:
            continue  # «8 %-ға өсіп, 8 %-ға дейін …»
        units = _words()[language, "unit"]
        written = _words().get((language, number)) or re.escape(number).replace(",", "[,.]").replace(
            r"\.", "[,.]"
        )
        for found in re.finditer(
            rf"(?<!up )(?<!down )\b{to} (?P<number>{written})(?P<blank>[ \u00a0]?)(?P<unit>{units})",
            target,
            re.IGNORECASE,
        ):
            right = None
            if FIGURE.fullmatch(found["number"]) or language == "en":
                unit = counted_noun(found["number"], found["unit"]) if language == "ru" else found["unit"]
                right = f"{by} {found['number']}{found['blank']}{unit}"
            yield Misreading(said.span(), found.span(), right)


@cache
def _words() -> dict[tuple[str, str], str]:
    """Read the table: language and what it says → a regular expression."""
    return {(language, what): words for language, what, words in rows("direction.tsv")}
