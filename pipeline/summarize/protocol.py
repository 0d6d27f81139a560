"""What a summariser is: candidates in, the ids of the chosen segments out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from pipeline.document import BlockKind, Document, Segment

BODY: tuple[BlockKind, ...] = ("lead", "paragraph", "item")
MIN_WORDS = 4  # «Иә, солай.» carries nothing
SENTENCE_END = re.compile(r"[.!?…][\"'»”)\]]*$")
CAPTION = re.compile(r"(суретте|суреттерде|фотода|видеода|бейнеде|сурет|фото|видео)\b[^.!?]*:", re.IGNORECASE)
# A footnote or an entry of a list of sources: «¹ Сыздық Р. …», «[1] Байтұрсынұлы А. …», «* Автордың …»
REFERENCE = re.compile(r"(?:[¹²³⁰⁴-⁹]+|\[\d{1,3}\]|\*{1,3})\s*[^\W\d_]")


NOTICE = re.compile(  # what stands under every article of a site
    r"көшіріп\s+(?:бас|жариял)|(?:көшір|пайдалан|қолдан)\w*\s[^.!?]{0,60}(?:сілтеме|гиперсілтеме)"
    r"|(?:гипер)?сілтеме\w*\s[^.!?]{0,30}(?:міндетті|көрсет)|авторлық\s+құқық\w*\s+қорғал|барлық\s+құқық"
    r"|^\W*(?:ред|редакция(?:дан)?|анықтама\s+телефон\w*|байланыс\s+телефон\w*|тел(?:ефон)?)\s?[.:]"
    r"|(?:арна|парақша|паблик|инстаграм|телеграм|telegram|instagram)\w*\s?\w*\s?(?:жазыл|тіркел|қосыл)"
    r"|^\W*©|материалды\s+(?:толық|бөліс)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a summary may be; `words` counts the Kazakh side, 0 is no limit."""

    sentences: int = 3
    words: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A segment that may stand in a summary; `doubtful`: a translation of it has an error."""

    id: int
    text: str
    kind: BlockKind
    opens_block: bool
    doubtful: bool = False

    @property
    def words(self) -> int:
        """Return the number of words and figures; a dash is neither."""
        return sum(any(map(str.isalnum, word)) for word in self.text.split())


class Summarizer(Protocol):
    """Something that chooses sentences."""

    def choose(self, headline: str, among: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
        """Return the ids chosen, in the order of the article; at least one where there is a candidate."""
        ...


def candidates(document: Document, segments: Sequence[Segment], doubtful: frozenset[int]) -> list[Candidate]:
    """Return the sentences of the body that can stand alone; those long enough, the body, then all, if none.

    A row of a table, a time, a heading without a stop, the caption of a picture, a footnote or a notice of
    the site («Сілтеме жасау міндетті») tells nothing by itself.
    """
    every = [
        Candidate(s.id, s.text, block.kind, s.start == 0, s.id in doubtful)
        for s in segments
        for block in (document.blocks[s.block],)
    ]
    every = [c for c in every if c.kind != "row"] or every
    body = [c for c in every if c.kind in BODY]
    long = [c for c in body if c.words >= MIN_WORDS]
    entries = _entries(document, segments)
    return [c for c in long if c.id not in entries and _stands_alone(c.text)] or long or body or every


def _entries(document: Document, segments: Sequence[Segment]) -> set[int]:
    """Return the last entries of lists, which end like a sentence but only close the one begun above them."""
    last = {at for at, (before, _) in enumerate(pairwise(document.blocks), 1) if _goes_on(before.text)}
    return {segment.id for segment in segments if segment.block in last}


def _goes_on(text: str) -> bool:
    return text.rstrip()[-1:] in tuple(";,")


def _stands_alone(text: str) -> bool:
    """Tell a sentence from an entry of a list, a line of addresses, a caption, a footnote or a notice."""
    is_part = CAPTION.match(text) or REFERENCE.match(text) or NOTICE.search(text)
    return bool(SENTENCE_END.search(text)) and not is_part


def fit(ranked: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
    """Take from the best down what the budget allows; the best alone where even that is too long."""
    taken: list[Candidate] = []
    for candidate in ranked:
        if len(taken) >= budget.sentences:
            break
        if budget.words and taken and sum(c.words for c in taken) + candidate.words > budget.words:
            continue
        taken.append(candidate)
    return tuple(sorted(c.id for c in taken))
