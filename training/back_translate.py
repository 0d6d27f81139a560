"""Translate Russian and English news into Kazakh, to learn from the pairs the other way round.

Back-translation (Sennrich et al. 2016) with a model prepared with `--into kk`: the side that the draft
learns to write is a person's, only the one that it reads is a model's.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import torch
from torch import Tensor

from training.batches import LENGTH_STEP, rounded
from training.e5 import BOS, EOS, PAD
from training.model import Draft
from training.sources import read_rows
from training.start import load_model
from training.work import Work

BATCH_TOKENS = 24_000
GRID_STEP = 16
ENDED_STEP = 4
LONGEST_RATIO = 1.5
"""Kazakh takes fewer words than the source; what has no end by then is a loop."""
MAX_SOURCE_PIECES = 150
REPETITIONS = 3
"""A hypothesis with one word so often in a row is a loop and is left out."""
_LOOP = re.compile(rf"(\b\w+\b)(?:\W+\1\b){{{REPETITIONS - 1}}}")
_QUOTED = re.compile(r'"([^"]*)"')


@torch.no_grad()
def greedy(model: Draft, source: Tensor, language: int) -> Tensor:
    """Return the ids (batch, length) of the most likely pieces, one after the other.

    The decoder's states are made anew for each piece, over a grid that grows in large steps: a GPU is fast
    at that as long as few shapes occur.
    """
    mask = source != PAD
    memory = model.encoder(source, mask)
    limit = int(LONGEST_RATIO * source.shape[1]) + 10
    target = source.new_full((len(source), limit + 2), PAD)
    target[:, 0], target[:, 1] = BOS, language
    ended = torch.zeros(len(source), dtype=torch.bool, device=source.device)
    for place in range(2, limit + 2):
        width = min(limit + 2, rounded(place, GRID_STEP))
        states = model.decode(memory, mask, target[:, :width])[:, place - 1]
        best = torch.where(ended, PAD, (states @ model.embedding.weight.T).argmax(1))
        target[:, place] = best
        ended |= best == EOS
        if place % ENDED_STEP == 0 and ended.all():
            break
    return target[:, 2:]


def translate(model: Draft, work: Work, texts: list[str]) -> list[str]:
    """Translate sentences into the model's first language, in their order."""
    tokenizers = work.tokenizer("source"), work.tokenizer("target")
    language = tokenizers[1].piece_to_id(f"<{work.languages[0]}>")
    device = model.embedding.weight.device
    ids = [[BOS, *pieces[:MAX_SOURCE_PIECES], EOS] for pieces in tokenizers[0].encode(texts)]
    order = sorted(range(len(texts)), key=lambda i: len(ids[i]))
    results = [""] * len(texts)
    while order:
        width = rounded(len(ids[order[-1]]), LENGTH_STEP)
        size = max(1, BATCH_TOKENS // width)
        batch, order = order[-size:], order[:-size]
        source = torch.tensor([ids[i] + [PAD] * (width - len(ids[i])) for i in batch]).to(device)
        for i, row in zip(batch, greedy(model, source, language).tolist(), strict=True):
            kept = row[:row.index(EOS)] if EOS in row else []  # one without an end is left out
            results[i] = tokenizers[1].decode([piece for piece in kept if piece != PAD])
    return results


def kazakh_text(text: str) -> str:
    """Return a translation as Kazakh text has it, or nothing if it is a loop."""
    return "" if _LOOP.search(text) else _QUOTED.sub(r"«\1»", text)


def main() -> None:
    """Write kk, ru, en of each line twice: the Kazakh from its Russian, and from its English."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="folder prepared with --into kk")
    parser.add_argument("model", type=Path, help="checkpoint of the model into Kazakh")
    parser.add_argument("out", type=Path, help="TSV to write")
    parser.add_argument("files", type=Path, nargs="+", help="TSV: kk (empty), ru, en")
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = load_model(options.model).to(device, torch.bfloat16 if device.type == "cuda" else None).eval()
    rows = [(ru, en) for path in options.files for _, ru, en in read_rows(path) if ru and en]
    texts = [text for row in rows for text in row]
    kazakh = [kazakh_text(text) for text in translate(model, Work(options.work), texts)]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        for number, text in enumerate(kazakh):
            if text:
                print(text, *rows[number // 2], sep="\t", file=out)
    print(f"{sum(map(bool, kazakh))} of {len(kazakh)} translations kept")


if __name__ == "__main__":
    main()
