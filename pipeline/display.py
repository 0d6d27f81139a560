"""What a run shows as it goes: a progress bar on a terminal, plain lines elsewhere, events in JSON logs."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline import log
from pipeline.counted import counted
from pipeline.errors import printable
from pipeline.models.store import APPLICATION, program_version
from pipeline.run.progress import NO_FACTS, Facts, Silence, Status
from pipeline.run.tools import Tools

TOLD_EVERY_S = 10.0
STATUS_STYLE: dict[Status, str] = {"written": "green", "unchanged": "dim", "failed": "red"}


@contextmanager
def shown(tools: Tools) -> Iterator[Silence]:
    """Show a run as it goes: a bar on a terminal, lines elsewhere, as much as `log_level` asks for.

    As JSON, every line is an event and there is no bar.
    """
    level = tools.settings.log_level
    if tools.settings.log_format == "json":
        about = {"program": APPLICATION, "version": program_version(), "model": tools.model.name}
        yield log.JsonLog({**about, "output": tools.settings.address(), **tools.options})
        return
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    if level == "debug":
        options = ", ".join(f"{key} {value}" for key, value in tools.options.items())
        console.print(f"model {tools.model.name} ({tools.model.path}); {options}", markup=False)
    if level in ("error", "warning"):
        yield Errors(console, warnings=level == "warning")
    elif console.is_terminal:
        with _bar(console) as bar:
            yield Bar(console, bar, verbose=level == "debug")
    else:
        yield Lines(console, verbose=level == "debug")


def say_watching(folders: Sequence[Path], tools: Tools) -> None:
    """Say which folders are watched."""
    if tools.settings.log_format == "json":
        facts = {"folders": [str(folder) for folder in folders], "output": tools.settings.address()}
        log.say(logging.INFO, "watching", facts)
    elif tools.settings.log_level in ("info", "debug"):
        names = ", ".join(map(str, folders))
        line = f"watching {names}, writing to {tools.settings.address()}; Ctrl-C ends it"
        Console(stderr=True, highlight=False, soft_wrap=True).print(line, markup=False)


def say_ended(tools: Tools) -> None:
    """Say that watching was ended from outside."""
    if tools.settings.log_format == "json":
        log.say(logging.INFO, "ended")
    elif tools.settings.log_level in ("info", "debug"):
        print("no longer watching; what is written stays", file=sys.stderr)


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TextColumn("{task.fields[left]}"),  # rich's own forgets what it saw whenever the total changes
        console=console,
        transient=True,
    )


class Errors(Silence):
    """Names failures, warnings where they are wanted, and nothing else."""

    def __init__(self, console: Console, *, warnings: bool = True) -> None:
        self._console = console
        self._warnings = warnings

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        """Print a failure."""
        if status == "failed":
            self._console.print(f"failed: {printable(path)}: {detail}", style="red", markup=False)

    def warn(self, line: str) -> None:
        """Print a warning."""
        if self._warnings:
            self._console.print(printable(f"warning: {line}"), style="yellow", markup=False)


class Lines(Errors):
    """Plain lines: one an article, and one now and then in between."""

    def __init__(self, console: Console, *, verbose: bool) -> None:
        super().__init__(console)
        self._verbose = verbose
        self._articles = self._seen = self._queued = self._done = 0
        self._began = self._told = time.monotonic()

    def planned(self, articles: int) -> None:
        """Remember how many articles there are."""
        self._articles = articles

    def queued(self, translations: int) -> None:
        """Remember how many translations wait."""
        self._queued += translations

    def translated(self, translations: int) -> None:
        """Say every few seconds how far it is."""
        self._done += translations
        if time.monotonic() - self._told >= TOLD_EVERY_S:
            self._told = time.monotonic()
            self._say(f"{self._done} of {counted(self._queued, 'translation')}, {self._speed()}")

    def stage(self, stage: str, seconds: float, articles: tuple[str, ...]) -> None:
        """Say how long a stage took, when verbose."""
        if self._verbose:
            what = printable(articles[0]) if len(articles) == 1 else counted(len(articles), "article")
            self._say(f"{stage} {seconds:.2f} s: {what}")

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        """Say what became of an article; unchanged ones only when verbose."""
        self._seen += 1
        self._articles = max(self._articles, self._seen)  # a file of the batch may fail as well
        if status == "unchanged" and not self._verbose:
            return
        self._say(
            f"[{self._seen}/{self._articles}] {status}: {printable(path)}"
            + (f": {detail}" if detail else ""),
            status,
        )

    def _speed(self) -> str:
        seconds = max(1e-6, time.monotonic() - self._began)
        return f"{self._done / seconds:.1f} sentences/s"

    def _say(self, line: str, status: Status | None = None) -> None:
        self._console.print(line, style=STATUS_STYLE[status] if status else None, markup=False)


class Bar(Lines):
    """A bar of sentences with articles, speed and time left."""

    def __init__(self, console: Console, bar: Progress, *, verbose: bool) -> None:
        super().__init__(console, verbose=verbose)
        self._bar = bar
        self._task = bar.add_task("reading", total=None, speed="", left="")
        self._read = self._unchanged = 0
        self._first: tuple[float, int] | None = None  # when the first translations were there, and how many

    def queued(self, translations: int) -> None:
        """Lengthen the bar by the new translations."""
        super().queued(translations)
        self._draw()

    def translated(self, translations: int) -> None:
        """Move the bar."""
        self._done += translations
        self._first = self._first or (time.monotonic(), self._done)
        self._draw()

    def stage(self, stage: str, seconds: float, articles: tuple[str, ...]) -> None:
        """Count the articles that are in, whose translations are queued."""
        super().stage(stage, seconds, articles)
        self._read += len(articles) if stage == "read" else 0

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        """Print the article above the bar."""
        super().article(path, status, detail)
        self._unchanged += status == "unchanged"
        self._draw()

    def _draw(self) -> None:
        # What is queued is known only a window ahead; the rest is guessed from the articles that are in.
        taken = max(self._seen, self._read + self._unchanged)
        share = taken / self._articles if self._articles else 1.0
        total = max(self._queued, round(self._queued / share)) if 0 < share < 1 else self._queued
        self._bar.update(
            self._task,
            description=f"articles {self._seen}/{self._articles}",
            completed=self._done,
            total=total or None,
            speed=self._speed() if self._done else "",
            left=self._left(total),
        )

    def _left(self, total: int) -> str:
        """Return the time left by the speed since the first translations, which waited for the model."""
        since, before = self._first or (0.0, self._done)
        if self._done == before:
            return ""
        seconds = (total - self._done) * (time.monotonic() - since) / (self._done - before)
        return f"{timedelta(seconds=max(0, round(seconds)))} left"
