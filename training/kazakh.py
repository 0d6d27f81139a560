"""Kazakh case endings by vowel harmony and assimilation, also after figures as they are read out."""

from __future__ import annotations

FRONT = frozenset("әөүіеэ")
BACK = frozenset("аоұыяё")
NASALS = frozenset("мнң")
HARD = frozenset("пфкқтсшщчхцһбвгд")
"""Letters after which an ending begins with a voiceless consonant."""
VOWELS = FRONT | BACK | frozenset("иую")

_UNITS = ("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")


def is_front(word: str) -> bool:
    """Tell whether the word takes front endings: its last vowel decides.

    After a consonant `у` and `и` take the side of the vowel before; alone `и` is front and `у` is back.
    """
    letters = word.lower()
    if letters.endswith("ь"):
        return True
    weak = ""
    for i in range(len(letters) - 1, -1, -1):
        letter = letters[i]
        if letter in FRONT:
            return True
        if letter in BACK:
            return False
        after_vowel = i > 0 and letters[i - 1] in VOWELS
        if letter in "ию" or (letter == "у" and not after_vowel):
            weak = weak or letter
    return weak == "и"


def ending(word: str, case: str) -> str:
    """Return the ending of `gen`, `dat`, `acc`, `loc`, `abl`, `ins` or `poss` (3rd person) for a word."""
    last = word.lower().rstrip("ь")[-1]
    vowel = last in VOWELS and not (last == "у" and len(word) > 1 and word.lower()[-2] in VOWELS)
    front = is_front(word)
    if case == "ins":
        return "пен" if last in HARD else "бен" if last in "жз" else "мен"
    if case == "poss":
        return ("сі" if front else "сы") if vowel else ("і" if front else "ы")
    hard, nasal = last in HARD, last in NASALS
    start = {
        "gen": "н" if vowel or nasal else "т" if hard else "д",
        "acc": "н" if vowel else "т" if hard else "д",
        "dat": ("к" if front else "қ") if hard else ("г" if front else "ғ"),
        "loc": "т" if hard else "д",
        "abl": "н" if nasal else "т" if hard else "д",
    }[case]
    rest = {"gen": ("ің", "ың"), "acc": ("і", "ы"), "dat": ("е", "а"), "loc": ("е", "а"), "abl": ("ен", "ан")}
    return start + rest[case][0 if front else 1]


def decline(word: str, case: str) -> str:
    """Return the word, or the phrase by its last word, in a case; `nom` leaves it as it is."""
    if case == "nom":
        return word
    return word + ending(word.split()[-1], case)


def last_word_read(number: int) -> str:
    """Return the last word of a whole number as it is read out."""
    for divisor, words in ((1, _UNITS), (10, _TENS)):
        if digit := number // divisor % 10:
            return words[digit]
    if number == 0:
        return "нөл"
    return "жүз" if number % 1000 else "мың" if number % 1_000_000 else "миллион"


def decline_figure(figure: str, read: str, case: str) -> str:
    """Return a figure with the ending of the word it is read with, after a hyphen."""
    return figure if case == "nom" else f"{figure}-{ending(read, case)}"
