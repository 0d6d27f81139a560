"""Codes that a model is shown for what it would not read, and what is written for each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Target

MARK = "XQ"  # with which codes begin
# Of a letter that no other script has and a figure: of these the draft copies every one.
STANDING_IN = ("X5", "Z7", "Q3", "W8", "R6", "J9", "D4", "N2")
PREPOSITIONS = "of|by|to|from|with|in|at|into|for|on|between|against|and|as|that|among|under|within"
GARBLED = re.compile(
    r"(?<!\w)(?:[A-ZА-Я](?=Q\d)|[XХ])Q(?:\w(?!\w)|[^\w\s().,;:!?]|(?=[\s().,;:!?]|$))"
)  # XQ], XQ, CQ1
MANY = re.compile(r"(?:^|[^\d.,])(?!1 )[\d.,]+ $")
DECLINED = "+"  # behind a word of a name that has cases
UNDECLINED = ("ы", "и", "у", "ю", "о", "э")  # Кенесары, Шамши
CASES = {"а": 0, "у": 1, "ом": 2, "ем": 2, "е": 3}  # by the endings of a name in a consonant
PARADIGMS = (  # how a man's name ends, what of it goes, and its endings in those cases
    ("ский", 2, ("ого", "ому", "им", "ом")),
    ("й", 1, ("я", "ю", "ем", "е")),
    ("ль", 1, ("я", "ю", "ем", "е")),
    ("ов", 0, ("а", "у", "ым", "е")),
    ("ев", 0, ("а", "у", "ым", "е")),
    ("ц", 0, ("а", "у", "ем", "е")),
    ("ш", 0, ("а", "у", "ем", "е")),
    ("", 0, ("а", "у", "ом", "е")),
)
UNCOUNTED = frozenset({"cattle", "fuel", "media", "ultrasound", "faculty"})


class Code(NamedTuple):
    """What a model copies, and what stands for it in Russian and English.

    `article`: “the” stands before it; `is_place`: what is “at” it is in it. With an `english_sign` it is
    shown as a name, which that stands for in English and whose case endings it has in Russian.
    """

    sign: str
    russian: str
    english: str
    article: bool = False
    is_place: bool = False
    english_sign: str = ""


def decoded(text: str, codes: Sequence[Code], target: Target) -> str:
    """Return an answer with what its codes stand for, in English with an article or in the plural."""
    for code in (code for code in codes if code.english_sign):
        text = _named(text, code, target)
    codes = [code for code in codes if not code.english_sign]
    signs = [rf"(?<!\w){code.sign[:-1]}[ -]?{code.sign[-1]}(?!\d)" for code in codes]
    lost = [at for at, sign in enumerate(signs) if not re.search(sign, text)]
    if len(lost) == 1 and len(GARBLED.findall(text)) == len(codes):
        signs[lost[0]] = GARBLED.pattern
    for code, sign in sorted(zip(codes, signs, strict=True), key=lambda both: both[1] == GARBLED.pattern):
        if target == "ru":
            text = re.sub(sign, lambda _, form=code.russian: form, text)  # type: ignore[misc]
        else:
            around = re.compile(rf"(?P<before>\b\w+ )?(?P<sign>{sign})(?P<plural>s\b)?")
            text = _in_english(around, code, text)
    return text


def _named(text: str, code: Code, target: Target) -> str:
    """Put a name for the one that stood in for it: Саматом Нурбеком, Саясатом Нурбеком."""
    if target == "en":
        return re.sub(rf"(?<!\w){code.english_sign}(?!\w)", code.english, text)
    if DECLINED in code.russian or " " in code.russian or code.russian.endswith(UNDECLINED):
        ending = rf"(?<!\w){code.sign}(?P<ending>{'|'.join(CASES)}|)(?!\w)"
        return re.sub(ending, lambda found: _declined(code.russian, found["ending"]), text)
    return re.sub(rf"(?<!\w){code.sign}(?=(?:а|у|ом|ем|е)?(?!\w))", code.russian, text)


def _declined(name: str, ending: str) -> str:
    """Return a name in the case that an ending tells: «Шахбаз+ Шариф+», ом → Шахбазом Шарифом."""
    return " ".join(
        _in_case(word.removesuffix(DECLINED), ending) if word.endswith(DECLINED) else word
        for word in name.split()
    )


def _in_case(word: str, ending: str) -> str:
    if not ending:
        return word
    _, cut, endings = next(each for each in PARADIGMS if word.endswith(each[0]))
    return word[: len(word) - cut] + endings[CASES[ending]]


def _in_english(sign: re.Pattern[str], code: Code, text: str) -> str:
    """Put the English for one code: of the CSTO, 22 petrol stations, in Abai region."""

    def form(found: re.Match[str]) -> str:
        before, word = found["before"] or "", code.english
        is_many = found["plural"] or MANY.search(found.string, 0, found.start("sign"))
        if is_many and word.islower():
            word = _plural(word)
        if before == "at " and code.is_place:
            before = "in "
        is_asked = re.fullmatch(PREPOSITIONS, before.strip(), re.IGNORECASE)
        if code.article and (is_asked or (not before and not word.isupper() and not _is_inside(found))):
            before += "the "
        return before + word

    return sign.sub(form, text)


def _is_inside(found: re.Match[str]) -> bool:
    """Tell what stands in brackets or quotation marks, where a name has no article."""
    return found.string[: found.start()].rstrip()[-1:] in ("(", "“", "«", '"')


def _plural(word: str) -> str:
    if word.endswith("s") or word in UNCOUNTED:
        return word
    return re.sub(r"(?<![aeiou])y$", "ie", word) + "s"
