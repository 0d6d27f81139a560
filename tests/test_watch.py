"""A folder that is watched: only files that stand still are taken, and nothing is lost or done twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest

import pipeline.extras
import pipeline.run.closing
import pipeline.run.outputs
import pipeline.run.watch
from pipeline.document import Failure
from pipeline.errors import MemoryLow, ReadError, SettingsError, TranslateError, UsageError, WriteError
from pipeline.read import Input
from pipeline.run.arrivals import PATIENCE, RETRY_S, Arrivals
from pipeline.run.batch import run_batch
from pipeline.run.lock import sole_writer
from pipeline.run.progress import Silence
from pipeline.run.report import Report
from pipeline.run.tools import Tools
from pipeline.run.watch import watch
from pipeline.translate.protocol import Request
from tests.conftest import MakeTools
from tests.fakes import FakeTranslator, spell
from tests.test_run import ARTICLE, write_articles

SETTLE_S = 10.0
LONG_S = 120


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often, and let a second of standing still be half of one."""
    monkeypatch.setattr(pipeline.run.watch, "TICK_MS", 100)
    monkeypatch.setattr(pipeline.run.watch, "DEBOUNCE_MS", 100)
    monkeypatch.setattr(pipeline.run.watch, "LOCKED_S", 0.3)
    half = lambda settle_s, failures: Arrivals(settle_s / 2, failures)  # noqa: E731
    monkeypatch.setattr(pipeline.run.watch, "Arrivals", half)


class Clock(datetime):
    """The time of day, which can be moved."""

    moved = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """Return the time as it is made out to be."""
        return datetime.now(tz) + cls.moved


def rounds(folder: Path, tools: Tools, told: list[str] | None = None) -> Iterator[Report]:
    """Watch in this process, with a real file system and a stand-in engine."""
    warnings = told if told is not None else []
    return watch([folder], tools, lambda: nullcontext(Silence()), warnings.append)


def soon(action: Callable[[], object], after_s: float = 0.1) -> None:
    threading.Timer(after_s, action).start()


@pytest.fixture
def arrivals(tmp_path: Path) -> Callable[[float], Arrivals]:
    """Return files that were looked at at the time 0 and again at the time given."""

    def make(moment: float) -> Arrivals:
        found = Arrivals(SETTLE_S)
        for when in (0.0, moment):
            found.look(sorted(tmp_path.glob("*.txt")), when)
        return found

    return make


def test_a_file_is_taken_when_it_has_stood_still_long_enough(
    tmp_path: Path, arrivals: Callable[[float], Arrivals]
) -> None:
    write_articles(tmp_path, a=ARTICLE)
    assert not arrivals(SETTLE_S - 1).are_ready(SETTLE_S - 1)
    assert arrivals(SETTLE_S).are_ready(SETTLE_S)


@pytest.mark.parametrize("change", ["size", "time", "another file"])
def test_a_file_that_changes_begins_to_stand_still_anew(
    tmp_path: Path, arrivals: Callable[[float], Arrivals], change: str
) -> None:
    write_articles(tmp_path, a=ARTICLE)
    found, path = arrivals(SETTLE_S - 1), tmp_path / "a.txt"
    if change == "size":
        path.write_text(ARTICLE + "Соңы.", encoding="utf-8")
    elif change == "time":
        os.utime(path, (1, 1))
    else:
        shutil.copy2(path, tmp_path / "b")
        (tmp_path / "b").replace(path)  # the same size and time
    found.look([path], SETTLE_S)
    assert not found.are_ready(SETTLE_S) and found.are_ready(2 * SETTLE_S)


def test_files_that_stand_still_wait_for_one_that_moves_but_not_for_ever(
    tmp_path: Path, arrivals: Callable[[float], Arrivals]
) -> None:
    write_articles(tmp_path, a=ARTICLE, b=ARTICLE)
    found = arrivals(0.0)
    for second in range(1, int(PATIENCE * SETTLE_S) + 1):
        (tmp_path / "b.txt").write_text(ARTICLE + "." * second, encoding="utf-8")
        found.look(sorted(tmp_path.glob("*.txt")), float(second))
        assert found.are_ready(second) == (second >= PATIENCE * SETTLE_S)


def test_what_failed_is_not_tried_again_until_its_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(tmp_path, a=ARTICLE)
    path, clock = tmp_path / "a.txt", [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    found, source, failure = Arrivals(SETTLE_S), Input("a", path), Failure(str(path), "translate", "x", "y")
    found.look([path], 0.0)
    assert found.verdict(source) == "later"
    clock[0] = SETTLE_S
    assert found.verdict(source) == "now"
    report = Report()
    report.failures.append(failure)
    found.dealt_with(found.begin(SETTLE_S), report)
    assert found.verdict(source) == failure and not found.are_ready(SETTLE_S)
    path.write_text(ARTICLE + "Жаңа сөйлем.", encoding="utf-8")
    found.look([path], 2 * SETTLE_S)
    assert found.verdict(source) == failure, "still moving: its old digest is not published"
    clock[0] = 3 * SETTLE_S
    assert found.verdict(source) == "now"


def failing(name: str) -> Report:
    """Return the report of a round in which something failed that may pass."""
    report = Report()
    report.failures.append(Failure(name, "write", "cannot be written: No space left", ""))
    report.passing.add(name)
    return report


@pytest.mark.parametrize("name", ["in/a.txt", "in/a.txt#3", "out/digest.md"])
def test_a_failure_that_may_pass_is_tried_again_at_ever_longer_intervals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = write_articles(tmp_path / "in", a=ARTICLE) / "a.txt"
    found, clock = Arrivals(SETTLE_S), [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    found.look([path], -SETTLE_S)
    for wait in (60, 120, 240, 480, 960, 960):
        found.dealt_with(found.begin(clock[0]), failing(f"{tmp_path}/{name}"))
        for moment, is_due in ((clock[0] + wait - 1, False), (clock[0] + wait, True)):
            found.look([path], moment)
            assert found.are_ready(moment) == is_due
        clock[0] += wait


@pytest.mark.parametrize(
    ("file", "part"), [("a#1.txt", ""), ("a.txt", "#3"), ("a#1.jsonl", "#x#2"), ("#.txt", "#")]
)
def test_what_may_pass_is_tried_again_in_a_file_with_a_hash_in_its_name_as_in_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, part: str
) -> None:
    path, clock = tmp_path / file, [0.0]
    path.write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    found, source = Arrivals(SETTLE_S), Input("a", path, part[1:] if part else None)
    found.look([path], -SETTLE_S)
    found.dealt_with(found.begin(0.0), failing(source.name))
    assert found.verdict(source) != "now"
    clock[0] = RETRY_S
    found.look([path], RETRY_S)
    assert found.are_ready(RETRY_S) and found.verdict(source) == "now"


def test_a_folder_that_cannot_be_looked_into_is_a_failure_of_the_round_and_an_empty_one_is_not(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    full, empty = write_articles(tmp_path / "in", a=ARTICLE), write_articles(tmp_path / "empty")
    gone = tmp_path / "gone"
    report = run_batch([full, empty, gone], make_tools(), Silence(), verdict=lambda source: "now")
    assert report.articles == 1
    assert [(failure.path, failure.error) for failure in report.failures] == [
        (str(gone), "no such file or folder")
    ]


def test_a_round_for_another_article_does_not_shorten_the_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_articles(tmp_path, a=ARTICLE)
    path, clock = folder / "a.txt", [0.0]
    found = Arrivals(SETTLE_S)
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    found.look([path], -SETTLE_S)
    found.dealt_with(found.begin(0.0), failing(str(path)))
    carried = Report(failures=failing(str(path)).failures)  # as a round says that leaves it alone
    found.dealt_with(found.begin(10.0), carried)
    found.look([path], 60.0)
    assert found.are_ready(60.0)
    clock[0] = 60.0
    found.dealt_with(found.begin(60.0), failing(str(path)))
    found.look([path], 179.0)
    assert not found.are_ready(179.0), "the second wait is two minutes"


def test_what_may_pass_is_told_from_what_will_not(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_articles(tmp_path / "in", a=ARTICLE, b="", c=ARTICLE + "poison")

    def fill(path: Path, data: bytes) -> None:
        raise WriteError("cannot be written: No space left on device", path=path) from OSError(28, "full")

    monkeypatch.setattr(pipeline.run.outputs, "write_atomically", fill)

    def answer(request: Request) -> str:
        if "poison" in request.text:
            raise MemoryLow("the batch does not fit into memory")
        return spell(request)

    report = run_batch([folder], make_tools(FakeTranslator(answer)), Silence())
    assert {Path(name).name for name in report.passing} == {"a.txt", "c.txt"}
    assert {Path(failure.path).name for failure in report.failures} == {"a.txt", "b.txt", "c.txt"}
    gone = ReadError("cannot be opened")
    gone.__cause__ = OSError("stale file handle")
    assert gone.may_pass and not ReadError("is a PDF").may_pass
    assert not WriteError("holds the digest of another article").may_pass


def test_what_arrives_changes_and_goes_makes_a_round_each(tmp_path: Path, make_tools: MakeTools) -> None:
    folder, told = write_articles(tmp_path / "in", a=ARTICLE), list[str]()
    (folder / "notes.rtf").write_text("x")
    watched = rounds(folder, make_tools(settle_s=1), told)
    assert next(watched).line == "1 written, 0 failed, 0 unchanged"
    soon(lambda: write_articles(folder, b=ARTICLE.replace("мектеп", "емхана")))
    assert next(watched).line == "1 written, 0 failed, 1 unchanged"
    soon(lambda: write_articles(folder, a=ARTICLE + "Тағы бір сөйлем бар.\n"))
    report = next(watched)
    assert report.line == "1 written, 0 failed, 1 unchanged" and report.corrected == 1
    soon((folder / "b.txt").unlink)
    assert next(watched).line == "0 written, 0 failed, 1 unchanged"
    digest = (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    assert "мектеп" in digest and "емхана" not in digest and "Corrected**" in digest
    assert told == [f"not taken for an article: {folder / 'notes.rtf'}"]


def test_an_empty_folder_is_waited_for_and_what_fails_stays_listed(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    poisoned: list[str] = []

    def answer(request: Request) -> str:
        if "poison" in request.text:
            poisoned.append(request.text)
            raise TranslateError("the engine crashed")
        return spell(request)

    folder = write_articles(tmp_path / "in")
    watched = rounds(folder, make_tools(FakeTranslator(answer), settle_s=1))
    soon(lambda: write_articles(folder, a="Мақала poison сөзімен жазылған.", b=ARTICLE))
    assert next(watched).line == "1 written, 1 failed, 0 unchanged"
    asked = len(poisoned)
    soon(lambda: write_articles(folder, c=ARTICLE.replace("мектеп", "емхана")))
    assert next(watched).line == "1 written, 1 failed, 1 unchanged"
    assert len(poisoned) == asked, "the one that failed was not tried again"
    (failure,) = (tmp_path / "out/failures.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(failure)["path"].endswith("a.txt")


def test_its_own_outputs_make_no_rounds(tmp_path: Path, make_tools: MakeTools) -> None:
    folder = write_articles(tmp_path / "in", a=ARTICLE)
    watched = rounds(folder, make_tools(settle_s=1, output=tmp_path / "in"))
    assert next(watched).articles == 1
    soon(lambda: write_articles(folder, b=ARTICLE), after_s=1.5)
    assert next(watched).line == "1 written, 0 failed, 1 unchanged"


def test_an_embargo_that_ends_while_watching_brings_the_article_into_the_digest(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (pipeline.run.watch, pipeline.run.closing):
        monkeypatch.setattr(module, "datetime", Clock)
    until = datetime.now(UTC) + timedelta(hours=1)
    front = f"---\nembargoed: {until.isoformat()}\n---\n"
    folder = write_articles(tmp_path / "in", a=front + ARTICLE, b=ARTICLE.replace("мектеп", "емхана"))
    watched = rounds(folder, make_tools(settle_s=1))
    report = next(watched)
    assert report.articles == 2 and report.next_release == until
    assert "мектеп" not in (tmp_path / "out/digest.md").read_text(encoding="utf-8").split("Not in this")[0]
    monkeypatch.setattr(Clock, "moved", timedelta(hours=2))
    report = next(watched)
    assert (report.line, report.next_release) == ("0 written, 0 failed, 2 unchanged", None)
    assert "мектеп" in (tmp_path / "out/digest.md").read_text(encoding="utf-8")


def test_another_run_on_the_outputs_and_a_folder_that_is_gone_are_waited_for(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    folder, told = write_articles(tmp_path / "in", a=ARTICLE), list[str]()
    tools = make_tools(settle_s=1)
    watched = rounds(folder, tools, told)
    lock = sole_writer(tools.settings.output)
    lock.__enter__()
    soon(lambda: lock.__exit__(None, None, None), after_s=1)
    assert next(watched).articles == 1
    assert len(told) == 1 and "another run is writing" in told[0]
    digest = (tmp_path / "out/digest.md").read_bytes()
    folder.rename(tmp_path / "gone")
    soon(lambda: (tmp_path / "gone").rename(folder), after_s=1)
    soon(lambda: write_articles(folder, b=ARTICLE), after_s=1.2)
    assert next(watched).line == "1 written, 0 failed, 1 unchanged"
    assert "is not there" in told[1] and digest != (tmp_path / "out/digest.md").read_bytes()


def test_without_its_library_watching_is_refused(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.extras, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="watchfiles") as error:
        next(rounds(tmp_path, make_tools()))
    assert "[watch]" in error.value.hint


def test_only_folders_are_watched(tmp_path: Path, make_tools: MakeTools) -> None:
    for name, what in (("a.txt", "is a file"), ("nowhere", "no such folder")):
        write_articles(tmp_path, a=ARTICLE)
        with pytest.raises(UsageError, match=what):
            next(rounds(tmp_path / name, make_tools()))


def hear_interrupts() -> None:
    """Let Ctrl-C through, which what a shell starts in the background ignores, and all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def watching(tmp_path: Path, *options: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Run the installed command in the background; make sure that it ends."""
    command = [str(Path(sys.executable).parent / "pipeline"), "watch", "in", "-o", "out", *options]
    environment = {
        "PATH": "/usr/bin:/bin",
        "PIPELINE_MODELS": str(tmp_path / "models"),
        "PIPELINE_CACHE": str(tmp_path / "cache"),
        "PYTHONUTF8": "1",
        **variables,
    }
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(  # type: ignore[call-overload]
        command,
        cwd=tmp_path,
        env=environment,
        preexec_fn=hear_interrupts,
        **pipes,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; give up after a time that no machine needs."""
    give_up = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < give_up, "it never came"
        time.sleep(0.1)


@pytest.mark.slow
def test_the_installed_command_takes_a_growing_file_once_and_ends_cleanly(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in")
    with watching(tmp_path, "--settle", "2", "--log-format", "json") as process:
        time.sleep(1)
        with (folder / "a.txt").open("w", encoding="utf-8") as file:
            for sentence in ARTICLE.splitlines(keepends=True) * 3:
                file.write(sentence)
                file.flush()
                time.sleep(0.2)
        until((tmp_path / "out/run.json").exists)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=LONG_S)
    assert process.returncode == 0, err
    assert [line for line in out.splitlines() if "written" in line] == ["1 written, 0 failed, 0 unchanged"]
    events = [json.loads(line)["event"] for line in err.splitlines()]
    assert events.count("article_written") == 1 and events[0] == "watching" and events[-1] == "ended"


@pytest.mark.slow
def test_ended_in_the_middle_of_a_round_it_keeps_what_is_done_and_leaves_nothing_half(
    tmp_path: Path,
) -> None:
    body = [f"Облыста {i} ауылда {i + 7} мектеп пен {i + 3} емхана ашылды.\n" for i in range(3000)]
    write_articles(tmp_path / "in", a=ARTICLE, b="Ауыл туралы\n" + "".join(body))
    with watching(tmp_path, "--settle", "1", PIPELINE_WINDOW="1") as process:
        until((tmp_path / "out/a.json").exists)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=LONG_S)
    assert process.returncode == 0 and "no longer watching" in err and "Traceback" not in err
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"a.json", "a.md", "a.html"}
