"""What the translation says that nothing in the source may say: a deputy, “former”, “may”, a future."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.check.pair import Pair
from pipeline.document import TARGETS, Finding, Target
from pipeline.wordlists import rows

NAME = "invented"


@dataclass(frozen=True, slots=True)
class Invention:
    """A row of the table: what may say it in Kazakh, and what says it in each language."""

    may: re.Pattern[str]
    said: dict[Target, re.Pattern[str]]


def check_invented(pair: Pair) -> list[Finding]:
    """Report what a translation surely says and no word of the source may."""
    found = []
    for invention in _table():
        match = invention.said[pair.language].search(pair.target)
        if match is not None and not invention.may.search(pair.source):
            message = f"nothing in the source says “{match.group()}”"
            found.append(pair.finding(NAME, "warning", message, None, match.span()))
    return found


@cache
def _table() -> tuple[Invention, ...]:
    """Read the table (see the file for its columns)."""
    return tuple(
        Invention(
            re.compile(may, re.IGNORECASE),
            {
                language: re.compile(rf"\b(?:{words})" if words != "-" else r"(?!)", re.IGNORECASE)
                for language, words in zip(TARGETS, said, strict=True)
            },
        )
        for _, may, *said in rows("invented.tsv")
    )
