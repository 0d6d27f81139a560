"""Where the steps of the recipe leave what the next ones read."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sentencepiece

from training.pieces import special_tokens

Row = tuple[str, float, bool, str, str]
"""Language, weight, whether the source is synthetic, source and target."""


@dataclass(frozen=True, slots=True)
class Work:
    """The folder of one training."""

    folder: Path

    @property
    def tokenizers(self) -> Path:
        """The folder of piece ids and SentencePiece models."""
        return self.folder / "tokenizer"

    @property
    def text(self) -> Path:
        """The file of training pairs as text."""
        return self.folder / "pairs.tsv.xz"

    @property
    def distilled(self) -> Path:
        """The folder of pairs as text whose targets are the model's own."""
        return self.folder / "distilled"

    @property
    def arrays(self) -> Path:
        """The file of training pairs as piece ids."""
        return self.folder / "pairs.npz"

    @property
    def dev_arrays(self) -> Path:
        """The held-out pairs as piece ids, if there are any."""
        return self.folder / "dev.npz"

    @property
    def languages(self) -> list[str]:
        """The languages translated into, in the order of their codes among the target pieces."""
        languages: list[str] = json.loads((self.tokenizers / "languages.json").read_text())
        return languages

    def ids(self, side: str) -> list[int]:
        """Return the XLM-R ids of the `source` or `target` pieces."""
        ids: list[int] = json.loads((self.tokenizers / f"{side}_ids.json").read_text())
        return ids

    def vocabulary(self, side: str, pieces: list[str]) -> list[str]:
        """Return the tokens of the `source` or `target` side in the order of the model's rows.

        `pieces` are all of XLM-R's.
        """
        languages = self.languages if side == "target" else []
        return special_tokens(languages) + [pieces[i] for i in self.ids(side)]

    def tokenizer(self, side: str) -> sentencepiece.SentencePieceProcessor:
        """Load the `source` or `target` tokenizer."""
        return sentencepiece.SentencePieceProcessor(model_file=str(self.tokenizers / f"{side}.spm"))


def read_text(path: Path) -> Iterator[Row]:
    """Yield the pairs that `write_text` wrote."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            language, weight, synthetic, source, target = line.rstrip("\n").split("\t")
            yield language, float(weight), synthetic == "1", source, target


def write_text(path: Path, rows: Iterable[Row]) -> None:
    """Write pairs as compressed text, whole or not at all."""
    partial = path.with_suffix(".partial")
    with lzma.open(partial, "wt", encoding="utf-8") as out:
        for language, weight, synthetic, source, target in rows:
            print(language, weight, int(synthetic), source, target, sep="\t", file=out)
    partial.replace(path)
