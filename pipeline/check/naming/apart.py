"""Two firms in Latin letters side by side, which a model takes for one: «Google Wiz-ді сатып алды».

It read the two as one object and invented a subject for it. It is shown «Google компаниясы Wiz
компаниясын»; where the two still stand side by side in a translation, it has lost who does what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.alphabet import LOWER
from pipeline.document import Span
from pipeline.wordlists import lines

_WORD = r"(?:[A-Z]|[a-z](?=[A-Z]))[A-Za-z0-9]*(?:[.&'’-][A-Za-z0-9]+)*\.?"
RUN = re.compile(
    rf"(?<![\w«“\"(.-])(?<![A-Z][a-z] )(?P<names>{_WORD}(?: {_WORD})+)"
    rf"-(?P<ending>[{LOWER}]{{2,4}})(?![\w-])"
)
CASES = (
    (re.compile(r"[дтн][ыі]"), "н"),
    (re.compile(r"[ғқ]а|[гк]е|[нй]?[ае]"), "на"),
    (re.compile(r"[дтн][ае]н"), "нан"),
    (re.compile(r"[мбп]ен"), "мен"),
    (re.compile(r"[дтн][ыі]ң"), "ның"),
)
FIRM = "компаниясы"
TAKEN_OVER = re.compile(r"сатып ал|басып оз|сотқа бер|қосып ал|жұтып қой|біріктір")
LONGEST = 3  # words of a name


class Neighbours(NamedTuple):
    """Two names that stand side by side, the second in a case, and what says it of a firm."""

    span: Span
    first: str
    second: str
    case: str


def neighbours(text: str) -> Iterator[Neighbours]:
    """Yield the pairs of firms that stand side by side in a Kazakh text."""
    for found in RUN.finditer(text):
        case = next((case for ending, case in CASES if ending.fullmatch(found["ending"])), None)
        parts = _split(found["names"].split(" "), text, found) if case is not None else None
        if parts is not None and case is not None:
            yield Neighbours(found.span(), *parts, case)


def set_apart(text: str) -> str:
    """Return the text with the pairs of firms called firms."""
    for pair in reversed(list(neighbours(text))):
        start, end = pair.span
        said = f"{pair.first} {FIRM} {pair.second} {FIRM}{pair.case}"
        text = text[:start] + said + text[end:]
    return text


def run_together(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Yield the pairs of firms that stand side by side in a translation, too: “bought Google Wiz”."""
    for pair in neighbours(source):
        at = target.find(f"{pair.first} {pair.second}")
        if at >= 0:
            yield pair.span, (at, at + len(pair.first) + 1 + len(pair.second))


def _split(words: list[str], text: str, found: re.Match[str]) -> tuple[str, str] | None:
    """Return the two names that the words are, the longest first; None where they are one, or three."""
    known = _known()
    if " ".join(words) in known:
        return None
    for size in range(min(LONGEST, len(words) - 1), 0, -1):
        first, second = " ".join(words[:size]), " ".join(words[size:])
        if first in known and (second in known or _is_taken_over(words[size:], text, found)):
            return first, second
    return None


def _is_taken_over(words: list[str], text: str, found: re.Match[str]) -> bool:
    """Tell an unknown firm that the known one before it buys, at the beginning of a sentence."""
    opens = not text[: found.start()].strip(" –—-") or text[: found.start()].rstrip()[-1] in ".!?"
    return len(words) == 1 and opens and TAKEN_OVER.search(text, found.end()) is not None


@cache
def _known() -> frozenset[str]:
    return frozenset(lines("names_latin.txt"))
