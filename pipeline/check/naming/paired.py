"""Lists of names with their figures, which a translation may exchange: «Астанада – 870, Алматыда – 1 240»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.alphabet import LOWER, UPPER
from pipeline.check.figures import Quantity, read_quantities
from pipeline.check.naming.align import Side, find_counterpart
from pipeline.check.naming.mentions import Reading
from pipeline.document import Span, Target
from pipeline.scales import SCALE

BETWEEN = re.compile(r"(?:\s[–—-])?\s")  # a name and its figure: «Астанада – 870», «Астанада 870»
BEHIND = re.compile(
    rf"[^,;.–—]{{0,24}}?(?:,|;| және| ал|,? ал)\s(?:[{LOWER}]+\s)?"
)  # a figure and the next name
DASHED = re.compile(r"(?:\s[–—-]|:)\s(?:[^\W\d]+\s){0,2}")
PLAIN = re.compile(r"\s(?:[^\W\d]+\s){0,3}")  # “870 in Astana”, “Almaty has 214”
FEWEST = 2
OPENING = re.compile(
    rf"(?:[{UPPER}][{LOWER}]+[дт][ае] [–—-] \d[\d ,.]*(?: (?:{SCALE}))?, )+"
    rf"[{UPPER}][{LOWER}]+[дт][ае](?: [–—-])? \d[\d ,.]*(?: \w+){{2,}}"
)
DASH = re.compile(r"(?<=[дт][ае]) [–—-](?= \d)")


class Item(NamedTuple):
    """A name of the source, what the gazetteer has for it, and the figure that belongs to it."""

    at: int
    name: Span
    entries: frozenset[int]
    figure: Quantity


def without_dashes(text: str) -> str:
    """Return a list of places and figures that opens a sentence without its dashes, which English loses."""
    found = OPENING.match(text)
    return DASH.sub("", found.group()) + text[found.end() :] if found else text


def exchanged_figures(
    source: Reading, target: Reading, language: Target
) -> Iterator[tuple[Span, Span, Span, Span]]:
    """Yield each name of a list with its figure, and what stands for it with that of another of them."""
    items = list(_items(source))
    values = {item.figure.value for item in items}
    if len(items) < FEWEST or len(values) < len(items):
        return
    figures = read_quantities(target.text.text, language)
    side = Side(target, language, backward=False)
    for item in items:
        name = _place(item, source, target, side)
        beside = None if name is None else _beside(name, figures, target.text.text)
        if name is not None and beside is not None and beside.value in values - {item.figure.value}:
            yield item.name, item.figure.span, name, beside.span


def _items(source: Reading) -> Iterator[Item]:
    """Yield the names of the longest list in which each is followed by its figure."""
    text, figures = source.text.text, read_quantities(source.text.text, "kk")
    if len(figures) < FEWEST:
        return
    by_start = {figure.span[0]: figure for figure in figures}
    found: list[Item] = []
    for at, word in enumerate(source.text.words):
        gap = BETWEEN.match(text, word.end) if word.capital else None
        figure = by_start.get(gap.end()) if gap else None
        if figure is not None:
            entries = [match.entries for match in source.matches if (match.start, match.end) == (at, at + 1)]
            found.append(Item(at, (word.start, word.end), frozenset().union(*entries), figure))
    yield from _in_a_row(found, text)


def _in_a_row(found: Sequence[Item], text: str) -> Iterator[Item]:
    row: list[Item] = []
    for item in found:
        if row:
            gap = text[row[-1].figure.span[1] : item.name[0]]
            if not BEHIND.fullmatch(gap):
                if len(row) >= FEWEST:
                    break
                row = []
        row.append(item)
    if len(row) >= FEWEST:
        yield from row


def _place(item: Item, source: Reading, target: Reading, side: Side) -> Span | None:
    """Return where a name stands in the translation; None where it does not, or is not to be told."""
    words = target.text.words
    found = [match for match in target.matches if match.entries & item.entries]
    if item.entries:
        one = found[0] if len({match.start for match in found}) == 1 else None
        return None if one is None else (words[one.start].start, words[one.end - 1].end)
    best = find_counterpart([source.text.words[item.at].key], 0.5, side)
    if not best.same or best.at is None or not words[best.at].capital:
        return None
    return words[best.at].start, words[best.at].end


def _beside(name: Span, figures: Sequence[Quantity], text: str) -> Quantity | None:
    """Return the one figure that a name is surely joined to: “in Astana – 870”, “870 in Astana”."""
    after = next((figure for figure in figures if figure.span[0] >= name[1]), None)
    before = next((figure for figure in reversed(figures) if figure.span[1] <= name[0]), None)
    gap = "" if after is None else text[name[1] : after.span[0]]
    is_before = before is not None and PLAIN.fullmatch(text, before.span[1], name[0]) is not None
    if DASHED.fullmatch(gap):
        return after
    is_after = PLAIN.fullmatch(gap) is not None
    if is_after == is_before:
        return None
    return after if is_after else before
