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
from pipeline.run.passed import LINK, OTHER, OWN, Passed, left_in_archives, names_of, without_own
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
    own: Sequence[str] = ()  # what other runs wrote, which is passed over


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
    inputs, own = without_own(without_outputs(found, paths, output), paths)
    if may_be_empty:
        return _planned(inputs, failures, tools, own)
    if not found and stage.fault is not None:
        raise stage.fault
    if not found and not failures:
        raise UsageError("nothing to do: no paths given", hint="pipeline run inputs/")
    if not found:
        first = failures[0]
        raise UsageError(first.error, path=first.path, hint=first.hint)
    if not inputs and not failures:
        where = paths[0].url if isinstance(paths[0], Copy) else paths[0]
        hint = "give the folder of the articles"
        raise UsageError("holds nothing but what earlier runs wrote", path=where, hint=hint)
    lost = [source for source in inputs if source.address in stage.failures]
    failures += [stage.failures[source.address] for source in lost]
    return _planned([source for source in inputs if source not in lost], failures, tools, own)


def due(plan: Plan, output: Path, redo: Redo) -> set[str]:
    """Return the ids of the articles that a run is to do: those that changed, or failed last time, or all."""
    if redo == "all":
        return {source.id for source in plan.inputs}
    changed = [source for source in plan.inputs if not plan.current[source.id]]
    if redo == "changed":
        return {source.id for source in changed}
    failed = {failure.path for failure in failures_before(output)}
    return {source.id for source in changed if source.name in failed}


def _planned(inputs: list[Input], failures: list[Failure], tools: Tools, own: Sequence[str]) -> Plan:
    places = frozenset(whereabouts(source.address) for source in inputs)
    current = {source.id: _is_current(source, tools) for source in inputs}
    return Plan(inputs, failures, current, places, own)


def _shown(name: object) -> str:
    r"""Return a name as text: bytes in it that are no UTF-8, as in names of old archives, as \xe6."""
    return str(name).encode(errors="surrogateescape").decode(errors="backslashreplace")


def _is_current(source: Input, tools: Tools) -> bool:
    """Tell whether an article is up to date; one whose reading takes too long fails when it is its turn."""
    try:
        return within(tools.settings.timeout_s, "read", partial(is_current, source, tools))
    except Overtime:
        return False


def passed_over(stage: Stage, plan: Plan, output: Path) -> list[Passed]:
    """Return the files in the folders, and the members of archives, that are not taken for articles."""
    copies = [path for path in stage.sources if isinstance(path, Copy)]
    here = [path for path in stage.sources if isinstance(path, Path)]
    found = [
        Passed(_shown(path), LINK if path.is_symlink() else OTHER) for path in not_articles(here, output)
    ]
    found += [Passed(address, OTHER) for copy in copies for address in copy.left_out]
    found += [Passed(_shown(member), OTHER) for member in left_in_archives(plan.inputs)]
    return found + [Passed(address, OWN) for address in plan.own]


def name_passed_over(passed: Sequence[Passed], progress: Progress, *, all_of_them: bool = False) -> None:
    """Say what is passed over, so that nothing is missed without a word; the report names all of it."""
    most = None if all_of_them else NAMED
    if others := [one for one in passed if one.why != OWN]:
        progress.warn(f"not taken for articles: {names_of(others, most)}")
    if own := [one for one in passed if one.why == OWN]:
        progress.warn(f"passed over, as a run wrote them: {names_of(own, most)}")


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
