"""The parts of laws that a text names: 3-бөлігінің, 2-тармағы, бірінші абзац."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.alphabet import LOWER
from pipeline.translate.shown.shortened import ORDINALS as FIRST_TEN
from pipeline.wordlists import rows

ORDINALS = [*FIRST_TEN.values(), *(f"он {word}" for word in list(FIRST_TEN.values())[:9])]
CASES = {  # of the word that ends a provision, behind its stem or its possessive ending
    "ті|ты|ді|ды|ні|ны|н": "accusative",
    "тің|тың|дің|дың|нің|ның": "genitive",
    "ке|қа|ге|ға|не|на": "dative",
    "те|та|де|да|нде|нда": "locative",
    "тегі|тағы|дегі|дағы|ндегі|ндағы": "attributive",
    "тен|тан|ден|дан|нен|нан": "ablative",
    "пен|бен|мен": "instrumental",
}
ITEM = rf"(?:\d{{1,4}}(?:-\d{{1,2}}|(?:\.\d{{1,2}}){{1,3}})?-?\)?|(?<!\w)[{LOWER}]\)|[«“\"][{LOWER}][»”\"])"
AND = r"(?:,\s|\s(?:және|мен|бен|пен|немесе)\s)"
LISTED = re.compile(ITEM)


class Level(NamedTuple):
    """What a part of a law is called."""

    russian: tuple[str, ...]
    english: tuple[str, str]
    rank: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One part of a law that a text names: its place, numbers, and the form of its word."""

    start: int
    end: int
    level: str
    labels: tuple[str, ...]
    is_possessed: bool
    is_plural: bool
    case: str
    is_loose: bool  # with a blank between figure and word
    is_ordinal: bool


def units(text: str) -> Iterator[Unit]:
    """Yield the parts of laws in their order."""
    for match in _unit().finditer(text):
        level = stems()[match["stem"].lower()]
        case = next((case for ends, case in CASES.items() if (match["case"] or "") in ends.split("|")), "")
        if match["ordinal"]:
            labels: tuple[str, ...] = (str(_ordinal(match["ordinal"])),)
        else:
            labels = tuple(item.rstrip("-") for item in LISTED.findall(match["labels"]))
        yield Unit(
            match.start(),
            match.end(),
            level,
            labels,
            is_possessed=bool(match["possessed"]),
            is_plural=bool(match["plural"]),
            case=case,
            is_loose=bool(match["loose"]),
            is_ordinal=bool(match["ordinal"]),
        )


def _ordinal(word: str) -> int:
    return ORDINALS.index(" ".join(word.lower().split())) + 1


@cache
def levels() -> dict[str, Level]:
    """Return what each part is called and how far down it stands."""
    return {
        level: Level(tuple(russian.split()), (english, many), rank)
        for rank, (level, _, _, russian, english, many) in enumerate(rows("provisions.tsv"))
    }


@cache
def stems() -> dict[str, str]:
    """Return the Kazakh words for parts, without their endings, with the part that each is."""
    return {stem: row[0] for row in rows("provisions.tsv") for stem in row[1:3]}


@cache
def _unit() -> re.Pattern[str]:
    words = "|".join(sorted(stems(), key=len, reverse=True))
    cases = "|".join(sorted("|".join(CASES).split("|"), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,/–-])(?:(?P<labels>{ITEM}(?:{AND}{ITEM})*)(?:(?<=-)|(?<=[)»”\"])-?\s?|(?P<loose>\s))"
        rf"|(?P<ordinal>{'|'.join(ORDINALS)})\s)"
        rf"(?P<stem>{words})(?P<plural>[лтд][ае]р)?(?P<possessed>с?[ыі])?(?P<case>{cases})?(?!\w)",
        re.IGNORECASE,
    )
