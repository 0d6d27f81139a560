"""Where the steps of the recipe leave what the next ones read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import sentencepiece


@dataclass(frozen=True, slots=True)
class Work:
    """The folder of one training; cached states depend on how many encoder layers stay frozen."""

    folder: Path
    lower_layers: int

    @property
    def tokenizers(self) -> Path:
        """The folder of piece ids and SentencePiece models."""
        return self.folder / "tokenizer"

    @property
    def states(self) -> Path:
        """The folder of the store of cached encoder states."""
        return self.folder / f"states-{self.lower_layers}"

    @property
    def lower_encoder(self) -> Path:
        """The CTranslate2 encoder of the frozen layers."""
        return self.folder / f"lower-{self.lower_layers}"

    @property
    def pairs(self) -> Path:
        """The file of training pairs."""
        return self.folder / f"pairs-{self.lower_layers}.npz"

    def ids(self, side: str) -> list[int]:
        """Return the XLM-R ids of the `source` or `target` pieces."""
        ids: list[int] = json.loads((self.tokenizers / f"{side}_ids.json").read_text())
        return ids

    def tokenizer(self, side: str) -> sentencepiece.SentencePieceProcessor:
        """Load the `source` or `target` tokenizer."""
        return sentencepiece.SentencePieceProcessor(model_file=str(self.tokenizers / f"{side}.spm"))
