"""Watch folders: a round of the batch when what has arrived stands still, or when an embargo ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from pipeline.errors import LockedError, SettingsError, StorageError, UsageError
from pipeline.extras import refuse_without
from pipeline.read import Input, article_files
from pipeline.run.arrivals import Arrivals
from pipeline.run.batch import run_batch
from pipeline.run.outputs import has_digest, without_outputs
from pipeline.run.passed import without_own
from pipeline.run.plan import failures_before, not_articles
from pipeline.run.progress import Progress
from pipeline.run.report import Report
from pipeline.run.tools import Tools

TICK_MS = 500
DEBOUNCE_MS = 400
RESCAN_S = 30.0  # file systems over a network tell of nothing, and no event may be lost for good
LOCKED_S = 5.0  # until another run is looked for again
Show = Callable[[], AbstractContextManager[Progress]]
Warn = Callable[[str], None]


def watch(folders: Sequence[Path], tools: Tools, show: Show, warn: Warn) -> Iterator[Report]:
    """Yield the report of each round; go on until interrupted.

    A round is a run: the same lock, the same skipping of what is up to date, the same failures. Files that
    still move wait for the next round; what failed is tried again when its file changes. Raises UsageError,
    SettingsError at once where the folders cannot be watched.
    """
    watched = _Watch(folders, tools, warn)
    for has_moved in _ticks(folders):
        moment = time.monotonic()
        watched.look(moment, has_moved=has_moved)
        if watched.is_due(moment):
            report = watched.round(moment, show)
            if report is not None:
                yield report


class _Watch:
    """Folders that are watched, and when they are next to be looked at."""

    def __init__(self, folders: Sequence[Path], tools: Tools, warn: Warn) -> None:
        output = tools.settings.output
        self._folders, self._tools, self._warn = folders, tools, warn
        self._arrivals = Arrivals(tools.settings.settle_s, failures_before(output))
        self._rescan_at = self._tell_at = self._not_before = 0.0
        self._release: datetime | None = None
        self._is_first = has_digest(output)  # which may say what is not so any more
        self._are_there = True
        self._told: set[str] = set()

    def look(self, moment: float, *, has_moved: bool) -> None:
        """Take note of the files, where something may have changed."""
        if not (has_moved or self._arrivals.are_moving() or moment >= self._rescan_at):
            return
        self._rescan_at = moment + RESCAN_S
        missing = [str(folder) for folder in self._folders if not folder.is_dir()]
        self._are_there = not missing
        if missing:  # unmounted, say: the digest stays as it is
            self._tell(f"is not there: {', '.join(missing)}")
            return
        self._arrivals.look(_files(self._folders, self._tools.settings.output), moment)
        if moment >= self._tell_at:  # seldom, since an upload may go by another name for a while
            self._tell_at = moment + RESCAN_S
            for path in not_articles(self._folders, self._tools.settings.output):
                self._tell(f"not taken for an article: {path}")

    def is_due(self, moment: float) -> bool:
        """Tell whether there is a reason for a round."""
        if not self._are_there or moment < self._not_before:
            return False
        is_released = self._release is not None and datetime.now().astimezone() >= self._release
        is_first = self._is_first and not self._arrivals.are_moving()
        return is_released or is_first or self._arrivals.are_ready(moment)

    def round(self, moment: float, show: Show) -> Report | None:
        """Run the batch; return nothing where another run has the outputs."""
        files = self._arrivals.begin(moment)
        try:
            with show() as progress:
                report = run_batch(self._folders, self._tools, progress, verdict=self._arrivals.verdict)
        except (LockedError, StorageError) as error:
            self._tell(f"{error.message}: {error.path}; trying again")
            self._not_before = moment + LOCKED_S
            return None
        self._arrivals.dealt_with(files, report)
        for line in report.duplicate_lines:
            self._tell(line)
        self._release, self._is_first = report.next_release, False
        return report

    def _tell(self, line: str) -> None:
        """Warn, once of each thing."""
        if line not in self._told:
            self._told.add(line)
            self._warn(line)


def _ticks(folders: Sequence[Path]) -> Iterator[bool]:
    """Yield True when something moved below the folders, False every half second in between."""
    for folder in folders:
        if not folder.is_dir():
            what = "is a file" if folder.exists() else "no such folder"
            raise UsageError(what, path=folder, hint="give the folder that articles are dropped into")
    refuse_without("watch", "watching needs the package", {"watchfiles": "watchfiles"})
    from watchfiles import watch as changes_below

    try:
        for changes in changes_below(
            *folders, watch_filter=None, debounce=DEBOUNCE_MS, rust_timeout=TICK_MS, yield_on_timeout=True
        ):
            yield bool(changes)
    except OSError as error:
        hint = "raise fs.inotify.max_user_watches, or set WATCHFILES_FORCE_POLLING=1"
        raise SettingsError(f"cannot be watched: {error}", path=folders[0], hint=hint) from error


def _files(folders: Sequence[Path], output: Path) -> list[Path]:
    """Return the files that hold articles, without what runs wrote."""
    inputs = [Input("", path) for path in article_files(folders)]
    return [source.path for source in without_own(without_outputs(inputs, folders, output), folders)[0]]
