"""The batch: work through the articles that changed, write, report."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, TypeVar

from pipeline.address import Place
from pipeline.deadline import Deadline, within
from pipeline.document import Digest, Failure
from pipeline.errors import ArticleError, Overtime, PipelineError, WriteError
from pipeline.read import Input
from pipeline.run.article import Work, make_digest, take_in
from pipeline.run.bench import Bench
from pipeline.run.closing import (
    CHANGED,
    NEW,
    name_duplicates,
    name_new,
    refuse_without_word,
    write_account,
    write_metrics,
    write_press_digest,
)
from pipeline.run.cluster import TRIES, refuse_without_ray, spread
from pipeline.run.current import entry_of, is_as_written, is_current, is_stale
from pipeline.run.ledger import Ledger
from pipeline.run.metrics import refuse_without_library
from pipeline.run.outputs import (
    article_paths,
    batch_files,
    files_of,
    refuse_to_overwrite,
    set_aside,
    write_article,
)
from pipeline.run.plan import Plan, Redo, due, name_passed_over, passed_over, plan_of
from pipeline.run.progress import Progress
from pipeline.run.recheck import read_digest
from pipeline.run.report import Report
from pipeline.run.staging import Outlet, staged
from pipeline.run.stream import Stream, Translated, translate_alone
from pipeline.run.tools import Tools
from pipeline.write.atomic import clear_temporary
from pipeline.write.record import is_edited

Verdict = Failure | Literal["now", "later"]  # on an article that is not up to date
Judge = Callable[[Input], Verdict]
T = TypeVar("T")
SMALLER = "give the workers more memory, or fewer `workers`; a smaller `window` needs less"


def run_batch(
    paths: Sequence[Place],
    tools: Tools,
    progress: Progress,
    redo: Redo = "changed",
    verdict: Judge | None = None,
) -> Report:
    """Turn every article under `paths` into its outputs; one that fails never stops the others.

    `redo` says which: those that `changed` (or failed, or are new), those that `failed` last time, or `all`.
    `verdict`, of one who watches the folders, may put off an article or know how it fails; the folders may
    then be empty.
    """
    refuse_without_library(tools.settings.metrics)
    refuse_without_word(tools.settings.formats)
    refuse_without_ray(tools.settings.engine)
    _ = tools.templates  # what is wrong with them is said before any work is done
    report = Report()
    with staged(paths, tools.settings, progress) as stage:
        with report.stages.timed("plan"):
            planned = plan_of(stage, tools, may_be_empty=verdict is not None)
            if verdict is None:
                report.passed_over = passed_over(stage, planned, tools.settings.output)
                is_told_all = tools.settings.log_level == "debug"
                name_passed_over(report.passed_over, progress, all_of_them=is_told_all)
        return _Run(tools, Ledger(report, progress), planned, stage.outlet, verdict).go(redo)


def work_through(window: list[Input], tools: Tools, progress: Progress, redo: Redo, bench: Bench) -> Report:
    """Work through articles in one of several processes; what a worker wrote that died counts as written."""
    home = tools.settings.output
    with bench.laid_out(window, tools) as (window, tools, outlet):
        run = _Run(tools, Ledger(Report(), progress), Plan(window, [], {}, bench.places), outlet)
        output, done = tools.settings.output, set()
        for source in window if redo != "all" else ():
            digest = read_digest(output / f"{source.id}.json") if is_current(source, tools) else None
            if digest is not None:
                done.add(source.id)
                run.ledger.wrote(source, digest, article_paths(digest, tools))
        run.work((source for source in window if source.id not in done), redo)
        run.ledger.report.written = [home / path.name for path in run.ledger.report.written]
        return run.ledger.report


@dataclass(slots=True)
class _Run:
    """A batch on its way; articles are translated together until one of them takes too long."""

    tools: Tools
    ledger: Ledger
    plan: Plan
    outlet: Outlet
    verdict: Judge | None = None
    together: bool = True

    def go(self, redo: Redo) -> Report:
        """Do all of it."""
        report, progress = self.ledger.report, self.ledger.progress
        progress.planned(len(self.plan.inputs) + len(self.plan.failures))
        for failure in self.plan.failures:
            self.ledger.fail(failure)
        clear_temporary(self.tools.settings.output)
        self._do(self._pending(redo), redo)
        steps = (
            partial(write_press_digest, self.plan.inputs, self.tools, report),
            partial(write_metrics, self.tools, report),
            partial(write_account, self.tools, report),
            partial(self.outlet.put, batch_files()),
        )
        for step in steps:
            try:
                step()
            except WriteError as error:  # a full disk is one more failure, not a crash
                report.passing.add(str(error.path))
                self.ledger.fail(Failure(str(error.path), error.stage, error.message, error.hint))
        report.finish()
        if self.verdict is None:
            name_new(report, progress)
            name_duplicates(report, progress)
        cache = self.tools.cache
        if cache is not None and cache.failure:
            progress.warn(f"{cache.failure}; what it held was translated again")
        return report

    def _do(self, pending: Iterator[Input], redo: Redo) -> None:
        """Work through what is pending, here or on the workers of a cluster."""
        if self.tools.settings.engine == "local":
            self.work(pending, redo)
            return
        work = partial(work_through, redo=redo, bench=Bench.of(self.tools.settings, self.plan))
        for window, done in spread(pending, self.tools, work):
            if done is None:
                died = Failure(window[0].name, "translate", f"its worker died {TRIES} times", SMALLER)
                self.ledger.fail(died, window[0])
            else:
                self.ledger.report.merge(done.report)
                for name, arguments in done.told:
                    getattr(self.ledger.progress, name)(*arguments)
        self.outlet.renew()

    def work(self, pending: Iterator[Input], redo: Redo) -> None:
        """Work through what is pending: side by side, and one by one what that went wrong with."""
        works = self._works(pending, redo)
        while self.together and (first := next(works, None)) is not None:
            for work in self._side_by_side(itertools.chain([first], works)):
                self._alone(work)
        for work in works:
            self._alone(work)

    def _pending(self, redo: Redo) -> Iterator[Input]:
        current, output = self.plan.current, self.tools.settings.output
        report, progress = self.ledger.report, self.ledger.progress
        ids = due(self.plan, output, redo)
        for source in self.plan.inputs:
            if source.id in ids:
                verdict = "now" if self.verdict is None else self.verdict(source)
                if verdict == "now":
                    yield source
                elif verdict != "later":
                    report.failures.append(verdict)  # told when it happened
                    report.left_out.add(source.id)
            elif not current[source.id]:
                self._leave(source)
            else:
                report.unchanged += 1
                progress.article(source.name, "unchanged", "")
                if self.verdict is None and is_edited(output / f"{source.id}.md"):  # watch would repeat it
                    page = self.tools.settings.address(output / f"{source.id}.md")
                    progress.warn(f"{page} was edited and is not applied: pipeline apply {page}")

    def _leave(self, source: Input) -> None:
        """Take down an article that would have to be done and is not, since only failures are tried again."""
        report, output = self.ledger.report, self.tools.settings.output
        if is_stale(source, output):
            report.left_out.add(source.id)
            report.not_done[source.name] = CHANGED
            self.ledger.progress.warn(f"{source.name} has changed: not in the press digest until it is done")
        elif entry_of(output, source) is None:
            report.not_done[source.name] = NEW
        else:
            report.not_done[source.name] = "its outputs are of other options, or not as they were written"

    def _works(self, pending: Iterator[Input], redo: Redo) -> Iterator[Work]:
        """Read and segment the articles as they are asked for, so that memory stays flat."""
        for source in pending:
            ready = []
            with self.ledger.guard(source, "read"):
                work = self._within("read", partial(take_in, source))
                self.ledger.report.stages.add(work.seconds)
                for stage, seconds in work.seconds.items():
                    self.ledger.progress.stage(stage, seconds, (source.name,))
                old = refuse_to_overwrite(self.tools.settings, work.document, self.plan.places)
                may_reuse = redo != "all" and is_as_written(self.tools.settings.output, source.id)
                ready.append(replace(work, old=old) if may_reuse else work)
            yield from ready  # outside the guard: what happens to it further on is no fault of reading

    def _side_by_side(self, works: Iterator[Work]) -> list[Work]:
        """Translate articles side by side, the next entering as one leaves; each is written when it is done.

        Returns those that were on the way when something went wrong: tried alone, only the culprit is lost.
        """
        with closing(Stream(self.tools, self.ledger.progress)) as stream:
            entering: Work | None = next(works)
            while entering is not None or stream.works:
                try:
                    while entering is not None and stream.has_room:
                        with self.ledger.report.stages.timed("translate"):
                            self._enter(stream, entering)
                        entering = next(works, None)
                    with self.ledger.report.stages.timed("translate"):
                        self._within("translate", stream.advance)
                    self._refuse_overtime(stream)
                except Exception as error:  # noqa: BLE001 (each is tried again alone; the one at fault is reported)
                    on_the_way = stream.works
                    left = self._without_culprit(error, on_the_way)
                    return left if entering is None or entering in on_the_way else [*left, entering]
                for done in stream.leave():
                    self._finish(done)
        return []

    def _enter(self, stream: Stream, work: Work) -> None:
        """Let an article in; what goes wrong before it is in is a fault of its own."""
        try:
            self._within("translate", partial(stream.enter, work))
        except Exception as error:
            if work in stream.works:
                raise
            with self.ledger.guard(work.source, "translate"):
                raise error

    def _refuse_overtime(self, stream: Stream) -> None:
        """Raise Overtime where the article that comes first has had its time."""
        limit = self.tools.settings.timeout_s
        if limit and stream.works and time.monotonic() > stream.first_since + limit:
            raise Deadline(limit, "translate", stream.first_since + limit).overtime()

    def _without_culprit(self, error: Exception, works: list[Work]) -> list[Work]:
        """Return the articles that `error` leaves to be tried alone: all but one that was alone already."""
        if not works or (isinstance(error, PipelineError) and not isinstance(error, ArticleError)):
            raise error
        if isinstance(error, Overtime):
            self.together = self.together and len(works) == 1
            self.tools.let_go_of_translator()
        if len(works) > 1:
            return works
        with self.ledger.guard(works[0].source, "translate"):
            raise error
        return []

    def _alone(self, work: Work) -> None:
        """Translate and write one article by itself, within the time that one may take."""
        with self.ledger.guard(work.source, "translate"):
            try:
                with self.ledger.report.stages.timed("translate"):
                    step = partial(translate_alone, work, self.tools, self.ledger.progress)
                    done = self._within("translate", step)
            except Overtime:
                self.tools.let_go_of_translator()
                raise
            self._finish(done)

    def _finish(self, done: Translated) -> None:
        """Make the digest of an article whose translations are there, and write it."""
        work = done.work
        self.ledger.report.origins.update(done.origins)
        self.ledger.progress.stage("translate", done.seconds, (work.source.name,))
        with self.ledger.guard(work.source, "summarize"):
            old = refuse_to_overwrite(self.tools.settings, work.document, self.plan.places)
            with self.ledger.timed("summarize", work.source):
                digest = self._within("summarize", partial(make_digest, work, done.texts, self.tools, old))
            with self.ledger.guard(work.source, "write"), self.ledger.timed("write", work.source):
                self._write(work.source, digest)

    def _within(self, stage: str, step: Callable[[], T]) -> T:
        """Return what a step returns, in the time that a step of one article may take."""
        return within(self.tools.settings.timeout_s, stage, step)

    def _write(self, source: Input, digest: Digest) -> None:
        for line in set_aside(self.tools, digest.document.id):
            self.ledger.progress.warn(line)
        files = write_article(digest, self.tools)
        self.outlet.put(files_of(self.tools.settings.output, digest.document.id))
        self.ledger.wrote(source, digest, files)
