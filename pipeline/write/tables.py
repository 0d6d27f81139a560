"""Rows that follow one another, as the table that they are in each language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.cells import cell_spans
from pipeline.document import Digest, Edition, Finding, Language, Segment, Span, Translation


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell, and what the checks found in it."""

    text: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the id of its segment, what was found in it as a whole, and its cells."""

    id: int
    findings: tuple[Finding, ...]
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in one language, its rows all as wide as the widest."""

    language: Language
    rows: tuple[TableRow, ...]


def tables(digest: Digest) -> list[tuple[Table, ...]]:
    """Return the tables of an article, each in every language."""
    groups = groupby(digest.segments, key=digest.document.form)
    found = [list(rows) for form, rows in groups if form == "row"]
    return [tuple(_table(edition, rows) for edition in digest.editions) for rows in found]


def _table(edition: Edition, segments: Sequence[Segment]) -> Table:
    texts = {translation.segment: translation for translation in edition.translations}
    width = max(len(cell_spans(texts[segment.id].text)) for segment in segments)
    return Table(edition.language, tuple(_row(segment, texts[segment.id], width) for segment in segments))


def _row(segment: Segment, translation: Translation, width: int) -> TableRow:
    source, target = cell_spans(segment.text), cell_spans(translation.text)
    found: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in translation.findings:
        found[_place(finding, source, target)].append(finding)
    cells = [TableCell(translation.text[a:b], tuple(found[place])) for place, (a, b) in enumerate(target)]
    return TableRow(segment.id, tuple(found[None]), (*cells, *[TableCell("")] * (width - len(cells))))


def _place(finding: Finding, source: Sequence[Span], target: Sequence[Span]) -> int | None:
    """Return the cell in which a finding stands; None for one of the whole row."""
    span, cells = (finding.target_span, target) if finding.target_span else (finding.source_span, source)
    if span is None or len(source) != len(target):
        return None
    return next((place for place, cell in enumerate(cells) if span[0] <= cell[1]), None)
