"""Says how many there are of something: 1 finding, 2 findings."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the form that it asks for."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
