"""Articles go through the engine side by side, and each is written as soon as its own sentences are done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.document import Hypothesis, Segment
from pipeline.run.batch import run_batch
from pipeline.run.progress import NO_FACTS, Facts, Silence, Status
from pipeline.run.repair import Job, course, prepared
from pipeline.translate.protocol import GREEDY, NARROW, Decoding, Request
from pipeline.translate.schedule import Scheduler
from tests.conftest import MakeTools
from tests.fakes import FakeTranslator, spell
from tests.test_outputs import without_times
from tests.test_run import files, write_articles

WORDS = ["бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз", "он"]


def articles(count: int) -> dict[str, str]:
    """Return articles of sentences of many lengths, none of them twice."""
    return {
        f"a{i:02}": f"Тақырып {i} осында\n"
        + " ".join(f"Мақала {i} сөйлемі {j} {' '.join(WORDS[: (i + j) % 10])} деп бітеді." for j in range(6))
        for i in range(count)
    }


@dataclass
class Recorder(Silence):
    """Notes how far the engine was when an article was written."""

    engine: FakeTranslator
    written: dict[str, int] = field(default_factory=dict)

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        self.written[Path(path).stem] = len(self.engine.batches)


def texts_of(engine: FakeTranslator, until: int) -> str:
    return "\n".join(request.text for batch in engine.batches[:until] for request in batch)


def test_the_first_article_is_written_before_the_others_are_translated(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    engine = FakeTranslator()
    recorder = Recorder(engine)
    source = write_articles(tmp_path / "in", **articles(20))
    run_batch([source], make_tools(engine, quality="fast"), recorder)
    asked = texts_of(engine, recorder.written["a00"])
    assert "Мақала 0 " in asked and "Мақала 1 " not in asked


def test_an_article_that_waits_for_a_second_decoding_holds_up_no_other(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    engine = FakeTranslator(lambda r: spell(r) * 3 if "Мақала 1 сөйлемі 3" in r.text else spell(r))
    recorder = Recorder(engine)
    run_batch([write_articles(tmp_path / "in", **articles(6))], make_tools(engine), recorder)
    assert recorder.written["a01"] > recorder.written["a02"]


def test_the_window_is_never_passed_and_fills_up_again(tmp_path: Path, make_tools: MakeTools) -> None:
    engine = FakeTranslator()
    recorder = Recorder(engine)
    source = write_articles(tmp_path / "in", **articles(20))
    run_batch([source], make_tools(engine, window=4, quality="fast"), recorder)
    for number, batch in enumerate(engine.batches, 1):
        done = {name for name, when in recorder.written.items() if when < number}
        begun = {f"a{int(r.text.split()[1]):02}" for b in engine.batches[:number] for r in b}
        assert len(begun - done) <= 4
        assert len({r.target for r in batch}) == 1
    assert max(len({r.text.split()[1] for r in batch}) for batch in engine.batches) == 4


@pytest.mark.parametrize("workers", [1, 3])
def test_outputs_are_the_same_whatever_the_window_and_the_order(
    tmp_path: Path, make_tools: MakeTools, workers: int
) -> None:
    source = write_articles(tmp_path / "in", **articles(12))
    seen = []
    for window in (1, 3, 12):
        out = tmp_path / f"out{window}"
        engine = FakeTranslator(score=-2.0, workers=workers)
        report = run_batch([source], make_tools(engine, window=window, output=out), Silence())
        assert report.articles == 12
        names = [f"a{i:02}.{kind}" for i in range(12) for kind in ("json", "md", "html")]
        seen.append({name: without_times(files(out)[name]) for name in names})
    assert seen[0] == seen[1] == seen[2]


def test_what_stands_in_several_articles_is_translated_once_without_a_cache(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    engine = FakeTranslator()
    same = "Ортақ тақырып осында\nБұл сөйлем бәрінде бар."
    source = write_articles(tmp_path / "in", **{f"a{i}": same for i in range(9)})
    report = run_batch([source], make_tools(engine, window=2, quality="fast"), Silence())
    assert report.articles == 9
    assert sum(len(batch) for batch in engine.batches) == 4


def test_second_decodings_of_several_articles_share_batches(tmp_path: Path, make_tools: MakeTools) -> None:
    @dataclass
    class Heard(FakeTranslator):
        beams: list[set[str]] = field(default_factory=list)

        def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
            if decoding.beam_size == 4:
                self.beams.append({request.text.split()[1] for request in requests})
            return super().translate(requests, decoding)

    engine = Heard(lambda request: spell(request) + " 77")  # a figure that the source does not have
    run_batch([write_articles(tmp_path / "in", **articles(9))], make_tools(engine), Silence())
    assert max(map(len, engine.beams)) > 4


def test_an_article_that_the_engine_crashes_on_takes_no_other_with_it(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    def answer(request: Request) -> str:
        if "Мақала 5 " in request.text:
            raise KeyError("ru")
        return spell(request)

    source = write_articles(tmp_path / "in", **articles(12))
    report = run_batch([source], make_tools(FakeTranslator(answer, workers=2), window=4), Silence())
    assert report.line == "11 written, 1 failed, 0 unchanged"
    assert [Path(failure.path).stem for failure in report.failures] == ["a05"]


def test_a_batch_is_filled_with_what_waits_for_others_of_its_kind() -> None:
    engine = FakeTranslator()
    scheduler = Scheduler(engine)
    found: list[str] = []
    for turn in (2, 1):
        for length in (5, 30):
            text = f"{turn} " + "сөз " * length
            scheduler.ask(Request(text, "ru"), GREEDY, turn, lambda answers: found.append(answers[0].text))
    scheduler.collect()
    assert [text.split()[0] for text in found] == ["1", "2"], "the lower turn first, the other in its batch"
    scheduler.collect()
    assert scheduler.is_idle and len(engine.batches) == 2


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a setting of glibc")
def test_large_buffers_go_back_to_the_system_when_they_are_freed() -> None:
    code = """if True:
        import ctypes
        from pathlib import Path
        from pipeline.translate.allocator import LARGE_BYTES, return_large_buffers

        def resident():
            return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

        assert return_large_buffers()
        libc = ctypes.CDLL(None)
        libc.malloc.restype = ctypes.c_void_p
        before = resident()
        blocks = [libc.malloc(2 * LARGE_BYTES) for _ in range(5)]
        for block in blocks:
            ctypes.memset(block, 1, 2 * LARGE_BYTES)
        assert resident() - before > 9 * LARGE_BYTES
        for block in blocks[:-1]:
            libc.free(ctypes.c_void_p(block))
        assert resident() - before < 4 * LARGE_BYTES, "the last one holds nothing back"
    """
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@dataclass
class Balanced(FakeTranslator):
    """Begins quality `balanced` with a narrow beam; remembers the widths it was asked for."""

    balanced: Decoding = NARROW
    widths: list[int] = field(default_factory=list)

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        self.widths.append(decoding.beam_size)
        return super().translate(requests, decoding)


@pytest.mark.parametrize(
    ("added", "widths"),
    [("", {NARROW.beam_size}), (" 77", {NARROW.beam_size, 4})],
    ids=["nothing wrong", "a figure too many"],
)
def test_a_model_that_begins_with_a_beam_decodes_again_only_what_is_surely_wrong(
    tmp_path: Path, make_tools: MakeTools, added: str, widths: set[int]
) -> None:
    engine = Balanced(lambda request: spell(request) + added, score=-2.0)
    run_batch([write_articles(tmp_path / "in", **articles(1))], make_tools(engine), Silence())
    assert set(engine.widths) == widths


def test_what_a_rule_puts_right_is_not_asked_for_in_halves() -> None:
    text = "Қалада XII Азаматтық форум өтті, оған 300 адам келді."
    job = Job(Segment(1, 0, 0, len(text), text), "en", prepared(text))
    said = course(job, "balanced", NARROW)
    next(said)
    wrong = "The 2nd Civil Forum was held in the city, 300 people came to it."
    with pytest.raises(StopIteration) as end:
        said.send([[Hypothesis(wrong, -0.2)]])
    assert end.value.value.text == wrong.replace("2nd", "12th")
    assert [f.severity for f in end.value.value.findings if f.severity == "error"] == []
