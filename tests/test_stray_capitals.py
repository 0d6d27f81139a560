"""A capital behind a comma or within a clause is written small where no name begins."""

from __future__ import annotations

import pytest

from pipeline.check.stray_capitals import repair_capitals
from pipeline.document import Target


@pytest.mark.parametrize(
    ("language", "target", "mended"),
    [
        ("ru", "Долг 41,2 трлн Достаёт до тенге (25% ВВП).", "Долг 41,2 трлн достаёт до тенге (25% ВВП)."),
        ("ru", "К бюджету Понизят 3,2–3,5 трлн тенге.", "К бюджету понизят 3,2–3,5 трлн тенге."),
        ("ru", "Показатель равен 100, Это на 2 балла выше.", "Показатель равен 100, это на 2 балла выше."),
        ("en", "Petrol is 205 tenge; In Russia it is 320.", "Petrol is 205 tenge; in Russia it is 320."),
        (
            "en",
            "It grew in North Kazakhstan, In Turkistan it fell.",
            "It grew in North Kazakhstan, in Turkistan it fell.",
        ),
        (
            "ru",
            "Выросло в Алматы, В Астане и других городах.",
            "Выросло в Алматы, в Астане и других городах.",
        ),
    ],
)
def test_a_stray_capital_is_written_small(language: Target, target: str, mended: str) -> None:
    assert repair_capitals("мәтін", target, language) == mended


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("ru", "Вышел фильм «Они, Которые вернулись»."),
        ("ru", "Гепатиты А, В и С опасны."),
        ("ru", "Пришли Иванов, К. Петров и он."),
        ("en", "Bands such as Queen, The Beatles played."),
        ("en", "The book “Work, For All” was published."),
        ("ru", "Он приехал в город Ровно на поезде."),
        ("ru", "Депутат Шумилова сказала об этом."),
    ],
)
def test_names_titles_and_initials_keep_theirs(language: Target, target: str) -> None:
    assert repair_capitals("мәтін", target, language) is None


def test_a_capital_that_the_source_has_stays() -> None:
    source, target = "Қонақтар мен Но Му Хён келді.", "Прибыли гости, Но Му Хён и другие."
    assert repair_capitals(source, target, "ru") is None
