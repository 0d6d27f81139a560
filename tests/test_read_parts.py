"""Files that hold several articles: feeds, news messages, JSON, archives; names stable, nothing lost."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.limits import Limits
from pipeline.read import Input, find_inputs, read_article, read_bytes
from pipeline.read.archive import member_name
from pipeline.read.encoding import decode
from pipeline.run.batch import run_batch
from pipeline.run.progress import Silence
from tests.conftest import ROOT, MakeTools
from tests.word import docx, packed, paragraph

GOLDEN = ROOT / "tests/golden/read"
SCHOOL = [
    ("headline", "Ауылда жаңа мектеп ашылды"),
    ("lead", "Бүгін мектеп ашылды."),
    ("paragraph", "Онда 300 бала оқиды."),
]


def inputs(*paths: Path) -> list[Input]:
    found, failures = find_inputs(paths)
    assert failures == []
    return found


def articles(*paths: Path) -> dict[str, Document]:
    return {source.id: read_article(source) for source in inputs(*paths)}


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def meta(source: Input) -> dict[str, str]:
    return read_article(source).metadata


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_feed_is_an_article_an_item_named_by_its_own_id() -> None:
    assert list(articles(GOLDEN / "feed.rss")) == ["feed-kk-2025-mektep", "feed-su-42", "feed-3"]


def test_text_under_keys_that_nobody_knows_is_shown_as_left_out(tmp_path: Path) -> None:
    record = {
        "title": "Мектеп ашылды",
        "heading": "Ауылда жаңа мектеп ашылды",
        "content_text": "Бүгін ауылда мектеп ашылды. Онда 300 бала оқиды.",
        "annotation": "<p>Құрылысқа <b>5 млрд теңге</b> жұмсалды.</p>",
        "kicker": "Бүгін ауылда мектеп ашылды.",
        "content_html": "",
        "text": "",
        "tags": "мектеп, ауыл, білім",
        "image": "https://example.kz/a.jpg",
        "author": "Айнұр Ораз",
        "views": 7,
    }
    (found,) = articles(written(tmp_path, "a.json", json.dumps(record))).values()
    assert found.metadata["left_out"] == (
        "heading: Ауылда жаңа мектеп ашылды · annotation: Құрылысқа 5 млрд теңге жұмсалды."
    )


def test_another_body_of_the_same_words_is_not_left_out(tmp_path: Path) -> None:
    record = {"text": "Бүгін ауылда мектеп ашылды", "content": "Бүгін, ауылда жаңа емхана мен көпір салынды."}
    (found,) = articles(written(tmp_path, "a.json", json.dumps(record))).values()
    assert found.metadata["left_out"].startswith("content: Бүгін, ауылда")
    text = "Бүгін ауылда мектеп ашылды. Онда 300 бала оқиды."
    record = {"body_html": f"<p>{text}</p>", "text": f"{text} Фото"}
    (found,) = articles(written(tmp_path, "b.json", json.dumps(record))).values()
    assert "left_out" not in found.metadata


def test_the_full_text_of_an_item_comes_before_its_teaser() -> None:
    found = articles(GOLDEN / "feed.rss")
    assert blocks(found["feed-kk-2025-mektep"]) == [
        ("headline", "Ауылда жаңа мектеп ашылды"),
        ("lead", "Бүгін Қарасу ауылында 300 орындық мектеп ашылды."),
        ("paragraph", "Оның құрылысына 2,1\u00a0млрд теңге бөлінді."),
    ]
    assert found["feed-kk-2025-mektep"].metadata == {
        "title": "Ауылда жаңа мектеп ашылды",
        "date": "2025-02-18T09:00:00+05:00",
        "author": "Айгүл Оспанова",
        "source": "Ауыл тынысы",
        "url": "https://news.example.kz/kk/2025/mektep",
        "description": "Қарасу ауылында мектеп ашылды…",
        "part": "https://news.example.kz/kk/2025/mektep",
    }
    assert "Тұрғындарға қауіп жоқ." in found["feed-su-42"].blocks[1].text


def test_atom_gives_html_and_xhtml_bodies_and_the_address_for_readers() -> None:
    found = articles(GOLDEN / "feed.atom")
    assert blocks(found["feed-mektep"])[1:] == [
        ("lead", "Бүгін Қарасу ауылында мектеп ашылды."),
        ("item", "спорт залы бар"),
    ]
    assert found["feed-mektep"].metadata["url"] == "https://news.example.kz/kk/2025/mektep"
    assert blocks(found["feed-ozen"]) == [
        ("headline", "Өзен «Іле» көтерілді"),
        ("lead", "Өзендегі судың деңгейі көтерілді."),
    ]


def test_json_lines_are_an_article_a_line() -> None:
    found = articles(GOLDEN / "articles.jsonl")
    assert list(found) == ["articles-17", "articles-su", "articles-4"]
    assert [block.text for block in found["articles-su"].blocks] == [
        "Өзен деңгейі көтерілді",
        "Өзендегі судың деңгейі көтерілді.",
        "Қауіп жоқ.",
    ]
    assert found["articles-17"].metadata["date"] == "2025-02-18"


@pytest.mark.parametrize("name", ["ninjs2", "ninjs3"])
def test_ninjs_is_one_article_with_its_richer_body(name: str) -> None:
    (document,) = articles(GOLDEN / f"{name}.json").values()
    assert document.id == name
    assert blocks(document) == SCHOOL
    assert document.metadata["source"] == "Ауыл тынысы"
    assert document.metadata["date"] == "2025-02-18T09:00:00+05:00"


def test_a_lead_in_json_is_text_and_a_summary_is_metadata(tmp_path: Path) -> None:
    record = {
        "title": "Мектеп ашылды",
        "lead": "<p>Мектепке 55 бала келді.</p>",
        "summary": "Ауылда 66 орын бар.",
        "description": "Бүгін мектеп ашылды.",
        "text": "Бүгін мектеп ашылды.\nОнда 300 бала оқиды.",
    }
    (document,) = articles(written(tmp_path, "a.json", json.dumps(record))).values()
    assert blocks(document) == [
        ("headline", "Мектеп ашылды"),
        ("lead", "Мектепке 55 бала келді."),
        ("paragraph", "Бүгін мектеп ашылды."),
        ("paragraph", "Онда 300 бала оқиды."),
    ]
    assert document.metadata == {"title": "Мектеп ашылды", "summary": "Ауылда 66 орын бар."}


def test_a_lead_that_the_body_begins_with_is_there_once(tmp_path: Path) -> None:
    record = {"lead": "Бүгін мектеп ашылды.", "text": "Бүгін  мектеп ашылды.\nОнда 300 бала оқиды."}
    (document,) = articles(written(tmp_path, "a.json", json.dumps(record))).values()
    assert len(document.blocks) == 2


def test_newsml_gives_the_text_items_of_a_message() -> None:
    school, river = articles(GOLDEN / "message.xml").values()
    assert blocks(school) == SCHOOL
    assert school.metadata["author"] == "Айгүл Оспанова"
    assert blocks(river) == [
        ("headline", "Өзен деңгейі көтерілді"),
        ("lead", "Өзендегі судың деңгейі көтерілді."),
    ]
    assert river.metadata["author"] == "Марат Сәрсенов"


@pytest.mark.parametrize("name", ["ninjs2.json", "message.xml"])
def test_an_embargo_is_kept_with_its_zone(name: str) -> None:
    first = next(iter(articles(GOLDEN / name).values()))
    assert first.metadata["embargoed"] == "2025-02-19T06:00:00+05:00"


def test_an_embargo_in_front_matter_is_kept_under_the_one_name() -> None:
    text = "---\nembargo: Wed, 19 Feb 2025 06:00:00 +0500\n---\nБүгін мектеп ашылды.\n"
    document = read_article(Input("a", Path("a.txt")), text.encode())
    assert document.metadata == {"embargoed": "2025-02-19T06:00:00+05:00"}


@pytest.mark.parametrize("time", ["ертең", "2025-02-19 06:00", "2025-02-19"])
def test_an_embargo_that_leaves_the_moment_open_is_refused(time: str) -> None:
    with pytest.raises(ReadError, match="embargo") as error:
        read_article(Input("a", Path("a.txt")), f"---\nembargoed: {time}\n---\nМәтін.\n".encode())
    assert "+05:00" in error.value.hint


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "---\nembargo:\n---\nМәтін осында.\n"),
        ("a.txt", "---\nEmbargo-Until: ертең\n---\nМәтін осында.\n"),
        ("a.txt", "---\nэмбарго: ертең\n---\nМәтін осында.\n"),
        ("a.json", '{"text": "Мәтін осында.", "embargo": 32503680000}'),
        ("a.json", '{"text": "Мәтін осында.", "embargo": {"until": "2999-01-01T00:00:00+05:00"}}'),
        ("a.json", '{"text": "Мәтін осында.", "embargoUntil": ""}'),
        ("a.rss", "<rss><item><description>Мәтін.</description><embargo/></item></rss>"),
        ("a.json", '{"text": "Мәтін.", "embargo": "Mon, 01 Jan 2024 00:00:00 +99999999999999"}'),
    ],
)
def test_an_embargo_that_cannot_be_read_is_never_passed_over(tmp_path: Path, name: str, data: str) -> None:
    with pytest.raises(ReadError, match="under an embargo"):
        read_article(inputs(written(tmp_path, name, data))[0])


def test_an_empty_embargo_in_newsml_is_refused(tmp_path: Path) -> None:
    newsml = (GOLDEN / "message.xml").read_text(encoding="utf-8")
    newsml = newsml.replace("2025-02-19T06:00:00+05:00</embargoed>", "</embargoed>")
    with pytest.raises(ReadError, match="embargo without an end"):
        read_article(inputs(written(tmp_path, "a.xml", newsml))[0])


def test_the_latest_of_several_embargoes_holds() -> None:
    text = (
        '{"text": "Мәтін осында.", "Embargo_Until": "2025-02-19T06:00:00+05:00",'
        ' "embargoed": "2025-02-18T06:00:00+05:00", "embargo": null}'
    )
    document = read_article(Input("a", Path("a.json")), text.encode())
    assert document.metadata == {"embargoed": "2025-02-19T06:00:00+05:00"}


def test_a_date_with_an_impossible_zone_stays_as_it_stands() -> None:
    date = "Mon, 01 Jan 2024 00:00:00 +99999999999999"
    text = json.dumps({"text": "Мәтін осында.", "date": date})
    assert read_article(Input("a", Path("a.json")), text.encode()).metadata == {"date": date}


def test_text_after_an_element_that_is_not_read_is_kept(tmp_path: Path) -> None:
    newsml = (GOLDEN / "message.xml").read_text(encoding="utf-8")
    newsml = newsml.replace("<p>Өзендегі судың", "<p>Өзендегі <media>сурет</media>судың")
    assert newsml != (GOLDEN / "message.xml").read_text(encoding="utf-8")
    river = list(articles(written(tmp_path, "a.xml", newsml)).values())[1]
    assert river.blocks[-1].text == "Өзендегі судың деңгейі көтерілді."


def test_a_withdrawn_item_is_refused(tmp_path: Path) -> None:
    ninjs = (GOLDEN / "ninjs2.json").read_text(encoding="utf-8").replace("usable", "canceled")
    newsml = (GOLDEN / "message.xml").read_text(encoding="utf-8").replace("stat:usable", "stat:canceled")
    for path in (written(tmp_path, "a.json", ninjs), written(tmp_path, "b.xml", newsml)):
        with pytest.raises(ReadError, match="withdrawn by its source"):
            read_article(inputs(path)[0])


def test_an_archive_gives_what_a_folder_of_its_files_gives(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "a.txt": "Бүгін мектеп ашылды.",
        "kk/b.md": "# Тақырып\n\nБүгін мектеп ашылды.",
        "kk/c.docx": docx(paragraph("Бүгін мектеп ашылды.")),
        "feed.rss": (GOLDEN / "feed.rss").read_bytes(),
        "photo.jpg": b"\xff\xd8\xff",
        "__MACOSX/._a.txt": b"\0\5",
    }
    found = articles(written(tmp_path, "in.zip", packed(members)))
    names = ["in-a", "in-kk-b", "in-kk-c", "in-feed-kk-2025-mektep", "in-feed-su-42", "in-feed-3"]
    assert list(found) == names
    assert found["in-kk-b"].title == "Тақырып"
    assert found["in-a"].metadata == {"part": "a.txt"}


def test_names_in_archives_of_windows_and_mac_are_legible(tmp_path: Path) -> None:
    for codec in ("cp866", "utf-8"):
        shown = "мектеп.txt".encode(codec).decode("cp437")
        raw = packed({"a" * len("мектеп.txt".encode(codec)): "Бүгін мектеп ашылды."})
        raw = raw.replace(b"a" * len("мектеп.txt".encode(codec)), "мектеп.txt".encode(codec))
        assert shown not in str(inputs(written(tmp_path, "a.zip", raw)))
        assert list(articles(tmp_path / "a.zip")) == ["a-мектеп"]


def test_a_damaged_member_of_an_archive_fails_alone(tmp_path: Path) -> None:
    raw = packed({"a.txt": "Бүгін мектеп ашылды.", "b.txt": "Бұзық мәтін.", "c.txt": "Ертең демалыс."})
    checksum = raw.rindex(b"b.txt") - 30
    path = written(tmp_path, "in.zip", raw[:checksum] + bytes(4) + raw[checksum + 4 :])
    first, broken, last = inputs(path)
    assert [read_article(source).blocks[0].text for source in (first, last)] == [
        "Бүгін мектеп ашылды.",
        "Ертең демалыс.",
    ]
    with pytest.raises(ReadError, match=r"in\.zip#b\.txt: is a damaged or unusual zip archive"):
        read_article(broken)


def test_a_number_and_a_colon_in_an_archive_are_no_drive(tmp_path: Path) -> None:
    found = articles(written(tmp_path, "in.zip", packed({"5: есеп.txt": "Бүгін мектеп ашылды."})))
    assert list(found) == ["in-5-есеп"]


def test_a_name_that_zipfile_took_from_the_extra_field_stays() -> None:
    assert member_name(ZipInfo("әкім.txt")) == "әкім.txt"  # as Python 3.12 and later have it


def test_a_member_is_read_by_its_own_suffix_whatever_the_archive_is_called(tmp_path: Path) -> None:
    path = written(tmp_path, "export.bin", packed({"a.md": "# Тақырып\n\n**Бүгін** мектеп ашылды."}))
    (source,) = inputs(path)
    document = read_article(source, read_bytes(source))
    assert [block.text for block in document.blocks] == ["Тақырып", "Бүгін мектеп ашылды."]


def test_entities_of_html_in_a_body_without_tags_are_the_signs_they_stand_for(tmp_path: Path) -> None:
    text = "Бүгін &amp;laquo;Нұр&amp;raquo; мектебі ашылды &amp;#8211; a.kz?x=1&amp;copy=2."
    raw = f"<rss><channel><item><description>{text}</description></item></channel></rss>"
    (found,) = articles(written(tmp_path, "a.rss", raw)).values()
    assert found.blocks[0].text == "Бүгін «Нұр» мектебі ашылды – a.kz?x=1&copy=2."


def test_the_digest_of_a_part_is_that_of_its_own_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", (GOLDEN / "articles.jsonl").read_bytes())
    before = {source.id: hashlib.sha256(read_bytes(source)).hexdigest() for source in inputs(path)}
    assert {key: document.sha256 for key, document in articles(path).items()} == before
    path.write_text(path.read_text(encoding="utf-8").replace("Қауіп жоқ", "Қауіп бар"), encoding="utf-8")
    after = {source.id: hashlib.sha256(read_bytes(source)).hexdigest() for source in inputs(path)}
    assert [key for key in before if before[key] != after[key]] == ["a-su"]


def test_a_new_item_or_build_date_changes_no_other_item_of_a_feed(tmp_path: Path) -> None:
    text = (GOLDEN / "feed.rss").read_text(encoding="utf-8")
    old = articles(written(tmp_path, "feed.rss", text))
    item = "<item><guid>new-1</guid><title>Жаңа</title><description>Жаңа хабар осында.</description></item>"
    text = text.replace("<item>", f"{item}<item>", 1).replace("10:00:00 +0500</last", "11:00:00 +0500</last")
    new = articles(written(tmp_path, "feed.rss", text))
    assert list(new)[:3] == ["feed-new-1", "feed-kk-2025-mektep", "feed-su-42"]
    assert new["feed-su-42"] == old["feed-su-42"]


def test_a_line_is_found_again_after_lines_were_put_before_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"id": 1, "text": "Бір бар."}\n{"id": 2, "text": "Екі бар."}\n')
    source = inputs(path)[1]
    path.write_text('{"id": 0, "text": "Нөл."}\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_article(source).blocks[0].text == "Екі бар."


def test_lines_in_utf16_are_cut_where_they_end_and_say_what_they_were(tmp_path: Path) -> None:
    text = (
        '{"id": 1, "text": "Њ Ċ ਊ деген таңбалар бар."}\n\n{"id": 2, "text": "Екі бар."}\n'  # with a byte 10
    )
    for mark, codec, name in (("\ufeff", "utf-16-le", "UTF-16LE"), ("", "utf-16-be", "UTF-16BE")):
        found = articles(written(tmp_path, "a.jsonl", (mark + text).encode(codec)))
        texts = {key: document.blocks[0].text for key, document in found.items()}
        assert texts == {"a-1": "Њ Ċ ਊ деген таңбалар бар.", "a-2": "Екі бар."}
        assert {document.metadata["encoding"] for document in found.values()} == {name}
        longer = articles(written(tmp_path, "a.jsonl", (mark + text + '{"text": "Үш бар."}').encode(codec)))
        assert longer | found == longer


def test_a_file_in_utf16_may_end_in_a_sign_with_a_byte_10(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"id": 1, "text": "Бір бар."}\nЊ'.encode("utf-16-be"))
    assert [source.part for source in inputs(path)] == ["1", "2"]


def test_a_line_in_broken_utf16_fails_alone(tmp_path: Path) -> None:
    lines = [
        '{"id": 1, "text": "Бір бар."}\n',
        '{"id": 2, "text": "\udc00."}\n',
        '{"id": 3, "text": "Үш."}\n',
    ]
    path = written(tmp_path, "a.jsonl", "".join(lines).encode("utf-16-le", "surrogatepass"))
    sources = inputs(path)
    assert [read_article(source).blocks[0].text for source in (sources[0], sources[2])] == ["Бір бар.", "Үш."]
    with pytest.raises(ReadError, match="begins as UTF-16LE but is not valid"):
        read_article(sources[1])


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.rss"])
def test_more_than_one_byte_order_mark_is_no_text(tmp_path: Path, name: str) -> None:
    article = {
        "a.jsonl": '{"title": "Тақырып", "text": "Мектеп ашылды."}\n',
        "a.txt": "---\ntitle: Тақырып\n---\nМектеп ашылды.\n",
        "a.rss": "<rss><item><title>Тақырып</title><description>Мектеп ашылды.</description></item></rss>",
    }
    (found,) = articles(written(tmp_path, name, "\ufeff\ufeff" + article[name])).values()
    assert [block.text for block in found.blocks] == ["Тақырып", "Мектеп ашылды."]


def test_a_part_that_is_gone_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"id": 1, "text": "Бір бар."}\n')
    source = inputs(path)[0]
    path.write_text('{"id": 2, "text": "Екі бар."}\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.jsonl#1: is no longer in its file"):
        read_article(source)


def test_equal_ids_in_one_file_get_different_names(tmp_path: Path) -> None:
    lines = [{"id": key, "text": f"Мәтін {n}."} for n, key in enumerate(["1", "1", "1 (2)", None, "4"])]
    path = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    found = articles(path)
    assert [document.blocks[0].text for document in found.values()] == [f"Мәтін {n}." for n in range(5)]


def test_a_feed_is_parsed_once_for_all_its_items(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.read import xmltree

    calls: list[int] = []

    def counting(text: str, path: str, limits: Limits) -> Element:
        calls.append(len(text))
        return xmltree.parse_xml(text, path, limits)

    monkeypatch.setattr("pipeline.read.feed.parse_xml", counting)
    items = "".join(f"<item><guid>g{n}</guid><description>Хабар {n}.</description></item>" for n in range(50))
    whole = f"<rss><channel>{items}</channel></rss>"
    found = inputs(written(tmp_path, "a.rss", whole))
    assert [read_article(source).blocks[0].text for source in found] == [f"Хабар {n}." for n in range(50)]
    assert calls.count(len(whole)) == 2  # once to list its items, once to read them


def test_an_input_can_be_sent_to_another_process() -> None:
    import pickle

    for source in inputs(GOLDEN / "feed.rss"):
        read_article(source)
        assert read_article(pickle.loads(pickle.dumps(source))) == read_article(source)


def test_a_broken_line_fails_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"id": 1, "text": "Бір бар."}\n{"id": 2, "text"\n{"title": "Бос"}\n')
    good, broken, empty = inputs(path)
    assert read_article(good).id == "a-1"
    with pytest.raises(ReadError, match=r"a\.jsonl#2: is not valid JSON"):
        read_article(broken)
    with pytest.raises(ReadError, match="without an article's text"):
        read_article(empty)


def test_a_file_of_several_articles_read_as_one_names_the_way() -> None:
    for name, count in (("feed.rss", 3), ("message.xml", 2), ("articles.jsonl", 3)):
        with pytest.raises(ReadError, match=f"holds {count} articles") as error:
            read_article(Input("a", GOLDEN / name))
        assert "pipeline run" in error.value.hint


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.rss", "<rss><channel></channel></rss>", "holds no articles"),
        ("a.rss", "<rss><channel><item></channel></rss>", "not well-formed XML: mismatched tag in line 1"),
        ("a.rss", '<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>', "declares an entity"),
        ("a.xml", f"<rss>{'<a>' * 5000}</rss>", "nested deeper than 200"),
        ("a.xml", "<svg><path/></svg>", "XML of a kind not known here .root element <svg>"),
        ("a.json", "[" * 100_000, "nested too deep|not valid JSON"),
        ("a.json", '{"a": 1}', "without an article's text"),
        ("a.json", '[{"text": "Бір."}, 7]', None),
        ("a.json", "[]", "holds no articles"),
        ("a.zip", packed({"photo.jpg": b"x"}), "holds no article: photo.jpg"),
        ("a.zip", packed({"b.zip": packed({"c.txt": "Бір."})}), "zip archive inside a zip archive"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "holds no article: nothing"),
        ("a.zip", packed({"big.txt": b"a" * (10 * 2**20 + 1)}), "bomb|larger than 10 MiB"),
    ],
)
def test_hostile_and_empty_collections_fail_when_read(
    tmp_path: Path, name: str, data: str | bytes, complaint: str | None
) -> None:
    found = inputs(written(tmp_path, name, data))
    if complaint is None:
        assert read_article(found[0]).blocks[0].text == "Бір."
        complaint = "is JSON but no object"
    with pytest.raises(ReadError, match=complaint) as error:
        read_article(found[-1])
    assert error.value.hint
    assert name in str(error.value)


def test_a_line_without_end_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * (11 * 2**20))
    with pytest.raises(ReadError, match=r"line longer than 10 MiB \(line 1\)"):
        read_article(inputs(path)[0])


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "құпия сөз")
    feed = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss><item><title>&x;</title></item></rss>'
    path = written(tmp_path, "a.rss", feed)
    with pytest.raises(ReadError, match="declares an entity"):
        read_article(inputs(path)[0])


def test_a_folder_of_every_format_runs_and_a_second_run_changes_nothing(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    report = run_batch([GOLDEN], make_tools(), Silence())
    assert report.failures == []
    written_first = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.json")}
    assert {name for name in written_first if name != "run.json"} == {f"{s.id}.json" for s in inputs(GOLDEN)}
    digest = (tmp_path / "out/digest.md").read_text(encoding="utf-8")
    assert all(f"{source.id}.md" in digest for source in inputs(GOLDEN) if "embargoed" not in meta(source))
    again = run_batch([GOLDEN], make_tools(), Silence())
    assert (again.articles, again.unchanged) == (0, len(inputs(GOLDEN)))


GOLDEN_FILES = sorted(path for path in GOLDEN.iterdir() if path.is_file())
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from([b"", b"\0", b"<", b">", b'"', b"}", b"&", b"]", b"\xff", b"\n", b"9" * 50]),
    ),
    min_size=1,
    max_size=4,
)


@given(st.sampled_from(GOLDEN_FILES), EDITS, st.integers(0, 3))
def test_a_damaged_file_is_read_or_refused_and_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, golden: Path, edits: list[tuple[float, bytes]], gap: int
) -> None:
    raw = bytearray(golden.read_bytes())
    for place, change in edits:
        at = int(place * len(raw))
        raw[at : at + gap] = change
    for source in inputs(written(tmp_path_factory.mktemp("damaged"), golden.name, bytes(raw))):
        try:
            assert read_article(source).blocks
        except ReadError as error:
            assert error.hint


TEXTS = st.text(alphabet='аәбғқңөұүһі .,«»"\\\n<>&;', min_size=1, max_size=40).map(lambda t: f"Сөз {t}")


@given(
    st.lists(st.tuples(st.text(max_size=8) | st.integers() | st.none(), TEXTS), min_size=1, max_size=6),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
)
def test_every_line_of_json_lines_is_read_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, records: list[tuple[str | int | None, str]], encoding: str
) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    lines = (json.dumps({"id": key, "text": text}, ensure_ascii=False) for key, text in records)
    path.write_bytes("\n".join(lines).encode(encoding))
    found = inputs(path)
    assert len({source.id.casefold() for source in found}) == len(records)
    for source, (_, text) in zip(found, records, strict=True):
        assert json.loads(decode(read_bytes(source), path).text)["text"] == text
