"""Says how many there are of something: 1 finding, 2 findings; which form a Russian noun takes."""

from __future__ import annotations

ONE, FEW, MANY = 0, 1, 2  # forms of Russian: 21 дом, 22 дома, 25 домов


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the form that it asks for."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def russian_form(number: int) -> int:
    """Return which form a Russian noun takes behind a number: ONE, FEW or MANY."""
    last, tens = number % 10, number % 100
    if tens in range(11, 15) or last in (0, 5, 6, 7, 8, 9):
        return MANY
    return ONE if last == 1 else FEW
