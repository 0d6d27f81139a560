"""Kazakh sentence segmentation by rules: text in, spans of sentences out, nothing lost between them.

`place` finds every point where a sentence may end, `rules` decides about each of them; the word lists are
`pipeline/data/segment_*.txt`, the cases that every rule answers for are in `tests/golden/segments.txt`.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.cells import BAR
from pipeline.deadline import check
from pipeline.document import Block, Document, Segment, Span
from pipeline.segment.place import find_places
from pipeline.segment.rules import decide
from pipeline.segment.view import View, look, restore, trim

# A heading or a byline is one segment unless both sides of a boundary have this many words.
MIN_WORDS = {"headline": 2, "subheading": 2, "byline": 4}

__all__ = ["explain_text", "segment_document", "segment_text"]


def segment_text(text: str) -> list[Span]:
    """Return the spans of the sentences of one block: in order, with only white space around and between."""
    view = look(text)
    return restore(view, text, _spans(view))


def explain_text(text: str) -> list[tuple[int, str, bool]]:
    """Return what was decided about each place: its offset in the visible text, the rule, end or not."""
    return [(place.end, *decide(place)) for place in find_places(look(text).text)]


def segment_document(document: Document) -> tuple[Segment, ...]:
    """Segment every block; the ids count from 1 through the whole document."""
    segments: list[Segment] = []
    for index, block in enumerate(document.blocks):
        check()
        for start, end in _segment_block(block):
            segments.append(Segment(len(segments) + 1, index, start, end, block.text[start:end]))
    return tuple(segments)


def _spans(view: View) -> list[Span]:
    text = view.text
    start, stop = trim(text, 0, len(text))
    spans = []
    for place in find_places(text):
        check()
        if start < place.end < stop and place.next < stop and decide(place)[1]:
            spans.append((start, place.end))
            start = place.next
    if start < stop:
        spans.append((start, stop))
    return spans


def _segment_block(block: Block) -> list[Span]:
    """Segment a block; a row is whole, the short parts of a heading or a byline are joined again."""
    if block.kind == "row" and BAR.search(block.text):
        whole = trim(block.text, 0, len(block.text))
        return [whole] if whole[0] < whole[1] else []
    spans = segment_text(block.text)
    least = MIN_WORDS.get(block.kind)
    if least is None:
        return spans
    joined = spans[:1]
    for left, right in pairwise(spans):
        if _stands_apart(block.text, left, right, least):
            joined.append(right)
        else:
            joined[-1] = (joined[-1][0], right[1])
    return joined


def _stands_apart(text: str, left: Span, right: Span, least: int) -> bool:
    """Tell whether two parts of a heading are sentences of their own."""
    marked = text[slice(*left)].rstrip('»”“")')[-1:] in (".", "!", "?", "…")
    return marked and all(len(text[slice(*span)].split()) >= least for span in (left, right))
