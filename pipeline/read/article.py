"""Turn the bytes of one file into a Document."""

from __future__ import annotations

import hashlib
import sys

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read.encoding import decode
from pipeline.read.front_matter import split_front_matter
from pipeline.read.input import Input
from pipeline.read.layout import plain_blocks, promote_title
from pipeline.read.markdown import markdown_blocks

MAX_BYTES = 10 * 1024 * 1024  # a long read has 60 kB; more than this is not an article
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
    for magic, what in MAGIC.items():
        if raw.startswith(magic):
            raise ReadError(f"is {what}, not text", path=source.path, hint="save it as plain text (UTF-8)")
    decoded = decode(raw, source.path)
    metadata, body = split_front_matter(decoded.text, str(source.path))
    if decoded.encoding:
        metadata["encoding"] = decoded.encoding
    is_markdown = source.path.suffix.lower() == ".md"
    blocks = markdown_blocks(body) if is_markdown else plain_blocks(body)
    blocks = promote_title(blocks, metadata.get("title"))
    if not any(character.isalpha() for block in blocks for character in block.text):
        raise ReadError("holds no text", path=source.path, hint="fill it or remove it")
    return Document(source.id, str(source.path), tuple(blocks), hashlib.sha256(raw).hexdigest(), metadata)
