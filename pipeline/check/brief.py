"""What a translation says in fewer words: «90 жасқа қараған шағында» is “in his 90th year”, nothing lost."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.document import TARGETS, Target
from pipeline.wordlists import rows


class Wording(NamedTuple):
    """A row of the table: the Kazakh, how each language says it in short, and the Kazakh in short."""

    said: re.Pattern[str]
    answers: dict[Target, re.Pattern[str]]
    short: str


def brief(source: str, target: str, language: Target) -> str:
    """Return a Kazakh text in as few words as its translation says it."""
    for wording in _wordings():
        if wording.said.search(source) and wording.answers[language].search(target):
            source = wording.said.sub(wording.short, source)
    return source


@cache
def _wordings() -> tuple[Wording, ...]:
    """Read the table (see the file for its columns)."""
    return tuple(
        Wording(
            re.compile(said, re.IGNORECASE),
            {
                language: re.compile(answer, re.IGNORECASE)
                for language, answer in zip(TARGETS, answers, strict=True)
            },
            short,
        )
        for said, *answers, short in rows("brief.tsv")
    )
