from __future__ import annotations

import pytest

from pipeline.document import Target
from pipeline.translate.normalize import finish, prepare


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Әйелдер – 73,4%, жастар – 19%.", "Әйелдер – 73,4 пайыз, жастар – 19%."),
        ("Сатылым 5,5% өсті.", "Сатылым 5,5%-ға өсті."),
        ("Сатылым 5 пайыз өседі.", "Сатылым 5 пайызға өседі."),
        ("Бағасы 30% түсіп, 5% арзандамақ.", "Бағасы 30%-ға түсіп, 5%-ға арзандамақ."),
        ("Апат 10 пайыздан астам азайды.", "Апат 10 пайыздан астамға азайды."),
        ("Апат 10%-дан артық азайды.", "Апат 10%-дан артыққа азайды."),
        ("Кәсіпкерлердің 60% несие алған.", "Кәсіпкерлердің 60%-ы несие алған."),
        ("Бағаның 5% өсуі байқалды.", "Бағаның 5%-ға өсуі байқалды."),
        ("Тауарлардың 30% қымбаттады.", "Тауарлардың 30%-ы қымбаттады."),
        ("Жастардың 45%, яғни 120 мың адам.", "Жастардың 45%-ы, яғни 120 мың адам."),
    ],
)
def test_a_bare_share_gets_the_ending_that_it_wants(text: str, shown: str) -> None:
    assert prepare(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "Сатылым 5,5%-ға өсті.",
        "Үлес 20% құрады.",
        "Халық 12% түсінбейді.",
        "Ол 12 пайыз артық төледі.",
        "Жылына 12 пайыз өсім бар.",
        "Кәсіпкерлердің 60%-ы несие алған.",
        "Жаңа тариф 5% болды.",
    ],
)
def test_a_share_that_is_read_right_stays(text: str) -> None:
    assert prepare(text).text == text


@pytest.mark.parametrize(
    ("answer", "target", "written"),
    [
        ("Женщины – 73,4 процента, молодёжь – 19%.", "ru", "Женщины — 73,4%, молодёжь — 19%."),
        ("Women are 73.4 percent, young people 19%.", "en", "Women are 73.4%, young people 19%."),
        ("Женщины – 73,4 процента.", "ru", "Женщины — 73,4 процента."),
    ],
)
def test_shares_are_written_alike(answer: str, target: Target, written: str) -> None:
    assert finish(prepare("Әйелдер – 73,4%, жастар – 19%."), answer, target) == written
