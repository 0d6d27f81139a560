"""Lines of figures: a heading with its unit, «Импорт (млрд доллар)», and an entry with its change.

The figures, units and changes of «Күріш – 542 теңге (–3,4%)» are written by rule: a model joins the figures
or loses a sign. It is asked for what they are of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.check.figures.cell import read_cell
from pipeline.check.naming.find import opens_plainly
from pipeline.check.naming.gazetteer import listed_name
from pipeline.document import Segment, Span, Target, Translation
from pipeline.marks import leading_mark, mark_in
from pipeline.run.desk import Desk, Then
from pipeline.run.parts import Answers, checked, part_of, put_parts, translation_of
from pipeline.run.repair import Job, prepared
from pipeline.run.row import has_term, render_cell
from pipeline.terminology import Glossary
from pipeline.translate.cells import cell_figures, known_cell

_NAME = r"(?P<name>[^\W\d_][^\d–—:;.!?()]{0,60}[^\W_])"
HEADING = re.compile(rf"{_NAME} \((?P<unit>[^\d()]+)\)")
IN_PERCENT = re.compile(rf"{_NAME}, %")  # which a model takes for 1%
ENTRY = re.compile(
    rf"{_NAME} [–—-] (?P<amount>\d[^()]*?) \((?P<sign>[+−–-])(?P<change>\d+(?:,\d+)?)\s?%\)(?P<end>[;.,]?)"
)
_DOLLARS = re.compile(r"АҚШ доллары?$")
_OF_STATE = {"ru": (" США", ""), "en": ("", "US ")}
_DOLLAR = re.compile(r"(?=доллар|dollar)")


@dataclass(frozen=True, slots=True)
class Measured:
    """A line whose name stands at `span`, and what rules write behind it."""

    segment: Segment
    target: Target
    glossary: Glossary | None
    lead: str
    span: Span
    behind: str

    def put(self, desk: Desk, turn: int, then: Then) -> None:
        """Have `then` called with the translation of the line, once its name is done."""
        part = part_of(self.segment, self.span)
        known = known_cell(part.text, self.target) or listed_name(part.text, self.target)
        if known is not None and not has_term(self.glossary, part.text):
            name = known[:1].upper() + known[1:] if part.text[:1].isupper() else known
            then(self._joined(translation_of(part, name, [])))
            return
        # A model takes the capital of so short a text for a name's.
        seen = part.text[:1].lower() + part.text[1:] if opens_plainly(part.text) else part.text
        job = Job(part, self.target, prepared(seen), self.glossary, form="cell")
        put_parts(desk, {0: job}, turn, lambda done: then(self._answered(done)))

    def _answered(self, done: Answers) -> Translation:
        return self._joined(done[0])

    def _joined(self, name: Translation) -> Translation:
        text = mark_in(self.target, self.lead) + name.text.rstrip(". ") + self.behind
        translation = translation_of(self.segment, text, [name])
        if translation.origin == "rule":
            return translation
        return checked(self.segment, self.target, translation, "sentence", self.glossary)


def measured(segment: Segment, target: Target, glossary: Glossary | None) -> Measured | None:
    """Return a heading with its unit or an entry with its change; None for any other text."""
    if not segment.text.rstrip(";.,").endswith(")"):
        return _in_percent(segment, target, glossary)
    lead = leading_mark(segment.text)
    text = segment.text[len(lead) :]
    if heading := HEADING.fullmatch(text):
        unit = _unit(heading["unit"], target)
        behind = None if unit is None else f" ({unit})"
        match = heading
    elif entry := ENTRY.fullmatch(text):
        behind, match = _behind(entry, target), entry
    else:
        return None
    if behind is None:
        return None
    start, end = match.span("name")
    return Measured(segment, target, glossary, lead, (len(lead) + start, len(lead) + end), behind)


def _in_percent(segment: Segment, target: Target, glossary: Glossary | None) -> Measured | None:
    """Return the title of what is told in per cent, «Инфляция, %»; None for any other text."""
    title = IN_PERCENT.fullmatch(segment.text)
    return None if title is None else Measured(segment, target, glossary, "", title.span("name"), ", %")


def _unit(unit: str, target: Target) -> str | None:
    """Return the unit of a heading as the target writes it, of the dollar whose it is; None for a remark."""
    plain = _DOLLARS.sub("доллар", unit)
    measure = read_cell(plain)
    if measure is None or (measure.scale == 1 and not measure.unit):
        return None
    text = render_cell(plain, target)
    if text is None or plain == unit:
        return text
    behind, before = _OF_STATE[target]
    return _DOLLAR.sub(before, text, count=1) + behind


def _behind(entry: re.Match[str], target: Target) -> str | None:
    """Return the figures of an entry as the target writes them."""
    plain = _DOLLARS.sub("доллар", entry["amount"])
    amount = render_cell(plain, target)
    if amount is None:
        return None
    if plain != entry["amount"]:
        behind, before = _OF_STATE[target]
        amount = _DOLLAR.sub(before, amount, count=1) + behind
    dash = "—" if target == "ru" else "–"
    sign = "−" if entry["sign"] == "–" else entry["sign"]
    change = cell_figures(entry["change"], target)
    return f" {dash} {amount} ({sign}{change}%){entry['end']}"
