"""What is left out, series of figures, levels and comparisons are shown to a model as it reads them right."""

from __future__ import annotations

import pytest

from pipeline.check import CHECKS, Pair
from pipeline.check.direction import repair_direction
from pipeline.check.misread import repair_misread
from pipeline.document import Target
from pipeline.translate.shown.excluded import left_out
from pipeline.translate.shown.reached import levels_said
from pipeline.translate.shown.rephrased import rephrased
from pipeline.translate.shown.series import series_said
from pipeline.translate.shown.stages import stages_said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Шымкентті қоспағанда, баға өсті.", "Шымкенттен басқа, баға өсті."),
        ("Ипотеканы есептемегенде, несие өсті.", "Ипотекадан басқа, несие өсті."),
        ("(көкөніс пен бензинді есептемегенде)", "(көкөніс пен бензиннен басқа)"),
        ("Мұнай секторын есепке алмағанда", "Мұнай секторынан басқа"),
        ("ҚҚС-ты ескермегенде, бағасы 4 500 теңге.", "ҚҚС-тан басқа, бағасы 4 500 теңге."),
        ("«Қайратты» қоспағанда, бәрі қатысты.", "«Қайраттан» басқа, бәрі қатысты."),
        ("Оны қоспағанда, бәрі келді.", "Оны қоспағанда, бәрі келді."),
        ("Үлесін қоса есептегенде 5%.", "Үлесін қоса есептегенде 5%."),
        ("Мені есептемегенде, үйде төртеу бар.", "Менен басқа, үйде төртеу бар."),
        ("Бізді қоспағанда, бәрі келді.", "Бізден басқа, бәрі келді."),
        ("Комиссия дауыстарды санамағанда, дау туды.", "Комиссия дауыстарды санамағанда, дау туды."),
        ("Судың деңгейін ескермегенде, апат болады.", "Судың деңгейін ескермегенде, апат болады."),
    ],
)
def test_what_is_not_counted_in_is_besides_the_rest(text: str, shown: str) -> None:
    assert left_out(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Май 17,6%-ға қымбаттаса, қант 4,2%-ға, ал картоп 8,7%-ға арзандады.",
            "Май 17,6%-ға қымбаттады, ал қант 4,2%-ға арзандады, картоп 8,7%-ға арзандады.",
        ),
        (
            "Өнеркәсіп 6,1%-ға, құрылыс 14,2%-ға өссе, сауда 2,3%-ға, байланыс 1,1%-ға қысқарды.",
            "Өнеркәсіп 6,1%-ға өсті, құрылыс 14,2%-ға өсті, "
            "ал сауда 2,3%-ға қысқарды, байланыс 1,1%-ға қысқарды.",
        ),
        (
            "Доллар 3 теңгеге қымбаттап, еуро 2 теңгеге, рубль 0,1 теңгеге арзандады.",
            "Доллар 3 теңгеге қымбаттады, ал еуро 2 теңгеге арзандады, рубль 0,1 теңгеге арзандады.",
        ),
        (
            "Экспорт пен импорт тиісінше 4,8%-ға кеміп, 5,3%-ға өсті.",
            "Экспорт 4,8%-ға кеміп, импорт 5,3%-ға өсті.",
        ),
        (
            "Инфляция 2026 жылы 9%-ға, 2027 жылы 6%-ға, 2028 жылы 5%-ға дейін баяулайды.",
            "Инфляция 2026 жылы 9%-ға дейін, 2027 жылы 6%-ға дейін, 2028 жылы 5%-ға дейін баяулайды.",
        ),
        (
            "Мөлшерлеме 16%-ға және келесі жылы 14%-ға дейін төмендейді.",
            "Мөлшерлеме 16%-ға дейін және келесі жылы 14%-ға дейін төмендейді.",
        ),
        (
            "Өндіріс биыл 80 мың тоннаға, келер жылы 95 мың тоннаға дейін ұлғаяды.",
            "Өндіріс биыл 80 мың тоннаға дейін, келер жылы 95 мың тоннаға дейін ұлғаяды.",
        ),
    ],
)
def test_each_figure_of_a_series_has_its_verb_and_its_bound(text: str, shown: str) -> None:
    assert series_said(text) == shown
    assert series_said(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Жалақы 2021 жылы 250 мың теңге болса, 2022 жылы 310 мыңға, ал 2024 жылы 405 мың теңгеге өсті.",
            "Жалақы 2021 жылы 250 мың теңге болды, 2022 жылы 310 мыңға дейін өсті, "
            "2024 жылы 405 мың теңгеге дейін өсті.",
        ),
        (
            "Халық 1999 жылы 14,9 млн болса, 2009 жылы 16 млн-ға, 2024 жылы 20,2 млн-ға жетті.",
            "Халық 1999 жылы 14,9 млн болды, 2009 жылы 16 млн-ға жетті, 2024 жылы 20,2 млн-ға жетті.",
        ),
        (
            "Кедейлік 2010 жылы 12% болса, 2020 жылы 8%-ға, 2024 жылы 5,2%-ға түсті.",
            "Кедейлік 2010 жылы 12% болды, 2020 жылы 8%-ға дейін төмендеді, "
            "2024 жылы 5,2%-ға дейін төмендеді.",
        ),
        (
            "Кіріс 2020 жылы 9 млн теңгені құраса, 2022 жылы 15 млн-ға, 2024 жылы 17 млн-ға өсіп, тоқтады.",
            "Кіріс 2020 жылы 9 млн теңгені құрады, 2022 жылы 15 млн-ға дейін өсті, "
            "2024 жылы 17 млн-ға дейін өсіп, тоқтады.",
        ),
        (
            "Болжам бойынша өндіріс 2025 жылы 96 млн тонна болса, 2026 жылы 100 млн тоннаға жетеді.",
            "Болжам бойынша өндіріс 2025 жылы 96 млн тонна болады, 2026 жылы 100 млн тоннаға жетеді.",
        ),
    ],
)
def test_a_series_says_what_was_and_what_was_reached_then(text: str, shown: str) -> None:
    assert stages_said(text) == shown
    assert stages_said(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Мектеп саны 2015 жылы 7 160 болса, 2024 жылы 7 990-ға жетпеді.",
        "Бағам 2022 жылы 460 теңге болса, 2023 жылы 5 теңгеге, 2024 жылы 10 теңгеге өсті.",
        "Жалақы 2022 жылы 310 мың теңге болса, 2023 жылы 9%-ға өсті.",
        "Кіріс 2020 жылы 9 трлн теңгені құраса, 2024 жылы 17 трлн теңгеге дейін өсіп, рекорд болды.",
        "Жоба 2022 жылы бітсе, 2023 жылы 5 мың адамға жұмыс табылады.",
    ],
)
def test_what_may_have_changed_by_so_much_or_is_read_right_stays(text: str) -> None:
    assert stages_said(text) == text


@pytest.mark.parametrize(
    ("target", "text", "right"),
    [
        ("ru", "Доля в 2018 году составила 62%, в 2023 году на 70%.", "до 70%"),
        ("en", "The share was 62% in 2018 and rose by 70% in 2023.", "to 70%"),
    ],
)
def test_the_last_of_a_series_is_a_level(target: Target, text: str, right: str) -> None:
    source = "Үлесі 2018 жылы 62% болса, 2020 жылы 65%-ға, 2023 жылы 70%-ға өсті."
    assert right in (repair_direction(source, text, target) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Ет 12%-ға қымбаттаса, жұмыртқа 4%-ға арзандады.",
        "Ет 12%-ға, сүт 9%-ға қымбаттады.",
        "Экспорт 5%-ға өссе, импорт 3%-ға, тауар айналымы 4%-ға артты.",
        "Баға 5 теңгеге, яғни 120 теңгеге дейін арзандады.",
        "Баға 5%-ға, ал құны 120 теңгеге дейін өсті.",
        "Жеке тұлғаға 50 мың теңгеге, ұйымға 100 мың теңгеге дейін айыппұл салынады.",
    ],
)
def test_other_series_stay(text: str) -> None:
    assert series_said(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Бағасы 4 мың 120 теңгеге жетіп, 816 теңгеге өсті.",
            "Бағасы 816 теңгеге өсіп, 4 мың 120 теңгеге жетті.",
        ),
        ("Шағым 312-ден 214-ке түсті.", "Шағым 312-ден 214-ке төмендеді."),
        ("Шағым 312-ден 214-ке дейін түсіп, тынды.", "Шағым 312-ден 214-ке дейін төмендеп, тынды."),
        ("Шағым 214-тен 312-ге түсті.", "Шағым 214-тен 312-ге түсті."),
        ("Бағасы 900 теңгеге жетіп, тұрақтады.", "Бағасы 900 теңгеге жетіп, тұрақтады."),
    ],
)
def test_what_a_change_is_by_comes_before_its_level(text: str, shown: str) -> None:
    assert levels_said(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ел 7 сатыға құлады.", "Ел 7 сатыға төмендеді."),
        ("Партия 4 ұпайға түсті.", "Партия 4 ұпайға төмендеді."),
        ("Ел 38-орынға түсті.", "Ел 38-орынға түсті."),
        (
            "Ел 31-орыннан 7 сатыға төмендеп, 38-орынға түсті.",
            "Ел 7 сатыға төмендеп, 31-орыннан 38-орынға түсті.",
        ),
        ("Компания билет бағасын 20%-ға түсірді.", "Компания билет бағасын 20%-ға төмендетті."),
        ("Банк мөлшерлемені 14%-ға түсірді.", "Банк мөлшерлемені 14%-ға дейін түсірді."),
        (
            "Саны 365 мыңға дейін, яғни 81 мыңға азайды.",
            "Саны 365 мыңға дейін азайды, яғни айырма 81 мың болды.",
        ),
        (
            "Саны 365-ке дейін, яғни 81 теңгеге өседі.",
            "Саны 365-ке дейін өседі, яғни айырма 81 теңге болады.",
        ),
        ("Тариф 28 теңгеге дейін, яғни 10,5%-ға өседі.", "Тариф 28 теңгеге дейін, яғни 10,5%-ға өседі."),
        ("Азық-түлікке жатпайтын тауарлар өсті.", "Азық-түлікке жатпайтын тауарлар өсті."),
        ("Toyota Hyundai-ды 1 204 данаға басып озды.", "Toyota Hyundai-дан 1 204 данаға озып кетті."),
        ("Өсім жоспарланған 6%-дан төмен – 5,4% болды.", "Өсім жоспарланған 6%-дан төмен болды: 5,4%."),
        ("Баға былтырғыдан арзан – 180 теңге.", "Баға былтырғыдан арзан: 180 теңге."),
        ("Ауа нормадан төмен – деңгейі 80 болды.", "Ауа нормадан төмен – деңгейі 80 болды."),
        (
            "Жалақы Атырауда (665 мың) ең жоғары, Түркістанда (312 мың) ең төмен болып тұр.",
            "Жалақы Атырауда (665 мың) ең жоғары деңгейде болды, "
            "ал Түркістанда (312 мың) ең төмен деңгейде болды.",
        ),
        (
            "Банктер арасында бірінші орында Halyk (19,8 трлн), екінші орында Kaspi (9,4 трлн) тұр.",
            "Банктер арасында Halyk (19,8 трлн) бірінші орында, Kaspi (9,4 трлн) екінші орында тұр.",
        ),
        ("Профицит 15-тен 11-ге дейін тарылды.", "Профицит 15-тен 11-ге дейін қысқарды."),
        ("Алшақтық тарылды.", "Алшақтық тарылды."),
        ("Көлем тоқсаннан тоқсанға өсіп келеді.", "Көлем тоқсан сайын өсіп келеді."),
        ("ЖІӨ 5,6%-ға (ж/ж) өсті.", "ЖІӨ 5,6% (y/y) өсті."),
        ("Мөлшерлеме 5,2% (бұрын 4,9%) болды.", "Мөлшерлеме 5,2% (бұрын 4,9% болған) болды."),
        ("Екінің бірі несие алған.", "Әр екінші адам несие алған."),
        ("Биыл 10 жылдан ескі көлік тоқтайды.", "Биыл жасы 10 жылдан асқан көлік тоқтайды."),
        ("Тапшылықты 3%-дан төмендету керек.", "Тапшылықты 3%-дан төмен түсіру керек."),
        ("Мұнайдан тыс кірістер өсті.", "Мұнай емес кірістер өсті."),
        ("Мұнайсыз экспорт өсті.", "Мұнай емес экспорт өсті."),
        ("Бюджеттің мұнай емес тапшылығы өсті.", "Бюджеттің мұнай кірісінсіз тапшылығы өсті."),
        ("Энергетикаға жатпайтын экспорт өсті.", "Энергетикамен байланысты емес экспорт өсті."),
        ("Ауыл шаруашылығына жатпайтын сектор өсті.", "Ауыл шаруашылығына қатысы жоқ сектор өсті."),
        ("Мұнайға тәуелсіз салалар өсті.", "Мұнайға тәуелділігі жоқ салалар өсті."),
        ("Әлемге тәуелсіз ел ретінде танылды.", "Әлемге тәуелсіз ел ретінде танылды."),
        ("Пайызсыз несие берілді.", "Пайызы жоқ несие берілді."),
    ],
)
def test_figures_and_denials_are_shown_as_a_model_reads_them(text: str, shown: str) -> None:
    assert rephrased(text) == shown


@pytest.mark.parametrize(
    ("source", "language", "target", "mended"),
    [
        (
            "Шымкентті қоспағанда, баға өсті.",
            "en",
            "In addition to Shymkent, prices rose.",
            "Excluding Shymkent, prices rose.",
        ),
        (
            "Шымкентті қоспағанда, баға өсті.",
            "ru",
            "Помимо Шымкента, цены выросли.",
            "За исключением Шымкента, цены выросли.",
        ),
        ("Қытайды қоспағанда, сұраныс азайды.", "en", "Demand fell, not including China.", None),
        ("Мұнай емес кірістер өсті.", "en", "Oil revenues rose.", "Non-oil revenues rose."),
        ("Мұнай емес кірістер өсті.", "ru", "Нефтяные доходы выросли.", "Ненефтяные доходы выросли."),
        ("Мұнайсыз тапшылық 4 трлн.", "ru", "Дефицит без нефтяных доходов — 4 трлн.", None),
        ("Мұнай және мұнай емес сектор өсті.", "ru", "Нефтяной и ненефтяной секторы выросли.", None),
        ("Пайызсыз несие берілді.", "ru", "Выдали бесполезный кредит.", "Выдали беспроцентный кредит."),
        (
            "Инфляция 8,9% ж/ж болды.",
            "ru",
            "Инфляция составила 8,9% Y/y.",
            "Инфляция составила 8,9% г/г.",
        ),
        (
            "Болжам 4–5%-дан 3–4%-ға дейін төмендетілді.",
            "en",
            "It was cut from 4 to 5% to 3–4%.",
            "It was cut from 4–5% to 3–4%.",
        ),
        (
            "Hyundai-ды 1 204 данаға басып озды.",
            "en",
            "It beat Hyundai to 1,204 copies.",
            "It beat Hyundai by 1,204 copies.",
        ),
    ],
)
def test_what_is_left_out_and_what_is_not_so_are_put_right(
    source: str, language: Target, target: str, mended: str | None
) -> None:
    assert repair_misread(source, target, language) == mended


@pytest.mark.parametrize(
    ("source", "language", "target", "mended"),
    [
        ("Ел 7 сатыға құлады.", "en", "It fell to 7 places.", "It fell by 7 places."),
        ("Партия 4 ұпайға төмендеді.", "en", "It fell to 4 points.", "It fell by 4 points."),
    ],
)
def test_places_and_points_are_lost_by_so_many(
    source: str, language: Target, target: str, mended: str
) -> None:
    assert repair_direction(source, target, language) == mended


@pytest.mark.parametrize(
    ("check", "source", "language", "target", "is_found"),
    [
        (
            "outcomes",
            "Ипотеканы қоспағанда, несие өсті.",
            "ru",
            "Не добавлять ипотеку, кредиты выросли.",
            True,
        ),
        ("outcomes", "Ипотеканы қоспағанда, несие өсті.", "ru", "Без учёта ипотеки кредиты выросли.", False),
        ("outcomes", "Мұнай емес кірістер өсті.", "en", "Oil revenues rose.", True),
        ("outcomes", "Мұнай емес кірістер өсті.", "en", "Non-oil revenues rose.", False),
        ("outcomes", "Мұнай емес кірістер өсті.", "ru", "Нефтяные доходы выросли.", True),
        ("outcomes", "ҚҚС-сыз бағасы 4 500 теңге.", "en", "The price of VAT is 4,500 tenge.", True),
        ("outcomes", "ҚҚС-сыз бағасы 4 500 теңге.", "ru", "Цена без НДС — 4 500 тенге.", False),
        ("outcomes", "Газға тәуелді емес салалар өсті.", "en", "Gas-dependent sectors grew.", True),
        (
            "outcomes",
            "Атырауда ең жоғары, Абайда ең төмен.",
            "en",
            "The highest in Atyrau and in Abai.",
            True,
        ),
        (
            "outcomes",
            "Атырауда ең жоғары, Абайда ең төмен.",
            "ru",
            "Выше всего в Атырау, ниже в Абае.",
            False,
        ),
        ("outcomes", "Ұлытау ең соңында тұр.", "en", "Ulytau (17,000).", True),
        (
            "movement",
            "Ет 12%-ға қымбаттап, қант 4%-ға арзандады.",
            "ru",
            "Мясо — на 12%, сахар — на 4%.",
            True,
        ),
        (
            "movement",
            "Ет 12%-ға қымбаттап, қант 4%-ға арзандады.",
            "en",
            "Meat and sugar rose by 12 and 4%.",
            True,
        ),
        (
            "movement",
            "Ет 12%-ға қымбаттап, қант 4%-ға арзандады.",
            "en",
            "Meat rose 12%, sugar fell 4%.",
            False,
        ),
        ("movement", "Ет 12%-ға қымбаттады.", "en", "Meat became dearer.", False),
        ("movement", "Инфляция артты.", "ru", "Инфляция замедлилась с 10,8% до 11%.", True),
        ("movement", "Инфляция артты.", "en", "Inflation slowed from 10.8 to 11%.", True),
        ("movement", "Өсім артты.", "en", "Growth accelerated from 4 to 5%.", False),
        ("movement", "Болжам төмендеді.", "en", "It was reduced from 4 to 5% to 3.5–4.5%.", False),
        ("movement", "Мерзім қысқарды.", "en", "It was cut from 1 year to 3 months.", False),
    ],
)
def test_what_is_left_out_lowest_or_falling_must_be_said(
    check: str, source: str, language: Target, target: str, *, is_found: bool
) -> None:
    assert bool(CHECKS[check](Pair(1, source, target, language))) is is_found


def test_a_bound_that_is_lost_is_told_once() -> None:
    pair = Pair(1, "Ең көп дегенде 3% өсім болады.", "Рост составит 3%.", "ru")
    assert len(CHECKS["outcomes"](pair)) == 1


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("Инфляция 12%-дан төмен түскен жоқ.", "ru", "Инфляция не снизилась ниже 12%."),
        ("Мың адамға шаққанда 19,2 болды.", "en", "It was 19.2 per thousand people."),
        ("Көрсеткіш 6 еседей аз.", "en", "The figure is about 6 times less."),
        ("Отыз-қырық мың адам келді.", "en", "Thirty or forty thousand people came."),
        (
            "Евро 602 теңгеден, рубль 6,58 теңгеден, юань 73,2 теңгеден сатылды.",
            "ru",
            "Евро продавали по 602 тенге, рубль — по 6,58, юань — по 73,2 тенге.",
        ),
        ("Арақатынас 2:1-ден 4:1-ге өзгерді.", "ru", "Соотношение изменилось с 2:1 до 4:1."),
        ("Дүкен таңғы 9-дан түнгі 23:00-ге дейін ашық.", "ru", "Магазин открыт с 9 утра до 23:00."),
        (
            "Рекорд – 2 сағат 19 минут 44 секунд – 2004 жылдан бері тұр.",
            "en",
            "The record – 2 hours 19 minutes 44 seconds – has stood since 2004.",
        ),
        ("Жол 18:00-ден түн ортасына дейін жабылады.", "en", "The road closes from 18:00 to midnight."),
        ("Астанада V Дүниежүзілік ойындар өтті.", "ru", "В Астане прошли V Всемирные игры."),
    ],
)
def test_right_figures_raise_nothing(source: str, language: Target, target: str) -> None:
    assert not [f for f in CHECKS["numbers"](Pair(1, source, target, language)) if f.severity != "info"]


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("Инфляция 12%-дан төмен түсті.", "ru", "Инфляция поднялась выше 12%."),
        ("Отыз-қырық мың адам келді.", "en", "Thirty people came, or forty."),
        (
            "Рекорд – 2 сағат 19 минут 44 секунд – 2004 жылдан бері тұр.",
            "en",
            "2 hours 19 minutes since 2004.",
        ),
        ("Арақатынас 2:1-ден 4:1-ге өзгерді.", "ru", "Соотношение изменилось с 1:2 до 4:1."),
        ("Дүкен таңғы 9-дан ашық.", "en", "The shop is open from midnight."),
    ],
)
def test_wrong_figures_of_the_same_kind_are_found(source: str, language: Target, target: str) -> None:
    assert [f for f in CHECKS["numbers"](Pair(1, source, target, language)) if f.severity != "info"]


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("ru", "Банк снизил прогноз роста страны с 4,7% до 4,5%."),
        ("en", "The bank cut the country’s growth forecast from 4.7% to 4.5%."),
        ("en", "The bank cut its forecast for Kazakhstan’s GDP growth from 4.7% to 4.5%."),
    ],
)
def test_a_forecast_of_growth_may_be_cut(language: Target, target: str) -> None:
    source = "Банк елдің өсу болжамын 4,7%-дан 4,5%-ға төмендетті."
    assert not CHECKS["opposites"](Pair(1, source, target, language))


def test_a_growth_in_place_of_a_fall_is_found() -> None:
    source = "Экспорт 4,5%-ға төмендеді, импорт 3%-ға өсті."
    assert CHECKS["opposites"](Pair(1, source, "Экспорт вырос на 4,5%, импорт снизился на 3%.", "ru"))


@pytest.mark.parametrize(
    ("target", "is_found"),
    [
        ("Экспорт составил 81 млрд долларов (+3,7%).", False),
        ("Экспорт составил 81 млрд долларов (3,7%).", True),
    ],
)
def test_a_sign_before_a_share_tells_of_a_rise(target: str, *, is_found: bool) -> None:
    source = "Экспорт 81 млрд доллар (3,7%-ға өсті) болды."
    assert bool(CHECKS["outcomes"](Pair(1, source, target, "ru"))) is is_found


@pytest.mark.parametrize(
    ("english", "is_found"),
    [
        ("The salaries were 310,000 and 364,000 tenge.", False),
        ("The salaries were 310 and 364 thousand tenge.", False),
        ("The salaries were 310 and 364,000 tenge.", True),
        ("The salaries were 310 million and 364,000 tenge.", True),
    ],
)
def test_the_first_of_two_figures_may_have_the_scale_of_the_second(english: str, *, is_found: bool) -> None:
    source = "Жалақы тиісінше 310 және 364 мың теңгені құрады."
    assert bool(CHECKS["numbers"](Pair(1, source, english, "en"))) is is_found
