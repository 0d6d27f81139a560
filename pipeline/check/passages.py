"""The quoted passages of a text: which marks open one, which close it, and which are no quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import Span

SINGLES = (  # ‘so’ and 'so', but no apostrophe: "workers’", "it's", "'90s"
    r"(?<![^\W_])[‘'](?=[^\W\d_])",
    r"(?<=[^\W_sS])['’](?![^\W_])",
    r"(?<=[.,!?])[’'](?![^\W_])",
)
MARKS = re.compile("|".join([r"[«»“”„‟\"]|''|``", *SINGLES]))
OPENING, CLOSING = frozenset("«„‘"), frozenset("»’")
SINGLE = frozenset("‘’'")
FREE_LEFT, FREE_RIGHT = " \u00a0\n(—–-[/", " \u00a0\n.,;:!?…)—–-]/"
OF_FIRM = re.compile(r"\s(?:КЕАҚ|АҚ|ЖШС)(?!\w)")  # behind the outer mark of «Даму» … қоры» АҚ
INCHES = re.compile(r"(?<=\d)\s?(?:\"|''|”)")
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands between two marks, the marks included; one may be missing at the edge of a sentence."""

    span: Span
    words: int
    is_closed: bool


def passages(text: str) -> list[Passage]:
    """Return the outermost quoted passages; undirected marks open or close by the blanks around them."""
    visible = INCHES.sub(_without_inches, text)
    found: list[Passage] = []
    starts: list[int] = []
    for match in MARKS.finditer(visible):
        if _opens(visible, match, is_open=bool(starts)):
            starts.append(match.start())
        elif starts:
            while match.group() not in SINGLE and len(starts) > 1 and text[starts[-1]] in SINGLE:
                starts.pop()  # ‘Tomiris’,” where the one mark looks like an apostrophe
            start = starts.pop()
            if not starts:
                found.append(_passage(text, start, match.end(), is_closed=True))
        elif match.group() not in SINGLE and not (found and OF_FIRM.match(text, match.end())):
            found = [_passage(text, 0, match.end(), is_closed=False)]
    starts = [start for start in starts if text[start] not in SINGLE]
    if starts:
        found.append(_passage(text, starts[0], len(text), is_closed=False))
    return found


def _without_inches(match: re.Match[str]) -> str:
    """Return a mark behind a figure as a figure, unless it closes what is open: “Mi-8”."""
    before, mark = match.string[: match.start()], match.group().strip()
    is_open = before.count("“") > before.count("”") if mark == "”" else before.count(mark) % 2
    return match.group() if is_open else "0" * len(match.group())


def _passage(text: str, start: int, end: int, *, is_closed: bool) -> Passage:
    return Passage((start, end), len(WORD.findall(text[start:end])), is_closed)


def _opens(text: str, match: re.Match[str], *, is_open: bool) -> bool:
    mark = match.group()
    if mark in OPENING or mark in CLOSING:
        return mark in OPENING
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    is_free_left, is_free_right = not before or before in FREE_LEFT, not after or after in FREE_RIGHT
    return is_free_left if is_free_left != is_free_right else not is_open
