"""A number in the making, while the tokens around it are read."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipeline.check.figures.quantity import Bound, Kind, Written
from pipeline.document import Span


@dataclass(slots=True)
class Number:
    """A number whose figure lies in the tokens `first` (inclusive) to `last` (exclusive).

    What is read beside it (unit, month, sign) widens `left` and `right`, and sets `kind` and `unit`. `role`
    and `case` are those of its last word; `joined` tells that a hyphen ties it to the next word (11-сынып).
    `cut` is the span of the figure inside its token where the token holds more than one (14.03.2024).
    """

    value: Fraction
    first: int
    last: int
    written: Written = "digits"
    role: str = "number"
    case: str = ""
    others: tuple[Fraction, ...] = ()
    scale: Fraction = Fraction(1)
    grouped: bool = False
    kind: Kind = "cardinal"
    unit: str = ""
    left: int = -1
    right: int = -1
    part: int = 0
    joined: bool = False
    decade: bool = False
    approximate: Bound = ""
    cut: Span | None = None
