"""Tests of the search for Russian prepositions without a noun."""

from __future__ import annotations

import pytest

from pipeline.check.gaps import check_gaps
from pipeline.check.pair import Pair
from pipeline.check.stranded import find_stranded


@pytest.mark.parametrize(
    ("text", "hole"),
    [
        ("Делегация прибыла в подписала договор.", "в подписала"),
        ("Отношения с заметно улучшились.", "с заметно"),
        ("Он рассказал о и уехал, а потом вернулся из .", "о и"),
        ("Гонка пройдёт в на новой трассе.", "в на"),
        ("Он решил, что поедет к не раньше весны, и выехал из.", "из."),
        ("Рейс над отменён.", "над отменён"),
    ],
)
def test_a_preposition_without_a_noun_is_a_gap(text: str, hole: str) -> None:
    found = check_gaps(Pair(1, "Мәтін.", text, "ru"))
    assert [text[slice(*f.target_span)] for f in found if f.target_span] == [hole]


@pytest.mark.parametrize(
    "text",
    [
        "О, да! На, держи.",
        "Кто за, кто против — решим после.",
        "Перенесли на завтра, а то и на потом.",
        "Сделано из стали и стекла, на со вкусом убранном столе.",
        "Согласно выплатить долг и ведомство.",
        "В XX в. жили иначе, ветер 5 м/с.",
        "Дом, в котором живёт он, стоит на не очень широкой улице.",
        "Без спешки и до поздна.",
    ],
)
def test_a_preposition_with_its_noun_is_none(text: str) -> None:
    assert not list(find_stranded(text))


def test_a_rate_stands_behind_its_figure() -> None:
    assert not check_gaps(Pair(1, "Мәтін.", "Flights have grown from two to three a day.", "en"))
    assert check_gaps(Pair(1, "Мәтін.", "Flights have grown to three a good.", "en"))
