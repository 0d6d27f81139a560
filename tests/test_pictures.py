"""Pictures in a text stay whole, and beside what they announce."""

from __future__ import annotations

import pytest

from pipeline.segment import segment_text
from pipeline.translate.normalize import finish, prepare


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("‼️ Назар аударыңыз ‼️", ["‼️ Назар аударыңыз ‼️"]),
        ("Не болды⁉️ Ешкім білмейді.", ["Не болды⁉️", "Ешкім білмейді."]),
        ("Қатты жаңбыр жауды‼ Жол жабық.", ["Қатты жаңбыр жауды‼", "Жол жабық."]),
    ],
)
def test_a_double_mark_before_a_sentence_announces_it(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in segment_text(text)] == sentences


@pytest.mark.parametrize("text", ["‼️ {} ‼️", "👮‍♂️ {}", "{} 👨‍👩‍👧‍👦", "❗️ {}"])
def test_a_picture_is_given_back_as_it_was(text: str) -> None:
    prepared = prepare(text.format("Назар аударыңыз"))
    assert prepared.text == "Назар аударыңыз"
    assert finish(prepared, "Attention", "en") == text.format("Attention")


def test_a_joiner_inside_a_word_goes() -> None:
    assert prepare("Қаз\u200dақстан елі").text == "Қазақстан елі"
