"""Close the brackets that a translation leaves open: «Доля (49,8% снизилась»."""

from __future__ import annotations

import re

BRACKETED = re.compile(r"\(([^()]*)\)")
OPEN_SHARE = re.compile(r"\((?=[^()]*(?:\(|$))[^()%]*\d\s?%")
OPEN_BRACKET = re.compile(r"\((?=[^()]*(?:\(|$))\s?(?P<word>[^\s()]*[^\s().,;:!?…])")


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
