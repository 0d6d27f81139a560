"""Read the lines of a JSON Lines file, which may be larger than memory, in UTF-8 or UTF-16."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO, NamedTuple

from pipeline.deadline import check
from pipeline.limits import MIB, Limits
from pipeline.read.records import record_id

BLANKS = re.compile(rb"\A(?:\xef\xbb\xbf|\s)*")  # files that were joined have byte order marks inside
LINE_END = {"utf-8": b"\n", "utf-16-le": b"\n\0", "utf-16-be": b"\0\n"}
MARKS = {"utf-8": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
BEGINNINGS = {"utf-16-le": (codecs.BOM_UTF16_LE, b"{\0"), "utf-16-be": (codecs.BOM_UTF16_BE, b"\0{")}


class Line(NamedTuple):
    """One article: where its line begins, the id it gives itself, and its bytes (of UTF-16 marked)."""

    number: int
    offset: int
    id: str
    data: bytes


def lines_of(file: BinaryIO, path: str, limits: Limits) -> Iterator[Line]:
    """Yield the lines that are not blank, from the beginning; raise ReadError at one beyond the limit."""
    codec = _codec(file)
    file.seek(0)
    return _lines(file, codec, path, limits)


def line_at(file: BinaryIO, offset: int, path: str, limits: Limits) -> Line | None:
    """Return the first line from `offset` on; None where no line begins there."""
    codec = _codec(file)
    end = LINE_END[codec]
    file.seek(max(0, offset - len(end)))
    return next(_lines(file, codec, path, limits), None) if file.read(len(end)) == end else None


def _codec(file: BinaryIO) -> str:
    file.seek(0)
    head = file.read(2)
    return next((codec for codec, begun in BEGINNINGS.items() if head in begun), "utf-8")


def _lines(file: BinaryIO, codec: str, path: str, limits: Limits) -> Iterator[Line]:
    offset = file.tell()
    most = limits.line_mb * MIB
    for number in count(1):
        check()
        line = _next_line(file, codec, most + 1)
        if len(line) > most:
            what = f"has a line longer than {limits.line_mb} MiB (line {number})"
            raise limits.passed("line_mb", what, path, "put each article on a line of its own")
        if not line:
            return
        data = _bare(line) if codec == "utf-8" else _marked(line, codec)
        if data:
            yield Line(number, offset, record_id(_utf8(data, codec)), data)
        offset += len(line)


def _bare(line: bytes) -> bytes:
    return BLANKS.sub(b"", line, count=1).strip()


def _marked(line: bytes, codec: str) -> bytes:
    """Return a line of UTF-16 as a file of its own; a broken one says what is wrong when it is read."""
    try:
        text = _bare(line.decode(codec).encode()).decode()
    except UnicodeDecodeError:
        return MARKS[codec] + line
    return MARKS[codec] + text.encode(codec) if text else b""


def _utf8(data: bytes, codec: str) -> bytes:
    return data if codec == "utf-8" else data[len(MARKS[codec]) :].decode(codec, "replace").encode()


def _next_line(file: BinaryIO, codec: str, most: int) -> bytes:
    """Return the next line with its end, `most` bytes of it at most; in UTF-16 a byte 10 alone ends none."""
    line = file.readline(most)
    while codec != "utf-8" and len(line) < most and line.endswith(b"\n"):
        is_even = len(line) % 2 == 0
        if codec == "utf-16-le" and not is_even:
            line += file.read(1)
        if line.endswith(LINE_END[codec]) and (is_even or codec == "utf-16-le"):
            break
        rest = file.readline(most - len(line))
        if not rest:
            break
        line += rest
    return line
