"""A run broken at a random moment and resumed ends as an unbroken one; `benchmarks.faults` tries more."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.faults.__main__ import cases, usable_kinds
from benchmarks.faults.harm import KINDS
from benchmarks.faults.scene import Scene, environment, make_scenes, stage
from benchmarks.faults.verdict import differences, half_written, try_case
from tests.warm import WarmCommand

pytestmark = pytest.mark.slow
MOMENTS = 12
SEED = 7


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    return make_scenes(tmp_path_factory.mktemp("scenes"))


@pytest.mark.parametrize("number", range(MOMENTS))
def test_a_broken_run_is_resumed_to_the_end_of_an_unbroken_one(
    tmp_path: Path, scenes: list[Scene], warm_command: WarmCommand, number: int
) -> None:
    def resume(work: Path) -> tuple[int, str]:
        done = warm_command.call(["run", "in", "-o", "out"], b"", work, environment(work))
        return done.returncode, done.stderr

    case = cases(SEED, MOMENTS, usable_kinds(tmp_path), scenes)[number]
    faults, _ = try_case(case, tmp_path / "work", resume)
    assert not faults, f"{case.scene.name} run, {' + '.join(case.kinds)}"


def test_the_comparison_sees_what_is_missing_changed_or_left_over(
    tmp_path: Path, scenes: list[Scene]
) -> None:
    scene = scenes[1]
    stage(scene.articles, scene.before, tmp_path)
    out = tmp_path / "out"
    names = {line.split()[0] for line in differences(scene.expected, out, may_keep=False)}
    assert {"a2.json", "a2.md", "new.html", "digest.md"} <= names and "a0.md" not in names
    (out / "a0.md").write_bytes((out / "a0.md").read_bytes()[:100])
    (out / ".a0.json.x.pipeline-part").touch()
    more = {line.split()[0] for line in differences(scene.expected, out, may_keep=False)} - names
    assert {"a0.md", ".a0.json.x.pipeline-part"} <= more
    assert half_written(out) == ["a0.md is not whole"]


def test_every_kind_of_harm_is_among_the_moments(tmp_path: Path, scenes: list[Scene]) -> None:
    kinds = usable_kinds(tmp_path)
    assert {case.kinds[0] for case in cases(SEED, MOMENTS, kinds, scenes)} == set(kinds) <= set(KINDS)
