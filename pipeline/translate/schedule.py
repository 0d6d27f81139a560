"""Send many requests through an engine: duplicates once, batches of like length, order kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from pipeline.deadline import carried, check
from pipeline.document import Hypothesis
from pipeline.errors import MemoryLow, TranslateError
from pipeline.translate.clauses import join_clauses, split_clauses
from pipeline.translate.protocol import MARKERS, Decoding, Request, Translator, length_class

BATCH_TOKENS = 2048  # source tokens, padding counted; about 300 MB of activations at 600M parameters
TickFn = Callable[[int], None]


def translate_all(
    translator: Translator, requests: Sequence[Request], decoding: Decoding, tick: TickFn | None = None
) -> list[list[Hypothesis]]:
    """Return the hypotheses of each request, in order; a text over the input limit goes in parts.

    `tick` is called after each batch with the number of distinct requests finished in it.
    """
    distinct = list(dict.fromkeys(requests))
    parts = {request: _parts(translator, request) for request in distinct}
    answers = _in_batches(
        translator, list(dict.fromkeys(p for ps in parts.values() for p in ps)), decoding, tick
    )
    whole = {request: _rejoin(parts[request], answers) for request in distinct}
    return [whole[request] for request in requests]


def _parts(translator: Translator, request: Request) -> list[Request]:
    limit = translator.input_limit
    texts = split_clauses(request.text, lambda text: translator.count_tokens(text) <= limit)
    return [Request(text, request.target) for text in texts]


def _rejoin(parts: list[Request], answers: dict[Request, list[Hypothesis]]) -> list[Hypothesis]:
    if len(parts) == 1:
        return answers[parts[0]]
    return [join_hypotheses(parts, [answers[part][0] for part in parts])]


def join_hypotheses(parts: Sequence[Request], found: Sequence[Hypothesis]) -> Hypothesis:
    """Make one hypothesis of those of the parts of a text; one truncated part marks the whole."""
    text = join_clauses([h.text for h in found], [part.text for part in parts])
    return Hypothesis(text, sum(h.score for h in found) / len(found), any(h.truncated for h in found))


def _in_batches(
    translator: Translator, requests: list[Request], decoding: Decoding, tick: TickFn | None
) -> dict[Request, list[Hypothesis]]:
    lengths = {request: translator.count_tokens(request.text) for request in requests}
    batches = _batches(sorted(requests, key=lambda r: (r.target, -lengths[r])), lengths, decoding)
    answers: dict[Request, list[Hypothesis]] = {}
    for batch, hypotheses in zip(batches, _answers(translator, batches, decoding), strict=True):
        answers.update(zip(batch, hypotheses, strict=True))
        if tick:
            tick(len(batch))
    return answers


def _answers(
    translator: Translator, batches: list[list[Request]], decoding: Decoding
) -> Iterator[list[list[Hypothesis]]]:
    """Yield the answers of each batch, in order, while as many as the model has workers are at work."""
    if translator.workers == 1 or len(batches) == 1:
        yield from (_answer(translator, batch, decoding) for batch in batches)
        return
    pool = ThreadPoolExecutor(translator.workers)
    try:
        yield from pool.map(carried(lambda batch: _answer(translator, batch, decoding)), batches)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C must not wait for what is still at work


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


def _batches(requests: list[Request], lengths: dict[Request, int], decoding: Decoding) -> list[list[Request]]:
    """Cut requests, longest first for each target, into batches of one length class, BATCH_TOKENS padded."""
    batches: list[list[Request]] = []
    for request in requests:
        first = batches[-1][0] if batches else request
        width = (lengths[first] + MARKERS) * decoding.beam_size
        kind, own = ((r.target, length_class(lengths[r])) for r in (first, request))
        if batches and kind == own and width * (len(batches[-1]) + 1) <= BATCH_TOKENS:
            batches[-1].append(request)
        else:
            batches.append([request])
    return batches
