"""The press digest as an RSS 2.0 feed: an item for each article and language, its summary as description."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote
from xml.sax.saxutils import escape

from pipeline.document import Language
from pipeline.write.digest import TITLE, Batch, Entry
from pipeline.write.escape import without_controls
from pipeline.write.story import iso, web_address


def rss(batch: Batch, now: datetime) -> Iterator[str]:
    """Yield the feed; articles under embargo are not in it."""
    moment = format_datetime(now)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>{TITLE}</title>\n<link>digest.html</link>\n"
        f"<description>Machine translations of Kazakh news, with what to check</description>\n"
        f"<lastBuildDate>{moment}</lastBuildDate>\n"
    )
    for entry in batch.free(now):
        for language in entry.titles:
            if language != "kk":
                yield _item(entry, language, now)
    yield "</channel>\n</rss>\n"


def _item(entry: Entry, language: Language, now: datetime) -> str:
    title, summary = (without_controls(texts[language]) for texts in (entry.titles, entry.summaries))
    summary += f" [{len(entry.to_check)} to check]" if entry.to_check else ""
    summary += "".join(f" [also: {without_controls(each.id)}]" for each in entry.duplicates)
    date = next((moment for fact in entry.facts if (moment := iso(fact))), "")
    urls = (address for fact in entry.facts if (address := web_address(fact)))
    link = next(urls, f"{quote(entry.id)}.html")
    published = format_datetime(datetime.fromisoformat(date) if date else now)
    return (
        f"<item>\n<title>{escape(title)}</title>\n<link>{escape(link)}</link>\n"
        f'<guid isPermaLink="false">{escape(entry.id)}.{language}</guid>\n'
        f"<description>{escape(summary)}</description>\n<dc:language>{language}</dc:language>\n"
        f"<pubDate>{published}</pubDate>\n</item>\n"
    )
