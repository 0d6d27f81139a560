"""What became of a batch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.document import Failure


@dataclass(slots=True)
class Report:
    """The outcome of a run, filled as it goes; `to_check` counts the unchanged articles' sentences too.

    `left_out` are the ids of the inputs whose digest, of an earlier run, says what is not so any more.
    """

    written: list[Path] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    unchanged: int = 0
    segments: int = 0
    to_check: int = 0
    seconds: float = 0.0
    cache_hits: int = 0
    kept: int = 0  # translations of sentences that a correction left as they were
    findings: Counter[str] = field(default_factory=Counter)
    articles: int = 0

    @property
    def line(self) -> str:
        """Return the last line of a run."""
        return f"{self.articles} written, {len(self.failures)} failed, {self.unchanged} unchanged"

    def facts(self, model: str) -> dict[str, object]:
        """Return everything as plain values, for machines."""
        speed = self.segments / self.seconds if self.seconds else 0.0
        return {
            "written": [str(path) for path in self.written],
            "failed": self.failures,
            "articles": self.articles,
            "unchanged": self.unchanged,
            "sentences": self.segments,
            "to_check": self.to_check,
            "findings": dict(sorted(self.findings.items())),
            "cache_hits": self.cache_hits,
            "kept": self.kept,
            "seconds": round(self.seconds, 2),
            "sentences_per_second": round(speed, 2),
            "model": model,
        }
