"""The JSON form of the data: written, read back, and its schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.document import Digest, Edition, Segment
from pipeline.errors import ReadError

NO_DIGEST = "give a .json that `run` wrote, as it wrote it"


def encode(value: object) -> bytes:
    """Return readable JSON for any of the types above, UTF-8, two spaces deep."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def decode_digest(data: bytes) -> Digest:
    """Read a digest back; raise ReadError, naming the place, on anything else or where its parts disagree."""
    try:
        digest = msgspec.json.decode(data, type=Digest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(f"is not a digest: {error}", hint=NO_DIGEST) from error
    for fault in _faults(digest):
        raise ReadError(f"is not a whole digest: {fault}", hint=NO_DIGEST)
    return digest


def _faults(digest: Digest) -> Iterator[str]:
    """Yield each way in which the parts of a digest do not fit together."""
    blocks, ids = digest.document.blocks, [segment.id for segment in digest.segments]
    known = set(ids)
    if len(known) != len(ids):
        yield "two segments have one id"
    for s in digest.segments:
        if not 0 <= s.block < len(blocks) or blocks[s.block].text[s.start : s.end] != s.text:
            yield f"segment {s.id} is not what its block says there"
    languages = [edition.language for edition in digest.editions]
    if "kk" not in languages or len(set(languages)) != len(languages):
        yield f"its editions are {', '.join(languages) or 'missing'}"
    for edition in digest.editions:
        yield from _edition_faults(edition, digest.segments)
    for missing in {f.segment for f in digest.findings if f.segment is not None} - known:
        yield f"a finding is about segment {missing}, which does not exist"
    touched = (change.segment for correction in digest.corrections for change in correction.changes)
    for unknown in {segment for segment in touched if segment is not None} - known:
        yield f"a correction is about segment {unknown}, which does not exist"


def _edition_faults(edition: Edition, segments: Sequence[Segment]) -> Iterator[str]:
    """Yield each way in which an edition does not fit the segments of its digest."""
    ids, language = [segment.id for segment in segments], edition.language
    if [t.segment for t in edition.translations] != ids:
        strange = {t.segment for t in edition.translations} ^ set(ids)
        where = f": {', '.join(map(str, sorted(strange)))}" if strange else ""
        yield f"edition {language} has not one translation for each segment in order{where}"
    elif language == "kk":
        for t, segment in zip(edition.translations, segments, strict=True):
            if t.text != segment.text:
                yield f"edition kk does not say what segment {segment.id} says"
    for missing in {i for s in edition.summary.sentences for i in s.segments} - set(ids):
        yield f"the summary in {language} rests on segment {missing}, which does not exist"
    if not all(sentence.segments for sentence in edition.summary.sentences):
        yield f"a sentence of the summary in {language} rests on no segment"


def digest_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a digest's file."""
    schema = msgspec.json.schema(Digest)
    schema["$defs"]["Digest"]["properties"]["seal"] = {
        "description": "sha256 of each page by its kind, and of all of this file before its own, `json`",
        "type": "object",
        "additionalProperties": {"type": "string"},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Digest", **schema}
