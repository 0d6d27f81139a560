"""Draw weighted passes over the pairs and cut them into batches of like lengths."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.e5 import BOS, EOS, PAD
from training.loss import Gold

Index = NDArray[np.int64]
AHEAD = 8
"""Batches that are gathered before they are asked for."""
LENGTH_STEP = 8
PLACES_STEP = 1024
"""Sizes are rounded up to these, so that few shapes occur: a GPU library looks for its best kernel anew for
each shape, which took longer than the products themselves."""
CPU_LENGTH_STEP = 2
CPU_PLACES_STEP = 64
"""A CPU knows no such search; there each piece of padding costs its products."""
DRAWN_SHARE = 0.5
"""The share of texts that are seen in a drawn cut rather than in their best one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Source ids (n, s) from `<s>` to `</s>`, target ids (n, t) likewise; padded.

    The first `count` of `places` (m,) are the positions in the flattened (n, t - 2) grid of pieces to be
    learnt (the first is what follows the language code); those after them fill up a round number.
    """

    source: torch.Tensor
    target: torch.Tensor
    places: torch.Tensor
    count: int

    def to(self, device: torch.device) -> Batch:
        """Return the batch on a device; the copy to a GPU goes on in the background."""
        if device.type == "cpu":
            return self
        source, target, places = (tensor.pin_memory().to(device, non_blocking=True)
                                  for tensor in (self.source, self.target, self.places))
        return Batch(source, target, places, self.count)

    @property
    def gold(self) -> Gold:
        """The pieces to be learnt (m,)."""
        return Gold(self.target[:, 2:].flatten().index_select(0, self.places), self.count)


class Pairs:
    """The arrays of pairs.npz; the sizes of batches are rounded for a GPU or for a CPU."""

    def __init__(self, path: Path, on_gpu: bool = True) -> None:
        self.length_step = LENGTH_STEP if on_gpu else CPU_LENGTH_STEP
        self.places_step = PLACES_STEP if on_gpu else CPU_PLACES_STEP
        arrays = np.load(path)
        self.source, self.target = arrays["source"], arrays["target"]
        self.source_ends: Index = arrays["source_ends"]
        self.target_ends: Index = arrays["target_ends"]
        self.weight = arrays["weight"]
        self.variants = (len(self.source_ends) - 1) // len(self.weight)

    def one_pass(self, rng: np.random.Generator, batch_tokens: int) -> list[tuple[Index, Index]]:
        """Draw each pair about `weight` times; return shuffled batches of source and target line numbers.

        A batch holds at most `batch_tokens` padded target pieces, and as many source pieces.
        """
        draws = np.floor(self.weight + rng.random(len(self.weight))).astype(np.int64)
        drawn = np.repeat(np.arange(len(self.weight)), draws) * self.variants
        sources, targets = drawn + self._cuts(rng, len(drawn)), drawn + self._cuts(rng, len(drawn))
        source_sizes = (np.diff(self.source_ends) + 2)[sources]
        target_sizes = (np.diff(self.target_ends) + 2)[targets]
        order = np.lexsort((rng.random(len(drawn)), source_sizes // 4, target_sizes))
        sizes = np.maximum(source_sizes, target_sizes)[order]
        batches, start, longest = [], 0, 0
        for end, size in enumerate(sizes.tolist()):
            longest = max(longest, rounded(size, self.length_step))
            if longest * (end + 1 - start) > batch_tokens and end > start:
                batches.append(order[start:end])
                start, longest = end, rounded(size, self.length_step)
        batches.append(order[start:])
        return [(sources[batches[i]], targets[batches[i]]) for i in rng.permutation(len(batches))]

    def _cuts(self, rng: np.random.Generator, count: int) -> Index:
        """Draw which cut each of `count` texts is seen in."""
        drawn = rng.random(count) < DRAWN_SHARE * (self.variants > 1)
        return np.where(drawn, rng.integers(0, self.variants, count), 0)

    def batch(self, numbers: tuple[Index, Index]) -> Batch:
        """Gather the tensors of some lines, padded."""
        source = self._padded(self.source, self.source_ends, numbers[0])
        target = self._padded(self.target, self.target_ends, numbers[1], unread=1)
        places = np.flatnonzero(target[:, 2:] != PAD)
        filled = np.zeros(rounded(len(places), self.places_step), np.int64)
        filled[:len(places)] = places
        return Batch(torch.from_numpy(source), torch.from_numpy(target), torch.from_numpy(filled),
                     len(places))

    def _padded(self, ids: NDArray[np.uint16], ends: Index, numbers: Index, unread: int = 0) -> Index:
        """Return the lines between `<s>` and `</s>`, in a grid of round size and `unread` columns more."""
        starts, lengths = ends[numbers], ends[numbers + 1] - ends[numbers]
        columns = np.arange(rounded(int(lengths.max()) + 2 - unread, self.length_step) + unread)[None]
        inside = (columns > 0) & (columns <= lengths[:, None])
        grid = np.where(columns == 0, BOS, np.where(columns == lengths[:, None] + 1, EOS, PAD))
        grid[inside] = ids[(starts[:, None] + columns - 1)[inside]]
        return grid


def rounded(size: int, step: int) -> int:
    """Round up."""
    return -(-size // step) * step


def endless_batches(
        path: Path, seed: int, batch_tokens: int, on_gpu: bool = True) -> Iterator[tuple[int, Batch]]:
    """Yield (pass, batch) for ever, gathered by a thread ahead of use.

    The pairs file is read again when a pass begins, so that text added meanwhile joins the training.
    """
    with ThreadPoolExecutor(1) as gatherer:
        for number in itertools.count():
            pairs = Pairs(path, on_gpu)
            coming: deque[Future[Batch]] = deque()
            for numbers in pairs.one_pass(np.random.default_rng((seed, number)), batch_tokens):
                coming.append(gatherer.submit(pairs.batch, numbers))
                if len(coming) > AHEAD:
                    yield number, coming.popleft().result()
            for future in coming:
                yield number, future.result()
