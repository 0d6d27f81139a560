"""What became of a batch."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipeline.document import Digest, Failure
from pipeline.models.store import APPLICATION, program_version
from pipeline.run.clock import Stages, now
from pipeline.run.passed import Passed
from pipeline.run.tools import Tools

ORIGINS = ("engine", "cache", "kept", "memory")  # where a translation may come from


@dataclass(slots=True)
class Report:
    """The outcome of a run, filled as it goes; `to_check` counts the unchanged articles' sentences too.

    `left_out` are the ids of the inputs whose digest, of an earlier run, says what is not so any more. The
    stages are plan, read, segment, translate (with checks and repairs), summarize, write and digest.
    """

    written: list[Path] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    passing: set[str] = field(default_factory=set)  # failures, by path, that may pass by themselves
    not_done: dict[str, str] = field(default_factory=dict)  # by path, why it would have to be
    passed_over: list[Passed] = field(default_factory=list)
    duplicates: dict[str, str] = field(default_factory=dict)  # by path, the path of what says the same
    articles: int = 0
    unchanged: int = 0
    corrected: int = 0
    segments: int = 0
    to_check: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)  # of the translations
    stages: Stages = field(default_factory=Stages)
    seconds: float = 0.0
    started: str = field(default_factory=now)
    finished: str = ""
    next_release: datetime | None = None  # when the next embargo ends
    began: float = field(default_factory=time.monotonic)

    @property
    def line(self) -> str:
        """Return the last line of a run."""
        line = f"{self.articles} written, {len(self.failures)} failed, {self.unchanged} unchanged"
        return f"{line}, {len(self.not_done)} not done" if self.not_done else line

    @property
    def duplicate_lines(self) -> list[str]:
        """Return a line on each article that the press digest names at another one, which says the same."""
        pairs = self.duplicates.items()
        return [f"{path} says the same as {same}: the press digest names it there" for path, same in pairs]

    @property
    def cache_hits(self) -> int:
        """Return how many translations came from the cache."""
        return self.origins["cache"]

    @property
    def kept(self) -> int:
        """Return how many translations stand beside sentences that a correction left as they were."""
        return self.origins["kept"]

    def add(self, digest: Digest) -> None:
        """Count an article that was written."""
        self.articles += 1
        self.segments += len(digest.segments)
        self.findings.update(f"{f.check} {f.severity}" for f in digest.findings)
        self.corrected += any(c.time == digest.provenance.finished for c in digest.corrections)

    def merge(self, other: Report) -> None:
        """Take in what another process did of this batch."""
        self.written += other.written
        self.failures += other.failures
        self.left_out |= other.left_out
        self.passing |= other.passing
        self.articles += other.articles
        self.corrected += other.corrected
        self.segments += other.segments
        self.findings.update(other.findings)
        self.origins.update(other.origins)
        self.stages.add(other.stages.seconds)

    def finish(self) -> None:
        """Stop the clock."""
        self.seconds = time.monotonic() - self.began
        self.finished = now()

    def counts(self) -> dict[str, object]:
        """Return what can be counted, as plain values."""
        return {
            "articles": self.articles,
            "failures": len(self.failures),
            "unchanged": self.unchanged,
            "not_done": len(self.not_done),
            "corrected": self.corrected,
            "sentences": self.segments,
            "to_check": self.to_check,
            "cache_hits": self.cache_hits,
            "seconds": round(self.seconds, 2),
            "sentences_per_second": round(self.segments / self.seconds, 2) if self.seconds else 0.0,
        }

    def facts(self, tools: Tools) -> dict[str, object]:
        """Return everything as plain values, for machines."""
        return {
            "program": APPLICATION,
            "version": program_version(),
            "model": tools.model.name,
            "options": tools.options,
            "started": self.started,
            "finished": self.finished,
            **self.counts(),
            "stages": {stage: round(seconds, 3) for stage, seconds in self.stages.seconds.items()},
            "translations": {origin: self.origins[origin] for origin in ORIGINS},
            "findings": dict(sorted(self.findings.items())),
            "failed_by_stage": dict(Counter(failure.stage for failure in self.failures)),
            "failed": self.failures,
            "left": [{"path": path, "why": why} for path, why in self.not_done.items()],
            "passed_over": self.passed_over,
            "duplicates": [{"path": path, "same_as": same} for path, same in self.duplicates.items()],
            "written": [tools.settings.address(path) for path in self.written],
        }
