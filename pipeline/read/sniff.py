"""Tell the format of a file by its first bytes; the suffix decides only where the content leaves it open."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

from pipeline.errors import ReadError

Kind = Literal["text", "markdown", "html", "json", "feed", "newsml", "zip"]

HEAD_BYTES = 4096
MAGIC = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"ID3\x03": "an MP3 recording",
    b"ID3\x04": "an MP3 recording",
    b"OggS\0": "an Ogg recording",
    b"II*\0": "a TIFF picture",
    b"MM\0*": "a TIFF picture",
}
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # the second: an archive without members
ROOTS: dict[str, Kind] = {
    "html": "html",
    "rss": "feed",
    "feed": "feed",
    "RDF": "feed",
    "newsItem": "newsml",
    "packageItem": "newsml",
    "newsMessage": "newsml",
    "newsItems": "newsml",
}
# what is looked for in folders and archives, in order of precedence when two inputs want one name
SUFFIXES = (
    *(".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".docm"),
    *(".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom", ".zip"),
)
# How UTF-16 without a byte order mark begins, where it is markup or JSON.
WIDE = [(codec, sign.encode(codec)) for codec in ("utf-16-le", "utf-16-be") for sign in "<{"]
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>\s*)*", re.S | re.I)
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
JSON = re.compile(r'\s*(?:\{\s*"|\[\s*\{\s*")')
META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
XML_CHARSET = re.compile(rb"<\?xml[^>]{1,200}?encoding\s*=\s*[\"']\s*([\w.:-]{2,40})", re.I)


def sniff(head: bytes, path: PurePath) -> Kind:
    """Return the format that begins with `head`; raises ReadError for formats that are not read here."""
    if head.startswith(ZIP_MAGIC):
        return "zip"
    for magic, what in MAGIC.items():
        if head.startswith(magic):
            remedy = (
                "unpack it, or pack it as zip"
                if "archive" in what
                else "save it as plain text (UTF-8) or docx"
            )
            raise ReadError(f"is {what}, not text", path=str(path), hint=remedy)
    text = _legible(head[:HEAD_BYTES])
    suffix = path.suffix.lower()
    kind = _markup(text, path)
    if kind:
        return kind
    if suffix in HTML_SUFFIXES:
        return "html"
    if suffix in (".json", ".jsonl", ".ndjson") or JSON.match(text):
        return "json"
    return "markdown" if suffix in (".md", ".markdown") else "text"


def declared_charset(raw: bytes) -> str | None:
    """Return the charset that an HTML or XML file states about itself."""
    found = XML_CHARSET.search(raw[:256]) or META_CHARSET.search(raw[:HEAD_BYTES])
    return found.group(1).decode("ascii") if found else None


def _markup(text: str, path: PurePath) -> Kind | None:
    """Return the kind that the root element tells; text with stray tags is none."""
    start = text.lstrip().lower()
    if not start.startswith("<"):
        return None
    if start.startswith("<!doctype html"):
        return "html"
    prolog = PROLOG.match(text)
    root = ROOT.match(text, prolog.end() if prolog else 0)
    if root and (root.group(1) in ROOTS or root.group(1).lower() == "html"):
        return ROOTS.get(root.group(1), "html")
    if start.startswith("<?xml") or path.suffix.lower() in (".xml", ".rss", ".atom"):
        name = f"root element <{root.group(1)}>" if root else "no root element near its beginning"
        hint = "RSS, Atom and NewsML-G2 are read; save anything else as plain text"
        raise ReadError(f"is XML of a kind not known here ({name})", path=str(path), hint=hint)
    return None


def _legible(head: bytes) -> str:
    """Return the head as text good enough for its ASCII marks, whatever its encoding."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace").lstrip("\ufeff")
    for codec, pattern in WIDE:
        if head.startswith(pattern):
            return head[: len(head) // 2 * 2].decode(codec, errors="replace")
    while head.startswith(codecs.BOM_UTF8):
        head = head.removeprefix(codecs.BOM_UTF8)
    return head.decode("latin-1")
