"""What a run tells machines: JSON events on stderr, the report, Prometheus' metrics."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console
from rich.progress import Progress

import pipeline.extras
from pipeline.display import Bar, Lines
from pipeline.errors import SettingsError
from pipeline.run.batch import run_batch
from pipeline.run.progress import Silence
from tests.conftest import Cli, MakeTools
from tests.fakes import CrashingTranslator
from tests.test_run import ARTICLE, write_articles

JSON_LOGS = ("--log-format", "json")


def events(stderr: str) -> list[dict[str, Any]]:
    """Return the events; every line must be one."""
    return [json.loads(line) for line in stderr.splitlines()]


def names(stderr: str) -> list[str]:
    return [event["event"] for event in events(stderr)]


@pytest.mark.slow
def test_every_line_of_a_json_log_is_an_event_with_time_level_and_name(cli: Cli, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", a=ARTICLE, b="", c=ARTICLE)
    done = cli("run", "in", *JSON_LOGS, "--log-level", "debug", env={"PIPELINE_QUALTY": "best"})
    assert done.returncode == 1
    told = events(done.stderr)
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", event["time"]) and event["level"] for event in told
    )
    assert [event["event"] for event in told[:2]] == ["warning", "run_started"]
    assert told[1]["articles"] == 3
    assert told[-1]["event"] == "run_finished" and told[-1]["articles"] == 2
    (failed,) = [event for event in told if event["event"] == "article_failed"]
    assert (failed["article"], failed["stage"], failed["level"]) == ("in/b.txt", "read", "error")
    stages = {event["stage"]: event["seconds"] for event in told if event["event"] == "stage"}
    assert set(stages) == {"read", "segment", "translate", "summarize", "write"}
    assert done.stdout.splitlines()[-1] == "2 written, 1 failed, 0 unchanged"


def test_lines_count_what_has_no_article_as_well(tmp_path: Path, make_tools: MakeTools) -> None:
    told = Console(file=io.StringIO(), width=1000)
    paths = [tmp_path / "nowhere", write_articles(tmp_path / "in", a=ARTICLE, b=""), tmp_path / "neither"]
    (tmp_path / "out/digest.md").mkdir(parents=True)
    run_batch(paths, make_tools(), Lines(told, verbose=False))
    lines = told.file.getvalue().splitlines()  # type: ignore[attr-defined]
    counts = [line.split()[0] for line in lines if line.startswith("[")]
    assert counts == ["[1/4]", "[2/4]", "[3/4]", "[4/4]", "[5/5]"]


def test_the_name_of_a_file_breaks_no_line_and_moves_no_terminal(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    told = Console(file=io.StringIO(), width=1000)
    source = write_articles(tmp_path / "in", **{"a\nb\x1b[31m": ARTICLE, "c\rd": ""})
    (source / "e\nf.png").write_bytes(b"")
    run_batch([source], make_tools(), Lines(told, verbose=True))
    lines = told.file.getvalue().split("\n")  # type: ignore[attr-defined]
    assert all(line.isprintable() for line in lines)
    assert any(r"a\x0ab\x1b[31m.txt" in line for line in lines)


@pytest.mark.slow
def test_the_level_decides_which_events_are_told(cli: Cli, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", a=ARTICLE, b="")
    env = {"PIPELINE_LOG_FORMAT": "json", "PIPELINE_LOG_LEVEL": "error"}
    assert names(cli("run", "in", env=env).stderr) == ["article_failed"]
    told = names(cli("run", "in", "-v", env=env).stderr)
    assert "article_unchanged" in told and "article_failed" in told


@pytest.mark.parametrize(
    ("arguments", "env", "code"),
    [
        (["run", "missing.txt", *JSON_LOGS], {}, 2),
        (["run", ".", *JSON_LOGS, "--quality", "great"], {}, 3),
        (["run", ".", "--model", "nllb"], {"PIPELINE_LOG_FORMAT": "json"}, 4),
    ],
)
def test_an_error_that_ends_the_run_is_an_event_too(
    cli: Cli, arguments: list[str], env: dict[str, str], code: int
) -> None:
    done = cli(*arguments, env=env)
    (event,) = [event for event in events(done.stderr) if event["event"] == "error"]
    assert (done.returncode, event["exit_code"]) == (code, code)
    assert event["error"] and event["hint"] and event["level"] == "error"


@pytest.mark.slow
def test_on_a_terminal_lines_stand_whole_above_the_bar(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "in", **{f"a{i}": f"{ARTICLE}Нөмірі {i} болды." for i in range(6)})
    terminal, end = pty.openpty()
    environment = {
        "PATH": "/usr/bin:/bin",
        "PIPELINE_MODELS": str(tmp_path / "models"),
        "TERM": "xterm",
        "COLUMNS": "200",
    }
    program = Path(sys.executable).parent / "pipeline"
    command = [str(program), "run", str(source), "--no-cache", "--log-level", "debug"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=end, cwd=tmp_path, env=environment)
    os.close(end)
    shown = b""
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:
        pass  # how a terminal says that the other end is closed
    os.close(terminal)
    assert process.wait() == 0
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode()).replace("\r", "\n").splitlines()
    for i in range(6):
        assert any(
            re.fullmatch(rf"\[\d/6\] written: .*a{i}\.txt: \d sentences.*", line.strip()) for line in lines
        )
        assert any(re.fullmatch(rf"read \d\.\d\d s: .*a{i}\.txt", line.strip()) for line in lines)
    assert any("articles" in line and "━" in line for line in lines), "there is a bar"


def test_the_report_says_where_the_time_went_and_where_translations_came_from(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b="Мақала poison сөзімен жазылған.", c=ARTICLE)
    run_batch([source], make_tools(CrashingTranslator(), cache_mb=10), Silence())
    report = json.loads((tmp_path / "out/run.json").read_bytes())
    assert set(report["stages"]) == {"plan", "read", "segment", "translate", "summarize", "write", "digest"}
    assert sum(report["stages"].values()) <= report["seconds"] + 0.01
    assert report["failed_by_stage"] == {"translate": 1} and report["failures"] == 1
    assert report["translations"] == {"engine": 8, "cache": 8, "kept": 0, "memory": 0}
    assert report["started"] <= report["finished"] and report["options"]["quality"] == "balanced"
    (tmp_path / "in/a.txt").write_text(ARTICLE + "Тағы бір сөйлем бар.\n", encoding="utf-8")
    run_batch([source], make_tools(), Silence())
    report = json.loads((tmp_path / "out/run.json").read_bytes())
    assert report["corrected"] == 1 and report["translations"]["kept"] == 8


def metrics_in(path: Path) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(path.read_text(encoding="utf-8"))
    return {
        (sample.name.removeprefix("kazakh_press_run_"), *sorted(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


def test_the_metrics_say_what_the_report_says(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b="")
    file = tmp_path / "node/kazakh.prom"
    run_batch([source], make_tools(metrics=str(file)), Silence())
    found, report = metrics_in(file), json.loads((tmp_path / "out/run.json").read_bytes())
    assert [found["articles", status] for status in ("written", "failed", "unchanged")] == [1, 1, 0]
    assert found["sentences",] == report["sentences"] == 4
    assert found["failures", "read"] == 1 and found["translations", "engine"] == 8
    for finding, count in report["findings"].items():
        assert found["findings", *sorted(finding.split(" "))] == count
    assert found["stage_seconds", "translate"] > 0 and found["finished_timestamp_seconds",] > 1.7e9
    assert [path.name for path in file.parent.iterdir()] == ["kazakh.prom"], "written whole, nothing left"


def test_metrics_without_their_library_are_refused_before_any_work(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.extras, "find_spec", lambda name: None)
    source = write_articles(tmp_path / "in", a=ARTICLE)
    with pytest.raises(SettingsError, match="prometheus_client") as error:
        run_batch([source], make_tools(metrics="x.prom"), Silence())
    assert "[metrics]" in error.value.hint and not (tmp_path / "out").exists()


def test_metrics_that_cannot_be_written_are_a_failure_of_the_run_that_its_report_tells(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source, out = write_articles(tmp_path / "in", a=ARTICLE), tmp_path / "out"
    (tmp_path / "file").write_text("x")
    report = run_batch([source], make_tools(metrics=str(tmp_path / "file/x.prom")), Silence())
    assert report.articles == 1 and [failure.stage for failure in report.failures] == ["write"]
    told = json.loads((out / "run.json").read_bytes())
    assert [failure["stage"] for failure in told["failed"]] == ["write"]
    assert told["written"] == [str(path) for path in report.written if path.exists()]
    assert "x.prom" in (out / "failures.jsonl").read_text(encoding="utf-8")


def test_a_press_digest_that_cannot_be_written_does_not_count_as_written(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    (tmp_path / "out" / "digest.md").mkdir(parents=True)
    source = write_articles(tmp_path / "in", a=ARTICLE)
    report = run_batch([source], make_tools(), Silence())
    assert len(report.failures) == 1 and tmp_path / "out" / "digest.md" not in report.written


def test_a_list_of_failures_that_cannot_be_removed_is_a_failure_of_the_run(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    (tmp_path / "out" / "failures.jsonl").mkdir(parents=True)
    report = run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    (failure,) = report.failures
    assert report.articles == 1 and "out of date and cannot be removed" in failure.error


def test_the_bar_guesses_what_is_to_come_from_all_articles_that_are_in() -> None:
    drawn = Progress(disable=True)
    bar = Bar(Console(quiet=True), drawn, verbose=False)
    bar.planned(40)
    for number in range(20):  # on their way side by side, before the first is done
        bar.stage("read", 0.0, (f"{number}.txt",))
        bar.queued(30)
    bar.article("0.txt", "written", "")
    assert drawn.tasks[0].total == 1200
    bar.translated(1)
    bar.translated(599)
    assert re.fullmatch(r"\d+:\d\d:\d\d left", drawn.tasks[0].fields["left"])
