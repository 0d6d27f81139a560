from __future__ import annotations

import json
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline.run.lock
from pipeline.console import print_cache
from pipeline.errors import LockedError, SettingsError, UsageError
from pipeline.fingerprint import fingerprint
from pipeline.run.batch import run_batch
from pipeline.run.cache import CHECK_BYTES, CacheStats, cache_path, open_cache
from pipeline.run.lock import sole_writer
from pipeline.run.progress import Silence
from tests.conftest import MakeTools
from tests.fakes import FakeTranslator
from tests.test_run import ARTICLE, Told, files, write_articles


def asked(engine: FakeTranslator) -> list[str]:
    return [request.text for batch in engine.batches for request in batch]


def test_a_corrected_article_has_only_its_changed_sentence_translated(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    run_batch([source], make_tools(cache_mb=10), Silence())
    (source / "a.txt").write_text(ARTICLE.replace("Мектеп үлкен.", "Мектеп кең әрі жарық."), encoding="utf-8")
    engine = FakeTranslator()
    report = run_batch([source], make_tools(engine, cache_mb=10, quality="fast"), Silence())
    assert report.cache_hits == 0, "another quality makes other translations"
    engine = FakeTranslator()
    report = run_batch([source], make_tools(engine, cache_mb=10), Silence())
    assert set(asked(engine)) == {"Мектеп кең әрі жарық."}
    assert report.cache_hits == 6


def test_outputs_are_the_same_with_a_cold_and_a_warm_cache(tmp_path: Path, make_tools: MakeTools) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE)
    run_batch([source], make_tools(cache_mb=10), Silence())
    cold = files(tmp_path / "out")["a.json"].split(b'"started"')[0]
    run_batch([source], make_tools(cache_mb=10), Silence(), "all")
    assert files(tmp_path / "out")["a.json"].split(b'"started"')[0] == cold


def test_the_longest_unused_translations_go_when_the_cache_is_full(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    articles = {f"a{i}": f"Тақырып {i} осында\n" + "Бұл ұзақ сөйлем. " * 3 + f"Нөмірі {i}." for i in range(3)}
    tools = make_tools(cache_mb=1)
    assert tools.cache is not None
    tools.cache._limit = 2000
    run_batch([write_articles(tmp_path / "in", **articles)], tools, Silence())
    assert 0 < tools.cache.stats().size <= 2000


def test_a_broken_cache_is_put_aside(tmp_path: Path, make_tools: MakeTools) -> None:
    make_tools()
    cache_path().parent.mkdir()
    cache_path().write_bytes(b"this is no database" * 100)
    cache = open_cache(10)
    assert cache.stats().translations == 0
    assert cache_path().with_suffix(".broken").exists()


def test_clearing_forgets_everything(tmp_path: Path, make_tools: MakeTools) -> None:
    tools = make_tools(cache_mb=10)
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], tools, Silence())
    cache = open_cache(10)
    assert cache.clear().translations == 8
    assert cache.stats().translations == 0


def fill(tmp_path: Path, make_tools: MakeTools, **settings: object) -> None:
    run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(cache_mb=10, **settings), Silence())


def test_a_second_language_leaves_the_first_in_the_cache(tmp_path: Path, make_tools: MakeTools) -> None:
    fill(tmp_path, make_tools, targets=("en",))
    engine = FakeTranslator()
    report = run_batch([tmp_path / "in"], make_tools(engine, cache_mb=10), Silence())
    assert report.cache_hits == 4
    assert {request.target for batch in engine.batches for request in batch} == {"ru"}


def test_a_locked_cache_is_left_alone_and_the_run_goes_on(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, make_tools)
    monkeypatch.setattr("pipeline.run.cache.BUSY_S", 0.05)
    holder = sqlite3.connect(cache_path(), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    told = Told()
    report = run_batch([tmp_path / "in"], make_tools(cache_mb=10), told, "all")
    holder.close()
    assert report.line == "1 written, 0 failed, 0 unchanged"
    (line,) = told.warnings
    assert "locked" in line
    assert not cache_path().with_suffix(".broken").exists()
    assert open_cache(10).stats().translations == 8


def test_a_row_whose_text_was_damaged_is_translated_again(tmp_path: Path, make_tools: MakeTools) -> None:
    fill(tmp_path, make_tools)
    before = files(tmp_path / "out")["a.json"].split(b'"started"')[0]
    with sqlite3.connect(cache_path()) as database:
        rows = database.execute("SELECT key, value FROM translations").fetchall()
        spoilt = [(value.replace(b"300", b"900"), key) for key, value in rows]
        database.executemany("UPDATE translations SET value = ? WHERE key = ?", spoilt)
    database.close()
    report = run_batch([tmp_path / "in"], make_tools(cache_mb=10), Silence(), "all")
    assert report.cache_hits == 6, "both translations of the sentence with 300 are made anew"
    assert files(tmp_path / "out")["a.json"].split(b'"started"')[0] == before


def test_a_cache_whose_tables_are_not_ours_is_put_aside(tmp_path: Path, make_tools: MakeTools) -> None:
    make_tools()
    cache_path().parent.mkdir()
    with sqlite3.connect(cache_path()) as database:
        database.execute("CREATE TABLE translations (key BLOB)")
    database.close()
    assert open_cache(10).stats().translations == 0
    assert cache_path().with_suffix(".broken").exists()


def test_a_row_that_cannot_be_read_is_translated_again(tmp_path: Path, make_tools: MakeTools) -> None:
    fill(tmp_path, make_tools)
    with sqlite3.connect(cache_path()) as database:
        database.execute(
            "UPDATE translations SET value = x'ff7b' WHERE key = (SELECT min(key) FROM translations)"
        )
    database.close()
    report = run_batch([tmp_path / "in"], make_tools(cache_mb=10), Silence(), "all")
    assert (report.articles, report.cache_hits) == (1, 7)


def test_a_cache_found_broken_on_the_way_is_put_aside_and_the_run_goes_on(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    fill(tmp_path, make_tools)
    tools = make_tools(cache_mb=10)
    assert tools.cache is not None
    with sqlite3.connect(cache_path()) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    size = cache_path().stat().st_size
    with cache_path().open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    told = Told()
    report = run_batch([tmp_path / "in"], tools, told, "all")
    assert report.articles == 1 and len(told.warnings) == 1
    assert cache_path().with_suffix(".broken").exists()


def test_a_cache_that_cannot_be_made_ends_no_run(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = make_tools(cache_mb=10)
    monkeypatch.setenv("PIPELINE_CACHE", "/dev/null/x")
    told = Told()
    report = run_batch([write_articles(tmp_path / "in", a=ARTICLE)], tools, told)
    assert report.articles == 1 and len(told.warnings) == 1
    with pytest.raises(SettingsError, match="cannot be used"):
        open_cache(10)


def test_a_lock_is_kept_in_the_output_where_the_cache_cannot_be_written(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPELINE_CACHE", "/dev/null/x")
    monkeypatch.setattr(pipeline.run.lock, "_lock_folder", lambda folder: None)  # as on NFS
    with (
        sole_writer(tmp_path / "out"),
        pytest.raises(UsageError, match="another run"),
        sole_writer(tmp_path / "out"),
    ):
        pass
    with pytest.raises(SettingsError) as error, sole_writer(Path("/dev/null/out")):
        pass
    assert "PIPELINE_CACHE" in error.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not locked there")
@pytest.mark.parametrize("made_anew", [False, True], ids=["removed", "and made anew by a third"])
def test_a_folder_that_another_run_removes_while_it_is_being_locked_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_anew: bool
) -> None:
    import fcntl

    lock = fcntl.flock

    def late(descriptor: int, operation: int) -> None:
        (tmp_path / "out").rmdir()  # the other run ends here, with nothing written
        if made_anew:
            (tmp_path / "out").mkdir()
        lock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    with pytest.raises(LockedError), sole_writer(tmp_path / "out"):
        pass
    monkeypatch.undo()
    with sole_writer(tmp_path / "out"):
        assert (tmp_path / "out").is_dir()


def test_a_program_that_was_changed_without_a_new_version_makes_everything_anew(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = write_articles(tmp_path / "in", a=ARTICLE)
    first, again, after = (FakeTranslator() for _ in range(3))
    run_batch([articles], make_tools(first, cache_mb=10), Silence())
    run_batch([articles], make_tools(again, cache_mb=10), Silence())
    monkeypatch.setattr("pipeline.run.tools.program_fingerprint", lambda: "another")
    run_batch([articles], make_tools(after, cache_mb=10), Silence())
    assert [bool(engine.batches) for engine in (first, again, after)] == [True, False, True]


def test_the_fingerprint_knows_code_and_data_and_leaves_weights_and_compiled_code_out(tmp_path: Path) -> None:
    for name in ("run/a.py", "data/a.tsv", "models/draft/model.bin", "run/__pycache__/a.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    before = fingerprint(tmp_path)
    changes = []
    for name in ("run/a.py", "data/a.tsv", "models/draft/model.bin", "run/__pycache__/a.pyc", "run/b.py"):
        (tmp_path / name).write_text("2")
        changes.append(fingerprint(tmp_path) != before)
        before = fingerprint(tmp_path)
    assert changes == [True, True, False, False, True]


def test_another_language_code_of_a_model_makes_other_translations(make_tools: MakeTools) -> None:
    tools = make_tools()
    card = replace(tools.model.card, languages={**tools.model.card.languages, "en": "other"})
    other = replace(tools, model=replace(tools.model, card=card))
    assert other.translation_signature != tools.translation_signature
    assert other.signature != tools.signature


def test_what_was_found_in_a_cached_translation_is_found_anew(tmp_path: Path, make_tools: MakeTools) -> None:
    engine = FakeTranslator(lambda request: request.text.replace("300", "900"))
    source = write_articles(tmp_path / "in", a=ARTICLE)
    run_batch([source], make_tools(engine, cache_mb=10, quality="fast"), Silence())
    with sqlite3.connect(cache_path()) as database:
        kept = [
            json.loads(value[CHECK_BYTES:])["findings"]
            for (value,) in database.execute("SELECT value FROM translations")
        ]
    database.close()
    assert not any(kept)
    cold = files(tmp_path / "out")["a.json"].split(b'"started"')[0]
    assert b'"numbers"' in cold
    run_batch([source], make_tools(cache_mb=10, quality="fast"), Silence(), "all")
    assert files(tmp_path / "out")["a.json"].split(b'"started"')[0] == cold


def test_what_is_printed_of_a_cache_agrees_with_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    for count in (0, 1, 2):
        print_cache(CacheStats(count, 5, Path("cache.sqlite")))
    said = [line.split(",")[0] for line in capsys.readouterr().out.splitlines()]
    assert said == ["0 translations kept", "1 translation kept", "2 translations kept"]
