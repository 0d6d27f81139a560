"""Brackets: those left open are closed, «Доля (49,8% снизилась», and fixed words in them said by rule."""

from __future__ import annotations

import re

from pipeline.captions import in_brackets
from pipeline.document import Target

BRACKETED = re.compile(r"\(([^()]*)\)")
IN_YEAR = re.compile(r"(?P<year>\d{4}) жылы\b")
OPEN_SHARE = re.compile(r"\((?=[^()]*(?:\(|$))[^()%]*\d\s?%")
OPEN_BRACKET = re.compile(r"\((?=[^()]*(?:\(|$))\s?(?P<word>[^\s()]*[^\s().,;:!?…])")
COUNTED = re.compile(r"\((?P<figure>\d{1,6}) [^\W\d_]+\)")


def closed(source: str, text: str) -> str:
    """Close the brackets that a translation leaves open, where the source has one word or one share in it."""
    inside = BRACKETED.findall(source)
    if text.count("(") != len(inside) or text.count("(") == text.count(")"):
        return text
    for place in reversed(list(OPEN_BRACKET.finditer(text))):
        if len(inside[text.count("(", 0, place.start())].split()) == 1:
            text = f"{text[: place.end()]}){text[place.end() :]}"
    for place in reversed(list(OPEN_SHARE.finditer(text))):
        words = inside[text.count("(", 0, place.start())]
        if words.rstrip().endswith("%") and words.count("%") == 1:
            text = f"{text[: place.end()]}){text[place.end() :]}"
    return text


def in_brackets_as(source: str, text: str, target: Target) -> str:
    """Say by rule what brackets say in fixed words, «(оң жақта)», and that something was in a year.

    A model takes «(оң жақта)» for the left, and «(2019 жылы – 1,9 млн)» for a year's: (2019 года — 1,9 млн).
    """
    theirs, ours = BRACKETED.findall(source), list(BRACKETED.finditer(text))
    if len(theirs) != len(ours):
        return text
    for inside, match in reversed(list(zip(theirs, ours, strict=True))):
        if said := in_brackets(inside, target):
            text = f"{text[: match.start()]}({said}){text[match.end() :]}"
        elif target == "ru" and (year := IN_YEAR.match(inside)):
            rest = re.sub(rf"\A{year['year']} год(?:а|у|ом|е)?\b", f"в {year['year']} году", match[1])
            text = f"{text[: match.start()]}({rest}){text[match.end() :]}"
    return text


def bracketed_again(source: str, text: str) -> str:
    """Return a translation with the brackets around figures with a noun that its source has there."""
    said = [match["figure"] for match in COUNTED.finditer(source)]
    if not said or text.count("(") >= source.count("("):
        return text
    for figure in said:
        bare = re.compile(rf"(?<![\w.,(/:–-])(?<!\d )(?<![(№]){figure} (?P<noun>[^\W\d_]+)(?=[.,;!?]|\s?$)")
        found = list(bare.finditer(text))
        is_enclosed = re.search(rf"\({figure}(?!\d)", text) is not None
        if len(found) == 1 and not is_enclosed and source.count(f"{figure} ") == 1:
            text = f"{text[: found[0].start()]}({found[0].group()}){text[found[0].end() :]}"
    return text
