"""Words that exclude each other: what rose did not fall, and the north is not the south.

A table tells which words do. Where they may as well be said of something else, the encoder tells whether the
word of the translation stands for that of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.alphabet import lowered
from pipeline.check.alignment import Aligned, align
from pipeline.check.expressions import expression
from pipeline.check.lexicon import evidence, lexicon, stems
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.check.voice import denials
from pipeline.document import Finding, Language, Span
from pipeline.wordlists import column, rows

NAME = "contrast"
COLUMNS: tuple[Language, ...] = ("kk", "ru", "en")
NO_SENSE, SURE = "-", "!"
KEY_LETTERS = (3, 2)  # by which words are looked up
PREFERRED, CONCEIVABLE = 0.5, 0.1  # of 2: how far the words prefer each other, both ways
NEARNESS = {0: 1.0, 1: 0.5}  # what the preference for a word so many places off is worth
WORD = re.compile(r"[^\W\d_]+")
NEAR = re.compile(r"\W*(?:\w+\W+){0,2}")  # a denial stands at most two words from what it denies


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of a set: which sense it has, and where it stands."""

    sense: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the table."""

    group: str
    sense: str
    cell: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of the cell, made when a text has its first letters: all take half a second."""
        return _pattern(self.cell)


def check_contrast(pair: Pair) -> list[Finding]:
    """Report a word in whose place the translation has one that excludes it."""
    source, target = mentions(pair.source, "kk"), mentions(pair.target, pair.language)
    found = []
    for group in source:
        for ours, theirs in _at_odds(source[group], target.get(group, ())):
            if group.endswith(SURE) or _stand_for_each_other(pair, ours.span, theirs.span):
                found.append(_finding(pair, ours, theirs))
                break
    return found


def _finding(pair: Pair, ours: Mention, theirs: Mention) -> Finding:
    said = f"“{pair.source[slice(*ours.span)]}” → “{pair.target[slice(*theirs.span)]}”"
    message = f"{said}: “{theirs.sense}” in place of “{ours.sense}”"
    return pair.finding(NAME, "warning", message, ours.span, theirs.span)


def _at_odds(ours: Iterable[Mention], theirs: Iterable[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield the mentions of senses that only one side has."""
    here, there = {m.sense for m in ours}, {m.sense for m in theirs}
    for one in ours:
        for other in theirs:
            if one.sense not in there and other.sense not in here:
                yield one, other


def _stand_for_each_other(pair: Pair, ours: Span, theirs: Span) -> bool:
    """Tell whether the encoder takes one for the other: surely, or where the lexicon answers neither."""
    one, other = align(pair.source, pair.target)
    preference = _preference(one, ours, theirs) + _preference(other, theirs, ours)
    if preference >= PREFERRED:
        return True
    return preference >= CONCEIVABLE and _unanswered(pair, ours, theirs)


def _preference(side: Aligned, span: Span, other: Span) -> float:
    """Return how far a word prefers one of the others to all else; half of it where their neighbour."""
    places = [at for at, there in enumerate(side.others) if _meet(there, other)]
    found = [
        float(side.mutual[at]) * NEARNESS.get(min(abs(int(side.best[at]) - place) for place in places), 0.0)
        for at, here in enumerate(side.spans)
        if places and _meet(here, span)
    ]
    return max(found, default=0.0)


def _unanswered(pair: Pair, ours: Span, theirs: Span) -> bool:
    """Tell whether the lexicon has no counterpart of either word on the other side."""
    table = lexicon(pair.language)
    source, target = stems(pair.source), stems(pair.target)
    return all(
        min(evidence([word for word, place in here if _meet(place, span)], [w for w, _ in there], entries))
        >= 0
        for here, there, span, entries in (
            (source, target, ours, table.source),
            (target, source, theirs, table.target),
        )
    )


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and one[1] > other[0]


@lru_cache(maxsize=REMEMBERED)
def mentions(text: str, language: Language) -> dict[str, tuple[Mention, ...]]:
    """Return the words of each set; a set of which a word is denied is left out."""
    lower = lowered(text)
    found: dict[str, list[Mention]] = {}
    ends: dict[str, int] = {}
    for word in WORD.finditer(lower):
        for entry in _beginning_like(word.group(), language):
            if ends.get(entry.group, 0) > word.start():
                continue
            match = entry.pattern.match(lower, word.start())
            if match:
                ends[entry.group] = match.end()
                if entry.sense != NO_SENSE:
                    found.setdefault(entry.group, []).append(Mention(entry.sense, match.span()))
    denied = denials(text, language)
    places = denied.strong + denied.weak
    return {
        group: tuple(said)
        for group, said in found.items()
        if not any(_is_denied(lower, mention.span, place, language) for mention in said for place in places)
    }


def _is_denied(text: str, said: Span, denial: Span, language: Language) -> bool:
    """Tell whether a denial belongs to a word: in Kazakh it follows, else it goes before."""
    if _meet(denial, said):
        return denial[0] > said[0]
    between = (said[1], denial[0]) if language == "kk" else (denial[1], said[0])
    return between[0] <= between[1] and NEAR.fullmatch(text, *between) is not None


def _beginning_like(word: str, language: Language) -> tuple[Entry, ...]:
    """Return the entries that begin with the first letters of a word."""
    entries = _entries(language)
    return next((entries[key] for key in (word[:letters] for letters in KEY_LETTERS) if key in entries), ())


@cache
def _entries(language: Language) -> dict[str, tuple[Entry, ...]]:
    """Read the words of one language by their first letters, the longest first; shorter ones under all."""
    at = 2 + COLUMNS.index(language)
    found: dict[str, list[tuple[int, Entry]]] = {}
    for row in rows("contrasts.tsv"):
        for cell in column(row[at]):
            entry = Entry(row[0], row[1], cell)
            first = WORD.match(cell)
            key = first.group()[: KEY_LETTERS[0]] if first else ""
            found.setdefault(key, []).append((len(cell), entry))
    for key in found:
        shorter = key[: KEY_LETTERS[1]]
        if shorter != key:
            found[key] += found.get(shorter, [])
    return {
        key: tuple(entry for _, entry in sorted(entries, key=lambda e: (-e[0], e[1].sense != NO_SENSE)))
        for key, entries in found.items()
    }


@cache
def _pattern(cell: str) -> re.Pattern[str]:
    return re.compile(rf"{expression(cell)}\b")
