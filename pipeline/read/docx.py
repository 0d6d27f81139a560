"""Read a Word document: paragraphs, headings, lists, tables and notes, as an editor sees them.

Deleted and hidden text, comments, headers and footers are left out; inserted text is taken as accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from pipeline.cells import row_block
from pipeline.deadline import check
from pipeline.document import Block, BlockKind
from pipeline.errors import ReadError
from pipeline.limits import Limits
from pipeline.read.archive import open_archive, read_member
from pipeline.read.input import Extract
from pipeline.read.layout import is_headline, is_subheading, mark_byline, mark_lead
from pipeline.read.numbering import written
from pipeline.read.wordml import SKIPPED, attribute, found, integer, nearest, value, word
from pipeline.read.xmltree import local, parse_xml, text_of

MAX_FIRST_LINE_WORDS = 15  # of a headline that no style names as one
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# what tells the parts of a formula apart once it is a line: (1+2)/3, m^2, x_1
BEFORE = {"num": "", "den": "/", "sup": "^", "sub": "_"}
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
# Word's names for how entries are counted, and what HTML calls them; others are bullets or are left out.
KINDS = {
    "decimal": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "russianLower": "а",
    "russianUpper": "А",
}
CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


class _Level(NamedTuple):
    """How a level of a list is numbered, and from where on."""

    form: str = "bullet"
    start: int = 1


class _List(NamedTuple):
    """A list by its numId: `family` are those that count on together, `anew` the levels it begins itself."""

    family: str
    levels: dict[int, _Level]
    anew: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Styles:
    """What a paragraph's style and numbering say about it."""

    names: dict[str, str] = field(default_factory=dict)
    numbered: dict[str, _List] = field(default_factory=dict)  # by numId
    listed: dict[str, tuple[str, int]] = field(default_factory=dict)  # style → numId, level
    counts: dict[tuple[str, int], int] = field(default_factory=dict)  # by family and level
    begun: set[tuple[str, int]] = field(default_factory=set)

    def number(self, num_id: str, level: int) -> str:
        """Return the mark of the next entry, `3. ` or `c) `; nothing at bullets."""
        family, levels, anew = self.numbered.get(num_id, _List(num_id, {}))
        for key in [key for key in self.counts if key[0] == family and key[1] > level]:
            del self.counts[key]
        form, start = levels.get(level, _Level())
        if level in anew and (num_id, level) not in self.begun:
            self.counts.pop((family, level), None)
        self.begun.add((num_id, level))
        self.counts[family, level] = self.counts.get((family, level), start - 1) + 1
        return written(self.counts[family, level], KINDS[form]) if form in KINDS else ""


def read_docx(raw: bytes, path: str, limits: Limits) -> Extract:
    """Read the main text of a Word document; raises ReadError when it is damaged."""
    with open_archive(raw, path, limits) as archive:
        main = _parsed(archive, _main_part(archive, path, limits), path, limits)
        styles = _styles(archive, path, limits)
        metadata = _properties(archive, path, limits)
        notes = [note for name in NOTES for note in _children(_optional(archive, name, path, limits))]
    body = next((child for child in main if word(child) == "body"), None)
    if body is None:
        raise ReadError("is a Word document without a body", path=path, hint="save it again in Word")
    blocks = _blocks(body, styles)
    for note in notes:
        if attribute(note, "type") is None:  # the others are the lines drawn above the notes
            blocks += [Block("paragraph", block.text) for block in _blocks(note, styles)]
    return Extract(mark_lead(mark_byline(_judged(blocks))), metadata)


def _blocks(parent: Element, styles: _Styles) -> list[Block]:
    blocks: list[Block] = []
    for child in parent:
        check()
        name = word(child)
        if name == "p":
            blocks += _paragraph(child, styles)
        elif name == "tbl":
            blocks += _table(child, styles)
        elif name not in SKIPPED and local(child.tag) not in SKIPPED:
            blocks += _blocks(child, styles)  # content controls, insertions, text boxes
    return blocks


def _paragraph(paragraph: Element, styles: _Styles) -> list[Block]:
    """Return a paragraph's block, and those of the text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[Block] = []
    _collect(paragraph, pieces, boxes, styles)
    text = "\n".join(line.strip(" \t") for line in "".join(pieces).split("\n")).strip()
    if not text:
        return boxes
    kind, mark = _form(paragraph, styles)
    return [Block(kind, mark + text), *boxes]


def _collect(element: Element, pieces: list[str], boxes: list[Block], styles: _Styles) -> None:
    for child in element:
        name = word(child)
        if name in SKIPPED or local(child.tag) in SKIPPED or (name == "r" and _is_hidden(child)):
            continue
        if child.tag.startswith(MATH) and local(child.tag) in BEFORE:
            pieces.append(_formula_part(child, boxes, styles))
        elif name == "t" or child.tag == f"{MATH}t":
            pieces.append(child.text or "")
        elif name in CHARACTERS:
            pieces.append(CHARACTERS[name])
        elif name == "txbxContent":
            boxes += _blocks(child, styles)
        else:
            _collect(child, pieces, boxes, styles)


def _formula_part(part: Element, boxes: list[Block], styles: _Styles) -> str:
    """Return a part of a formula after its sign, in brackets where it is more than a number or a word."""
    pieces: list[str] = []
    _collect(part, pieces, boxes, styles)
    text = "".join(pieces)
    if not text:
        return ""
    return BEFORE[local(part.tag)] + (text if text.isalnum() else f"({text})")


def _table(table: Element, styles: _Styles) -> list[Block]:
    blocks = []
    for row in nearest(table, "tr"):
        cells = [" ".join(b.text for b in _blocks(cell, styles)) for cell in nearest(row, "tc")]
        if any(cells):
            blocks.append(row_block(cells))
    return blocks


def _form(paragraph: Element, styles: _Styles) -> tuple[BlockKind, str]:
    """Return the kind that style, outline level or numbering give, and the mark of a list entry."""
    properties = next((child for child in paragraph if word(child) == "pPr"), None)
    if properties is None:
        return "paragraph", ""
    given = {word(child): child for child in properties}
    style = attribute(given["pStyle"], "val") if "pStyle" in given else None
    name = styles.names.get(style or "", "")
    if name in ("title", "heading 1"):
        return "headline", ""
    if name.startswith("heading ") or name == "subtitle" or "outlineLvl" in given:
        return "subheading", ""
    num_id, level = styles.listed.get(style or "", ("", 0))
    if "numPr" in given:
        num_id, level = _numbering(given["numPr"]) or (num_id, level)
    if num_id and num_id != "0":
        return "item", styles.number(num_id, level)
    return ("item", "") if name.startswith("list ") else ("paragraph", "")


def _judged(blocks: list[Block]) -> list[Block]:
    """Leave one headline, the first block's, and find headings that no style names."""
    judged = []
    for index, block in enumerate(blocks):
        kind = block.kind
        if kind == "headline" and index:
            kind = "subheading"
        elif kind == "paragraph" and not index and len(blocks) > 1:
            short = len(block.text.split()) <= MAX_FIRST_LINE_WORDS
            kind = "headline" if short and is_headline(block.text) else kind
        elif kind == "paragraph" and is_subheading(
            block.text, [b.text for b in blocks[index + 1 : index + 2]]
        ):
            kind = "subheading"
        judged.append(Block(kind, block.text))
    return judged


def _main_part(archive: ZipFile, path: str, limits: Limits) -> str:
    relations = _optional(archive, "_rels/.rels", path, limits)
    for relation in relations if relations is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/") or "word/document.xml"
    return "word/document.xml"


def _styles(archive: ZipFile, path: str, limits: Limits) -> _Styles:
    styles = _Styles()
    for style in found(_optional(archive, "word/styles.xml", path, limits), "style"):
        key = attribute(style, "styleId") or ""
        for child in style.iter():
            if word(child) == "name":
                styles.names[key] = (attribute(child, "val") or "").lower()
            elif word(child) == "numPr" and (numbering := _numbering(child)):
                styles.listed[key] = numbering
    styles.numbered = _lists(_optional(archive, "word/numbering.xml", path, limits))
    return styles


def _lists(root: Element | None) -> dict[str, _List]:
    """Return the lists by numId; those of one abstract list count on where none says where it begins."""
    kinds = {attribute(kind, "abstractNumId"): _levels(kind) for kind in found(root, "abstractNum")}
    lists: dict[str, _List] = {}
    for each in found(root, "num"):
        kind, anew = value(each, "abstractNumId"), set()
        levels = dict(kinds.get(kind, {}))
        for changed in found(each, "lvlOverride"):
            place, start = integer(attribute(changed, "ilvl")), value(changed, "startOverride")
            levels |= _levels(changed)
            if start is not None:
                levels[place] = levels.get(place, _Level())._replace(start=integer(start))
                anew.add(place)
        lists[attribute(each, "numId") or ""] = _List(kind or "", levels, frozenset(anew))
    return lists


def _levels(parent: Element) -> dict[int, _Level]:
    return {
        integer(attribute(level, "ilvl")): _Level(
            value(level, "numFmt") or "bullet", integer(value(level, "start") or "1")
        )
        for level in found(parent, "lvl")
    }


def _properties(archive: ZipFile, path: str, limits: Limits) -> dict[str, str]:
    """Return who saved the file and when: facts of the file, not claims about the article."""
    core = _optional(archive, "docProps/core.xml", path, limits)
    found = {} if core is None else {local(child.tag): text_of(child) for child in core}
    kept = {"document_author": found.get("creator", ""), "document_modified": found.get("modified", "")}
    return {key: value for key, value in kept.items() if value}


def _optional(archive: ZipFile, name: str, path: str, limits: Limits) -> Element | None:
    return _parsed(archive, name, path, limits) if name in archive.namelist() else None


def _parsed(archive: ZipFile, name: str, path: str, limits: Limits) -> Element:
    return parse_xml(read_member(archive, name, path, limits), path, limits)


def _children(root: Element | None) -> list[Element]:
    return [] if root is None else list(root)


def _numbering(element: Element) -> tuple[str, int] | None:
    given = {word(child): attribute(child, "val") for child in element}
    return (given["numId"] or "", integer(given.get("ilvl"))) if "numId" in given else None


def _is_hidden(run: Element) -> bool:
    hidden = [child for part in run if word(part) == "rPr" for child in part if word(child) == "vanish"]
    return any(attribute(child, "val") not in ("0", "false", "off") for child in hidden)
