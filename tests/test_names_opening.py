"""A given name that is a word too, and with which a sentence begins, is shown as a name where it is one."""

from __future__ import annotations

import pytest

from pipeline.check.naming.opening import begins_with, called_by_name, known_people
from pipeline.check.naming.reworded import reworded
from pipeline.codes import decoded

ARTICLE = ("Арман Серікұлы кітап шығарды.", "Оған Бақыт Ахметова көмектесті.", "Ғалым Оспанов – ғалым.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Арман Алматыда тұрады.", "Тимур Алматыда тұрады."),
        ("Серік 2003 жылы көз жұмды.", "Тимур 2003 жылы көз жұмды."),
        ("Жеңіс аға келді.", "Тимур аға келді."),
        ("Мереке апай келді.", "Алия апай келді."),
        ("Үміт қайтыс болды.", "Алия қайтыс болды."),
        ("– Болат ауылда туған.", "– Тимур ауылда туған."),
    ],
)
def test_what_a_person_does_tells_a_name(text: str, shown: str) -> None:
    assert called_by_name(text)[0] == shown


@pytest.mark.parametrize(
    "text",
    [
        "Бақыт неден тұрады?",
        "Болат зауытта өндіріледі.",
        "Сағат бесте тұрады.",
        "Серік ғарышқа ұшырылды.",
        "Шырақ жанып тұр.",
        "Еркін сөйлесті.",
        "Арманы орындалды.",
        "Тоқсан үш жасында көз жұмды.",
        "Арман қуып қалаға келген бозбала жұмысқа тұрды.",
        "Үміт үзген ана көз жұмды.",
        "Әділет аға кеңесшісі айыпты оқыды.",
        "Арман Серікұлы Алматыда тұрады.",
        "Ғалым Алматыда тұрады.",
    ],
)
def test_a_word_stays(text: str) -> None:
    assert called_by_name(text) == (text, None)


def test_an_article_tells_whom_it_calls_so() -> None:
    known = known_people(ARTICLE)
    assert known == {"Арман": "man", "Бақыт": "woman"}  # «ғалым» stands in it as the word
    assert called_by_name("Арманның анасы келді.", known)[0] == "Тимурдың анасы келді."
    assert called_by_name("Бақытты жақсы таниды.", known)[0] == "Алияны жақсы таниды."
    assert begins_with("Арманның анасы келді.", known) == "Арман"
    assert not begins_with("Серік ғарышқа ұшырылды.", known)


@pytest.mark.parametrize(
    ("text", "russian", "given", "english", "put"),
    [
        ("Арманды сот ақтады.", "Тимура оправдал суд.", "Армана оправдал суд.", "the Timur", "Arman"),
        ("Бақытты сот ақтады.", "Суд оправдал Алию.", "Суд оправдал Бакыт.", "The Aliya", "Bakyt"),
    ],
)
def test_the_name_comes_back_in_its_case(text: str, russian: str, given: str, english: str, put: str) -> None:
    code = called_by_name(text, known_people(ARTICLE))[1]
    assert code is not None
    assert decoded(russian, [code], "ru") == given
    assert decoded(english, [code], "en") == put


def test_parents_are_no_grandfather() -> None:
    assert called_by_name("Еңбек ата-анадан басталады.") == ("Еңбек ата-анадан басталады.", None)


def test_a_feast_in_a_city_is_no_person() -> None:
    assert reworded("Мереке Алматыда өтті.") == ("Мереке Алматыда өтті.", ())
