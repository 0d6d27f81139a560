"""Read the cell of a table that is one quantity, or the unit of its column: 12,5 га, млн теңге."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from pipeline import scales
from pipeline.check.figures.reader import read_quantities
from pipeline.check.figures.render import render_scale, render_space, render_unit
from pipeline.document import Target
from pipeline.wordlists import column, rows

FIGURE = re.compile(r"(?:[+−-]?\d(?:[\d \u00a0\u202f.,]*\d)?)?")
MANY = Fraction(5)  # what a unit without a figure agrees with: млн тонн, tonnes


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure as it is written, empty for a unit alone; its scale, 1 for none; its unit and exact value."""

    figure: str
    scale: int
    unit: str
    value: Fraction

    def render(self, figure: str, language: Target) -> str:
        """Return the cell in another language, `figure` being the figure as it is written there."""
        words = [render_scale(self.scale, language)] if self.scale > 1 else []
        words += [render_unit(self.unit, self.value, language)] if self.unit else []
        return render_space(language).join([figure, *words] if figure else words)


def read_cell(cell: str) -> Measured | None:
    """Read a cell that holds nothing else; the words must stand in the form in which the tables list them."""
    figure = FIGURE.match(cell)
    written = figure.group() if figure else ""
    words = [word.rstrip(".") for word in cell[len(written) :].casefold().split()]
    scale = scales.VALUES.get(words[0], 1) if words else 1
    name = words[1:] if scale > 1 else words
    if len(name) > 1 or (not name and not (written and scale > 1)):
        return None
    unit = _units().get(name[0], "") if name else ""
    if name and not unit:
        return None
    if not written:
        is_name = scale == 1 and cell[:1].isupper()  # «Доллар», of which the row tells; «доллар» counts
        return Measured("", scale, unit, Fraction(1) if is_name else MANY * scale)
    found = read_quantities(cell, "kk")
    whole = len(found) == 1 and found[0].span[0] == 0 and found[0].span[1] >= len(cell.rstrip(". "))
    return Measured(written, scale, unit, found[0].value) if whole and found[0].unit == unit else None


@cache
def _units() -> dict[str, str]:
    """Return the units that are counted by the words that name them; a bare «ай» or «жас» is no unit."""
    units = [row for row in rows("units.tsv") if row[1] in ("measure", "count")]
    named = [(row[0], [row[5], *column(row[2])]) for row in (*units, *rows("currencies.tsv"))]
    return {word.casefold(): unit for unit, words in reversed(named) for word in words if " " not in word}
