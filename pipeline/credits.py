"""Who wrote, translated or photographed: «Дайындаған: А. Сейітқызы», as credits.tsv knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.alphabet import UPPER
from pipeline.wordlists import rows

_WORD = rf"[{UPPER}][\w’'-]*"
PERSON = re.compile(rf"(?:[{UPPER}]\.\s?){{1,2}}{_WORD}\.?|{_WORD}(?:\s{_WORD}){{1,2}}(?:,\s?{_WORD})?\.?")
LATIN = re.compile(r"[\w.@/&-]+(?:\s[\w.@/&-]+){0,2}", re.ASCII)  # inbusiness.kz


@dataclass(frozen=True, slots=True)
class Credit:
    """What a person did, in Russian and English; who did it, and where the text names him."""

    russian: str
    english: str
    name: str

    @property
    def is_name(self) -> bool:
        """Tell a person or an address, which rules can write, from a description."""
        return PERSON.fullmatch(self.name) is not None or LATIN.fullmatch(self.name) is not None


def read_credit(text: str) -> Credit | None:
    """Return the credit that a line is, None for any other line."""
    for pattern, russian, english in _patterns():
        if match := pattern.match(text):
            return Credit(russian, english, text[match.end() :].strip())
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Return the ways credits begin; those of the table with a colon need one, or a dash."""
    found = []
    for kazakh, russian, english in rows("credits.tsv"):
        mark = r"\s*(?::|\s[–—-]\s)\s*" if kazakh.endswith(":") else r"(?:\s*:\s*|\s+(?:[–—-]\s+)?)"
        pattern = re.compile(rf"{re.escape(kazakh.rstrip(':'))}{mark}(?=\S)", re.IGNORECASE)
        found.append((pattern, russian, english))
    return tuple(found)
