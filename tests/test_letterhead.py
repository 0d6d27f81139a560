"""The headline of a press release stands below its letterhead; other headlines stay where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Block, Document
from pipeline.read.article import read_article
from pipeline.read.input import Input
from pipeline.read.letterhead import below_letterhead

TEXT = "\n\nБүгін елордада жиын өтті. Оған 120 дәрігер қатысты.\nКелесі жиын көктемде болады.\n"
LETTERHEADS = {
    "a ministry in capitals": (
        "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ДЕНСАУЛЫҚ САҚТАУ МИНИСТРЛІГІ\nБАСПАСӨЗ ХАБАРЛАМАСЫ\n"
        "2026 жылғы 12 қараша, Астана қаласы"
    ),
    "an akimat with its address": (
        "Маңғыстау облысының әкімдігі\n130000, Ақтау қаласы, 14-шағын аудан, 1-ғимарат\n"
        "Тел.: +7 (7292) 33-44-55, e-mail: press@example.kz\nПресс-релиз"
    ),
    "a company with a number": "«Сарыарқа жолдары» АҚ\nБаспасөз қызметі\n12.11.2026 ж.\n№ 14-5/218",
    "a press office alone": "Қостанай облысы Ішкі істер департаментінің баспасөз қызметі",
    "two lines for one name": "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ\nБІЛІМ МИНИСТРЛІГІ\nДереу жариялау үшін",
    "in both languages": (
        "ҚР Энергетика министрлігі\nМинистерство энергетики Республики Казахстан\n"
        "Астана, Мәңгілік Ел даңғылы, 8\nwww.example.kz"
    ),
}


def read(text: str, name: str = "a.txt") -> Document:
    return read_article(Input("a", Path(name)), text.encode())


@pytest.mark.parametrize("letterhead", LETTERHEADS.values(), ids=LETTERHEADS)
@pytest.mark.parametrize("headline", ["Дәрігерлер ауылға аттанды", "ДӘРІГЕРЛЕР АУЫЛҒА АТТАНДЫ"])
def test_the_headline_of_a_press_release_stands_below_its_letterhead(letterhead: str, headline: str) -> None:
    document = read(f"{letterhead}\n{headline}{TEXT}")
    above = letterhead.count("\n") + 1
    assert document.title == headline
    assert [block.kind for block in document.blocks] == ["subheading"] * above + [
        "headline",
        "lead",
        "paragraph",
    ]
    assert [block.text for block in document.blocks[:above]] == letterhead.split("\n")


@pytest.mark.parametrize(
    "first",
    [
        "ҚАЗАҚСТАН ПРЕЗИДЕНТІ ЖАРЛЫҚҚА ҚОЛ ҚОЙДЫ",
        "ДЕНСАУЛЫҚ САҚТАУ МИНИСТРЛІГІ ЖАҢА ЕРЕЖЕНІ БЕКІТТІ",
        "Абай көшесі 12 жылдан кейін ашылды",
        "Қарттарға жаңа үй",
        "Мемлекеттің тірегі – Ішкі істер министрлігі",
        "500000, 600000 теңге: жалақы қалай есептеледі",
    ],
)
def test_an_ordinary_headline_stays_above_a_short_line(first: str) -> None:
    assert read(f"{first}\nТұрғындар не дейді{TEXT}").title == first


def test_a_label_with_no_headline_below_stays_the_headline() -> None:
    assert read(f"Баспасөз хабарламасы{TEXT}").title == "Баспасөз хабарламасы"


def test_a_name_alone_above_a_short_heading_stays_the_headline() -> None:
    assert read(f"Қаржы министрлігі\nТарихы{TEXT}").title == "Қаржы министрлігі"


def test_a_stated_title_is_found_below_the_letterhead() -> None:
    text = f"---\ntitle: Дәрігерлер ауылға аттанды\n---\nПресс-релиз\nДәрігерлер ауылға аттанды{TEXT}"
    assert [block.kind for block in read(text).blocks] == ["subheading", "headline", "lead", "paragraph"]


def test_a_letterhead_in_a_table_is_passed_over_too() -> None:
    rows = [Block("row", "Пресс-релиз | 12 қараша 2026 жыл"), Block("paragraph", "Дәрігерлер ауылға аттанды")]
    blocks = below_letterhead([*rows, Block("paragraph", "Бүгін елордада жиын өтті.")])
    assert [block.kind for block in blocks] == ["row", "headline", "lead"]


def test_a_letterhead_in_markdown_is_passed_over_too() -> None:
    text = f"ҚАЗАҚСТАН РЕСПУБЛИКАСЫ БІЛІМ МИНИСТРЛІГІ\n\nПресс-релиз\n\n# Дәрігерлер ауылға аттанды{TEXT}"
    assert read(text, "a.md").title == "Дәрігерлер ауылға аттанды"
