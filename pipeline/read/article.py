"""Turn the bytes of one file into a Document."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import yaml

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read.find import Input
from pipeline.read.layout import plain_blocks, promote_title
from pipeline.read.markdown import markdown_blocks

MAX_BYTES = 10 * 1024 * 1024  # a long read has 60 kB; more than this is not an article
MAX_FRONT_MATTER_CHARS = 64 * 1024
MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive (docx, xlsx, odt …)",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip archive",
}


def read_bytes(source: Input) -> bytes:
    """Return the bytes of an input; raise ReadError when it cannot be opened or is too large."""
    try:
        if source.is_stdin:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            if not source.path.is_file():  # opening a pipe would block
                raise ReadError("is not a regular file", path=source.path, hint="give a text file")
            with source.path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(
            f"cannot be opened: {reason}", path=source.path, hint="check the file and its permissions"
        ) from error
    if len(data) > MAX_BYTES:
        hint = "split it, or check that it is one article"
        raise ReadError(f"is larger than {MAX_BYTES // 2**20} MiB", path=source.path, hint=hint)
    return data


def read_article(source: Input, data: bytes | None = None) -> Document:
    """Read one article; raises ReadError, naming the path and a remedy, when it is not one."""
    raw = read_bytes(source) if data is None else data
    text = _decode(raw, source.path)
    metadata, body = _split_front_matter(text, source.path)
    is_markdown = source.path.suffix.lower() == ".md"
    blocks = markdown_blocks(body) if is_markdown else plain_blocks(body)
    blocks = promote_title(blocks, metadata.get("title"))
    if not any(character.isalpha() for block in blocks for character in block.text):
        raise ReadError("holds no text", path=source.path, hint="fill it or remove it")
    return Document(source.id, str(source.path), tuple(blocks), hashlib.sha256(raw).hexdigest(), metadata)


def _decode(raw: bytes, path: Path) -> str:
    for magic, what in MAGIC.items():
        if raw.startswith(magic):
            raise ReadError(f"is {what}, not text", path=path, hint="save it as plain text (UTF-8)")
    if b"\0" in raw:
        at = raw.index(b"\0")
        raise ReadError(
            f"is binary (a null byte at offset {at})", path=path, hint="save it as plain text (UTF-8)"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = f"is not valid UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}, line {line}"
        raise ReadError(what, path=path, hint="save the file as UTF-8") from error
    if not text.strip("\ufeff \t\r\n\u00a0\u200b"):
        raise ReadError("is empty", path=path, hint="fill it or remove it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split_front_matter(text: str, path: Path) -> tuple[dict[str, str], str]:
    """Split off a leading `---` … `---` block of YAML scalars (title, date, source, url …)."""
    head, separator, rest = text.partition("\n")
    if head.strip() != "---" or not separator:
        return {}, text
    lines = rest.split("\n")
    ends = [i for i, line in enumerate(lines) if line.strip() in ("---", "...")]
    if not ends:
        return {}, text
    front, body = "\n".join(lines[: ends[0]]), "\n".join(lines[ends[0] + 1 :])
    if ":" not in front:
        return {}, text  # two rules drawn around text, not front matter
    if len(front) > MAX_FRONT_MATTER_CHARS:
        raise ReadError(
            "has front matter of over 64 kB", path=path, hint="shorten the part between the --- lines"
        )
    try:
        loaded: Any = yaml.load(
            front, Loader=yaml.BaseLoader
        )  # BaseLoader: strings only, nothing is executed
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise ReadError(
            f"has front matter that is not YAML{line}", path=path, hint="write `key: value` lines"
        ) from error
    if not isinstance(loaded, dict):
        raise ReadError("has front matter without keys", path=path, hint="write `key: value` lines")
    return {str(key): _scalar(key, value, path) for key, value in loaded.items()}, body


def _scalar(key: object, value: object, path: Path) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    raise ReadError(f"has nested front matter under {key!r}", path=path, hint="write `key: value` lines")
