"""The row of a table as one line: `cell | cell | cell`. What a bar parts is a cell, an empty one too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Block, Span, one_line

APART = " | "
BAR = re.compile(r"(?<!\S)\|(?!\S)")  # not that of «a|b», which no reader writes between cells


def row_block(cells: Sequence[str]) -> Block:
    """Return the block of a row; a row of one cell is a frame around a text, which has sentences."""
    return Block("row" if len(cells) > 1 else "item", APART.join(cells))


def cell_spans(row: str) -> list[Span]:
    """Return where each cell stands, without the blanks around it; the span of an empty one is empty."""
    bars = [match.span() for match in BAR.finditer(row)]
    starts, ends = [0, *(end for _, end in bars)], [*(start for start, _ in bars), len(row)]
    return [_stripped(row, start, end) for start, end in zip(starts, ends, strict=True)]


def cells_of(row: str) -> list[str]:
    """Return the cells of a row."""
    return [row[start:end] for start, end in cell_spans(row)]


def join_cells(cells: Sequence[str]) -> str:
    """Return the row of these cells, so many whatever is in them: a bar inside one goes."""
    return APART.join(without_bars(cell) for cell in cells).strip()


def without_bars(cell: str) -> str:
    """Return a cell as one line that holds no bar; no-break spaces stay."""
    return one_line(BAR.sub(" ", cell))


def _stripped(text: str, start: int, end: int) -> Span:
    start = min(end, start + len(text[start:end]) - len(text[start:end].lstrip()))
    return start, start + len(text[start:end].rstrip())
