"""The batch with a stand-in engine: what is written, skipped, and survives."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.codec import decode_digest, digest_schema, encode
from pipeline.document import Block, Document
from pipeline.errors import LockedError, ModelError, ReadError, SettingsError, UsageError
from pipeline.read import Input
from pipeline.run.article import Work, make_digest
from pipeline.run.batch import run_batch
from pipeline.run.ledger import MEMORY, OURS
from pipeline.run.lock import sole_writer
from pipeline.run.plan import Redo, due, failures_before, plan
from pipeline.run.progress import Silence
from pipeline.run.recheck import load_digest, read_digest, recheck_file
from pipeline.run.single import summarize_file
from pipeline.run.stream import translate_work
from pipeline.segment import segment_document
from pipeline.translate.protocol import Request
from tests.conftest import ROOT, MakeTools
from tests.fakes import CrashingTranslator, FakeTranslator, spell
from tests.word import packed

ARTICLE = (
    "Ауылда жаңа мектеп ашылды\n"
    "Бүгін ауылда 300 орындық мектеп ашылды. Оған 2,1 млрд теңге бөлінді.\nМектеп үлкен.\n"
)
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


class Told(Silence):
    """Remembers the warnings of a run."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warn(self, line: str) -> None:
        self.warnings.append(line)


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.name != "run.json"}


def write_articles(folder: Path, **articles: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_each_article_gets_json_and_markdown_and_the_batch_a_digest(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    report = run_batch([write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE)], make_tools(), Silence())
    kinds = ("json", "md", "html")
    expected = {f"{name}.{kind}" for name in ("a", "b") for kind in kinds} | {"digest.md", "digest.html"}
    assert set(files(tmp_path / "out")) == expected
    assert report.line == "2 written, 0 failed, 0 unchanged"


def test_a_second_run_changes_nothing(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    run_batch([source], make_tools(), Silence())
    before = files(tmp_path / "out")
    engine = FakeTranslator()
    report = run_batch([source], make_tools(engine), Silence())
    assert report.line == "0 written, 0 failed, 1 unchanged"
    assert (files(tmp_path / "out"), engine.batches) == (before, [])


def test_a_changed_article_or_option_is_done_again(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE)
    run_batch([source], make_tools(), Silence())
    (source / "a.txt").write_text(ARTICLE + "Тағы бір сөйлем бар.\n", encoding="utf-8")
    assert run_batch([source], make_tools(), Silence()).line == "1 written, 0 failed, 1 unchanged"
    assert run_batch([source], make_tools(sentences=1), Silence()).line == "2 written, 0 failed, 0 unchanged"


def test_one_bad_file_never_stops_the_others(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, c=ARTICLE)
    (source / "b.txt").write_bytes(b"%PDF-1.4")
    report = run_batch([source], make_tools(), Silence())
    assert report.line == "2 written, 1 failed, 0 unchanged"
    (failure,) = [json.loads(line) for line in (tmp_path / "out/failures.jsonl").read_text().splitlines()]
    assert failure["path"].endswith("b.txt") and failure["stage"] == "read" and failure["hint"]


def test_an_engine_that_fails_on_one_article_loses_only_that_one(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b="Мақала poison сөзімен жазылған.", c=ARTICLE)
    report = run_batch([source], make_tools(CrashingTranslator()), Silence())
    assert [(Path(f.path).name, f.stage) for f in report.failures] == [("b.txt", "translate")]
    assert report.articles == 2


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ModuleNotFoundError("No module named 'numpy.core'", name="numpy.core"), "numpy is not installed"),
        (
            ImportError("libgomp.so.1: no such file", name="ctranslate2"),
            "ctranslate2 cannot be loaded: libgomp",
        ),
    ],
)
def test_a_package_that_is_missing_or_broken_ends_the_run_and_is_no_fault_of_an_article(
    tmp_path: Path, make_tools: MakeTools, error: ImportError, said: str
) -> None:
    def answer(request: object) -> str:
        raise error

    source = write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE)
    with pytest.raises(SettingsError, match=said) as raised:
        run_batch([source], make_tools(FakeTranslator(answer)), Silence())
    assert "pip install" in raised.value.hint


def test_a_module_of_our_own_that_is_missing_is_a_fault_of_the_program(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    def answer(request: object) -> str:
        raise ModuleNotFoundError("No module named 'pipeline.lost'", name="pipeline.lost")

    report = run_batch(
        [write_articles(tmp_path / "in", a=ARTICLE)], make_tools(FakeTranslator(answer)), Silence()
    )
    assert [failure.hint for failure in report.failures] == [OURS]


def test_memory_that_is_short_is_no_fault_of_the_program_and_may_pass(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    def answer(request: object) -> str:
        raise MemoryError

    source = write_articles(tmp_path / "in", a=ARTICLE)
    report = run_batch([source], make_tools(FakeTranslator(answer)), Silence())
    assert [(failure.error, failure.hint) for failure in report.failures] == [MEMORY]
    assert report.passing == {str(source / "a.txt")}


def test_a_failed_article_keeps_its_old_output_whole(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    run_batch([source], make_tools(), Silence())
    before = (tmp_path / "out/a.json").read_bytes()
    (source / "a.txt").write_bytes(b"\xff\xfe broken \x00")
    assert run_batch([source], make_tools(), Silence()).line == "0 written, 1 failed, 0 unchanged"
    assert (tmp_path / "out/a.json").read_bytes() == before


def test_the_list_of_failures_goes_when_nothing_fails_any_more(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b="")
    run_batch([source], make_tools(), Silence())
    (source / "b.txt").unlink()
    run_batch([source], make_tools(), Silence())
    assert not (tmp_path / "out/failures.jsonl").exists()


def test_a_missing_path_fails_and_the_others_go_on(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    assert (
        run_batch([source, tmp_path / "nowhere"], make_tools(), Silence()).line
        == "1 written, 1 failed, 0 unchanged"
    )


def test_a_name_that_is_no_utf8_ends_no_batch_whether_its_file_is_there_or_not(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    (source / os.fsdecode(b"\xe6\xe0.txt")).write_text(ARTICLE, encoding="utf-8")
    missing = tmp_path / os.fsdecode(b"\xe6.txt")
    report = run_batch([source, missing], make_tools(), Silence())
    assert report.line == "2 written, 1 failed, 0 unchanged"
    (failed,) = (tmp_path / "out/failures.jsonl").read_bytes().splitlines()
    assert json.loads(failed)["path"] == f"{tmp_path}/\\xe6.txt"
    with pytest.raises(UsageError, match="no UTF-8"):
        run_batch([source], make_tools(output=missing), Silence())


def test_nothing_to_do_is_a_usage_error(tmp_path: Path, make_tools: MakeTools) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no articles in this folder"):
        run_batch([tmp_path / "empty"], make_tools(), Silence())


def test_articles_of_one_window_do_not_mix(tmp_path: Path, make_tools: MakeTools) -> None:
    articles = {
        f"a{i}": f"Тақырып нөмірі {i} осында\nБұл мақаланың нөмірі {i} деп жазылған." for i in range(40)
    }
    run_batch([write_articles(tmp_path / "in", **articles)], make_tools(window=7), Silence())
    for i in range(40):
        digest = read_digest(tmp_path / f"out/a{i}.json")
        assert digest is not None
        assert [t.text.count(f" {i} ") for t in digest.edition("en").translations] == [1, 1]


blocks = st.lists(
    st.tuples(
        st.sampled_from(["headline", "lead", "paragraph", "item", "byline"]),
        st.text(
            alphabet=KAZAKH + KAZAKH.upper() + "0123456789.,!?…«»“”\"'–—-:;() \n\t\u00a0\u00adABCabc",
            max_size=120,
        ).filter(str.strip),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks)
def test_a_digest_holds_its_invariants_whatever_the_text(
    make_tools: MakeTools, parts: list[tuple[str, str]]
) -> None:
    document = Document("x", "x.txt", tuple(Block(kind, text) for kind, text in parts), "0" * 64)  # type: ignore[arg-type]
    work = Work(Input("x", Path("x.txt")), document, segment_document(document), "2025-01-01T00:00:00+00:00")
    tools = make_tools()
    texts = translate_work(work, tools, Silence())
    digest = make_digest(work, texts, tools)
    ids = [s.id for s in digest.segments]
    assert ids == list(range(1, len(ids) + 1))
    for index, block in enumerate(document.blocks):
        rest = block.text
        for s in [s for s in digest.segments if s.block == index][::-1]:
            assert block.text[s.start : s.end] == s.text
            rest = rest[: s.start] + rest[s.end :]
        assert not rest.strip("\ufeff \n\t\u00a0"), "only white space lies between segments"
    for edition in digest.editions:
        assert [t.segment for t in edition.translations] == ids
        assert {i for s in edition.summary.sentences for i in s.segments} <= set(ids)
    assert [t.text for t in digest.edition("kk").translations] == [s.text for s in digest.segments]
    assert {f.segment for f in digest.findings} <= set(ids)
    assert decode_digest(encode(digest)) == digest


def test_the_json_follows_the_published_schema(tmp_path: Path, make_tools: MakeTools) -> None:
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    published = json.loads((ROOT / "docs/digest.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((tmp_path / "out/a.json").read_bytes()), published)


def test_the_published_schema_is_that_of_the_code() -> None:
    assert json.loads((ROOT / "docs/digest.schema.json").read_text(encoding="utf-8")) == json.loads(
        json.dumps(digest_schema())
    )


def test_checks_run_again_find_what_an_edit_brought_in(tmp_path: Path, make_tools: MakeTools) -> None:
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    path = tmp_path / "out/a.json"
    before = recheck_file(path, write=False)
    edited = json.loads(path.read_bytes())
    edited["editions"][1]["translations"][1]["text"] = "Сегодня открылась школа на 900 мест."
    del edited["seal"]
    path.write_text(json.dumps(edited), encoding="utf-8")
    after = recheck_file(path, write=True)
    was, now = ({(f.check, f.segment) for f in digest.findings} for digest in (before, after))
    assert ("numbers", 2) in now - was
    assert decode_digest(path.read_bytes()) == after


def test_a_summary_that_says_something_else_than_its_sentence_is_found_and_put_right(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    path = tmp_path / "out/a.json"
    edited = json.loads(path.read_bytes())
    said = edited["editions"][1]["summary"]["sentences"][0]
    right, said["text"] = said["text"], "Школа сгорела."
    del edited["seal"]
    path.write_text(json.dumps(edited), encoding="utf-8")
    found = [(f.severity, f.language, f.segment) for f in recheck_file(path, write=False).findings]
    assert ("error", "ru", said["segments"][0]) in found
    after = recheck_file(path, write=True)
    assert after.editions[1].summary.sentences[0].text == right
    assert "summary" not in {finding.check for finding in after.findings}


def test_a_second_run_on_the_same_folder_is_told_to_wait(tmp_path: Path, make_tools: MakeTools) -> None:
    tools = make_tools()
    with sole_writer(tools.settings.output), pytest.raises(UsageError, match="another run is writing"):
        run_batch([write_articles(tmp_path / "in", a=ARTICLE)], tools, Silence())


def test_users_with_caches_of_their_own_keep_each_other_out_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPELINE_CACHE", str(tmp_path / "mine"))
    with sole_writer(tmp_path / "out"):
        monkeypatch.setenv("PIPELINE_CACHE", str(tmp_path / "yours"))
        with pytest.raises(LockedError, match="another run is writing"), sole_writer(tmp_path / "out"):
            pass
    with sole_writer(tmp_path / "new/out"):
        pass
    assert not (tmp_path / "new").exists(), "nothing was written"


def test_only_what_failed_is_tried_again_on_request(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b="Мақала poison сөзімен жазылған.")
    run_batch([source], make_tools(CrashingTranslator()), Silence())
    write_articles(source, c=ARTICLE)
    report = run_batch([source], make_tools(), Silence(), "failed")
    assert report.line == "1 written, 0 failed, 1 unchanged, 1 not done"
    assert not (tmp_path / "out/c.json").exists()


def test_what_is_new_is_named_where_only_failures_are_tried_again(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE)
    told = Told()
    report = run_batch([source], make_tools(), told, "failed")
    assert report.line == "0 written, 0 failed, 0 unchanged, 2 not done"
    (line,) = told.warnings
    assert line.startswith("new, and not done: ") and "a.txt" in line and "b.txt" in line
    page = (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    assert "Not in this digest" in page and "a.txt: is new and not translated yet" in page
    run_batch([source], make_tools(), Silence())
    report = run_batch([source], make_tools(sentences=1), Silence(), "failed")
    assert report.line == "0 written, 0 failed, 0 unchanged, 2 not done"
    assert "Not in this digest" not in (tmp_path / "out/digest.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("redo", "ids"), [("changed", {"b", "c"}), ("failed", {"b"}), ("all", {"a", "b", "c"})]
)
def test_what_a_plan_says_is_due_is_what_the_run_does(
    tmp_path: Path, make_tools: MakeTools, redo: Redo, ids: set[str]
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b="Мақала poison сөзімен жазылған.")
    run_batch([source], make_tools(CrashingTranslator()), Silence())
    write_articles(source, c=ARTICLE)
    tools = make_tools()
    assert due(plan([source], tools), tools.settings.output, redo) == ids
    written = run_batch([source], tools, Silence(), redo).written
    assert {path.stem for path in written if path.suffix == ".json"} == ids | {"run"}


def test_what_failed_is_told_although_the_press_digest_cannot_be_written(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a="", b=ARTICLE)
    run_batch([source], make_tools(), Silence())
    write_articles(source, a=ARTICLE, b="")
    digest = tmp_path / "out/digest.md"
    digest.unlink()
    digest.mkdir()
    report = run_batch([source], make_tools(), Silence())
    assert report.line == "1 written, 2 failed, 0 unchanged"
    assert failures_before(tmp_path / "out") == report.failures
    assert [Path(failure.path).name for failure in report.failures] == ["b.txt", "digest.md"]
    assert json.loads((tmp_path / "out/run.json").read_bytes())["failures"] == 2


def test_the_report_of_the_run_is_written(tmp_path: Path, make_tools: MakeTools) -> None:
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    report = json.loads((tmp_path / "out/run.json").read_bytes())
    assert (report["articles"], report["sentences"], report["model"]) == (1, 4, "draft")


def test_the_engine_sees_a_headline_in_capitals_with_those_of_its_names(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a="АЙДОС СӘРСЕНОВ ШЫМКЕНТТЕ ЖЕҢДІ\nБүгін ойын болды.\n")
    engine = FakeTranslator()
    run_batch([source], make_tools(engine), Silence())
    seen = {request.text for batch in engine.batches for request in batch}
    assert "Айдос Сәрсенов Шымкентте жеңді" in seen


def test_a_byline_is_respelled_not_translated(tmp_path: Path, make_tools: MakeTools) -> None:
    engine = FakeTranslator()
    run_batch([write_articles(tmp_path / "in", a=ARTICLE + "А.ІЛИЯС.\n")], make_tools(engine), Silence())
    digest = read_digest(tmp_path / "out/a.json")
    assert digest is not None
    assert [digest.edition(t).translations[-1].text for t in ("ru", "en")] == ["А. ИЛЬЯС.", "A. ILIYAS."]
    assert not any("ІЛИЯС" in request.text.upper() for batch in engine.batches for request in batch)


@pytest.mark.parametrize("error", [KeyError("ru"), RecursionError("deep")])
def test_a_fault_of_the_program_loses_one_article_and_is_reported_with_its_type(
    tmp_path: Path, make_tools: MakeTools, error: Exception
) -> None:
    def answer(request: Request) -> str:
        if "poison" in request.text:
            raise error
        return spell(request)

    source = write_articles(tmp_path / "in", a=ARTICLE, b="Мақала poison сөзімен жазылған.", c=ARTICLE)
    report = run_batch([source], make_tools(FakeTranslator(answer)), Silence())
    (failure,) = report.failures
    assert report.articles == 2 and failure.path.endswith("b.txt")
    assert type(error).__name__ in failure.error and "report" in failure.hint


def test_a_missing_model_still_ends_the_run(tmp_path: Path, make_tools: MakeTools) -> None:
    def answer(request: Request) -> str:
        raise ModelError("cannot be loaded")

    with pytest.raises(ModelError):
        run_batch(
            [write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE)],
            make_tools(FakeTranslator(answer)),
            Silence(),
        )


def spoil(digest: dict[str, Any], fault: str) -> None:
    russian = digest["editions"][1]
    if fault == "missing":
        del russian["translations"][1]
    elif fault == "strange":
        russian["translations"][1]["segment"] = 99
    elif fault == "summary":
        russian["summary"]["sentences"][0]["segments"] = [99]
    elif fault == "nothing":
        russian["summary"]["sentences"][0]["segments"] = []
    elif fault == "identity":
        digest["editions"][0]["translations"][1]["text"] = "Басқа"
    elif fault == "finding":
        digest["findings"].append(
            {"check": "x", "severity": "info", "language": "ru", "segment": 99, "message": ""}
        )
    elif fault == "source":
        digest["segments"][0]["text"] = "Басқа"
    else:
        del digest["editions"][0]


@pytest.mark.parametrize(
    "fault", ["missing", "strange", "summary", "nothing", "identity", "finding", "source", "kazakh"]
)
def test_a_digest_whose_parts_disagree_is_refused_and_ends_no_run(
    tmp_path: Path, make_tools: MakeTools, fault: str
) -> None:
    source, path = write_articles(tmp_path / "in", a=ARTICLE), tmp_path / "out/a.json"
    run_batch([source], make_tools(), Silence())
    content = json.loads(path.read_bytes())
    spoil(content, fault)
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ReadError, match="is not a whole digest"):
        recheck_file(path, write=True)
    assert run_batch([source], make_tools(), Silence()).line == "1 written, 0 failed, 0 unchanged"
    assert path.with_name("a.json.bak").exists()


@pytest.mark.parametrize("change", ["kazakh", "target", "hand"])
def test_a_digest_that_is_not_as_it_was_written_is_looked_at_and_not_written_again(
    tmp_path: Path, make_tools: MakeTools, change: str
) -> None:
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    path = tmp_path / "out/a.json"
    text = path.read_text(encoding="utf-8")
    if change == "hand":
        text = json.dumps(json.loads(text))
    else:
        text = text.replace(*{"kazakh": ("300", "800"), "target": ('"score": -0', '"score": -1')}[change])
    path.write_text(text, encoding="utf-8")
    before = files(tmp_path / "out")
    with pytest.raises(UsageError, match="is not as it was written") as error:
        recheck_file(path, write=True)
    assert error.value.path == path and "pipeline run" in error.value.hint
    assert files(tmp_path / "out") == before
    recheck_file(path, write=False)


def test_a_digest_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'{"document": "\xff"}')
    with pytest.raises(ReadError, match="is not a digest") as error:
        recheck_file(tmp_path / "a.json", write=False)
    assert error.value.path == tmp_path / "a.json"


def test_a_failure_names_the_part_and_only_that_part_is_tried_again(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    texts = ["Бұл мақала дұрыс жазылған.", "Мақала poison сөзімен жазылған.", "Тағы бір poison мақаласы бар."]
    lines = [json.dumps({"title": f"Тақырып {i}", "text": text}) for i, text in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = run_batch([tmp_path / "a.jsonl"], make_tools(CrashingTranslator()), Silence())
    assert len({failure.path for failure in report.failures}) == 2
    report = run_batch([tmp_path / "a.jsonl"], make_tools(), Silence(), "failed")
    assert report.line == "2 written, 0 failed, 1 unchanged"


@pytest.mark.parametrize("quoted", [False, True])
def test_a_sentence_in_a_target_language_is_passed_through_to_that_edition(
    quoted: bool, make_tools: MakeTools
) -> None:
    russian = "Министр сообщил, что строительство школы завершено в срок."
    blocks: tuple[Block, ...] = (Block("lead", "Мектеп ашылды."), Block("paragraph", russian, "ru"))
    if quoted:
        blocks = (Block("paragraph", f"Ол қысқаша айтты: мектеп ашылды. {russian}"),)
    document = Document("x", "x.txt", blocks, "0" * 64)
    work = Work(Input("x", Path("x.txt")), document, segment_document(document), "2025-01-01T00:00:00+00:00")
    engine = FakeTranslator()
    _, row = translate_work(work, make_tools(engine), Silence())
    assert (row["ru"].text, row["ru"].origin, row["en"].origin) == (russian, "source", "machine")
    assert {r.target for batch in engine.batches for r in batch if r.text == russian} == {"en"}


def test_a_kazakh_summary_estimates_no_translations(tmp_path: Path, make_tools: MakeTools) -> None:
    tools = make_tools()
    tools = replace(tools, model=replace(tools.model, card=replace(tools.model.card, draft=False)))
    vars(tools)["encoder"] = None  # whatever would encode fails
    article = write_articles(tmp_path / "in", a=ARTICLE) / "a.txt"
    (summary,) = summarize_file(article, tools, ["kk"], as_json=False)
    assert "300 орындық мектеп ашылды" in summary


def test_files_that_are_no_articles_are_named(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    (source / "notes.rtf").write_text("x")

    class Listener(Silence):
        lines: ClassVar[list[str]] = []

        def warn(self, line: str) -> None:
            self.lines.append(line)

    run_batch([source], make_tools(), Listener())
    assert Listener.lines == ["not taken for articles: notes.rtf (1 in all)"]


def test_all_that_is_passed_over_is_named_in_the_report(tmp_path: Path, make_tools: MakeTools) -> None:
    source, told = write_articles(tmp_path / "in", a=ARTICLE), Told()
    names = [f"{number}.pdf" for number in range(8)]
    for name in names:
        (source / name).write_bytes(b"%PDF-1.7 \x00")
    members: dict[str, str | bytes] = {"c.txt": ARTICLE, "d.rtf": "x", "sub/e.csv": "x", ".hidden": "x"}
    (source / "b.zip").write_bytes(packed(members))
    report = run_batch([source], make_tools(), told)
    assert report.articles == 2
    assert told.warnings[0].endswith("4.pdf … (10 in all, run.json names them)")
    passed = json.loads((tmp_path / "out/run.json").read_bytes())["passed_over"]
    found = [Path(each["path"].partition("in/")[2]).as_posix() for each in passed]
    assert found == [*names, "b.zip#d.rtf", "b.zip#sub/e.csv"]
    told = Told()
    run_batch([source], make_tools(log_level="debug"), told)
    assert "b.zip#sub/e.csv (10 in all)" in told.warnings[0]


def test_what_a_run_wrote_elsewhere_is_passed_over_and_named(tmp_path: Path, make_tools: MakeTools) -> None:
    source, told = write_articles(tmp_path / "in", a=ARTICLE), Told()
    formats = ("md", "html", "ninjs", "newsml", "docx", "rss")
    run_batch([source], make_tools(output=source / "outs", formats=formats), Silence())
    wrote = {path.name for path in (source / "outs").iterdir()}
    (source / "copies").mkdir()
    for kind in ("md", "html", "json"):
        (source / f"copies/b.{kind}").write_bytes((source / f"outs/a.{kind}").read_bytes())
    for kind in ("md", "html"):
        (source / f"copies/digest.{kind}").write_bytes((source / f"outs/digest.{kind}").read_bytes())
    edits = {"document": "a", "sha256": "x", "edits": []}
    (source / "copies/a.edits.json").write_text(json.dumps(edits))
    report = run_batch([source], make_tools(output=source / "outs2"), told)
    assert report.line == "1 written, 0 failed, 0 unchanged"
    own = {Path(one.path) for one in report.passed_over}
    assert {path.name for path in own if path.parent.name == "outs"} == wrote
    assert len(own) == len(wrote) + 6
    assert any(line.startswith("passed over, as a run wrote them: ") for line in told.warnings)
    named = [source / "copies/b.md"]
    assert run_batch(named, make_tools(output=tmp_path / "out3"), Silence()).articles == 1


@pytest.mark.parametrize("name", ["digest.md", "run.json", "failures.jsonl"])
def test_an_article_with_the_name_of_an_output_is_one(
    tmp_path: Path, make_tools: MakeTools, name: str
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    text = json.dumps({"text": ARTICLE}) if "json" in name else ARTICLE
    (source / name).write_text(text, encoding="utf-8")
    assert run_batch([source], make_tools(), Silence()).line == "1 written, 0 failed, 0 unchanged"


def test_a_link_that_leads_to_itself_is_named_and_ends_no_run(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    (source / "b.txt").symlink_to("b.txt")
    told = Told()
    assert run_batch([source], make_tools(), told).articles == 1
    assert told.warnings == ["not taken for articles: b.txt (a link) (1 in all)"]


def test_second_decodings_are_told_as_well(tmp_path: Path, make_tools: MakeTools) -> None:
    class Counter(Silence):
        waiting = done = 0

        def queued(self, translations: int) -> None:
            self.waiting += translations

        def translated(self, translations: int) -> None:
            self.done += translations

    heard = Counter()
    engine = FakeTranslator(score=-2.0)  # everything is doubtful
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(engine), heard)
    assert heard.done == heard.waiting == sum(len(batch) for batch in engine.batches) > 8


def test_what_the_draft_is_unsure_of_is_marked_and_stays_so_when_checked_again(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.check.adequacy.LOW_ESTIMATE", 1.0)
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(), Silence())
    path = tmp_path / "out/a.json"
    unsure = [f for f in recheck_file(path, write=False).findings if f.check == "adequacy"]
    assert unsure
    assert unsure == [f for f in load_digest(path).findings if f.check == "adequacy"]
