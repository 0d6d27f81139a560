"""A Russian noun stands in a form that its figure allows; what figures number is left alone."""

from __future__ import annotations

import pytest

from pipeline.check.agreement import repair_agreement
from pipeline.check.counting import mend_counting


@pytest.mark.parametrize(
    ("source", "text", "mended"),
    [
        ("Ауруханада 500 кереует бар.", "В больнице 500 кровати.", "В больнице 500 кроватей."),
        ("571 мектептің жөнделуі.", "Ремонт из 571 школ.", "Ремонт из 571 школы."),
        ("31 тұрғын келді.", "Пришёл 31 мирные жители.", "Пришёл 31 мирный житель."),
        ("Үш ядролық нысан бар.", "Есть три ядерных объектов.", "Есть три ядерных объекта."),
        ("4 дрон тартылды.", "Привлечены 4 дроны.", "Привлечены 4 дрона."),
        ("Екі ойын артық өткізді.", "Провела две лишние матчи.", "Провела два лишних матча."),
        ("Кемінде 42 адам мерт болды.", "Погибли не менее 42 человека.", "Погибли не менее 42 человек."),
        ("Кемінде 3 тонна көмір.", "Не менее 3 тонны угля.", "Не менее 3 тонн угля."),
        ("4 миллионға артты.", "Выросло до 4 миллиона.", "Выросло до 4 миллионов."),
    ],
)
def test_a_noun_takes_the_form_that_its_figure_asks_for(source: str, text: str, mended: str) -> None:
    assert mend_counting(source, text) == mended
    assert mend_counting(source, mended) == mended


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Кодекстің 155-бабы.", "Статья 155 кодекса."),
        ("Дом 19 ғасырға жатады.", "Дом относится к 19 веку."),
        ("Таңғы 6 жарымда болды.", "Произошло в половине 6 утра."),
        ("iPhone 17 сериясын таныстырды.", "Представила 17 серии iPhone."),
        ("50 мегапиксельдік камера.", "Оснащён 50 мегапиксельной камерой."),
        ("Ол 200 мл су ішті.", "Он выпил 200 воды."),
        ("15 мамыр күні.", "Это было 15 мая."),
        ("2021 жылдың соңы.", "Конец 2021 года."),
        ("5 мектепте сабақ өтті.", "Уроки прошли в 5 школах."),
        ("3 оқушыны көрді.", "Увидел 3 учеников."),
        ("2 мың адам келді.", "Пришли 2 тысячи человек."),
        ("21 адам келді.", "Пришёл 21 человек."),
    ],
)
def test_what_stands_in_some_case_or_is_numbered_stays(source: str, text: str) -> None:
    assert mend_counting(source, text) == text


def test_it_is_part_of_the_repair_of_agreement() -> None:
    assert repair_agreement("4 дрон тартылды.", "Привлечены 4 дроны.", "ru") == "Привлечены 4 дрона."
