"""A sentence with lettered entries, «Себептері: а) баға; ә) салық.», is translated entry by entry.

A model loses the letters, or takes «ә)» for a word. Titles of tables and figures stand here too: «1-кесте.»
is written by rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.check.naming.find import begun_small
from pipeline.document import Form, Segment, Span, Target, Translation
from pipeline.marks import LETTERS, mark_in
from pipeline.run.desk import Desk, Then
from pipeline.run.parts import Answers, checked, part_of, put_parts, translation_of
from pipeline.run.repair import Job, prepared
from pipeline.terminology import Glossary

RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
ORDERS = (LETTERS, RUSSIAN)
ENTRY = re.compile(rf"(?P<mark>[{LETTERS}]\) )(?P<text>[^;()]+?)(?P<end>[;,.]?)(?= [{LETTERS}]\) |$)")
HEAD = re.compile(r"(?P<text>[^:;()]+:) (?=а\) )")
FEWEST = 2
TITLE = re.compile(
    r"(?P<number>\d{1,3})-(?P<what>кесте|сурет|диаграмма|график|қосымша)\.(?: (?=\S))?", re.IGNORECASE
)
TITLES = {
    "кесте": ("Таблица", "Table"),
    "сурет": ("Рисунок", "Figure"),
    "диаграмма": ("Диаграмма", "Chart"),
    "график": ("График", "Chart"),
    "қосымша": ("Приложение", "Appendix"),
}


@dataclass(frozen=True, slots=True)
class Enumerated:
    """A sentence whose head and entries stand at `spans`, with the mark and the end of each."""

    segment: Segment
    target: Target
    glossary: Glossary | None
    spans: tuple[Span, ...]
    marks: tuple[tuple[str, str], ...]

    def put(self, desk: Desk, turn: int, then: Then) -> None:
        """Have `then` called with the translation of the sentence, once all its parts are done."""
        parts = [part_of(self.segment, span) for span in self.spans]
        jobs = {at: self._job(part, self.marks[at][0]) for at, part in enumerate(parts)}
        put_parts(desk, jobs, turn, lambda done: then(self._joined(done)))

    def _job(self, part: Segment, mark: str) -> Job:
        form: Form = "cell" if mark else "sentence"
        return Job(part, self.target, prepared(part.text), self.glossary, form=form)

    def _mark(self, at: int, mark: str) -> str:
        """Return a mark as the target has it; the Russian alphabet has no ә."""
        if self.target == "en" or not mark:
            return mark_in(self.target, mark)
        return f"{RUSSIAN[at - (not self.marks[0][0])]}) "

    def _joined(self, done: Answers) -> Translation:
        texts: list[str] = []
        for at, (mark, end) in enumerate(self.marks):
            text = done[at].text
            if mark:
                text = begun_small(text.rstrip(".;, "), self.target)
            texts.append(f"{self._mark(len(texts), mark)}{text}{end}")
        translation = translation_of(self.segment, " ".join(texts), done.values())
        return checked(self.segment, self.target, translation, "sentence", self.glossary)


def enumerated(segment: Segment, target: Target, glossary: Glossary | None) -> Enumerated | None:
    """Return a sentence with lettered entries in the order of the alphabet; None for any other."""
    text = segment.text
    if "а) " not in text:
        return None
    head = HEAD.match(text)
    begin = head.end() if head else 0
    entries = list(ENTRY.finditer(text, begin))
    letters = "".join(entry["mark"][0] for entry in entries)
    is_whole = all(first.end() + 1 == second.start() for first, second in pairwise(entries))
    if len(entries) < FEWEST or entries[0].start() != begin or not is_whole:
        return None
    if not any(order.startswith(letters) for order in ORDERS):
        return None
    spans = [head.span("text")] if head else []
    marks = [("", "")] if head else []
    spans += [entry.span("text") for entry in entries]
    marks += [(entry["mark"], entry["end"]) for entry in entries]
    return Enumerated(segment, target, glossary, tuple(spans), tuple(marks))


def title_in(text: str, target: Target) -> tuple[str, int] | None:
    """Return the title of a table or figure as the target writes it, and where what it shows begins."""
    title = TITLE.match(text)
    if title is None:
        return None
    word = TITLES[title["what"].lower()][0 if target == "ru" else 1]
    return f"{word} {title['number']}.", title.end()
