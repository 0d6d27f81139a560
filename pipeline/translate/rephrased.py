"""Say otherwise in Kazakh what a model misreads: «екі есе аз» as «2 есе аз», «тыйым алынды» as lifted.

What it is shown has the same figures, names and denials, and the checks compare with the text as it was.
"""

from __future__ import annotations

import re
from functools import cache, partial

from pipeline.translate.affirmed import affirmed
from pipeline.translate.kinship import kin_said
from pipeline.translate.questions import questions_said
from pipeline.wordlists import rows

LONGEST_CHARS = 60  # of a word; what has no blank for thousands of letters must not hold a run up


def rephrased(text: str) -> str:
    """Return `text` with double denials, kin, questions and what rephrased.tsv lists as a model reads it."""
    text = questions_said(kin_said(affirmed(text)))
    for pattern, wording in _wordings():
        text = pattern.sub(partial(_put, wording), text)
    return text


def _put(wording: str, found: re.Match[str]) -> str:
    """Return the wording in place of what was found, with its capitals."""
    said, old = found.expand(wording), found.group()
    if old.isupper():
        return said.upper()
    return said[:1].upper() + said[1:] if old[:1].isupper() else said


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Read the table (see the file for its columns)."""
    return tuple(
        (re.compile(rf"\b(?:{_bounded(old)})", re.IGNORECASE), new) for old, new in rows("rephrased.tsv")
    )


def _bounded(old: str) -> str:
    """Return a pattern of the table whose words end: one without a blank was read whole from each place."""
    words = old.replace(r"\S+", rf"\S{{1,{LONGEST_CHARS}}}").replace(r"\S*", rf"\S{{0,{LONGEST_CHARS}}}")
    return words.replace(r"\S)+", rf"\S){{1,{LONGEST_CHARS}}}")
