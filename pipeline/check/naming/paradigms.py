"""The case forms of Russian words in fixed names."""

from __future__ import annotations

from functools import cache

from pipeline.wordlists import column, rows

_SHORTEST = 2  # letters of a stem and of a form


@cache
def _paradigms() -> dict[str, tuple[str, tuple[str, ...]]]:
    table: dict[str, tuple[str, tuple[str, ...]]] = {}
    for ending, cut, others in rows("names_paradigms_ru.tsv"):
        endings = tuple("" if other == "-" else other for other in others.split())
        table[ending] = ("".join(column(cut)), endings)
    return table


def russian_forms(word: str) -> frozenset[str]:
    """Return every form of `word`, given in its dictionary form and in small letters."""
    table = _paradigms()
    for size in range(min(len(word) - 1, max(map(len, table))), 0, -1):
        found = table.get(word[-size:])
        if found is not None:
            cut, endings = found
            stem = word[: len(word) - len(cut)]
            if len(stem) < _SHORTEST:
                break
            return frozenset([word, *(stem + ending for ending in endings)])
    return frozenset([word])
