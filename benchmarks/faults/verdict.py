"""Break a run, resume it, and say in what the end differs from an unbroken run's."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.harm import Outcome, harm
from benchmarks.faults.scene import Scene, comparable, run, stage
from pipeline.codec import decode_digest
from pipeline.errors import ReadError
from pipeline.write.record import has_record
from pipeline.write.seal import is_whole_digest, is_whole_html

KEPT_IN_CACHE = {"translations.sqlite", "translations.broken"}
Runner = Callable[[Path], tuple[int, str]]
RUNS = (0, 1, 130)  # exit codes that a harmed run may have; negative ones are signals


@dataclass(frozen=True, slots=True)
class Case:
    """One moment: what is harmed, how, and the seed of all that is random in it."""

    seed: int
    scene: Scene
    kinds: tuple[str, ...]


def try_case(case: Case, work: Path, run: Runner = run) -> tuple[list[str], float]:
    """Return all that is wrong in the end, and the longest time that Ctrl-C took.

    `run` is how a run is resumed and done once more; what is harmed is always the installed command.
    """
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    stage(case.scene.articles, case.scene.before, work)
    rng = random.Random(case.seed)
    outcomes: list[Outcome] = []
    faults: list[str] = []
    for kind in case.kinds:
        broken = half_written(work / "out")  # by the harm before this one
        try:
            outcomes.append(harm(kind, case.scene, work, rng))
        except AssertionError as error:
            return [str(error)], 0.0
        faults += _of_outcome(outcomes[-1])
        if kind != "break":
            found = [fault for fault in half_written(work / "out") if fault not in broken]
            faults += [f"after {outcomes[-1].what}: {fault}" for fault in found]
    faults += _of_the_end(case, work, run)
    if faults:
        faults = [outcome.what for outcome in outcomes] + faults + [outcomes[-1].said[-500:]]
    return faults, max((outcome.seconds_to_stop for outcome in outcomes), default=0.0)


def _of_outcome(outcome: Outcome) -> Iterator[str]:
    if outcome.status >= 0 and outcome.status not in RUNS:
        yield f"ended with {outcome.status}"
    if "Traceback" in outcome.said and outcome.status != -2:
        yield "ended with a traceback"


def half_written(folder: Path) -> list[str]:
    """Return the outputs that are neither whole nor what a harm left of them: none may be."""
    bad = []
    for path in folder.glob("*.*"):
        if path.name.startswith((".", "digest.", "run.", "failures.")) or ".bak" in path.name:
            continue
        if not _is_whole(path) and not path.with_name(f"{path.name}.bak").exists():
            bad.append(f"{path.name} is not whole")
    return bad


def _is_whole(path: Path) -> bool:
    if path.suffix == ".md":
        return has_record(path)
    return (is_whole_digest if path.suffix == ".json" else is_whole_html)(path.read_bytes())


def _of_the_end(case: Case, work: Path, run: Runner) -> Iterator[str]:
    """Resume; yield what is not as in the unbroken run."""
    status, said = run(work)
    if status != 1:
        yield f"the resumed run ended with {status}: {said[-500:]}"
    yield from differences(case.scene.expected, work / "out", may_keep="break" in case.kinds)
    yield from _left_behind(work)
    before = {path.name: path.read_bytes() for path in (work / "out").iterdir() if path.name != "run.json"}
    status, said = run(work)
    after = {path.name: path.read_bytes() for path in (work / "out").iterdir() if path.name != "run.json"}
    if status != 1 or before != after:
        yield f"one more run ended with {status} and changed {sorted(before.items() ^ after.items())[:1]}"
    if list((work / "out").glob("*.json.bak*")) and "break" not in case.kinds:
        yield "a digest was set aside"


def differences(expected: Path, out: Path, *, may_keep: bool) -> Iterator[str]:
    """Yield the names of outputs that are missing, too many, or say something else."""
    wanted = {path.name: path for path in expected.iterdir()}
    found = {path.name: path for path in out.iterdir() if not (may_keep and ".bak" in path.name)}
    for name in sorted(wanted.keys() ^ found.keys()):
        yield f"{name} is {'missing' if name in wanted else 'left over'}"
    for name in sorted(wanted.keys() & found.keys()):
        try:
            if comparable(wanted[name]) != comparable(found[name]):
                yield f"{name} is not that of the unbroken run"
            if name[0] in "an" and name.endswith(".json"):
                decode_digest(found[name].read_bytes())
        except (ValueError, ReadError) as error:
            yield f"{name} cannot be read: {error}"


def _left_behind(work: Path) -> Iterator[str]:
    cache = {path.name for path in (work / "cache").iterdir() if path.is_file()}
    for name in sorted(cache - KEPT_IN_CACHE):
        yield f"the cache holds {name}"
    for path in [*(work / "tmp").rglob("*"), *(work / "out").glob(".*")]:
        yield f"{path.name} is left over"
