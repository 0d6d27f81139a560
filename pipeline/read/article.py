"""Turn the bytes of one file into a Document."""

from __future__ import annotations

import hashlib
import sys

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read.archive import is_docx, open_archive, refuse_other_documents
from pipeline.read.docx import read_docx
from pipeline.read.encoding import decode
from pipeline.read.front_matter import split_front_matter
from pipeline.read.html import read_html
from pipeline.read.input import Extract, Input
from pipeline.read.layout import plain_blocks, promote_title
from pipeline.read.markdown import markdown_blocks
from pipeline.read.sniff import HEAD_BYTES, declared_charset, sniff

MAX_BYTES = 10 * 1024 * 1024  # a long read has 60 kB; more than this is not an article


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
    found = _extract(raw, source)
    metadata = {key: value for key, value in found.metadata.items() if value}
    blocks = promote_title(found.blocks, metadata.get("title"))
    if not any(character.isalpha() for block in blocks for character in block.text):
        raise ReadError("holds no text", path=source.name, hint="fill it or remove it")
    return Document(source.id, str(source.path), tuple(blocks), hashlib.sha256(raw).hexdigest(), metadata)


def _extract(raw: bytes, source: Input) -> Extract:
    """Read the article by the rules of its format."""
    kind = sniff(raw[:HEAD_BYTES], source.path)
    if kind == "zip":
        return _packed(raw, source.name)
    decoded = decode(raw, source.name, declared_charset(raw) if kind == "html" else None)
    if kind == "html":
        found = read_html(decoded.text, source.name)
    else:
        found = _text(decoded.text, source.name, is_markdown=kind == "markdown")
    if decoded.encoding:
        found.metadata["encoding"] = decoded.encoding
    return found


def _packed(raw: bytes, name: str) -> Extract:
    with open_archive(raw, name) as archive:
        if is_docx(archive):
            return read_docx(raw, name)
        refuse_other_documents(archive, name)
    raise ReadError(
        "is a zip archive of several files", path=name, hint="give it to `pipeline run`, or unpack it"
    )


def _text(text: str, name: str, *, is_markdown: bool) -> Extract:
    metadata, body = split_front_matter(text, name)
    return Extract(markdown_blocks(body) if is_markdown else plain_blocks(body), metadata)
