"""Words that a model does not know are shown as others, with the endings they had."""

from __future__ import annotations

import pytest

from pipeline.check.likewise import noun_like
from pipeline.translate.shown.substitutes import with_ending, with_substitutes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Бюджет профицитпен орындалды.", "Бюджет дефицитпен орындалды."),
        ("Сауда профициті 5 млн доллар.", "Сауда дефициті 5 млн доллар."),
        ("Қырғыз сомы 5,93 теңге болды.", "Қырғыз рублі 5,93 теңге болды."),
        ("1 сом 5,93 теңгеге тең.", "1 рубль 5,93 теңгеге тең."),
        ("Сомның бағамы төмендеді.", "Рубльдің бағамы төмендеді."),
        ("Жапон иені әлсіреді.", "Жапон лирасы әлсіреді."),
        ("Армян драмы 1,3 теңге болды.", "Армян рублі 1,3 теңге болды."),
        ("Доллардың бағамы төмендеді.", "Доллар курсы төмендеді."),
        ("Несие берушілерге талап күшейтілді.", "Кредиторларға талап күшейтілді."),
        ("Ірі қара малдың саны артты.", "Малдың саны артты."),
        ("ІРІ ҚАРА САНЫ АРТТЫ", "МАЛ САНЫ АРТТЫ"),
    ],
)
def test_a_word_that_the_model_does_not_know_is_shown_as_another(text: str, shown: str) -> None:
    assert with_substitutes(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Ол 500 сом төледі.",  # a figure before it, which reads right
        "Қарыз беруші мен қарыз алушы келісті.",  # both would be creditors
        "Сумы облысында шайқас болды.",  # of Ukraine
        "Сумыға соққы жасалды.",
        "Сом рубльге қарағанда әлсіреді.",  # both would be roubles
        "Сомасы 5 млн теңге.",
        "Үй сом темірден соғылған.",
        "Драмалық туынды сахналанды.",
        "Бүгін драманың премьерасы өтті.",
        "Лариса мен Ларин келді.",
        "Иен далада мал жайылды.",
        "Профицит пен дефицит теңесті.",
        "Ірі қара мал мен ұсақ мал саны артты.",
    ],
)
def test_a_word_that_only_looks_like_it_stays(text: str) -> None:
    assert with_substitutes(text) == text


@pytest.mark.parametrize(
    ("stem", "ending", "word"),
    [
        ("рубль", "ы", "рублі"),
        ("рубль", "ға", "рубльге"),
        ("рубль", "нан", "рубльден"),
        ("рубль", "ының", "рублінің"),
        ("лира", "ы", "лирасы"),
        ("лира", "дар", "лиралар"),
        ("дефицит", "тің", "дефициттің"),
        ("мал", "лар", "малдар"),
        ("курс", "ымен", "курсымен"),
        ("мал", "шы", None),
    ],
)
def test_an_ending_follows_the_stem_before_it(stem: str, ending: str, word: str | None) -> None:
    assert with_ending(stem, ending) == word


@pytest.mark.parametrize(
    ("noun", "like", "form"),
    [
        ("сом", "рублей", "сомов"),
        ("сом", "рублю", "сому"),
        ("иена", "лиры", "иены"),
        ("иена", "лира", "иена"),
        ("лари", "рублями", "лари"),
        ("профицит", "недостатком", "профицитом"),
        ("кредитор", "заёмщикам", "кредиторам"),
    ],
)
def test_a_noun_takes_the_form_of_the_one_it_stands_for(noun: str, like: str, form: str) -> None:
    assert noun_like(noun, like) == form
