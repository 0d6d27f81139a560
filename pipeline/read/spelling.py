"""Finish a transliteration: tell й from и, write я and ю, spell the words that letters do not give."""

from __future__ import annotations

from functools import cache

from pipeline.wordlists import rows

VOWELS = frozenset("аәеиоөуұүыіэюя")
JOINED = {"а": "я", "у": "ю"}


def spell_i(word: str) -> str:
    """Return a word in which every `й` stood for й or и, and `тсй` for ци.

    й after a vowel, и elsewhere; й + а, у at the beginning or after a vowel are я, ю. After a consonant they
    are two letters (миллиард, радио, диалог), except й + у (бюджет), unless the word ends in -иум, -иус.
    """
    word = word.replace("тсй", "цй")
    out: list[str] = []
    index = 0
    while index < len(word):
        letter, following = word[index], word[index + 1 : index + 2]
        index += 1
        if letter != "й":
            out.append(letter)
            continue
        after_consonant = bool(out) and out[-1] not in VOWELS
        is_last = index + 1 == len(word)
        if following in JOINED and _joins(word, index, after_consonant):
            out.append(JOINED[following])
            index += 1
        elif following == "а" and after_consonant and is_last:
            out.append("ия")
            index += 1
        elif after_consonant or (not out and following != "о"):
            out.append("и")
        else:
            out.append("й")
    return "".join(out)


def _joins(word: str, index: int, after_consonant: bool) -> bool:
    """Judge whether the й before `index` and the letter there are one."""
    if not after_consonant:
        return True
    return word[index] == "у" and word[index:] not in ("ум", "ус")


def respell(word: str, table: str) -> str:
    """Return a small-letter word as it is written, where the table knows its beginning."""
    known = _words(table)
    whole = known.get(f"{word}^")
    if whole is not None:
        return whole
    for length in range(min(len(word), _longest(table)), 2, -1):
        stem = known.get(word[:length])
        if stem is not None:
            rest = word[length:]
            return (stem[:-1] if stem.endswith("ь") and rest[:1] in VOWELS and rest else stem) + rest
    return word


@cache
def _words(table: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(table)}


@cache
def _longest(table: str) -> int:
    return max(map(len, _words(table)))
