"""Read a glossary: a table with tabs or commas, or TBX (2008 and 3, as TBX-Basic)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.counted import counted
from pipeline.document import TARGETS, Language, Target
from pipeline.errors import ReadError, SettingsError
from pipeline.limits import bytes_within
from pipeline.read.tmx import CODES, XML_LANG
from pipeline.read.xmltree import local, parse_xml, text_of
from pipeline.terminology import Glossary, Term, Wording

KINDS = ("", "_preferred", "_forbidden")
COLUMNS = ("kk", *(f"{target}{kind}" for target in TARGETS for kind in KINDS), "note")
SEPARATOR = re.compile(r'"?sep=(.)"?\s*\Z', re.IGNORECASE)  # the line by which Excel is told
QUOTED = re.compile(r'"(?:[^"]|"")*"')
LINE_END = re.compile(r"\r\n|\r|\n")  # others, as U+2028, may stand in a cell
LETTER = re.compile(r"[^\W\d_]")
SAMPLE = "`pipeline glossary init FILE.tsv` writes one to begin with"
STATUSES = {  # of TBX, after ISO 12620: what the words of a status mean here
    "preferred": "preferred",
    "standardized": "preferred",
    "admitted": "required",
    "deprecated": "forbidden",
    "superseded": "forbidden",
    "notrecommended": "forbidden",
}


def read_glossary(path: Path) -> Glossary:
    """Read the glossary at `path`; raise SettingsError, naming the line, on anything that is none."""
    try:
        return _read(path)
    except ReadError as error:
        raise SettingsError(error.message, path=path, hint=error.hint) from error


def _read(path: Path) -> Glossary:
    data = bytes_within(path, "split it")
    reader = {".tsv": _table, ".csv": _table, ".tbx": _tbx, ".xml": _tbx}.get(path.suffix.lower())
    if reader is None:
        raise SettingsError("is no glossary", path=path, hint="known are .tsv, .csv and .tbx")
    terms = tuple(reader(data, path))
    if not terms:
        raise SettingsError("has no terms", path=path, hint=SAMPLE)
    _refuse_contradictions(terms, path)
    return Glossary(terms, sha256(data).hexdigest(), str(path))


def _table(data: bytes, path: Path) -> Iterator[Term]:
    """Yield the terms of a table; its first line that is no comment names the columns."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError("is not UTF-8", path=path, hint="save the file as UTF-8") from error
    rows = _rows(text.removeprefix("\ufeff"), path)
    begun, first = next(rows, (0, []))
    if not first:
        return
    columns = [name.strip().lower() for name in first]
    unknown = sorted(set(columns) - set(COLUMNS))
    if unknown or "kk" not in columns or len(set(columns)) != len(columns):
        what = f"begins with the columns {', '.join(columns)}"
        hint = f"known are {', '.join(COLUMNS)}; kk must be there. {SAMPLE}"
        raise SettingsError(what, path=f"{path}:{begun}", hint=hint)
    for number, cells in rows:
        if len(cells) > len(columns):
            what = f"has {counted(len(cells), 'cell')} for {counted(len(columns), 'column')}"
            raise SettingsError(what, path=f"{path}:{number}", hint="write | between words of one cell")
        row = dict(zip(columns, cells, strict=False))
        wordings: dict[Target, Wording] = {
            target: Wording(*(_words(row.get(f"{target}{kind}", "")) for kind in KINDS)) for target in TARGETS
        }
        term = Term(_words(row["kk"]), wordings, row.get("note", "").strip(), number)
        yield _sound(term, path)


def _rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are neither blank nor comments, each with the number of its first line."""
    stated = re.search(r"^[^#\S\n]*[^#\s].*", text, re.MULTILINE)
    first = stated[0] if stated else ""
    named = SEPARATOR.match(first)
    mark = named[1] if named else next((mark for mark in "\t;" if mark in first), ",")
    rows = _with_tabs(text) if mark == "\t" else _quoted(text, mark, path)
    for number, cells in rows:
        is_comment = cells and cells[0].startswith("#")
        is_named = named is not None and SEPARATOR.match(mark.join(cells))
        if any(cell.strip() for cell in cells) and not is_comment and not is_named:
            yield number, cells


def _with_tabs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table with tabs; a cell in quotes as spreadsheets write it loses them."""
    for number, line in enumerate(LINE_END.split(text), 1):
        cells = line.split("\t")
        yield number, [c[1:-1].replace('""', '"') if QUOTED.fullmatch(c) else c for c in cells]


def _quoted(text: str, mark: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_without_comments(text), delimiter=mark, strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        hint = "a cell with quotation marks stands between such marks, and those in it are doubled"
        raise SettingsError(f"cannot be read: {error}", path=f"{path}:{number}", hint=hint) from error


def _without_comments(text: str) -> Iterator[str]:
    """Yield the lines, comments as blank ones: a quotation mark in them opens no cell."""
    is_in_cell = False
    for line in StringIO(text, newline=""):
        if line.startswith("#") and not is_in_cell:
            yield "\n"
        else:
            is_in_cell ^= line.count('"') % 2 == 1
            yield line


def _words(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(word.split()) for word in cell.split("|") if word.strip()))


def _tbx(data: bytes, path: Path) -> Iterator[Term]:
    """Yield the concepts of a TBX that have a Kazakh term and one in a target language."""
    root = parse_xml(data, str(path))
    if local(root.tag) not in ("martif", "tbx"):
        what = f"is XML, but no TBX: its root is `{local(root.tag)}`"
        raise SettingsError(what, path=path, hint="export it as TBX-Basic")
    for number, concept in enumerate(_all(root, "termEntry", "conceptEntry"), 1):
        found: dict[Language, dict[str, list[str]]] = {}
        for section in _all(concept, "langSet", "langSec"):
            code = (section.get(XML_LANG) or "").replace("_", "-").partition("-")[0].lower()
            if code in CODES:
                for status, word in _statuses(section):
                    found.setdefault(CODES[code], {}).setdefault(status, []).append(word)
        kazakh = tuple(word for words in found.pop("kk", {}).values() for word in words)
        if kazakh and found:
            wordings: dict[Target, Wording] = {
                target: Wording(**{kind: tuple(words) for kind, words in found.get(target, {}).items()})
                for target in TARGETS
            }
            note = next((text_of(element) for element in _all(concept, "descrip", "note")), "")
            yield _sound(Term(kazakh, wordings, note, number), path)


def _statuses(section: Element) -> Iterator[tuple[str, str]]:
    """Yield each term of a language with what its administrative status makes of it."""
    for group in _all(section, "tig", "ntig", "termSec"):
        status = ""
        for element in group.iter():
            if element.get("type") == "administrativeStatus" or local(element.tag) == "administrativeStatus":
                status = text_of(element).partition("Term")[0].lower()
        for term in _all(group, "term"):
            yield STATUSES.get(status, "required"), " ".join(text_of(term).split())


def _all(element: Element, *names: str) -> Iterator[Element]:
    return (inner for inner in element.iter() if local(inner.tag) in names)


def _sound(term: Term, path: Path) -> Term:
    """Return the term; raise SettingsError where it could never be found or says nothing."""
    place = f"{path}:{term.line}"
    if not term.kazakh:
        raise SettingsError("has no Kazakh term", path=place, hint="fill the column kk")
    for target, wording in term.wordings.items():
        for word in (*term.kazakh, *wording.right, *wording.forbidden):
            if not LETTER.search(word):
                raise SettingsError(f"has a term without letters: «{word}»", path=place, hint="correct it")
        both = set(wording.right) & set(wording.forbidden)
        if both:
            what = f"both wants and forbids «{min(both)}» in {target}"
            raise SettingsError(what, path=place, hint="take it out of one of them")
    if not any(wording.right or wording.forbidden for wording in term.wordings.values()):
        what = f"says nothing of «{term.kazakh[0]}»"
        raise SettingsError(what, path=place, hint="fill ru or en, or what is forbidden there")
    return term


def _refuse_contradictions(terms: tuple[Term, ...], path: Path) -> None:
    """Raise SettingsError where one Kazakh term stands twice: only one of the lines would be used."""
    seen: dict[str, int] = {}
    for term in terms:
        for word in term.kazakh:
            before = seen.setdefault(word, term.line)
            if before != term.line:
                what = f"has «{word}» a second time (first in {before})"
                hint = "join the two, with | between words"
                raise SettingsError(what, path=f"{path}:{term.line}", hint=hint)
