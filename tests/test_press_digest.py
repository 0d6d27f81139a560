"""The press digest of a batch: what stands in it, once, marked, and what does not."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from pipeline.document import Digest, Failure
from pipeline.run.batch import run_batch
from pipeline.run.progress import Silence
from pipeline.run.recheck import read_digest
from pipeline.translate.protocol import Request
from pipeline.write import Batch, Entry, find_duplicates
from tests.conftest import MakeTools
from tests.fakes import FakeTranslator
from tests.test_run import ARTICLE, Told, files, write_articles


def test_an_embargoed_article_is_translated_but_left_out_of_the_digest(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    front = "---\nembargoed: 2999-01-01T08:00:00+05:00\n---\n"
    late = front + "Эмбарго тақырыбы осында\nБұл жаңалық ертең жарияланады.\n"
    past = late.replace("2999", "1999").replace("Эмбарго", "Ашық")
    run_batch([write_articles(tmp_path / "in", a=late, b=past)], make_tools(), Silence())
    digest = (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    assert (tmp_path / "out/a.json").exists()
    assert "Эмбарго" not in digest and "Ашық" in digest
    assert "embargoed until 2999-01-01T08:00:00+05:00" in digest


def test_one_text_in_two_files_stands_once_in_the_digest_and_names_the_other(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    front = "---\ndate: 2026-11-20\n---\n"
    said = {"a": ARTICLE, "b": f"{front}{ARTICLE}", "c": ARTICLE.replace("үлкен", "кіші")}
    told = Told()
    tools = make_tools(FakeTranslator(score=-0.1), formats=("md", "html", "rss", "docx"))
    report = run_batch([write_articles(tmp_path / "in", **said)], tools, told)
    pages, here = files(tmp_path / "out"), str(tmp_path / "in")
    text, page, feed = (pages[f"digest.{kind}"].decode() for kind in ("md", "html", "rss"))
    assert text.count("](#a") == 2 and page.count("<article>") == 2 and feed.count("<item>") == 4
    assert (
        f"> **Дәл осы мәтін · Тот же текст · The same text:** [{here}/b.txt (2026-11-20)](b.md)".replace(
            "_", r"\_"
        )
        in text
    )
    assert f'The same text:</strong> <a href="b.html">{here}/b.txt (2026-11-20)</a></p>' in page
    assert "[also: b]</description>" in feed
    assert "2 articles, 8 sentences; 7 to check." in text  # the stand-in leaves Kazakh words in
    assert "1 duplicate, named at the article that says the same." in text
    assert {"b.json", "b.md", "b.html"} <= pages.keys()
    assert told.warnings == [f"{here}/b.txt says the same as {here}/a.txt: the press digest names it there"]
    ran = json.loads((tmp_path / "out/run.json").read_bytes())
    assert ran["duplicates"] == [{"path": f"{here}/b.txt", "same_as": f"{here}/a.txt"}]
    assert report.articles == 3


def test_characters_that_no_xml_can_hold_are_in_no_page(tmp_path: Path, make_tools: MakeTools) -> None:
    article = ARTICLE.replace("жаңа", "жа\uffffңа").replace("үлкен", "үл\ufffeкен")
    tools = make_tools(formats=("md", "html", "rss", "docx", "newsml"))
    report = run_batch([write_articles(tmp_path / "in", a=article)], tools, Silence())
    assert report.line == "1 written, 0 failed, 0 unchanged"
    pages = [page for name, page in files(tmp_path / "out").items() if not name.endswith((".docx", ".json"))]
    assert len(pages) == 7
    assert not any(mark in page.decode() for page in pages for mark in "\ufffe\uffff")


@pytest.mark.parametrize("opening", ["1. ", "2024) ", "- ", "+ "])
def test_a_summary_that_begins_like_a_list_stays_a_paragraph_with_its_mark(
    tmp_path: Path, make_tools: MakeTools, opening: str
) -> None:
    text = f"Ауылда жаңа мектеп ашылды\n\n{opening}Мектепке балалар барады."
    run_batch([write_articles(tmp_path / "in", a=text)], make_tools(sentences=1), Silence())
    for name in ("a", "digest"):
        page = MarkdownIt().render((tmp_path / f"out/{name}.md").read_text(encoding="utf-8"))
        assert "балалар барады." in page
        assert not re.search(r"<li>\s*Мектепке", page), page


def test_a_copy_that_a_person_edited_stands_for_the_others_and_none_under_embargo_does(
    tmp_path: Path,
) -> None:
    late = "2999-01-01T08:00:00+05:00"
    entries = [
        Entry(name, {}, {}, (), 1, (), "", path=name, text=text, edited=edited, embargoed=until)
        for name, text, edited, until in [
            ("a", "1", False, ""),
            ("b", "1", True, ""),
            ("c", "1", True, late),
            ("d", "2", False, late),
            ("e", "2", False, ""),
        ]
    ]
    now = datetime.now().astimezone()
    found = find_duplicates(iter(entries), now)
    assert {first: [each.id for each in others] for first, others in found.items()} == {"b": ["a"]}
    batch = Batch(lambda: iter(entries), [], found)
    assert [entry.id for entry in batch.free(now)] == ["b", "e"]
    assert [line.split(":")[0] for line in batch.left_out(now)] == ["c", "d"]


WITHOUT_FIGURES = {
    "Ауылда 300 орындық мектеп ашылды": {
        "ru": "В селе открылась школа на много мест",
        "en": "A school with many places has opened in the village",
    },
    "Жаңа мектепте №7 бала оқиды.": {
        "ru": "В новой школе учится ребёнок.",
        "en": "A child studies at the new school.",
    },
    "Жаңа мектеп өте үлкен.": {
        "ru": "Новая школа очень большая.",
        "en": "The new school is very big.",
    },
}


def test_doubts_are_marked_in_titles_and_summaries_too(tmp_path: Path, make_tools: MakeTools) -> None:
    answers = {source.split()[-1]: targets for source, targets in WITHOUT_FIGURES.items()}

    def answer(request: Request) -> str:
        """Leave every figure out; the halves of a sentence come out worse than the whole."""
        last = request.text.split()[-1]
        return answers[last][request.target] if last in answers else "…"

    run_batch(
        [write_articles(tmp_path / "in", a="{}\n{} {}\n".format(*WITHOUT_FIGURES))],
        make_tools(FakeTranslator(answer)),
        Silence(),
    )
    pages = files(tmp_path / "out")
    digest, page = pages["digest.md"].decode(), pages["a.md"].decode()
    assert "⚠ an error" in digest
    assert "· A school with many places has opened in the village ⚠](#a1)" in digest
    assert "### en: A school with many places has opened in the village ⚠\n" in digest
    assert "studies at the new school. ⚠ The new school is very big.\n" in digest
    assert "**en** A school with many places has opened in the village **⚠**" in page
    assert "at the new school. **⚠** [[2]](#s2) The new school is very big. [[3]](#s3)" in page
    assert "village ⚠</h3><p>A child studies at the new school. ⚠ The new" in pages["digest.html"].decode()
    assert "village ⚠</p>" in pages["a.html"].decode()


def test_what_is_not_in_the_digest_is_told_as_in_the_terminal(tmp_path: Path, make_tools: MakeTools) -> None:
    tools = make_tools(FakeTranslator(score=-0.1))
    run_batch([write_articles(tmp_path / "in", a="", b="Мектеп жаңа.\n")], tools, Silence())
    digest = (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    assert "a.txt: read: is empty → fill it or remove it" in digest
    assert "1 article, 1 sentence; 0 to check.\n" in digest and "⚠ an error" not in digest
    assert "1 article, 1 sentence; 0 to check." in (tmp_path / "out/digest.html").read_text(encoding="utf-8")
    without_remedy = Batch(lambda: iter(()), [Failure("b.txt", "translate", "the engine failed", "")])
    assert list(without_remedy.left_out(datetime.now().astimezone())) == [
        "b.txt: translate: the engine failed"
    ]


EMBARGO = "---\nembargoed: 2999-01-01 09:00\n---\n"  # without a zone: refused


def test_an_article_that_failed_is_not_published_from_its_old_digest(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE.replace("мектеп", "емхана"))
    run_batch([source], make_tools(), Silence())
    write_articles(source, a=EMBARGO + ARTICLE)
    report = run_batch([source], make_tools(), Silence())
    assert report.line == "0 written, 1 failed, 1 unchanged"
    for kind in ("md", "html"):
        page = (tmp_path / f"out/digest.{kind}").read_text(encoding="utf-8")
        assert "емхана" in page and "мектеп" not in page


def test_an_article_that_changed_is_not_published_as_it_was_when_only_failures_are_tried_again(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b="")
    run_batch([source], make_tools(), Silence())
    write_articles(source, a=EMBARGO + ARTICLE, b=ARTICLE.replace("мектеп", "емхана"))
    told = Told()
    run_batch([source], make_tools(), told, "failed")
    page = (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    assert "емхана" in page and "мектеп" not in page
    assert "a.txt has changed" in told.warnings[0]


def test_each_digest_is_read_once_for_all_pages_of_the_batch(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_articles(tmp_path / "in", a=ARTICLE, b=ARTICLE)
    run_batch([source], make_tools(), Silence())
    read: list[str] = []

    def counted(path: Path) -> Digest | None:
        read.append(path.name)
        return read_digest(path)

    monkeypatch.setattr("pipeline.run.current.read_digest", counted)
    run_batch([source], make_tools(), Silence())
    assert sorted(read) == ["a.json", "b.json"]
