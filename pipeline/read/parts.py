"""Find the articles inside one file, and cut one of them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path, PurePath, PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile

from pipeline.counted import counted
from pipeline.deadline import check
from pipeline.errors import ReadError
from pipeline.limits import Limits
from pipeline.read.archive import (
    article_members,
    is_docx,
    kept_open,
    member_name,
    open_archive,
    read_member,
    refuse_other_documents,
    said_of,
)
from pipeline.read.encoding import decode
from pipeline.read.feed import split_feed
from pipeline.read.input import Input, Item, Part
from pipeline.read.lines import line_at, lines_of
from pipeline.read.newsml import split_newsml
from pipeline.read.records import split_records
from pipeline.read.sniff import HEAD_BYTES, Kind, declared_charset, sniff

LINES_SUFFIXES = (".jsonl", ".ndjson")
SPLITTERS: dict[Kind, Callable[[str, str, Limits], list[Item]]] = {
    "feed": split_feed,
    "newsml": split_newsml,
    "json": split_records,
}
BETWEEN = "/#"  # between a zip member and the part inside it; no member's name holds it


def list_parts(path: Path, limits: Limits) -> list[Part] | None:
    """Return the articles inside a file, None where the file is one article itself.

    Costs a look at the file's beginning; more only for the formats that hold several articles. Raises
    ReadError where such a file is damaged or beyond the limits.
    """
    try:
        with path.open("rb") as file:
            kind = sniff(file.read(HEAD_BYTES), path)
            if kind == "json" and has_lines(path):
                return _line_parts(file, str(path), limits)
    except OSError as error:
        what = f"cannot be opened: {error.strerror or error}"
        raise ReadError(what, path=path, hint="check the file and its permissions") from error
    if kind == "zip":
        return _archive_parts(path, limits)
    if kind in SPLITTERS:
        items = items_of(kind, read_limited(path, limits), str(path), limits)
        return None if items and items[0].is_whole else _named(items)
    return None


def items_of(kind: Kind, raw: bytes, name: str, limits: Limits) -> list[Item]:
    """Cut a feed, a news message or a JSON file into its articles."""
    text = decode(raw, name, declared_charset(raw)).text
    return SPLITTERS[kind](text, name, limits)


def part_bytes(source: Input) -> tuple[bytes, PurePath]:
    """Return the bytes of the part that `source` names, as a file of its own, and that file's name."""
    name, limits = source.part or "", source.limits
    with source.path.open("rb") as file:
        kind = sniff(file.read(HEAD_BYTES), source.path)
        if kind == "json" and has_lines(source.path):
            return _line(file, source), source.path
    if kind == "zip":
        return _member_bytes(source, name)

    def cut() -> dict[str, bytes]:
        return _by_name(items_of(kind, read_limited(source.path, limits), str(source.path), limits))

    return _picked(source.shelf.hold(source.path, cut), name, source), source.path


def read_limited(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a file; raises ReadError when it is no regular file or too large."""
    if not path.exists():
        raise ReadError("is not there any more", path=path, hint="put it back, or run again without it")
    if not path.is_file():  # opening a pipe would block
        raise ReadError("is not a regular file", path=path, hint="give a text file")
    with path.open("rb") as file:
        data = file.read(limits.article_bytes + 1)
    return within_limit(data, str(path), limits)


def within_limit(data: bytes, name: str, limits: Limits) -> bytes:
    """Return `data`; raises ReadError where it is more than one article can be."""
    if len(data) > limits.article_bytes:
        what = f"is larger than {limits.article_mb} MiB"
        raise limits.passed("article_mb", what, name, "split it, or check that it is one article")
    return data


def has_lines(path: Path) -> bool:
    """Tell whether a file has one article a line by its name; it may be large, and is read line by line."""
    return path.suffix.lower() in LINES_SUFFIXES


def _line_parts(file: BinaryIO, path: str, limits: Limits) -> list[Part]:
    parts: list[Part] = []
    unique = _Unique()
    for line in lines_of(file, path, limits):
        if len(parts) == limits.articles:
            what = f"holds more than {counted(limits.articles, 'article')}"
            raise limits.passed("articles", what, path, "split it")
        parts.append(Part(unique.name(line.id, line.number), line.offset))
    return parts


def _line(file: BinaryIO, source: Input) -> bytes:
    """Return the line of a part: from where it was last seen, else from the beginning."""
    if source.offset:
        found = line_at(file, source.offset, source.name, source.limits)
        if found and re.fullmatch(rf"{re.escape(found.id) or '.*'}(?: \(\d+\))?", source.part or ""):
            return found.data
    unique = _Unique()
    for line in lines_of(file, source.name, source.limits):
        if unique.name(line.id, line.number) == source.part:
            return line.data
    raise _gone(source)


def _archive_parts(path: Path, limits: Limits) -> list[Part] | None:
    with open_archive(path, str(path), limits) as archive:
        if is_docx(archive):
            return None
        refuse_other_documents(archive, str(path))
        return [Part(name) for name in _member_parts(archive, str(path), limits)]


def _member_parts(archive: ZipFile, path: str, limits: Limits) -> Iterator[str]:
    for info in article_members(archive):
        check()
        own = member_name(info)
        name = f"{path}#{own}"
        try:
            with said_of(name), archive.open(info) as file:
                head = file.read(HEAD_BYTES)
            kind = sniff(head, PurePosixPath(own))
            raw = read_member(archive, own, name, limits) if kind in SPLITTERS else b""
            items = items_of(kind, raw, name, limits) if kind in SPLITTERS else []
        except ReadError:
            items = []  # it is listed whole, and says what is wrong when it is read
        if items and not items[0].is_whole:
            yield from (f"{own}{BETWEEN}{part.name}" for part in _named(items))
        else:
            yield own


def _member_bytes(source: Input, part: str) -> tuple[bytes, PurePath]:
    member, _, inner = part.partition(BETWEEN)
    limits = source.limits
    archive = source.shelf.hold(source.path, lambda: kept_open(source.path, str(source.path), limits))
    with said_of(source.name):
        raw = read_member(archive, member, source.name, limits)
    path = PurePosixPath(member)
    if inner:
        items = items_of(sniff(raw[:HEAD_BYTES], path), raw, source.name, limits)
        raw = _picked(_by_name(items), inner, source)
    elif sniff(raw[:HEAD_BYTES], path) == "zip":
        with open_archive(raw, source.name, limits) as archive:
            if not is_docx(archive):
                hint = "unpack the outer archive first"
                raise ReadError("is a zip archive inside a zip archive", path=source.name, hint=hint)
    return raw, path


def _named(items: Iterable[Item]) -> list[Part]:
    unique = _Unique()
    return [Part(unique.name(item.id, number)) for number, item in enumerate(items, 1)]


def _by_name(items: list[Item]) -> dict[str, bytes]:
    return {named.name: item.data for item, named in zip(items, _named(items), strict=True)}


def _picked(parts: dict[str, bytes], part: str, source: Input) -> bytes:
    if part not in parts:
        raise _gone(source)
    return parts[part]


def _gone(source: Input) -> ReadError:
    return ReadError("is no longer in its file", path=source.name, hint="run again: the file has changed")


class _Unique:
    """Names parts by their own id, else by their number; one that is taken gets a number behind it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, own: str, number: int) -> str:
        plain = " ".join(own.split()) or str(number)
        names = (plain if i == 1 else f"{plain} ({i})" for i in count(1))
        name = next(name for name in names if name not in self._taken)
        self._taken.add(name)
        return name
