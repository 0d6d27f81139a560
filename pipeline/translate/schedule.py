"""Send requests through an engine: duplicates once, batches of like length, who has waited longest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from pipeline.deadline import carried, check
from pipeline.document import Hypothesis, Target
from pipeline.errors import MemoryLow, TranslateError
from pipeline.translate.clauses import join_clauses, split_clauses
from pipeline.translate.protocol import (
    MARKERS,
    Decoding,
    Guidable,
    Polyglot,
    Request,
    Translator,
    length_class,
)

BATCH_TOKENS = 2048  # source tokens, padding counted; about 300 MB of activations at 600M parameters
Then = Callable[[list[Hypothesis]], None]
Kind = tuple[Decoding, Target | None, int]  # of a batch: its search, target (None: any), length class


class Watcher(Protocol):
    """Someone who counts."""

    def queued(self, translations: int) -> None:
        """Hear that so many more requests wait."""
        ...

    def translated(self, translations: int) -> None:
        """Hear that so many requests were answered."""
        ...


@dataclass(slots=True)
class _Waiting:
    """A request that waits for its batch or is in it, and all who asked for it."""

    request: Request
    length: int
    turn: int
    then: list[Then]


@dataclass(slots=True)
class _Batch:
    """What a worker of the engine is at: how the answers are had, and who gets them."""

    ask: Callable[[], list[list[Hypothesis]]]
    waiting: list[_Waiting]
    keys: list[tuple[Request, Decoding]] = field(default_factory=list)


class Scheduler:
    """Makes batches of the requests that wait, as many at once as the model has workers.

    A kind that fills a batch goes first, else the one that the lowest `turn` waits for; its batch is filled
    up with requests of later turns. Within a turn the search that was asked for first comes first: what is to
    be decoded again gathers meanwhile. Answers are handed out in the thread that calls `collect`.
    """

    def __init__(self, translator: Translator, watcher: Watcher | None = None) -> None:
        self._translator = translator
        self._mixes = isinstance(translator, Polyglot) and translator.mixes_targets
        self._watcher = watcher
        self._known: dict[tuple[Request, Decoding], _Waiting] = {}
        self._pending: dict[Kind, list[_Waiting]] = defaultdict(list)
        self._apart: list[_Batch] = []
        self._passes: dict[Decoding, int] = {}  # searches, in the order they were first asked for
        self._at_work: dict[Future[list[list[Hypothesis]]], _Batch] = {}
        self._pool = ThreadPoolExecutor(translator.workers) if translator.workers > 1 else None

    def ask(self, request: Request, decoding: Decoding, turn: int, then: Then) -> None:
        """Have `then` called with the hypotheses of a request; a text over the input limit goes in parts."""
        self._passes.setdefault(decoding, len(self._passes))
        parts = _parts(self._translator, request)
        if len(parts) == 1:
            self._queue(parts[0], decoding, turn, then)
            return
        answers: dict[Request, list[Hypothesis]] = {}

        def gather(part: Request, hypotheses: list[Hypothesis]) -> None:
            answers[part] = hypotheses
            if len(answers) == len(set(parts)):
                then([join_hypotheses(parts, [answers[part][0] for part in parts])])

        for part in dict.fromkeys(parts):
            self._queue(part, decoding, turn, partial(gather, part))

    def complete(self, request: Request, beginnings: Sequence[str], decoding: Decoding, then: Then) -> None:
        """Have `then` called with the best answer for each beginning; the engine must be Guidable."""
        engine = self._translator
        if not isinstance(engine, Guidable):
            raise TypeError("the engine cannot be led")
        waiting = _Waiting(request, 0, 0, [then])
        self._apart.append(_Batch(lambda: [engine.complete(request, beginnings, decoding)], [waiting]))

    @property
    def is_idle(self) -> bool:
        """Tell whether there is nothing to do."""
        return not (self._pending or self._apart or self._at_work)

    @property
    def is_hungry(self) -> bool:
        """Tell whether a worker of the engine has nothing to do."""
        return not self._pending and not self._apart and len(self._at_work) < self._translator.workers

    def start(self) -> None:
        """Give each free worker a batch."""
        while self._pool is not None and len(self._at_work) < self._translator.workers:
            batch = self._next()
            if batch is None:
                return
            self._at_work[self._pool.submit(carried(batch.ask))] = batch

    def collect(self) -> None:
        """Wait for a batch, if there is any, and hand out its answers; free workers go on meanwhile."""
        if self._pool is None:
            batch = self._next()
            if batch is not None:
                self._hand_out(batch, batch.ask())
            return
        self.start()
        done = wait(self._at_work, return_when=FIRST_COMPLETED).done if self._at_work else ()
        finished = [(self._at_work.pop(future), future) for future in done]
        self.start()
        for batch, future in finished:
            self._hand_out(batch, future.result())

    def close(self) -> None:
        """Give up what waits; Ctrl-C must not wait for what is still at work."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _queue(self, request: Request, decoding: Decoding, turn: int, then: Then) -> None:
        known = self._known.get((request, decoding))
        if known is not None:
            known.turn = min(known.turn, turn)
            known.then.append(then)
            return
        length = self._translator.count_tokens(request.text)
        waiting = _Waiting(request, length, turn, [then])
        self._known[request, decoding] = waiting
        target = None if self._mixes else request.target
        self._pending[decoding, target, length_class(length)].append(waiting)
        if self._watcher:
            self._watcher.queued(1)

    def _next(self) -> _Batch | None:
        """Take the next batch out of what waits."""
        if self._apart:
            return self._apart.pop(0)
        if not self._pending:
            return None
        kind = min(self._pending, key=self._urgency)
        decoding = kind[0]
        waiting = sorted(self._pending.pop(kind), key=lambda one: (one.turn, -one.length))
        count = _fitting(waiting, decoding)
        if count < len(waiting):
            self._pending[kind] = waiting[count:]
        batch = waiting[:count]
        requests = [one.request for one in batch]
        keys = [(request, decoding) for request in requests]
        return _Batch(partial(_answer, self._translator, requests, decoding), batch, keys)

    def _urgency(self, kind: Kind) -> tuple[bool, int, int, int]:
        waiting, decoding = self._pending[kind], kind[0]
        longest = max(one.length for one in waiting)
        is_full = (longest + MARKERS) * decoding.beam_size * len(waiting) >= BATCH_TOKENS
        return not is_full, min(one.turn for one in waiting), self._passes[decoding], -longest

    def _hand_out(self, batch: _Batch, answers: list[list[Hypothesis]]) -> None:
        for key in batch.keys:
            del self._known[key]
        if self._watcher and batch.keys:
            self._watcher.translated(len(batch.keys))
        for waiting, hypotheses in zip(batch.waiting, answers, strict=True):
            for then in waiting.then:
                then(hypotheses)


def translate_all(
    translator: Translator, requests: Sequence[Request], decoding: Decoding
) -> list[list[Hypothesis]]:
    """Return the hypotheses of each request, in order."""
    found: dict[Request, list[Hypothesis]] = {}
    scheduler = Scheduler(translator)
    try:
        for request in dict.fromkeys(requests):
            scheduler.ask(request, decoding, 0, partial(found.__setitem__, request))
        while not scheduler.is_idle:
            scheduler.collect()
    finally:
        scheduler.close()
    return [found[request] for request in requests]


def join_hypotheses(parts: Sequence[Request], found: Sequence[Hypothesis]) -> Hypothesis:
    """Make one hypothesis of those of the parts of a text; one truncated part marks the whole."""
    text = join_clauses([h.text for h in found], [part.text for part in parts])
    return Hypothesis(text, sum(h.score for h in found) / len(found), any(h.truncated for h in found))


def _parts(translator: Translator, request: Request) -> list[Request]:
    limit = translator.input_limit
    texts = split_clauses(request.text, lambda text: translator.count_tokens(text) <= limit)
    return [Request(text, request.target) for text in texts]


def _answer(translator: Translator, batch: list[Request], decoding: Decoding) -> list[list[Hypothesis]]:
    """Ask the engine; a batch that does not fit into memory goes in halves."""
    check()
    try:
        hypotheses = translator.translate(batch, decoding)
    except MemoryLow:
        if len(batch) == 1:
            raise
        middle = len(batch) // 2
        return _answer(translator, batch[:middle], decoding) + _answer(translator, batch[middle:], decoding)
    if len(hypotheses) != len(batch):
        raise TranslateError(f"the engine answered {len(hypotheses)} of {len(batch)} requests")
    return hypotheses


def _fitting(waiting: Sequence[_Waiting], decoding: Decoding) -> int:
    """Return how many of those that wait, from the first on, make a batch of BATCH_TOKENS, padded."""
    longest = 0
    for count, one in enumerate(waiting):
        longest = max(longest, one.length)
        if count and (longest + MARKERS) * decoding.beam_size * (count + 1) > BATCH_TOKENS:
            return count
    return len(waiting)
