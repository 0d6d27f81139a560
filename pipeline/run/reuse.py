"""What need not be translated: it stands in the old digest, or in the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.check import Pair, check_pair
from pipeline.check.naming.opening import Known, begins_with, known_people
from pipeline.document import Digest, Document, Form, Segment, Target, Translation
from pipeline.run.cache import renumbered
from pipeline.run.keep import partners
from pipeline.run.repair import Key
from pipeline.run.terms import bearing, is_unchanged
from pipeline.run.tools import Tools
from pipeline.terminology import Glossary

FORMS: dict[Form, str] = {"sentence": "", "row": "row", "cell": "cell"}  # a sentence may read as a row does
KEPT = ("machine", "person")  # what rests on rules or memory is made by those of today


@dataclass(frozen=True, slots=True)
class Ask:
    """One segment and the languages it is wanted in."""

    segment: Segment
    targets: tuple[Target, ...]
    form: Form = "sentence"
    known: tuple[tuple[str, str], ...] = ()  # whom the article calls by the name that this begins with


def called_so(text: str, known: Known) -> tuple[tuple[str, str], ...]:
    """Return whom an article calls by the name that a text of it begins with."""
    name = begins_with(text, known)
    return ((name, known[name]),) if name else ()


def translations_before(
    old: Digest | None, document: Document, segments: Sequence[Segment], tools: Tools
) -> dict[Key, Translation]:
    """Return, by place, the translations in `old` of the sentences that are in the article still.

    Only where these very tools would make them: an engine may answer otherwise in another batch, so that what
    stood beside an unchanged sentence is kept, not made again, even without the cache. What a model would be
    shown otherwise, as the article now tells a name from a word, is made again.
    """
    if old is None or old.provenance.signature != tools.signature:
        return {}
    if not is_unchanged(old.provenance.glossary, tools.glossary, [s.text for s in old.segments]):
        return {}
    pairs = partners(old, segments)
    asks = [Ask(segment, (), document.form(segment)) for segment in segments]
    then, now = (known_people(segment.text for segment in of) for of in (old.segments, segments))
    alike = [called_so(segment.text, then) == called_so(segment.text, now) for segment in segments]
    return {
        (pairs[place], edition.language): _checked(
            translation, asks[pairs[place]], edition.language, tools.glossary
        )
        for edition in old.editions
        if edition.language != "kk"
        for place, translation in enumerate(edition.translations)
        if place in pairs and translation.origin in KEPT
        if alike[pairs[place]] or translation.origin == "person"
    }


def cache_keys(tools: Tools, asks: Sequence[Ask]) -> dict[Key, bytes]:
    """Return, by the place of the ask and the target, under what a translation is kept in the cache."""
    signature = tools.translation_signature
    terms = [bearing(tools.glossary, [ask.segment.text]) for ask in asks]
    return {
        (p, t): _key(
            signature + terms[p] + FORMS[a.form] + "".join(map(" ".join, a.known)), a.segment.text, t
        )
        for p, a in enumerate(asks)
        for t in a.targets
    }


def from_cache(tools: Tools, asks: Sequence[Ask], keys: Mapping[Key, bytes]) -> dict[Key, Translation]:
    """Return what the cache holds, checked anew."""
    if tools.cache is None:
        return {}
    known = tools.cache.get(list(dict.fromkeys(keys.values())))
    return {
        (place, target): _checked(known[key], asks[place], target, tools.glossary)
        for (place, target), key in keys.items()
        if key in known
    }


def _checked(translation: Translation, ask: Ask, target: Target, glossary: Glossary | None) -> Translation:
    """Return an earlier translation for this segment, with what the checks of today find in it."""
    segment = ask.segment
    translation = renumbered(translation, segment.id)
    if translation.origin == "person" or (translation.origin == "rule" and ask.form != "row"):
        return translation
    pair = Pair.of(segment, target, translation, ask.form, glossary)
    return replace(translation, findings=check_pair(pair))


def _key(signature: str, text: str, target: Target) -> bytes:
    return hashlib.sha256(f"{signature}\0{target}\0{text}".encode()).digest()
