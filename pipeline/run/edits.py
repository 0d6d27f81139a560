"""What a person changed in an article, as it comes back: from the review page or a translator's tool."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from pipeline.document import Digest, Target, Translation, visible
from pipeline.errors import ReadError, UsageError
from pipeline.limits import bytes_within
from pipeline.read.xliff import Returned, read_xliff
from pipeline.run.recheck import load_digest
from pipeline.run.revised import changes, read_revision
from pipeline.write.escape import shown

PASTED = str.maketrans("", "", "\u200b\ufeff")  # also beside a mark or a blank, where `visible` leaves them
EDITS_OF = re.compile(r"(?:\.edits\.json|\.md|(?:\.\w\w)?\.xlf)$")  # behind the name of the article
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
AGAIN = "open the page again, it shows the article as it is now, and edit there"
SAVED = "give the .edits.json that the review page saved"
EXPORT = "export the article again, and edit that"


@dataclass(frozen=True, slots=True)
class Edit:
    """One sentence as a person wants it; `before` is what the editor saw."""

    segment: int
    language: Target
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    """A saved set of edits of one article, for the source with this sha256; who made it when, if said."""

    document: str
    sha256: str
    edits: tuple[Edit, ...]
    author: str = ""
    saved: datetime | None = None


def read_edits(path: Path, output: Path) -> Edits:
    """Read edits from a file of any kind that is known; the digest below `output` says what was changed.

    What nobody sees of a text, soft hyphens and the like, is left out, as it is of an article. Raises
    ReadError when the file is none, UsageError when it does not fit the article as it is now.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(_READERS)
        raise ReadError("is no file of edits", path=path, hint=f"known are {known}")
    found = reader(path, output)
    return replace(found, edits=tuple(replace(edit, text=_seen(edit.text)) for edit in found.edits))


def _seen(text: str) -> str:
    return visible(text).translate(PASTED)


def folder_of(path: Path) -> Path | None:
    """Return the folder of a file of edits where the digest that it is of lies beside it, else None.

    That is the one that the file itself states, whatever it is called, else the one that its name tells.
    """
    names = [_stated(path), EDITS_OF.sub("", path.name)]
    plain = (name for name in names if name and name == Path(name).name != path.name)
    return path.parent if any((path.parent / f"{name}.json").is_file() for name in plain) else None


def _stated(path: Path) -> str:
    """Return the article that a file of edits says it is of; nothing where it says none."""
    reader = _STATES.get(path.suffix.lower())
    with suppress(ReadError, UsageError, OSError):
        return reader(path) if reader is not None else ""
    return ""


def digest_path(document: str, output: Path, path: Path) -> Path:
    """Return where the digest of the article named in `path` is; raise ReadError where there is none."""
    if not document or Path(document).name != document:
        raise ReadError(f"names no article: {document!r}", path=path, hint="save or export it again")
    found = output / f"{document}.json"
    if not found.exists():
        what = f"corrects {document!r}, of which there is no digest in {output}"
        raise ReadError(what, path=path, hint="give the folder of its digest: -o FOLDER")
    return found


def _saved(path: Path, output: Path) -> Edits:
    """Read what the review page saved."""
    edits = _decoded(path)
    for edit in edits.edits:
        _refuse_no_text(edit, path)
    digest_path(edits.document, output, path)
    return edits


def _decoded(path: Path) -> Edits:
    try:
        return msgspec.json.decode(bytes_within(path, SAVED), type=Edits)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(f"is no file of edits: {error}", path=path, hint=SAVED) from error


def _refuse_no_text(edit: Edit, path: Path) -> None:
    """Raise ReadError for what no sentence can say: nothing, or control characters."""
    where = f"sentence {edit.segment} ({edit.language})"
    if not _seen(edit.text).strip():
        raise ReadError(f"{where} is empty", path=path, hint="write what it is to say; nothing was changed")
    if strange := CONTROL.search(edit.text):
        what = f"{where} holds the control character U+{ord(strange[0]):04X}"
        raise ReadError(what, path=path, hint="write the sentence without it; nothing was changed")


def _exchanged(path: Path, output: Path) -> Edits:
    """Read XLIFF: the units whose target was changed, and those that a person approved as they are."""
    exchange = read_xliff(path)
    digest = load_digest(digest_path(exchange.document, output, path))
    languages = [edition.language for edition in digest.editions]
    if exchange.language not in languages:
        what = f"is {exchange.language}, and the digest has {', '.join(languages)} only"
        raise UsageError(what, path=path, hint=EXPORT)
    present = {t.segment: t for t in digest.edition(exchange.language).translations}
    edits = tuple(_changed(exchange.units, digest, present, exchange.language, path))
    return Edits(exchange.document, digest.document.sha256, edits)


def _changed(
    units: tuple[Returned, ...], digest: Digest, present: dict[int, Translation], language: Target, path: Path
) -> Iterator[Edit]:
    sources = {segment.id: shown(segment.text) for segment in digest.segments}
    for unit in units:
        if sources.get(unit.segment) != shown(unit.source):
            what = f"sentence {unit.segment} is not what the article says there now"
            raise UsageError(what, path=path, hint=EXPORT)
        now, text = present[unit.segment], shown(unit.text)
        before = unit.exported
        if before is None:  # the tool dropped it; what a person wrote meanwhile must not be lost
            before = "" if now.origin == "person" else now.text
        is_changed = text not in (shown(before), shown(now.text))
        is_approved = unit.is_reviewed and now.origin != "person" and text == shown(now.text)
        if text and (is_changed or is_approved):
            yield Edit(unit.segment, language, before, text)


def _revised(path: Path, output: Path) -> Edits:
    """Read an edited Markdown."""
    revision = read_revision(path)
    digest = load_digest(digest_path(revision.record.document, output, path))
    edits = tuple(Edit(*change) for change in changes(revision, digest))
    return Edits(digest.document.id, digest.document.sha256, edits)


_STATES: dict[str, Callable[[Path], str]] = {
    ".json": lambda path: _decoded(path).document,
    ".md": lambda path: read_revision(path).record.document,
    ".xlf": lambda path: read_xliff(path).document,
    ".xliff": lambda path: read_xliff(path).document,
}
_READERS: dict[str, Callable[[Path, Path], Edits]] = {
    ".json": _saved,
    ".md": _revised,
    ".xlf": _exchanged,
    ".xliff": _exchanged,
}
