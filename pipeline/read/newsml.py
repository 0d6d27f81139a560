"""Read NewsML-G2: text news items, alone or in a news message."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from pipeline.document import Block
from pipeline.errors import ReadError
from pipeline.limits import Limits
from pipeline.read.fragment import html_blocks
from pipeline.read.input import Extract, Item
from pipeline.read.layout import plain_blocks
from pipeline.read.times import is_embargo, iso_time
from pipeline.read.xmltree import as_html, local, parse_xml, text_of

CONTENTS = ("inlineXML", "inlineData")  # a second rendition of the same text follows the first
NITF = {
    "hl1": "h1",
    "hl2": "h2",
    "dateline": "p",
    "tagline": "p",
    "block": "div",
    "body.content": "div",
}
NITF_UNREAD = ("head", "docdata", "media", "body.end", "byline")  # the byline is kept as the author


def split_newsml(text: str, path: str, limits: Limits) -> list[Item]:
    """Return the text items of a message; pictures and packages have no text of their own."""
    root = parse_xml(text, path, limits)
    items = (
        [root] if local(root.tag) == "newsItem" else [e for e in root.iter() if local(e.tag) == "newsItem"]
    )
    return [
        Item(item.get("guid", ""), tostring(item, encoding="utf-8", xml_declaration=True))
        for item in items
        if any(local(element.tag) in CONTENTS for element in item.iter())
    ]


def read_news_item(text: str, path: str, limits: Limits) -> Extract:
    """Read one news item; raises ReadError when it was withdrawn."""
    item = parse_xml(text, path, limits)
    content = next((e for name in CONTENTS for e in item.iter() if local(e.tag) == name), None)
    status = _find(item, "itemMeta", "pubStatus")
    if status is not None and status.get("qcode", "").rpartition(":")[2] in ("canceled", "withheld"):
        what = f"is withdrawn by its source (pubStatus {status.get('qcode')})"
        raise ReadError(what, path=path, hint="leave it out, or ask the source")
    provider = _find(item, "itemMeta", "provider")
    metadata = {
        "title": _text(item, "contentMeta", "headline") or _text(item, "itemMeta", "title"),
        "date": iso_time(
            _text(item, "contentMeta", "contentCreated") or _text(item, "itemMeta", "versionCreated")
        ),
        "author": _author(item),
        "source": _named(provider),
        "url": text_of(next((e for e in item.iter() if local(e.tag) == "link" and text_of(e)), None)),
    } | {local(element.tag): text_of(element) for element in item.iter() if is_embargo(local(element.tag))}
    return Extract([] if content is None else _blocks(content), metadata)


def _blocks(content: Element) -> list[Block]:
    if len(content):
        for element in content.iter():
            name = local(element.tag)
            if name in NITF_UNREAD:
                tail = element.tail  # the text after it is the paragraph's
                element.clear()
                element.tail = tail
            element.tag = NITF.get(name, name)
        return html_blocks(as_html(content))
    text = text_of(content)
    return html_blocks(text) if "html" in content.get("contenttype", "") else plain_blocks(text)


def _author(item: Element) -> str:
    byline = next((element for element in item.iter() if local(element.tag) == "byline"), None)
    named = _text(item, "contentMeta", "by") or _named(_find(item, "contentMeta", "creator"))
    return named or " ".join(text_of(byline).split())


def _find(item: Element, parent: str, name: str) -> Element | None:
    for child in item:
        if local(child.tag) == parent:
            return next((element for element in child if local(element.tag) == name), None)
    return None


def _text(item: Element, parent: str, name: str) -> str:
    return " ".join(text_of(_find(item, parent, name)).split())


def _named(party: Element | None) -> str:
    if party is None:
        return ""
    name = next((child for child in party if local(child.tag) == "name"), None)
    return text_of(name) or party.get("literal", "") or party.get("qcode", "").rpartition(":")[2]
