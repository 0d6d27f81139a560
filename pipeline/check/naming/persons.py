"""Shows a model stand-ins for well-known persons whose names it misspells: «Си Цзиньпинмен», “Xi Jinpin”."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.alphabet import LOWER, UPPER
from pipeline.check.pair import REMEMBERED
from pipeline.codes import Code
from pipeline.document import Target
from pipeline.wordlists import rows

TABLE, STAND_INS = "names_persons.tsv", "names_standins.tsv"
CAPITAL, NEAR = r"[A-Z][\w’'-]*[\w]", 0.75  # a word of a name, and how like a name must be
CASES = (  # the endings of a case, and that of a stand-in; «Саматқа» would be a place, «Саматты» a word
    ("", ""),  # not before another name, with which it would make one
    ("ның нің дың дің тың тің", "тың"),
    ("да де та те", "та"),
    ("дан ден тан тен нан нен", "тан"),
    ("мен бен пен", "пен"),
)


def with_known_persons(text: str) -> tuple[str, list[Code]]:
    """Return Kazakh text with stand-ins for the listed persons, in their cases, and what to put back."""
    codes: dict[str, Code] = {}
    shown, end = "", 0
    for found in _known().finditer(text):
        ending = _endings().get(found["ending"])
        free = [cells for cells in _men() if cells[0] not in text and cells[0] not in shown]
        russian, english = _persons()[found["name"]]
        is_attribute = not found["ending"] and " " not in found["name"]  # «Кенесары көтерілісі»
        if ending is None or is_attribute or (english not in codes and not free):
            continue
        code = codes.get(english) or Code(free[0][1], russian, english, english_sign=free[0][2])
        codes[english] = code
        shown += text[end : found.start()] + code.sign + ending
        end = found.end()
    return shown + text[end:], list(codes.values())


@lru_cache(maxsize=REMEMBERED)
def repair_persons(source: str, target: str, language: Target) -> str | None:
    """Put a listed person into English as listed where a name very like it stands: Xi Jinpin; None if so."""
    if language != "en":
        return None
    mended = target
    for found in _known(is_shown=False).finditer(source):
        form = _persons()[found["name"]][1]
        if form not in mended:
            count = len(form.split())
            windows = re.finditer(rf"(?=(?<![\w-])(?P<name>{CAPITAL}(?: {CAPITAL}){{{count - 1}}}))", mended)
            near = [each.span("name") for each in windows if _is_near(each["name"], form)]
            if len(near) == 1:
                mended = mended[: near[0][0]] + form + mended[near[0][1] :]
    return mended if mended != target else None


def _is_near(name: str, form: str) -> bool:
    return Levenshtein.normalized_similarity(name, form) >= NEAR


@cache
def _known(*, is_shown: bool = True) -> re.Pattern[str]:
    """Return what finds a listed person in any case; not before another name if a stand-in is shown."""
    behind = rf"(?P<ending>[{LOWER}]+|(?! [{UPPER}]))(?![\w-])" if is_shown else ""
    names = "|".join(map(re.escape, sorted(_persons(), key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?P<name>{names}){behind}")


@cache
def _persons() -> dict[str, tuple[str, str]]:
    return {kazakh: (russian, english) for kazakh, russian, english in rows(TABLE)}


@cache
def _endings() -> dict[str, str]:
    return {ending: of_stand_in for endings, of_stand_in in CASES for ending in endings.split(" ")}


@cache
def _men() -> tuple[tuple[str, str, str], ...]:
    """Return the stand-ins in т, which their endings fit: Kazakh, which is Russian, too, and English."""
    every = (cell.split() for kind, cell in rows(STAND_INS) if kind == "man")
    return tuple((kazakh, russian, english) for kazakh, russian, english in every if kazakh == russian)
