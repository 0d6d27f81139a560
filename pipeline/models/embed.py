"""The bundled sentence encoder: texts of any of the three languages into one space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.deadline import check
from pipeline.document import Span
from pipeline.errors import ModelError
from pipeline.models.layers import first_layers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PROMPT = "query: "  # multilingual-e5 was trained with it (arXiv:2402.05672, section 3)
MAX_TOKENS = 510
"""Rows of the position table, less the two markers; what a longer text says later is not seen."""
BATCH_TOKENS = 4096
PIECE_BATCH_TOKENS = 512  # in larger batches a core takes longer for a piece


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
        vectors: dict[int, NDArray[np.float32]] = {}
        for batch in _batches([len(one) for one in tokens], BATCH_TOKENS):
            check()
            states = np.asarray(self._model.forward_batch([tokens[i] for i in batch]).last_hidden_state)
            for row, index in zip(states, batch, strict=True):
                mean = row[: len(tokens[index])].mean(axis=0)
                vectors[index] = mean / np.linalg.norm(mean)
        if not vectors:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack([vectors[i] for i in range(len(tokens))]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: where each stands, and its state, shape (pieces, width)."""

    spans: tuple[Span, ...]
    states: NDArray[np.float32]


class PieceEncoder:
    """The first layers of the encoder, which tell what each piece of a text means where it stands."""

    def __init__(self, folder: Path, tokenizer: Path, layers: int) -> None:
        # A sentence at a time is too little for more threads.
        files = first_layers(folder, layers)
        self._model, self._tokenizer = _load(folder, tokenizer, intra_threads=1, files=files)

    def encode(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the pieces of each text, whose states no other text changes; of a long one the first."""
        import numpy as np

        cut = [self._cut(text) for text in texts]
        found: dict[int, Pieces] = {}
        for batch in _batches([len(spans) for _, spans in cut], PIECE_BATCH_TOKENS):
            check()
            tokens = [["<s>", *cut[index][0], "</s>"] for index in batch]
            states = np.asarray(self._model.forward_batch(tokens).last_hidden_state)
            for row, index in zip(states, batch, strict=True):
                spans = cut[index][1]
                found[index] = Pieces(spans, row[1 : len(spans) + 1].astype(np.float32))
        return [found[index] for index in range(len(texts))]

    def _cut(self, text: str) -> tuple[list[str], tuple[Span, ...]]:
        """Return the pieces of a text and where each stands in it."""
        data = text.encode("utf-8", "replace")
        found = self._tokenizer.encode(data, return_type="proto").pieces[:MAX_TOKENS]
        places = [place for place, letter in enumerate(text) for _ in letter.encode("utf-8", "replace")]
        places.append(len(text))
        return [p.piece for p in found], tuple((places[p.begin], places[p.end]) for p in found)


def _batches(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Yield the places of texts of like length, so many that they have so many tokens together, padded."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda at: lengths[at]):
        if batch and lengths[place] * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


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
