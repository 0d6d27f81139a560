"""The time of day, and the time that the stages of a run take."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime


def now() -> str:
    """Return the time, to the second, with its zone."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Stages:
    """Seconds by stage, added up."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time that the block takes, however it ends."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[stage] += time.monotonic() - began

    def add(self, seconds: Mapping[str, float]) -> None:
        """Count what was timed elsewhere."""
        for stage, value in seconds.items():
            self.seconds[stage] += value
