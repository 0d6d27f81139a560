"""Transliterate Kazakh in Arabic script: the hamza or letters of front words tell the front vowels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from pipeline.alphabet import LOWER
from pipeline.given_names import given_names
from pipeline.read.spelling import VOWELS, known_length, respell, spell_i
from pipeline.sentence_words import load_words
from pipeline.wordlists import rows

HAMZA = "\u0674\u0621"  # the high hamza, and the plain one that keyboards without it give
UNSEEN = dict.fromkeys(map(ord, "\u0640\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2067\u2068\u2069"))
PUNCTUATION = str.maketrans("،؛؟٪٫٬۔", ",;?%, .") | {
    **{ord(digit): str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")},
    **{ord(digit): str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")},
}
WORD = re.compile(rf"[{HAMZA}\u0620-\u064a\u066e-\u06d5]+")
SENTENCE_START = re.compile(rf"(^|[.!?…]\s+|\n|:\s+(?=[«“„]))([«“„\"(–—-]?\s?)([{LOWER}])")
# The word that a full stop closes, with what stands before it, and the word that follows
CLOSED = re.compile(r"(^|[^\w\s]|\d|\w)\s?\b((?:[^\W\d]|\.(?=\w)|-(?=\w))+)\Z", re.MULTILINE)
FOLLOWING = re.compile(r"[^\W\d][\w-]*")
MAX_ABBREVIATION = 24  # characters
# A patronymic, with the word before it, which may be the given name: қайрат сапарұлының
PATRONYMIC = re.compile(r"(?<!\w)(?:(\w{2,})\s)?(\w{3,}(?:ұлы|қызы)(?:ның|нда|нан|на|н|мен)?)(?!\w)")
FULL_VOWELS = VOWELS - {"у", "и"}  # which have one letter each; у and и are consonants too
FRONT_OF = {"а": "ә", "о": "ө", "ұ": "ү", "ы": "і"}
PAIRS = {letter: back + front for back, front in FRONT_OF.items() for letter in (back, front)}
MAX_OPEN_VOWELS = 5  # 32 readings
ALWAYS_FRONT = frozenset("әөүіе")
COMITATIVES = ("мен", "бен", "пен")  # the case ending that is front in every word


@dataclass(frozen=True, slots=True)
class _Letters:
    back: dict[str, str]
    only_front: frozenset[str]


def from_arabic(text: str) -> str:
    """Return the text in Cyrillic, with capitals where sentences, known names and patronymics begin."""
    plain = text.translate(UNSEEN).translate(PUNCTUATION)
    cyrillic = WORD.sub(lambda match: _word(match.group()), plain)
    named = PATRONYMIC.sub(_named, cyrillic)
    return SENTENCE_START.sub(_begun, named)


def _begun(match: re.Match[str]) -> str:
    """Return the start of a sentence with its capital; after an abbreviation it is none, as a rule."""
    stop, lead, letter = match.groups()
    if stop.startswith(".") and _is_shortened(match.string, match.start(), match.start(3)):
        return match.group()
    return f"{stop}{lead}{letter.upper()}"


def _is_shortened(text: str, stop: int, after: int) -> bool:
    """Tell a full stop that belongs to «млн.», «т.б.», «5 м.», and leads to no word that opens sentences."""
    found = CLOSED.search(text, max(0, stop - MAX_ABBREVIATION), stop)
    if found is None:
        return False
    before, word = found.groups()
    words = load_words()
    following = FOLLOWING.match(text, after)
    if following and following.group() in words.starters and word not in words.never:
        return False
    if len(word) == 1:
        return before.isdecimal()
    if word in words.opening:
        return not before or before in "(,;"
    return word in words.never or word in words.either or word in words.amount or word in words.closing


def _named(match: re.Match[str]) -> str:
    given, father = match.groups()
    father = father.capitalize()
    if given is None:
        return father
    return f"{given.capitalize() if given.capitalize() in given_names() else given} {father}"


@lru_cache(maxsize=32_768)
def _word(arabic: str) -> str:
    letters = _letters()
    bare = arabic.translate(dict.fromkeys(map(ord, HAMZA)))
    if not bare or any(letter not in letters.back for letter in bare):
        return arabic  # not of this alphabet: left for the editor to see
    word = "".join(letters.back[letter] for letter in bare)
    if len(bare) < len(arabic) or any(letter in letters.only_front for letter in bare):
        word = _with_front_vowels(word, has_hamza=len(bare) < len(arabic))
    return respell(respell(spell_i(word), "arabic_words.tsv"), "latin_words.tsv")


def _with_front_vowels(word: str, *, has_hamza: bool) -> str:
    """Return a word in which some vowels are front: which ones, the letters around them tell."""
    stem = word[:-3] if word.endswith(COMITATIVES) else word
    if not has_hamza and stem != word and not set(stem) & set("егк"):
        return word  # only the ending made it look front
    found = _harmonised(word, inherits=True)
    if has_hamza and not ALWAYS_FRONT & set(found):
        found = _harmonised(word, inherits=False)
    readings = [reading for reading in _readings(found) if not has_hamza or ALWAYS_FRONT & set(reading)]
    return max([found, *readings], key=_likeness)  # the first of equals: the rules' own


def _harmonised(word: str, *, inherits: bool) -> str:
    """Choose each vowel: back beside қ and ғ; later on а, о, and ы after a back vowel (`inherits`)."""
    out: list[str] = []
    previous = ""
    for index, letter in enumerate(word):
        if letter in FRONT_OF and not _is_back(word, index, previous, inherits=inherits):
            letter = FRONT_OF[letter]
        out.append(letter)
        if letter in FULL_VOWELS:
            previous = letter
    return "".join(out)


def _is_back(word: str, index: int, previous: str, *, inherits: bool) -> bool:
    around = word[max(0, index - 1) : index] + word[index + 1 : index + 2]
    if set(around) & set("қғ"):
        return True
    if not previous:
        return False
    if word[index] in "ао":
        return True
    return inherits and not set(around) & set("кг") and previous not in ALWAYS_FRONT


def _readings(word: str) -> list[str]:
    """Return the word with every other choice of its open vowels; nothing where they are too many to try."""
    choices = [PAIRS.get(letter, letter) for letter in word]
    for index, letter in enumerate(word):
        if set(word[max(0, index - 1) : index + 2]) & set("қғ"):
            choices[index] = letter
    open_vowels = sum(len(choice) > 1 for choice in choices)
    return ["".join(reading) for reading in product(*choices)] if open_vowels <= MAX_OPEN_VOWELS else []


def _likeness(word: str) -> int:
    """Return how far the vocabulary bears a reading out; one without a front vowel needs more support."""
    return known_length(word) - (0 if ALWAYS_FRONT & set(word) else 1)


@cache
def _letters() -> _Letters:
    table = rows("arabic_kk.tsv")
    return _Letters({row[0]: row[1] for row in table}, frozenset(row[0] for row in table if len(row) > 2))
