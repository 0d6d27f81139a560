"""Watch folders: a round of the batch when what has arrived stands still, or when an embargo ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from pipeline.document import Failure
from pipeline.errors import LockedError, SettingsError, UsageError
from pipeline.read import Input, article_files
from pipeline.run.batch import Verdict, failures_before, run_batch
from pipeline.run.outputs import has_digest, without_outputs
from pipeline.run.progress import Progress
from pipeline.run.report import Report
from pipeline.run.tools import Tools

TICK_MS = 500
DEBOUNCE_MS = 400
RESCAN_S = 30.0  # file systems over a network tell of nothing, and no event may be lost for good
RETRY_S = 60.0  # after a failure to write: a full disk is not the article's fault
PATIENCE = 10  # times the settling time that files which stand still wait for those that do not
Stamp = tuple[int, int, int]
Show = Callable[[], AbstractContextManager[Progress]]


class Arrivals:
    """The files of the watched folders: since when each has stood still, and which have been dealt with."""

    def __init__(self, settle_s: float, failures: Iterable[Failure] = ()) -> None:
        self._settle_s = settle_s
        self._since: dict[Path, tuple[Stamp, float]] = {}
        self._done: dict[Path, Stamp] = {}
        self._later: set[Path] = set()
        self._failures = {failure.path: failure for failure in failures}
        self._retry: dict[Path, float] = {}
        self._waiting_since: float | None = None

    def look(self, files: Iterable[Path], moment: float) -> None:
        """Take note of the files that there are now."""
        stamps = {path: stamp for path in files if (stamp := stamp_of(path)) is not None}
        before, self._since = self._since, {}
        for path, stamp in stamps.items():
            known = before.get(path)
            self._since[path] = known if known is not None and known[0] == stamp else (stamp, moment)
        for path in [path for path, due in self._retry.items() if due <= moment]:
            del self._retry[path]
            self._done.pop(path, None)
        if not self._changed():
            self._waiting_since = None
        elif self._waiting_since is None:
            self._waiting_since = moment

    def are_moving(self) -> bool:
        """Tell whether something has changed that no round has dealt with."""
        return bool(self._changed()) or bool(self._retry)

    def are_ready(self, moment: float) -> bool:
        """Tell whether a round is due: files went, or what changed stands still, or some of it for long."""
        changed = self._changed()
        settled = [path for path in changed if self._is_settled(path, moment)]
        if len(settled) == len(changed):
            return bool(changed) or bool(self._done.keys() - self._since.keys())
        waited = moment - (self._waiting_since if self._waiting_since is not None else moment)
        return bool(settled) and waited >= PATIENCE * self._settle_s

    def verdict(self, source: Input) -> Verdict:
        """Say of an article that is not up to date: now, later as its file moves, or failed as before."""
        path = source.path
        seen, stamp = self._since.get(path), stamp_of(path)
        if seen is None or seen[0] != stamp or not self._is_settled(path, time.monotonic()):
            self._later.add(path)
            return self._failures.get(source.name, "later")  # its old digest may say what is not so any more
        if self._done.get(path) == stamp and source.name in self._failures:
            return self._failures[source.name]
        return "now"

    def begin(self, moment: float) -> dict[Path, Stamp]:
        """Begin a round; return the files that stand still."""
        self._later.clear()
        return {path: stamp for path, (stamp, _) in self._since.items() if self._is_settled(path, moment)}

    def dealt_with(self, files: dict[Path, Stamp], report: Report) -> None:
        """Take note of a round over `files`, as they were when it began."""
        self._done = {path: stamp for path, stamp in files.items() if path not in self._later}
        self._failures = {failure.path: failure for failure in report.failures}
        for failure in report.failures:
            path = Path(failure.path.partition("#")[0])
            if failure.stage == "write":
                self._retry.update(dict.fromkeys({path} & self._done.keys(), time.monotonic() + RETRY_S))

    def _changed(self) -> list[Path]:
        return [path for path, (stamp, _) in self._since.items() if self._done.get(path) != stamp]

    def _is_settled(self, path: Path, moment: float) -> bool:
        return moment - self._since[path][1] >= self._settle_s


def watch(folders: Sequence[Path], tools: Tools, show: Show, warn: Callable[[str], None]) -> Iterator[Report]:
    """Yield the report of each round; go on until interrupted.

    A round is a run: the same lock, the same skipping of what is up to date, the same failures. Files that
    still move wait for the next round; what failed is tried again when its file changes. Raises UsageError,
    SettingsError at once where the folders cannot be watched.
    """
    arrivals = Arrivals(tools.settings.settle_s, failures_before(tools.settings.output))
    rescan_at, release, is_first, told = 0.0, None, has_digest(tools.settings.output), ""
    for has_moved in _ticks(folders):
        moment = time.monotonic()
        if has_moved or arrivals.are_moving() or moment >= rescan_at:
            rescan_at = moment + RESCAN_S
            missing = [str(folder) for folder in folders if not folder.is_dir()]
            if missing:  # unmounted, say: the digest stays as it is
                told = _once(f"is not there: {', '.join(missing)}", told, warn)
                continue
            arrivals.look(_files(folders, tools.settings.output), moment)
        is_released = release is not None and datetime.now().astimezone() >= release
        if not (arrivals.are_ready(moment) or is_released or (is_first and not arrivals.are_moving())):
            continue
        files = arrivals.begin(moment)
        try:
            with show() as progress:
                report = run_batch(folders, tools, progress, verdict=arrivals.verdict)
        except LockedError as error:
            told = _once(f"{error.message}: {error.path}; trying again", told, warn)
            continue
        arrivals.dealt_with(files, report)
        release, is_first, told = report.next_release, False, ""
        yield report


def stamp_of(path: Path) -> Stamp | None:
    """Return what changes when a file does; None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _ticks(folders: Sequence[Path]) -> Iterator[bool]:
    """Yield True when something moved below the folders, False every half second in between."""
    for folder in folders:
        if not folder.is_dir():
            what = "is a file" if folder.exists() else "no such folder"
            raise UsageError(what, path=folder, hint="give the folder that articles are dropped into")
    if find_spec("watchfiles") is None:
        hint = 'pip install "kazakh-press-pipeline[watch]"'
        raise SettingsError("watching needs the package watchfiles", hint=hint)
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
    return [source.path for source in without_outputs(inputs, folders, output)]


def _once(line: str, told: str, warn: Callable[[str], None]) -> str:
    """Warn unless that was the last that was told."""
    if line != told:
        warn(line)
    return line
