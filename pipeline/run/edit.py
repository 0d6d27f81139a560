"""What a person changed in a translation: into the digest, checked again, and kept through later runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from pipeline.document import Digest, Edition, Finding, Target, Translation
from pipeline.errors import ReadError, UsageError
from pipeline.run.keep import CHECK
from pipeline.run.lock import sole_writer
from pipeline.run.recheck import load_digest, recheck, write_digest
from pipeline.summarize import compose


@dataclass(frozen=True, slots=True)
class Edit:
    """One sentence as a person wants it; `before` is what the editor saw."""

    segment: int
    language: Target
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    """A saved set of edits of one article, for the source with this sha256."""

    document: str
    sha256: str
    edits: tuple[Edit, ...]


def read_edits(path: Path) -> Edits:
    """Read a file that the review page saved; raise ReadError when it is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Edits)
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror}", path=path, hint="check the path") from error
    except msgspec.DecodeError as error:
        hint = "give the .edits.json that the review page saved"
        raise ReadError(f"is no file of edits: {error}", path=path, hint=hint) from error


def apply_edits(path: Path, output: Path) -> tuple[Digest, int]:
    """Write the edits in `path` into their digest below `output`; return it and how many took effect.

    Raises UsageError, and changes nothing, when the article is another one by now and an edited sentence no
    longer reads as the editor saw it.
    """
    edits = read_edits(path)
    if Path(edits.document).name != edits.document or not edits.document:
        raise ReadError(f"names no article: {edits.document!r}", path=path, hint="save the edits again")
    with sole_writer(output):
        return _apply(edits, output / f"{edits.document}.json")


def _apply(edits: Edits, target: Path) -> tuple[Digest, int]:
    digest = load_digest(target)
    wanted = {(edit.segment, edit.language): edit for edit in edits.edits}
    known = {(t.segment, e.language): t for e in digest.editions for t in e.translations}
    for key, edit in wanted.items():
        seen = known.get(key)
        if seen is None or " ".join(seen.text.split()) not in (" ".join(edit.before.split()), edit.text):
            hint = "open the page again, it shows the article as it is now, and edit there"
            cause = ", as has the article" if edits.sha256 != digest.document.sha256 else ""
            what = f"sentence {edit.segment} ({edit.language}) has changed since{cause}"
            raise UsageError(what, path=target, hint=hint)
    editions = tuple(_edited(edition, wanted) for edition in digest.editions)
    digest = recheck(replace(digest, editions=editions))
    write_digest(target, digest)
    return digest, len(wanted)


def _edited(edition: Edition, wanted: dict[tuple[int, Target], Edit]) -> Edition:
    if edition.language == "kk":
        return _without_lost(edition, wanted)
    edits = {segment: edit for (segment, language), edit in wanted.items() if language == edition.language}
    if not edits:
        return edition
    translations = tuple(
        Translation(t.segment, edits[t.segment].text, origin="person") if t.segment in edits else t
        for t in edition.translations
    )
    chosen = [i for sentence in edition.summary.sentences for i in sentence.segments]
    changed = replace(edition, translations=translations)
    return replace(changed, summary=compose(changed, chosen))


def _without_lost(edition: Edition, wanted: dict[tuple[int, Target], Edit]) -> Edition:
    """Drop what is said of an earlier edit that was lost where its sentence is edited again."""

    def is_settled(finding: Finding) -> bool:
        return finding.check == CHECK and (finding.segment, finding.language) in wanted

    translations = tuple(
        replace(t, findings=tuple(f for f in t.findings if not is_settled(f))) for t in edition.translations
    )
    return replace(edition, translations=translations)
