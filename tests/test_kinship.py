"""Kin are called by whose they are, a husband by his name, and «X ше?» is asked as «Ал X?»."""

from __future__ import annotations

import pytest

from pipeline.check.naming.opening import relatives_told
from pipeline.translate.kinship import kin_said
from pipeline.translate.questions import questions_said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Қайын атасы келді.", "Жұбайының әкесі келді."),
        ("Ол қайын атама айтты.", "Ол жұбайымның әкесіне айтты."),
        ("Қайын інісін ұстады.", "Жұбайының інісін ұстады."),
        ("Қайнысы келді.", "Жұбайының інісі келді."),
        ("Енесі келінін мақтады.", "Күйеуінің шешесі келінін мақтады."),
        ("Жездем көмектесті.", "Әпкемнің күйеуі көмектесті."),
        ("Ол жездесінен сұрады.", "Ол әпкесінің күйеуінен сұрады."),
        ("Ол бажасымен келді.", "Ол әйелінің әпкесінің күйеуімен келді."),
        ("Балдызы оқиды.", "Әйелінің туысы оқиды."),
        ("Бөлем қалада тұрады.", "Анамның туысы қалада тұрады."),
        ("Немере інісі келді.", "Әкесінің ағасының ұлы келді."),
        ("Нағашы апасының үйі.", "Анасының әпкесінің үйі."),
        ("Нағашысы ат сыйлады.", "Анасының ағасы ат сыйлады."),
    ],
)
def test_kin_are_called_by_whose_they_are(text: str, shown: str) -> None:
    assert kin_said(text) == shown
    assert kin_said(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Құлын енесін емді.",
        "Оның екі бөлесі бар.",
        "Кенже қайнысы келді.",
        "Пандалардың енесі өлді.",
        "Ата-енесі бірге тұрады.",
        "Кезектене жұмыс істеді.",
        "Жиені қалада тұрады.",
        "Ол мұны бөлемін деді.",
    ],
)
def test_what_is_no_kin_of_the_table_stays(text: str) -> None:
    assert kin_said(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Жары Ерлан қайтыс болды.", "Күйеуі Ерлан қайтыс болды."),
        ("Ол жұбайы Асқармен келді.", "Ол күйеуі Асқармен келді."),
        ("Жұбайым Берік – дәрігер.", "Күйеуім Берік – дәрігер."),
        ("Ұлы Арман 7 жаста.", "Оның ұлы Арман 7 жаста."),
        ("– Ұлы Бауыржан қаза тапты.", "– Оның ұлы Бауыржан қаза тапты."),
    ],
)
def test_the_husband_and_the_son_are_told_as_such(text: str, told: str) -> None:
    assert relatives_told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Жұбайы Айгүл қайтыс болды.",
        "Оның жары Арманның анасы келді.",
        "Ұлы Абай айтқан.",
        "Ұлы Жібек жолы ашылды.",
        "Ұлы Отан соғысы басталды.",
        "Ұлы Жеңіс күні.",
        "Ұлы Жеңістің 80 жылдығы.",
        "Ұлы Бауыржан Момышұлы туралы.",
    ],
)
def test_wives_and_the_great_stay(text: str) -> None:
    assert relatives_told(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("– Әкеңіз ше?", "– Ал әкеңіз?"),
        ("Сіз ше?", "Ал сіз?"),
        ("Рақмет. Балаларыңыз ше?", "Рақмет. Ал балаларыңыз?"),
        ("Ерлан ше?", "Ал Ерлан?"),
        ("Ал Ресей ше?", "Ал Ресей?"),
        ("Олар барса ше, ал біз?", "Олар барса ше, ал біз?"),
        ("– Егер орындамаса ше?", "– Егер орындамаса ше?"),
    ],
)
def test_and_what_about_is_asked_with_and(text: str, said: str) -> None:
    assert questions_said(text) == said
