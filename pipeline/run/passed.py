"""What lies in the folders of a run and is passed over: files of other kinds, and what other runs wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeVar

import msgspec

from pipeline.errors import ReadError, printable
from pipeline.models.store import APPLICATION
from pipeline.read import Copy, Input, members_left_out
from pipeline.run.outputs import EDITS, REPORT, is_batch_file, is_page_of_a_digest
from pipeline.write.digest import TITLE
from pipeline.write.record import has_record
from pipeline.write.seal import ends_as_html, has_seal

HEAD_BYTES, TAIL_BYTES = 16384, 4096  # in which what a run wrote shows itself
T = TypeVar("T")
HTML = (".html", ".htm", ".xhtml")
OTHER, LINK, OWN = "no article by its name", "a link", "a run wrote it"


class _Report(msgspec.Struct):
    program: str


class _Edits(msgspec.Struct):
    document: str
    sha256: str
    edits: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that is no article, by the name that people see, and why."""

    path: str
    why: str


def is_of_a_run(path: Path) -> bool:
    """Tell by its content, or by what lies beside it, whether a run or a review page wrote a file."""
    if is_batch_file(path.name):
        return _is_report(path.with_name(REPORT)) or _begins_as_digest(path)
    if is_page_of_a_digest(path):
        return True
    suffix = path.suffix.lower()
    if suffix == ".md":
        return has_record(path) or _begins_as_digest(path)
    if suffix in HTML:
        return ends_as_html(_ends(path)[1]) or _begins_as_digest(path)
    return suffix == ".json" and (has_seal(_ends(path)[1]) or _are_edits(path) or _is_report(path))


def without_own(inputs: Sequence[Input], paths: Sequence[Path | Copy]) -> tuple[list[Input], list[str]]:
    """Return the inputs without what other runs wrote, and the addresses of that.

    A file that was named outright is taken whatever it is.
    """
    named = {str(path.url if isinstance(path, Copy) else path) for path in paths}
    judged: dict[Path, bool] = {}

    def is_own(source: Input) -> bool:
        if source.is_stdin or source.address in named:
            return False
        if source.path not in judged:
            judged[source.path] = is_of_a_run(source.path)
        return judged[source.path]

    own = {source.address: None for source in inputs if is_own(source)}
    return [source for source in inputs if source.address not in own], list(own)


def left_in_archives(inputs: Iterable[Input]) -> Iterator[str]:
    """Yield the members of archives that are not taken for articles."""
    archives = {source.path: source for source in inputs if source.part is not None}
    for path, source in archives.items():
        try:
            yield from (f"{source.address}#{name}" for name in members_left_out(path, source.limits))
        except (ReadError, OSError):  # it fails when it is its turn
            continue


def _begins_as_digest(path: Path) -> bool:
    """Tell whether a file begins as a press digest, of which a page has its heading after the style."""
    head = _ends(path)[0]
    title = TITLE.encode()
    return head.startswith(b"# " + title) or (path.suffix.lower() in HTML and b"<h1>" + title in head)


def _is_report(path: Path) -> bool:
    report = _decoded(_Report, path)
    return report is not None and report.program == APPLICATION


def _are_edits(path: Path) -> bool:
    return path.name.lower().endswith(EDITS) and _decoded(_Edits, path) is not None


def _decoded(kind: type[T], path: Path) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _ends(path: Path) -> tuple[bytes, bytes]:
    """Return the beginning and the end of a file; nothing of one that cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            file.seek(max(0, path.stat().st_size - TAIL_BYTES))
            return head, file.read(TAIL_BYTES)
    except (OSError, ValueError):
        return b"", b""


def _name(address: str) -> str:
    """Return the last part of an address, of a member of an archive with the archive's."""
    archive, sign, member = address.partition("#")
    return f"{PurePath(archive).name}{sign}{member}" if sign else PurePath(address).name


def names_of(passed: Sequence[Passed], most: int | None) -> str:
    """Return the names of what is passed over, the first of them where they are more than `most`."""
    names = [printable(_name(one.path)) + (" (a link)" if one.why == LINK else "") for one in passed]
    if most is None or len(names) <= most:
        return f"{', '.join(names)} ({len(names)} in all)"
    return f"{', '.join(names[:most])} … ({len(names)} in all, {REPORT} names them)"
