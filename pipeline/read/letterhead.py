"""The letterhead of a press release: the lines above its headline, of who sends it, where from and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.cells import cells_of
from pipeline.document import Block
from pipeline.read.layout import MAX_HEADLINE_WORDS, is_headline, led_anew
from pipeline.wordlists import rows

MOST_LINES, MOST_WORDS = 10, 16  # of a letterhead, and of one of its lines
LEAST_WORDS = 3  # of a headline that a name alone stands above, which might be the headline of a short note
PLACE = r"[^\W\d_][\w-]+(?:\s+(?:қаласы|қ\.|ауылы|а\.))?"
SENTENCE = re.compile(r"[^\W\d_]{3}[.!?…]$|\sдеп\s|\s[–—]\s")
NAME, SURE = "name", "sure"  # of a body, which a headline might be too; what no headline is


def below_letterhead(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the headline that stands below a letterhead, whose lines are headings then.

    They stay as they are where nothing below reads as a headline with a text of its own.
    """
    kinds = _leading(blocks)
    at = len(kinds)
    if not kinds or at + 1 >= len(blocks) or blocks[at].kind in ("item", "row"):
        return list(blocks)
    text = blocks[at].text
    words = len(text.split())
    is_told = SURE in kinds or (words >= LEAST_WORDS and len(blocks[0].text.split()) > 1)
    if not is_told or words > MAX_HEADLINE_WORDS or not is_headline(text):
        return list(blocks)
    above = [b if b.kind == "row" else Block("subheading", b.text, b.language) for b in blocks[:at]]
    headline = Block("headline", text, blocks[at].language)
    rest = [Block("subheading", b.text, b.language) if b.kind == "headline" else b for b in blocks[at + 1 :]]
    return led_anew([*above, headline, *rest])


def _leading(blocks: Sequence[Block]) -> list[str]:
    """Return the kinds of the lines of the letterhead, as many as there are blocks of it."""
    kinds: list[str] = []
    for block in blocks[:MOST_LINES]:
        lines = cells_of(block.text) if block.kind == "row" else block.text.split("\n")
        found = [_kind(line.strip()) for line in lines if line.strip()]
        if block.kind == "item" or not all(found):
            break
        kinds.append(SURE if SURE in found else NAME)
    return kinds


def _kind(line: str) -> str:
    """Return what a line of a letterhead is; empty for any other line."""
    small = line.casefold()
    if len(small.split()) > MOST_WORDS or SENTENCE.search(small):
        return ""
    patterns = _patterns()
    is_sure = patterns["sure"].fullmatch(small) or patterns["held"].search(small)
    if is_sure or patterns["date"].fullmatch(line):
        return SURE
    return NAME if patterns["name"].fullmatch(small) else ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of dates, of lines that no headline is, of what such a line holds, of names."""
    table: dict[str, list[str]] = {}
    for kind, pattern in rows("letterheads.tsv"):
        table.setdefault(kind, []).append(pattern)
    either = {kind: f"(?:{'|'.join(found)})" for kind, found in table.items()}
    date = _date()
    day = rf"(?:\s*(?:,|от|–|-)?\s*{date})?"
    return {
        "date": re.compile(rf"(?:{PLACE},?\s+)?{date}(?:,?\s+{PLACE})?\.?", re.IGNORECASE),
        "sure": re.compile(rf"\W*(?:{either['label']}|{either['number']}){day}\W*"),
        "held": re.compile(rf"^\W*{either['contact']}|{either['address']}"),
        "name": re.compile(rf".*?{either['body']}(?:\s*\([^()]*\))?\W*|{either['start']}\b[^.]*"),
    }


def _date() -> str:
    """Return the pattern of a day: 2024 жылғы 14 наурыз, «14» наурыз 2024 ж., 14.03.2024."""
    month = f"(?:{'|'.join(dict.fromkeys(cells[4] for cells in rows('months.tsv')))})"  # as in a date
    year = r"(?:\s*(?:жыл\w*|ж\.?))?"
    return (
        rf"(?:\d{{4}}\s+(?:жылғы|жылы|ж\.)\s+«?\d{{1,2}}»?\s+{month}"
        rf"|«?\d{{1,2}}»?\s+{month},?(?:\s+\d{{4}}{year})?|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}{year})"
    )
