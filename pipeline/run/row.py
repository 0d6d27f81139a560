"""The row of a table: each cell is put into the target language by itself, so that none can run into another.

A model that is given the line `cell | cell | cell` loses bars and joins figures. Here a cell of figures is
written by rule, one of a known word or unit too; any other goes to the engine sentence by sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.cells import cell_spans, join_cells
from pipeline.check.figures.cell import read_cell
from pipeline.check.glossary import terms_in
from pipeline.check.naming.find import opens_plainly
from pipeline.check.naming.gazetteer import listed_name
from pipeline.document import Segment, Span, Target, Translation
from pipeline.marks import leading_mark, mark_in
from pipeline.run.desk import Desk, Then
from pipeline.run.parts import Answers, checked, part_of, put_parts, translation_of
from pipeline.run.repair import Job, prepared
from pipeline.segment import segment_text
from pipeline.terminology import Glossary
from pipeline.translate.cells import cell_figures, has_words, known_cell

UNIT = re.compile(r"(?P<head>.*\S)(?P<mark>,\s+|\s*\()(?P<unit>[^(),]+)(?P<end>\)?)")  # Барлығы, млн теңге


@dataclass(slots=True)
class _Piece:
    """A part of a cell; `text` in the target language, None as long as it is not known."""

    cell: int
    span: Span
    text: str | None
    before: str = ""  # what parts it from the piece before in its cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be put into one target language."""

    segment: Segment
    target: Target
    glossary: Glossary | None = None

    def put(self, desk: Desk, turn: int, then: Then) -> None:
        """Have `then` called with the translation of the row, once all its cells are done."""
        spans = cell_spans(self.segment.text)
        pieces = [piece for cell, span in enumerate(spans) for piece in self._pieces(cell, span)]
        jobs = {at: self._job(piece.span) for at, piece in enumerate(pieces) if piece.text is None}

        def take(done: Answers) -> None:
            for place, translation in done.items():
                pieces[place].text = translation.text
            then(self._joined(pieces, len(spans), done.values()))

        put_parts(desk, jobs, turn, take)

    def _job(self, span: Span) -> Job:
        part = part_of(self.segment, span)
        text = part.text
        # A model takes the capital of so short a text for a name's: «Картоп» is Cartop, «картоп» potatoes.
        seen = text[:1].lower() + text[1:] if opens_plainly(text) else text
        return Job(part, self.target, prepared(seen), self.glossary, form="cell")

    def _pieces(self, cell: int, span: Span) -> Iterator[_Piece]:
        """Yield the parts of a cell: what is written by rule whole, else its sentences and its unit."""
        start, end = span
        text = self.segment.text[start:end]
        rendered = self._by_rule(text)
        if rendered is not None:
            yield _Piece(cell, span, rendered)
            return
        tail = UNIT.fullmatch(text)
        unit = self._by_rule(tail["unit"]) if tail else None
        if tail and unit is not None and not any(map(str.isdigit, tail["unit"])):
            head_end = start + tail.end("head")
            yield from self._pieces(cell, (start, head_end))
            after = (start + tail.start("unit"), start + tail.end("unit"))
            yield _Piece(cell, after, unit + tail["end"], ", " if "," in tail["mark"] else " (")
            return
        for first, last in segment_text(text):
            yield _Piece(cell, (start + first, start + last), None, " ")

    def _by_rule(self, text: str) -> str | None:
        """Return what needs no model; a term of the glossary is left to the course that heeds it."""
        return None if has_term(self.glossary, text) else render_cell(text, self.target)

    def _joined(self, pieces: list[_Piece], count: int, done: Collection[Translation]) -> Translation:
        """Return the translation of the row; its findings are those of the cells, at their places in it."""
        cells = [""] * count
        for piece in pieces:
            cells[piece.cell] += (piece.before if cells[piece.cell] else "") + (piece.text or "")
        translation = translation_of(self.segment, join_cells(cells), done)
        return checked(self.segment, self.target, translation, "row", self.glossary)


def has_term(glossary: Glossary | None, text: str) -> bool:
    """Tell whether a glossary has something to say of a text."""
    return glossary is not None and bool(terms_in(glossary, text))


def render_cell(cell: str, target: Target) -> str | None:
    """Return a cell that needs no model: figures, a quantity, a unit, a known word or name."""
    if not has_words(cell):
        return cell_figures(cell, target)
    known = known_cell(cell, target) or listed_name(cell, target)
    measured = read_cell(cell)
    if known is not None or measured is None:
        return known
    text = measured.render(cell_figures(measured.figure, target), target)
    return text[:1].upper() + text[1:] if cell[:1].isupper() else text


def render_line(line: str, target: Target, glossary: Glossary | None = None) -> str | None:
    """Return a line that is one figure with its unit, numbered perhaps: «а) 614 км;»; None for any other."""
    if has_term(glossary, line):
        return None
    mark = leading_mark(line)
    bare = line[len(mark) :].rstrip(",;")
    if not (bare[:1].isdigit() and has_words(bare)) or (bare.endswith(".") and not known_cell(bare, target)):
        return None
    rendered = render_cell(bare, target)
    return rendered and mark_in(target, mark) + rendered + line[len(mark) + len(bare) :]
