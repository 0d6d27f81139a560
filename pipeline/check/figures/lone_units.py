"""Units that one side of a pair names and the other does not."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.check.figures.align import Alignment, Match
from pipeline.check.figures.quantity import Quantity
from pipeline.check.figures.units import is_written_out


def lone_units(alignment: Alignment, *, lost: bool) -> list[Match]:
    """Return the matches of digits where one side alone names a unit that its other side names nowhere."""
    ours = [match.source if lost else match.target for match in alignment.matched]
    theirs = [match.target if lost else match.source for match in alignment.matched]
    named = {q.unit for q in theirs}
    return [
        match
        for match, mine, other in zip(alignment.matched, ours, theirs, strict=True)
        if _has_physical_unit(mine)
        and not other.unit
        and mine.unit not in named
        and other.written == "digits"
    ]


def invented_units(alignment: Alignment, named: Collection[str]) -> list[Match]:
    """Return the matches of digits that the target measures in a unit which the source does not name."""
    return [
        match
        for match in alignment.matched
        if match.target.kind == "measure"
        and match.target.span != match.target.figure  # the first end of a range has it from the second
        and is_written_out(match.target.unit)
        and match.target.unit not in named
        and not match.source.unit
        and match.source.kind == "cardinal"
        and match.source.written == "digits"
    ]


def _has_physical_unit(quantity: Quantity) -> bool:
    return quantity.kind in ("money", "percent")
