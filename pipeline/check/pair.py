"""What a check looks at: one segment and one translation of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.check.sentences import has_end
from pipeline.document import Finding, Form, Segment, Severity, Span, Target, Translation
from pipeline.terminology import Glossary

SENTENCE_WORDS = 5
CLOSE = 0.7  # closeness from which on a translation keeps to its source as our own do
BY_MODEL = 0.75  # that of a model's: the bundled one's is .75 to .77, of our own text and of world news


@dataclass(frozen=True, slots=True)
class Pair:
    """A source segment (Kazakh), its target text, what the engine said of it, and the glossary in force.

    `closeness` is how literal the text is that it belongs to (coverage.py), 0 to 1; None where it stands
    alone.
    """

    segment: int
    source: str
    target: str
    language: Target
    truncated: bool = False
    score: float | None = None
    glossary: Glossary | None = None
    form: Form = "sentence"
    closeness: float | None = None

    @classmethod
    def of(
        cls, segment: Segment, target: Target, done: Translation, form: Form, glossary: Glossary | None
    ) -> Pair:
        """Return the pair that a translation makes with its segment; a model's keeps close to it."""
        said = (done.truncated, done.score, glossary, form, BY_MODEL if done.origin == "machine" else None)
        return cls(segment.id, segment.text, done.text, target, *said)

    @property
    def is_label(self) -> bool:
        """Tell a cell of a few words, which no measure of sentences fits, from one that is a sentence."""
        is_sentence = len(self.source.split()) >= SENTENCE_WORDS and has_end(self.source)
        return self.form == "cell" and not is_sentence

    @property
    def freedom(self) -> float | None:
        """Return how much closeness the text it belongs to lacks; None where it stands alone."""
        return None if self.closeness is None else max(0.0, CLOSE - self.closeness)

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
