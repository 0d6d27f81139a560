"""Reads the word lists of pipeline/data: lines of words or of tab-separated columns, `#` starts a comment."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a list without blank ones and comments; FileNotFoundError where there is none."""
    text = resources.files("pipeline").joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def listed(name: str) -> Iterator[str]:
    """Yield the words of a list, as many as there are on each line."""
    return (word for line in lines(name) for word in line.split())


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table, kept for the next who asks."""
    return tuple(tuple(line.split("\t")) for line in lines(name))


def slots(name: str) -> dict[str, tuple[str, ...]]:
    """Return a table of two columns as slot → its words, longest first."""
    return {slot: tuple(sorted(cell.split(), key=len, reverse=True)) for slot, cell in rows(name)}


@cache
def kinds(name: str) -> dict[str, frozenset[str]]:
    """Return a table of two columns as kind → its words, which may fill several lines."""
    found: dict[str, set[str]] = {}
    for kind, cell in rows(name):
        found.setdefault(kind, set()).update(cell.split())
    return {kind: frozenset(words) for kind, words in found.items()}


def column(cell: str) -> Iterator[str]:
    """Yield the words of one cell; `-` says that there are none."""
    return (word for word in cell.split() if word != "-")
