"""Marks of notes inside a sentence («412 метр[1]», «теңге²»): no model sees them, a rule puts them back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.check.alignment import align
from pipeline.document import Segment, Target, Translation
from pipeline.run.desk import Desk, Then
from pipeline.run.parts import checked, put_parts, translation_of
from pipeline.run.repair import Job, prepared
from pipeline.terminology import Glossary

# Raised figures behind a figure, a Latin letter or a unit are powers: 10⁶, mc², км².
NOTE = re.compile(
    r"(?<=\S)(?:\s?\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]"
    r"|(?<![\dA-Za-z])(?<!\bм)(?<!\b[кмсд]м)[¹²³⁰⁴-⁹]{1,3})(?!\w)"
)
WORD = re.compile(r"\w+")
END = re.compile(r"[\s.!?…»”\"]*\Z")  # of a sentence: its mark, and the quotation marks that close with it
CLOSED = re.compile(r'[»”]|(?<=\S)"')
CLOSING = '»”"'


@dataclass(frozen=True, slots=True)
class Noted:
    """A sentence with marks of notes; each stands in `marks` with its place in the `bare` text."""

    segment: Segment
    target: Target
    glossary: Glossary | None
    bare: str
    marks: tuple[tuple[int, str], ...]

    def put(self, desk: Desk, turn: int, then: Then) -> None:
        """Have `then` called with the translation of the segment, once that of the bare sentence is done."""
        job = Job(replace(self.segment, text=self.bare), self.target, prepared(self.bare), self.glossary)
        put_parts(desk, {0: job}, turn, lambda done: then(self._joined(done[0])))

    def _joined(self, sentence: Translation) -> Translation:
        text = with_notes(self.bare, sentence.text, self.marks)
        translation = translation_of(self.segment, text, [sentence])
        return checked(self.segment, self.target, translation, "sentence", self.glossary)


def noted(segment: Segment, target: Target, glossary: Glossary | None) -> Noted | None:
    """Return a sentence that has marks of notes; None for any other, and for what is nothing but a mark."""
    bare, marks, end = "", [], 0
    for match in NOTE.finditer(segment.text):
        bare += segment.text[end : match.start()]
        marks.append((len(bare), match.group()))
        end = match.end()
    bare += segment.text[end:]
    return Noted(segment, target, glossary, bare, tuple(marks)) if marks and WORD.search(bare) else None


def with_notes(source: str, text: str, marks: tuple[tuple[int, str], ...]) -> str:
    """Return a translation with the marks of its source, each behind what stands for the word before it.

    A mark at the end of the sentence stands there again, before or behind the full stop as in the source.
    """
    placed = sorted((_place(source, at, text), number, mark) for number, (at, mark) in enumerate(marks))
    for place, _, mark in reversed(placed):
        text = text[:place] + mark + text[place:]
    return text


def _place(source: str, at: int, text: str) -> int:
    end = len(text) if at == len(source) else len(END.sub("", text, count=1))
    if at >= len(END.sub("", source, count=1)):
        return end
    if source[at - 1] in CLOSING:
        closed = len(CLOSED.findall(source, 0, at))
        places = [match.end() for match in CLOSED.finditer(text)]
        return places[closed - 1] if closed <= len(places) else end
    before = [match.span() for match in WORD.finditer(source, 0, at)]
    answer = align(source, text)[0].answer(before[-1]) if before else None
    return end if answer is None or answer.span is None else answer.span[1]
