"""Initials that are all a report says of a person, and how English spells them."""

from __future__ import annotations

import pytest

from pipeline.check import Pair, check_pair
from pipeline.document import Target
from pipeline.translate.normalize import finish, prepare
from pipeline.translate.styled.initials import named_first


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Күдікті К. 11 жылға сотталды.", "К. есімді күдікті 11 жылға сотталды."),
        ("Күдікті С. Н. Алматыда тұрады.", "С.Н. есімді күдікті Алматыда тұрады."),
        ("Азамат Б. қамауға алынды.", "Б. есімді азамат қамауға алынды."),
        ("Полиция күдікті Т. 15 рет келгенін айтты.", "Полиция Т. есімді күдікті 15 рет келгенін айтты."),
        ("Күдікті А. Қасымов ұсталды.", "Күдікті А. Қасымов ұсталды."),
        ("Күдікті А. Қасымовта кінә жоқ.", "Күдікті А. Қасымовта кінә жоқ."),
        ("Күдікті К. есімді азамат келді.", "Күдікті К. есімді азамат келді."),
        ("Судья Қ. келмеді.", "Судья Қ. келмеді."),
    ],
)
def test_initials_of_a_role_are_shown_before_it(text: str, shown: str) -> None:
    assert named_first(text) == shown


@pytest.mark.parametrize(
    ("source", "answer", "target", "given"),
    [
        (
            "Т.Ж. есімді әйел алданды.",
            "A woman named T.Z. was deceived.",
            "en",
            "A woman named T.Zh. was deceived.",
        ),
        ("М.Ш. Қожаев келді.", "M.S. Kozhayev came.", "en", "M.Sh. Kozhayev came."),
        ("Ш. Мұқашева келді.", "Sch. Mukasheva came.", "en", "Sh. Mukasheva came."),
        ("Я. Скляр сөз сөйледі.", "Y. Sklar spoke.", "en", "Ya. Sklar spoke."),
        ("Х. Лопес келді.", "J. Lopez came.", "en", "J. Lopez came."),
        ("Ж. Верн романы.", "J. Verne’s novel.", "en", "J. Verne’s novel."),
        (
            "С.Н. есімді күдікті тұрады.",
            "Подозреваемый по имени С.Н живёт.",
            "ru",
            "Подозреваемый по имени С.Н. живёт.",
        ),
        ("Ол келді.", "He came, Z. too.", "en", "He came, Z. too."),
    ],
)
def test_initials_are_spelt_whole(source: str, answer: str, target: Target, given: str) -> None:
    assert finish(prepare(source), answer, target) == given


@pytest.mark.parametrize(
    ("source", "text", "target", "lost"),
    [
        ("Күдікті К. 11 жылға сотталды.", "Подозреваемый осуждён на 11 лет.", "ru", True),
        ("Күдікті С. Н. Алматыда тұрады.", "The suspect lives in Almaty.", "en", True),
        ("Күдікті К. 11 жылға сотталды.", "Подозреваемый К. осуждён на 11 лет.", "ru", False),
        ("Азамат Ж. 11 жылға сотталды.", "Citizen Zh. was sentenced to 11 years.", "en", False),
        ("Бағдарлама К. 11 жылға созылды.", "Программа продлилась 11 лет.", "ru", False),
    ],
)
def test_lone_initials_that_are_lost_are_told(source: str, text: str, target: Target, lost: bool) -> None:
    messages = [finding.message for finding in check_pair(Pair(1, source, text, target))]
    assert any("has no match" in message and "." in message for message in messages) == lost
