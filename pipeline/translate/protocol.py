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
    """How to search: greedy at beam size 1; `no_repeat_ngram` 0 switches n-gram blocking off.

    A beam ends when `beam_size` times `patience` hypotheses have ended (Kasai et al. 2022, arXiv:2204.05424);
    an engine that knows no patience takes 1, and gives `beam_size` hypotheses at most.
    """

    beam_size: int = 1
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0
    hypotheses: int = 1
    patience: float = 1.0


MARKERS = 2  # tokens that every model puts around a source
TARGET_TOKENS_PER_SOURCE_TOKEN = 3  # Kazakh packs more into a token than Russian and English do
SPARE_TOKENS = 24  # a word of three tokens may need twenty in another language


def length_class(tokens: int) -> int:
    """Return the class of a source of so many tokens: its length with the markers, by powers of two.

    Only sources of one class go into a batch, so that an answer never depends on its neighbours: attention
    over fewer positions than a vector register holds (8 or 16) rounds otherwise once it is padded beyond
    that, and a batch has one length limit for all.
    """
    return (tokens + MARKERS).bit_length()


def target_limit(tokens: int) -> int:
    """Return how many tokens the answer to a source of so many may have: the same for all of its class."""
    return (1 << length_class(tokens)) * TARGET_TOKENS_PER_SOURCE_TOKEN + SPARE_TOKENS


GREEDY = Decoding(repetition_penalty=1.1)  # a beam repeats itself less, and the penalty costs it figures
BEAM = Decoding(beam_size=4)
NARROW = Decoding(beam_size=2, hypotheses=3, patience=1.5)  # chosen by benchmarks/balance.py


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
class Balancing(Protocol):
    """A model that says with which search quality `balanced` begins; others begin with greedy search."""

    @property
    def balanced(self) -> Decoding:
        """Return the search."""
        ...


@runtime_checkable
class Polyglot(Protocol):
    """A model that says whether one batch may hold requests of both targets; of others each goes apart."""

    @property
    def mixes_targets(self) -> bool:
        """Return whether it may."""
        ...


@runtime_checkable
class Guidable(Protocol):
    """A model that can be made to begin its answer with a given text."""

    def complete(self, request: Request, beginnings: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """Return the best answer for each beginning, in order; its score is that of the whole answer."""
        ...


@runtime_checkable
class Reversible(Protocol):
    """A model that can say how likely the Kazakh is as a translation of what it was translated to."""

    def back_scores(self, requests: Sequence[Request], texts: Sequence[str]) -> list[float]:
        """Return for each request and its translation the mean log-probability (≤ 0) per token of the Kazakh.

        The Kazakh is not generated but given, so this costs one pass; the end mark is counted in. Raises
        TranslateError where the model does not translate into Kazakh, or a text is over `input_limit`.
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
