"""Russian and English are told from Kazakh, and only where there is enough to tell by."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Block, Document
from pipeline.errors import ReadError
from pipeline.read import Input, read_article
from pipeline.read.language import language_of, mark_languages

KAZAKH = "Бүгін ауылда жаңа мектеп ашылды. Онда 300 бала оқиды, деп хабарлады әкімдік."
RUSSIAN = "В селе открылась новая школа, в которой будут учиться триста детей, сообщил аким области."
ENGLISH = "The new school in the village was opened by the governor of the region on Tuesday."


def read(*paragraphs: str) -> Document:
    return read_article(Input("a", Path("a.txt")), "\n".join(paragraphs).encode())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (KAZAKH, "kk"),
        (RUSSIAN, "ru"),
        (ENGLISH, "en"),
        ("Приговор ещё не окончательный, суд рассмотрит апелляцию бывшего министра в декабре.", "ru"),
        ("Школа открыта", None),
        ("Алматы, Астана, Шымкент", None),
        ("Министр Марат Сергеевич Иванов", None),
        ("Бала мектепке барды, апасы базарда алма сатып алды, атасы малда болды.", "kk"),
        ("«Казахстанская правда» газеті бұл туралы бүгін жазды, деп хабарлады редакция.", "kk"),
        ("По данным АО «Қазақстан темір жолы», в этом году на станции будут построены новые пути.", "ru"),
        ("Windows 11, Office 365, Google Chrome, Adobe Photoshop, Telegram, WhatsApp", None),
        ("", None),
    ],
)
def test_the_language_of_a_block(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_russian_paragraph_in_a_kazakh_article_is_marked() -> None:
    document = read("Мектеп ашылды", KAZAKH, RUSSIAN, ENGLISH, KAZAKH)
    assert [block.language for block in document.blocks] == ["kk", "kk", "ru", "en", "kk"]


@pytest.mark.parametrize(("text", "name"), [(RUSSIAN, "Russian"), (ENGLISH, "English")])
def test_a_wholly_foreign_article_is_refused_with_its_language(text: str, name: str) -> None:
    with pytest.raises(ReadError, match=rf"a\.txt: is in {name}, not in Kazakh") as error:
        read("Новая школа", text, text)
    assert error.value.hint


def test_one_kazakh_paragraph_saves_an_article_from_refusal() -> None:
    assert [block.language for block in read(RUSSIAN, RUSSIAN, KAZAKH).blocks] == ["ru", "ru", "kk"]


def test_a_short_text_is_never_refused() -> None:
    assert read("Школа открыта.").blocks[0].language == "kk"


@pytest.mark.parametrize(
    "text",
    [
        "Кыргызстандын президенти Садыр Жапаров салтанатка катышты. Өкмөт жаңы мыйзамды кабыл алды, "
        "ал эми шайлоо күзүндө өтөт деп билдирди. Ага министрлер да келди.",
        "Татарстан Рәисе балаларны яңа уку елы белән котлады. Казанда яңа мәктәп ачылды, анда биш йөз бала "
        "укый башлады, диде министр. Аннары ул укытучылар белән очрашты.",
        "Ўзбекистон президенти янги қонунни имзолади. Ҳукумат мажлисида иқтисодий масалалар кўриб чиқилди "
        "ва қарор қабул қилинди. Вазир ўз нутқида ислоҳотлар давом этишини айтди, мамлакатда "
        "янги мактаблар қурилади, йўллар таъмирланади, аҳоли учун янги иш ўринлари очилади ва "
        "маошлар оширилади, деди у. Шунингдек, вилоятларда тиббиёт муассасалари "
        "янгиланади, қишлоқларга табиий газ етказилади.",
    ],
    ids=["Kyrgyz", "Tatar", "Uzbek"],
)
def test_another_turkic_language_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="is not in Kazakh, but in Kyrgyz, Tatar, Uzbek"):
        mark_languages([Block("paragraph", text)], "a.txt")


def test_a_kazakh_text_that_speaks_of_neighbours_is_read() -> None:
    text = (
        "Қырғызстан президенті Садыр Жапаров «Кыргызстан менин өлкөм» деп аталатын салтанатқа қатысты, оған "
        "Өзбекстан мен Татарстан өкілдері де келді."
    )
    assert mark_languages([Block("paragraph", text)], "a.txt")[0].text == text
