"""Read RSS (0.9 to 2.0) and Atom files: one article per item."""

from __future__ import annotations

from html import unescape
from xml.etree.ElementTree import Element, tostring

from pipeline.deadline import check
from pipeline.document import Block
from pipeline.limits import Limits
from pipeline.read.fragment import body_blocks, html_blocks
from pipeline.read.input import Extract, Item
from pipeline.read.times import is_embargo, iso_time
from pipeline.read.xmltree import as_html, local, parse_xml, text_of

ENTRIES = ("item", "entry")
# in order of completeness: content:encoded, Atom's content, yandex:full-text, and what is often only a teaser
BODIES = ("encoded", "content", "full-text", "description", "summary")
IDS = ("guid", "id", "link")


def split_feed(text: str, path: str, limits: Limits) -> list[Item]:
    """Return the feed's items, each as a feed of its own."""
    root = parse_xml(text, path, limits)
    channel = next((child for child in root if local(child.tag) == "channel"), None)
    items = []
    for entry in (element for element in root.iter() if local(element.tag) in ENTRIES):
        check()
        alone = Element(root.tag, root.attrib)
        # RSS 1.0 has its items beside the channel, Atom has no channel; both are read back just so.
        top = channel if channel is not None else root
        alone.extend(child for child in top if local(child.tag) in ("title", "link", "language"))
        alone.append(entry)
        items.append(Item(_id(entry), tostring(alone, encoding="utf-8", xml_declaration=True)))
    return items


def read_entry(text: str, path: str, limits: Limits) -> Extract:
    """Read a feed of one item, as `split_feed` makes them."""
    root = parse_xml(text, path, limits)
    entry = next(element for element in root.iter() if local(element.tag) in ENTRIES)
    found = _fields(entry)
    bodies = [name for name in BODIES if text_of(found.get(name)) or _inner(found.get(name))]
    blocks = _body(found[bodies[0]]) if bodies else []
    metadata = {
        "title": " ".join(unescape(text_of(found.get("title"))).split()),  # often escaped twice
        "date": iso_time(_first(found, "pubDate", "published", "date", "updated")),
        "author": _author(found),
        "source": next((text_of(child) for child in root if local(child.tag) == "title"), ""),
        "url": _link(entry),
    } | {local(child.tag): text_of(child) for child in entry if is_embargo(local(child.tag))}
    if len(bodies) > 1 and bodies[1] in ("description", "summary"):
        teaser = " ".join(block.text for block in _body(found[bodies[1]]))
        if teaser and teaser not in " ".join(block.text for block in blocks):
            metadata["description"] = teaser
    return Extract(blocks, metadata)


def _fields(entry: Element) -> dict[str, Element]:
    """Return the entry's children by local name, the first of each; `media:` and the like come second."""
    found: dict[str, Element] = {}
    for child in sorted(entry, key=lambda child: "search.yahoo.com/mrss" in child.tag):
        if text_of(child) or len(child) or child.attrib:
            found.setdefault(local(child.tag), child)
    return found


def _body(element: Element) -> list[Block]:
    inner = _inner(element)
    if element.get("type") == "xhtml" or inner:
        return html_blocks(inner)
    return html_blocks(text_of(element)) if element.get("type") == "html" else body_blocks(text_of(element))


def _inner(element: Element | None) -> str:
    return "" if element is None or not len(element) else as_html(element)


def _first(found: dict[str, Element], *names: str) -> str:
    return next((value for name in names if (value := text_of(found.get(name)))), "")


def _author(found: dict[str, Element]) -> str:
    author = found.get("author")
    if author is not None and len(author):
        return text_of(next((child for child in author if local(child.tag) == "name"), author))
    return _first(found, "creator", "author")


def _link(entry: Element) -> str:
    links = [child for child in entry if local(child.tag) == "link"]
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return link.get("href", "")
    return next((text_of(link) for link in links if text_of(link)), "")


def _id(entry: Element) -> str:
    found = _fields(entry)
    return _first(found, *IDS) or _link(entry)
