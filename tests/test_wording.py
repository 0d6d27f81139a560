"""Words formed by the rule where the language has another form are put right; others stay."""

from __future__ import annotations

import pytest

from pipeline.check.agreement import repair_agreement
from pipeline.check.loops import repair_loops
from pipeline.document import Target


@pytest.mark.parametrize(
    ("text", "target", "mended"),
    [
        ("Он сообщил о итогах.", "ru", "Он сообщил об итогах."),
        ("О экономике.", "ru", "Об экономике."),
        ("Он стал в втором туре первым.", "ru", "Он стал во втором туре первым."),
        ("В Франции пройдёт с стороны.", "ru", "Во Франции пройдёт со стороны."),
        ("Вышёл новый номер.", "ru", "Вышел новый номер."),
        ("Они обновлёны.", "ru", "Они обновлены."),
        ("Рассказал о ёлке, о её цене, об её виде.", "ru", None),
        ("В ФРГ, в ВВП, с США, с завода, в воде.", "ru", None),
        ("Самолёт пришёл, счёт вырос.", "ru", None),
        ("Продажи выросли 5,5%.", "ru", "Продажи выросли на 5,5%."),
        (
            "Число аварий сократилось более 10 процентов.",
            "ru",
            "Число аварий сократилось более чем на 10 процентов.",
        ),
        ("Число упало на более 10%.", "ru", "Число упало более чем на 10%."),
        ("Экспорт вырос более 15 раз.", "ru", "Экспорт вырос более чем в 15 раз."),
        ("Доход вырос в более 4 раза.", "ru", "Доход вырос более чем в 4 раза."),
        ("Цены увеличились почти 3 раз.", "ru", "Цены увеличились почти в 3 раза."),
        ("Он был здесь 3 раза, вырос в 15 раз.", "ru", None),
        ("Об этом сообщает Reuters ссылкой на сайт.", "ru", "Об этом сообщает Reuters со ссылкой на сайт."),
        ("Он пишет под ссылкой на сайт.", "ru", None),
        ("Ущерб — более полутора миллиарда тенге.", "ru", "Ущерб — более полутора миллиардов тенге."),
        ("Баррель стоит 71,48 долларов.", "ru", "Баррель стоит 71,48 доллара."),
        ("Это 2,5 миллионами или 71 долларов.", "ru", None),
        ("The laboratories of universitys.", "en", "The laboratories of universities."),
        ("Academys and Classs.", "en", "Academies and Classes."),
        ("The Kennedys and the boys, stomachs.", "en", None),
        ("It islonged to them.", "en", "It belongs to them."),
        ("They arelonged to them.", "en", "They belong to them."),
        ("The issue of the island area.", "en", None),
    ],
)
def test_a_word_formed_by_rule_is_put_right(text: str, target: Target, mended: str | None) -> None:
    assert repair_agreement("", text, target) == mended


@pytest.mark.parametrize(
    ("source", "text", "mended"),
    [
        ("Қылмыс 7%-ға, тонау 5%-ға азайды.", "Преступность упала на 7%, Ограбление на 5%.", "ограбление"),
        ("Асан Қазақстан Президентімен кездесті.", "Асан встретил, Президент сказал.", None),
        ("Ол Алматыға, ауылға барды.", "Он поехал, Алматы ждёт.", None),
    ],
)
def test_a_common_word_behind_a_comma_is_written_small(source: str, text: str, mended: str | None) -> None:
    found = repair_agreement(source, text, "ru")
    assert found is None if mended is None else f", {mended}" in (found or "")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Федеральная резервная резервная система.", "Федеральная резервная система."),
        ("У людей, людей всех возрастов.", None),
        ("Резервная система.", None),
    ],
)
def test_what_is_said_twice_is_said_once(text: str, mended: str | None) -> None:
    assert repair_loops("Федералды резерв жүйесі.", text, "ru") == mended
