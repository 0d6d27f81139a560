"""Translate what was not translated before: first the old digest and the cache, then the engine."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.check import Pair, check_pair
from pipeline.document import Digest, Segment, Target, Translation
from pipeline.run.cache import renumbered
from pipeline.run.editions import translate_segments
from pipeline.run.keep import partners
from pipeline.run.progress import Progress
from pipeline.run.repair import Key
from pipeline.run.terms import bearing, is_unchanged
from pipeline.run.tools import Tools
from pipeline.terminology import Glossary

KEPT = ("machine", "person")  # what rests on rules or memory is made by those of today


@dataclass(frozen=True, slots=True)
class Ask:
    """One segment and the languages it is wanted in."""

    segment: Segment
    targets: tuple[Target, ...]


def translations_before(
    old: Digest | None, segments: Sequence[Segment], tools: Tools
) -> dict[Key, Translation]:
    """Return, by place, the translations in `old` of the sentences that are in the article still.

    Only where these very tools would make them: an engine may answer otherwise in another batch, so that what
    stood beside an unchanged sentence is kept, not made again, even without the cache.
    """
    if old is None or old.provenance.signature != tools.signature:
        return {}
    if not is_unchanged(old.provenance.glossary, tools.glossary, [s.text for s in old.segments]):
        return {}
    pairs = partners(old, segments)
    return {
        (pairs[place], edition.language): _checked(
            translation, segments[pairs[place]], edition.language, tools.glossary
        )
        for edition in old.editions
        if edition.language != "kk"
        for place, translation in enumerate(edition.translations)
        if place in pairs and translation.origin in KEPT
    }


def translate_cached(
    tools: Tools, asks: Sequence[Ask], progress: Progress
) -> tuple[dict[Key, Translation], int]:
    """Translate what the cache does not hold; return all translations by place and how many came from it."""
    signature = tools.translation_signature
    terms = [bearing(tools.glossary, [ask.segment.text]) for ask in asks]
    keys = {
        (p, t): _key(signature + terms[p], a.segment.text, t) for p, a in enumerate(asks) for t in a.targets
    }
    known = tools.cache.get(list(dict.fromkeys(keys.values()))) if tools.cache is not None else {}
    fresh = _translate(tools, asks, [key for key in keys if keys[key] not in known], progress)
    if tools.cache is not None:
        tools.cache.put({keys[key]: translation for key, translation in fresh.items()})
    old = {
        (place, target): _checked(known[keys[place, target]], asks[place].segment, target, tools.glossary)
        for place, target in keys
        if (place, target) not in fresh
    }
    return old | fresh, len(old)


def _translate(
    tools: Tools, asks: Sequence[Ask], missing: Sequence[Key], progress: Progress
) -> dict[Key, Translation]:
    """Translate the missing ones; those that lack the same languages go to the engine together."""
    lacks: dict[int, tuple[Target, ...]] = defaultdict(tuple)
    for place, target in missing:
        lacks[place] += (target,)
    groups: dict[tuple[Target, ...], list[int]] = defaultdict(list)
    for place, targets in lacks.items():
        groups[targets].append(place)
    fresh: dict[Key, Translation] = {}
    for targets, places in groups.items():
        settings = replace(tools.settings, targets=targets)
        segments = [asks[place].segment for place in places]
        made = translate_segments(tools.translator, segments, settings, progress, tools.glossary)
        fresh |= {(places[place], target): translation for (place, target), translation in made.items()}
    return fresh


def _checked(
    translation: Translation, segment: Segment, target: Target, glossary: Glossary | None
) -> Translation:
    """Return an earlier translation for this segment, with what the checks of today find in it."""
    translation = renumbered(translation, segment.id)
    if translation.origin in ("rule", "person"):
        return translation
    said = (translation.truncated, translation.score, glossary)
    pair = Pair(segment.id, segment.text, translation.text, target, *said)
    return replace(translation, findings=check_pair(pair))


def _key(signature: str, text: str, target: Target) -> bytes:
    return hashlib.sha256(f"{signature}\0{target}\0{text}".encode()).digest()
