"""Tests of the check of Russian verbs and their subjects."""

from __future__ import annotations

import pytest

from pipeline.check import check_pair
from pipeline.check.agreement import repair_agreement
from pipeline.check.pair import Pair
from pipeline.check.predicates import find_clashes


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Соседи сэкономит 2 часа 15 минут в неделю.", "Соседи сэкономят 2 часа 15 минут в неделю."),
        ("В четверг лопнул труба.", "В четверг лопнула труба."),
        ("Редакция решил вопрос.", "Редакция решила вопрос."),
        ("Растёт ли редкие тюльпаны?", "Растут ли редкие тюльпаны?"),
        ("Учитель сообщили об этом.", None),  # or «учителю»: who is to say
    ],
)
def test_a_verb_takes_the_number_and_gender_of_its_subject(text: str, mended: str | None) -> None:
    assert repair_agreement("", text, "ru") == mended
    assert find_clashes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Министр сообщила о решении.",
        "Дороги завалило снегом.",
        "Мосты построит компания.",
        "Пять рабочих и 21 водитель приехало.",
        "Присутствовали король и три гостя.",
        "Лекция то и дело прерывалась.",
        "Всю ночь сидели во дворе.",
        "Большинство жителей проголосовали.",
        "В песне «Инфляция» превратил он боль в смех.",
        "Директор вместе с учителем объяснили урок.",
    ],
)
def test_a_verb_whose_subject_is_in_doubt_is_left_alone(text: str) -> None:
    assert not find_clashes(text)


def test_a_verb_that_does_not_fit_is_a_warning_of_the_check_of_agreement() -> None:
    found = check_pair(Pair(1, "Бейсенбіде қабырға жарылды.", "В четверг лопнул труба.", "ru"))
    findings = [(f.severity, f.target_span) for f in found if f.check == "agreement"]
    assert findings == [("warning", (10, 22))]
