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

from training.e5 import BOS, EOS, PAD, WIDTH
from training.states import map_states

Index = NDArray[np.int64]
AHEAD = 8
"""Batches that are gathered before they are asked for."""


@dataclass(frozen=True, slots=True)
class Batch:
    """States (n, s, WIDTH) with their mask (n, s), and target ids (n, t) from `<s>` to `</s>`."""

    states: torch.Tensor
    mask: torch.Tensor
    target: torch.Tensor


class Pairs:
    """The arrays of pairs-*.npz with the states they point into."""

    def __init__(self, path: Path, states: Path) -> None:
        arrays = np.load(path)
        self.source: Index = arrays["source"]
        self.target = arrays["target"]
        self.ends: Index = arrays["ends"]
        self.weight = arrays["weight"]
        self.source_lengths: Index = self.source[:, 1]
        self.target_lengths: Index = np.diff(self.ends)
        self.states = map_states(states)

    def one_pass(self, rng: np.random.Generator, batch_tokens: int) -> list[Index]:
        """Draw each pair about `weight` times and return shuffled batches of pair numbers.

        A batch holds at most `batch_tokens` padded target pieces (or twice as many source pieces).
        """
        draws = np.floor(self.weight + rng.random(len(self.weight))).astype(np.int64)
        drawn = np.repeat(np.arange(len(self.weight)), draws)
        drawn = drawn[np.lexsort((rng.random(len(drawn)), self.source_lengths[drawn] // 4,
                                  self.target_lengths[drawn]))]
        sizes = np.maximum(self.target_lengths[drawn] + 1, self.source_lengths[drawn] // 2)
        batches, start, longest = [], 0, 0
        for end, size in enumerate(sizes):
            longest = max(longest, int(size))
            if longest * (end + 1 - start) > batch_tokens and end > start:
                batches.append(drawn[start:end])
                start, longest = end, int(size)
        batches.append(drawn[start:])
        return [batches[i] for i in rng.permutation(len(batches))]

    def batch(self, numbers: Index) -> Batch:
        """Gather the tensors of some pairs, padded."""
        width = int(self.source_lengths[numbers].max())
        states = np.zeros((len(numbers), width, WIDTH), np.float32)
        mask = np.zeros((len(numbers), width), bool)
        target = np.full((len(numbers), int(self.target_lengths[numbers].max()) + 2), PAD, np.int64)
        for row, number in enumerate(numbers):
            start, length = self.source[number]
            states[row, :length] = self.states[start:start + length]
            mask[row, :length] = True
            ids = self.target[self.ends[number]:self.ends[number + 1]]
            target[row, 0] = BOS
            target[row, 1:len(ids) + 1] = ids
            target[row, len(ids) + 1] = EOS
        return Batch(torch.from_numpy(states), torch.from_numpy(mask), torch.from_numpy(target))


def endless_batches(path: Path, states: Path, seed: int, batch_tokens: int) -> Iterator[tuple[int, Batch]]:
    """Yield (pass, batch) for ever, gathered by a thread ahead of use.

    The pairs file is read again when a pass begins, so that text added meanwhile joins the training.
    """
    with ThreadPoolExecutor(1) as gatherer:
        for number in itertools.count():
            pairs = Pairs(path, states)
            coming: deque[Future[Batch]] = deque()
            for numbers in pairs.one_pass(np.random.default_rng((seed, number)), batch_tokens):
                coming.append(gatherer.submit(pairs.batch, numbers))
                if len(coming) > AHEAD:
                    yield number, coming.popleft().result()
            for future in coming:
                yield number, future.result()
