"""Find the rows of tables that are set with tabs in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

CELLS_APART = " | "  # as the rows of every other format are read
LIST_MARK = re.compile(r"[•‣▪●◦*·–—-]|\(?\w{1,3}[.)]")  # with a tab behind, as word processors write lists
MIN_CELLS, MIN_LONE_CELLS = 2, 3  # of a row with another beside it, and of one without


def find_rows(lines: Sequence[str]) -> dict[int, str]:
    """Return, by its place, each line that is a row of a table, with its cells as other formats have them."""
    filled = [_filled(line) for line in lines]
    rows: dict[int, str] = {}
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
        yield CELLS_APART.join(row if is_exact else [cell for cell in row if cell])
