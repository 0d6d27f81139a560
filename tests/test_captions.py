"""Where people stand in a picture is said by rule: who is taken for another is harmed."""

from __future__ import annotations

import pytest

from pipeline.captions import in_brackets, read_caption
from pipeline.document import Target
from pipeline.translate.normalize import finish, prepare
from tests.fakes import FakeTranslator
from tests.test_name_lists import asked, translated


@pytest.mark.parametrize(
    ("text", "target", "head"),
    [
        ("Суретте (оңнан солға): Асқар Мамин.", "ru", "На фото (справа налево): "),
        ("Суретте солдан оңға қарай: Асқар Мамин.", "en", "In the photo (from left to right): "),
        ("солдан оңға: Асқар Мамин.", "ru", "слева направо: "),
        ("Солдан үшінші – Асқар Мамин.", "ru", "Третий слева — "),
        ("Солдан 3-ші – Айгүл Нұрланқызы.", "ru", "Третья слева — "),
        ("Оң жақтан екінші – Ерлан Қошанов.", "en", "Second from right: "),
        ("Суретте: сол жақтан бірінші – Ерлан Қошанов.", "ru", "На фото: первый слева — "),
        ("Ортада – Асқар Мамин", "en", "Centre: "),
    ],
)
def test_the_place_in_a_picture_has_its_words(text: str, target: Target, head: str) -> None:
    caption = read_caption(text, target)
    assert caption is not None
    assert caption.head == head
    assert text[caption.begin].isupper()


@pytest.mark.parametrize(
    "text",
    [
        "Суретте: мектеп оқушылары.",
        "Сол жақта мектеп тұр.",
        "Солдан оңға қарай жүрді.",
        "Екінші – Асқар Мамин.",
        "Ортадағы – Асқар Мамин.",
    ],
)
def test_anything_else_is_no_such_caption(text: str) -> None:
    assert read_caption(text, "ru") is None


@pytest.mark.parametrize(
    ("answer", "target", "expected"),
    [
        ("Асан (справа) и Есен (слева).", "ru", "Асан (слева) и Есен (второй справа)."),
        ("Asan (right) and Yesen (left).", "en", "Asan (left) and Yesen (second from right)."),
        ("Asan and Yesen (left).", "en", "Asan and Yesen (left)."),
    ],
)
def test_a_place_in_brackets_is_that_of_the_source(answer: str, target: Target, expected: str) -> None:
    assert finish(prepare("Асан (сол жақта) мен Есен (оң жақтан екінші)."), answer, target) == expected
    assert in_brackets("оң қол", target) is None


def test_a_name_behind_it_needs_no_engine_and_what_somebody_is_stays_small() -> None:
    engine = FakeTranslator(lambda request: "Певица Роза Рымбаева.")
    assert translated("Солдан үшінші – Асқар Мамин.", engine)["en"].text == "Third from left: Askar Mamin."
    assert not asked(engine)
    done = translated("Оңнан екінші – әнші Роза Рымбаева.", engine)
    assert done["ru"].text == "Вторая справа — певица Роза Рымбаева."


@pytest.mark.parametrize(
    ("source", "answer", "target", "expected"),
    [
        ("Әкім (суретте) келді.", "The akim (photograph) came.", "en", "The akim (pictured) came."),
        ("Пайда (салық төленгенге дейін) өсті.", "Profit (the tax) rose.", "en", "Profit (before tax) rose."),
        ("Бюджет өсті (2025 жылы – 5,25 трлн).", "Бюджет вырос (2025 года — 5,25 трлн).", "ru",
         "Бюджет вырос (в 2025 году — 5,25 трлн)."),
        ("Бюджет өсті (2025 жылы – 5,25 трлн).", "Бюджет вырос (в 2025 году — 5,25 трлн).", "ru",
         "Бюджет вырос (в 2025 году — 5,25 трлн)."),
        ("Бюджет өсті (2025 жылғы шамада).", "Бюджет вырос (2025 года).", "ru", "Бюджет вырос (2025 года)."),
    ],
)  # fmt: skip
def test_brackets_of_fixed_words_are_said_by_rule(
    source: str, answer: str, target: Target, expected: str
) -> None:
    assert finish(prepare(source), answer, target) == expected
