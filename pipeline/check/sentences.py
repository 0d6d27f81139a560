"""How many sentences a text has, by their ends."""

from __future__ import annotations

import re

from pipeline.alphabet import LOWER
from pipeline.document import Span

SENTENCE_END = re.compile(rf"[.!?…]+[»”\"')]*\s+(?=[–—«“\"(]?\s?[^\W\d_a-z{LOWER}])")
ABBREVIATED = re.compile(
    rf"(?:\b[^\W\d_]|\b[a-z{LOWER}]{{1,4}}|\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Sen|Gov|Prof))\.$"
)
CLOSERS = "»”“\"'’)]} \u00a0"
FINAL = ".!?…"


def count_sentences(text: str) -> int:
    """Count sentences by their ends; one-letter and short lower-case words with a stop do not end any."""
    return len(sentence_spans(text))


def sentence_spans(text: str) -> list[Span]:
    """Return where each sentence stands, by the same ends."""
    ends = [m.end() for m in SENTENCE_END.finditer(text) if not ABBREVIATED.search(text[: m.start() + 1])]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def has_end(text: str) -> bool:
    """Tell whether a text ends with a stop, a closing mark behind it or not."""
    return text.rstrip(CLOSERS)[-1:] in FINAL and bool(text.rstrip(CLOSERS))
