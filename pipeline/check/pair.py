"""What a check looks at: one segment and one translation of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.check.sentences import has_end
from pipeline.document import Finding, Form, Segment, Severity, Span, Target, Translation
from pipeline.terminology import Glossary

SENTENCE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """A source segment (Kazakh), its target text, what the engine said of it, and the glossary in force."""

    segment: int
    source: str
    target: str
    language: Target
    truncated: bool = False
    score: float | None = None
    glossary: Glossary | None = None
    form: Form = "sentence"

    @classmethod
    def of(
        cls, segment: Segment, target: Target, done: Translation, form: Form, glossary: Glossary | None
    ) -> Pair:
        """Return the pair that a translation makes with its segment."""
        said = (done.truncated, done.score, glossary, form)
        return cls(segment.id, segment.text, done.text, target, *said)

    @property
    def is_label(self) -> bool:
        """Tell a cell of a few words, which no measure of sentences fits, from one that is a sentence."""
        is_sentence = len(self.source.split()) >= SENTENCE_WORDS and has_end(self.source)
        return self.form == "cell" and not is_sentence

    def finding(
        self,
        check: str,
        severity: Severity,
        message: str,
        source_span: Span | None = None,
        target_span: Span | None = None,
    ) -> Finding:
        """Return a finding about this pair."""
        return Finding(check, severity, self.language, self.segment, message, source_span, target_span)


REMEMBERED = 1024  # readings: a text is read by several checks, a source once for each target
Check = Callable[[Pair], list[Finding]]
