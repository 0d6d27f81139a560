"""Read back an article's Markdown that was edited: which sentences were changed, or why it cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Digest, Language, Target
from pipeline.errors import ReadError, UsageError
from pipeline.limits import bytes_within
from pipeline.write.markdown import NAMES, markdown
from pipeline.write.record import DECORATION, EMPTY, HEADING, MARK, Record, fingerprint, plain, read_record

SHOWN = 80  # characters of a line
PIPE = re.compile(r"(?<!\\)\|")
NUMBER = re.compile(r'^(?:<a id="s\d+"></a>)?\s*(\d{1,9})(?!\d)')
ANEW = "take the .md as it is in the output folder now, and edit the Russian and English cells of its table"
LANGUAGES: dict[str, Language] = {name: language for language, name in NAMES.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of sentences."""

    line: int
    segment: int
    cells: dict[Language, str]  # as they stand in the file


@dataclass(frozen=True, slots=True)
class Revision:
    """A Markdown file that was edited: what was written, its table, and what stands around it."""

    path: Path
    record: Record
    rows: tuple[Row, ...]
    rest: str

    def refuse(self, what: str, line: int | None = None) -> UsageError:
        """Return an error about a line."""
        place = self.path if line is None else f"{self.path}:{line}"
        return UsageError(what, path=place, hint=ANEW)


def read_revision(path: Path) -> Revision:
    """Read an edited Markdown; raise ReadError where it is none of ours or its table is broken."""
    text = _text(path)
    found = read_record(text)
    if found is None:
        what = "is no Markdown of an article, or has lost its last line, by which changes are told"
        raise ReadError(what, path=path, hint=ANEW)
    record, body = found
    lines = body.splitlines()
    start, end = _table(body, path)
    languages = _languages(_cells(lines[start]), path, start + 1)
    rows = tuple(_row(lines[n], n + 1, languages, path) for n in range(start + 2, end))
    return Revision(path, record, rows, "\n".join(lines[:start] + lines[end:]))


def changes(revision: Revision, digest: Digest) -> Iterator[tuple[int, Target, str, str]]:
    """Yield sentence, language, the text before and the text now of each cell that was changed.

    Raises UsageError for all that cannot be told for certain.
    """
    _check_rows(revision, digest)
    texts = {(t.segment, e.language): t.text for e in digest.editions for t in e.translations}
    for row in revision.rows:
        for language, cell in row.cells.items():
            words = _words(cell)
            now, written = texts[row.segment, language], revision.record.cells[row.segment, language]
            returned = fingerprint(cell if words is None else words)
            if returned in (written, fingerprint(plain(now))):
                continue
            place = f"sentence {row.segment} ({language})"
            if language == "kk":
                raise revision.refuse(f"{place} was edited: correct the article itself", row.line)
            if words is None:
                raise revision.refuse(f"{place} has markup in it, and a translation is plain text", row.line)
            if words == EMPTY or not words:
                raise revision.refuse(f"{place} is empty", row.line)
            if fingerprint(plain(now)) != written:
                raise revision.refuse(f"{place} has changed since this file was written", row.line)
            yield row.segment, language, now, words


def check_rest(revision: Revision, before: Digest, after: Digest) -> None:
    """Raise UsageError where what is outside the table was changed and does not follow from the sentences."""
    if fingerprint(revision.rest) == revision.record.rest:
        return
    old, new, returned = _around(markdown(before)), _around(markdown(after)), _lines(revision.rest)
    for line in returned:
        if line not in old and line not in new:
            what = f"was changed outside the table of sentences, which the rest follows: «{line[:SHOWN]}»"
            raise revision.refuse(what)
    for line in old:
        if line in new and line not in returned:
            raise revision.refuse(f"lacks a line outside the table of sentences: «{line[:SHOWN]}»")


def _around(text: str) -> list[str]:
    """Return the lines outside the table of a Markdown that we wrote."""
    found = read_record(text)
    return _lines(HEADING.sub("", found[1], count=1)) if found else []


def _lines(text: str) -> list[str]:
    return [" ".join(MARK.sub("", line).split()) for line in text.splitlines()]


def _check_rows(revision: Revision, digest: Digest) -> None:
    """Raise UsageError unless the table has each sentence of the article, as it is now, just once."""
    written = {segment for segment, _ in revision.record.cells}
    seen: set[int] = set()
    for row in revision.rows:
        if row.segment not in written:
            raise revision.refuse(f"has a sentence {row.segment} that was never written", row.line)
        if row.segment in seen:
            raise revision.refuse(f"has sentence {row.segment} twice", row.line)
        seen.add(row.segment)
        for language in row.cells:
            if (row.segment, language) not in revision.record.cells:
                raise revision.refuse(f"has a column {NAMES[language]} that was never written", row.line)
    for segment in sorted(written - seen):
        raise revision.refuse(f"has no sentence {segment} in its table")
    present = {s.id: fingerprint(plain(s.text)) for s in digest.segments}
    then = {s: digits for (s, language), digits in revision.record.cells.items() if language == "kk"}
    languages = {e.language for e in digest.editions}
    if present != then or not {language for _, language in revision.record.cells} <= languages:
        raise revision.refuse("is of the article as it was: it has been written anew since")


def _table(body: str, path: Path) -> tuple[int, int]:
    """Return the lines of the table of sentences, as any viewer of Markdown takes it."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(body)
    lines = body.splitlines()
    places = [token.map for token in tokens if token.type == "table_open" and token.map]
    found = [(a, b) for a, b in places if _cells(lines[a])[0] == "№"]
    if len(found) != 1:
        raise ReadError(f"has {len(found)} tables of sentences, not one", path=path, hint=ANEW)
    return found[0]


def _languages(heading: list[str], path: Path, line: int) -> list[Language]:
    found = [LANGUAGES[name] for name in heading[1:] if name in LANGUAGES]
    if "kk" not in found or len(found) != len(heading) - 1 or len(set(found)) != len(found):
        raise ReadError("has another heading over its table", path=f"{path}:{line}", hint=ANEW)
    return found


def _row(line: str, number: int, languages: list[Language], path: Path) -> Row:
    first, *cells = _cells(line)
    segment = NUMBER.match(first)
    if segment is None or len(cells) != len(languages):
        what = f"is no row of {len(languages) + 1} cells that begins with a sentence's number"
        hint = r"a line of the table is one sentence; write \| for a bar within a text"
        raise ReadError(what, path=f"{path}:{number}", hint=hint)
    return Row(number, int(segment[1]), dict(zip(languages, cells, strict=True)))


def _cells(line: str) -> list[str]:
    """Split a row at its bars, but not at \\|."""
    inner = line.strip().removeprefix("|")
    parts = PIPE.split(inner)
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return [part.strip().replace(r"\|", "|") for part in parts]


def _words(cell: str) -> str | None:
    """Return what a cell says, without the marks at its end; None where it holds markup."""
    from markdown_it import MarkdownIt

    (inline,) = MarkdownIt("commonmark", {"html": False}).parseInline(DECORATION.sub("", cell))
    children = inline.children or []
    if any(child.type not in ("text", "softbreak") for child in children):
        return None
    return "".join(child.content or " " for child in children).strip()


def _text(path: Path) -> str:
    try:
        return bytes_within(path, ANEW).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError("is not UTF-8", path=path, hint="save the file as UTF-8") from error
