"""Two sides of a match keep the dash between them, whatever an engine makes of it."""

from __future__ import annotations

import pytest

from pipeline.run.fixture import fixture
from tests.fakes import FakeTranslator
from tests.test_name_lists import asked, translated


@pytest.mark.parametrize(
    ("text", "russian", "english"),
    [
        ("Аргентина – Бразилия.", "Аргентина — Бразилия.", "Argentina – Brazil."),
        ("Қазақстан – Дания 3:2", "Казахстан — Дания 3:2", "Kazakhstan – Denmark 3:2"),
        ("«Барыс» – «Торпедо» 3:2.", "«Барыс» — «Торпедо» 3:2.", "Barys – Torpedo 3:2."),
        ("«Жетісу» – «Қызылжар» – 0:1", "«Жетысу» — «Кызылжар» — 0:1", "Zhetisu – Kyzylzhar – 0:1"),
        ("Франция – Испания – 0:1.", "Франция — Испания — 0:1.", "France – Spain – 0:1."),
        (
            "«Барыс» (Астана) – «Торпедо» (Өскемен), 3:2",
            "«Барыс» (Астана) — «Торпедо» (Усть-Каменогорск), 3:2",
            "Barys (Astana) – Torpedo (Ust-Kamenogorsk), 3:2",
        ),
    ],
)
def test_a_match_needs_no_engine(text: str, russian: str, english: str) -> None:
    engine = FakeTranslator()
    done = translated(text, engine)
    assert (done["ru"].text, done["en"].text) == (russian, english)
    assert not asked(engine)


@pytest.mark.parametrize(
    "text",
    [
        "Астана – астана.",
        "Алматы – ең үлкен қала.",
        "Асқар Мамин – спикер.",
        "«Тобыл» – мықты клуб.",
        "Аргентина – Бразилия матчы өтті.",
        "Астана – 2024.",
        "«Тәуелсіздік» – «Бейбітшілік».",
    ],
)
def test_a_sentence_with_a_dash_is_none(text: str) -> None:
    assert fixture(text, "en") is None
