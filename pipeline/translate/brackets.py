"""Brackets that a model leaves out around a figure with its noun: «8,41% (6 орын)», «8,41% 6 мест»."""

from __future__ import annotations

import re

COUNTED = re.compile(r"\((?P<figure>\d{1,6}) [^\W\d_]+\)")


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
