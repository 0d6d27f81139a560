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
    """Spellings of one script and what each stands for; see the head of names_letters.tsv for the places."""

    entries: dict[str, dict[str, T]] = field(default_factory=dict)
    longest: int = 0

    def add(self, place: str, spelling: str, meaning: T) -> None:
        """Enter one spelling at one place."""
        self.entries.setdefault(spelling, {})[place] = meaning
        self.longest = max(self.longest, len(spelling))

    def read(self, word: str) -> Iterator[tuple[int, int, T | None]]:
        """Yield start, end and meaning of each piece of `word`; None where the table has no such letter."""
        at = 0
        while at < len(word):
            for end in range(min(len(word), at + self.longest), at, -1):
                places = self.entries.get(word[at:end])
                if places is None:
                    continue
                place = next((p for p in _NARROW_FIRST if p in places and _holds(p, word, at, end)), None)
                if place is not None:
                    yield at, end, places[place]
                    at = end
                    break
            else:
                yield at, at + 1, None
                at += 1


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
