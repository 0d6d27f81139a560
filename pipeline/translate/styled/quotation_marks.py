"""Which marks of a text open a quotation and which close one, and how the target writes them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Target

RUSSIAN_QUOTES, ENGLISH_QUOTES = ("«»", "„“"), ("“”", "‘’")  # of a quotation, and of one inside it
QUOTES = frozenset('"“”„«»‟')
OPEN, CLOSE = "«", "»"
NAME_WORDS = 2  # before an inner quotation that shares its closing mark: «НК «Темір»


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a text: `begins` are closed and not opened in it, `ends` opened and not closed.

    `passages` are the places of the outermost pairs, `depth` the deepest nesting, `count` all marks.
    """

    begins: int
    ends: int
    passages: tuple[tuple[int, int], ...]
    depth: int
    count: int


def directed(text: str) -> str:
    """Return a text with « and » for all its double quotation marks."""
    return "".join(
        character if opens is None else (OPEN if opens else CLOSE)
        for character, opens in zip(text, _directions(text), strict=True)
    )


def styled(text: str, target: Target, begins: int = 0, ends: int = 0) -> str:
    """Set all double quotation marks as the target does, those inside a quotation as inner ones.

    `begins` and `ends` are how many quotations are open before and behind the text. Where not each is closed
    (Russian lets one mark close two: «НК «Темір»), all are those of the outer ones.
    """
    outer, inner = RUSSIAN_QUOTES if target == "ru" else ENGLISH_QUOTES
    out = list(text)
    depth = begins
    turned: list[tuple[int, bool, bool]] = []  # place, whether it opens, whether inside another
    for index, opens in enumerate(_directions(text)):
        if opens is not None:
            depth = depth + 1 if opens else max(0, depth - 1)
            turned.append((index, opens, depth > opens))
    for index, opens, is_inner in turned:
        out[index] = (inner if is_inner and depth == ends else outer)[not opens]
    return "".join(out)


def read_marks(text: str) -> Marks:
    """Return how the marks « and » of a text belong together."""
    starts: list[int] = []
    passages: list[tuple[int, int]] = []
    begins = depth = count = 0
    for index, character in enumerate(text):
        if character == OPEN:
            starts.append(index)
            depth = max(depth, len(starts))
            count += 1
        elif character == CLOSE:
            count += 1
            if not starts:
                begins += 1
            else:
                start = starts.pop()
                if not starts:
                    passages.append((start, index + 1))
    return Marks(begins, len(starts), tuple(passages), depth, count)


def is_shared(text: str) -> bool:
    """Tell a name inside a name with one closing mark for both: «НК «Темір»."""
    first, second, last = text.find(OPEN), text.find(OPEN, text.find(OPEN) + 1), text.count(CLOSE)
    is_name = second > 0 and len(text[first:second].split()) <= NAME_WORDS
    return is_name and CLOSE not in text[first:second] and text.count(OPEN) > last


def _directions(text: str) -> list[bool | None]:
    """Return of each character whether it opens a quotation, closes one, or is no double mark."""
    found: list[bool | None] = [None] * len(text)
    depth = 0
    for index, character in enumerate(text):
        if character not in QUOTES:
            continue
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        if before.isdigit() and not after.isalnum() and _is_inch(text, index, depth):
            continue
        opens = character in "«„" or (character != "»" and _opens(before, after, depth))
        depth = depth + 1 if opens else max(0, depth - 1)
        found[index] = opens
    return found


def _is_inch(text: str, index: int, depth: int) -> bool:
    """Tell the inches of «6,1" экран»: a mark behind a figure that the quotation does not need to end."""
    if not depth:
        return text[index] in '"”'
    if text[index] != '"':
        return False
    depth -= 1
    for at in range(index + 1, len(text)):
        before, after = text[at - 1], text[at + 1 : at + 2] or " "
        if text[at] not in QUOTES or (text[at] == '"' and before.isdigit()):
            continue
        opens = text[at] in "«„" or (text[at] != "»" and before.isspace() and not after.isspace())
        depth += 1 if opens else -1
        if depth < 0:
            return True
    return False


def _opens(before: str, after: str, depth: int) -> bool:
    """Tell from its neighbours whether an undirected mark opens a quotation."""
    if (before.isspace() or before in "(—–-/«“„") and not after.isspace():
        return not depth or before != "–"
    return depth == 0 and after.isalnum() and not before.isalnum()
