"""What becomes of each article of a batch: counted in its report, and told as it happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.counted import counted
from pipeline.document import Digest, Failure, doubtful
from pipeline.errors import ArticleError, PipelineError
from pipeline.extras import broken_package
from pipeline.read import Input
from pipeline.run.progress import Progress
from pipeline.run.report import Report

MEMORY = "there is not enough memory", "end other programs, or give a smaller `window` in models.yaml"
OURS = "this is a fault of the program: please report it, with the article if you may pass it on"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Takes down in `report` what becomes of the articles, and tells `progress` of it."""

    report: Report
    progress: Progress

    def wrote(self, source: Input, digest: Digest, files: list[Path]) -> None:
        """Count an article that was written, and tell of it."""
        self.report.written += files
        self.report.add(digest)
        doubts, count = len(doubtful(digest.findings)), len(digest.segments)
        detail = counted(count, "sentence") + (f", {doubts} to check" if doubts else "")
        facts = {"id": source.id, "sentences": count, "to_check": doubts}
        self.progress.article(source.name, "written", detail, facts)

    def fail(self, failure: Failure, source: Input | None = None) -> None:
        """Count a failure, of an article or of the batch itself, and tell of it."""
        self.report.failures.append(failure)
        if source is not None:
            self.report.left_out.add(source.id)
        facts = {"stage": failure.stage, "error": failure.error, "hint": failure.hint}
        self.progress.article(failure.path, "failed", failure.line, facts)

    @contextmanager
    def timed(self, stage: str, source: Input) -> Iterator[None]:
        """Count the time that a stage of an article takes, and tell of it."""
        before = self.report.stages.seconds[stage]
        with self.report.stages.timed(stage):
            yield
        self.progress.stage(stage, self.report.stages.seconds[stage] - before, (source.name,))

    @contextmanager
    def guard(self, source: Input, stage: str) -> Iterator[None]:
        """Turn whatever goes wrong with one article into its failure; what concerns the run goes through."""
        try:
            yield
        except ArticleError as error:
            if error.may_pass:
                self.report.passing.add(source.name)
            self.fail(Failure(source.name, error.stage, error.message, error.hint), source)
        except PipelineError:
            raise
        except MemoryError:
            self.report.passing.add(source.name)
            self.fail(Failure(source.name, stage, *MEMORY), source)
        except Exception as error:  # one article must not end the batch; it is reported whole
            if broken := broken_package(error):
                raise broken from error
            what = f"{type(error).__name__}: {error}"
            self.fail(Failure(source.name, stage, what, OURS), source)
