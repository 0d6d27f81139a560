"""Initials: what a model leaves out of «күдікті К. 11 жылға», and how English spells them (Т.Ж., T.Zh.)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.alphabet import LOWER, UPPER
from pipeline.document import Target
from pipeline.wordlists import kinds

TABLE = "initials.tsv"

SOURCE = re.compile(rf"(?<![\w.])(?:[{UPPER}]\.\s?)+(?!\w\.)")
ENGLISH = re.compile(r"(?<![\w.])(?:(?!St|No|Dr|Mr|Ms|Jr|Sr)[A-Z](?:[a-z]{1,3})?\.\s?)+")
ONE = re.compile(r"[^\W\d_]+(?=\.)")
SPELT = {"Ж": "Zh", "Х": "Kh", "Ш": "Sh", "Щ": "Shch", "Ю": "Yu", "Я": "Ya"}
OF_MODEL = re.compile(
    r"Z|K|Sc?h?|Sch|Sz|Y"
)  # what a model writes for them; H. and J. may be right: Хулио, Жак
OPEN = re.compile(r"(?<![\w.])([A-ZА-ЯЁ](?:[a-z]{1,3})?\.[A-ZА-ЯЁ](?:[a-z]{1,3})?)(?=\s[a-zа-яё])")


def named_first(text: str) -> str:
    """Return Kazakh text with lone initials before what the person is: К. есімді күдікті."""
    if not ONE.search(text):
        return text
    return _of_role().sub(_named, text)


def _named(match: re.Match[str]) -> str:
    return f"{match['one']}{match['other'] or ''} есімді {match['role'].lower()}"


@cache
def _of_role() -> re.Pattern[str]:
    """Return what finds the initials of a role, but for those of a family name behind them."""
    role = "|".join(sorted(kinds(TABLE)["role"], key=len, reverse=True))
    family = r"\S+(?:ов|ев|ёв|ин|ұлы|қызы)(?:а|т|д|н|ғ|г)"
    place = rf"(?!{family})[{UPPER}]\w+[дт][ае]н?(?!\w)"
    return re.compile(
        rf"(?<!\w)(?P<role>(?i:{role})) (?P<one>[{UPPER}]\.)(?: ?(?P<other>[{UPPER}]\.))?"
        rf"(?= (?:\d|(?!есімді|атты|деген)[{LOWER}]|{place}))"
    )


def with_initials(source: str, text: str, target: Target) -> str:
    """Return a translation whose initials are spelt whole and closed by their stops."""
    first = [ONE.findall(found.group()) for found in SOURCE.finditer(source)]
    if not first:
        return text
    if any(len(letters) > 1 for letters in first):
        text = OPEN.sub(r"\1.", text)
    if target == "ru" or not any(letter in SPELT for letters in first for letter in letters):
        return text
    second = list(ENGLISH.finditer(text))
    if [len(letters) for letters in first] != [len(ONE.findall(found.group())) for found in second]:
        return text
    for letters, found in reversed(list(zip(first, second, strict=True))):
        text = text[: found.start()] + _spelt(letters, found.group()) + text[found.end() :]
    return text


def _spelt(letters: list[str], initials: str) -> str:
    rest = iter(letters)

    def put(one: re.Match[str]) -> str:
        said, wanted = one.group(), SPELT.get(next(rest), "")
        return wanted if wanted[:1] == said[0] and OF_MODEL.fullmatch(said) else said

    return ONE.sub(put, initials)
