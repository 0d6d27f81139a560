"""What every translation engine is: requests in, hypotheses out, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pipeline.document import Hypothesis, Target


@dataclass(frozen=True, slots=True)
class Request:
    """One source text to be put into one target language."""

    text: str
    target: Target


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search: greedy at beam size 1; `no_repeat_ngram` 0 switches n-gram blocking off."""

    beam_size: int = 1
    repetition_penalty: float = 1.1
    no_repeat_ngram: int = 0
    hypotheses: int = 1


GREEDY = Decoding()
BEAM = Decoding(beam_size=4)


class Translator(Protocol):
    """A loaded model."""

    @property
    def input_limit(self) -> int:
        """Return how many source tokens the model can read, markers not counted."""
        ...

    @property
    def workers(self) -> int:
        """Return how many batches the model works on at once: so many threads may call `translate`."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return how many source tokens `text` has."""
        ...

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Return for each request, in order, its `decoding.hypotheses` best hypotheses, best first.

        Texts over `input_limit` raise TranslateError: nothing is cut in silence.
        """
        ...


@runtime_checkable
class Abandonable(Protocol):
    """A model whose batches are at work in threads of its own, so that a caller who leaves must say so."""

    def abandon(self, patience_s: float) -> bool:
        """Let go of the batches at work; return whether they ended within `patience_s`.

        Where they did not, the model is still busy with them and must neither be used nor dropped: taking it
        down waits for its threads.
        """
        ...
