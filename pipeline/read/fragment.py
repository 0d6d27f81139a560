"""Turn HTML that is an article already (the body of a feed item, a cleaned page) into blocks."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from pipeline.cells import row_block
from pipeline.deadline import check
from pipeline.document import Block, BlockKind
from pipeline.read.layout import mark_byline, mark_lead, plain_blocks
from pipeline.read.numbering import Attributes, Entry, Numbering
from pipeline.read.unclosed import without_unclosed

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNREAD = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head"})
BREAKING = HEADINGS | frozenset(
    [
        *("p", "div", "section", "article", "aside", "header", "footer", "main", "nav", "blockquote"),
        *("figure", "figcaption", "pre", "address", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption"),
        *("thead", "tbody", "tfoot", "tr", "td", "th", "hr", "body", "form", "fieldset", "details"),
        "summary",
    ]
)
MARKUP = re.compile(
    r"<(?:/?(?:p|div|br|b|i|a|em|strong|ul|ol|li|h[1-6]|span|img|table|blockquote)\b[^<>]*)>", re.I
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});")
BLANKS = re.compile(r"[ \t\r\n\f]+")  # as HTML has it: the no-break space is a character of the text
BLANK_LINE = re.compile(r"\n\s*\n")


def is_html(text: str) -> bool:
    """Judge whether the body of an item is HTML and not plain text."""
    return bool(MARKUP.search(text))


def body_blocks(text: str) -> list[Block]:
    """Return the blocks of an item's body, be it HTML, or plain text that may have `&laquo;` in it."""
    return html_blocks(text) if is_html(text) else plain_blocks(ENTITY.sub(lambda m: unescape(m[0]), text))


def html_blocks(html: str) -> list[Block]:
    """Return the blocks of HTML in order: text only; scripts, styles and pictures are left out.

    A first `h1` is the headline, other headings are subheadings, list entries items, table rows rows.
    """
    reader = _Reader()
    reader.feed(without_unclosed(html))
    reader.finish()
    return mark_lead(mark_byline(reader.blocks))


class _Reader(HTMLParser):
    """Collect text between block tags; never recursive, so that depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._heading = ""
        self._lists: list[Numbering | None] = []  # of each open list, None for bullets
        self._entry: Entry | None = None
        self._cells: list[str] | None = None
        self._pre = 0
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        check()
        if tag == "body" or (self._unread == ["head"] and tag in BREAKING):
            self._unread.clear()  # it ends a head whose end tag was left out
        if tag in UNREAD:
            self._unread.append(tag)
        if self._unread:
            return
        if tag == "br":
            self._text.append("\n")
        if tag in BREAKING:
            self.flush()
            self._begin(tag, attrs)

    def _begin(self, tag: str, attrs: Attributes) -> None:
        if tag in HEADINGS:
            self._heading = tag
        elif tag in ("ul", "ol"):
            self._lists.append(Numbering.of(attrs) if tag == "ol" else None)
        elif tag == "li":
            numbering = self._lists[-1] if self._lists else None
            self._entry = numbering.entry(attrs) if numbering else Entry()
        elif tag in ("tr", "table"):
            self._end_row()
            self._cells = [] if tag == "tr" else None
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append("")
        elif tag == "pre":
            self._pre += 1

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if tag not in UNREAD:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unread:
            while self._unread.pop() != tag:  # an element inside that was left open ends with it
                pass
            return
        if self._unread or tag not in BREAKING:
            return
        self.flush()
        if tag in ("tr", "table"):
            self._end_row()
        elif tag in HEADINGS:
            self._heading = ""
        elif tag in ("ul", "ol") and self._lists:
            self._end_list()
        elif tag == "li":
            self._entry = None
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._text.append(data if self._pre else BLANKS.sub(" ", data))

    def flush(self) -> None:
        """End the block that is open; a blank line made of `<br>`s parts it in two."""
        text, self._text = "".join(self._text), []
        for part in BLANK_LINE.split(text):
            lines = part.split("\n")
            words = "\n".join(line.strip(" \t") if not self._pre else line for line in lines).strip(" \t\n")
            if words.strip():
                self._add(BLANKS.sub(" ", words) if self._heading else _single_spaced(words, self._pre))

    def _add(self, words: str) -> None:
        if self._cells is not None:
            if not self._cells:
                self._cells.append("")
            self._cells[-1] = f"{self._cells[-1]} {words}".strip()
            return
        kind: BlockKind = "paragraph"
        if self._heading:
            kind = "headline" if self._heading == "h1" and not self.blocks else "subheading"
        elif self._entry is not None:
            kind, words = "item", f"{self._entry.marker}{words}"
            self._entry.block = len(self.blocks)
            self._entry = Entry()  # what follows in the same entry is still of the list
        self.blocks.append(Block(kind, words))

    def _end_row(self) -> None:
        if self._cells and any(self._cells):
            self.blocks.append(row_block(self._cells))
        self._cells = None

    def finish(self) -> None:
        """Keep what unclosed tags left open."""
        self.close()
        self.flush()
        self._end_row()
        while self._lists:
            self._end_list()

    def _end_list(self) -> None:
        """End the innermost list; where it counts down to 1, number its entries."""
        numbering = self._lists.pop()
        for entry in numbering.end() if numbering else ():
            if entry.block is not None:
                self.blocks[entry.block] = Block("item", f"{entry.marker}{self.blocks[entry.block].text}")


def _single_spaced(words: str, pre: int) -> str:
    return words if pre else re.sub(r"[ \t]{2,}", " ", words)
