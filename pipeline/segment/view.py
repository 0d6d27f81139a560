"""The text as the rules see it: one kind of space, one kind of line end, nothing invisible."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document import Span

LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028"
PARAGRAPH_END = "\u2029"
BYTE_ORDER_MARK = "\ufeff"  # Python does not count it as white space; in the middle of a text it is one
SPACES = "\t\x1f\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))

# Soft hyphens, joiners, direction marks, variation selectors and combining accents: none of them ever
# makes or prevents the end of a sentence, so they are taken out before the rules look.
INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\u20d0-\u20f0\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)

BEGUN_WITH = re.compile(r"(?m)^[‼⁉](?=\ufe0f?\s)")  # a picture that announces what comes, no end
SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys(SPACES + BYTE_ORDER_MARK, " "),
        **dict.fromkeys(LINE_ENDS, "\n"),
        **dict.fromkeys("‒―−", "–"),
        **dict.fromkeys("！‼", "!"),
        **dict.fromkeys("？؟⁇⁈⁉", "?"),
        **dict.fromkeys("。．", "."),
    }
)


def is_blank(char: str) -> bool:
    """Tell white space, the byte order mark included, from everything else."""
    return char.isspace() or char == BYTE_ORDER_MARK


@dataclass(frozen=True, slots=True)
class View:
    """`text[i]` stands for `original[offsets[i]]`; without offsets the two are equally long."""

    text: str
    offsets: list[int] | None


def look(original: str) -> View:
    """Return the view of `original`; its paragraph separators stay, every other line end is a newline."""
    text = BEGUN_WITH.sub("❗", original.replace("\r\n", " \n")).translate(SAME_LENGTH)
    if INVISIBLE.search(text) is None:
        return View(text, None)
    offsets = [i for i, char in enumerate(text) if INVISIBLE.match(char) is None]
    return View("".join([text[i] for i in offsets]), offsets)


def restore(view: View, original: str, spans: list[Span]) -> list[Span]:
    """Turn spans of the view into spans of `original` that also take in the invisible characters."""
    if view.offsets is None:
        return spans
    first, last = trim(original, 0, len(original))
    if first == last:
        return []
    if not spans:
        return [(first, last)]
    ends = [view.offsets[end - 1] + 1 for _, end in spans]
    starts = [view.offsets[start] for start, _ in spans]
    for i in range(len(spans) - 1):
        ends[i], starts[i + 1] = _share(original, ends[i], starts[i + 1])
    starts[0], ends[-1] = first, last
    return list(zip(starts, ends, strict=True))


def _share(text: str, end: int, start: int) -> Span:
    """Give what is glued to the left sentence to it and the rest to the right one."""
    while end < start and not is_blank(text[end]):
        end += 1
    begin = end
    while begin < start and is_blank(text[begin]):
        begin += 1
    return end, begin


def trim(text: str, start: int, end: int) -> Span:
    """Return a span without the white space at its ends."""
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return start, end
