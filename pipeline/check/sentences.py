"""How many sentences a text has, by their ends."""

from __future__ import annotations

import re

from pipeline.alphabet import LOWER

SENTENCE_END = re.compile(rf"[.!?…]+[»”\"')]*\s+(?=[–—«“\"(]?\s?[^\W\d_a-z{LOWER}])")
ABBREVIATED = re.compile(
    rf"(?:\b[^\W\d_]|\b[a-z{LOWER}]{{1,4}}|\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Sen|Gov|Prof))\.$"
)
CLOSERS = "»”“\"'’)]} \u00a0"
FINAL = ".!?…"


def count_sentences(text: str) -> int:
    """Count sentences by their ends; one-letter and short lower-case words with a stop do not end any."""
    ends = (match for match in SENTENCE_END.finditer(text))
    return 1 + sum(not ABBREVIATED.search(text[: match.start() + 1]) for match in ends)


def has_end(text: str) -> bool:
    """Tell whether a text ends with a stop, a closing mark behind it or not."""
    return text.rstrip(CLOSERS)[-1:] in FINAL and bool(text.rstrip(CLOSERS))
