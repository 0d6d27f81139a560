"""One of a kind taken for another: «министр» became “deputy”, «апта» a month, «өйткені» although.

A table lists the words of each sense twice: those that surely say it, and those that may. Only where a sense
is surely said on one side, and nothing on the other may stand for it, and another of its set is surely said
there that nothing here may stand for, is it taken for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.alphabet import lowered
from pipeline.check.contrast import check_contrast
from pipeline.check.expressions import expression
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.document import TARGETS, Finding, Language, Span
from pipeline.wordlists import column, rows

NAME = "mistaken"
LANGUAGES: tuple[Language, ...] = ("kk", *TARGETS)
KEY_LETTERS = 3  # by which words are looked up
WORD = re.compile(r"\w+")
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Words:
    """What says a sense in one language: what surely does, and what else may."""

    surely: str
    maybe: str

    @property
    def sure(self) -> re.Pattern[str]:
        """Return the pattern of what surely does, made when asked for: all take a quarter of a second."""
        return _pattern(self.surely)

    @property
    def likely(self) -> re.Pattern[str]:
        """Return the pattern of both."""
        return _pattern(f"{self.surely} {self.maybe}")


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """A row of the table: one of a set, and its words in each language."""

    group: str
    name: str
    words: dict[Language, Words]


def check_mistaken(pair: Pair) -> list[Finding]:
    """Report what the translation takes for another of its kind, but for what is told as a contrast."""
    source, target = lowered(pair.source), lowered(pair.target)
    found: dict[str, Finding] = {}
    for theirs, there in _said(target, pair.language):
        if theirs.group in found or theirs.words["kk"].likely.search(source):
            continue
        for ours, here in _said(source, "kk"):
            if ours.group == theirs.group and not ours.words[pair.language].likely.search(target):
                found[ours.group] = _finding(pair, (ours, here), (theirs, there))
                break
    told = [finding.target_span for finding in check_contrast(pair)] if found else []
    return [finding for finding in found.values() if finding.target_span not in told]


def _finding(pair: Pair, ours: tuple[Sense, Span], theirs: tuple[Sense, Span]) -> Finding:
    said = f"“{pair.source[slice(*ours[1])]}” → “{pair.target[slice(*theirs[1])]}”"
    message = f"{said}: “{theirs[0].name}” in place of “{ours[0].name}”"
    return pair.finding(NAME, "warning", message, ours[1], theirs[1])


@lru_cache(maxsize=REMEMBERED)
def _said(text: str, language: Language) -> tuple[tuple[Sense, Span], ...]:
    """Return the senses that a text in small letters surely says, each with its first mention."""
    return tuple(_find(text, language))


def _find(text: str, language: Language) -> Iterator[tuple[Sense, Span]]:
    table = _by_key(language)
    keys = {"", *(word[:KEY_LETTERS] for word in WORD.findall(text))}
    for sense in {sense: None for key in sorted(keys & table.keys()) for sense in table[key]}:
        match = sense.words[language].sure.search(text)
        if match is not None:
            yield sense, match.span()


@cache
def _by_key(language: Language) -> dict[str, list[Sense]]:
    """Return the senses by the first letters of the words that surely say them."""
    found: dict[str, list[Sense]] = {}
    at = 2 + 2 * LANGUAGES.index(language)
    for sense, row in zip(_senses(), rows("mistaken.tsv"), strict=True):
        for key in {_key(cell) for cell in column(row[at])}:
            found.setdefault(key, []).append(sense)
    return found


def _key(cell: str) -> str:
    """Return the first letters of a cell; "" where it begins with any letters or a choice."""
    word = WORD.match(cell.replace("_", " "))
    return word.group()[:KEY_LETTERS] if word else ""


@cache
def _senses() -> tuple[Sense, ...]:
    """Read the table (see the file for its columns)."""
    return tuple(
        Sense(
            row[0],
            row[1],
            {
                language: Words(row[at], row[at + 1])
                for at, language in zip((2, 4, 6), LANGUAGES, strict=True)
            },
        )
        for row in rows("mistaken.tsv")
    )


@cache
def _pattern(cell: str) -> re.Pattern[str]:
    """Return what finds one of the words of a cell."""
    words = [expression(word) for word in column(cell)]
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)") if words else NEVER
