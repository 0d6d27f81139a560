"""One article on its way: read, segmented, translated beside others, made into a digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pipeline.address import SCHEME, way_to
from pipeline.check.names import render_name
from pipeline.check.naming.opening import known_people
from pipeline.config import Settings
from pipeline.credits import read_credit
from pipeline.document import Digest, Document, Segment, Target, Texts, Translation, all_findings
from pipeline.messages import said_in
from pipeline.read import STDIN, Input, read_article
from pipeline.run.clock import Stages, now
from pipeline.run.correct import corrections
from pipeline.run.editions import editions
from pipeline.run.estimate import with_estimates
from pipeline.run.keep import keep_edits, kept_editions, with_lost_edits
from pipeline.run.recall import Recalled, language_in, recall, takes_memory
from pipeline.run.reuse import Ask, called_so, translations_before
from pipeline.run.row import render_line
from pipeline.run.spellings import with_one_spelling
from pipeline.run.terms import state_of
from pipeline.run.tools import Tools
from pipeline.segment import segment_document
from pipeline.summarize import Budget, candidates, compose
from pipeline.terminology import Glossary


@dataclass(frozen=True, slots=True)
class Work:
    """One article read and segmented, waiting for its translation.

    `old`: its digest, to take from; `seconds`: what reading and segmenting took.
    """

    source: Input
    document: Document
    segments: tuple[Segment, ...]
    started: str
    old: Digest | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Begun:
    """An article with the translations there are, one row a segment, and what is left to ask; `kept` counts
    what stands as it stood in the old digest."""

    work: Work
    recalled: Recalled
    rows: list[dict[Target, Translation]] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    kept: int = 0

    @property
    def remembered(self) -> int:
        """Return how many translations the memory gave."""
        return sum(t.origin == "memory" for row in self.rows for t in row.values())

    def texts(self, targets: Sequence[Target]) -> Texts:
        """Return the rows, whole by now, with what the memory says beside them."""
        return [
            {t: self.recalled.beside(row[t], ask.segment, t) for t in targets}
            for ask, row in zip(self.asks, self.rows, strict=True)
        ]


def make_digest(
    work: Work, texts: Sequence[dict[Target, Translation]], tools: Tools, old: Digest | None = None
) -> Digest:
    """Assemble the digest of one article from its translations; what a person changed in `old` stays."""
    segments = work.segments
    texts = keep_edits(old, work.document, segments, texts, tools.glossary)
    texts = with_one_spelling(work.document, segments, texts, tools.glossary)
    made = editions(segments, with_estimates(segments, texts, tools), tools.settings.targets)
    made = with_lost_edits(old, segments, made + kept_editions(old, segments, made))
    made = said_in(tools.settings.messages, made)
    findings = all_findings(made)
    errors = frozenset(f.segment for f in findings if f.severity == "error" and f.segment is not None)
    among = candidates(work.document, segments, errors)
    budget = Budget(tools.settings.sentences, tools.settings.words)
    chosen = tools.summarizer.choose(work.document.title, among, budget)
    made = [replace(edition, summary=compose(edition, chosen)) for edition in made]
    terms = state_of(tools.glossary, [segment.text for segment in segments])
    origin = origin_of(work.document.path, tools.settings)
    provenance = replace(tools.provenance(work.started, now()), glossary=terms, origin=origin)
    corrected = corrections(old, work.document, segments, provenance.finished)
    return Digest(work.document, segments, tuple(made), findings, provenance, corrected)


def origin_of(address: str, settings: Settings) -> str:
    """Return what tells a relative path from the same one elsewhere; empty where nothing else is needed."""
    is_told = SCHEME.match(address) or address == STDIN or Path(address).is_absolute()
    return "" if is_told or settings.remote is not None else way_to(address, settings.output)


def take_in(source: Input, data: bytes | None = None) -> Work:
    """Read and segment one article."""
    started, stages = now(), Stages()
    with stages.timed("read"):
        document = read_article(source, data)
    with stages.timed("segment"):
        segments = segment_document(document)
    return Work(source, document, segments, started, seconds=stages.seconds)


def begin(work: Work, tools: Tools) -> Begun:
    """Find what of an article needs no engine."""
    targets = tools.settings.targets
    recalled = recall(tools, [s for s in work.segments if takes_memory(work.document, s)])
    before = translations_before(work.old, work.document, work.segments, tools)
    begun = Begun(work, recalled)
    known = known_people(segment.text for segment in work.segments)
    for place, segment in enumerate(work.segments):
        ready = _without_engine(work, segment, targets, recalled, tools.glossary)
        unchanged = {t: before[place, t] for t in targets if (place, t) in before}
        begun.kept += len(unchanged.keys() - ready.keys())
        ready = unchanged | ready
        begun.rows.append(ready)
        missing = tuple(t for t in targets if t not in ready)
        people = called_so(segment.text, known)
        begun.asks.append(Ask(segment, missing, work.document.form(segment), people))
    return begun


def _without_engine(
    work: Work, segment: Segment, targets: Sequence[Target], recalled: Recalled, glossary: Glossary | None
) -> dict[Target, Translation]:
    """Return what needs no model: text in the target language, a person's earlier work, what rules write."""
    language = language_in(work.document, segment)
    if language in targets:
        return {t: Translation(segment.id, segment.text, origin="source") for t in targets if t == language}
    by_rule = render_name if _is_only_a_name(work, segment) else partial(render_line, glossary=glossary)
    written = {t: by_rule(segment.text, t) for t in targets}
    ruled = {t: Translation(segment.id, text, origin="rule") for t, text in written.items() if text}
    if not takes_memory(work.document, segment):
        return ruled
    kept = {t: recalled.translation(segment, t, work.document.form(segment)) for t in targets}
    return ruled | {t: translation for t, translation in kept.items() if translation is not None}


def _is_only_a_name(work: Work, segment: Segment) -> bool:
    """Tell a byline or credit that rules can write from a description («Фото: ашық дереккөз»)."""
    if work.document.blocks[segment.block].kind != "byline":
        return False
    credit = read_credit(segment.text)
    return credit.is_name if credit is not None else ":" not in segment.text
