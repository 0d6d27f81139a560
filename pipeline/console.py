"""What a command prints: reports, plans, findings, tables."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from pipeline import log
from pipeline.codec import encode
from pipeline.counted import counted
from pipeline.document import Digest
from pipeline.errors import printable
from pipeline.models.catalogue import Catalogue, ModelCard
from pipeline.models.store import Store
from pipeline.run.cache import CacheStats
from pipeline.run.evaluate import evaluate, read_test_set, scorecard
from pipeline.run.plan import Plan, Redo, due
from pipeline.run.progress import Silence
from pipeline.run.report import Report
from pipeline.run.tools import Tools
from pipeline.write import write_atomically

PAGE_COLUMNS = 160  # of a table that goes to a file or a pipe


def print_report(report: Report, tools: Tools, *, as_json: bool, quiet: bool) -> None:
    """Print the paths written and, last, the summary line."""
    if tools.settings.log_format == "json":
        log.say(logging.INFO, "run_finished", report.counts())
    if as_json:
        print(msgspec.json.encode(report.facts(tools)).decode())
        return
    if quiet:
        return
    for path in report.written:
        print(tools.settings.address(path))
    sys.stdout.flush()
    if tools.settings.log_format == "text":
        _print_doubts(report, tools)
    print(report.line)


def _print_doubts(report: Report, tools: Tools) -> None:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    if tools.model.card.draft and report.articles:
        console.print(
            "Draft quality: translated by the small bundled model. `pipeline models list` names better ones.",
            style="yellow",
            markup=False,
        )
    if report.to_check:
        console.print(
            f"{counted(report.to_check, 'sentence')} to check, marked in the outputs",
            markup=False,
        )


def print_plan(tools: Tools, plan: Plan, redo: Redo) -> None:
    """Print what a run would do."""
    settings = tools.settings
    print(f"model {tools.model.name}, output {settings.address()}")
    ids = due(plan, settings.output, redo)
    for source in plan.inputs:
        what = "translate" if source.id in ids else "unchanged" if plan.current[source.id] else "not done"
        print(
            f"{what}\t{printable(source.address)}\t{settings.address(settings.output / f'{source.id}.json')}"
        )
    for failure in plan.failures:
        print(f"failed\t{printable(failure.path)}\t{failure.line}")
    unchanged = sum(plan.current[source.id] for source in plan.inputs if source.id not in ids)
    left = len(plan.inputs) - len(ids) - unchanged
    line = f"{len(ids)} to translate, {len(plan.failures)} failed, {unchanged} unchanged"
    print(f"{line}, {left} not done" if left else line)


def print_cache(stats: CacheStats, *, cleared: bool = False) -> None:
    """Print what the cache holds, or held."""
    what = "forgotten" if cleared else "kept"
    print(f"{counted(stats.translations, 'translation')} {what}, {stats.size / 1e6:.1f} MB, {stats.path}")


def print_findings(path: Path, digest: Digest, *, as_json: bool) -> int:
    """Print what the checks find in one digest; return how many findings are warnings or errors."""
    for finding in digest.findings:
        if as_json:
            print(msgspec.json.encode({"path": str(path), **msgspec.to_builtins(finding)}).decode())
        elif finding.severity != "info":
            place = f"{path}:{finding.segment}:{finding.language}"
            print(f"{place}: {finding.severity}: {finding.message} ({finding.check})")
    return sum(finding.severity != "info" for finding in digest.findings)


def print_evaluation(
    path: Path, tools: Sequence[Tools], *, json_file: Path | None, markdown_file: Path | None
) -> None:
    """Score each set of tools on a test set; print the scorecard, or write it where asked."""
    test_set = read_test_set(path)
    for line in test_set.left_out:
        print(f"{path}: {line}", file=sys.stderr)
    scores = [s for t in tools for s in evaluate(t, test_set, t.settings.quality, Silence())]
    card = scorecard(test_set, scores, list(tools[0].catalogue.models.values()))
    if json_file is not None:
        write_atomically(json_file, encode(scores))
    if markdown_file is not None:
        write_atomically(markdown_file, card.encode())
    else:
        print(card, end="")


@contextmanager
def installing() -> Iterator[Callable[[str, int, int], None]]:
    """Show the steps of an installation: a bar each on a terminal, a line each elsewhere."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    if console.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console) as bar:
            tasks: dict[str, TaskID] = {}

            def draw(step: str, done: int, total: int) -> None:
                if step not in tasks:
                    tasks[step] = bar.add_task(step, total=total)
                bar.update(tasks[step], completed=done, total=total)

            yield draw
    else:
        seen: set[str] = set()

        def say(step: str, done: int, total: int) -> None:
            if step not in seen:
                seen.add(step)
                console.print(step, markup=False)

        yield say


def print_models(catalogue: Catalogue, store: Store, *, as_json: bool) -> None:
    """Print the models known, and which are installed."""
    installed = {model.name: model for model in store.installed(catalogue)}
    cards = catalogue.models | {model.name: model.card for model in installed.values()}
    if as_json:
        for card in cards.values():
            print(
                msgspec.json.encode(
                    {"installed": card.name in installed, **msgspec.to_builtins(card)}
                ).decode()
            )
        return
    table = Table(
        "model", "installed", "licence", "parameters", "kk→ru", "kk→en", "size", box=None, pad_edge=False
    )
    for card in cards.values():
        found = installed.get(card.name)
        size = f"{found.size / 1e6:.0f} MB" if found else _download(card)
        quality = [
            f"{card.quality[pair]:.1f}" if pair in card.quality else "–" for pair in ("kk-ru", "kk-en")
        ]
        count = f"{card.parameters / 1e6:.0f}M" if card.parameters else "–"
        table.add_row(card.name, "yes" if found else "no", card.licence, count, *quality, size)
    Console(width=None if sys.stdout.isatty() else PAGE_COLUMNS).print(table)
    print(
        "kk→ru, kk→en: chrF++ (docs/quality.md). Install one: `pipeline models pull NAME`, `models add PATH`."
    )


def _download(card: ModelCard) -> str:
    known = sum(file.size or 0 for file in card.files)
    return f"{known / 1e9:.1f} GB to fetch" if known else "–"
