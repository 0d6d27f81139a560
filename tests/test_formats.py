"""The formats of the trade, read back as a receiver would, and the templates of a newsroom's own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import parse

import docx
import jsonschema
import pytest

from pipeline.errors import SettingsError
from pipeline.limits import Limits
from pipeline.read.newsml import read_news_item, split_newsml
from pipeline.read.records import read_record
from pipeline.run.batch import run_batch
from pipeline.run.edit import apply_edits
from pipeline.run.progress import Silence
from pipeline.write import load_templates
from tests.conftest import MakeTools
from tests.test_run import Told, write_articles

ARTICLE = """---
date: 2025-03-14T09:30:00+05:00
author: Айгүл Оспанова
source: Ауыл тынысы
url: https://news.example.kz/mektep
---
Ауылда жаңа мектеп ашылды

Бүгін мектеп ашылды. Онда <b>300</b> бала & 20 мұғалім бар.

Директор қуанышты.
"""
# What IPTC's ninjs-schema_3.1.json demands of the properties that are written; all others are refused there.
TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"}


def texts(*required: str, **more: object) -> dict[str, object]:
    item = {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": dict.fromkeys(("role", "value", "contentType"), TEXT) | more,
    }
    return {"type": "array", "minItems": 1, "items": item}


NINJS = {
    "type": "object",
    "required": ["uri", "type", "headlines", "bodies"],
    "additionalProperties": False,
    "properties": {
        "standard": {
            "type": "object",
            "required": ["name", "version"],
            "additionalProperties": False,
            "properties": {"name": {"const": "ninjs"}, "version": {"const": "3.1"}, "schema": TEXT},
        },
        "uri": {"type": "string", "format": "uri", "pattern": "^[a-z]+:"},
        "type": {
            "enum": [
                "text",
                "audio",
                "video",
                "picture",
                "graphic",
                "composite",
                "planning",
                "event",
                "component",
            ]
        },
        "representationType": {"enum": ["complete", "incomplete"]},
        "language": TEXT,
        "by": TEXT,
        "edNote": TEXT,
        "versionCreated": TIME,
        "contentCreated": TIME,
        "embargoed": TIME,
        "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
        "headlines": texts("value"),
        "descriptions": texts("value"),
        "bodies": texts("value"),
        "infoSources": {"type": "array", "items": {"type": "object", "properties": {"name": TEXT}}},
        "digitalSourceType": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"name": TEXT, "uri": TEXT, "literal": TEXT},
        },
        "associations": {"type": "array", "items": {"type": "object", "required": ["name"]}},
    },
}


@pytest.fixture
def written(tmp_path: Path, make_tools: MakeTools) -> Path:
    """The outputs of one article in every format."""
    run_batch(
        [write_articles(tmp_path / "in", a=ARTICLE)],
        make_tools(formats=("md", "html", "ninjs", "newsml", "docx", "rss")),
        Silence(),
    )
    return tmp_path / "out"


def test_each_edition_is_a_ninjs_object_by_the_schema_s_rules(written: Path) -> None:
    for language in ("ru", "en"):
        found = json.loads((written / f"a.{language}.ninjs.json").read_text(encoding="utf-8"))
        jsonschema.validate(found, NINJS, format_checker=jsonschema.FormatChecker())
        assert found["language"] == language
        assert found["digitalSourceType"]["uri"].endswith("/trainedAlgorithmicMedia")
        assert found["contentCreated"] == "2025-03-14T09:30:00+05:00"
        assert found["associations"][0]["uri"] == "https://news.example.kz/mektep"


def test_a_receiver_reads_the_same_paragraphs_out_of_ninjs_and_newsml(written: Path) -> None:
    ninjs = read_record((written / "a.ru.ninjs.json").read_text(encoding="utf-8"), "a", Limits())
    text = (written / "a.ru.newsml.xml").read_text(encoding="utf-8")
    (item,) = split_newsml(text, "a", Limits())
    newsml = read_news_item(item.data.decode(), "a", Limits())
    assert [block.text for block in ninjs.blocks] == [block.text for block in newsml.blocks]
    assert len(ninjs.blocks) == 2
    assert newsml.metadata["title"] == ninjs.metadata["title"]
    assert newsml.metadata["author"] == "Айгүл Оспанова"
    assert newsml.metadata["source"] == "Ауыл тынысы"


def test_an_edition_that_a_person_changed_says_so(written: Path) -> None:
    digest = json.loads((written / "a.json").read_bytes())
    translation = next(e for e in digest["editions"] if e["language"] == "ru")["translations"][1]
    edit = {
        "segment": translation["segment"],
        "language": "ru",
        "before": translation["text"],
        "text": "Иначе.",
    }
    edits = {"document": "a", "sha256": digest["document"]["sha256"], "edits": [edit]}
    path = written.parent / "a.edits.json"
    path.write_text(json.dumps(edits), encoding="utf-8")
    apply_edits(path, written)
    russian, english = (
        json.loads((written / f"a.{language}.ninjs.json").read_bytes())["digitalSourceType"]
        for language in ("ru", "en")
    )
    assert russian["uri"].endswith("/compositeWithTrainedAlgorithmicMedia")
    assert english["uri"].endswith("/trainedAlgorithmicMedia")
    assert "Иначе." in (written / "a.ru.newsml.xml").read_text(encoding="utf-8")


def test_the_feed_has_an_item_for_each_language_linked_to_the_article(written: Path) -> None:
    items = parse(written / "digest.rss").getroot().findall("channel/item")
    assert [item.findtext("{http://purl.org/dc/elements/1.1/}language") for item in items] == ["ru", "en"]
    assert {item.findtext("link") for item in items} == {"https://news.example.kz/mektep"}
    assert all(item.findtext("description") for item in items)


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("https://егемен.kz/мектеп?a=1&b=%D2%9B#с", "https://%D0%B5%D0%B3%D0%B5%D0%BC%D0%B5%D0%BD.kz/"),
        ('https://a.kz/"x" |y', "https://a.kz/%22x%22%20%7Cy"),
        ("сайттан", ""),
    ],
)
def test_the_address_of_the_original_is_a_uri_or_is_left_out(
    tmp_path: Path, make_tools: MakeTools, url: str, uri: str
) -> None:
    article = ARTICLE.replace("https://news.example.kz/mektep", json.dumps(url, ensure_ascii=False))
    run_batch([write_articles(tmp_path / "in", a=article)], make_tools(formats=("ninjs", "rss")), Silence())
    item = json.loads((tmp_path / "out/a.ru.ninjs.json").read_text(encoding="utf-8"))
    link = parse(tmp_path / "out/digest.rss").getroot().findtext("channel/item/link")
    (found,) = [each["uri"] for each in item.get("associations", [])] or [""]
    assert found.startswith(uri) and found.isascii() and bool(found) == bool(uri)
    assert "%25" not in found  # what was encoded is not encoded again
    assert link == (found or "a.html")


def test_word_opens_the_digest_with_each_language_marked(written: Path) -> None:
    file = docx.Document(str(written / "digest.docx"))
    assert any("Ауылда жаңа мектеп ашылды" in paragraph.text for paragraph in file.paragraphs)
    marked = file.element.xpath("//w:lang/@w:val")
    assert {"ru-RU", "en-GB"} <= set(marked)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system sets no time zone by TZ")
def test_the_word_file_says_in_universal_time_when_it_was_made(
    tmp_path: Path, make_tools: MakeTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "XXX-5")
    time.tzset()
    try:
        run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(formats=("docx",)), Silence())
    finally:
        monkeypatch.undo()
        time.tzset()
    properties = docx.Document(str(tmp_path / "out/digest.docx")).core_properties
    for moment in (properties.created, properties.modified):
        assert moment is not None
        assert abs((datetime.now(UTC) - moment).total_seconds()) < 3600


def test_a_date_at_the_end_of_time_is_none_and_harms_no_format(make_tools: MakeTools, tmp_path: Path) -> None:
    tools = make_tools(formats=("md", "ninjs", "newsml", "rss"))
    dates = {"first": "0001-01-01", "last": "0001-01-01T00:00:00"}
    articles = {name: f"---\ndate: {date}\n---\n{name} мектеп ашылды.\n" for name, date in dates.items()}
    report = run_batch([write_articles(tmp_path / "in", **articles)], tools, Silence())
    assert (report.articles, report.failures) == (2, [])
    assert "contentCreated" not in json.loads((tmp_path / "out" / "first.ru.ninjs.json").read_text())
    assert len(parse(tmp_path / "out" / "digest.rss").findall("channel/item")) == 4


def test_an_embargoed_article_says_so_in_the_trade_s_formats_and_is_not_in_feed_and_word(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    late = "---\nembargoed: 2999-01-01T06:00:00+05:00\n---\n" + ARTICLE.split("---\n", 2)[2]
    run_batch(
        [write_articles(tmp_path / "in", a=late)],
        make_tools(formats=("ninjs", "newsml", "docx", "rss")),
        Silence(),
    )
    found = json.loads((tmp_path / "out/a.en.ninjs.json").read_bytes())
    assert datetime.fromisoformat(found["embargoed"]).year == 2999
    assert "<embargoed>2999" in (tmp_path / "out/a.en.newsml.xml").read_text(encoding="utf-8")
    assert not parse(tmp_path / "out/digest.rss").getroot().findall("channel/item")
    file = docx.Document(str(tmp_path / "out/digest.docx"))
    assert not any(paragraph.text.startswith("1. ") for paragraph in file.paragraphs)


def test_files_of_formats_no_longer_asked_for_go_and_those_missing_are_made(
    written: Path, make_tools: MakeTools
) -> None:
    article = written.parent / "in"
    (written / "a.ru.newsml.xml").unlink()
    tools = make_tools(formats=("newsml", "rss"))
    assert run_batch([article], tools, Silence()).articles == 1
    names = {path.name for path in written.iterdir() if path.name not in ("run.json", ".lock")}
    assert {"a.json", "a.ru.newsml.xml", "a.en.newsml.xml", "digest.rss"} == {n for n in names if n[0] != "."}
    assert run_batch([article], tools, Silence()).articles == 0


def test_files_of_the_trade_s_formats_are_no_articles(written: Path, make_tools: MakeTools) -> None:
    report = run_batch([written.parent], make_tools(formats=("ninjs", "newsml")), Silence())
    assert not report.failures
    assert report.articles == 1


def test_a_newsroom_s_templates_take_the_place_of_ours_and_escape_what_they_print(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "article.md").write_text("# {{ titles.ru }}\n{{ digest.document.blocks[1].text }}\n")
    (folder / "digest.html").write_text("{% for e in entries %}<li>{{ e.titles.kk }}</li>{% endfor %}")
    tools = make_tools(templates=str(folder))
    hostile = "Тақырып <script>x</script>\n\nСөйлем * жұлдыз * және <b>қалың</b>.\n"
    run_batch([write_articles(tmp_path / "in", a=hostile)], tools, Silence())
    text = (tmp_path / "out/a.md").read_text(encoding="utf-8")
    assert r"\* жұлдыз \* және \<b\>" in text
    assert "&lt;script&gt;" in (tmp_path / "out/digest.html").read_text(encoding="utf-8")
    assert (tmp_path / "out/a.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_pages_of_a_template_that_is_given_no_more_were_as_they_were_written(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    folder, told = tmp_path / "templates", Told()
    folder.mkdir()
    (folder / "article.md").write_text("{{ digest.document.title }}", encoding="utf-8")
    source = write_articles(tmp_path / "in", a=ARTICLE)
    run_batch([source], make_tools(templates=str(folder)), Silence())
    assert run_batch([source], make_tools(), told).articles == 1
    assert told.warnings == []
    assert {path.name for path in (tmp_path / "out").glob("*.bak")} == set()
    run_batch([source], make_tools(templates=str(folder)), Silence())
    (tmp_path / "out/a.md").write_text("Мектеп", encoding="utf-8")
    run_batch([source], make_tools(), told)
    assert "a.md was not as it was written" in told.warnings[0]


def test_a_changed_template_makes_the_outputs_anew(tmp_path: Path, make_tools: MakeTools) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    article = write_articles(tmp_path / "in", a=ARTICLE)
    for text in ("one", "two"):
        (folder / "article.md").write_text(text, encoding="utf-8")
        assert run_batch([article], make_tools(templates=str(folder)), Silence()).articles == 1
    assert (tmp_path / "out/a.md").read_text(encoding="utf-8") == "two"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ titles.ru }\n", "line 1"),
        ("a\n{{ no_such_thing }}\n", "line 2: 'no_such_thing' is undefined"),
        ("a\n{{ 'b' + 1 }}\n", "line 2: TypeError: can only concatenate"),
        ("Заголовок\n", "not UTF-8"),
    ],
)
@pytest.mark.parametrize("name", ["article.md", "digest.html"])
def test_a_template_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, make_tools: MakeTools, text: str, what: str, name: str
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / name).write_text(text, encoding="cp1251")
    with pytest.raises(SettingsError, match=what) as caught:
        run_batch([write_articles(tmp_path / "in", a=ARTICLE)], make_tools(templates=str(folder)), Silence())
    assert caught.value.path == folder / name


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="holds none of"):
        load_templates(str(tmp_path))


def test_word_without_its_library_is_refused_before_any_work(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", a=ARTICLE)
    code = (
        "import sys; sys.modules['docx'] = None\nfrom importlib import util\n"
        "find = util.find_spec\nutil.find_spec = lambda n: None if n == 'docx' else find(n)\n"
        "from pipeline.cli import main\nmain()"
    )
    command = ["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--formats", "docx"]
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=False)
    assert done.returncode == SettingsError.exit_code, done.stderr
    assert "python-docx" in done.stderr
