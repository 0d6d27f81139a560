"""Read an HTML page: the article's body, title, author and date, without menus, adverts and scripts."""

from __future__ import annotations

from collections import Counter
from configparser import ConfigParser
from html.parser import HTMLParser
from typing import Any

from pipeline.counted import counted
from pipeline.deadline import check
from pipeline.document import Block
from pipeline.errors import ReadError
from pipeline.extras import DISTRIBUTION
from pipeline.limits import Limits
from pipeline.read.asides import drop_asides
from pipeline.read.fragment import html_blocks
from pipeline.read.input import Extract
from pipeline.read.numbering import MARKER
from pipeline.read.times import is_embargo
from pipeline.read.unclosed import without_unclosed

VOID = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img"),
        *("input", "link", "meta", "param", "source", "track", "wbr"),
    ]
)
SELF_ENDING = frozenset(["p", "li", "td", "th", "tr", "dt", "dd", "option"])  # a second one ends the first
# trafilatura's names for what HTML has other names for; the rest is the same
TAGS = {
    "list": "ul",
    "item": "li",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "quote": "blockquote",
    "head": "h2",
}
MIN_PASSAGE_WORDS = 4  # below are buttons and labels
MAX_SHOWN, SHOWN_CHARS = 5, 120
DATES = ("article:published_time", "datepublished", "pubdate", "date", "dc.date")
URLS = ("og:url",)


def read_html(text: str, path: str, limits: Limits) -> Extract:
    """Extract the article of a page; raises ReadError when there is none, or without trafilatura."""
    text = without_unclosed(text)
    survey = _Survey(limits.html_depth)
    survey.feed(text)
    if survey.deepest > limits.html_depth:
        what = f"is HTML nested deeper than {counted(limits.html_depth, 'element')}"
        raise limits.passed("html_depth", what, path, "save the article's text as plain text")
    document, asides = _extract(text, path)
    if document is None or document.body is None:
        hint = "check that the page holds an article, or save its text as plain text"
        raise ReadError("is an HTML page in which no article was found", path=path, hint=hint)
    page = html_blocks(text)
    blocks = _numbered_as(page, html_blocks(_as_html(document.body)))
    left_out = _left_out(page, blocks)
    left_out += [text[:SHOWN_CHARS] for text in asides if not any(shown in text for shown in left_out)]
    found = {
        "title": document.title,
        "date": next((survey.metas[name] for name in DATES if name in survey.metas), document.date),
        "author": document.author,
        "source": document.sitename,
        "left_out": " · ".join(left_out[:MAX_SHOWN]) + (" · …" if len(left_out) > MAX_SHOWN else ""),
        "url": survey.canonical or next((survey.metas[name] for name in URLS if name in survey.metas), ""),
    }
    metadata = {key: " ".join(value.split()) for key, value in found.items() if value}
    return Extract(blocks, metadata | {key: value for key, value in survey.metas.items() if is_embargo(key)})


def _extract(text: str, path: str) -> tuple[Any, list[str]]:
    """Return what trafilatura finds, None where that is nothing, and what was taken out before."""
    try:
        from trafilatura import bare_extraction, load_html
        from trafilatura.settings import DEFAULT_CONFIG
    except ImportError as error:
        hint = f'pip install "{DISTRIBUTION}[html]"'
        why = "" if error.name == "trafilatura" else f": {str(error).partition(chr(10))[0]}"
        raise ReadError(f"is HTML, which needs the package trafilatura{why}", path=path, hint=hint) from error
    config = ConfigParser()
    config.read_dict({"DEFAULT": dict(DEFAULT_CONFIG.items("DEFAULT"))})
    # Short items are articles too; below, paragraphs are merged.
    config["DEFAULT"]["min_extracted_size"] = "25"
    # Recall first: a caption too many is seen by the editor, a paragraph too few is not.
    tree = load_html(text)
    asides = drop_asides(tree) if tree is not None else []
    document = bare_extraction(
        text if tree is None else tree,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        deduplicate=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=config,
    )
    return document, asides


def _numbered_as(page: list[Block], kept: list[Block]) -> list[Block]:
    """Give the entries of numbered lists the numbers of the page, which the extraction forgets."""
    stated: dict[str, list[str]] = {}
    for block in page:
        if block.kind == "item" and (number := MARKER.match(block.text)):
            stated.setdefault("".join(block.text[number.end() :].split()), []).append(number[0])
    blocks = []
    for block in kept:
        number = MARKER.match(block.text) if block.kind == "item" else None
        numbers = stated.get("".join(block.text[number.end() :].split())) if number else None
        text = f"{numbers.pop(0)}{block.text[number.end() :]}" if number and numbers else block.text
        blocks.append(Block(block.kind, text))
    return blocks


def _left_out(page: list[Block], kept: list[Block]) -> list[str]:
    """Return the passages that stand between the first and the last one kept and are not in the text.

    They may be captions and links to other articles, or a paragraph taken for one: the editor is shown them.
    """
    have = Counter("".join(block.text.split()) for block in kept)
    whole = "".join(have)
    squeezed = ["".join(block.text.split()) for block in page]
    inside = [index for index, text in enumerate(squeezed) if text in have]
    lost = []
    for index in range(inside[0], inside[-1]) if inside else ():
        text = squeezed[index]
        if have[text] > 0:
            have[text] -= 1
        elif text in have or (text not in whole and len(page[index].text.split()) >= MIN_PASSAGE_WORDS):
            lost.append(" ".join(page[index].text.split())[:SHOWN_CHARS])
    return lost


def _as_html(body: Any) -> str:
    from lxml import etree  # type: ignore[import-untyped]

    for element in body.iter(*TAGS):
        kind = element.get("rend") or ""
        if element.tag == "head" and kind in ("h1", "h3", "h4", "h5", "h6"):
            element.tag = kind
        elif element.tag == "list" and kind.startswith("ol"):
            element.tag = "ol"
        else:
            element.tag = TAGS[element.tag]
    return str(etree.tostring(body, encoding="unicode", method="html"))


class _Survey(HTMLParser):
    """Measure the depth of a page and note what its head states."""

    def __init__(self, depth: int) -> None:
        super().__init__(convert_charrefs=True)
        self.deepest = 0
        self._depth = depth
        self.metas: dict[str, str] = {}
        self.canonical = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        check()
        given = dict(attrs)
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            content = (given.get("content") or "").strip()
            if content or is_embargo(name):
                self.metas.setdefault(name, content)
        elif tag == "link" and (given.get("rel") or "").lower() == "canonical":
            self.canonical = self.canonical or (given.get("href") or "").strip()
        if tag in VOID:
            return
        if tag in SELF_ENDING and self._open and self._open[-1] == tag:
            self._open.pop()
        self._open.append(tag)
        self.deepest = max(self.deepest, len(self._open))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open[-self._depth :]:
            while self._open.pop() != tag:
                pass
