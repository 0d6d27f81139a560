"""Which words of the two sides stand for each other, by the states of the bundled sentence encoder.

Two words are aligned as far as each prefers the other to all other words (SimAlign, Jalili Sabet et al.
2020), by the product of both softmaxes (awesome-align, Dou & Neubig 2021). The eighth layer tells best.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from pipeline.check.pair import REMEMBERED
from pipeline.document import Span
from pipeline.models.embed import PieceEncoder, Pieces
from pipeline.models.store import open_store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = tuple[tuple[Span, ...], NDArray[np.float32]]  # where each stands, and a unit vector for each

LAYERS = 8
SHARPNESS = 20.0  # of the softmax over cosines
PAIRS = 256
WORDS = 32768  # remembered of the texts encoded last: 50 MB of vectors, a thousand sentences of news
WORD = re.compile(r"\w+")
_LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands for some words on the other side.

    `likeness` is the cosine with the nearest word, `mutual` how far the two prefer each other (0 to 1), both
    the mean over the words asked for; `span` is the counterpart of the first of them.
    """

    likeness: float
    mutual: float
    span: Span | None


NOTHING = Answer(0.0, 0.0, None)


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """The words of one side; of each the counterpart (an index of `others`), likeness, and preference."""

    spans: tuple[Span, ...]
    others: tuple[Span, ...]
    best: NDArray[np.intp]
    likeness: NDArray[np.float32]
    mutual: NDArray[np.float32]

    def answer(self, span: Span) -> Answer:
        """Return what stands for the words of `span`."""
        words = [at for at, (start, end) in enumerate(self.spans) if start < span[1] and end > span[0]]
        if not words or not self.others:
            return NOTHING
        return Answer(
            float(self.likeness[words].mean()),
            float(self.mutual[words].mean()),
            self.others[int(self.best[words[0]])],
        )

    def usual(self) -> float:
        """Return the mean likeness of all words: how close the translation is."""
        return float(self.likeness.mean()) if self.spans and self.others else 0.0


@lru_cache(maxsize=PAIRS)
def align(one: str, other: str) -> tuple[Aligned, Aligned]:
    """Return the words of either text with their counterparts in the other."""
    import numpy as np

    words = _memory().words([one, other])
    (spans, vectors), (others, against) = words[one], words[other]
    if not spans or not others:
        nothing = np.zeros(0, np.float32)
        empty = np.zeros(0, np.intp)
        return Aligned(spans, (), empty, nothing, nothing), Aligned(others, (), empty, nothing, nothing)
    likeness = vectors @ against.T
    odds = np.exp(SHARPNESS * (likeness - likeness.max()))
    mutual = odds / odds.sum(axis=1, keepdims=True) * (odds / odds.sum(axis=0, keepdims=True))
    return _side(spans, others, likeness, mutual), _side(others, spans, likeness.T, mutual.T)


def _side(
    spans: tuple[Span, ...],
    others: tuple[Span, ...],
    likeness: NDArray[np.float32],
    mutual: NDArray[np.float32],
) -> Aligned:
    return Aligned(spans, others, mutual.argmax(axis=1), likeness.max(axis=1), mutual.max(axis=1))


def encode(texts: Iterable[str]) -> None:
    """Have texts encoded together that are about to be aligned, which costs less than one by one."""
    _memory().words(list(texts)[:REMEMBERED])


class _Memory:
    """The words of the texts encoded last."""

    def __init__(self, encoder: PieceEncoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Words] = OrderedDict()
        self._lock = Lock()

    def words(self, texts: Sequence[str]) -> dict[str, Words]:
        """Return the words of each text; those not known are encoded, together."""
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
            new = [text for text in dict.fromkeys(texts) if text not in found]
            found |= {t: _words(t, p) for t, p in zip(new, self._encoder.encode(new), strict=True)}
            for text in found:
                self._known[text] = found[text]
                self._known.move_to_end(text)
            self._forget()
            return found

    def _forget(self) -> None:
        """Forget the texts that were not asked for the longest: few long ones weigh as much as many short."""
        words = sum(len(spans) for spans, _ in self._known.values())
        while len(self._known) > REMEMBERED or words > WORDS:
            _, (spans, _) = self._known.popitem(last=False)
            words -= len(spans)


def _words(text: str, pieces: Pieces) -> Words:
    """Return the words of a text and a unit vector for each, the mean of its pieces."""
    import numpy as np

    spans: list[Span] = []
    vectors: list[NDArray[np.float32]] = []
    first = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        while first < len(pieces.spans) and pieces.spans[first][1] <= start:
            first += 1
        last = first
        while last < len(pieces.spans) and pieces.spans[last][0] < end:
            last += 1
        if last > first:
            spans.append((start, end))
            vectors.append(pieces.states[first:last].mean(axis=0))
            first = last - 1
    if not spans:
        return (), np.zeros((0, 0), np.float32)
    stacked = np.stack(vectors)
    return tuple(spans), stacked / np.linalg.norm(stacked, axis=1, keepdims=True)


def _memory() -> _Memory:
    with _LOADING:  # `cache` alone lets two threads that come first load two
        return _loaded()


@cache
def _loaded() -> _Memory:
    bundled = open_store().bundled
    return _Memory(PieceEncoder(bundled / "encoder", bundled / "draft" / "source.spm", LAYERS))
