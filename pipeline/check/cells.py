"""A row of a table: as many cells on both sides, and each says what the one in its place says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.cells import cell_spans
from pipeline.check.numbers import check_numbers
from pipeline.check.pair import Pair
from pipeline.counted import counted
from pipeline.document import Finding, Span

NAME = "cells"
DASH = re.compile("[-‐‑‒–—―−]")
Look = Callable[[Pair], Iterable[Finding]]


def check_row(pair: Pair, look: Look) -> list[Finding]:
    """Return what `look` finds cell by cell, at its place in the row; of unequal rows that they are."""
    source, target = cell_spans(pair.source), cell_spans(pair.target)
    if len(source) != len(target):
        message = f"{counted(len(source), 'cell')} in the source, {len(target)} in the translation"
        whole = (0, len(pair.source)), (0, len(pair.target))
        return [pair.finding(NAME, "error", message, *whole), *check_numbers(pair)]
    found = _unfinished(pair)
    for number, (one, other) in enumerate(zip(source, target, strict=True), 1):
        texts = pair.source[slice(*one)], pair.target[slice(*other)]
        cell = replace(pair, source=texts[0], target=texts[1], form="cell", truncated=False)
        findings = _unlike(cell, number) or (look(cell) if cell.source else ())
        found += [_shifted(finding, one[0], other[0]) for finding in findings]
    return found


def _unfinished(pair: Pair) -> list[Finding]:
    message = "the model did not finish a cell"
    return [pair.finding("loss", "error", message)] if pair.truncated else []


def _unlike(cell: Pair, number: int) -> list[Finding]:
    """Report a cell that is filled on one side alone, or that is a sign and not the same one."""
    if bool(cell.source) != bool(cell.target):
        where = "translation" if cell.source else "source"
        message = f"cell {number} is empty in the {where}"
        return [cell.finding(NAME, "error", message, (0, len(cell.source)), (0, len(cell.target)))]
    is_sign = bool(cell.source) and not any(map(str.isalnum, cell.source))
    if not is_sign or _bare(cell.source) == _bare(cell.target):
        return []
    message = f"“{cell.source}” → “{cell.target}”: not what stands in cell {number}"
    return [cell.finding(NAME, "error", message, (0, len(cell.source)), (0, len(cell.target)))]


def _bare(sign: str) -> str:
    return DASH.sub("-", "".join(sign.split()).replace("No.", "№"))


def _shifted(finding: Finding, source: int, target: int) -> Finding:
    first, second = _moved(finding.source_span, source), _moved(finding.target_span, target)
    return replace(finding, source_span=first, target_span=second)


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else (span[0] + by, span[1] + by)
