"""The files of a folder that is watched: which stand still, which have been dealt with, which failed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.document import Failure
from pipeline.read import Input
from pipeline.run.batch import Verdict
from pipeline.run.report import Report

RETRY_S, RETRY_MOST_S = 60.0, 960.0  # after a failure that may pass, twice as long after each
PATIENCE = 10  # times the settling time that files which stand still wait for those that do not
Stamp = tuple[int, int, int]


class Arrivals:
    """The files of the watched folders: since when each has stood still, and which have been dealt with."""

    def __init__(self, settle_s: float, failures: Iterable[Failure] = ()) -> None:
        self._settle_s = settle_s
        self._since: dict[Path, tuple[Stamp, float]] = {}
        self._done: dict[Path, Stamp] = {}
        self._later: set[Path] = set()
        self._failures = {failure.path: failure for failure in failures}
        self._retry: dict[Path, float] = {}  # when
        self._tries: dict[Path, int] = {}
        self._is_overdue = False
        self._waiting_since: float | None = None

    def look(self, files: Iterable[Path], moment: float) -> None:
        """Take note of the files that there are now."""
        stamps = {path: stamp for path in files if (stamp := stamp_of(path)) is not None}
        before, self._since = self._since, {}
        for path, stamp in stamps.items():
            known = before.get(path)
            is_still = known is not None and known[0] == stamp
            self._since[path] = known if known is not None and is_still else (stamp, moment)
            if not is_still:
                self._retry.pop(path, None)
                self._tries.pop(path, None)
        for path in [path for path, due in self._retry.items() if due <= moment]:
            del self._retry[path]
            self._is_overdue |= self._done.pop(path, None) is None
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
            return bool(changed) or self._is_overdue or bool(self._done.keys() - self._since.keys())
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
        self._is_overdue = False
        return {path: stamp for path, (stamp, _) in self._since.items() if self._is_settled(path, moment)}

    def dealt_with(self, files: dict[Path, Stamp], report: Report) -> None:
        """Take note of a round over `files`, as they were when it began."""
        self._done = {path: stamp for path, stamp in files.items() if path not in self._later}
        self._failures = {failure.path: failure for failure in report.failures}
        files_by_name = {Input("", path).name: path for path in self._since}
        failing = {_file(name, files_by_name) for name in self._failures}
        self._tries = {path: tries for path, tries in self._tries.items() if path in failing}
        for path in {_file(name, files_by_name) for name in report.passing}:
            tries = self._tries[path] = self._tries.get(path, 0) + 1
            self._retry[path] = time.monotonic() + min(RETRY_S * 2 ** (tries - 1), RETRY_MOST_S)

    def _changed(self) -> list[Path]:
        return [path for path, (stamp, _) in self._since.items() if self._done.get(path) != stamp]

    def _is_settled(self, path: Path, moment: float) -> bool:
        return moment - self._since[path][1] >= self._settle_s


def _file(name: str, files_by_name: Mapping[str, Path]) -> Path:
    """Return the file of an article, or of the batch, that a failure names; its own name may hold a #."""
    ends = [len(name), *(place for place in range(len(name) - 1, 0, -1) if name[place] == "#")]
    found = (files_by_name[name[:end]] for end in ends if name[:end] in files_by_name)
    return next(found, Path(name))


def stamp_of(path: Path) -> Stamp | None:
    """Return what changes when a file does; None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
