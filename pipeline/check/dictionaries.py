"""Which words are Russian or English: by a dictionary, by the lists beside it, or by their parts.

Russian words are looked up in pymorphy3's dictionary, English ones in pyspellchecker's; what these lack is in
spelling_words.tsv, and what stands often in our own text and in none of them in spelling_known.tsv
(benchmarks/spelling.py).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.check.naming.paradigms import russian_forms
from pipeline.check.terms import is_russian, parses
from pipeline.document import Target
from pipeline.wordlists import kinds, rows

if TYPE_CHECKING:
    from spellchecker import SpellChecker

SHORTEST = 4  # letters: shorter ones are abbreviations as often as words
LEAST_BEHIND = 4  # letters behind the first part of a compound
ENDINGS = (  # of English words, and what stands for them in the dictionary form
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"),
)  # fmt: skip
JOINED = frozenset({"ADJF", "ADJS", "PRTF", "PRTS", "NOUN", "ADVB"})  # to which не- and numerals are joined


@lru_cache(maxsize=65536)
def is_known(word: str, language: Target) -> bool:
    """Tell whether a word in small letters is in a dictionary or stood in text often enough."""
    return word in kinds("spelling_known.tsv")[language] or in_dictionary(word, language)


def in_dictionary(word: str, language: Target) -> bool:
    """Tell whether a dictionary has a word, or the parts that the language makes such words of."""
    return _is_russian(word) if language == "ru" else _is_english(word)


def _is_russian(word: str) -> bool:
    if _has_russian(word):
        return True
    if word.startswith("не") and _has_russian(word[2:]):
        return _is_joined(word[2:])
    plain = word.replace("ё", "е")
    number = numeral_start().match(plain)
    rest = plain[number.end() :] if number else ""
    if len(rest) >= LEAST_BEHIND and _has_russian(rest) and _is_joined(rest):
        return True
    return any(
        word.startswith(first) and len(word) >= len(first) + LEAST_BEHIND and _has_russian(word[len(first) :])
        for first in first_parts("ru")
    )


def _is_joined(word: str) -> bool:
    return any(parse.tag.POS in JOINED for parse in parses(word))


def _has_russian(word: str) -> bool:
    plain = word.replace("ё", "е")
    if any(is_russian(form) for form in {word, plain}):
        return True
    lemmas = (parse.normal_form.replace("ё", "е") for parse in parses(plain))
    return plain in more_forms() or any(lemma in more_words("ru") for lemma in lemmas)


def _is_english(word: str) -> bool:
    spellings = [word, *(pattern.sub(into, word) for pattern, into in british())]
    if any(spelling in dictionary() for spelling in spellings):
        return True
    bases = [word, *(word.removesuffix(end) + base for end, base in ENDINGS if word.endswith(end))]
    if any(base in more_words("en") for base in bases):
        return True
    if any(word.startswith(p) and word[len(p) :] in dictionary() for p in first_parts("en")):
        return True
    cuts = range(SHORTEST, len(word) - SHORTEST + 1)
    return any(word[:cut] in dictionary() and word[cut:] in dictionary() for cut in cuts)  # steelmaking


@cache
def dictionary() -> SpellChecker:
    """Return the English word list, loaded once."""
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)


@cache
def more_words(language: Target) -> frozenset[str]:
    """Return the dictionary forms, ё written е, of words that the language's dictionary lacks."""
    return frozenset(word.replace("ё", "е") for word in kinds("spelling_words.tsv")[language])


@cache
def more_forms() -> frozenset[str]:
    """Return the case forms of the Russian ones by their endings; the analyser may guess otherwise."""
    return frozenset(form for word in more_words("ru") for form in russian_forms(word))


@cache
def first_parts(language: Target) -> tuple[str, ...]:
    """Return the first parts with which a language makes words freely: авиа-, кибер-; cyber-, un-."""
    return tuple(sorted(kinds("spelling_first_parts.tsv")[language]))


@cache
def numeral_start() -> re.Pattern[str]:
    """Return what finds the numerals at the beginning of a Russian compound: четырёхсот|метровый."""
    firsts = sorted((prefix for prefix, _ in rows("numeral_prefixes_ru.tsv")), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(firsts)})+")


@cache
def british() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what makes of a British spelling the American one, which the dictionary has."""
    return tuple((re.compile(pattern), into) for pattern, into in rows("spelling_british.tsv"))
