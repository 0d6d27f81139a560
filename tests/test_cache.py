from __future__ import annotations

from pathlib import Path

from pipeline.run.batch import run_batch
from pipeline.run.cache import cache_path, open_cache
from pipeline.run.progress import Silence
from tests.conftest import MakeTools
from tests.fakes import FakeTranslator
from tests.test_run import ARTICLE, files, write_articles


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
