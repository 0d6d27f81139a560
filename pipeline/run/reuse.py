"""Translate what has not been translated before: the cache first, the engine for the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pipeline.document import Segment, Target, Translation
from pipeline.run.cache import renumbered
from pipeline.run.editions import translate_segments
from pipeline.run.progress import Progress
from pipeline.run.repair import Key
from pipeline.run.tools import Tools


def translate_cached(
    tools: Tools, segments: Sequence[Segment], progress: Progress
) -> tuple[dict[Key, Translation], int]:
    """Translate what the cache does not hold; return all translations by place and how many came from it."""
    settings, cache = tools.settings, tools.cache
    if cache is None:
        return translate_segments(tools.translator, segments, settings, progress), 0
    signature = tools.translation_signature
    keys = {(p, t): _key(signature, s.text, t) for p, s in enumerate(segments) for t in settings.targets}
    known = cache.get(list(dict.fromkeys(keys.values())))
    missing = [p for p in range(len(segments)) if any(keys[p, t] not in known for t in settings.targets)]
    made = (
        translate_segments(tools.translator, [segments[p] for p in missing], settings, progress)
        if missing
        else {}
    )
    fresh = {(missing[place], target): translation for (place, target), translation in made.items()}
    cache.put({keys[key]: translation for key, translation in fresh.items()})
    old = {key: renumbered(known[keys[key]], segments[key[0]].id) for key in keys if key not in fresh}
    return old | fresh, len(old)


def _key(signature: str, text: str, target: Target) -> bytes:
    return hashlib.sha256(f"{signature}\0{target}\0{text}".encode()).digest()
