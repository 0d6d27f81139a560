"""What became of a batch."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.document import Failure


@dataclass(slots=True)
class Report:
    """The outcome of a run, filled as it goes; `to_check` counts the unchanged articles' sentences too."""

    written: list[Path] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unchanged: int = 0
    segments: int = 0
    to_check: int = 0
    seconds: float = 0.0
    cache_hits: int = 0
    articles: int = 0

    @property
    def line(self) -> str:
        """Return the last line of a run."""
        return f"{self.articles} written, {len(self.failures)} failed, {self.unchanged} unchanged"
