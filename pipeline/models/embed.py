"""The bundled sentence encoder: texts of any of the three languages into one space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.deadline import check
from pipeline.errors import ModelError
from pipeline.models.layers import first_layers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PROMPT = "query: "  # multilingual-e5 was trained with it (arXiv:2402.05672, section 3)
MAX_TOKENS = 510
"""Rows of the position table, less the two markers; what a longer text says later is not seen."""
BATCH_TOKENS = 4096


class SentenceEncoder:
    """A loaded encoder; vectors are unit length, so that a dot product is the cosine."""

    def __init__(self, folder: Path, tokenizer: Path, *, threads: int = 0) -> None:
        self._model, self._tokenizer = _load(folder, tokenizer, intra_threads=threads)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector per text, shape (len(texts), width); an empty text has one too."""
        import numpy as np

        tokens = [
            ["<s>", *self._tokenizer.encode(PROMPT + text, out_type=str)[:MAX_TOKENS], "</s>"]
            for text in texts
        ]
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
        vectors: dict[int, NDArray[np.float32]] = {}
        start = 0
        while start < len(order):
            stop = start + 1
            while stop < len(order) and len(tokens[order[stop]]) * (stop + 1 - start) <= BATCH_TOKENS:
                stop += 1
            check()
            batch = order[start:stop]
            states = np.asarray(self._model.forward_batch([tokens[i] for i in batch]).last_hidden_state)
            for row, index in zip(states, batch, strict=True):
                mean = row[: len(tokens[index])].mean(axis=0)
                vectors[index] = mean / np.linalg.norm(mean)
            start = stop
        if not vectors:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack([vectors[i] for i in range(len(tokens))]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: where each stands, and its state, shape (pieces, width)."""

    spans: tuple[tuple[int, int], ...]
    states: NDArray[np.float32]


class PieceEncoder:
    """The first layers of the encoder, which tell what each piece of a text means where it stands."""

    def __init__(self, folder: Path, tokenizer: Path, layers: int) -> None:
        # A sentence at a time is too little for more threads.
        files = first_layers(folder, layers)
        self._model, self._tokenizer = _load(folder, tokenizer, intra_threads=1, files=files)

    def encode(self, text: str) -> Pieces:
        """Return the pieces of a text; what a very long one says later is not seen."""
        import numpy as np

        data = text.encode("utf-8", "replace")
        found = self._tokenizer.encode(data, return_type="proto").pieces[:MAX_TOKENS]
        places = [place for place, letter in enumerate(text) for _ in letter.encode("utf-8", "replace")]
        places.append(len(text))
        tokens = ["<s>", *(piece.piece for piece in found), "</s>"]
        states = np.asarray(self._model.forward_batch([tokens]).last_hidden_state)[0, 1:-1]
        spans = tuple((places[piece.begin], places[piece.end]) for piece in found)
        return Pieces(spans, states.astype(np.float32))


def _load(folder: Path, tokenizer: Path, **options: Any) -> tuple[Any, Any]:
    """Load an encoder and its tokenizer; raise ModelError when one of them cannot be."""
    import ctranslate2
    import sentencepiece

    try:
        model = ctranslate2.Encoder(str(folder), device="cpu", **options)
        return model, sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    except (RuntimeError, OSError) as error:
        hint = "install the program again"
        raise ModelError(f"the sentence encoder cannot be loaded: {error}", path=folder, hint=hint) from error
