"""Give each translation the adequacy expected of it, and the draft's what is known of the draft alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.check.adequacy import NAME as ADEQUACY
from pipeline.check.adequacy import Features, check_estimate, estimate
from pipeline.check.coverage import closeness
from pipeline.check.fillers import NAME as FILLERS
from pipeline.check.fillers import check_fillers
from pipeline.check.pair import Pair
from pipeline.document import Segment, Target, Translation
from pipeline.run.repair import Key
from pipeline.run.tools import Tools
from pipeline.translate.protocol import Request, Reversible


def with_estimates(
    segments: Sequence[Segment], texts: Sequence[dict[Target, Translation]], tools: Tools
) -> list[dict[Target, Translation]]:
    """Return the translations of each segment with their estimates.

    Those made by rule or a person need none, and one that was kept has its own. The draft's own score says
    enough; for another model, whose scores are of another scale, the encoder compares source and translation,
    which costs little beside such a model.
    """
    is_draft = tools.model.card.draft
    cosines = {} if is_draft else cosines_of(segments, _where(texts, _wants_estimate), tools)
    backs = back_scores_of(segments, texts, tools) if tools.settings.back_score else {}

    def look(place: int, target: Target, translation: Translation) -> Translation:
        segment = segments[place]
        translation = replace(translation, back_score=backs.get((place, target)))
        if is_draft:
            translation = with_fillers(Pair.of(segment, target, translation, "sentence", None), translation)
        if _wants_estimate(translation):
            found = features(segment.text, target, translation, cosines.get((place, target)))
            translation = replace(translation, estimate=estimate(found))
        return judged(translation, target, is_draft)

    return [
        {target: look(place, target, translation) for target, translation in found.items()}
        for place, found in enumerate(texts)
    ]


def _where(
    texts: Sequence[dict[Target, Translation]], is_wanted: Callable[[Translation], bool]
) -> dict[Key, Translation]:
    return {
        (place, target): translation
        for place, found in enumerate(texts)
        for target, translation in found.items()
        if is_wanted(translation)
    }


def _wants_estimate(translation: Translation) -> bool:
    return translation.origin == "machine" and translation.estimate is None


def with_fillers(pair: Pair, translation: Translation) -> Translation:
    """Return a translation by the draft with the words that it writes for others among its findings."""
    others = [finding for finding in translation.findings if finding.check != FILLERS]
    found = check_fillers(pair) if translation.origin == "machine" else []
    return replace(translation, findings=(*others, *found))


def judged(translation: Translation, target: Target, is_draft: bool) -> Translation:
    """Return a translation with what its estimate says among its findings; only the draft's is calibrated."""
    found = tuple(finding for finding in translation.findings if finding.check != ADEQUACY)
    if is_draft and translation.origin == "machine" and translation.estimate is not None:
        found += tuple(check_estimate(translation.segment, target, translation.estimate))
    return translation if found == translation.findings else replace(translation, findings=found)


def features(source: str, target: Target, translation: Translation, cosine: float | None) -> Features:
    """Return what the estimate is made from; with a cosine the score is left out."""
    return Features(
        language=target,
        source_length=len(source),
        target_length=len(translation.text.strip()),
        kept=closeness(source, translation.text, target),
        score=translation.score if cosine is None else None,
        cosine=cosine,
        findings=translation.findings,
    )


def back_scores_of(
    segments: Sequence[Segment], texts: Sequence[dict[Target, Translation]], tools: Tools
) -> dict[Key, float]:
    """Return how likely the Kazakh of each segment is, given its machine translation, as the model has it.

    What is longer than the model reads at once has no score.
    """
    engine = tools.translator
    if not isinstance(engine, Reversible):
        raise TypeError("the engine cannot be turned round")
    machine = _where(texts, lambda t: t.origin == "machine" and bool(t.text.strip()))
    known = {key: t.back_score for key, t in machine.items() if t.back_score is not None}
    asked = [
        key
        for key, t in machine.items()
        if key not in known
        and max(map(engine.count_tokens, (t.text, segments[key[0]].text))) <= engine.input_limit
    ]
    requests = [Request(segments[place].text, target) for place, target in asked]
    scores = engine.back_scores(requests, [machine[key].text for key in asked]) if asked else []
    return known | {key: round(score, 4) for key, score in zip(asked, scores, strict=True)}


def cosines_of(
    segments: Sequence[Segment], done: Mapping[Key, Translation], tools: Tools
) -> dict[Key, float]:
    """Return the cosine of each translation with its source, every text encoded once."""
    pairs = {key: (segments[key[0]].text, translation.text) for key, translation in done.items()}
    texts = list(dict.fromkeys(text for pair in pairs.values() for text in pair))
    if not texts:
        return {}
    vectors = dict(zip(texts, tools.encoder.encode(texts), strict=True))
    return {key: float(vectors[source] @ vectors[target]) for key, (source, target) in pairs.items()}
