"""Reads a word by a table of spellings, the longest first, each with the place where it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

VOWELS = frozenset("аәеёиоөуұүыіэюяaeiouyáàâäãåæéèêëíìîïóòôöõøúùûüýı")
FRONT = frozenset("eiyéèêëíìîïý")
_NARROW_FIRST = "^$v>k-"

T = TypeVar("T")


@dataclass(slots=True)
class SpellingTable(Generic[T]):
    """Spellings of one script and what each stands for; see the head of names_letters.tsv for the places.

    The places of a spelling are kept the narrowest first; `longest` is how many letters the spellings have
    that begin with a letter.
    """

    entries: dict[str, dict[str, T]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, place: str, spelling: str, meaning: T) -> None:
        """Enter one spelling at one place."""
        places = {**self.entries.get(spelling, {}), place: meaning}
        self.entries[spelling] = {p: places[p] for p in sorted(places, key=_NARROW_FIRST.index)}
        self.longest[spelling[0]] = max(self.longest.get(spelling[0], 0), len(spelling))

    def read(self, word: str) -> Iterator[tuple[int, int, T | None]]:
        """Yield start, end and meaning of each piece of `word`; None where the table has no such letter."""
        at = 0
        while at < len(word):
            found = self._longest_at(word, at)
            if found is None:
                yield at, at + 1, None
                at += 1
            else:
                yield at, *found
                at = found[0]

    def _longest_at(self, word: str, at: int) -> tuple[int, T] | None:
        """Return the end and the meaning of the longest spelling that holds at a place."""
        for end in range(min(len(word), at + self.longest.get(word[at], 0)), at, -1):
            for place, meaning in self.entries.get(word[at:end], {}).items():
                if _holds(place, word, at, end):
                    return end, meaning
        return None


def _holds(place: str, word: str, start: int, end: int) -> bool:
    """Tell whether the piece of `word` stands at `place`."""
    if place == "-":
        return True
    if place == "^":
        return start == 0
    if place == "$":
        return end == len(word)
    if place == "v":
        return start > 0 and word[start - 1] in VOWELS
    if place == ">":
        return end < len(word) and word[end] in FRONT
    return end == len(word) or word[end] not in VOWELS
