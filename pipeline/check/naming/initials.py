"""Compares the initials that stand before or behind a family name: М. Қ. Сәрсенов and M. Sarsenov."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.check.naming.words import Word
from pipeline.document import TARGETS, Target
from pipeline.wordlists import rows


def initials_differ(
    source: Sequence[Word], at: int, target: Sequence[Word], to: int, language: Target
) -> bool:
    """Tell whether the name at `at` has other initials, or fewer, in the translation, there at `to`.

    A given name for an initial, or an initial for one, is compared by its first letter.
    """
    own, other = _initials(source, at), _initials(target, to)
    if not own:
        return False
    if not other:
        before = target[to - 1] if to else None
        spelt_out = before is not None and before.capital and not before.opening
        return not spelt_out
    return len(own) != len(other) or not all(
        _may_be(one, two, language) for one, two in zip(own, other, strict=True)
    )


def _initials(words: Sequence[Word], at: int) -> str:
    start, end = with_initials(words, at)
    return "".join(word.text[0] for word in words[start:end] if word.initial)


def with_initials(words: Sequence[Word], at: int) -> tuple[int, int]:
    """Return the places, the last exclusive, of a name with the initials before it, else behind it."""
    start = at
    while start and words[start - 1].initial and not words[start].apart:
        start -= 1
    end = at + 1
    while start == at and end < len(words) and words[end].initial and not words[end].apart:
        end += 1
    return start, end


def _may_be(one: str, two: str, language: Target) -> bool:
    known = _letters()[language].get(one.upper())
    return known is None or two.upper() in known


@cache
def _letters() -> dict[Target, dict[str, frozenset[str]]]:
    """Return by language the first letters that each Kazakh initial may have."""
    return {
        target: {kazakh: frozenset(cells[place].split()) for kazakh, *cells in rows("names_initials.tsv")}
        for place, target in enumerate(TARGETS)
    }
