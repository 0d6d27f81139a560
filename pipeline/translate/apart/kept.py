"""Names and codes that a model is not shown: short codes, which it copies, stand for them in the meantime."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.codes import MARK, STANDING_IN
from pipeline.document import Target
from pipeline.translate.apart.designations import find_designations
from pipeline.translate.apart.found import Found

DOERS = ("Boeing", "BMW", "Alstom")  # names that the draft makes the subject, or counts
_LIKE = {"X": "[XХxх]"}
_SIGN = r"(?:№|\b(?:N[o°]?|Но|нор|номер\w*|number)\b\.?)\s?"
_RUSSIAN = str.maketrans("ӘҒҚҢӨҰҮҺІәғқңөұүһі", "АГКНОУУХИагкноуухи")
_ENGLISH = {
    **dict(zip("АӘБВГҒДЕЁЗИІЙКҚЛМНҢОӨПРСТУҰҮФЦЫЭ", "AABVGGDEEZIIIKKLMNNOOPRSTUUUFCYE", strict=True)),
    **dict(zip("ЖХҺЧШЩЮЯЬЪ", ("ZH", "KH", "H", "CH", "SH", "SHCH", "YU", "YA", "", ""), strict=True)),
}


class Kept(NamedTuple):
    """What the model is shown, and what it stands for in the source and in either target."""

    shown: str
    said: str
    ru: str
    en: str


def kept_apart(text: str, *, with_names: bool = False) -> tuple[str, tuple[Kept, ...]]:
    """Return a text with short codes in the place of its own, and what each stands for.

    So it is with names in Latin letters, if `with_names`.
    """
    found = [one for one in find_designations(text) if with_names or not one.is_name]
    free = {
        is_doer: [code for code in codes if code.lower() not in text.lower()]
        for is_doer, codes in ((False, STANDING_IN), (True, DOERS))
    }
    kept: dict[str, Kept] = {}
    places: list[tuple[Found, Kept]] = []
    for one in found:
        said = text[one.start : one.end]
        if said in STANDING_IN or said.startswith(MARK):
            continue
        if said not in kept:
            codes = free[one.is_doer] or free[False]
            if not codes:
                break
            kept[said] = _kept(codes.pop(0), said, one)
        places.append((one, kept[said]))
    for one, instead in reversed(places):
        text = text[: one.start] + instead.shown + text[one.end :]
    return text, tuple(kept.values())


def said_again(text: str, kept: tuple[Kept, ...]) -> str:
    """Return the source with the names in the place of their codes."""
    for one in kept:
        text = text.replace(one.shown, one.said)
    return text


def names_put_back(text: str, kept: tuple[Kept, ...], target: Target) -> str:
    """Return an answer with the names in the place of their codes; № N as the target writes it."""
    for one in kept:
        name = one.ru if target == "ru" else one.en
        code = one.shown.removeprefix("№ ")
        sign = f"(?:{_SIGN})?" if code != one.shown else ""
        text = re.sub(sign + code_in(code), name.replace("\\", r"\\"), text)
    return text


def code_in(code: str) -> str:
    """Return a pattern of a code as a model may write it."""
    letter = _LIKE.get(code[0], f"[{code[0]}{code[0].lower()}]")
    rest = rf"\s?{code[1:]}" if code[1:].isdigit() else f"(?i:{code[1:]})"
    return rf"(?<!\w){letter}{rest}(?:[-'’]?[а-яё]{{1,3}}(?!\w)|s(?!\w))?(?!\w)"


def number_written(number: str, target: Target) -> str:
    """Return the number of a document with its sign, in the letters of the target: No. A-6/290."""
    if target == "ru":
        return f"№\u00a0{number.translate(_RUSSIAN)}"
    return f"No. {''.join(map(_english, number))}"


def _kept(code: str, said: str, one: Found) -> Kept:
    if not one.is_numbered:
        return Kept(code, said, one.ru, one.en)
    return Kept(f"№ {code}", said, number_written(one.ru, "ru"), number_written(one.en, "en"))


def _english(letter: str) -> str:
    written = _ENGLISH.get(letter.upper(), letter)
    return written if letter.isupper() else written.lower()
