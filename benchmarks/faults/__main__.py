"""Break runs of the installed command at random moments, resume them, and compare with an unbroken run.

    python -m benchmarks.faults [--count 200] [--seed 1] [--only KIND]

Real command, real files, the bundled model. Each moment is of one kind: SIGKILL, SIGTERM, Ctrl-C, a full disk
under the outputs or the cache, a limit on the size of a file, or a written file cut, emptied, removed, zeroed
or changed in a bit; then, one time in three, a second harm to the run that resumes. In the end outputs and
failures must be those of the unbroken run, nothing temporary be left, and one more run change nothing.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.faults.harm import DISK, KINDS, can_mount
from benchmarks.faults.scene import Scene, make_scenes
from benchmarks.faults.verdict import Case, try_case


def main() -> None:
    """Run and print the table; leave with 1 where a case failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        failed = run_all(Path(folder), arguments.seed, arguments.count, arguments.only)
        print(f"{arguments.count} moments, {failed} failed, {time.monotonic() - began:.0f} s")
    raise SystemExit(bool(failed))


def run_all(folder: Path, seed: int, count: int, only: str | None) -> int:
    """Try `count` cases; print each that fails, then a line per kind; return how many failed."""
    scenes = make_scenes(folder)
    kinds = [only] if only else usable_kinds(folder)
    done: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    slowest = 0.0
    for case in cases(seed, count, kinds, scenes):
        faults, stopped = try_case(case, folder / "work")
        done[case.kinds[0]] += 1
        slowest = max(slowest, stopped)
        if faults:
            bad[case.kinds[0]] += 1
            print(f"seed {case.seed}, {case.scene.name} run, {' + '.join(case.kinds)}:", flush=True)
            print("".join(f"    {fault}\n" for fault in faults), end="", flush=True)
    for kind in kinds:
        print(f"{kind:12} {done[kind]:4} moments {bad[kind]:4} failed")
    print(f"Ctrl-C: stopped within {slowest:.2f} s")
    return sum(bad.values())


def usable_kinds(folder: Path) -> list[str]:
    """Return the kinds of harm that this user can do."""
    if can_mount(folder / "mounted"):
        return list(KINDS)
    print("no file system can be mounted here: full disks are left out, the limit on files stays")
    return [kind for kind in KINDS if kind not in DISK[:2]]


def cases(seed: int, count: int, kinds: list[str], scenes: list[Scene]) -> list[Case]:
    """Return the seeded cases, each kind in turn."""
    found = []
    for number in range(count):
        rng = random.Random(seed * 100_000 + number)
        chosen = [kinds[number % len(kinds)]] + ([rng.choice(kinds)] if rng.random() < 1 / 3 else [])
        found.append(Case(seed * 100_000 + number, rng.choice(scenes), tuple(chosen)))
    return found


if __name__ == "__main__":
    main()
