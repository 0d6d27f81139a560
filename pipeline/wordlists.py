"""Reads the word lists of pipeline/data: rows of tab-separated columns, `#` starts a comment line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table `name`; raise FileNotFoundError when the package lacks it."""
    text = resources.files("pipeline").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(
        tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")
    )


def slots(name: str) -> dict[str, tuple[str, ...]]:
    """Return a table of two columns as slot → its words, longest first."""
    return {slot: tuple(sorted(words.split(), key=len, reverse=True)) for slot, words in rows(name)}


def column(cell: str) -> Iterator[str]:
    """Yield the words of one cell; `-` says that there are none."""
    return (word for word in cell.split() if word != "-")
