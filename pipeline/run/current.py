"""Which outputs are up to date: made of an input as it is now, by these tools, and as they were written."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec

from pipeline.address import way_to
from pipeline.document import Digest
from pipeline.read import Input, read_bytes
from pipeline.run.recall import says_the_same
from pipeline.run.recheck import read_digest
from pipeline.run.terms import is_of, is_unchanged
from pipeline.run.tools import Tools
from pipeline.write import Entry, article_suffixes, summary_entry
from pipeline.write.record import is_edited
from pipeline.write.seal import is_whole_digest


@dataclass(frozen=True, slots=True)
class _Source:
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Made:
    signature: str
    memory: str = ""
    glossary: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What of a digest says whether it is current: quicker to read than the whole."""

    document: _Source
    provenance: _Made
    seal: dict[str, str] = field(default_factory=dict)


def is_current(source: Input, tools: Tools) -> bool:
    """Tell whether the outputs of an input are there, as these tools wrote them, of it as it is now."""
    if source.is_stdin:
        return False
    path = tools.settings.output / f"{source.id}.json"
    data = file_bytes(path)
    head = head_of(data)
    if head is None or head.provenance.signature != tools.signature or not is_whole_digest(data):
        return False
    if head.document.path != source.address or not _is_of(head.document.sha256, source):
        return False
    suffixes = article_suffixes(tools.settings.formats, tools.settings.targets)
    if not all(_is_page(path.with_name(f"{source.id}.{s}"), head.seal.get(s)) for s in suffixes):
        return False
    memory = tools.memory.state() if tools.memory is not None else ""
    if head.provenance.memory == memory and is_of(head.provenance.glossary, tools.glossary):
        return True
    compared = (sha256(data).hexdigest(), memory)  # with the one glossary that these tools have
    if tools.compared.get(source.id) != compared:
        digest = read_digest(path)
        if digest is None or not _says_the_same(digest, tools):
            return False
        tools.compared[source.id] = compared
    return True


def _says_the_same(digest: Digest, tools: Tools) -> bool:
    """Tell whether memory and glossary, as they are now, would make the same of an article."""
    texts = [segment.text for segment in digest.segments]
    is_same = is_unchanged(digest.provenance.glossary, tools.glossary, texts)
    return is_same and says_the_same(digest, tools.memory, tools.settings.targets)


def _is_page(path: Path, written: str | None) -> bool:
    """Tell whether a page is the one that was written, or that one with a person's edits to be applied."""
    return sha256(file_bytes(path)).hexdigest() == written or (path.suffix == ".md" and is_edited(path))


def is_as_written(output: Path, name: str) -> bool:
    """Tell whether the digest of an article is as a run or an edit wrote it: neither damaged nor changed."""
    return is_whole_digest(file_bytes(output / f"{name}.json"))


def head_of(data: bytes) -> Head | None:
    """Return what the bytes of a digest say of it; None where they are none."""
    try:
        return msgspec.json.decode(data, type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def file_bytes(path: Path) -> bytes:
    """Return what is in a file; nothing where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def is_stale(source: Input, output: Path) -> bool:
    """Tell whether there is a digest of this input, but of what it said before."""
    digest = None if source.is_stdin else read_digest(output / f"{source.id}.json")
    if digest is None or not _is_named(digest, source, output):
        return False
    return not _is_of(digest.document.sha256, source)


def _is_of(digest_sha256: str, source: Input) -> bool:
    try:
        return sha256(read_bytes(source)).hexdigest() == digest_sha256
    except Exception:  # noqa: BLE001 (the run reads it again and reports whatever this is as its failure)
        return False


def entry_of(output: Path, source: Input) -> Entry | None:
    """Return what the press digest says of an article; None where its digest is not there or another's."""
    digest = read_digest(output / f"{source.id}.json")
    return summary_entry(digest) if digest is not None and _is_named(digest, source, output) else None


def _is_named(digest: Digest, source: Input, output: Path) -> bool:
    """Tell whether a digest is of that input, or of another of that name that says the same."""
    if digest.document.path != source.address:
        return False
    origin = digest.provenance.origin
    is_here = not origin or origin == way_to(source.address, output)
    return is_here or _is_of(digest.document.sha256, source)
