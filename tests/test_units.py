"""Units: shown to the model in words, put right in its answer, read in every spelling, missed where lost."""

from __future__ import annotations

import pytest

from pipeline.check.figures import read_quantities
from pipeline.check.figures.units import is_measured, size_ratio
from pipeline.check.numbers import check_numbers, repair_numbers
from pipeline.check.pair import Pair
from pipeline.document import Language, Target
from pipeline.translate.normalize import finish, prepare
from pipeline.translate.styled.units import units_in_words, units_put_right
from pipeline.wordlists import rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Дәріге 15 мкг және 20 мг қосылды.", "Дәріге 15 микрограмм және 20 миллиграмм қосылды."),
        ("Сүт – 250 мл.", "Сүт – 250 миллилитр."),
        ("«Сүт – 250 мл.»", "«Сүт – 250 миллилитр.»"),
        ("Ол 5 мл-ге жетті.", "Ол 5 миллилитрге жетті."),
        ("Оған 5 мл. су құйды.", "Оған 5 миллилитр су құйды."),
        ("Қант – 50 гр, тұз – 5 гр.", "Қант – 50 грамм, тұз – 5 грамм."),
        ("Көлемі 27 км³.", "Көлемі 27 км³."),
        ("Жүгі 50 кг.", "Жүгі 50 кг."),  # models copy it
        ("Ол 12,5 млн. т астық.", "Ол 12,5 млн тонна астық."),
        ("ҚУАТЫ 120 МВТ-ҚА ЖЕТТІ", "ҚУАТЫ 120 МЕГАВАТТҚА ЖЕТТІ"),
        ("Трафик 25 Гбайттан 31 Гбайтқа өсті.", "Трафик 25 гигабайттан 31 гигабайтқа өсті."),
        ("Көлемі 5 Пбайт, 2 Эбайт.", "Көлемі 5 петабайт, 2 эксабайт."),
        ("Арна 1,2 Тбит/с-қа жетті.", "Арна секундына 1,2 терабитқа жетті."),
        ("Қысым 6 МПа-ға түсті.", "Қысым 6 мегапаскальға түсті."),
        ("Бүгін 10 гр аяз болады.", "Бүгін 10 градус аяз болады."),
        ("Бүгін -5 гр. болды.", "Бүгін -5 градус болды."),
        ("Қуаты 50 МВт-тан 80 МВт-қа өсті.", "Қуаты 50 мегаваттан 80 мегаваттқа өсті."),
        ("50 МВт-тық станса.", "50 мегаваттық станса."),
        ("Ол 900МГц пен 3,5 ГГц.", "Ол 900 мегагерц пен 3,5 гигагерц."),
        ("Зауыт 2,5 млн т мұнай өңдеді.", "Зауыт 2,5 млн тонна мұнай өңдеді."),
        ("Үй 65 кв. м, 65 шм, 65 ш.м-ге дейін.", "Үй 65 шаршы метр, 65 шаршы метр, 65 шаршы метрге дейін."),
        ("Ол 50 б.т. төмендеді.", "Ол 50 базистік тармақ төмендеді."),
        ("Ол 2 п.т.-ға өсті.", "Ол 2 пайыздық тармаққа өсті."),
        ("Ол 2 пайыздық пунктке өсті.", "Ол 2 пайыздық тармаққа өсті."),
        ("Ол 2 пайыздық пунктінен асты.", "Ол 2 пайыздық тармағынан асты."),
        ("Оған 10 сот жер берілді.", "Оған 10 сотық жер берілді."),
        ("Оған екі ас қасықтан май қосыңыз.", "Оған екі үлкен қасықтан май қосыңыз."),
        ("Қант 3,5–5,5 ммоль/л-ден асты.", "Қант литріне 3,5–5,5 миллимольден асты."),
        ("Радиация 0,12 мкЗв/сағ болды.", "Радиация сағатына 0,12 микрозиверт болды."),
        ("Өнім 15 ц/га.", "Өнім гектарына 15 центнер."),
        ("Ол 4 теңге/кВт·сағаттан 5 рубль/кг-ға.", "Ол киловатт-сағатына 4 теңгеден келісіне 5 рубльге."),
        ("Ол 75 доллар/баррельден асты.", "Ол барреліне 75 доллардан асты."),
        ("Су шығыны 150 м³/с.", "Су шығыны секундына 150 текше метр."),
        ("Желі 220 кВ.", "Желі 220 киловольт."),
        ("Тариф 25 теңге/кВт·сағ болды.", "Тариф киловатт-сағатына 25 теңге болды."),
        ("Көлде 5 текше километрге жуық су бар.", "Көлде 5 текше шақырымға жуық су бар."),
        ("1 ш.қ. тұз, 2 ас қ. май.", "1 шай қасық тұз, 2 үлкен қасық май."),
        ("Екі түйір дәрі ішті.", "Екі таблетка дәрі ішті."),
        ("Бір шөкім тұз қосыңыз.", "Аздап тұз қосыңыз."),
    ],
)
def test_a_unit_is_shown_in_words_and_the_ending_goes_to_the_word(text: str, words: str) -> None:
    assert units_in_words(text) == words
    assert prepare(text).text.lower() == words.lower()


@pytest.mark.parametrize(
    "short",
    ["кВт/сағ", "кВт.сағ", "кВтс", "кВт·сағ", "кВт·сағат", "кВтсағ", "кВт-сағ", "кВт ∙ сағ", "кВт*сағ"],
)
def test_a_kilowatt_hour_is_shown_so_however_it_is_written(short: str) -> None:
    assert units_in_words(f"Үй 300 {short} жұмсады.") == "Үй 300 киловатт-сағат жұмсады."
    (quantity,) = read_quantities(f"Үй 300 {short} жұмсады.", "kk")
    assert quantity.unit == "kwh"


@pytest.mark.parametrize(
    "text",
    [
        "Ол 2024 г. Астанада туған.",
        "Ол 2013 г Астанада туған.",
        "Ол 5 г сыныбында оқиды.",
        "Биыл 5 сот отырысы өтті.",
        "Жел 5 м/с, көлік 90 км/сағ.",
        "ҚР МБ мен ТБ туралы айтты.",
        "Т.Б. Әлиев пен Г. Бекова келді.",
        "Ол 10 км жүрді.",
        "Ол –52 кг салмақта жеңді.",
        "Ұшақ 5 минутта жетті.",
    ],
)
def test_what_is_no_unit_or_is_known_to_the_model_is_left(text: str) -> None:
    assert units_in_words(text) == text


@pytest.mark.parametrize(
    ("source", "answer", "target", "right"),
    [
        ("Оған 10 мл дәрі берілді.", "Ему дали 10 миллитров.", "ru", "Ему дали 10 миллилитров."),
        ("Оған 10 мл дәрі берілді.", "He got 10 millires of it.", "en", "He got 10 millilitres of it."),
        ("Экраны 6,7 дюйм.", "The screen is 6.7 doyms.", "en", "The screen is 6.7 inches."),
        ("Жиілігі 900 МГц.", "It is 900 megagerts.", "en", "It is 900 megahertz."),
        (
            "Ол 50 б.т. төмендеді.",
            "Снизилась на 50 базистских пунктов.",
            "ru",
            "Снизилась на 50 базисных пунктов.",
        ),
        ("Қуаты 150 а.к.", "Мощность 150 конных сил.", "ru", "Мощность 150 лошадиных сил."),
        ("Румыния 3 млрд лей бөлді.", "It gave 3 billion lies.", "en", "It gave 3 billion lei."),
        ("2 ас қасық май.", "2 большие ложки масла.", "ru", "2 столовые ложки масла."),
        # what only looks like it
        ("Сомасы 300 мың теңге.", "It is 300 sums.", "en", "It is 300 sums."),
        ("Оның 150 аты бар.", "He has 150 horses.", "en", "He has 150 horses."),
        ("3 млрд лей туралы.", "He told lies.", "en", "He told lies."),
    ],
)
def test_a_unit_that_came_out_misspelt_is_put_right(
    source: str, answer: str, target: Target, right: str
) -> None:
    assert finish(prepare(source), answer, target) == right


def test_an_answer_is_put_right_only_where_the_unit_stands_in_the_source() -> None:
    assert units_put_right("5 килограмм", "5 doyms", "en") == "5 doyms"


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("15 мкг", "kk", "ug"),
        ("15 µg", "en", "ug"),
        ("15 микрограммов", "ru", "ug"),
        ("300 гр қант", "kk", "g"),
        ("10 гр аяз", "kk", "degree"),
        ("Мука — 300 г.", "ru", "g"),
        ("в 988 г. было", "ru", "year"),
        ("50 б.т. төмендеді", "kk", "bp"),
        ("50 базисных пунктов", "ru", "bp"),
        ("50 basis points", "en", "bp"),
        ("1.5 percent points", "en", "pp"),
        ("1,5 пайыздық пунктке", "kk", "pp"),
        ("1,5 п.п.", "kk", "pp"),
        ("150 а.к.", "kk", "hp"),
        ("150 лошадиных сил", "ru", "hp"),
        ("2000 ХБ", "kk", "iu"),
        ("2000 IU", "en", "iu"),
        ("1,5 а.б.", "kk", "au"),
        ("300 киловатт-часов", "ru", "kwh"),
        ("300 kilowatt hours", "en", "kwh"),
        ("300 кВт·ч", "ru", "kwh"),
        ("50 кВт", "kk", "kw"),
        ("220 кВ желі", "kk", "kv"),
        ("220 кВ", "ru", "kv"),
        ("65 кв. м", "kk", "m2"),
        ("сағатына 50 киловатт", "kk", "kw"),
        ("50 киловатт сағатына", "kk", "kw"),
        ("5000 мА·сағ", "kk", "mah"),
        ("5000 миллиампер-часов", "ru", "mah"),
        ("3 столовые ложки", "ru", "tbsp"),
        ("3 ас қасықтан", "kk", "tbsp"),
        ("10 сот жер", "kk", "are"),
        ("10 сот отырысы", "kk", ""),
        ("5 кубических километров", "ru", "km3"),
        ("6.7 L of fuel", "en", "l"),
        ("500 вон", "kk", "KRW"),
        ("250 рупийден", "kk", "INR"),
        ("500 krones", "en", "SEK"),
        ("3 млрд лей", "kk", "RON"),
        ("3 billion lei", "en", "RON"),
        ("500 румын лейін", "kk", "RON"),
        ("2 драма қойылды", "kk", ""),
        ("3 батыр келді", "kk", ""),
        ("былтырғы 10 айдағыдан", "kk", "month"),
    ],
)
def test_a_unit_is_read_in_every_spelling(text: str, language: Language, unit: str) -> None:
    assert [quantity.unit for quantity in read_quantities(text, language)][-1] == unit


def messages(source: str, target: str, language: Target) -> list[tuple[str, str]]:
    found = check_numbers(Pair(1, source, target, language))
    return [(f.severity, f.message.rpartition(": ")[2]) for f in found if f.severity != "info"]


@pytest.mark.parametrize(
    ("source", "target", "language", "finding"),
    [
        ("Оған 15 мкг берілді.", "Ему дали 15 мг.", "ru", ("error", "unit differs")),
        ("Оған 15 мкг берілді.", "He was given 15 kg.", "en", ("error", "unit differs")),
        ("Жиілігі 900 МГц.", "Частота — 900 г.", "ru", ("error", "unit differs")),
        ("Үй 300 кВт·сағ жұмсады.", "Дом потратил 300 киловатт.", "ru", ("error", "unit differs")),
        ("Оған 10 мл дәрі берілді.", "Ему дали 10 лекарств.", "ru", ("warning", "unit is missing")),
        ("Донор 450 мл қан тапсырды.", "He gave 450 blood.", "en", ("warning", "unit is missing")),
        (
            "Мырыш 3050 доллар, мыс 9000 доллар болды.",
            "Zinc was 3,050 and copper was $9,000.",
            "en",
            ("warning", "currency is missing"),
        ),
        (
            "Бірінші деңгей 18,5 теңге, екінші деңгей 24,1 теңге.",
            "Первый уровень — 18,5 тенге, а второй уровень — 24,1.",
            "ru",
            ("warning", "currency is missing"),
        ),
    ],
)
def test_a_unit_lost_or_changed_beside_its_figure_is_found(
    source: str, target: str, language: Target, finding: tuple[str, str]
) -> None:
    assert messages(source, target, language) == [finding]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Залға 500 адам, 20 дана кітап келді.", "В зал пришли 500, книг 20.", "ru"),
        ("Ол 3, 5 және 7 кг алды.", "He took 3, 5 and 7 kg.", "en"),
        ("Ені 2 м, ұзындығы 3 м.", "2 x 3 metres.", "en"),
        ("Ауданы 60 мың гектарына ағаш егілді.", "Trees stand on 60,000 burnt hectares.", "en"),
        ("Дауыс 37 пайызға қарсы 45 пайыз.", "Голоса: 45 процентов против 37.", "ru"),
        ("Су 37 ауланы басты.", "The water flooded 37 yards.", "en"),
        ("Ұн – 300 г.", "Мука — 300 г.", "ru"),
        ("Ол 3 кг 200 гр тартты.", "Он весил 3 кг 200 граммов.", "ru"),
        ("Ол 2 сағ. 15 мин. созылды.", "Это длилось 2 часа 15 минут.", "ru"),
        ("Ақы 250 рупийден 351 рупийге өсті.", "Плата выросла с 250 до 351 рупии.", "ru"),
        ("Ол 500 вон төледі.", "He paid 500 won.", "en"),
        ("Инфляция 1,5 пайыздық тармаққа өсті.", "Inflation rose by 1.5 percent points.", "en"),
        ("Чип 3 нм-лік.", "Это 3-нанометровый чип.", "ru"),
    ],
)
def test_what_people_write_of_units_is_no_fault(source: str, target: str, language: Target) -> None:
    assert messages(source, target, language) == []


def test_a_wrong_unit_is_set_right_by_rule() -> None:
    assert repair_numbers("Оған 15 мкг берілді.", "Ему дали 15 мг.", "ru") == "Ему дали 15\u00a0микрограммов."


@pytest.mark.parametrize(
    ("target", "language", "is_found"),
    [
        ("The tariff is 21.7 tenge per kilowatt-hour.", "en", False),
        ("Тариф — 21,7 тенге за киловатт-час.", "ru", False),
        ("The tariff is 21.7 tenge.", "en", True),
    ],
)
def test_a_price_for_one_is_a_price_per_unit(target: str, language: Target, *, is_found: bool) -> None:
    pair = Pair(1, "Тариф 1 кВт·сағ үшін 21,7 теңге.", target, language)
    assert bool(check_numbers(pair)) == is_found


def test_a_quarter_that_went_well_is_no_ninety() -> None:
    pair = Pair(1, "Компания үшін тоқсан сәтті болды.", "It was ninety successful for the company.", "en")
    assert [finding.severity for finding in check_numbers(pair)] == ["warning"]


@pytest.mark.parametrize("unit", ["point", "score", "year", "night", "person", "percent", "USD"])
def test_people_may_leave_out_what_is_no_measure(unit: str) -> None:
    assert not is_measured(unit)


def test_every_size_is_that_of_a_unit() -> None:
    units = {row[0] for table in ("units.tsv", "currencies.tsv") for row in rows(table)}
    assert {row[0] for row in rows("unit_sizes.tsv")} <= units
    assert size_ratio("mg", "ug") == 1000 and size_ratio("kwh", "kw") is None


def test_what_is_shown_of_a_unit_is_a_unit_that_the_check_reads() -> None:
    left = {"аздап", "дана жұмыртқа", "таблетка дәрі"}
    words = {row[2] for row in rows("unit_words.tsv")} - left
    unread = [word for word in words if not read_quantities(f"5 {word}", "kk")[0].unit]
    assert unread == []


def test_every_row_of_spellings_is_of_a_word_that_is_shown() -> None:
    assert all(len(row) == 4 and row[1] in ("ru", "en") for row in rows("unit_spellings.tsv"))
