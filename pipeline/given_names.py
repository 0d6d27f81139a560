"""The given names that are listed, in Kazakh (see names_given.tsv)."""

from __future__ import annotations

from functools import cache

from pipeline.wordlists import rows

BY_LETTERS = "-"  # in place of the Russian form: a name of other languages (Джефф, Лео)


@cache
def given_names() -> frozenset[str]:
    """Return all of them."""
    return frozenset(row[0] for row in rows("names_given.tsv"))


@cache
def given_names_of_kazakhs() -> frozenset[str]:
    """Return those that are not written in Kazakh for names of other languages."""
    return frozenset(kazakh for kazakh, *forms in rows("names_given.tsv") if BY_LETTERS not in forms[:1])
