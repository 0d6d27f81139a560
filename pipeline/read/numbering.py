"""Number the entries of an ordered list as a browser or Word shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

INTEGER = re.compile(r"\s*([+-]?\d{1,6})(?!\d)", re.ASCII)
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
MAX_ROMAN = 3999
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # without ё, й, ъ and ь (ECMA-376, 17.18.59)
# What stands before an entry: 3. or, with a bracket lest it pass for an initial, c) and III).
MARKER = re.compile(r"-?\d+\. |[A-Za-z]+\) ")
Attributes = list[tuple[str, str | None]]


@dataclass(slots=True)
class Entry:
    """An entry of a list: its number (None for bullets), how that is written, and its first block."""

    number: int | None = None
    kind: str = "1"
    block: int | None = None

    @property
    def marker(self) -> str:
        """Return what stands before the text of the entry."""
        return "" if self.number is None else written(self.number, self.kind)


@dataclass(slots=True)
class Numbering:
    """The numbers of an ordered list; `late`: entries counted down to 1, whose numbers the end tells."""

    kind: str
    step: int
    number: int | None  # of the next entry; None while it is counted down from an end not known
    entries: int = 0
    late: list[Entry] = field(default_factory=list)

    @classmethod
    def of(cls, attributes: Attributes) -> Numbering:
        """Return the numbering of a list with these attributes."""
        given = dict(attributes)
        otherwise, step = (None, -1) if "reversed" in given else (1, 1)
        return cls(given.get("type") or "1", step, _integer(attributes, "start", otherwise))

    def entry(self, attributes: Attributes) -> Entry:
        """Return the next entry; one that is late has a number only when the list has ended."""
        self.number = _integer(attributes, "value", self.number)
        entry = Entry(self.number, dict(attributes).get("type") or self.kind)
        self.entries += 1
        if self.number is None:
            self.late.append(entry)
        else:
            self.number += self.step
        return entry

    def end(self) -> list[Entry]:
        """Return the late entries with their numbers."""
        for place, entry in enumerate(self.late):
            entry.number = self.entries - place
        return self.late


def written(number: int, kind: str) -> str:
    """Write a number as HTML's `type` has it, or in Russian letters (а, А); else in figures."""
    rest, letters = number, ""
    if kind in ("а", "А") and 0 < number <= len(RUSSIAN):
        letters = RUSSIAN[number - 1]
    elif kind in ("a", "A"):
        while rest > 0:
            rest, place = divmod(rest - 1, 26)
            letters = chr(ord("a") + place) + letters
    elif kind in ("i", "I") and 0 < number <= MAX_ROMAN:
        for value, sign in ROMAN:
            letters += sign * (rest // value)
            rest %= value
    if not letters:
        return f"{number}. "
    return f"{letters.upper() if kind.isupper() else letters}) "


def _integer(attributes: Attributes, name: str, otherwise: int | None) -> int | None:
    found = INTEGER.match(dict(attributes).get(name) or "")
    return int(found[1]) if found else otherwise
