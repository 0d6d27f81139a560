"""What the translation memory says of an article, and whether that is what its digest says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.check import Pair, check_pair
from pipeline.document import Digest, Document, Form, Language, Segment, Suggestion, Target, Translation
from pipeline.read.language import language_of
from pipeline.run.memory import Sentence, TranslationMemory, normal, revision_of
from pipeline.run.tools import Tools
from pipeline.terminology import Glossary


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is kept for the sentences asked about: for these very ones, and for others like them."""

    exact: dict[Sentence, str] = field(default_factory=dict)
    similar: dict[Sentence, tuple[Suggestion, ...]] = field(default_factory=dict)
    glossary: Glossary | None = None

    def translation(self, segment: Segment, target: Target, form: Form = "sentence") -> Translation | None:
        """Return what a person made of this sentence before, checked like any other translation."""
        text = self.exact.get((normal(segment.text), target))
        if text is None:
            return None
        findings = check_pair(Pair(segment.id, segment.text, text, target, False, None, self.glossary, form))
        return Translation(segment.id, text, origin="memory", findings=findings)

    def beside(self, translation: Translation, segment: Segment, target: Target) -> Translation:
        """Return a machine's translation with what is kept for sentences like it."""
        if translation.origin != "machine":
            return translation
        return replace(translation, suggestions=self.similar.get((normal(segment.text), target), ()))


def recall(tools: Tools, segments: Sequence[Segment]) -> Recalled:
    """Ask the memory about all segments at once."""
    memory = tools.memory
    if memory is None:
        return Recalled()
    texts = list(dict.fromkeys(normal(segment.text) for segment in segments))
    exact = memory.exact(texts)
    unknown = [text for text in texts if any((text, t) not in exact for t in tools.settings.targets)]
    return Recalled(exact, memory.similar(unknown), tools.glossary)


def takes_memory(document: Document, segment: Segment) -> bool:
    """Tell whether a sentence is Kazakh, which is what the memory is of."""
    return language_in(document, segment) == "kk"


def language_in(document: Document, segment: Segment) -> Language:
    """Return the language of a sentence: its block's, or its own where a Kazakh text quotes another."""
    language = document.blocks[segment.block].language
    return (language_of(segment.text) or language) if language == "kk" else language


def says_the_same(digest: Digest, memory: TranslationMemory | None, targets: Sequence[Target]) -> bool:
    """Tell whether a digest, made with the memory of its time, says what it would say with that of today.

    Of a memory that only grew since, nothing but what is new is compared with the sentences.
    """
    now = memory.state() if memory is not None else ""
    if digest.provenance.memory == now:
        return True
    since = revision_of(digest.provenance.memory, now)
    rows = list(_open_to_memory(digest, targets))
    texts = list(dict.fromkeys(normal(segment.text) for segment, _, _ in rows))
    exact = memory.exact(texts) if memory is not None else {}
    if any(t.text != exact.get((normal(s.text), target)) for s, target, t in rows if t.origin == "memory"):
        return False
    machine = [(normal(s.text), target, t) for s, target, t in rows if t.origin != "memory"]
    if any((text, target) in exact for text, target, _ in machine):
        return False
    machine = [row for row in machine if row[2].origin == "machine"]
    if since and memory is not None:
        fresh = memory.similar([text for text, _, _ in machine], since)
        machine = [row for row in machine if row[:2] in fresh]
    similar = memory.similar([text for text, _, _ in machine]) if memory is not None else {}
    return all(t.suggestions == similar.get((text, target), ()) for text, target, t in machine)


def _open_to_memory(
    digest: Digest, targets: Sequence[Target]
) -> Iterator[tuple[Segment, Target, Translation]]:
    """Yield what the memory may decide: not what a person edited in this article, nor what is not Kazakh."""
    for edition in digest.editions:
        if edition.language == "kk" or edition.language not in targets:
            continue
        for segment, translation in zip(digest.segments, edition.translations, strict=True):
            if translation.origin != "person" and takes_memory(digest.document, segment):
                yield segment, edition.language, translation
