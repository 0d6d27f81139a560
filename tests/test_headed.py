"""A headline whose colon stands between figures is translated half by half."""

from __future__ import annotations

import pytest

from pipeline.run.headed import halves_of
from tests.fakes import FakeTranslator
from tests.test_name_lists import asked, translated


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Грант 2025: 93 мың орын бөлінді", "Грант 2025"),
        ("МӘМС: 2025 жылдан бастап жарна қалай өзгереді?", "МӘМС"),
        ("Сайлау-2026: кім үміткер болады?", "Сайлау-2026"),
        ("Су тасқыны: 500 үй зардап шекті", "Су тасқыны"),
    ],
)
def test_a_headline_with_figures_at_its_colon_has_halves(text: str, head: str) -> None:
    halves = halves_of(text)
    assert halves is not None
    assert text[slice(*halves[0])] == head
    assert text[halves[0][1] : halves[1][0]] == ": "


@pytest.mark.parametrize(
    "text",
    [
        "Ақтөбе: әкім жаңа мектеп ашты",  # no figure at the colon
        "Министр айтты: 5 мың орын ашылады",
        "Грант 2025: 93 мың орын бөлінді.",  # a sentence
        "Есеп: 3:1",
        "Сағат 10:30 да жиналыс басталды",
        "Ол былай деді 2025: «93 мың орын бөлінді»",
    ],
)
def test_any_other_text_has_none(text: str) -> None:
    assert halves_of(text) is None


def test_both_halves_are_asked_for_and_joined() -> None:
    engine = FakeTranslator()
    done = translated("Грант 2025: 93 мың орын бөлінді", engine)
    assert {text for text, _ in asked(engine)} == {"Грант 2025", "93 мың орын бөлінді"}
    assert done["ru"].text.count(": ") == 1
    assert done["ru"].origin == "machine"
