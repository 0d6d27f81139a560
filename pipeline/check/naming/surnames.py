"""The endings of family names, which a translation must keep: Шахаров is not Шахар nor Шахарова."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

from pipeline.check.naming.sameness import likeness
from pipeline.check.naming.stems import kazakh_cuts, russian_cuts
from pipeline.document import Target

Gender = Literal["", "man", "woman", "either"]
_RUSSIAN_MEN = ("", "ым", "е")
_RUSSIAN_WOMEN = ("ой", "ою")
_MEN, _WOMEN = ("ов", "ев"), ("ова", "ева")
_SHORTEST_ROOT = 3


@lru_cache(maxsize=8192)
def other_surname(source: str, target: str, language: Target) -> bool:
    """Tell whether two words that sound alike differ in the ending of a family name, or in its gender."""
    first, root = _kazakh_gender(source)
    if first == "":
        return False
    second = _russian_gender(target) if language == "ru" else _english_gender(target)
    if second == "":
        return likeness(root, target, language) > likeness(source, target, language)
    return {first, second} == {"man", "woman"}


def _kazakh_gender(word: str) -> tuple[Gender, str]:
    """Return whose family name the word is, by its ending, and what stands before that ending."""
    kinds: tuple[tuple[tuple[str, ...], Gender], ...] = ((_MEN, "man"), (_WOMEN, "woman"))
    for end in kazakh_cuts(word):
        stem = word[:end]
        for endings, gender in kinds:
            root = next((stem.removesuffix(e) for e in endings if stem.endswith(e)), "")
            if len(root) >= _SHORTEST_ROOT:
                plural = word[end:].startswith(("лар", "тар"))
                return ("either" if plural else gender), root
    return "", ""


def _russian_gender(word: str) -> Gender:
    """Return the same for a Russian word, where -а may be a woman or a man in the genitive."""
    for end in russian_cuts(word):
        if word[:end].endswith(_MEN):
            ending = word[end:]
            if ending in _RUSSIAN_MEN:
                return "man"
            return "woman" if ending in _RUSSIAN_WOMEN else "either"
    return ""


def _english_gender(word: str) -> Gender:
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )
    bare = bare.removesuffix("s") if bare.endswith(("vs", "vas")) else bare
    if bare.endswith(("ov", "ev", "ow", "off", "eff")):
        return "man"
    return "woman" if bare.endswith(("ova", "eva", "owa")) else ""


# The endings of -ов and -ова after the endings of the word that stands in their place.
_MAN_AFTER = {"": "", "а": "а", "у": "у", "ом": "ым", "ем": "ым", "ым": "ым", "е": "е"}
_WOMAN_AFTER = {"": "а", "а": "ой", "у": "ой", "ом": "ой", "ем": "ой", "ым": "ой", "е": "ой", "ой": "ой"}


def family_stem(word: str) -> str:
    """Return the family name in -ов, -ев, -ова, -ева that a Kazakh word is a form of, or nothing."""
    gender, root = _kazakh_gender(word)
    return (
        root + word[len(root) : len(root) + (3 if gender == "woman" else 2)]
        if gender in ("man", "woman")
        else ""
    )


def given_ending(stem: str, word: str, endings: list[str]) -> str | None:
    """Return the Russian case ending of the family name `stem` in place of `word`, None if not certain.

    `endings` are those that `word` may have; a feminine name stands for one in -а by its own ending.
    """
    woman = stem.endswith(_WOMEN)
    gender = _russian_gender(word)
    if gender == "woman":
        return "ой" if woman else None
    if gender == "either" and woman:
        return word[-1]
    ending = endings[-1] if len(endings) > 1 else ""
    return (_WOMAN_AFTER if woman else _MAN_AFTER).get(ending)
