"""Where people stand in a picture: «Суретте (солдан оңға): …», «Солдан үшінші – …», «(сол жақта)»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.alphabet import UPPER
from pipeline.document import Target
from pipeline.wordlists import rows

WOMAN = re.compile(
    rf"[^.,]*[{UPPER}][\w.-]*\s[{UPPER}]\w*(?:қызы|[ое]ва|[иы]на|ская|ҚЫЗЫ|[ОЕ]ВА|[ИЫ]НА|СКАЯ)\b"
)
FIGURES = {"бірінші": "1", "екінші": "2", "үшінші": "3", "төртінші": "4", "бесінші": "5"}


@dataclass(frozen=True, slots=True)
class Caption:
    """The head of a caption in the target language, its mark included, and where those named begin."""

    head: str
    begin: int


def read_caption(text: str, target: Target) -> Caption | None:
    """Return how a caption begins that says where people stand; None for any other text."""
    match = _head().match(text)
    if match is None or not (match["direction"] or match["place"] or match["ordinal"]):
        return None
    place = _called(match, target, is_woman=WOMAN.match(text, match.end()) is not None)
    frame = _word("frame", match["frame"], target) if match["frame"] else ""
    if frame:
        between = ", " if target == "en" else ": "
        head = f"{frame} ({place})" if match["direction"] else f"{frame}{between}{place}"
    else:
        head = place
    mark = ": " if match["mark"] == ":" or target == "en" else " — "
    return Caption((head[0].upper() + head[1:] if text[:1].isupper() else head) + mark, match.end())


def in_brackets(inside: str, target: Target) -> str | None:
    """Return what brackets say of where somebody stands, or of something else in the table; else None."""
    if ("bracket", " ".join(inside.lower().split())) in _table():
        return _word("bracket", inside, target)
    match = _place().fullmatch(inside.strip())
    return None if match is None else _called(match, target, is_woman=False)


def _called(match: re.Match[str], target: Target, *, is_woman: bool) -> str:
    for kind in ("direction", "place"):
        if match[kind]:
            return _word(kind, match[kind], target)
    ordinal = _word("ordinal", _written_out(match["ordinal"]), target)
    if target == "ru":
        ordinal = ordinal.split()[is_woman]
    return f"{ordinal} {_word('side', match['side'], target)}"


def _written_out(ordinal: str) -> str:
    return next((word for word, figure in FIGURES.items() if ordinal.startswith(figure)), ordinal)


def _word(kind: str, kazakh: str, target: Target) -> str:
    russian, english = _table()[kind, " ".join(kazakh.lower().split())]
    return russian if target == "ru" else english


@cache
def _table() -> dict[tuple[str, str], tuple[str, str]]:
    return {(kind, kazakh): (russian, english) for kind, kazakh, russian, english in rows("captions.tsv")}


@cache
def _place() -> re.Pattern[str]:
    return re.compile(_places(), re.IGNORECASE)


@cache
def _head() -> re.Pattern[str]:
    frame = rf"(?P<frame>{_any(_kind('frame'))})"
    opening = rf"(?:{frame}\s*[:,]?\s*)?\(?"
    return re.compile(
        rf"{opening}(?:{_places()})\)?(?:\s*(?P<mark>:)|\s(?P<dash>[–—-])(?=\s))\s*(?=\S)", re.IGNORECASE
    )


def _places() -> str:
    direction, place = _any(_kind("direction")), _any(_kind("place"))
    ordinal = rf"(?P<side>{_any(_kind('side'))})\s(?P<ordinal>{_any(_kind('ordinal'))}|[1-5]-ш[іи])"
    return rf"(?P<direction>{direction})|(?P<place>{place})|{ordinal}(?:\sболып\s\w+)?"


def _kind(kind: str) -> list[str]:
    return [kazakh for found, kazakh in _table() if found == kind]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))
