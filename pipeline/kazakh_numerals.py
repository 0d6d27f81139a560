"""What the Kazakh number words of one word are, by their roles (see numerals_kk.tsv)."""

from __future__ import annotations

from pipeline.wordlists import rows


def numerals(*roles: str) -> dict[str, int]:
    """Return the whole numbers with one of the roles, each by the first of its forms."""
    said = ((row[0].split()[0].rstrip("+"), row[1]) for row in rows("numerals_kk.tsv") if row[2] in roles)
    return {word: int(value) for word, value in said if value.isdigit()}
