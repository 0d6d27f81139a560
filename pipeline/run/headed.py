"""A headline in two halves, «Грант 2025: 93 мың орын бөлінді»: each is translated by itself.

A model that is shown both takes the figures beside the colon for one («Грант 2025:93 тысячи мест»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.check.naming.find import begun_small
from pipeline.check.naming.gazetteer import listed_name
from pipeline.document import Segment, Span, Target, Translation
from pipeline.run.desk import Desk, Then
from pipeline.run.parts import Answers, checked, part_of, put_parts, translation_of
from pipeline.run.repair import Job, prepared
from pipeline.terminology import Glossary

_WORD = r"[^\s:.!?«»“”\"(]+"
HALVES = re.compile(rf"(?P<head>{_WORD}(?: {_WORD}){{0,3}}): (?P<rest>[^\s–—«“\"-][^:]*[^.:;,…])")
FIGURE = re.compile(r"\d")
ABBREVIATION = re.compile(r"[^\W\d_]{2,}(?:-\d+)?")
SAYING = re.compile(r"(?:[дт][ыі]|[ғқгк][ае]н|(?:[ае]|й)д[ыі]|м[ае][қк]|[ыі]п|с[ае])$")  # a verb
FEWEST_WORDS = 3  # of the second half


@dataclass(frozen=True, slots=True)
class Headed:
    """A headline with both its halves, to be put into one target language."""

    segment: Segment
    target: Target
    glossary: Glossary | None
    halves: tuple[Span, Span]

    def put(self, desk: Desk, turn: int, then: Then) -> None:
        """Have `then` called with the translation of the segment, once both halves are done."""
        parts = [part_of(self.segment, span) for span in self.halves]
        jobs = {
            at: Job(part, self.target, prepared(part.text), self.glossary) for at, part in enumerate(parts)
        }
        put_parts(desk, jobs, turn, lambda done: then(self._joined(done)))

    def _joined(self, done: Answers) -> Translation:
        source = self.segment.text
        head, rest = done[0].text.rstrip(". "), done[1].text
        head = listed_name(source[slice(*self.halves[0])], self.target) or head
        if not source[self.halves[1][0]].isupper():
            rest = begun_small(rest, self.target)
        translation = translation_of(self.segment, f"{head}: {rest}", done.values())
        return checked(self.segment, self.target, translation, "sentence", self.glossary)


def halves_of(text: str) -> tuple[Span, Span] | None:
    """Return both halves of a headline with figures or an abbreviation at its colon; None for other texts."""
    match = HALVES.fullmatch(text)
    if match is None or len(match["rest"].split()) < FEWEST_WORDS:
        return None
    last = match["head"].split()[-1]
    is_short = ABBREVIATION.fullmatch(last) is not None and last.isupper()
    if not (FIGURE.search(last) or is_short or FIGURE.match(match["rest"])) or SAYING.search(last):
        return None
    return match.span("head"), match.span("rest")
