"""Days of the week and months: what the source names, the translation names too."""

from __future__ import annotations

import pytest

from pipeline.check import Pair
from pipeline.check.calendar import check_calendar, named
from pipeline.document import Target


@pytest.mark.parametrize(
    ("source", "language", "target", "severities"),
    [
        ("Әр бейсенбіде автобус келеді.", "ru", "Каждый вторник приходит автобус.", ["error"]),
        ("Әр бейсенбіде автобус келеді.", "ru", "По четвергам приходит автобус.", []),
        ("Әр бейсенбіде автобус келеді.", "en", "A bus comes every week.", ["warning"]),
        ("Дүйсенбіден жұмаға дейін жұмыс істейді.", "ru", "Работает с понедельника по пятницу.", []),
        ("Дүйсенбіден жұмаға дейін жұмыс істейді.", "en", "It is open from Monday to Thursday.", ["warning"]),
        ("Сәрсенбіде жиналыс өтті.", "en", "A meeting was held on Wednesday.", []),
        ("Сәрсенбіде жиналыс өтті.", "ru", "Собрание прошло во вторник.", ["error"]),
        ("Сейсенбіде орман туралы айтылды.", "ru", "Говорили об окружающей среде.", ["warning"]),
        ("Турнир маусым айында өтеді.", "en", "The tournament will be held in July.", ["error"]),
        ("Турнир маусым айында өтеді.", "ru", "Турнир пройдёт в июне.", []),
        ("Қазан қайнап жатыр.", "ru", "Кипит котёл.", []),
        ("Сенбілікке мың адам шықты.", "ru", "На субботник вышла тысяча человек.", []),
        ("Бұл жаңа маусым.", "en", "This is a new season.", []),
        ("Қаңтар-тамызда өсті.", "en", "It grew in January and August.", ["warning"]),
        ("Қаңтар-тамызда өсті.", "ru", "В январе выросло.", ["warning"]),
        ("Қаңтар-тамызда өсті.", "ru", "В январе — августе выросло.", []),
        ("Қаңтар-тамызда өсті.", "ru", "За восемь месяцев выросло.", []),
        ("Қаңтар мен тамыз аралығында өсті.", "en", "It grew between January and August.", []),
        ("Қаңтар-ақпанда өсті.", "en", "It grew in January and February.", []),
        ("Дүйсенбі–сенбі күндері ашық.", "en", "It is open on Monday and Saturday.", ["warning"]),
        ("Емтихандар маусымда басталады.", "ru", "Экзамены начнутся в сезоне.", ["warning"]),
        ("Емтихандар маусымда басталады.", "ru", "Экзамены начнутся в июне.", []),
        ("Ол қазандағы 9%-дан төмен.", "ru", "Он ниже 9% в сентябре.", ["error"]),
        ("Ол қыркүйектегі 9%-дан төмен.", "en", "It is below 9%.", ["warning"]),
        ("Қазандағы су қайнады.", "ru", "Вода в котле закипела.", []),
    ],
)
def test_another_day_or_month_is_an_error_and_a_missing_one_a_warning(
    source: str, language: Target, target: str, severities: list[str]
) -> None:
    findings = check_calendar(Pair(1, source, target, language))
    assert [finding.severity for finding in findings] == severities


def test_a_finding_points_to_the_day_on_both_sides() -> None:
    source, target = "Әр бейсенбіде автобус келеді.", "Каждый вторник приходит автобус."
    (finding,) = check_calendar(Pair(1, source, target, "ru"))
    assert source[slice(*finding.source_span or (0, 0))] == "бейсенбіде"
    assert target[slice(*finding.target_span or (0, 0))] == "вторник"


def test_a_name_that_begins_like_a_day_is_none() -> None:
    assert named("Жұмабай мен Сенбіғали Бейсенбаев келді.", "kk") == {}
