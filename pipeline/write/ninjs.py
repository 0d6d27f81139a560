"""IPTC ninjs 3.1, one object for each language edition (https://iptc.org/std/ninjs/)."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any

from pipeline.cells import cells_of
from pipeline.codec import encode
from pipeline.document import BlockKind, Digest
from pipeline.write.story import SOURCE_TYPES, Paragraph, Story, stories, web_address

CONTAINERS: dict[BlockKind, str] = {"item": "ul", "row": "table"}  # of paragraphs that follow one another
SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"


def ninjs_files(digest: Digest) -> dict[str, bytes]:
    """Return the files of a digest by what follows the article's id in their names."""
    return {f"{story.language}.ninjs.json": encode(ninjs(story)) for story in stories(digest)}


def ninjs(story: Story) -> dict[str, Any]:
    """Return an edition as a ninjs 3.1 object."""
    found: dict[str, Any] = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "uri": story.uri,
        "type": "text",
        "representationType": "complete",
        "language": story.language,
        "versionCreated": story.made,
        "contentCreated": story.created,
        "embargoed": story.embargoed,
        "pubStatus": "withheld" if story.is_withheld else "usable",
        "headlines": [{"role": "main", "value": story.headline}],
        "descriptions": [{"role": "summary", "value": story.summary}] if story.summary else [],
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": "\n\n".join(_texts(story))},
            {"role": "richtext", "contentType": "text/html", "value": body_html(story)},
        ],
        "by": story.metadata.get("author", ""),
        "infoSources": [{"name": story.metadata["source"]}] if story.metadata.get("source") else [],
        "edNote": story.note,
        "digitalSourceType": {"name": SOURCE_TYPES[story.source_type], "uri": story.source_type},
        "associations": _original(story),
    }
    return {key: value for key, value in found.items() if value not in ("", [])}


def body_html(story: Story) -> str:
    """Return the paragraphs as well-formed XHTML; all text is escaped."""
    lines: list[str] = []
    for container, group in groupby(story.paragraphs, key=lambda one: CONTAINERS.get(one.kind, "")):
        inner = [_element(paragraph) for paragraph in group]
        lines += [f"<{container}>", *inner, f"</{container}>"] if container else inner
    return "\n".join(lines)


def _element(paragraph: Paragraph) -> str:
    if paragraph.kind == "row":
        cells = (f"<td>{escape(cell, quote=False)}</td>" for cell in cells_of(paragraph.text))
        return f"<tr>{''.join(cells)}</tr>"
    tag = {"subheading": "h2", "item": "li"}.get(paragraph.kind, "p")
    return f"<{tag}>{escape(paragraph.text, quote=False)}</{tag}>"


def _texts(story: Story) -> list[str]:
    return [paragraph.text for paragraph in story.paragraphs]


def _original(story: Story) -> list[dict[str, Any]]:
    """Return the Kazakh article as what this is a translation of, where its address is known."""
    url = web_address(story.metadata.get("url", ""))
    return [{"name": "original", "uri": url, "type": "text", "language": "kk"}] if url else []
