"""Which vocabulary pieces can be part of Kazakh, Russian or English words, judged by runs of letters.

`python -m pipeline.models.letters FILE…` prints data/vocabulary_words.txt anew, from texts of our own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.wordlists import listed

SPACE = "▁"
RUN = 5
"""Letters in a run. Of the 250,002 pieces of XLM-R runs of 5 keep 69,396, runs of 4 would keep 77,620."""

KAZAKH_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "әғқңөұүһі")
ENGLISH = frozenset("abcdefghijklmnopqrstuvwxyz")
ALPHABETS = KAZAKH_RUSSIAN | ENGLISH

WORDS = "vocabulary_words.txt"

_WORD = re.compile(r"[^\W\d_]+")


def shipped_words() -> frozenset[str]:
    """Return words that hold every run of letters in our own Kazakh, Russian and English texts."""
    return frozenset(listed(WORDS))


def words_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield every word of the texts that is written in our alphabets, in lower case."""
    for text in texts:
        for word in _WORD.findall(text.lower()):
            if ALPHABETS.issuperset(word):
                yield word


def letter_runs(words: Iterable[str]) -> frozenset[str]:
    """Return every run of `RUN` letters in the words, the start of a word counting as a letter `^`."""
    return frozenset(run for word in words for run in _runs(f"^{word}"))


def covering(words: Iterable[str]) -> list[str]:
    """Return words, sorted, that have all the runs of the given ones: each adds a run, long ones first."""
    seen: set[str] = set()
    chosen = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        new = set(_runs(f"^{word}")) - seen
        if new:
            chosen.append(word)
            seen |= new
    return sorted(chosen)


def keeps(piece: str, runs: frozenset[str]) -> bool:
    """Say whether a piece stays: one character, no letters, or letters that follow each other in our words.

    A piece of our alphabets that is shorter than a run stays as well; one with any other letter does not.
    """
    text = piece.replace(SPACE, "")
    if len(text) <= 1:
        return True
    for match in _WORD.finditer(text.lower()):
        word = match.group()
        if not ALPHABETS.issuperset(word):
            return False
        starts = match.start() == 0 and piece.startswith(SPACE)
        if not runs.issuperset(_runs(f"^{word}" if starts else word)):
            return False
    return True


def _runs(letters: str) -> Iterator[str]:
    for start in range(len(letters) - RUN + 1):
        yield letters[start : start + RUN]


def main(arguments: list[str]) -> int:
    """Print words that cover the files named on the command line, sorted, one a line."""
    texts = (line for name in arguments for line in Path(name).read_text(encoding="utf-8").splitlines())
    for word in covering(words_of(texts)):
        print(word)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
