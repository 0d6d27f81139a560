"""An article that hangs or takes too long fails alone; nothing waits for it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

import pipeline.deadline
import pipeline.read.lines
import pipeline.run.batch
import pipeline.run.stream
import pipeline.run.tools
from pipeline.check import Pair, check_pair
from pipeline.check.naming.opening import Known
from pipeline.deadline import check, uncounted, within
from pipeline.document import Block, Document, Hypothesis
from pipeline.errors import EngineHung, MemoryLow, Overtime
from pipeline.read import Input
from pipeline.read.fragment import html_blocks
from pipeline.read.language import mark_languages
from pipeline.read.xmltree import parse_xml
from pipeline.run.article import Work, take_in
from pipeline.run.batch import run_batch
from pipeline.run.progress import Silence
from pipeline.run.repair import prepared
from pipeline.segment import segment_document
from pipeline.translate.ct2 import Ct2Translator, Limits
from pipeline.translate.normalize import Prepared
from pipeline.translate.protocol import GREEDY, Decoding, Request
from pipeline.translate.schedule import translate_all
from tests.conftest import Cli, MakeTools
from tests.fakes import FakeTranslator
from tests.test_run import ARTICLE, write_articles

LIMIT_S = 300  # no test waits for it
POISON = "Мақала poison сөзімен жазылған."
FOREVER_S = 600
T = TypeVar("T")


def bring_forward() -> None:
    """Let the limit pass now: what hangs is then seen to, and what is only slow is not."""
    deadline = pipeline.deadline._DEADLINE.get()
    if deadline is not None:
        deadline.end = 0.0
    if signal.getitimer(signal.ITIMER_REAL)[0] > 1:
        signal.setitimer(signal.ITIMER_REAL, 0.01)


def hang() -> None:
    bring_forward()
    time.sleep(FOREVER_S)


def failures(output: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (output / "failures.jsonl").read_text("utf-8").splitlines()]


def swallowing() -> None:
    """Hang as a library does that catches what it does not know."""
    try:
        time.sleep(FOREVER_S)
    except Exception:  # noqa: BLE001 (what this stands for)
        time.sleep(FOREVER_S)


@pytest.mark.parametrize(
    "step",
    [
        lambda: time.sleep(FOREVER_S),
        lambda: threading.Event().wait(FOREVER_S),
        lambda: re.match(r"(a+)+$", "a" * 60 + "b"),
        lambda: all(True for _ in iter(int, 1)),
        swallowing,
    ],
    ids=["sleep", "wait", "regular expression", "loop", "swallowed"],
)
def test_a_step_that_does_not_end_is_ended(step: Callable[[], object]) -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(Overtime, match="longer than 1 second") as error:
        within(1, "read", step)
    assert (error.value.stage, "--timeout" in error.value.hint) == ("read", True)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_step_in_time_returns_what_it_makes_and_its_own_errors() -> None:
    assert within(60, "read", lambda: 7) == 7
    with pytest.raises(KeyError):
        within(60, "read", lambda: {"a": 7}["x"])
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_loading_a_model_is_not_counted() -> None:
    def step() -> int:
        with uncounted():
            time.sleep(1.2)
        return 7

    assert within(1, "translate", step) == 7


def elsewhere(step: Callable[[], T]) -> T:
    """Run a step in a thread that hears no alarms; return what it does, raise what it raises."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(step).result()


def late(step: Callable[[], object]) -> Callable[[], object]:
    """Return a step whose time is up before it begins, so that it ends by asking for its deadline."""

    def begin() -> object:
        bring_forward()
        return step()

    return begin


def test_outside_the_main_thread_a_step_in_time_returns_what_it_makes() -> None:
    assert elsewhere(lambda: within(1, "read", lambda: 7)) == 7


def test_loading_a_model_is_not_counted_in_another_thread_either() -> None:
    def step() -> int:
        with uncounted():
            time.sleep(1.2)
        check()
        return 7

    assert elsewhere(lambda: within(1, "translate", step)) == 7


WEB = "<html><body><p>Ауылда жаңа мектеп ашылды.</p></body></html>"
FEED = f"<rss><channel><item><title>Т</title><description>{ARTICLE}</description></item></channel></rss>"
TWO_BATCHES = [Request(f"poison {'x ' * words}", "ru") for words in (9, 40)]
NEVER = Request("Бұл сөйлем аударылмайды.", "ru")


@pytest.mark.parametrize(
    "step",
    [
        lambda: segment_document(Document("a", "a", (Block("paragraph", ARTICLE),), "")),
        lambda: check_pair(Pair(1, "Бүгін.", "Сегодня.", "ru")),
        lambda: translate_all(FakeTranslator(), [NEVER], Decoding()),
        lambda: hanging_engine().translate([Request(POISON, "ru")], Decoding()),
        lambda: translate_all(
            hanging_engine(), [Request(f"poison {'x ' * i}", "ru") for i in (9, 40)], Decoding()
        ),
        lambda: mark_languages([Block("paragraph", ARTICLE)], "a"),
        lambda: html_blocks(WEB),
        lambda: parse_xml(FEED, "a"),
        lambda: None,
    ],
    ids=["segment", "check", "batch", "engine", "engine's threads", "language", "html", "xml", "in the end"],
)
def test_work_in_another_thread_asks_for_its_deadline(step: Callable[[], object]) -> None:
    with pytest.raises(Overtime, match="longer than 300 seconds"):
        elsewhere(lambda: within(LIMIT_S, "read", late(step)))


def test_in_another_thread_too_an_article_on_which_the_engine_hangs_fails_alone(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.run.tools, "PATIENCE_S", 0.1)
    monkeypatch.setattr(pipeline.run.tools, "load_translator", lambda *_, **__: hanging_engine())
    source = write_articles(tmp_path / "in", a=ARTICLE, b=POISON, c=ARTICLE)
    tools = make_tools(hanging_engine(), timeout_s=LIMIT_S, window=3)
    report = elsewhere(lambda: run_batch([source], tools, Silence()))
    assert report.line == "2 written, 1 failed, 0 unchanged"
    (failure,) = failures(tmp_path / "out")
    assert failure["path"].endswith("b.txt") and failure["stage"] == "translate"


def test_a_file_that_takes_too_long_to_look_into_fails_and_the_others_go_on(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    (source / "b.jsonl").write_text('{"id": "1", "text": "Сөз."}\n' * 3, encoding="utf-8")

    def slow(line: bytes) -> str:
        bring_forward()
        return "1"

    monkeypatch.setattr(pipeline.read.lines, "record_id", slow)
    report = elsewhere(lambda: run_batch([source], make_tools(timeout_s=LIMIT_S), Silence()))
    assert report.line == "1 written, 1 failed, 0 unchanged"
    assert failures(tmp_path / "out")[0]["stage"] == "read" and "b.jsonl" in report.failures[0].path


@dataclass
class HangingTranslator(FakeTranslator):
    """Never answers a batch that holds the word `poison`."""

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        if any("poison" in request.text for request in requests):
            hang()
        return super().translate(requests, decoding)


def test_an_article_on_which_the_engine_hangs_fails_and_the_others_go_on(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b=POISON, c=ARTICLE, d=ARTICLE)
    report = run_batch([source], make_tools(HangingTranslator(), timeout_s=LIMIT_S, window=3), Silence())
    assert report.line == "3 written, 1 failed, 0 unchanged"
    (failure,) = failures(tmp_path / "out")
    assert failure["path"].endswith("b.txt") and failure["stage"] == "translate"
    assert "300 seconds" in failure["error"] and "PIPELINE_TIMEOUT_S" in failure["hint"]


def test_an_article_whose_time_is_over_while_its_sentences_are_handed_out_fails_alone(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(text: str, known: Known) -> Prepared:
        if text.startswith("Соңғы"):
            bring_forward()
            check()
        return prepared(text, known=known)

    monkeypatch.setattr(pipeline.run.stream, "prepared", slow)
    source = write_articles(tmp_path / "in", a=f"{POISON} Екінші сөйлем осы. Соңғы сөйлем осы.")
    report = run_batch([source], make_tools(HangingTranslator(), timeout_s=LIMIT_S), Silence())
    assert report.line == "0 written, 1 failed, 0 unchanged"
    (failure,) = failures(tmp_path / "out")
    assert failure["path"].endswith("a.txt") and "300 seconds" in failure["error"]


def test_after_a_batch_took_too_long_articles_go_one_by_one(tmp_path: Path, make_tools: MakeTools) -> None:
    engine = HangingTranslator()
    articles = {f"a{i}": f"Бұл мақаланың нөмірі {i}." for i in range(6)}
    source = write_articles(tmp_path / "in", a00=POISON, **articles)
    run_batch([source], make_tools(engine, timeout_s=LIMIT_S, window=3, quality="fast"), Silence())
    assert {len({request.text for request in batch}) for batch in engine.batches} == {1}


def test_an_article_that_hangs_alone_fails_at_once_and_the_others_stay_together(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    engine = HangingTranslator()
    articles = {f"b{i}": f"Бұл мақаланың нөмірі {i}." for i in range(4)}
    source = write_articles(tmp_path / "in", a=POISON, **articles)
    report = run_batch([source], make_tools(engine, timeout_s=LIMIT_S, quality="fast"), Silence())
    assert report.line == "4 written, 1 failed, 0 unchanged"
    assert max(len(batch) for batch in engine.batches) > 1


def test_an_article_whose_reading_hangs_fails_and_keeps_its_old_output(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE)
    run_batch([source], make_tools(), Silence())
    before = (tmp_path / "out/b.json").read_bytes()

    def hang_on_b(source: Input) -> Work:
        if source.id == "b":
            hang()
        return take_in(source)

    monkeypatch.setattr(pipeline.run.batch, "take_in", hang_on_b)
    report = run_batch([source], make_tools(timeout_s=LIMIT_S), Silence(), "all")
    assert report.line == "1 written, 1 failed, 0 unchanged"
    assert failures(tmp_path / "out")[0]["stage"] == "read"
    assert (tmp_path / "out/b.json").read_bytes() == before


class Pending:
    """A result of the engine; one that hangs is never done."""

    def __init__(self, *, hangs: bool) -> None:
        self.hangs = hangs

    def done(self) -> bool:
        if self.hangs:
            bring_forward()
        return not self.hangs

    def result(self) -> Any:
        return self

    hypotheses = (("сөз", "</s>"),)
    scores = (-0.3,)


class HangingModel:
    """Stands for CTranslate2's model, whose threads nothing can end from outside."""

    def translate_batch(self, sources: list[list[str]], **_: object) -> list[Pending]:
        return [Pending(hangs="poison" in " ".join(tokens)) for tokens in sources]


class Words:
    """The simplest tokenizer."""

    def encode(self, text: str) -> list[str]:
        return text.split()

    def wrap(self, tokens: list[str], target: str) -> list[str]:
        return tokens

    def prefix(self, target: str) -> list[str]:
        return []

    def encode_target(self, text: str) -> list[str]:
        return text.split()

    def decode(self, tokens: list[str]) -> str:
        return " ".join(tokens)

    def barred(self, target: str) -> list[list[str]]:
        return []

    def turned_round(self, request: Request, text: str) -> tuple[list[str], list[str], int]:
        return text.split(), request.text.split(), 0


def hanging_engine() -> Ct2Translator:
    return Ct2Translator(HangingModel(), Words(), Limits(60, 250, workers=2))


class ShortOfMemory(HangingModel):
    """Finds memory for answers, and none for their scores."""

    def score_batch(self, *_: object, **__: object) -> list[Pending]:
        raise RuntimeError("failed to allocate memory")


def test_an_engine_without_memory_for_scores_is_short_of_memory_as_in_translating() -> None:
    engine = Ct2Translator(ShortOfMemory(), Words(), Limits(60, 250))
    with pytest.raises(MemoryLow, match="failed to allocate"):
        engine.complete(Request("бала", "ru"), ["сөз"], GREEDY)


def test_a_batch_that_was_let_go_ends_the_threads_that_wait_for_it() -> None:
    engine = hanging_engine()
    faults: list[Exception] = []

    def wait() -> None:
        try:
            engine.translate([Request(POISON, "ru")], Decoding())
        except Exception as error:  # noqa: BLE001 (it is looked at)
            faults.append(error)

    threads = [threading.Thread(target=wait) for _ in range(2)]
    for thread in threads:
        thread.start()
    while len(engine._at_work) < 2:
        time.sleep(0.01)
    assert not engine.abandon(0.1)
    for thread in threads:
        thread.join()
    assert [str(fault) for fault in faults] == ["the batch was abandoned"] * 2


@pytest.mark.slow
def test_an_engine_that_hangs_is_left_and_the_model_loaded_anew(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.run.tools, "PATIENCE_S", 0.1)
    source = write_articles(tmp_path / "in", a=POISON, b=ARTICLE)
    tools = make_tools(hanging_engine(), timeout_s=LIMIT_S, window=1)
    report = run_batch([source], tools, Silence())
    assert [Path(failure.path).name for failure in report.failures] == ["a.txt"]
    page = (tmp_path / "out/b.md").read_text(encoding="utf-8")
    assert len(tools.hung) == 1 and "школ" in page, "the bundled model took over"


def test_an_engine_that_hangs_again_and_again_ends_the_run(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.run.tools, "PATIENCE_S", 0.1)
    monkeypatch.setattr(pipeline.run.tools, "load_translator", lambda *_, **__: hanging_engine())
    articles = {f"a{i}": f"{POISON} {i}" for i in range(5)}
    tools = make_tools(hanging_engine(), timeout_s=LIMIT_S, window=1)
    with pytest.raises(EngineHung, match="has hung 3 times"):
        run_batch([write_articles(tmp_path / "in", **articles)], tools, Silence())


@pytest.mark.slow
def test_the_installed_command_gives_up_on_an_article_that_takes_too_long(
    installed_cli: Cli, tmp_path: Path
) -> None:
    long = "\n".join(f"Облыста {i} ауылда {i + 7} мектеп пен {i + 3} емхана ашылды." for i in range(4000))
    write_articles(tmp_path / "in", a="Ауыл туралы\n" + long)
    done = installed_cli("run", "in", "-o", "out", "--timeout", "2")
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines()[-1] == "0 written, 1 failed, 0 unchanged"
    assert [failure["error"] for failure in failures(tmp_path / "out")] == ["took longer than 2 seconds"]


@pytest.mark.slow
def test_the_command_leaves_without_waiting_for_an_engine_that_hangs() -> None:
    code = """if True:
        import threading
        import click
        from pipeline.cli.group import Group
        from pipeline.errors import EngineHung

        @click.group(cls=Group)
        def main():
            pass

        @main.command()
        def hang():
            threading.Thread(target=threading.Event().wait).start()  # nothing ends it
            raise EngineHung("the engine has hung 3 times")

        main(["hang"])
    """
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 4 and "has hung" in done.stderr
