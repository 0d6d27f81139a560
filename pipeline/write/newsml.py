"""IPTC NewsML-G2, one news item for each language edition (https://iptc.org/std/NewsML-G2/)."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, fromstring, indent, tostring

from pipeline.document import Digest
from pipeline.write.ninjs import body_html
from pipeline.write.story import SOURCE_TYPES, Story, stories

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"
VERSION = "2.34"


def newsml_files(digest: Digest) -> dict[str, bytes]:
    """Return the files of a digest by what follows the article's id in their names."""
    return {f"{story.language}.newsml.xml": newsml(story) for story in stories(digest)}


def newsml(story: Story) -> bytes:
    """Return an edition as a NewsML-G2 news item at core conformance."""
    item = Element(
        "newsItem",
        {
            "xmlns": NAMESPACE,
            "guid": story.uri,
            "version": "1",
            "standard": "NewsML-G2",
            "standardversion": VERSION,
            "conformance": "core",
            "xml:lang": story.language,
        },
    )
    SubElement(item, "catalogRef", href=CATALOG)
    _item_meta(SubElement(item, "itemMeta"), story)
    _content_meta(SubElement(item, "contentMeta"), story)
    content = SubElement(SubElement(item, "contentSet"), "inlineXML", contenttype="application/xhtml+xml")
    content.append(_page(story))
    indent(item, space=" ")
    data: bytes = tostring(item, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _item_meta(meta: Element, story: Story) -> None:
    SubElement(meta, "itemClass", qcode="ninat:text")
    SubElement(meta, "provider", literal=story.metadata.get("source", "unknown"))
    SubElement(meta, "versionCreated").text = story.made
    if story.embargoed:
        SubElement(meta, "embargoed").text = story.embargoed
    SubElement(meta, "pubStatus", qcode="stat:withheld" if story.is_withheld else "stat:usable")
    SubElement(meta, "edNote").text = story.note


def _content_meta(meta: Element, story: Story) -> None:
    if story.created:
        SubElement(meta, "contentCreated").text = story.created
    kind = SubElement(meta, "digitalSourceType", uri=story.source_type)
    SubElement(kind, "name").text = SOURCE_TYPES[story.source_type]
    SubElement(meta, "language", {"tag": story.language})
    if author := story.metadata.get("author"):
        SubElement(meta, "by").text = author
    SubElement(meta, "headline").text = story.headline
    if story.summary:
        SubElement(meta, "description", role="drol:summary").text = story.summary


def _page(story: Story) -> Element:
    page = Element("html", xmlns=XHTML)
    head = SubElement(page, "head")
    SubElement(head, "title").text = story.headline
    page.append(fromstring(f"<body>{body_html(story)}</body>"))
    return page
