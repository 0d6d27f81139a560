"""The engine ray: the same outputs as in one process, whatever becomes of a worker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pipeline.extras
from pipeline.errors import SettingsError
from pipeline.read import Input
from pipeline.run import cluster
from pipeline.run.batch import run_batch, work_through
from pipeline.run.bench import Bench
from pipeline.run.progress import Silence
from pipeline.run.report import Report
from tests.conftest import ROOT, MakeTools
from tests.fakes import DeadlyTranslator
from tests.test_run import ARTICLE, files, write_articles


@pytest.mark.slow
def test_a_killed_worker_loses_nothing_and_has_nothing_written_twice() -> None:
    command = [sys.executable, "-m", "benchmarks.cluster", "inputs/futbol_final.txt", "--count", "30"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "30 written" in done.stdout.split("ray:")[1] and "one killed: True" in done.stdout


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of ray's own
def test_an_article_that_no_worker_survives_fails_alone(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAY_worker_niceness", "0")
    source = write_articles(tmp_path / "in", a=ARTICLE, b="Мақала poison сөзімен жазылған.", c=ARTICLE)
    tools = make_tools(DeadlyTranslator(), engine="ray", workers=1)
    report = run_batch([source], tools, Silence())
    assert report.line == "2 written, 1 failed, 0 unchanged"
    assert [(Path(f.path).name, f.error) for f in report.failures] == [("b.txt", "its worker died 3 times")]
    assert {"a.json", "c.html", "digest.md"} <= files(tmp_path / "out").keys()


def test_what_a_worker_wrote_before_it_died_is_left_and_counted(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE)
    run_batch([source / "a.txt"], make_tools(), Silence())
    before = files(tmp_path / "out")["a.json"]
    window = [Input(name, source / f"{name}.txt") for name in ("a", "b")]
    notes = cluster.Notes()
    report = work_through(window, make_tools(), notes, "changed", Bench())
    assert files(tmp_path / "out")["a.json"] == before
    told = [arguments[0] for name, arguments in notes.told if name == "article"]
    assert report.articles == 2 and told == [str(source / "a.txt"), str(source / "b.txt")]


def test_reports_of_several_processes_add_up() -> None:
    one, other = Report(articles=2, segments=7), Report(articles=1, segments=3)
    one.origins["cache"], other.origins["cache"] = 4, 5
    other.stages.add({"translate": 1.5})
    one.merge(other)
    assert (one.articles, one.segments, one.cache_hits) == (3, 10, 9)
    assert one.stages.seconds["translate"] == 1.5


def test_without_its_library_the_engine_is_refused_with_what_to_install(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.extras, "find_spec", lambda name: None)
    with pytest.raises(SettingsError) as error:
        run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(engine="ray"), Silence())
    assert "[ray]" in error.value.hint
