"""Which quote marks and brackets belong together, found in one pass with a stack.

Kazakh papers set «», “”, „“, "", and, often, ” or “ at both ends; so the curly and the straight marks are
told apart by the spaces around them, and by what is open, not by their shape.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.document import Span

MARK = re.compile('[«»‹›„“”‟"()\\[\\]{}]')
OPENING = {"«": "quote", "‹": "quote", "„": "curly", "(": "round", "[": "square", "{": "brace"}
CLOSING = {"»": "quote", "›": "quote", ")": "round", "]": "square", "}": "brace"}
QUOTES = ("quote", "curly")
BEFORE_OPENING = " \n\u2029([{«‹„–—:/"
AFTER_CLOSING = " \n\u2029)]}»›.,;:!?…–—-/"


@dataclass(frozen=True, slots=True)
class Pairs:
    """`closers` are the offsets of closing marks; `quotes` and `brackets` the matched pairs, sorted."""

    closers: frozenset[int]
    quotes: list[Span]
    brackets: list[Span]


class _Stack:
    """What is open; a closing mark without its opening one costs nothing."""

    def __init__(self) -> None:
        self.open: list[tuple[str, int]] = []
        self.count: Counter[str] = Counter()

    def push(self, kind: str, at: int) -> None:
        self.open.append((kind, at))
        self.count[kind] += 1

    def pop(self, kinds: tuple[str, ...]) -> int | None:
        """Close the innermost of `kinds`, and with it whatever was left open inside."""
        if not any(self.count[kind] for kind in kinds):
            return None
        while True:
            kind, at = self.open.pop()
            self.count[kind] -= 1
            if kind in kinds:
                return at


def find_pairs(text: str) -> Pairs:
    """Match the quote marks and brackets of `text`."""
    stack = _Stack()
    closers: set[int] = set()
    quotes: list[Span] = []
    brackets: list[Span] = []
    for match in MARK.finditer(text):
        char, at = match[0], match.start()
        kind = OPENING.get(char) or CLOSING.get(char) or "curly"
        if char not in CLOSING and (char in OPENING or _opens(text, at, stack.count["curly"] > 0)):
            stack.push(kind, at)
            continue
        closers.add(at)
        opened = stack.pop((kind,))
        if opened is None and kind in QUOTES:
            opened = stack.pop(QUOTES)  # «…” and “…»
        if opened is not None:
            (quotes if kind in QUOTES else brackets).append((opened, at))
    return Pairs(frozenset(closers), sorted(quotes), sorted(brackets))


def _opens(text: str, at: int, is_open: bool) -> bool:
    """Decide what a curly or straight quote mark does at `at`."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    can_open = before in BEFORE_OPENING and after not in AFTER_CLOSING
    can_close = before not in BEFORE_OPENING and after in AFTER_CLOSING
    if can_open != can_close:
        return can_open
    return not is_open
