"""Tell headline, lead, paragraphs, list items and byline apart in plain text."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from pipeline.alphabet import LOWER, UPPER
from pipeline.credits import read_credit
from pipeline.document import Block
from pipeline.marks import leading_mark
from pipeline.read.rows import find_rows
from pipeline.wordlists import rows as table

MAX_HEADLINE_WORDS = 30
MAX_BYLINE_WORDS = 8
OPENING_LINES = 3  # under the headline: the time, the author, the credit of the picture
MAX_BYLINE_CHARS = 200
MIN_WRAPPED_CHARS, MAX_WRAPPED_CHARS = 40, 100  # widths that editors and mailers wrap at
SLACK_CHARS = 3  # by which a line may fall short for no word that follows

BULLET = re.compile(r"^[•‣▪●◦*·]\s+")
STAR = "*"  # a bullet where several follow one another; alone it is a footnote's
CREDIT = re.compile(
    r"^(автор|авторы|дайындаған|әзірлеген|фото|сурет|суретті түсірген|тілші|мәтін)\b[^.!?]*[:–—-]?",
    re.IGNORECASE,
)
UPPER_NAME = rf"[{UPPER}][{UPPER}-]{{2,}}"
INITIAL = rf"[{UPPER}]\."
NAME = rf"[{UPPER}][{LOWER}-]+"
PERSON = rf"(?:{INITIAL}\s?){{1,2}}{NAME}|(?:{INITIAL}\s?|{NAME}\s+){{1,4}}{UPPER_NAME}"
RIGHTS = frozenset("©®")
NOTICE = re.compile(
    rf"(?<=[{LOWER}»)]{{2}}\. )(?=[{UPPER}«])|\b(?:Фото|Сурет|Суретте|Суреттерде|Автор|Тілші)\s?:"
)
SENTENCE_ENDS = (".", "!", "?", "…", ".»", "!»", "?»")
SITE_MARK = re.compile(r"\s(?:[|–—•·-]|::)\s")  # between an article's title and the site's name
# A place or a paper has a capital in each word; what has none is a description, and is translated.
PLACE = rf"[«“\"]?[{UPPER}][\w-]*[»”\"]?"
PLACES = rf"{PLACE}(?:\s+{PLACE}){{0,2}}"
BYLINE = re.compile(rf"(?:{PERSON})(?:,\s*{PLACES}|\s+\({PLACES}\))?\.?")


class _Row(str):
    """A unit that is a row of a table."""

    __slots__ = ()


def plain_blocks(text: str) -> list[Block]:
    """Split plain text into blocks; a line is a block unless the text is hard-wrapped.

    The kinds are judged by place and form: the first short line without a full stop is the headline, the
    paragraph after it the lead, a closing line, or one near the top, that is only a name is the byline. Rows
    of tables set with tabs or bars are rows.
    """
    units = _units(text)
    closing = _closing(units)
    blocks: list[Block] = []
    for index, unit in enumerate(units):
        if isinstance(unit, _Row):
            blocks.append(Block("row", str(unit)))
        elif index == 0 and len(units) > 1 and is_headline(unit):
            blocks.append(Block("headline", unit))
        elif index and (index >= closing or index <= OPENING_LINES or _is_credit(unit)) and is_byline(unit):
            blocks.append(Block("byline", unit))
        elif (match := BULLET.match(unit)) and not _is_footnote(units, index):
            blocks.append(Block("item", unit[match.end() :]))
        elif index and is_subheading(unit, units[index + 1 : index + 2]):
            blocks.append(Block("subheading", unit))
        else:
            blocks.append(Block("paragraph", unit))
    return mark_lead(blocks)


def _is_footnote(units: list[str], index: int) -> bool:
    """Tell the star before a footnote from the bullet of a list, which has its like beside it."""
    beside = units[max(0, index - 1) : index] + units[index + 1 : index + 2]
    return units[index].startswith(STAR) and not any(re.match(r"\*\s", unit) for unit in beside)


def is_headline(unit: str) -> bool:
    """Judge whether a first line reads as a headline."""
    return (
        "\n" not in unit
        and len(unit.split()) <= MAX_HEADLINE_WORDS
        and not unit.endswith((".", ":", ";", ","))
    )


def is_subheading(unit: str, following: list[str]) -> bool:
    """Judge whether a line inside the text is a heading: short, unpunctuated, followed by a longer one."""
    if not following or len(following[0]) <= 2 * len(unit) or "\n" in unit or _is_notice(unit):
        return False
    bare = unit.rstrip('»”"')
    return len(unit.split()) <= 10 and bare[-1:].isalnum() and unit[:1].isupper()


def _is_notice(unit: str) -> bool:
    """Tell a caption, dateline or note of rights from a heading: «Суретте: …», «© «Айқын»», «АСТАНА»."""
    if unit[:1] in RIGHTS or NOTICE.search(unit):
        return True
    return unit.isupper() and unit.isalpha() and unit in _places()


@cache
def _places() -> frozenset[str]:
    """Return the names of places that are one word, in capitals."""
    found = (cells[1].split("|") for cells in table("gazetteer.tsv") if cells[0] in ("city", "country"))
    return frozenset(form.upper() for forms in found for form in forms if form.isalpha())


def is_byline(unit: str) -> bool:
    """Judge whether a line is only the author's name (in capitals or with initials) or a credit."""
    if len(unit) > MAX_BYLINE_CHARS or "\n" in unit or len(unit.split()) > MAX_BYLINE_WORDS:
        return False
    if leading_mark(unit):  # «І. Мақсаты» is a heading
        return False
    return bool(BYLINE.fullmatch(unit) or (CREDIT.match(unit) and ":" in unit) or _is_credit(unit))


def _is_credit(unit: str) -> bool:
    """Tell a line that says who did what, and no more."""
    credit = None if len(unit) > MAX_BYLINE_CHARS else read_credit(unit)
    return credit is not None and credit.is_name


def _closing(units: list[str]) -> int:
    """Return where the bylines begin that end a text: the author's, then that of the picture."""
    at = len(units)
    while at > 1 and not isinstance(units[at - 1], _Row) and is_byline(units[at - 1]):
        at -= 1
    return at


def mark_lead(blocks: list[Block]) -> list[Block]:
    """Name the first paragraph after the headline the lead.

    An article without a headline has none, nor has one that begins with a list or a table.
    """
    headline = next((at for at, block in enumerate(blocks) if block.kind == "headline"), None)
    if headline is None:
        return blocks
    for index, block in enumerate(blocks[headline:], headline):
        if block.kind in ("item", "row"):
            break
        if block.kind == "paragraph":
            return [*blocks[:index], Block("lead", block.text), *blocks[index + 1 :]]
    return blocks


def mark_byline(blocks: list[Block]) -> list[Block]:
    """Name the closing paragraphs that are only a name or a credit bylines."""
    at = len(blocks)
    while at > 1 and (blocks[at - 1].kind == "byline" or _may_be_byline(blocks[at - 1])):
        at -= 1
    return [*blocks[:at], *(Block("byline", block.text) for block in blocks[at:])]


def _may_be_byline(block: Block) -> bool:
    return block.kind == "paragraph" and is_byline(block.text)


def promote_title(blocks: list[Block], title: str | None) -> list[Block]:
    """Put the stated title first as the headline, unless the text begins with the same words.

    What had been taken for the headline is then a paragraph where it ends as a sentence does, else a heading.
    """
    if not title or not title.strip():
        return blocks
    at = next((place for place, block in enumerate(blocks) if block.kind == "headline"), 0)
    first = blocks[at] if blocks else None
    if first and _says(first, title):
        return led_anew([*blocks[:at], Block("headline", first.text), *blocks[at + 1 :]])
    rest = list(blocks)
    if first and first.kind == "headline":
        rest[at] = Block("paragraph" if first.text.endswith(SENTENCE_ENDS) else "subheading", first.text)
    return led_anew([Block("headline", title.strip()), *rest])


def _says(first: Block, title: str) -> bool:
    """Tell whether a block is the title, or a headline that holds it; titles of pages name the site too."""
    shown, stated = _words(first.text), _words(title)
    if first.kind == "headline":
        return stated in shown or shown in map(_words, SITE_MARK.split(title))
    return shown == stated


def _words(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "


def led_anew(blocks: list[Block]) -> list[Block]:
    """Find the lead anew, after the headline has changed."""
    return mark_lead([Block("paragraph", b.text) if b.kind == "lead" else b for b in blocks])


def _units(text: str) -> list[str]:
    """Return the text's paragraphs and rows, without the blank lines and the white space around them."""
    lines = text.split("\n")
    rows = find_rows(lines)
    groups: list[list[str]] = [[]]
    for place, line in enumerate(lines):
        if place in rows:
            groups += [[_Row(rows[place])] if rows[place] else [], []]
        elif line.strip():
            groups[-1].append(line.strip())
        else:
            groups.append([])
    groups = [group for group in groups if group]
    if _is_wrapped([group for group in groups if not isinstance(group[0], _Row)]):
        return [group[0] if len(group) == 1 else "\n".join(group) for group in groups]
    return [line for group in groups for line in group]


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Judge whether lines were broken to a width: full lines that mostly do not end a sentence.

    A list of long entries has such lines too; but there the next word would have had room.
    """
    inner = [(line, following) for group in groups for line, following in pairwise(group)]
    if len(groups) < 2 or not inner:
        return False
    full = [line for line, _ in inner if MIN_WRAPPED_CHARS <= len(line) <= MAX_WRAPPED_CHARS]
    width = max(map(len, full), default=0)
    unfinished = [line for line in full if line[-1] not in '.!?…:;»”"']
    broken = [
        line for line, following in inner if len(line) + len(following.split()[0]) >= width - SLACK_CHARS
    ]
    return all(
        len(lines) >= share * len(of)
        for lines, share, of in ((full, 0.8, inner), (unfinished, 0.6, inner), (broken, 0.8, inner))
    )
