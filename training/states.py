"""A growing store of the lower encoder layers' states, computed once for each source sentence."""

from __future__ import annotations

import json
import time
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
from numpy.typing import NDArray

from training.e5 import WIDTH

MAX_PIECES = 150
BATCH_TOKENS = 2048
STATES_NAME = "states.f16"


def map_states(folder: Path) -> NDArray[np.float16]:
    """Return all states of a store, mapped from the file, shape (rows, WIDTH)."""
    mapped: NDArray[np.float16] = np.memmap(folder / STATES_NAME, np.float16, "r").reshape(-1, WIDTH)
    return mapped


class StateStore:
    """Float16 states in one file, and where each sentence's rows lie."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.states_path = folder / STATES_NAME
        self.index_path = folder / "index.jsonl"
        self.index: dict[str, tuple[int, int]] = {}
        if self.index_path.exists():
            for line in self.index_path.read_text(encoding="utf-8").splitlines():
                text, start, length = json.loads(line)
                self.index[text] = (start, length)

    def add(self, texts: list[str], encoder: ctranslate2.Encoder,
            tokenizer: sentencepiece.SentencePieceProcessor) -> int:
        """Encode the texts that are not in the store yet; return how many those were."""
        new = [text for text in dict.fromkeys(texts) if text not in self.index]
        tokens = [["<s>", *tokenizer.encode(text, out_type=str)[:MAX_PIECES], "</s>"] for text in new]
        order = sorted(range(len(new)), key=lambda i: len(tokens[i]))
        started = time.perf_counter()
        with self.states_path.open("ab") as states, self.index_path.open("a", encoding="utf-8") as index:
            position = states.tell() // (2 * WIDTH)
            for batch in _batches(order, [len(t) for t in tokens]):
                hidden = np.array(encoder.forward_batch([tokens[i] for i in batch]).last_hidden_state)
                for row, i in zip(hidden, batch, strict=True):
                    length = len(tokens[i])
                    states.write(row[:length].astype(np.float16).tobytes())
                    index.write(json.dumps([new[i], position, length], ensure_ascii=False) + "\n")
                    self.index[new[i]] = (position, length)
                    position += length
        if new:
            print(f"encoded {len(new)} sentences in {time.perf_counter() - started:.0f} s")
        return len(new)


def _batches(order: list[int], lengths: list[int]) -> list[list[int]]:
    """Cut indices sorted by length into batches of at most BATCH_TOKENS padded tokens."""
    batches: list[list[int]] = [[]]
    for i in order:
        if batches[-1] and (len(batches[-1]) + 1) * lengths[i] > BATCH_TOKENS:
            batches.append([])
        batches[-1].append(i)
    return [batch for batch in batches if batch]
