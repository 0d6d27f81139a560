"""Find the rows of tables that are set with tabs or bars in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.cells import APART, BAR

LIST_MARK = re.compile(r"[•‣▪●◦*·–—-]|\(?\w{1,3}[.)]")  # with a tab behind, as word processors write lists
MIN_CELLS, MIN_LONE_CELLS = 2, 3  # of a row with another beside it, and of one without
# Bars part the links of a menu and the facts of a credit, too: only lines alike that follow one another tell.
MIN_BARRED = {2: 3, 3: 2}  # lines, by the number of their cells; as for the last where there are more
RULED = re.compile(r"(?=.*[|+])[|+:= -]*-{2}[|+:= -]*")  # |---|---|, +----+


def find_rows(lines: Sequence[str]) -> dict[int, str]:
    """Return, by its place, each line that is a row of a table, with its cells as other formats have them.

    A line that is only drawn between rows has none.
    """
    filled = [_filled(line) for line in lines]
    rows = _barred_rows(lines)
    for is_table, places in groupby(range(len(lines)), lambda place: len(filled[place]) >= MIN_CELLS):
        table = list(places) if is_table else []
        least = MIN_CELLS if len(table) > 1 else MIN_LONE_CELLS
        if table and max(len(filled[place]) for place in table) >= least:
            rows |= dict(zip(table, _joined([lines[place] for place in table]), strict=True))
    return rows


def _filled(line: str) -> list[str]:
    """Return the cells of a line that are not empty; one alone where a tab follows the mark of a list."""
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    return cells[-1:] if len(cells) == MIN_CELLS and LIST_MARK.fullmatch(cells[0]) else cells


def _joined(lines: list[str]) -> Iterator[str]:
    """Yield the rows of one table; tabs that only align columns make no empty cells."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    is_exact = len({len(row) for row in rows}) == 1
    for row in rows:
        yield APART.join(row if is_exact else [cell for cell in row if cell])


def _barred_rows(lines: Sequence[str]) -> dict[int, str]:
    """Return the rows of tables with bars: lines of as many cells that follow one another."""
    cells = {place: _barred(line) for place, line in enumerate(lines)}
    drawn = {place for place, line in enumerate(lines) if RULED.fullmatch(line.strip())}
    rows: dict[int, str] = {}
    for is_table, places in groupby(cells, lambda place: place in drawn or len(cells[place]) >= MIN_CELLS):
        table = list(places) if is_table else []
        said = [place for place in table if place not in drawn]
        count = len(cells[said[0]]) if said else 0
        alike = all(len(cells[place]) == count for place in said)
        if said and alike and len(said) >= MIN_BARRED[min(count, max(MIN_BARRED))]:
            rows |= {place: "" for place in table if place in drawn}
            rows |= {place: APART.join(cells[place]) for place in said if any(cells[place])}
    return rows


def _barred(line: str) -> list[str]:
    """Return the cells of a line with bars; those at its ends make none."""
    text = line.strip()
    if len(text) > 1 and text[0] == text[-1] == "|":
        return [cell.strip() for cell in text[1:-1].split("|")]
    return [cell.strip() for cell in BAR.split(text)]
