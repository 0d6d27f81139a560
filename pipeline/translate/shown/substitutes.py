"""Show words that a model does not know as others that it does, with the same endings: «сомы» as «рублі».

What stands for them in the answer is put right by `data/misread.tsv`, as in every other hypothesis.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import NamedTuple

from pipeline.alphabet import TO_FRONT
from pipeline.translate.possessed import ENDINGS
from pipeline.wordlists import rows

UNLESS_NONE = "-"
_BACK = frozenset("аоұыяуё")
_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_VOICELESS = frozenset("пфкқтсшщчцх")
_NASAL, _LIQUID = frozenset("мнң"), frozenset("лзж")
_ENDING = re.compile(
    r"(?P<plural>[лдт][ае]р)?(?P<whose>с?[ыі])?"
    r"(?P<case>(?P<genitive>[ндт][ыі]ң)|(?P<ablative>[ндт][ае]н)|(?P<locative>(?:(?<=[ыі])н)?[дт][ае])"
    r"|(?P<dative>[ғгқк][ае]|(?<=[ыі])н[ае])|(?P<accusative>[ндт][ыі]|(?<=[ыі])н)|(?P<instrumental>[мбп]ен))?",
    re.IGNORECASE,
)
_CASES = ("genitive", "ablative", "locative", "dative", "accusative", "instrumental")
_LETTERS = r"[^\W\d_]"


class Substitute(NamedTuple):
    """A word of the table: its stem, what is shown, and what must not stand in the text."""

    said: re.Pattern[str]
    shown: str
    unless: re.Pattern[str] | None


def with_substitutes(text: str) -> str:
    """Return a text with the words of substitutes.tsv in the place of those that a model misreads."""
    lower = text.lower()
    for substitute in _substitutes():
        if substitute.said.search(lower) and not (substitute.unless and substitute.unless.search(lower)):
            text = substitute.said.sub(partial(_put, substitute.shown), text)
    return text


def with_ending(stem: str, ending: str) -> str | None:
    """Return a stem with the nominal ending that another word had; None for an ending that is none."""
    found = _ENDING.fullmatch(ending.lower())
    if found is None:
        return None
    vowel = next(letter for letter in reversed(stem) if letter in _VOWELS)
    is_back = vowel in _BACK and not stem.endswith("ь")
    word = stem
    for part in _parts(found):
        word = _joined(word, part if is_back else part.translate(TO_FRONT))
    return word


def _parts(found: re.Match[str]) -> list[str]:
    """Return the parts of an ending as they stand behind a back vowel."""
    case = next((name for name in _CASES if found[name]), None)
    parts = ["лар"] if found["plural"] else []
    if found["whose"]:
        return [*parts, "ы", *([ENDINGS[case]] if case else [])]
    plain = {
        "genitive": "ның",
        "ablative": "дан",
        "locative": "да",
        "dative": "ға",
        "accusative": "ны",
        "instrumental": "мен",
    }
    return [*parts, *([plain[case]] if case else [])]


def _joined(word: str, part: str) -> str:
    """Return a word with one ending, whose first letter follows the last one before it."""
    last = word.removesuffix("ь")[-1]
    if part in ("ы", "і"):
        return word + "с" + part if last in _VOWELS else word.removesuffix("ь") + part
    if word[-1] in "ыі" and part[0] == "н":
        return word + part
    first, rest = part[0], part[1:]
    if first == "л":
        first = "т" if last in _VOICELESS else "д" if last in _NASAL | _LIQUID else "л"
    elif first == "н":
        is_kept = last in _VOWELS or (last in _NASAL and rest.endswith("ң"))
        first = "н" if is_kept else "т" if last in _VOICELESS else "д"
    elif first == "д":
        first = "т" if last in _VOICELESS else "н" if last in _NASAL and rest.endswith("н") else "д"
    elif first in "ғг" and last in _VOICELESS:
        first = {"ғ": "қ", "г": "к"}[first]
    elif first == "м":
        first, rest = ("п" if last in _VOICELESS else "б" if last in "зж" else "м"), "ен"
    return word + first + rest


def _put(shown: str, found: re.Match[str]) -> str:
    """Return the word that is shown, with the ending and the capitals of what was found."""
    word = with_ending(shown, found["ending"])
    if word is None:
        return found.group()
    if found.group().isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if found.group()[:1].isupper() else word


@cache
def _substitutes() -> tuple[Substitute, ...]:
    """Read the table (see the file for its columns)."""
    return tuple(
        Substitute(
            re.compile(rf"(?<![\w-])(?:{said})(?P<ending>{_LETTERS}*)(?![\w-])", re.IGNORECASE),
            shown,
            None if unless == UNLESS_NONE else re.compile(unless),
        )
        for said, shown, unless in rows("substitutes.tsv")
    )
