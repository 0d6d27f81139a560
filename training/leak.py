"""Keep test sentences out of the training text: exact and near duplicates in any language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

SHINGLE_WORDS = 3
MIN_SHINGLES = 3
"""Shorter lines are compared exactly only: «Ол келді» is no leak of a line that contains it."""
NEAR_SHARE = 0.5
"""A line is a near duplicate if a test line holds this share of its shingles, or it of the test line's."""

_WORD = re.compile(r"\w+")


def plain_words(text: str) -> tuple[str, ...]:
    """Return the lower-case words and figures, without punctuation."""
    return tuple(_WORD.findall(text.lower()))


def shingles(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return every run of SHINGLE_WORDS neighbouring words."""
    return {words[i:i + SHINGLE_WORDS] for i in range(len(words) - SHINGLE_WORDS + 1)}


class TestSets:
    """An index of the sentences that training must not see."""

    __test__ = False  # not a test class for pytest

    def __init__(self, sentences: Iterable[str]) -> None:
        self.exact: set[tuple[str, ...]] = set()
        self.sizes: list[int] = []
        self.index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for sentence in sentences:
            words = plain_words(sentence)
            if len(words) < 3:  # dates and single names occur everywhere
                continue
            self.exact.add(words)
            parts = shingles(words)
            for part in parts:
                self.index[part].append(len(self.sizes))
            self.sizes.append(len(parts))

    def kind_of_leak(self, row: Iterable[str]) -> str | None:
        """Return `exact test lines` or `near test lines` if any cell of the row is one, else None."""
        cells = [plain_words(cell) for cell in row if cell]
        if any(cell in self.exact for cell in cells):
            return "exact test lines"
        return "near test lines" if any(self._near(cell) for cell in cells) else None

    def _near(self, words: tuple[str, ...]) -> bool:
        parts = shingles(words)
        shared = Counter(line for part in parts for line in self.index.get(part, ()))
        return any(count >= MIN_SHINGLES and count >= NEAR_SHARE * min(len(parts), self.sizes[line])
                   for line, count in shared.items())


def read_test_sets(paths: Iterable[Path]) -> TestSets:
    """Index every tab-separated cell of the files that reads like a sentence."""
    return TestSets(cell for path in paths
                    for line in path.read_text(encoding="utf-8").splitlines()
                    for cell in line.split("\t"))
