"""The engine ray: windows of articles spread over the workers of a cluster, one model loaded in each.

Plain actors, not Ray Data: a window is one task that may be done again, its results come back in order, and
the driver alone holds the lock and writes what is said of the batch. A worker that dies is started anew and
its window handed out again; what it had written by then is found to be current and left as it is.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from pipeline.extras import refuse_without
from pipeline.read import Input
from pipeline.run.progress import NO_FACTS, Facts, Progress, Silence, Status
from pipeline.run.report import Report
from pipeline.run.tools import Tools

TRIES = 3  # of a window whose worker dies; then each of its articles gets as many
AHEAD = 3  # windows in hand for each worker: one at work, two waiting, so that none is idle
Work = Callable[[list[Input], Tools, Progress], Report]
Told = list[tuple[str, tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Done:
    """What a worker made of a window: its report, and what it told on the way."""

    report: Report
    told: Told


@dataclass(slots=True)
class Notes(Silence):
    """Takes down what is told, to be told again where the run is watched."""

    told: Told = field(default_factory=list)

    def queued(self, translations: int) -> None:
        """Note it."""
        self.told.append(("queued", (translations,)))

    def translated(self, translations: int) -> None:
        """Note it."""
        self.told.append(("translated", (translations,)))

    def stage(self, stage: str, seconds: float, articles: tuple[str, ...]) -> None:
        """Note it."""
        self.told.append(("stage", (stage, seconds, articles)))

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        """Note it, and which process it was."""
        self.told.append(("article", (path, status, detail, {**facts, "worker": os.getpid()})))

    def warn(self, line: str) -> None:
        """Note it."""
        self.told.append(("warn", (line,)))


class Worker:
    """What runs in a process of its own, with its own model."""

    def __init__(self, tools: Tools, translator: object, work: Work) -> None:
        self._tools = tools
        self._work = work
        if translator is not None:
            vars(tools)["translator"] = translator

    def do(self, window: list[Input]) -> Done:
        """Do one window."""
        notes, cache = Notes(), self._tools.cache
        failure = cache.failure if cache is not None else ""
        report = self._work(window, self._tools, notes)
        if cache is not None and cache.failure != failure:
            notes.warn(f"{cache.failure}; a worker goes on without")
        return Done(report, notes.told)


def refuse_without_ray(engine: str) -> None:
    """Raise SettingsError where the engine ray is wanted and its library is missing."""
    if engine == "ray":
        refuse_without("ray", "the engine ray needs the package", {"ray": "ray"})


def spread(pending: Iterator[Input], tools: Tools, work: Work) -> Iterator[tuple[list[Input], Done | None]]:
    """Yield each window with what became of it, in order; None for an article that no worker survived.

    Uses the cluster that RAY_ADDRESS names, else one of this machine's own, taken down in the end.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing but `models pull` uses the network
    import ray

    is_ours = not ray.is_initialized()
    if is_ours:
        ray.init(include_dashboard=False, log_to_driver=False, configure_logging=False)
    workers: list[Any] = []
    try:
        workers += _start(tools, work)
        yield from _in_order(pending, tools.settings.window, workers)
    finally:
        for worker in workers:
            ray.kill(worker)
        if is_ours:
            ray.shutdown()


def _start(tools: Tools, work: Work) -> list[Any]:
    """Start the workers; the cores are shared out among them."""
    import ray

    cores = int(ray.cluster_resources().get("CPU", 1))
    count = tools.settings.workers or max(1, cores)
    threads = tools.settings.threads or max(1, cores // count)
    bare = replace(tools, settings=replace(tools.settings, threads=threads), hung=[])
    given = vars(tools).get("translator")  # loaded here only where a caller put its own in place
    actor = ray.remote(num_cpus=min(1.0, cores / count), max_restarts=-1, max_task_retries=TRIES - 1)(Worker)
    return [actor.remote(bare, given, work) for _ in range(count)]


def _in_order(
    pending: Iterator[Input], size: int, workers: list[Any]
) -> Iterator[tuple[list[Input], Done | None]]:
    """Hand out windows, a few ahead, and yield them in order: memory stays flat."""
    queue: deque[tuple[list[Input], Any, Any]] = deque()
    while True:
        while len(queue) < AHEAD * len(workers) and (window := list(islice(pending, size))):
            worker = min(workers, key=lambda each: _load(queue, each))
            queue.append((window, worker, worker.do.remote(window)))
        if not queue:
            return
        yield from _collected(*queue.popleft())


def _load(queue: deque[tuple[list[Input], Any, Any]], worker: Any) -> int:
    """Count the windows that a worker has still to do."""
    import ray

    waiting = [task for _, each, task in queue if each is worker]
    return len(ray.wait(waiting, num_returns=len(waiting), timeout=0)[1]) if waiting else 0


def _collected(window: list[Input], worker: Any, task: Any) -> Iterator[tuple[list[Input], Done | None]]:
    """Wait for a window; one that no worker survives goes article by article: only the culprit is lost."""
    import ray

    try:
        yield window, ray.get(task)
    except ray.exceptions.RayActorError:
        if len(window) == 1:
            yield window, None
            return
        for source in window:
            yield from _collected([source], worker, worker.do.remote([source]))
    except ray.exceptions.RayTaskError as error:
        raise error.cause or error from error
