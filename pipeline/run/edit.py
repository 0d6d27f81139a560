"""What a person changed in a translation: into the digest, checked again, and kept through later runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from pipeline.document import Digest, Edition, Finding, Target, Translation, TranslationUnit
from pipeline.errors import UsageError
from pipeline.run.edits import AGAIN, Edit, Edits, digest_path, read_edits
from pipeline.run.keep import CHECK
from pipeline.run.lock import sole_writer
from pipeline.run.memory import TranslationMemory
from pipeline.run.recall import takes_memory
from pipeline.run.recheck import load_whole, recheck, refuse_edited, write_digest
from pipeline.run.revised import check_rest, read_revision
from pipeline.run.terms import in_part
from pipeline.summarize import compose
from pipeline.terminology import Glossary
from pipeline.write import BUILT_IN, Templates
from pipeline.write.escape import shown


def apply_edits(
    path: Path,
    output: Path,
    memory: TranslationMemory | None = None,
    templates: Templates = BUILT_IN,
    glossary: Glossary | None = None,
) -> tuple[Digest, int]:
    """Write the edits in `path` into their digest below `output`, which is locked, and into the memory."""
    with sole_writer(output):
        return edit_digest(path, output, memory, templates, glossary)


def edit_digest(
    path: Path,
    output: Path,
    memory: TranslationMemory | None = None,
    templates: Templates = BUILT_IN,
    glossary: Glossary | None = None,
) -> tuple[Digest, int]:
    """Do that where `output` is held already.

    Returns the digest and how many took effect. Raises UsageError, and changes nothing, when the article is
    another one by now and an edited sentence no longer reads as the editor saw it, or the digest is damaged.
    """
    edits = read_edits(path, output)
    target = digest_path(edits.document, output, path)
    before = load_whole(target)
    digest = recheck(_applied(edits, before, target), glossary)
    if glossary is None and edits.edits:
        digest = _not_looked_through(digest)
    if path.suffix.lower() == ".md":
        check_rest(read_revision(path), before, digest)
    refuse_edited(target, path)
    if memory is not None:  # before the digest: what is in that is no edit any more when this is repeated
        memory.put(_units(digest, edits))
    write_digest(target, digest, templates, applied=path)
    return digest, len(edits.edits)


def _not_looked_through(digest: Digest) -> Digest:
    """Return a digest that says no more that it was looked through for the terms that it was made with."""
    state = digest.provenance.glossary
    if not state.partition(":")[2]:
        return digest
    return replace(digest, provenance=replace(digest.provenance, glossary=in_part(state)))


def _units(digest: Digest, edits: Edits) -> Iterator[TranslationUnit]:
    """Yield what a memory keeps of edits: those of Kazakh sentences."""
    segments = {segment.id: segment for segment in digest.segments}
    moment = ""
    with suppress(ValueError, OverflowError):  # 0001-01-01, of a program without a clock, has no time zone
        moment = edits.saved.astimezone(UTC).isoformat(timespec="seconds") if edits.saved is not None else ""
    for edit in edits.edits:
        segment = segments[edit.segment]
        if takes_memory(digest.document, segment):
            yield TranslationUnit(
                segment.text, edit.language, edit.text, edits.document, edits.author, moment
            )


def _applied(edits: Edits, digest: Digest, target: Path) -> Digest:
    """Return the digest with the edits in it; raise UsageError where one does not fit."""
    wanted = {(edit.segment, edit.language): edit for edit in edits.edits}
    known = {(t.segment, e.language): t for e in digest.editions for t in e.translations}
    for key, edit in wanted.items():
        seen = known.get(key)
        if seen is None or _words(seen.text) not in (_words(edit.before), _words(edit.text)):
            cause = ", as has the article" if edits.sha256 != digest.document.sha256 else ""
            what = f"sentence {edit.segment} ({edit.language}) has changed since{cause}"
            raise UsageError(what, path=target, hint=AGAIN)
    editions = tuple(_edited(edition, wanted) for edition in digest.editions)
    return replace(digest, editions=editions)


def _words(text: str) -> list[str]:
    return shown(text).split()


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
