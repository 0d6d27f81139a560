"""Less than a figure stays less than it."""

from __future__ import annotations

import pytest

from pipeline.check import CHECKS, Pair
from pipeline.check.bounds import repair_bounds
from pipeline.document import Target


@pytest.mark.parametrize(
    ("source", "language", "target", "mended"),
    [
        ("Жартысынан кемі тапсырды.", "ru", "Не менее половины сдали.", "Менее половины сдали."),
        ("Жартысынан кемі тапсырды.", "en", "At least half submitted.", "Less than half submitted."),
        (
            "Жоспардың жартысынан азы орындалды.",
            "ru",
            "Более половины выполнено.",
            "Менее половины выполнено.",
        ),
        ("Үштен бірінен кемі әйелдер.", "en", "At least a third are women.", "Less than a third are women."),
        ("Істердің 10 пайыздан кемі жетті.", "ru", "Дошло не менее 10%.", "Дошло менее 10%."),
        ("Халықтың 5%-дан азы қосылған.", "en", "More than 5% are online.", "Less than 5% are online."),
        ("Ауылдардың жартысынан азында бар.", "en", "Nearly half have it.", "Less than half have it."),
        ("Жартысына да жетпейтіні келді.", "en", "More than half came.", "Less than half came."),
    ],
)
def test_less_than_a_figure_is_not_more_than_it(
    source: str, language: Target, target: str, mended: str
) -> None:
    pair = Pair(1, source, target, language)
    assert [found.severity for found in CHECKS["numbers"](pair)] == ["warning"]
    assert repair_bounds(source, target, language) == mended
    assert not CHECKS["numbers"](Pair(1, source, mended, language))


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("Кемінде 6 балл қажет.", "ru", "Нужно не менее 6 баллов."),
        ("Ауданда 30-дан кем емес жоба бар.", "ru", "В районе не менее 30 проектов."),
        ("Жартысынан астамы қарсы.", "en", "More than half are against."),
        ("Баға 300 теңгеден 310 теңгеге ғана көтерілді.", "ru", "Цены выросли с 300 до всего 310 тенге."),
        ("Баға 300 теңгеден 310 теңгеге ғана көтерілді.", "en", "It rose from 300 to just 310 tenge."),
        ("Азаптаудың онда бірі ғана сотқа жетеді.", "ru", "До суда дойдёт лишь десятая часть пыток."),
        ("Оған мың еуродан кем ұсынбайды.", "en", "They offer no less than a thousand euros."),
        ("Жартысынан сәл азы өтті.", "ru", "Прошло чуть меньше половины."),
        ("Баға 300 теңгеден асқан жоқ.", "ru", "Цена не превысила 300 тенге."),
        ("Баға 300 теңгеден асқан жоқ.", "en", "The price did not exceed 300 tenge."),
        ("Жалақы 300 мың теңгеден аз болмайды.", "ru", "Зарплата не будет меньше 300 тысяч тенге."),
        ("Мөлшері 20%-дан төмен болмауы керек.", "ru", "Размер не должен быть ниже 20%."),
        ("Мөлшері 20%-дан төмен болмауы керек.", "en", "The amount must not be below 20%."),
        ("Демалыс 24 күнтізбелік күннен кем болмауға тиіс.", "ru", "Отпуск не менее 24 календарных дней."),
    ],
)
def test_a_bound_said_right_in_other_words_is_left_alone(source: str, language: Target, target: str) -> None:
    assert not CHECKS["numbers"](Pair(1, source, target, language))
    assert repair_bounds(source, target, language) is None


def test_less_than_denied_is_not_mended() -> None:
    source = "Оған тоғыз айдан кем уақыт кетпейді."
    assert repair_bounds(source, "Уйдёт не меньше девяти месяцев.", "ru") is None


def test_a_clash_of_bounds_names_the_words_of_both_sides() -> None:
    (found,) = CHECKS["numbers"](Pair(1, "Олардың жартысынан кемі келді.", "Пришло не менее половины.", "ru"))
    assert found.message.startswith("Олардың жартысынан кемі → Пришло не менее половины: less")
