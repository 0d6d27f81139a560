"""Marks of notes inside a sentence are kept from the engine and put back where they belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Segment
from pipeline.run.notes import noted, with_notes
from tests.fakes import FakeTranslator
from tests.test_name_lists import asked, translated


@pytest.mark.parametrize(
    ("source", "bare", "answer", "text"),
    [
        (
            "Көпірдің ұзындығы 412 метр[1], ені 12 метр.",
            "Көпірдің ұзындығы 412 метр, ені 12 метр.",
            "Длина моста — 412 метров, ширина 12 метров.",
            "Длина моста — 412 метров[1], ширина 12 метров.",
        ),
        (
            "Облыс бюджеті 5 млрд теңге² болды.",
            "Облыс бюджеті 5 млрд теңге болды.",
            "Бюджет области составил 5 млрд тенге.",
            "Бюджет области составил 5 млрд тенге².",
        ),
        (
            "«Халық – иесі»[3] деп жазды ол [4–6].",
            "«Халық – иесі» деп жазды ол.",
            "«Народ — хозяин», — написал он.",
            "«Народ — хозяин»[3], — написал он [4–6].",
        ),
        (
            "Бұл сан 15 пайызға өсті.[7]",
            "Бұл сан 15 пайызға өсті.",
            "Это число выросло на 15 процентов.",
            "Это число выросло на 15 процентов.[7]",
        ),
    ],
)
def test_a_mark_stands_behind_what_stands_for_its_word(
    source: str, bare: str, answer: str, text: str
) -> None:
    engine = FakeTranslator(lambda request: answer if request.target == "ru" else "")
    done = translated(source, engine)
    assert {asked_for for asked_for, _ in asked(engine)} == {bare}
    assert done["ru"].text == text


@pytest.mark.parametrize(
    "text",
    [
        "Жер көлемі 412 км² болды.",
        "Онда 10⁶ бактерия бар.",
        "E = mc² формуласы.",
        "[1] Ресми дерек.",
        "¹ Ол.",
    ],
)
def test_powers_and_marks_before_a_line_are_no_notes(text: str) -> None:
    assert noted(Segment(1, 0, 0, len(text), text), "ru", None) is None


def test_a_mark_whose_quotation_is_gone_stands_at_the_end() -> None:
    marks = ((len("«Халық – иесі»"), "[3]"),)
    assert with_notes("«Халық – иесі» деп жазды ол.", "Он так написал.", marks) == "Он так написал[3]."


WORDS = ["Облыс", "әкімдігі", "биыл", "жаңа", "көпір", "салуға", "бес", "млрд", "теңге", "бөлді"]


@given(st.lists(st.integers(1, len(WORDS)), unique=True, min_size=1, max_size=5))
def test_every_mark_stands_once_and_nothing_else_changes(behind: list[int]) -> None:
    number = {place: f"[{at}]" for at, place in enumerate(sorted(behind), 1)}
    source = " ".join(word + number.get(place, "") for place, word in enumerate(WORDS, 1)) + "."
    found = noted(Segment(1, 0, 0, len(source), source), "ru", None)
    assert found is not None
    assert found.bare == " ".join(WORDS) + "."
    answer = "В этом году акимат области выделил на новый мост пять млрд тенге."
    text = with_notes(found.bare, answer, found.marks)
    for mark in number.values():
        assert text.count(mark) == 1
        text = text.replace(mark, "")
    assert text == answer
