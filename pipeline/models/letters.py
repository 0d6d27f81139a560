"""Which vocabulary pieces can be part of Kazakh, Russian or English words, judged by runs of letters.

`python -m pipeline.models.letters FILE…` prints data/vocabulary_words.txt anew, from texts of our own.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.alphabet import KAZAKH_ALONE
from pipeline.wordlists import listed

SPACE = "▁"
START = "^"  # stands before the first letter of a word, and counts as a letter
RUN = 6
"""The most letters in a run."""
LEAST = 5
"""Times that a run must stand in our texts.

Of the 250,002 pieces of XLM-R six letters and five times keep 63,568 (docs/models.md). Five letters that
stand once, and all shorter pieces, would keep 77,680.
"""

KAZAKH_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + KAZAKH_ALONE)
ENGLISH = frozenset("abcdefghijklmnopqrstuvwxyz")
ALPHABETS = KAZAKH_RUSSIAN | ENGLISH

WORDS = "vocabulary_words.txt"

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")


def shipped_words() -> frozenset[str]:
    """Return words and parts of words that hold every usual run of letters of our own texts."""
    return frozenset(listed(WORDS))


def words_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield every word of the texts that is written in our alphabets, in lower case, `^` before it."""
    for text in texts:
        for word in _WORD.findall(text.lower()):
            if ALPHABETS.issuperset(word):
                yield f"{START}{word}"


def letter_runs(words: Iterable[str]) -> frozenset[str]:
    """Return every run of at most `RUN` letters in the words, `^` counting as one."""
    return frozenset(run for word in words for run in _runs(word))


def usual_parts(words: Iterable[str]) -> set[str]:
    """Return the longest parts of the words whose every run stands at least `LEAST` times in them."""
    counts: Counter[str] = Counter()
    distinct = Counter(words)
    for word, times in distinct.items():
        for run in set(_runs(word)):
            counts[run] += times
    usual = {run for run, times in counts.items() if times >= LEAST}
    return usual | {part for word in distinct for part in _parts(word, usual)}


def covering(words: Iterable[str]) -> list[str]:
    """Return words, sorted, that have all the runs of the given ones: each adds a run, long ones first."""
    seen: set[str] = set()
    chosen = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        new = set(_runs(word)) - seen
        if new:
            chosen.append(word)
            seen |= new
    return sorted(chosen)


def keeps(piece: str, runs: frozenset[str]) -> bool:
    """Say whether a piece stays: one character, no letters, or letters that follow each other in our words.

    One with a letter of no alphabet of ours does not.
    """
    text = piece.replace(SPACE, "")
    if len(text) <= 1:
        return True
    for match in _LETTERS.finditer(text.lower()):
        word = match.group()
        if not ALPHABETS.issuperset(word):
            return False
        starts = match.start() == 0 and piece.startswith(SPACE)
        if len(word) > 1 and not runs.issuperset(_windows(f"{START}{word}" if starts else word)):
            return False
    return True


def _runs(word: str) -> Iterator[str]:
    for length in range(1, RUN + 1):
        for start in range(len(word) - length + 1):
            yield word[start : start + length]


def _windows(letters: str) -> Iterator[str]:
    """Yield the longest runs, which hold all others."""
    for start in range(max(1, len(letters) - RUN + 1)):
        yield letters[start : start + RUN]


def _parts(word: str, usual: set[str]) -> Iterator[str]:
    """Yield the stretches of a word whose windows are all usual."""
    begin = None
    for start, window in enumerate(_windows(word)):
        if window in usual:
            begin = start if begin is None else begin
        elif begin is not None:
            yield word[begin : start - 1 + RUN]
            begin = None
    if begin is not None:
        yield word[begin:]


def main(arguments: list[str]) -> int:
    """Print words and parts that cover what is usual in the files named, sorted, one a line."""
    texts = (line for name in arguments for line in Path(name).read_text(encoding="utf-8").splitlines())
    for word in covering(usual_parts(words_of(texts))):
        print(word)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
