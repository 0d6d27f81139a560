"""Close a batch: the press digest, the list of failures, the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from pipeline.address import at_home
from pipeline.config import Format
from pipeline.errors import WriteError
from pipeline.extras import refuse_without
from pipeline.read import Input
from pipeline.run.current import entry_of
from pipeline.run.metrics import metrics
from pipeline.run.outputs import FAILURES, REPORT, remove_pages
from pipeline.run.progress import Progress
from pipeline.run.report import Report
from pipeline.run.spool import Spool
from pipeline.run.tools import Tools
from pipeline.write import BATCH, Batch, Duplicate, Entry, batch_file, find_duplicates, write_atomically

NAMED = 5  # of the articles that say the same as another
NEW, CHANGED = "is new and not translated yet", "has changed and is not translated again yet"
MISSING = (NEW, CHANGED)  # why an article is not in the press digest until it is done
Duplicates = Mapping[str, tuple[Duplicate, ...]]  # by the id of the article that stands for them


def refuse_without_word(formats: Sequence[Format]) -> None:
    """Raise SettingsError where a Word file is wanted and the library that writes it is missing."""
    if "docx" in formats:
        refuse_without("docx", "the format docx needs the package", {"docx": "python-docx"})


def write_press_digest(inputs: Sequence[Input], tools: Tools, report: Report) -> None:
    """Write the press digest in its formats; raise WriteError where that fails."""
    output, formats = tools.settings.output, tools.settings.formats
    # Not what failed now, whatever an earlier run made of it.
    found = (entry_of(output, source) for source in inputs if source.id not in report.left_out)
    with report.stages.timed("digest"):
        with Spool((entry for entry in found if entry is not None), output) as entries:
            moment = datetime.now().astimezone()
            duplicates = find_duplicates(entries.read(), moment)
            missing = {path: why for path, why in report.not_done.items() if why in MISSING}
            batch = Batch(entries.read, report.failures, duplicates, missing)
            _count(entries.read(), moment, report, duplicates)
            for kind in BATCH:
                if kind in formats:
                    path = output / f"digest.{kind}"
                    write_atomically(path, batch_file(kind, batch, moment, tools.templates))
                    report.written.append(path)
        remove_pages(output, "digest", [kind for kind in BATCH if kind not in formats])


def write_metrics(tools: Tools, report: Report) -> None:
    """Write the metrics, where they are wanted; raise WriteError where that fails."""
    if tools.settings.metrics:
        path = at_home(tools.settings.metrics)
        report.finish()
        write_atomically(path, metrics(report, tools))
        report.written.append(path)


def write_account(tools: Tools, report: Report) -> None:
    """Write what failed and, last, the report; raise WriteError where that fails."""
    output = tools.settings.output
    _write_failures(output / FAILURES, report)
    report.finish()
    report.written.append(output / REPORT)
    facts = msgspec.json.encode(report.facts(tools))
    try:
        write_atomically(output / REPORT, msgspec.json.format(facts, indent=2) + b"\n")
    except WriteError:
        report.written.pop()
        raise


def name_duplicates(report: Report, progress: Progress) -> None:
    """Say which articles stand once in the press digest, and by which of their files."""
    lines = report.duplicate_lines
    for line in lines[:NAMED]:
        progress.warn(line)
    if len(lines) > NAMED:
        say = "says" if len(lines) == NAMED + 1 else "say"
        progress.warn(f"{len(lines) - NAMED} more {say} the same as another: {REPORT} names all")


def name_new(report: Report, progress: Progress) -> None:
    """Say which articles are new and were not done."""
    new = [path for path, why in report.not_done.items() if why == NEW]
    if new:
        rest = f" … ({len(new)} in all, {REPORT} names them)" if len(new) > NAMED else ""
        progress.warn(f"new, and not done: {', '.join(new[:NAMED])}{rest}")


def _count(entries: Iterator[Entry], moment: datetime, report: Report, duplicates: Duplicates) -> None:
    for entry in entries:
        report.duplicates |= {each.path: entry.path for each in duplicates.get(entry.id, ())}
        report.to_check += len(entry.to_check)
        until = entry.released_at()
        if until is not None and until > moment:
            report.next_release = min(until, report.next_release or until)


def _write_failures(path: Path, report: Report) -> None:
    if report.failures:
        write_atomically(path, (msgspec.json.encode(failure) + b"\n" for failure in report.failures))
        report.written.append(path)
    else:
        remove_pages(path.parent, path.stem, [path.suffix.removeprefix(".")])
