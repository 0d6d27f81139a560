"""The last line of an article's Markdown: what was written, by fingerprints, so that an edit can be told.

It is a comment, which no viewer shows. `apply` compares with it what an editor returns; a run does not write
over a file that was edited and not applied.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from pipeline.document import Digest, Language
from pipeline.write.escape import shown

EMPTY = "—"  # a cell without text
BY_PEOPLE_MARKS = "✎≡"
DECORATION = re.compile(rf"(?:\s*(?:\*\*[⚠△·↻{BY_PEOPLE_MARKS}]+\*\*|[{BY_PEOPLE_MARKS}]))+\s*$")
MARK = re.compile(r" \*\*[⚠△]+\*\*")  # behind a title or a sentence of a summary
RECORD = re.compile(r"<!-- written: (?P<id>\S+) (?P<whole>\w+) (?P<rest>\w+) (?P<cells>[^>]*?) ?-->\s*\Z")
CELL = re.compile(r"\b(\d{1,9}):(kk|ru|en):(\w+)")
HEADING = re.compile(r"^\| № \|.*\n\|[-|]+\n(?:\|.*\n)*", re.MULTILINE)  # the whole table
DIGITS = 8  # of a fingerprint: one in four thousand million edits goes unseen


@dataclass(frozen=True, slots=True)
class Record:
    """What was written: the article; fingerprints of all, of what is outside the table, and of each cell."""

    document: str
    whole: str
    rest: str
    cells: dict[tuple[int, Language], str]


def fingerprint(text: str) -> str:
    """Return a hash of the words of a text; how they are spaced and broken into lines does not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGITS]


def plain(text: str) -> str:
    """Return a translation as a reader of its cell would take it down."""
    return DECORATION.sub("", shown(text.replace("\u00ad", ""))) or EMPTY


def record_line(digest: Digest, body: str) -> str:
    """Return the comment for a body that is all else of the file."""
    name = quote(digest.document.id, safe="").replace("-", "%2D")
    cells = " ".join(
        f"{t.segment}:{edition.language}:{fingerprint(plain(t.text))}"
        for edition in digest.editions
        for t in edition.translations
    )
    rest = fingerprint(HEADING.sub("", body, count=1))
    return f"<!-- written: {name} {fingerprint(body)} {rest} {cells} -->"


def read_record(text: str) -> tuple[Record, str] | None:
    """Return the record of a file and all that stands before it; None where it has none."""
    found = RECORD.search(text)
    if found is None:
        return None
    cells: dict[tuple[int, Language], str] = {}
    for number, language, digits in CELL.findall(found["cells"]):
        cells[int(number), language] = digits
    return Record(unquote(found["id"]), found["whole"], found["rest"], cells), text[: found.start()]


def is_edited(path: Path) -> bool:
    """Tell whether a Markdown file of ours was changed by hand since it was written."""
    found = _record_of(path)
    return found is not None and fingerprint(found[1]) != found[0].whole


def has_record(path: Path) -> bool:
    """Tell whether a Markdown file is one of ours and not damaged: cut off, or no text any more."""
    return _record_of(path) is not None


def _record_of(path: Path) -> tuple[Record, str] | None:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return read_record(text) if "\0" not in text else None  # no editor leaves a null byte, a lost disk does
