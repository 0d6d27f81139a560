"""Finish a transliteration: tell й, и, і apart, write я and ю, spell the words that letters do not give."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import product

from pipeline.wordlists import listed, rows

VOWELS = frozenset("аәеиоөуұүыіэюя")
BACK, FRONT = frozenset("аоұы"), frozenset("әөүе")
START = "^"  # of a word, in vocabulary_words.txt
MAX_OPEN = 5  # 32 readings
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


def tell_i(word: str) -> str:
    """Return a word in which every `й` stood for й, и or і: the reading that the vocabulary bears out best.

    й after a vowel, и before one; of two that follow one another the second is і (дейін, киім), at the end й
    (литий). Elsewhere it is і, or и after а, о, ұ, ы, where no known word says otherwise.
    """
    choices = list(word)
    is_back = any(letter in BACK for letter in word[:3])
    for index, letter in enumerate(word):
        before, after = word[index - 1 : index], word[index + 1 : index + 2]
        is_back = letter in BACK or (is_back and letter not in FRONT)
        if letter != "й" or (after and after in VOWELS):
            continue
        if before == "й":
            choices[index] = "ій" if after else "йі"
        elif after != "й" and (before not in VOWELS or before == "у"):
            choices[index] = "йі" if is_back else "ій"
    if sum(len(choice) > 1 for choice in choices) > MAX_OPEN:
        choices = [choice[0] for choice in choices]
    return max((spell_i("".join(reading)) for reading in product(*choices)), key=known_length)


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


def known_length(word: str) -> int:
    """Return how many letters of the word begin some known word; one more where the word itself is known."""
    known = _vocabulary()
    at = bisect_left(known, word)
    if at < len(known) and known[at] == word:
        return len(word) + 1
    return max((_shared(word, near) for near in known[max(0, at - 1) : at + 1]), default=0)


def _shared(word: str, other: str) -> int:
    pairs = zip(word, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(word), len(other)))


@cache
def _vocabulary() -> tuple[str, ...]:
    starts = {word[1:] for word in listed("vocabulary_words.txt") if word.startswith(START)}
    words = starts.union(listed("names_words_kk.txt"))
    return tuple(sorted(word for word in words if word[0] > "\u0400"))
