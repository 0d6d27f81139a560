"""Patterns of long tables, most of which are in no given text: told in a glance, compiled when needed.

To search a text for letters that a match must have costs a twentieth of trying the pattern. RE2
(`FilteredRE2`) goes by the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from re import _parser  # type: ignore[attr-defined]  # the tree of a pattern; Python has no other reader of it
from typing import Any

Anchors = frozenset[str]
NONE: Anchors = frozenset()
UNSURE = "iıİ"  # one letter to a pattern in any case, but not to casefold()


class Rare:
    """A regular expression in any case of letters; `re.error` where it is none, when first asked of."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def wanted(self) -> Anchors:
        """Return the pieces of which every match has one."""
        return anchors(self.pattern)

    def may_match(self, folded: str) -> bool:
        """Tell whether a text, case folded, may have a match."""
        for piece in self.wanted:  # not any(…): this is done some hundred times for each sentence
            if piece in folded:
                return True
        return not self.wanted

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Return the pattern to search with, made when it is first asked for."""
        return re.compile(self.pattern, re.IGNORECASE)


def anchors(pattern: str) -> Anchors:
    """Return pieces, case folded, of which every match has one; none where it needs no letters."""
    return _of_sequence(_parser.parse(pattern)) - {""}


def _of_sequence(tree: Iterable[tuple[Any, Any]]) -> Anchors:
    """Return the best anchors of what stands one after another: letters in a row, or those of a part."""
    found, run = [], ""
    for kind, value in tree:
        letter = chr(value).casefold() if str(kind) == "LITERAL" else ""
        if letter and letter not in UNSURE:
            run += letter
            continue
        found += [frozenset({run}), _of_part(str(kind), value)]
        run = ""
    return max([*found, frozenset({run})], key=_worth)


def _of_part(kind: str, value: Any) -> Anchors:
    """Return the anchors of a group, a choice or what is repeated; none of anything else."""
    if kind == "SUBPATTERN":
        return _of_sequence(value[-1])
    if kind == "BRANCH":
        each = [_of_sequence(branch) for branch in value[1]]
        return NONE.union(*each) if all(_worth(pieces) > _worth(NONE) for pieces in each) else NONE
    if kind.endswith("_REPEAT"):
        least, _, repeated = value
        return _of_sequence(repeated) if least else NONE
    return NONE


def _worth(pieces: Anchors) -> tuple[int, int]:
    """Return how seldom a text has one by chance: the letters of the shortest, then how few there are."""
    shortest = min(map(len, pieces), default=0)
    return shortest, -len(pieces) if shortest else 0
