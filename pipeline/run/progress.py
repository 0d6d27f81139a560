"""What a run tells while it works; the command line draws it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, Protocol

Status = Literal["written", "unchanged", "failed"]
Facts = Mapping[str, object]  # of an event, for machines
NO_FACTS: Facts = MappingProxyType({})


class Progress(Protocol):
    """Someone who watches a run."""

    def planned(self, articles: int) -> None:
        """Hear how many articles there are in all."""
        ...

    def queued(self, translations: int) -> None:
        """Hear that so many more translations will be made."""
        ...

    def translated(self, translations: int) -> None:
        """Hear that so many translations are done."""
        ...

    def stage(self, stage: str, seconds: float, articles: tuple[str, ...]) -> None:
        """Hear how long a stage of some articles took."""
        ...

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        """Hear what became of one article: `detail` for people, `facts` for machines."""
        ...

    def warn(self, line: str) -> None:
        """Hear of something that stops nothing but should be known."""
        ...


class Silence:
    """Watches without a word."""

    def planned(self, articles: int) -> None:
        """Ignore it."""

    def queued(self, translations: int) -> None:
        """Ignore it."""

    def translated(self, translations: int) -> None:
        """Ignore it."""

    def stage(self, stage: str, seconds: float, articles: tuple[str, ...]) -> None:
        """Ignore it."""

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        """Ignore it."""

    def warn(self, line: str) -> None:
        """Ignore it."""
