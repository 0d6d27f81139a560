"""A line that says who wrote, translated or photographed is a byline, and is written by rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.credits import read_credit
from pipeline.document import Block
from pipeline.read.layout import is_byline, is_subheading, mark_byline, plain_blocks
from pipeline.run.batch import run_batch
from pipeline.run.progress import Silence
from pipeline.run.recheck import read_digest
from tests.conftest import MakeTools
from tests.fakes import FakeTranslator
from tests.test_run import write_articles

BODY = (
    "Мектеп ашылды\n\nБүгін ауылда жаңа мектеп ашылды. Оған көп адам келді. Әкім сөз сөйледі.\n\n"
    "Тұрғындар риза болды, олар енді балаларын алысқа апармайды.\n\nОнда үш жүз бала оқиды.\n\n"
)
LONG = "Бүгін Үкімет отырысы өтті, онда министрлер есеп берді, жоспар талқыланды."


@pytest.mark.parametrize(
    "line",
    [
        "Дайындаған: А. Сейітқызы",
        "Дайындаған – А. Сейітқызы",
        "Әзірлеген Марат Оспанов",
        "Суретті түсірген – Марат Оспанов",
        "Автор: Айгүл Нұрланқызы",
        "Фото: inbusiness.kz",
    ],
)
def test_a_line_of_who_did_what_is_a_byline_anywhere(line: str) -> None:
    credit = read_credit(line)
    assert credit is not None
    assert credit.is_name
    assert [b.kind for b in plain_blocks(f"{BODY}{line}\n\n{LONG}") if b.text == line] == ["byline"]


@pytest.mark.parametrize(
    "line", ["Тілші Асан Үсенов келді.", "Автор Асан Үсенов", "Дайындаған жоспар мақұлданды.", "Фотосы бар."]
)
def test_a_sentence_about_an_author_is_none(line: str) -> None:
    credit = read_credit(line)
    assert credit is None or not credit.is_name
    assert not is_byline(line)


def test_the_author_before_the_credit_of_the_picture_is_a_byline() -> None:
    blocks = plain_blocks(f"{BODY}Айгүл НҰРЛАНҚЫЗЫ\nСурет: автордан")
    assert [block.kind for block in blocks[-2:]] == ["byline", "byline"]
    paragraphs = [Block("paragraph", text) for text in (LONG, "Айгүл НҰРЛАНҚЫЗЫ", "Фото: М. Оспанов")]
    assert [block.kind for block in mark_byline(paragraphs)] == ["paragraph", "byline", "byline"]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Суретте: Мектеп оқушылары. Фото: М. Оспанов", False),
        ("АСТАНА. 12 қараша. Тілші: Асан Үсенов", False),
        ("АСТАНА", False),
        ("© «Егемен Қазақстан»", False),
        ("ҚОРЫТЫНДЫ", True),
        ("Жаңа мектептің ашылуы", True),
        ("А. Құнанбаев мұрасы", True),
    ],
)
def test_a_caption_a_dateline_and_a_note_of_rights_are_no_headings(line: str, is_heading: bool) -> None:
    assert is_subheading(line, [LONG]) == is_heading


def test_a_credit_with_a_colon_needs_no_engine(tmp_path: Path, make_tools: MakeTools) -> None:
    engine = FakeTranslator()
    text = BODY + "Дайындаған: А. Сейітқызы\nФото: ашық дереккөз\n"
    run_batch([write_articles(tmp_path / "in", a=text)], make_tools(engine), Silence())
    digest = read_digest(tmp_path / "out/a.json")
    assert digest is not None
    made = [digest.edition(t).translations[-2].text for t in ("ru", "en")]
    assert made == ["Подготовлено: А. Сейиткызы", "Prepared by A. Seiitkyzy"]
    assert any("дереккөз" in request.text for batch in engine.batches for request in batch)
