"""Writes Kazakh names in Russian and English letters, the way Kazakhstan's press does."""

from __future__ import annotations

import re
from functools import cache

from pipeline.check.naming.sound import is_cyrillic
from pipeline.check.naming.spelling import SpellingTable
from pipeline.document import Target
from pipeline.wordlists import column, rows

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PART = re.compile(r"[^\W\d_]+")


@cache
def _letters(target: Target) -> SpellingTable[str]:
    """Read the letters of one target: ru from Kazakh, en from Russian."""
    table: SpellingTable[str] = SpellingTable()
    for into, place, spelling, rendering in rows("names_letters.tsv"):
        if into == target:
            table.add(place, spelling, "".join(column(rendering)))
    return table


@cache
def fixed_forms(target: Target) -> dict[str, str]:
    """Return given names whose usual form is not the one by letters: Kazakh in small letters → the form."""
    forms: dict[str, str] = {}
    for kazakh, *others in rows("names_given.tsv"):
        usual = others[0 if target == "ru" else 1 : len(others)][:1]
        if usual and usual[0] != "-":
            forms[kazakh.lower()] = usual[0].split("|")[0]
    return forms


def transliterate(text: str, target: Target) -> str:
    """Return the usual Russian or English form of a Kazakh name without endings; capitals stay as they are.

    The letters follow Kazakhstan's passports and press (names_letters.tsv): қ к/k, ғ г/g, ң н/n, ө о/o,
    ұ ү у/u, і и/i, ә а/a, х kh, ж zh, е at the start or after a vowel ye. Given names with a form of their
    own are in names_given.tsv.
    """
    return _WORD.sub(lambda match: _word(match.group(), target), text)


def _word(word: str, target: Target) -> str:
    if not is_cyrillic(word):
        return word
    small = word.lower()
    written = fixed_forms(target).get(small)
    if written is None and "-" in word:
        return _PART.sub(lambda match: _word(match.group(), target), word)
    if written is None:
        russian = fixed_forms("ru").get(small) or _spell(small, "ru")
        written = russian if target == "ru" else _spell(russian.lower(), "en")
    return _with_capitals(written, word)


def _spell(word: str, target: Target) -> str:
    pieces = (
        word[start:end] if found is None else found for start, end, found in _letters(target).read(word)
    )
    return "".join(pieces)


def _with_capitals(written: str, like: str) -> str:
    """Give `written` the capitals of `like`: all, the first, or none."""
    if len(like) > 1 and like.isupper():
        return written.upper()
    return written[:1].upper() + written[1:] if like[0].isupper() else written.lower()
