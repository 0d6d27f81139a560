"""What a run has to do: the articles there are, those that are up to date, and what is no article."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from pipeline.address import Place, whereabouts
from pipeline.deadline import within
from pipeline.document import Failure
from pipeline.errors import Overtime, UsageError
from pipeline.read import Copy, Input, find_inputs, left_out
from pipeline.run.current import is_current
from pipeline.run.outputs import FAILURES, without_outputs
from pipeline.run.progress import Progress, Silence
from pipeline.run.staging import Stage, staged
from pipeline.run.tools import Tools

NAMED = 5  # of the files left out
Redo = Literal["changed", "failed", "all"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The articles to be looked after, the paths and files without any, by id whether outputs are current."""

    inputs: list[Input]
    failures: list[Failure]
    current: dict[str, bool]
    places: frozenset[str]  # where all the inputs of the run lie


def plan(paths: Sequence[Place], tools: Tools) -> Plan:
    """Return what a run would do."""
    with staged(paths, tools.settings, Silence(), writes=False) as stage:
        return plan_of(stage, tools)


def plan_of(stage: Stage, tools: Tools, *, may_be_empty: bool = False) -> Plan:
    """Return what there is to do; raise UsageError where there is nothing, unless that `may_be`."""
    output, paths = tools.settings.output, stage.sources
    if output.exists() and not output.is_dir():
        raise UsageError("is a file", path=output, hint="give a folder as --output")
    if _shown(output) != str(output):
        raise UsageError("has a name that is no UTF-8", path=_shown(output), hint="give another --output")
    limits, timeout_s = tools.settings.limits, tools.settings.timeout_s
    found, missing = find_inputs(paths, limits, timeout_s, may_be_empty=may_be_empty)
    failures = [replace(failure, path=_shown(failure.path)) for failure in missing]
    if may_be_empty:
        return _planned(without_outputs(found, paths, output), failures, tools)
    if not found and stage.fault is not None:
        raise stage.fault
    if not found and not failures:
        raise UsageError("nothing to do: no paths given", hint="pipeline run inputs/")
    if not found:
        first = failures[0]
        raise UsageError(first.error, path=first.path, hint=first.hint)
    inputs = without_outputs(found, paths, output)
    if not inputs and not failures:
        where = paths[0].url if isinstance(paths[0], Copy) else paths[0]
        hint = "give the folder of the articles"
        raise UsageError("holds nothing but what earlier runs wrote", path=where, hint=hint)
    lost = [source for source in inputs if source.address in stage.failures]
    failures += [stage.failures[source.address] for source in lost]
    return _planned([source for source in inputs if source not in lost], failures, tools)


def due(plan: Plan, output: Path, redo: Redo) -> set[str]:
    """Return the ids of the articles that a run is to do: those that changed, or failed last time, or all."""
    if redo == "all":
        return {source.id for source in plan.inputs}
    changed = [source for source in plan.inputs if not plan.current[source.id]]
    if redo == "changed":
        return {source.id for source in changed}
    failed = {failure.path for failure in failures_before(output)}
    return {source.id for source in changed if source.name in failed}


def _planned(inputs: list[Input], failures: list[Failure], tools: Tools) -> Plan:
    places = frozenset(whereabouts(source.address) for source in inputs)
    return Plan(inputs, failures, {source.id: _is_current(source, tools) for source in inputs}, places)


def _shown(name: object) -> str:
    r"""Return a name as text: bytes in it that are no UTF-8, as in names of old archives, as \xe6."""
    return str(name).encode(errors="surrogateescape").decode(errors="backslashreplace")


def _is_current(source: Input, tools: Tools) -> bool:
    """Tell whether an article is up to date; one whose reading takes too long fails when it is its turn."""
    try:
        return within(tools.settings.timeout_s, "read", partial(is_current, source, tools))
    except Overtime:
        return False


def name_left_out(stage: Stage, output: Path, progress: Progress) -> None:
    """Say which files in the folders are not taken for articles, so that none is missed without a word."""
    copies = [path for path in stage.sources if isinstance(path, Copy)]
    here = [path for path in stage.sources if isinstance(path, Path)]
    names = [_named(path) for path in not_articles(here, output)]
    names += [address.rpartition("/")[2] for copy in copies for address in copy.left_out]
    if names:
        shown = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
        progress.warn(f"not taken for articles: {shown} ({len(names)} in all)")


def _named(path: Path) -> str:
    """Name what is passed over; a link that leads to a folder is read where it is given itself."""
    return _shown(path.name) + (" (a link)" if path.is_symlink() else "")


def not_articles(paths: Sequence[Path], output: Path) -> list[Path]:
    """Return the files in the folders that are not taken for articles, nor written by a run."""
    home = Path(os.path.realpath(output))
    # Unlike `resolve` it takes a link that leads to itself.
    return [path for path in left_out(paths) if home not in Path(os.path.realpath(path)).parents]


def failures_before(output: Path) -> list[Failure]:
    """Return what the last run could not finish."""
    try:
        lines = (output / FAILURES).read_bytes().splitlines()
        return [msgspec.json.decode(line, type=Failure) for line in lines]
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return []
