"""Turn the pairs into arrays of piece ids, each text cut in several ways.

The first cut is the one that the translator uses; the others are drawn from the unigram model, so that the
network sees its words in other pieces too (subword regularisation: Kudo 2018). A model that is to be shipped
ends its training on targets in their best cut: else it says one and the same sentence in many cuts, which
share its probability and the places of a beam.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from training.e5 import UNK
from training.sources import COLUMNS, read_set
from training.text import source_text, target_text
from training.work import Row, Work, read_text

MAX_PIECES = 180
SMOOTHING = 0.3
"""The exponent on a cut's probability: 1 draws as the unigram model has it, 0 any cut alike."""
SHARE_LINES = 4096
DISTILLED_SHARE = 0.6

Ids = list[list[int]]


@dataclass(frozen=True, slots=True)
class Texts:
    """One column of the pairs, ready to be encoded."""

    tokenizer: Path
    variants: int
    seed: int
    best_only: bool = False
    """All variants are the best cut."""


def cut(texts: Texts, lines: tuple[str, ...]) -> Ids:
    """Return the ids of each line in its best cut, then in drawn ones: all variants of a line together."""
    sentencepiece.set_random_generator_seed(texts.seed)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(texts.tokenizer))
    ways = [pieces.encode(list(lines))]
    if texts.best_only:
        return [ids[:MAX_PIECES] for ids in ways[0] for _ in range(texts.variants)]
    ways += [pieces.encode(list(lines), enable_sampling=True, nbest_size=-1, alpha=SMOOTHING)
             for _ in range(texts.variants - 1)]
    return [ids[:MAX_PIECES] for variants in zip(*ways, strict=True) for ids in variants]


def encode(texts: Texts, lines: list[str], processes: int) -> Ids:
    """Cut all lines, in their order."""
    shares = [tuple(lines[i:i + SHARE_LINES]) for i in range(0, len(lines), SHARE_LINES)]
    if processes == 1 or len(shares) == 1:
        return [ids for share in shares for ids in cut(texts, share)]
    with ProcessPoolExecutor(processes) as pool:
        return [ids for share in pool.map(partial(cut, texts), shares) for ids in share]


def flat(ids: Ids) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """Return all ids in a row, and where each line ends (one more entry than lines)."""
    ends = np.cumsum([0] + [len(line) for line in ids])
    return np.array([i for line in ids for i in line], np.uint16), ends.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Cutting:
    """How the pairs are cut, by how many processes."""

    variants: int = 1
    best_targets: bool = False
    processes: int = 1


def encode_pairs(work: Work, rows: list[Row], out: Path, how: Cutting) -> None:
    """Write the arrays that training reads."""
    tokenizer = work.tokenizer("target")
    codes = {language: tokenizer.piece_to_id(f"<{language}>") for language in work.languages}
    spm, variants = work.tokenizers, how.variants
    source_texts = Texts(spm / "source.spm", variants, seed=1)
    target_texts = Texts(spm / "target.spm", variants, seed=2, best_only=how.best_targets)
    sources = encode(source_texts, [row[3] for row in rows], how.processes)
    targets = encode(target_texts, [row[4] for row in rows], how.processes)
    for number, (language, _, synthetic, _, _) in enumerate(rows):
        for place in range(number * variants, (number + 1) * variants):
            targets[place] = [codes[language], *targets[place]]
            if synthetic:  # a mark that no real sentence carries (Caswell et al. 2019)
                sources[place] = [UNK, *sources[place]]
    source, source_ends = flat(sources)
    target, target_ends = flat(targets)
    partial_path = out.with_suffix(".partial.npz")
    np.savez(partial_path, source=source, source_ends=source_ends, target=target, target_ends=target_ends,
             weight=np.array([row[1] for row in rows], np.float32))
    partial_path.replace(out)
    print(f"{len(rows)} pairs in {variants} cuts, {len(target)} target pieces")


def dev_rows(path: Path, languages: list[str]) -> list[Row]:
    """Return the pairs of a test set into each language: from Kazakh, or into it from the others."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in read_set(path)]
    return [(language, 1.0, False, source_text(row[source]), target_text(row[language]))
            for row in rows for language in languages
            for source in (("ru", "en") if language == "kk" else ("kk",))]


def with_distilled(rows: Iterable[Row], distilled: Iterable[Row], share: float) -> list[Row]:
    """Return the pairs and, where the model's own translation is there, both at shares of the weight."""
    own = {(language, source): target for language, _, _, source, target in distilled}
    joined: list[Row] = []
    for language, weight, synthetic, source, target in rows:
        other = own.get((language, source), target)
        if other == target:
            joined.append((language, weight, synthetic, source, target))
        else:
            joined.append((language, weight * (1 - share), synthetic, source, target))
            joined.append((language, weight * share, synthetic, source, other))
    return joined


def main() -> None:
    """Encode from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--variants", type=int, default=3, help="cuts of each text")
    parser.add_argument("--best-targets", action="store_true", help="targets in their best cut only")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--dev", type=Path, help="held-out set (TSV: [id,] kk, ru, en) to report the loss on")
    parser.add_argument("--distilled", type=float, default=DISTILLED_SHARE, metavar="SHARE",
                        help="of a pair's weight, for the translation that `distil` made of it")
    options = parser.parse_args()
    work = Work(options.work)
    distilled = [row for path in sorted(work.distilled.glob("*.xz")) for row in read_text(path)]
    rows = with_distilled(read_text(work.text), distilled, options.distilled)
    how = Cutting(options.variants, options.best_targets, options.processes)
    encode_pairs(work, rows, work.arrays, how)
    if options.dev:
        encode_pairs(work, dev_rows(options.dev, work.languages), work.dev_arrays, Cutting())


if __name__ == "__main__":
    main()
