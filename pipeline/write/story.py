"""One language edition of a digest as an article on its own, for the formats of the trade."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import quote

from pipeline.document import BlockKind, Digest, Edition, Language, doubtful
from pipeline.write.escape import without_controls
from pipeline.write.markdown import titles

MACHINE_MADE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
EDITED = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
SOURCE_TYPES = {MACHINE_MADE: "Created using Generative AI", EDITED: "Edited using Generative AI"}
"""IPTC's terms for what a trained model made, and for what persons changed afterwards."""
IN_URIS = ":/?#[]@!$&'()*+,;=%~"
UNREAD: frozenset[BlockKind] = frozenset({"headline", "byline"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the article in the edition's language."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """An edition: what an agency sends out. `created` and `embargoed` are ISO times or empty."""

    uri: str
    language: Language
    headline: str
    summary: str
    paragraphs: tuple[Paragraph, ...]
    metadata: dict[str, str]
    note: str
    source_type: str
    made: str
    created: str
    embargoed: str

    @property
    def is_withheld(self) -> bool:
        """Tell whether an embargo is stated that cannot be read as a time: it holds for ever."""
        return bool(self.metadata.get("embargoed")) and not self.embargoed


def stories(digest: Digest) -> list[Story]:
    """Return the translated editions of a digest."""
    return [story(digest, edition) for edition in digest.editions if edition.language != "kk"]


def story(digest: Digest, edition: Edition) -> Story:
    """Return one edition as an article."""
    document, language = digest.document, edition.language
    metadata = {key: without_controls(value) for key, value in document.metadata.items()}
    is_edited = any(translation.origin == "person" for translation in edition.translations)
    return Story(
        uri=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{document.path}#{document.id}.{language}')}",
        language=language,
        headline=without_controls(titles(digest)[language]),
        summary=without_controls(edition.summary.text),
        paragraphs=tuple(_paragraphs(digest, edition)),
        metadata=metadata,
        note=_note(digest, language),
        source_type=EDITED if is_edited else MACHINE_MADE,
        made=digest.provenance.finished,
        created=iso(metadata.get("date", "")),
        embargoed=iso(metadata.get("embargoed", "")),
    )


def web_address(text: str) -> str:
    """Return an address of the web as a URI, what may not stand in one percent-encoded; else nothing."""
    address = without_controls(text).strip()
    return quote(address, safe=IN_URIS) if address.lower().startswith(("http://", "https://")) else ""


def iso(text: str) -> str:
    """Return a date or time in ISO 8601 with an offset; nothing for anything else."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.astimezone()).isoformat()
    except (ValueError, OverflowError):  # 0001-01-01, with which systems fill a date they lack, has no offset
        return ""


def _paragraphs(digest: Digest, edition: Edition) -> list[Paragraph]:
    texts = {t.segment: without_controls(t.text) for t in edition.translations}
    blocks = digest.document.blocks
    return [
        Paragraph(blocks[place].kind, " ".join(filter(None, (texts[segment.id] for segment in segments))))
        for place, segments in groupby(digest.segments, key=lambda segment: segment.block)
        if blocks[place].kind not in UNREAD
    ]


def _note(digest: Digest, language: Language) -> str:
    """Return what the editor who receives the story must know."""
    provenance = digest.provenance
    ids = doubtful(finding for finding in digest.findings if finding.language == language)
    note = f"Machine translation from Kazakh, model {provenance.model} ({provenance.licence})."
    if ids:
        note += f" Sentences to check: {', '.join(map(str, ids))}."
    return note
