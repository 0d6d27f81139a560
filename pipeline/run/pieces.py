"""What is put into the target language piece by piece: rows, lists of names, what has a label or notes.

The label of a sentence («Жүргізуші:») is written by rule: a model takes it for a driver. Names are written by
rule too, as their labels are where the table has them; another label goes to the engine, and so does a
foreign name on its way into English, which its letters do not tell (Жоао is João), as long as what comes back
sounds like it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.captions import read_caption
from pipeline.check.labels import labelled
from pipeline.check.naming.find import begun_small
from pipeline.check.naming.lists import Piece, is_foreign, label_in, mark_between, read_list
from pipeline.check.naming.repair import is_byline, render_name
from pipeline.check.naming.sameness import same_name
from pipeline.check.naming.sound import plain
from pipeline.check.naming.vocabulary import is_common
from pipeline.document import Form, Segment, Target, Translation
from pipeline.marks import leading_mark, mark_in
from pipeline.run.desk import Desk, Then
from pipeline.run.enumerated import Enumerated, enumerated, title_in
from pipeline.run.fixture import fixture
from pipeline.run.headed import Headed, halves_of
from pipeline.run.measured import Measured, measured
from pipeline.run.notes import Noted, noted
from pipeline.run.parts import Answers, checked, part_of, put_parts, translation_of
from pipeline.run.repair import Job, prepared
from pipeline.run.row import Row, has_term
from pipeline.terminology import Glossary

SAME = 0.8  # how much an engine's name must sound like the one it was asked for, word by word


@dataclass(frozen=True, slots=True)
class Names:
    """A segment that is only names, to be put into one target language; `lead` stands before its pieces."""

    segment: Segment
    target: Target
    glossary: Glossary | None
    lead: str
    pieces: Sequence[Piece]

    def put(self, desk: Desk, turn: int, then: Then) -> None:
        """Have `then` called with the translation of the segment, once all its pieces are done."""
        texts = [self._by_rule(piece) for piece in self.pieces]
        jobs = {place: self._job(self.pieces[place]) for place, text in enumerate(texts) if text is None}

        def take(done: Answers) -> None:
            for place, translation in done.items():
                texts[place] = self._answer(self.pieces[place], translation.text)
            then(self._joined([text or "" for text in texts], done.values()))

        put_parts(desk, jobs, turn, take)

    def _by_rule(self, piece: Piece) -> str | None:
        """Return what needs no model."""
        if piece.kind == "label":
            return None if has_term(self.glossary, piece.text) else label_in(piece.text, self.target)
        if piece.kind == "mark":
            return mark_between(piece.text, self.target)
        if piece.kind == "figure":
            return piece.text
        if self.target == "en" and is_foreign(piece.text):
            return None
        return render_name(piece.text, self.target)

    def _answer(self, piece: Piece, text: str) -> str:
        """Return what the engine made of a piece; a name that is another's is written by rule after all."""
        if piece.kind == "label":
            return text
        ours, theirs = piece.text.split(), text.split()
        is_same = len(ours) == len(theirs) and text.istitle()
        if is_same and all(same_name(*both, self.target) >= SAME for both in zip(ours, theirs, strict=True)):
            return text
        return render_name(piece.text, self.target)

    def _job(self, piece: Piece) -> Job:
        start = len(self.lead) + piece.start
        part = part_of(self.segment, (start, start + len(piece.text)))
        return Job(part, self.target, prepared(piece.text), self.glossary, form="cell")

    def _joined(self, texts: Sequence[str], done: Collection[Translation]) -> Translation:
        translation = translation_of(self.segment, mark_in(self.target, self.lead) + "".join(texts), done)
        if translation.origin == "rule":
            return translation
        return checked(self.segment, self.target, translation, "sentence", self.glossary)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands from `begin` on behind a label, to be put into one target language.

    `label` is in it, with its mark and a blank.
    """

    segment: Segment
    target: Target
    glossary: Glossary | None
    label: str
    begin: int

    def put(self, desk: Desk, turn: int, then: Then) -> None:
        """Have `then` called with the translation of the segment, once its sentence is done."""
        part = part_of(self.segment, (self.begin, len(self.segment.text)))
        if is_byline(part.text):
            text = render_name(part.text, self.target)
            then(self._joined(translation_of(part, text, [])))
            return
        pieces = in_pieces(part, self.target, "sentence", self.glossary)
        if isinstance(pieces, Names | Measured):
            pieces.put(desk, turn, lambda done: then(self._joined(done)))
            return
        job = Job(part, self.target, prepared(part.text), self.glossary)
        put_parts(desk, {0: job}, turn, lambda done: then(self._joined(done[0])))

    def _joined(self, sentence: Translation) -> Translation:
        text = sentence.text
        if self.segment.text[self.begin].islower():
            text = begun_small(_office_small(self.segment.text[self.begin :], text, self.target), self.target)
        translation = translation_of(self.segment, f"{self.label}{text}", [sentence])
        if translation.origin == "rule":
            return translation
        return checked(self.segment, self.target, translation, "sentence", self.glossary)


def _office_small(source: str, text: str, target: Target) -> str:
    """Write what somebody is before a name small, where the source does: «әнші Роза» is no «Певица Роза»."""
    first, _, rest = text.partition(" ")
    names = (word for word in source.split() if word[:1].isupper())
    is_office = first.isalpha() and rest[:1].isupper() and is_common(plain(first), target)
    if not is_office or any(same_name(name, first, target) >= SAME for name in names):
        return text
    return text[:1].lower() + text[1:]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A segment that rules write whole."""

    segment: Segment
    text: str

    def put(self, desk: Desk, turn: int, then: Then) -> None:
        """Have `then` called with the translation of the segment."""
        then(translation_of(self.segment, self.text, []))


def in_pieces(
    segment: Segment, target: Target, form: Form, glossary: Glossary | None
) -> Row | Names | Labelled | Headed | Measured | Enumerated | Noted | Ruled | None:
    """Return what takes a segment piece by piece; None for a sentence, which the engine is asked whole."""
    if form == "row":
        return Row(segment, target, glossary)
    if (match := fixture(segment.text, target)) and not has_term(glossary, segment.text):
        return Ruled(segment, match)
    if title := title_in(segment.text, target):
        label, begin = title
        if begin == len(segment.text):
            return Ruled(segment, label)
        return Labelled(segment, target, glossary, f"{label} ", begin)
    if caption := read_caption(segment.text, target):
        return Labelled(segment, target, glossary, caption.head, caption.begin)
    lead = leading_mark(segment.text)
    pieces = read_list(segment.text[len(lead) :])
    if pieces is None:
        return (
            _labelled(segment, target, glossary)
            or measured(segment, target, glossary)
            or enumerated(segment, target, glossary)
            or _headed(segment, target, glossary)
            or noted(segment, target, glossary)
        )
    names = " ".join(piece.text for piece in pieces if piece.kind == "name")
    if has_term(glossary, names):
        return None
    return Names(segment, target, glossary, lead, pieces)


def _labelled(segment: Segment, target: Target, glossary: Glossary | None) -> Labelled | None:
    found = labelled(segment.text, target)
    if found is None or has_term(glossary, segment.text[: found[1]]):
        return None
    label, begin = found
    return Labelled(segment, target, glossary, f"{label}: ", begin)


def _headed(segment: Segment, target: Target, glossary: Glossary | None) -> Headed | None:
    halves = halves_of(segment.text)
    return None if halves is None else Headed(segment, target, glossary, halves)
