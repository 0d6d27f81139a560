"""Split a sentence too long for the model at its clause boundaries; nothing is ever cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

# From the strongest seam to the weakest; each match ends where the next part may begin.
SEAMS = (
    re.compile(r"[.!?…]+[»”\"]?\s+"),
    re.compile(r";\s+"),
    re.compile(r":\s+|\s[–—]\s+"),
    re.compile(r",\s+"),
    re.compile(r"\s(?=(?:және|мен|пен|бен|немесе|әрі|ал|сондай-ақ)\s)"),
    re.compile(r"\s+"),
)
GOES_ON = frozenset(",;:")
FULL_STOP = re.compile(r"(?<!\.)\.$")
CORE = (0.25, 0.75)  # a seam outside the middle half would leave a splinter


def split_clauses(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Return parts of `text`, each of which `fits`, that joined by single spaces give `text` again.

    The seam nearest to the middle is taken, strongest kind first. A single word that does not fit is halved:
    the parts then join without a space in between only in that word, which no model could read whole anyway.
    """
    text = " ".join(text.split())
    if fits(text) or len(text) < 2:
        return [text]
    at = _seam(text)
    return split_clauses(text[:at].rstrip(), fits) + split_clauses(text[at:].lstrip(), fits)


def halves(text: str) -> tuple[str, str] | None:
    """Return the two halves of a sentence at its best clause boundary; None for a single word."""
    text = " ".join(text.split())
    if " " not in text:
        return None
    at = _seam(text)
    return text[:at].rstrip(), text[at:].lstrip()


def _seam(text: str) -> int:
    middle = len(text) / 2
    for seam in SEAMS:
        ends = [m.end() for m in seam.finditer(text) if CORE[0] * len(text) <= m.end() <= CORE[1] * len(text)]
        if ends:
            return min(ends, key=lambda end: abs(end - middle))
    spaces = [m.end() for m in re.finditer(r"\s+", text) if m.end() < len(text)]
    return min(spaces, key=lambda end: abs(end - middle)) if spaces else len(text) // 2


def join_clauses(parts: Sequence[str], sources: Sequence[str]) -> str:
    """Join translated parts into one text: a full stop where the source goes on gives way to its comma."""
    joined = ""
    for part, source in zip(parts, sources, strict=True):
        joined = f"{joined} {part}".strip()
        is_last = source is sources[-1]
        if not is_last and not source.rstrip('»”"’) ').endswith((".", "!", "?", "…")):
            mark = source.rstrip()[-1:]
            joined = FULL_STOP.sub(mark if mark in GOES_ON else "", joined)
    return joined
