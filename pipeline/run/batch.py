"""The batch: find the articles, work through those that changed, write, report."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from pipeline.document import (
    Digest,
    Failure,
    decode_digest,
    encode,
)
from pipeline.errors import ArticleError, ReadError, TranslateError, UsageError, WriteError
from pipeline.read import Input, find_inputs, read_bytes
from pipeline.run.article import Work, make_digest, take_in, translate_work
from pipeline.run.edit import keep_edits
from pipeline.run.lock import sole_writer
from pipeline.run.progress import Progress, describe
from pipeline.run.report import Report
from pipeline.run.tools import Tools
from pipeline.write import (
    Batch,
    Entry,
    article_page,
    digest_page,
    markdown,
    press_digest,
    summary_entry,
    write_atomically,
)
from pipeline.write.atomic import clear_temporary

FAILURES = "failures.jsonl"
REPORT = "run.json"
Redo = Literal["changed", "failed", "all"]


def plan(paths: Sequence[Path], tools: Tools) -> tuple[list[Input], list[Failure], dict[str, bool]]:
    """Return the inputs, the paths without any, and by id whether its output is up to date."""
    inputs, failures = find_inputs(paths)
    if not inputs and not failures:
        raise UsageError("nothing to do: no paths given", hint="pipeline run inputs/")
    if not inputs:
        first = failures[0]
        raise UsageError(first.error, path=first.path, hint=first.hint)
    return inputs, failures, {source.id: _is_current(source, tools) for source in inputs}


def run_batch(paths: Sequence[Path], tools: Tools, progress: Progress, redo: Redo = "changed") -> Report:
    """Turn every article under `paths` into its outputs; one that fails never stops the others.

    `redo` says which: those that `changed` (or failed, or are new), those that `failed` last time, or `all`.
    """
    with sole_writer(tools.settings.output):
        return _run_batch(paths, tools, progress, redo)


def _run_batch(paths: Sequence[Path], tools: Tools, progress: Progress, redo: Redo) -> Report:
    began = time.monotonic()
    report = Report()
    inputs, failures, current = plan(paths, tools)
    for failure in failures:
        _fail(report, progress, failure)
    progress.planned(len(inputs))
    output = tools.settings.output
    clear_temporary(output)
    failed = failed_before(output) if redo == "failed" else frozenset()
    pending: list[Input] = []
    for source in inputs:
        if redo == "all" or (not current[source.id] and (redo == "changed" or str(source.path) in failed)):
            pending.append(source)
        else:
            report.unchanged += 1
            progress.article(str(source.path), "unchanged", "")
    for window in _windows(pending, tools, report, progress):
        for digest in _finish_window(window, tools, report, progress):
            _write_article(digest, tools, report, progress)
    report.seconds = time.monotonic() - began
    _write_batch_files(inputs, tools, report, progress)
    return report


def failed_before(output: Path) -> frozenset[str]:
    """Return the paths that the last run could not finish."""
    try:
        lines = (output / FAILURES).read_bytes().splitlines()
        return frozenset(msgspec.json.decode(line, type=Failure).path for line in lines)
    except (OSError, msgspec.DecodeError):
        return frozenset()


def _windows(pending: list[Input], tools: Tools, report: Report, progress: Progress) -> Iterator[list[Work]]:
    """Read and segment the articles, a window of them at a time, so that memory stays flat."""
    window: list[Work] = []
    for source in pending:
        try:
            window.append(take_in(source))
        except ArticleError as error:
            _fail(report, progress, _failure(source, error))
            continue
        if len(window) == tools.settings.window:
            yield window
            window = []
    if window:
        yield window


def _finish_window(window: list[Work], tools: Tools, report: Report, progress: Progress) -> Iterator[Digest]:
    """Translate a window together; where that fails, article by article, so that only the culprit is lost."""
    try:
        results = translate_work(window, tools, progress, report)
    except TranslateError as error:
        if len(window) == 1:
            _fail(report, progress, _failure(window[0].source, error))
            return
        for work in window:
            yield from _finish_window([work], tools, report, progress)
        return
    for work, texts in zip(window, results, strict=True):
        old = read_digest(tools.settings.output / f"{work.document.id}.json")
        yield make_digest(work, keep_edits(old, work.segments, texts), tools)


def _write_article(digest: Digest, tools: Tools, report: Report, progress: Progress) -> None:
    output, name = tools.settings.output, digest.document.id
    pages = {"md": markdown, "html": article_page}
    try:
        for extension in tools.settings.formats:
            path = output / f"{name}.{extension}"
            write_atomically(path, pages[extension](digest).encode())
            report.written.append(path)
        # The JSON goes last: it is what tells the next run that the article is done.
        write_atomically(output / f"{name}.json", encode(digest))
    except ArticleError as error:
        _fail(report, progress, Failure(digest.document.path, error.stage, str(error.message), error.hint))
        return
    report.written.append(output / f"{name}.json")
    report.articles += 1
    report.segments += len(digest.segments)
    doubts = {f.segment for f in digest.findings if f.severity != "info"}
    report.findings.update(f"{f.check} {f.severity}" for f in digest.findings)
    count = len(digest.segments)
    detail = f"{count} sentence{'s' * (count != 1)}" + (f", {len(doubts)} to check" if doubts else "")
    progress.article(digest.document.path, "written", detail)


def _write_batch_files(inputs: Sequence[Input], tools: Tools, report: Report, progress: Progress) -> None:
    """Write the press digest and the list of failures; a full disk is one more failure, not a crash."""
    output = tools.settings.output

    def entries() -> Iterator[Entry]:
        return (entry for source in inputs if (entry := _entry(output, source)) is not None)

    batch, moment = Batch(entries, report.failures), datetime.now().astimezone()
    report.to_check = sum(len(entry.to_check) for entry in entries())
    digests = {"md": press_digest, "html": digest_page}
    try:
        for extension in tools.settings.formats:
            path = output / f"digest.{extension}"
            write_atomically(path, (part.encode() for part in digests[extension](batch, moment)))
            report.written.append(path)
        _write_failures(output / FAILURES, report)
        report.written.append(output / REPORT)
        facts = msgspec.json.encode(report.facts(tools.model.name))
        write_atomically(output / REPORT, msgspec.json.format(facts, indent=2) + b"\n")
    except WriteError as error:
        _fail(report, progress, Failure(str(error.path), error.stage, error.message, error.hint))


def _write_failures(path: Path, report: Report) -> None:
    if report.failures:
        write_atomically(path, b"".join(msgspec.json.encode(failure) + b"\n" for failure in report.failures))
        report.written.append(path)
    else:
        path.unlink(missing_ok=True)


def _entry(output: Path, source: Input) -> Entry | None:
    digest = read_digest(output / f"{source.id}.json")
    return summary_entry(digest) if digest is not None and digest.document.path == str(source.path) else None


def read_digest(path: Path) -> Digest | None:
    """Return the digest written at `path`; None where there is none, or one that this program cannot read."""
    try:
        return decode_digest(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return None


def _is_current(source: Input, tools: Tools) -> bool:
    if source.is_stdin:
        return False
    digest = read_digest(tools.settings.output / f"{source.id}.json")
    if (
        digest is None
        or digest.provenance.signature != tools.signature
        or digest.document.path != str(source.path)
    ):
        return False
    if any(not (tools.settings.output / f"{source.id}.{kind}").exists() for kind in tools.settings.formats):
        return False
    try:
        return sha256(read_bytes(source)).hexdigest() == digest.document.sha256
    except ReadError:
        return False


def _failure(source: Input, error: ArticleError) -> Failure:
    return Failure(str(source.path), error.stage, error.message, error.hint)


def _fail(report: Report, progress: Progress, failure: Failure) -> None:
    report.failures.append(failure)
    progress.article(failure.path, "failed", describe(failure))
