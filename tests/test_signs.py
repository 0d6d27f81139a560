"""What is shown to a model of signs that it does not know, and given back to its answer."""

from __future__ import annotations

import pytest

from pipeline.check import Pair, check_pair
from pipeline.document import Target
from pipeline.translate.cells import cell_figures
from pipeline.translate.normalize import finish, prepare


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Ауа температурасы: +7 °C", "Ауа температурасы: +7 градус"),
        ("Су 180 °С-тан аспасын.", "Су 180 градустан аспасын."),
        ("Түнде 12,5° аяз болады.", "Түнде 12,5 градус аяз болады."),
        ("Етті 3 сағ 30 мин пісіріңіз.", "Етті 3 сағат 30 минут пісіріңіз."),
        ("Жұмыс уақыты 3 сағ.", "Жұмыс уақыты 3 сағат."),
        ("Жылына 90 млн кВт·сағ өндіреді.", "Жылына 90 млн киловатт-сағат өндіреді."),
        ("Қуаты 5 МВт*сағ болады.", "Қуаты 5 мегаватт-сағат болады."),
        ("Бауыржан Момышұлы к-сі, 5-үй", "Бауыржан Момышұлы көшесі, 5-үй"),
        ("Жиын Есіл а-нында өтті.", "Жиын Есіл ауданында өтті."),
        ("ШҰҒЫЛ! Атырауда жер сілкінді", "Шұғыл! Атырауда жер сілкінді"),
        ("ҮКІМ ЕТТІ:", "Үкім етті:"),
        ("ҚР ҰҚК МЕН ІІМ", "ҚР ҰҚК МЕН ІІМ"),
        ("USD 520 теңге, EUR 600 теңге тұрады.", "Доллар 520 теңге, еуро 600 теңге тұрады."),
        ("Жоба құны – 5 млн USD.", "Жоба құны – 5 млн доллар."),
        ("Жоба құны – 5 миллион USD.", "Жоба құны – 5 миллион доллар."),
        ("USD бағамы өсті.", "USD бағамы өсті."),
        ("В және С гепатитімен ауырады.", "B және C гепатитімен ауырады."),
        ("В12 дәрумені керек.", "B12 дәрумені керек."),
        ("«С» тобында Қазақстан бар.", "«C» тобында Қазақстан бар."),
        ("В қаласында гепатит бар.", "В қаласында гепатит бар."),
    ],
)
def test_the_model_sees_words_where_it_knows_no_sign(source: str, shown: str) -> None:
    assert prepare(source).text == shown


@pytest.mark.parametrize(
    ("source", "answer", "target", "given"),
    [
        ("Ауа: +7 °C", "Воздух: +7 градусов", "ru", "Воздух: +7 °C"),
        ("Өлшемі 55х40х20 см.", "Размер 55х40х20 см.", "ru", "Размер 55×40×20 см."),
        ("Өлшемі 55x40x20 см.", "The size is 55x40h20 cm.", "en", "The size is 55×40×20 cm."),
        ("Алаңы 105х68 м.", "The pitch is 105h68 m.", "en", "The pitch is 105×68 m."),
        ("Ауа: +7 °C", "Air: +7 degrees Celsius", "en", "Air: +7 °C"),
        ("Түнде 12,5° аяз.", "Minus 12.5 degrees at night.", "en", "Minus 12.5° at night."),
        ("Ауданы 16 400 км².", "Площадь 16 400 км2.", "ru", "Площадь 16\u00a0400 км²."),
        ("Ауаның 1 м³ көлемінде 5 мг/м³.", "5 mg/m3 in 1 m3 of air.", "en", "5 mg/m³ in 1 m³ of air."),
        ("CO₂ азайды.", "CO2 has fallen.", "en", "CO₂ has fallen."),
        ("Бөлмеде м2 жоқ, 3 м² бар.", "В комнате 2 м2.", "ru", "В комнате 2 м²."),
        ("PM2 мен 5 см² бар.", "PM2 and 5 cm2.", "en", "PM2 and 5 cm²."),
        ("7 градус жылы.", "7 градусов тепла.", "ru", "7 градусов тепла."),
        ("Пошта индексі: 024538.", "The postal index: 024,538.", "en", "The postal index: 024538."),
        ("Пошта индексі – 160012.", "Индекс — 160 012.", "ru", "Индекс — 160012."),
        ("Ақша KZ36125KZT8193036426 шотына түсті.", "KZ36125 KZT8193036426.", "en", "KZ36125KZT8193036426."),
        ("Көлемі 2х3 м.", "2ch3 m in size.", "en", "2×3 m in size."),
        ("Онда 160012 адам тұрады.", "160,012 people live there.", "en", "160,012 people live there."),
    ],
)
def test_signs_of_the_source_are_given_back(source: str, answer: str, target: Target, given: str) -> None:
    assert finish(prepare(source), answer, target) == given


@pytest.mark.parametrize(
    ("source", "shown", "given"),
    [
        ("✅ Зардап шеккендер жоқ", "Зардап шеккендер жоқ", "✅ A."),
        ("👍 – сездім", "сездім", "👍 – A."),
        ("Жер сілкінді ‼️🔴", "Жер сілкінді", "A. ‼️🔴"),
        ("Пікірде жазыңыз👇👇", "Пікірде жазыңыз", "A.👇👇"),
        ("1️⃣ Бірінші сұрақ ❤️", "Бірінші сұрақ", "1️⃣ A. ❤️"),
        ("Жазылыңыз 👉 бізге", "Жазылыңыз бізге", "A."),
        ("Рақмет, достар 🙏 47 адам келді", "Рақмет, достар. 47 адам келді", "A. 🙏"),
        ("Біз осы ❤️ Алматы", "Біз осы Алматы", "A."),
        ("Бүгін Қазақстан 🇰🇿 Жапония ойыны", "Бүгін Қазақстан Жапония ойыны", "A."),
        ("Ал Рахат® Алматы", "Ал Рахат Алматы", "A."),
    ],
)
def test_pictures_are_kept_from_the_model_and_stand_where_they_stood(
    source: str, shown: str, given: str
) -> None:
    prepared = prepare(source)
    assert prepared.text == shown
    assert finish(prepared, "A.", "en") == given


@pytest.mark.parametrize(
    ("cell", "written"),
    [("+35 000", "+35,000"), ("+7 701 555 444", "+7 701 555 444"), ("–1 500", "–1,500"), ("+35", "+35")],
)
def test_a_gain_in_a_cell_is_a_figure_and_a_telephone_number_none(cell: str, written: str) -> None:
    assert cell_figures(cell, "en") == written


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Билет құны 350 000 ₸.", "Билет құны 350 000 теңге."),
        ("₸500 мың бөлінді.", "500 мың теңге бөлінді."),
        ("Баға 500 ₸-ден 650 ₸-ге өсті.", "Баға 500 теңгеден 650 теңгеге өсті."),
        ("Жоба €10–12 млн-ға бағаланды.", "Жоба 10–12 млн еуроға бағаланды."),
        ("Кірісі £3 млн болды.", "Кірісі 3 млн фунт стерлинг болды."),
        ("Ол 100 $ төледі.", "Ол 100 $ төледі."),
        ("₸ белгісі бекітілді.", "₸ белгісі бекітілді."),
    ],
)
def test_signs_of_currencies_are_shown_in_words(text: str, shown: str) -> None:
    assert prepare(text).text == shown


def test_a_sign_of_rights_stands_before_the_answer_again() -> None:
    prepared = prepare("© Барлық құқықтар қорғалған")
    assert prepared.text == "Барлық құқықтар қорғалған"
    assert finish(prepared, "Все права защищены", "ru") == "© Все права защищены"


@pytest.mark.parametrize(
    ("line", "russian", "english"),
    [
        ("USD – 518,73", "USD — 518,73", "USD – 518.73"),
        ("RUB – 6,41 (+0,03)", "RUB — 6,41 (+0,03)", "RUB – 6.41 (+0.03)"),
        ("EUR/USD – 1,08", "EUR/USD — 1,08", "EUR/USD – 1.08"),
    ],
)
def test_a_rate_of_exchange_is_copied(line: str, russian: str, english: str) -> None:
    assert prepare(line).is_copied
    assert (finish(prepare(line), line, "ru"), finish(prepare(line), line, "en")) == (russian, english)
    assert not check_pair(Pair(1, line, russian, "ru"))
    assert not check_pair(Pair(1, line, english, "en"))
