"""Structured logs: one JSON object a line on stderr, for machines that watch a run."""

from __future__ import annotations

import logging
import sys
import time
from datetime import UTC, datetime

import msgspec

from pipeline.run.progress import NO_FACTS, Facts, Silence, Status

LOGGER = "pipeline"
PROGRESS_EVERY_S = 10.0
LEVELS: dict[Status, int] = {"written": logging.INFO, "unchanged": logging.DEBUG, "failed": logging.ERROR}


class JsonFormatter(logging.Formatter):
    """Writes a record as `time`, `level`, `event` and its facts; another library's as its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"time": moment, "level": record.levelname.lower()}
        if record.name == LOGGER:
            line |= {"event": record.getMessage(), **getattr(record, "facts", NO_FACTS)}
        else:
            line |= {"event": "log", "logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line, enc_hook=str).decode()


def start(level: str) -> None:
    """Send what this program and its libraries log to stderr as JSON, from `level` up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    logging.getLogger(LOGGER).setLevel(level.upper())


def is_on() -> bool:
    """Tell whether logs are JSON."""
    return any(isinstance(handler.formatter, JsonFormatter) for handler in logging.getLogger().handlers)


def say(level: int, event: str, facts: Facts = NO_FACTS) -> None:
    """Log one event."""
    logging.getLogger(LOGGER).log(level, event, extra={"facts": facts})


class JsonLog(Silence):
    """Logs a run as it goes; `about` is what is said of it at its start."""

    def __init__(self, about: Facts = NO_FACTS) -> None:
        self._about = about
        self._queued = self._done = 0
        self._began = self._told = time.monotonic()

    def planned(self, articles: int) -> None:
        """Say that the run has begun, and over how many articles."""
        say(logging.INFO, "run_started", {**self._about, "articles": articles})

    def queued(self, translations: int) -> None:
        """Remember how many translations wait."""
        self._queued += translations

    def translated(self, translations: int) -> None:
        """Say every few seconds how far it is."""
        self._done += translations
        moment = time.monotonic()
        if moment - self._told >= PROGRESS_EVERY_S:
            self._told = moment
            speed = round(self._done / max(1e-6, moment - self._began), 1)
            say(logging.INFO, "progress", {"done": self._done, "queued": self._queued, "per_second": speed})

    def stage(self, stage: str, seconds: float, articles: tuple[str, ...]) -> None:
        """Say how long a stage took."""
        named = {"article": articles[0]} if len(articles) == 1 else {"articles": articles}
        say(logging.DEBUG, "stage", {"stage": stage, "seconds": round(seconds, 4), **named})

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        """Say what became of an article."""
        say(LEVELS[status], f"article_{status}", {"article": path, **facts})

    def warn(self, line: str) -> None:
        """Log a warning."""
        say(logging.WARNING, "warning", {"message": line})
