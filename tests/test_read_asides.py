"""What stands inside the article of a page and is none of it goes, and is told of; prose stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.read import Input, read_article

PROSE = (
    "Бүгін Алматы қаласында жаңа мектеп ашылды, оған алты жүз оқушы қабылданады. Онда спорт залы бар.",
    "Қала әкімі рәсімде сөз сөйлеп, құрылысшыларға алғыс айтты. Келесі жылы тағы екі мектеп салынады.",
    "Мектеп директоры Серік Ахметовтің сөзінше, мұғалімдер жеткілікті. Сабақ қыркүйекте басталады.",
)
LINK = '<a href="/1">Алматыда жол апаты болды</a>'
CUE = "Тағы оқыңыз:"


def read(inside: str, behind: str = "") -> Document:
    first, *others = (f"<p>{text}</p>" for text in PROSE)
    body = f"<h1>Жаңа мектеп ашылды</h1>{first}{inside}{''.join(others)}{behind}"
    page = f"<!doctype html><html><head><title>a</title></head><body><article>{body}</article></body></html>"
    return read_article(Input("a", Path("a.html")), page.encode())


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind != "headline"]


@pytest.mark.parametrize(
    "aside",
    [
        f"<p>{CUE} {LINK}</p>",
        f"<p><strong>Оқи отырыңыз:</strong> {LINK}</p>",
        '<p>Оқи отырыңыз: <a href="/1">Доллар неге қымбаттады?</a></p>',
        f"<blockquote><p>{CUE} {LINK}</p></blockquote>",
        f"<p>{CUE}</p><ul><li>{LINK}</li><li>{LINK}</li></ul>",
        "<p>Сондай-ақ оқыңыз: Алматыда жол апаты болды</p>",
        f'<div class="relatedNews"><h3>Ұқсас жаңалықтар</h3>{LINK}</div>',
        '<div class="advert"><p>Жаңа пәтер сатып алыңыз! Жеңілдік 20 пайыз болады.</p></div>',
        '<p id="ad_300x250">Бөліп төлеңіз: ұялы телефон, тоңазытқыш, кір жуғыш машина.</p>',
    ],
)
@pytest.mark.parametrize("is_behind", [False, True])
def test_an_advert_or_a_link_to_another_article_is_left_out_and_told(aside: str, is_behind: bool) -> None:
    document = read("", aside) if is_behind else read(aside)
    assert paragraphs(document) == list(PROSE)
    assert document.metadata["left_out"]


@pytest.mark.parametrize(
    "prose",
    [
        '<div class="content has-ads"><p>{}</p></div>',
        '<p class="news-text">{}</p>',
        '<div class="more-text"><p>{}</p></div>',
        "<p>Тағы оқыңыз деген кеңес көп айтылады. {}</p>",
        "<p>Осы тақырып бойынша: {}</p>",
        "<p>{} <b>Тағы оқыңыз:</b></p>",
    ],
)
def test_prose_stays_whatever_it_is_called(prose: str) -> None:
    said = 'Ол <a href="/x">министрлік</a> есебін <a href="/y">жариялады</a> деп хабарлады.'
    shown = "Ол министрлік есебін жариялады деп хабарлады."
    assert shown in " ".join(paragraphs(read(prose.format(said))))


def test_a_long_text_is_no_advert_whatever_it_is_called() -> None:
    text = "".join(f"<p>{text}</p>" for text in PROSE)
    page = f'<html><body><article><div class="ad">{text}</div></article></body></html>'
    document = read_article(Input("a", Path("a.html")), page.encode())
    assert [block.text for block in document.blocks if block.text in PROSE] == list(PROSE)
