"""A person stands before the bare title of who acts on him."""

from __future__ import annotations

import pytest

from pipeline.run.repair import prepared
from pipeline.translate.shown.titles import persons_first


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Президент Асхат Ораловты қабылдады.", "Асхат Ораловты президент қабылдады."),
        ("Кеше Президент Асхат Ораловты қабылдады.", "Кеше Асхат Ораловты президент қабылдады."),
        ("Президент Ерлан Асановты қызметінен босатты.", "Ерлан Асановты президент өз қызметінен босатты."),
        ("Премьер-министр Азат Сұлтановқа сөгіс берді.", "Азат Сұлтановқа премьер-министр сөгіс берді."),
        ("Президент Ерлан Аққенженовпен кездесті.", "Ерлан Аққенженовпен президент кездесті."),
        ("Ғалым Айбек Асанов жаңа дәрі тапты.", "ғалым Айбек Асанов жаңа дәрі тапты."),
        ("Ғалым Қ. Сәтбаев осы жерде туған.", "ғалым Қ. Сәтбаев осы жерде туған."),
    ],
)
def test_who_acts_stands_behind_the_person(text: str, shown: str) -> None:
    assert persons_first(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Президент Дархан Сатыбалды кездесті.",
        "Президент Асхат Ораловты министрлер қарсы алды.",
        "Сенатор Бекболат Орынбековпен кездескен шаруалар шағымданды.",
        "Президент Қ. Тоқаев Асхат Ораловты қабылдады.",
        "Президент Токиодан Сеулге бет алды.",
        "Ғалым Асанов жаңа дәрі тапты.",
        "Президент Владимир Путинмен кездесті.",  # somebody else did
        "Президент Қасым-Жомарт Тоқаевты құттықтады.",
        "Премьер-министр Олжас Бектеновке тапсырма берді.",
    ],
)
def test_a_title_before_its_bearer_stays(text: str) -> None:
    assert persons_first(text) == text


def test_a_scholar_is_no_given_name() -> None:
    assert not prepared("Ғалым Айбек Асанов жаңа дәрі тапты.").codes
    assert prepared("Ғалым Асанов жаңа дәрі тапты.").codes
