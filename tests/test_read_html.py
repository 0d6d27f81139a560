"""HTML: the article of a page, and nothing that runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import Input, read_article
from pipeline.read.fragment import html_blocks
from tests.conftest import ROOT

PAGE = (ROOT / "tests/golden/read/page.html").read_text(encoding="utf-8")


def read(data: str | bytes, name: str = "page.html") -> Document:
    return read_article(Input("page", Path(name)), data.encode() if isinstance(data, str) else data)


def test_the_article_of_a_page_is_read_in_order_without_menu_and_footer() -> None:
    assert [(block.kind, block.text) for block in read(PAGE).blocks] == [
        ("headline", "Ауылда жаңа мектеп ашылды"),
        (
            "lead",
            "Бүгін Қарасу ауылында 300 орындық мектеп ашылды. Оның құрылысына 2,1 млрд теңге бөлінді.",
        ),
        ("subheading", "Құрылыс қалай жүрді"),
        ("paragraph", "Жұмысты жергілікті компания екі жылда аяқтады, деп хабарлады әкімдік."),
        ("item", "спорт залы бар"),
        ("item", "асхана 120 орынға арналған"),
        ("item", "1. алдымен көктемде жобасы бекітілді"),
        ("item", "2. кейін күзде құрылысы басталды"),
        ("row", "Сынып | Оқушы"),
        ("row", "Бастауыш | 120"),
        ("paragraph", "«Бұл балаларға үлкен сыйлық болды», дейді мектеп директоры Марат Сәрсенов."),
        ("paragraph", "Сабақ 1 наурызда басталады."),
    ]


def test_title_author_date_source_and_address_are_kept() -> None:
    assert read(PAGE).metadata == {
        "title": "Ауылда жаңа мектеп ашылды",
        "date": "2025-02-18T09:00:00+05:00",
        "author": "Айгүл Оспанова",
        "source": "Ауыл тынысы",
        "url": "https://news.example.kz/kk/2025/mektep",
    }


def test_nothing_of_a_script_reaches_the_text() -> None:
    assert "скрипт" not in " ".join(block.text for block in read(PAGE).blocks).lower()


def test_a_page_is_told_by_its_content_whatever_its_name() -> None:
    assert read(PAGE, "page.txt").blocks == read(PAGE).blocks


def test_the_declared_charset_is_heeded_and_kazakh_letters_told_apart() -> None:
    raw = PAGE.replace('charset="utf-8"', 'charset="windows-1251"').encode("kz1048")
    document = read(raw)
    assert document.blocks == read(PAGE).blocks
    assert document.metadata["encoding"] == "KZ-1048 (assumed)"


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(ReadError, match="no article was found") as error:
        read("<!doctype html><html><body><script>x()</script></body></html>")
    assert error.value.hint


def test_a_page_nested_too_deep_is_refused_and_not_cut_short() -> None:
    with pytest.raises(ReadError, match="nested deeper than 200 elements"):
        read(f"<html><body>{'<div>' * 5000}<p>Мәтін осында.</p>{'</div>' * 5000}</body></html>")


def test_a_passage_that_was_left_out_inside_the_text_is_shown() -> None:
    caption = "<figure><img src=a><figcaption>Суретте: жаңа мектеп ғимараты</figcaption></figure>"
    document = read(PAGE.replace("<blockquote>", f"{caption}<blockquote>"))
    assert document.metadata["left_out"] == "Суретте: жаңа мектеп ғимараты"


def test_answers_that_repeat_are_all_kept() -> None:
    answers = "".join(f"<p>– {n}-сұраққа жауап бересіз бе, айтыңызшы?</p><p>– Иә.</p>" for n in range(5))
    document = read(PAGE.replace("<blockquote>", f"{answers}<blockquote>"))
    assert sum(block.text == "– Иә." for block in document.blocks) == 5


def test_many_paragraphs_without_end_tags_are_not_deep() -> None:
    page = (
        "<!doctype html><html><body><article>" + "<p>Ауылда бүгін жаңа мектеп ашылды деп хабарлайды.\n" * 400
    )
    assert len(read(page).blocks) >= 400


def test_without_the_package_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ReadError, match="needs the package trafilatura") as error:
        read(PAGE)
    assert "[html]" in error.value.hint


def test_breaks_part_paragraphs_and_lines() -> None:
    assert [b.text for b in html_blocks("<p>бір<br>екі<br><br>үш</p>төрт")] == ["бір\nекі", "үш", "төрт"]


def test_nested_lists_and_tables_keep_their_order() -> None:
    html = "<ul><li>а<ul><li>ә</li></ul>б</li></ul><table><tr><td><p>1</p><p>2</p><td>3<tr><td>4</table>соң"
    assert [b.text for b in html_blocks(html)] == ["а", "ә", "б", "1 2 | 3", "4", "соң"]


WORDS = st.text(alphabet="аәбвгғқңөұүһі", min_size=1, max_size=5)
TAGS = st.sampled_from(
    ["p", "div", "b", "ul", "li", "ol", "td", "tr", "table", "h2", "h1", "pre", "quote", "x"]
)
PIECES = st.one_of(WORDS, TAGS.map(lambda t: f"<{t}>"), TAGS.map(lambda t: f"</{t}>"), st.just("<br/>"))


@given(st.lists(PIECES, max_size=40))
def test_no_word_of_any_tag_soup_is_lost_or_moved(pieces: list[str]) -> None:
    words = "".join(piece for piece in pieces if not piece.startswith("<"))
    kept = "".join(b.text for b in html_blocks("".join(pieces)))
    assert [c for c in kept if c.isalpha()] == list(words)


HIDING = [
    "<iframe src='x'>",
    "<noscript><img>",
    "<svg><path>",
    "<script>alert(1)",
    "<style>p {}",
    "<!-- x",
    "<embed>",
]


@pytest.mark.parametrize("opening", HIDING)
def test_what_follows_an_element_that_nothing_closes_is_read(opening: str) -> None:
    before, after = "<p>Бүгін ауылда жаңа мектеп ашылды.</p>", "<p>Онда екі жүз бала оқиды.</p>"
    assert html_blocks(f"{before}{opening}{after}")[-1].text == "Онда екі жүз бала оқиды."
    page = f"<html><body><article><h1>Мектеп</h1>{before}{opening}{after}{before}</article></body></html>"
    assert "Онда екі жүз бала оқиды." in [block.text for block in read(page).blocks]


def test_what_closed_elements_hide_stays_hidden() -> None:
    html = (
        "<iframe src='a'>бір<iframe>екі</iframe>үш</iframe><script>'<svg>'</script><!-- <svg> --><p>төрт</p>"
    )
    assert [block.text for block in html_blocks(html)] == ["төрт"]
    assert [block.text for block in html_blocks("<svg/>бір<svg><svg/>екі</svg>")] == ["бір"]


def test_cdata_is_read_as_what_it_holds() -> None:
    html = "<p><![CDATA[Мектеп <b>кеше</b> ашылды.]]></p><p><![CDATA[Бала көп.</p>"
    assert [block.text for block in html_blocks(html)] == ["Мектеп кеше ашылды.", "Бала көп."]


def test_the_entries_of_a_list_have_the_numbers_that_are_stated() -> None:
    html = (
        "<ol start='3'><li>Мектеп салынды, бала көп.<li value='7'>Жол жөнделді, көлік көп.<li>Су да бар.</ol>"
    )
    numbered = ["3. Мектеп салынды, бала көп.", "7. Жол жөнделді, көлік көп.", "8. Су да бар."]
    assert [block.text for block in html_blocks(html)] == numbered
    text = "Бүгін ауылда жиын өтті, оған екі жүз адам қатысты."
    document = read(
        f"<html><body><article><h1>Жиын</h1><p>{text}</p>{html}<p>{text}</p></article></body></html>"
    )
    assert [block.text for block in document.blocks if block.kind == "item"] == numbered
    assert "left_out" not in document.metadata


def test_a_list_that_counts_down_or_by_letters_is_numbered_as_a_browser_shows_it() -> None:
    entries = "<li>Мектеп салынды, бала көп.<li>Жол жөнделді, көлік көп.<li>Су да тартылды."
    shown = {
        "reversed": ["3.", "2.", "1."],
        "reversed start='10'": ["10.", "9.", "8."],
        "start='-1'": ["-1.", "0.", "1."],
        "type='a' start='26'": ["z)", "aa)", "ab)"],
        "type='I' start='3'": ["III)", "IV)", "V)"],
    }
    text = "Бүгін ауылда жиын өтті, оған екі жүз адам қатысты."
    for attributes, markers in shown.items():
        html = f"<ol {attributes}>{entries}</ol>"
        assert [block.text.split()[0] for block in html_blocks(html)] == markers, attributes
        document = read(f"<html><body><article><h1>Жиын</h1><p>{text}</p>{html}</article></body></html>")
        items = [block.text for block in document.blocks if block.kind == "item"]
        assert [text.split()[0] for text in items] == markers, attributes


def test_a_list_inside_a_list_that_counts_down_has_numbers_of_its_own() -> None:
    html = (
        "<ol reversed><li>Алматы<ol><li>Медеу<li>Алатау</ol><li><p>Астана</p><p>Есіл</p><li value=9>Орал</ol>"
    )
    numbered = ["3. Алматы", "1. Медеу", "2. Алатау", "2. Астана", "Есіл", "9. Орал"]
    assert [block.text for block in html_blocks(html)] == numbered
