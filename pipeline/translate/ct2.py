"""The CTranslate2 engine: the bundled draft model and converted NLLB models."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from pipeline.deadline import check
from pipeline.document import TARGETS, Hypothesis, Target
from pipeline.errors import MemoryLow, TranslateError
from pipeline.translate.protocol import GREEDY, MARKERS, Decoding, Request, length_class, target_limit
from pipeline.translate.tokenizers import Tokenizer

OUT_OF_MEMORY = re.compile(r"out of memory|bad_alloc|failed to allocate", re.IGNORECASE)
POLL_S = 0.002
SCORED_TOKENS = 2048  # of a batch, padding counted


@dataclass(frozen=True, slots=True)
class Limits:
    """What a model can take and give, in tokens without markers, and how many batches at once.

    `length_penalty` over 1 makes the beam prefer longer hypotheses: CTranslate2 divides the score by
    length ** penalty (after Wu et al. 2016, arXiv:1609.08144, section 7). `is_mapped`: the model has a list
    of the pieces that it may write, and no other is considered.
    """

    source: int
    target: int
    length_penalty: float = 1.0
    workers: int = 1
    is_mapped: bool = False
    balanced: Decoding = GREEDY  # the search with which quality `balanced` begins


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what the engine raises into TranslateError, or MemoryLow where a smaller batch may do."""
    try:
        yield
    except MemoryError as error:
        raise MemoryLow("the batch does not fit into memory") from error
    except (RuntimeError, ValueError) as error:
        kind = MemoryLow if OUT_OF_MEMORY.search(str(error)) else TranslateError
        raise kind(f"the engine failed: {error}") from error


class Ct2Translator:
    """A loaded CTranslate2 model."""

    def __init__(self, model: Any, tokenizer: Tokenizer, limits: Limits) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._limits = limits
        self._at_work: set[Any] = set()  # results that a caller waits for
        self._abandonings = 0

    @property
    def input_limit(self) -> int:
        """Return how many source tokens the model can read, markers not counted."""
        return self._limits.source

    @property
    def workers(self) -> int:
        """Return how many batches the model works on at once."""
        return self._limits.workers

    @property
    def balanced(self) -> Decoding:
        """Return the search with which quality `balanced` begins."""
        return self._limits.balanced

    @property
    def mixes_targets(self) -> bool:
        """Return whether one batch may hold both targets: where no piece is barred from one of them alone.

        A step of the decoder reads all weights, for one hypothesis as for thirty: the fuller the batch, the
        less each costs.
        """
        return all(self._tokenizer.barred(target) == self._tokenizer.barred(TARGETS[0]) for target in TARGETS)

    def beginning_with(self, search: Decoding) -> Ct2Translator:
        """Return a translator of the same model that begins with another search at quality `balanced`."""
        return Ct2Translator(self._model, self._tokenizer, replace(self._limits, balanced=search))

    def count_tokens(self, text: str) -> int:
        """Return how many source tokens `text` has."""
        return len(self._tokenizer.encode(text))

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Translate one batch; see Translator.

        Requests of another length class go apart, and of another target where targets may not be mixed.
        """
        sources = [self._tokenizer.encode(request.text) for request in requests]
        longest = max(map(len, sources), default=0)
        self._hold_to_limit(longest)
        mixes = self.mixes_targets
        groups: dict[tuple[Target | None, int], list[int]] = defaultdict(list)
        for place, (request, tokens) in enumerate(zip(requests, sources, strict=True)):
            groups[None if mixes else request.target, length_class(len(tokens))].append(place)
        answers: dict[int, list[Hypothesis]] = {}
        for places in groups.values():
            targets = [requests[place].target for place in places]
            found = self._translate_to(targets, [sources[place] for place in places], decoding)
            answers.update(zip(places, found, strict=True))
        return [answers[place] for place in range(len(requests))]

    def complete(self, request: Request, beginnings: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        """Return the best answer for each beginning; see Guidable."""
        tokens = self._tokenizer.encode(request.text)
        begun = [self._tokenizer.encode_target(text) for text in beginnings]
        single = replace(decoding, hypotheses=1)
        found = self._translate_to([request.target] * len(begun), [tokens] * len(begun), single, begun)
        answers = [hypotheses[0] for hypotheses in found]
        return [
            replace(answer, score=score)
            for answer, score in zip(answers, self._scores(tokens, request.target, answers), strict=True)
        ]

    def back_scores(self, requests: Sequence[Request], texts: Sequence[str]) -> list[float]:
        """Return how likely the Kazakh is, given its translation; see Reversible."""
        pairs = [self._tokenizer.turned_round(r, text) for r, text in zip(requests, texts, strict=True)]
        longest = max((max(len(source), len(target)) for source, target, _ in pairs), default=0)
        self._hold_to_limit(longest - MARKERS)
        return self._means([source for source, _, _ in pairs], [(t, forced) for _, t, forced in pairs])

    def _hold_to_limit(self, longest: int) -> None:
        if longest > self._limits.source:
            message = f"a text of {longest} tokens is over the model's limit of {self._limits.source}"
            raise TranslateError(message)

    def _scores(self, tokens: list[str], target: Target, answers: Sequence[Hypothesis]) -> list[float]:
        """Return the mean log-probability per token of whole answers to one source, the end mark included."""
        forced = self._tokenizer.prefix(target)
        targets = [[*forced, *self._tokenizer.encode_target(answer.text)] for answer in answers]
        sources = [self._tokenizer.wrap(tokens, target)] * len(answers)
        return self._means(sources, [(tokens, len(forced)) for tokens in targets])

    def _means(self, sources: list[list[str]], targets: list[tuple[list[str], int]]) -> list[float]:
        """Return the mean log-probability per token of each target behind its markers, end mark included."""
        with _explained():
            pending_results = self._model.score_batch(
                sources,
                [tokens for tokens, _ in targets],
                max_batch_size=SCORED_TOKENS,
                batch_type="tokens",
                max_input_length=0,
                asynchronous=True,
            )
            results = self._wait(pending_results)
        found = [r.log_probs[forced:] for r, (_, forced) in zip(results, targets, strict=True)]
        return [sum(scores) / max(1, len(scores)) for scores in found]

    def _translate_to(
        self,
        targets: list[Target],
        sources: list[list[str]],
        decoding: Decoding,
        begun: Sequence[list[str]] = (),
    ) -> list[list[Hypothesis]]:
        limit = target_limit(max(map(len, sources)))
        beginnings = begun or [[]] * len(sources)
        prefixes = [[*self._tokenizer.prefix(t), *b] for t, b in zip(targets, beginnings, strict=True)]
        with _explained():
            pending_results = self._model.translate_batch(
                [self._tokenizer.wrap(tokens, t) for tokens, t in zip(sources, targets, strict=True)],
                target_prefix=[prefix or None for prefix in prefixes],
                beam_size=decoding.beam_size,
                num_hypotheses=decoding.hypotheses,
                patience=decoding.patience,
                repetition_penalty=decoding.repetition_penalty,
                length_penalty=self._limits.length_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                use_vmap=self._limits.is_mapped,
                suppress_sequences=self._tokenizer.barred(targets[0]) or None,
                max_decoding_length=min(limit, self._limits.target),
                max_input_length=0,
                return_scores=True,
                return_end_token=True,
                asynchronous=True,
                disable_unk=True,
            )
            results = self._wait(pending_results)
        return [
            [
                self._hypothesis(tokens, score, target)
                for tokens, score in zip(r.hypotheses, r.scores, strict=True)
            ]
            for r, target in zip(results, targets, strict=True)
        ]

    def _wait(self, pending_results: list[Any]) -> list[Any]:
        """Wait for results while Ctrl-C and the time limit are heard, which the engine does not hear."""
        abandonings = self._abandonings
        self._at_work.update(pending_results)
        for pending in pending_results:
            while not pending.done():
                time.sleep(POLL_S)
                check()
                if self._abandonings != abandonings:
                    raise TranslateError("the batch was abandoned")
        self._at_work.difference_update(pending_results)
        return [pending.result() for pending in pending_results]

    def abandon(self, patience_s: float) -> bool:
        """Let go of the batches at work; see Abandonable."""
        self._abandonings += 1
        until = time.monotonic() + patience_s
        # A copy: other threads still take theirs out.
        while any(not pending.done() for pending in list(self._at_work)):
            if time.monotonic() >= until:
                return False
            time.sleep(POLL_S)
        self._at_work.clear()
        return True

    def _hypothesis(self, tokens: list[str], score: float, target: Target) -> Hypothesis:
        ended = tokens[-1:] == ["</s>"]
        forced = len(self._tokenizer.prefix(target))
        body = tokens[forced : len(tokens) - ended]
        # CTranslate2 divides by length ** penalty, the forced tokens of probability 1 counted in.
        mean = score * len(tokens) ** self._limits.length_penalty / max(1, len(tokens) - forced)
        return Hypothesis(self._tokenizer.decode(body), mean, truncated=not ended)
