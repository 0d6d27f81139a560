"""Dates and rates in brackets are written by rule, and brackets that went come back."""

from __future__ import annotations

import pytest

from pipeline.document import Target
from pipeline.translate.apart.asides import asides_apart
from pipeline.translate.styled.brackets import bracketed_again


@pytest.mark.parametrize(
    ("text", "shown", "answer", "target", "written"),
    [
        (
            "Тариф (1 желтоқсаннан бастап) өседі.",
            "Тариф (N2) өседі.",
            "Тариф (N2) вырастет.",
            "ru",
            "Тариф (с 1 декабря) вырастет.",
        ),
        (
            "Кодекс (2026 жылдан бастап күшіне енеді) шықты.",
            "Кодекс (N2) шықты.",
            "The code (N2) is out.",
            "en",
            "The code (in force from 2026) is out.",
        ),
        (
            "Көрме (2026 жылғы 15 мамырға дейін) ашық.",
            "Көрме (N2) ашық.",
            "The show (N2) is open.",
            "en",
            "The show (until 15 May 2026) is open.",
        ),
        (
            "Зауыт (жылына 4 млрд м³) ашылды.",
            "Зауыт (4 млрд м³) ашылды.",
            "Завод (4 млрд м³) открыт.",
            "ru",
            "Завод (4 млрд м³ в год) открыт.",
        ),
        (
            "Кеніш (тәулігіне 1,5 тонна) ашылды.",
            "Кеніш (1,5 тонна) ашылды.",
            "The mine (1.5 tonnes) is open.",
            "en",
            "The mine (1.5 tonnes a day) is open.",
        ),
        (
            "Көлемі (тәулігіне 100 баррель), құны (айына 100 доллар).",
            "Көлемі (100 баррель), құны (100 доллар).",
            "Объём (100 баррелей), цена (100 долларов).",
            "ru",
            "Объём (100 баррелей в сутки), цена (100 долларов в месяц).",
        ),
    ],
)
def test_a_date_in_brackets_is_written_by_rule(
    text: str, shown: str, answer: str, target: Target, written: str
) -> None:
    found, asides = asides_apart(text)
    assert found == shown
    for aside in asides:
        answer = aside.put_back(answer, target)
    assert answer == written


@pytest.mark.parametrize("text", ["Ол (1990 жылы туған) келді.", "Үй (5 бөлме) бар.", "1 мамырдан бастап."])
def test_other_brackets_are_shown(text: str) -> None:
    assert asides_apart(text) == (text, ())


@pytest.mark.parametrize(
    ("source", "text", "mended"),
    [
        (
            "A – 10% (8 орын), B – 8% (6 орын).",
            "A — 10% (8 мест), B — 8% 6 мест.",
            "A — 10% (8 мест), B — 8% (6 мест).",
        ),
        ("A – 10% (8 орын).", "A is 10% (8 seats).", "A is 10% (8 seats)."),
        ("A (8 орын) бар.", "There are 8 seats in A.", "There are 8 seats in A."),
        ("A (8 орын), 8 адам.", "A 8 мест.", "A 8 мест."),
    ],
)
def test_brackets_around_a_figure_come_back(source: str, text: str, mended: str) -> None:
    assert bracketed_again(source, text) == mended
