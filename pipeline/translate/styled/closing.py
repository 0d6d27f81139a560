"""End a translation as its source does («?!», «!..»), and write its years whole: 1894, not 1,894."""

from __future__ import annotations

import re

from pipeline.document import Target

ENDED = re.compile(r"(?P<marks>\?!+|!\?|[?!]\.\.)(?P<closing>[»”\"')]*)\s*\Z")
END = re.compile(r"(?<![?!.])[?!.]+(?P<closing>[»”\"'’)]*)\Z")
_FOUR = r"(?:1\d{3}|20\d\d)"
YEAR = re.compile(
    rf"(?:(?<=\()|(?<=[–—-]\s)|(?<=[–—-])){_FOUR}(?=[,)–—-]|\s[–—-])|\b{_FOUR}(?=\s(?:ж\.|жыл))"
)


def closed_as(source: str, text: str, target: Target) -> str:
    """Return a translation with the marks at its end, and the years, as its source has them."""
    return _ended_as(source, _years_whole(source, text, target))


def _ended_as(source: str, text: str) -> str:
    ours, theirs = ENDED.search(source), END.search(text)
    if ours is None or theirs is None:
        return text
    return text[: theirs.start()] + ours["marks"] + theirs["closing"]


def _years_whole(source: str, text: str, target: Target) -> str:
    if target == "en" and "," in text:
        for year in YEAR.findall(source):
            text = re.sub(rf"(?<![\d,.]){year[0]},{year[1:]}(?!\d|,\d{{3}})", year, text)
    return text
