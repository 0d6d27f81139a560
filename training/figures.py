"""Generate sentences with figures, dates, money and names from the frames in frames/.

A frame is one sentence in three languages with slots `{kind}`, `{kind:case}` or `{kind#2:case}`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from training.fillings import Filling, Lists, agreement, fillers
from training.sources import Pair
from training.text import source_text, target_text

FRAMES = Path(__file__).with_name("frames")
WEIGHT = 0.12

_SLOT = re.compile(r"\{(\w+)(#\d)?(?::(\w+))?\}")
_AGREEMENT = {"a", "sja", "ij", "yj", "his"}


def read_table(name: str) -> list[list[str]]:
    """Read one of the word lists."""
    lines = (FRAMES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


def read_lists() -> Lists:
    """Read all the word lists."""
    return Lists(*(read_table(name) for name in ("names", "surnames", "places", "nouns", "months", "titles")))


def fill_frame(frame: list[str], kinds: dict[str, Callable[[random.Random], Filling]],
               rng: random.Random) -> tuple[str, str, str]:
    """Return kk, ru, en of one frame; a slot with the same name has the same filling in all three."""
    fillings: dict[str, Filling] = {}
    for match in _SLOT.finditer(frame[0]):
        kind, number = match[1], match[2] or ""
        while (key := kind + number) not in fillings:
            filling = kinds[kind](rng)
            if all(filling.english != other.english for other in fillings.values()):
                fillings[key] = filling
    kk, ru, en = (_SLOT.sub(partial(_render, fillings, column), frame[column]) for column in range(3))
    return as_sentence(kk), as_sentence(ru), as_sentence(en)


def _render(fillings: dict[str, Filling], column: int, match: re.Match[str]) -> str:
    kind, number, case = match[1], match[2] or "", match[3] or "nom"
    if kind in _AGREEMENT:
        return agreement(kind, fillings["person" + number].female)
    filling = fillings[kind + number]
    if column == 2:
        return filling.ordinal if case == "ordinal" else filling.english
    return (filling.kazakh if column == 0 else filling.russian)(case)


def as_sentence(text: str) -> str:
    """Begin with a capital letter, also after an opening dash or quotation mark."""
    return re.sub(r"^([—–“]? ?)(\w)", lambda m: m[1] + m[2].upper(), text)


def figure_rows(count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Yield `count` sentences in three languages, the frames in turn."""
    rng = random.Random(seed)
    frames = read_table("frames")
    kinds = fillers(read_lists())
    for number in range(count):
        yield fill_frame(frames[number % len(frames)], kinds, rng)


def figure_pairs(count: int, seed: int) -> Iterator[Pair]:
    """Yield the generated sentences as training pairs into Russian and English."""
    for kk, ru, en in figure_rows(count, seed):
        yield Pair(source_text(kk), "ru", target_text(ru), WEIGHT)
        yield Pair(source_text(kk), "en", target_text(en), WEIGHT)
