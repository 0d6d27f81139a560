"""What stands before a line and is no part of its text: a dash, a bullet, what numbers an entry."""

from __future__ import annotations

import re
from functools import cache

from pipeline.document import Target
from pipeline.wordlists import listed

# Every letter of a list has an English one of its own.
LETTERS, LATIN = "аәбвгғдежзийкқлмнңоөпрст", "a ä b v g gh d e zh z i y k q l m n ng o ö p r s t"
LATIN_OF = dict(zip(LETTERS + LETTERS.upper(), f"{LATIN} {LATIN.upper()}".split(), strict=True))
ROMAN = r"[IVXІХ]{1,6}"  # І and Х of a Kazakh keyboard, too
# 1. 2) 1.2. a) б) ә) IV.
MARK = re.compile(
    rf"(?:[–—―-]\s+|\d{{1,2}}[.)]\s+|(?:\d{{1,2}}\.){{2,4}}\s+(?=[^\W\d_])|(?P<roman>{ROMAN})[.)]\s+"
    rf"|[A-Za-z]{{1,6}}\)\s+|(?P<letter>[{LETTERS}{LETTERS.upper()}])\)\s+|[•*·]\s+"
    r"|\[\d{1,3}\]\s+|[¹²³⁰⁴-⁹]{1,3}\s+)",  # of a note: [1], ¹
)
INITIALS = frozenset("ІХ")  # «І. Есенберлин», «Х. Досмұхамедов»
LATIN_ROMAN = str.maketrans("ІХ", "IX")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
DASHES = ("–", "—", "―", "-")


def leading_mark(text: str) -> str:
    """Return the mark before a text and the blanks behind it; empty where there is none, or nothing else."""
    mark = MARK.match(text)
    if mark is None or mark.end() == len(text) or (mark["roman"] in INITIALS and not _is_part(text, mark)):
        return ""
    return mark.group()


def mark_in(target: Target, mark: str) -> str:
    """Return a mark as the target writes it: a Roman numeral in Latin letters, in English any letter."""
    if mark[:1] in DASHES:
        return "— " if target == "ru" else "– "
    found = MARK.match(mark)
    if found is None:
        return mark
    if found["roman"]:
        return mark.translate(LATIN_ROMAN)
    return mark.replace(mark[0], LATIN_OF[mark[0]]) if found["letter"] and target == "en" else mark


def roman_value(numeral: str) -> int:
    """Return the value of a numeral of I, V, X and L, in the letters of either keyboard."""
    values = [ROMAN_VALUES[letter] for letter in numeral.translate(LATIN_ROMAN)]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _is_part(text: str, mark: re.Match[str]) -> bool:
    """Tell the number of a part from an initial: «І) …», «І. ЖАЛПЫ ЕРЕЖЕЛЕР», «Х. Қорытынды»."""
    rest = text[mark.end() :]
    return ")" in mark.group() or rest.isupper() or rest.lower().startswith(_headings())


@cache
def _headings() -> tuple[str, ...]:
    return tuple(listed("list_headings.txt"))
