"""Names that a model takes for words or for each other: what it is shown, and what tells a lost one."""

from __future__ import annotations

import pytest

from pipeline.check.names import check_names
from pipeline.check.naming.apart import set_apart
from pipeline.check.naming.citizens import every_citizen
from pipeline.check.naming.paired import without_dashes
from pipeline.check.naming.patronymics import repair_patronymics
from pipeline.check.naming.persons import repair_persons, with_known_persons
from pipeline.check.naming.placed import genitive, with_places
from pipeline.check.numbers import check_numbers
from pipeline.check.pair import Pair
from pipeline.codes import Code, decoded
from pipeline.document import Target
from pipeline.run.repair import prepared
from pipeline.translate.normalize import finish


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Google Wiz-ді 32 млрд долларға сатып алды.",
            "Google компаниясы Wiz компаниясын 32 млрд долларға сатып алды.",
        ),
        ("Hyundai Kia-дан көп сатты.", "Hyundai компаниясы Kia компаниясынан көп сатты."),
        ("Nvidia Intel-ге ақша салды.", "Nvidia компаниясы Intel компаниясына ақша салды."),
        ("Meta Google-мен келісті.", "Meta компаниясы Google компаниясымен келісті."),
        ("Microsoft OpenAI-дың үлесін алды.", "Microsoft компаниясы OpenAI компаниясының үлесін алды."),
        ("Halyk Bank Kaspi-ді озды.", "Halyk Bank компаниясы Kaspi компаниясын озды."),
        ("Kaspi Halyk Bank-тен қалды.", "Kaspi компаниясы Halyk Bank компаниясынан қалды."),
        ("Fitch Kaspi Bank рейтингін растады.", "Fitch агенттігі Kaspi Bank рейтингін растады."),
        ("S&P KEGOC рейтингін көтерді.", "S&P агенттігі KEGOC рейтингін көтерді."),
        (
            "Moody's ABC ұзақ мерзімді рейтингін растады.",
            "Moody's агенттігі ABC ұзақ мерзімді рейтингін растады.",
        ),
        ("Samsung Groq-ты сатып алды.", "Samsung компаниясы Groq компаниясын сатып алды."),
    ],
)
def test_two_firms_side_by_side_are_called_firms(text: str, shown: str) -> None:
    assert set_apart(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Fitch Ratings рейтингін жаңартты.",
        "Fitch KEGOC есебін жариялады.",
        "Halyk Bank-ті сатып алды.",
        "Google Maps-ке жаңа мүмкіндік қосылды.",
        "Tele2-мен Kcell-ді біріктіру жоспарланып отыр.",
        "«Зенит» Real Madrid-ті жеңді.",
        "Полиция Toyota Camry-ді тоқтатты.",
        "«Google» «Wiz»-ді сатып алды.",
    ],
)
def test_one_name_of_two_words_stays(text: str) -> None:
    assert set_apart(text) == text


def test_two_firms_that_a_translation_makes_one_are_an_error() -> None:
    source = "Google Wiz-ді сатып алды."
    found = [f for f in check_names(Pair(1, source, "He bought Google Wiz.", "en")) if f.severity == "error"]
    assert [f.message for f in found] == ["“Google Wiz-ді” → “Google Wiz”: two names run together"]
    assert not [f for f in check_names(Pair(1, source, "Google bought Wiz.", "en")) if f.severity == "error"]


@pytest.mark.parametrize(
    ("text", "shown", "written"),
    [
        ("Бес тал ауылында су жоқ.", "XQ7 ауылында су жоқ.", [("Бес Тал", "Bes Tal")]),
        ("Жаңа жол ауылында су жоқ.", "XQ7 ауылында су жоқ.", [("Жана Жол", "Zhana Zhol")]),
        ("Бірінші май ауылында газ жоқ.", "XQ7 ауылында газ жоқ.", [("1 Мая", "1 May")]),
        ("8 Март көшесінде апат болды.", "XQ7 көшесінде апат болды.", [("8 Марта", "8 March")]),
        ("9 Мамыр көшесі, 12-үй.", "XQ7 көшесі, 12-үй.", [("9 Мая", "9 May")]),
        ("50 лет Октября көшесі", "XQ7 көшесі", [("50 лет Октября", "50 Let Oktyabrya")]),
        ("28 гвардияшылар көшесі", "XQ7 көшесі", [("28 Гвардейцев", "28 Guardsmen")]),
        ("Желқуар су қоймасы толды.", "XQ7 су қоймасы толды.", [("Желкуар", "Zhelkuar")]),
        ("Тұз ауылында мектеп бар.", "XQ7 ауылында мектеп бар.", [("Туз", "Tuz")]),
        ("Алғадағы зауыт тоқтады.", "XQ7 қаласындағы зауыт тоқтады.", [("Алга", "Alga")]),
        ("Теңізде мұнай өндіру басталды.", "XQ7 кен орнында мұнай өндіру басталды.", [("Тенгиз", "Tengiz")]),
        (
            "Академик Қ. Сәтбаев көшесі, 5-үй.",
            "XQ7 көшесі, 5-үй.",
            [("академика К. Сатпаева", "Academician K. Satpayev")],
        ),
        ("Ақ. Сәтбаев көшесі", "XQ7 көшесі", [("академика Сатпаева", "Academician Satpayev")]),
        (
            "Т. Жүргенов және А. Молдағұлова көшелері",
            "XQ7 және XQ8 көшелері",
            [("Т. Жургенова", "T. Zhurgenov"), ("А. Молдагуловой", "A. Moldagulova")],
        ),
        ("Бр. Жұбановтар көшесі", "XQ7 көшесі", [("Бр. Жубановых", "Br. Zhubanov")]),
        ("Мужахид X-те жазды.", "Мужахид XQ7 желісінде жазды.", [("X", "X")]),
        ("Ердоған Х-тегі парақшасында", "Ердоған XQ7 желісіндегі парақшасында", [("X", "X")]),
        ("Альваро Х әлеуметтік желісінде", "Альваро XQ7 әлеуметтік желісінде", [("X", "X")]),
    ],
)
def test_a_place_that_is_words_is_shown_as_a_code(
    text: str, shown: str, written: list[tuple[str, str]]
) -> None:
    found, codes = with_places(text, ())
    assert found == shown
    assert [(code.russian, code.english) for code in codes] == written


@pytest.mark.parametrize(
    "text",
    [
        "Бес ауылда су жоқ.",
        "Екі ірі ауылында су жоқ.",
        "Халық ауылына оралды.",
        "Жаңа су қоймасы салынды.",
        "8 наурызда апат болды.",
        "Абай көшесі жөнделді.",
        "Республика даңғылы жабылды.",
        "Теңізде дауыл тұрды.",
        "Ол мақсатқа алға ұмтылды.",
        "X ғасырда салынған.",
        "Астана қаласында жиын өтті.",
        "Ол Арқалық қаласының әкімі болды.",
        "Қапшағай су қоймасы толды.",
    ],
)
def test_what_is_no_such_place_is_shown_as_it_stands(text: str) -> None:
    assert with_places(text, ()) == (text, ())


def test_codes_of_places_go_on_behind_those_of_abbreviations() -> None:
    seen = prepared("ҰҚШҰ өкілі Бес тал ауылына келді.")
    assert seen.text == "XQ7 өкілі XQ8 ауылына келді."
    assert finish(seen, "Представитель XQ7 приехал в село XQ8.", "ru") == (
        "Представитель ОДКБ приехал в село Бес Тал."
    )


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Бес тал ауылында су жоқ.", "В пяти деревнях воды нет.", "ru"),
        ("Үш төбе ауылында жарық өшті.", "The lights went out in three villages.", "en"),
        ("8 Март көшесінде апат болды.", "8 марта произошла авария.", "ru"),
    ],
)
def test_a_place_that_became_words_is_missing(source: str, target: str, language: Target) -> None:
    found = check_names(Pair(1, source, target, language))
    assert any("has no match" in f.message and f.severity == "warning" for f in found)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Бес тал ауылында су жоқ.", "В селе Бестал воды нет.", "ru"),
        ("Бес тал ауылында су жоқ.", "There is no water in Bes-Tal.", "en"),
        ("8 Март көшесінде апат болды.", "На улице 8 Марта авария.", "ru"),
        ("8 Март көшесінде апат болды.", "A crash on 8 March Street.", "en"),
    ],
)
def test_a_place_of_a_numeral_is_no_number_and_may_be_written_in_one(
    source: str, target: str, language: Target
) -> None:
    pair = Pair(1, source, target, language)
    assert not [f for f in check_names(pair) + check_numbers(pair) if f.severity != "info"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Сатпаев", "Сатпаева"),
        ("Молдагулова", "Молдагуловой"),
        ("Жабаев", "Жабаева"),
        ("Маяковский", "Маяковского"),
        ("Гоголь", "Гоголя"),
        ("Горький", "Горького"),
        ("Толстой", "Толстого"),
        ("Байтурсынулы", "Байтурсынулы"),
        ("Кулеша", "Кулеши"),
    ],
)
def test_a_street_has_its_person_in_the_genitive(name: str, form: str) -> None:
    assert genitive(name) == form


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Путин Си Цзиньпинмен кездесті.", "Путин Саматпен кездесті."),
        ("Ким Чен Ынның қарындасы келді.", "Саматтың қарындасы келді."),
        ("Садыр Жапаров пен Эмомали Рахмон келісті.", "Самат пен Болат келісті."),
        ("Кенесарының өлгеніне 175 жыл толды.", "Саматтың өлгеніне 175 жыл толды."),
        ("Кенесары көтерілісі басталды.", "Кенесары көтерілісі басталды."),
        ("Қасым Аманжолов келді.", "Қасым Аманжолов келді."),
        ("Си Цзиньпин Пусанда болды.", "Си Цзиньпин Пусанда болды."),
        ("Тоқаев Си Цзиньпинге жазды.", "Тоқаев Си Цзиньпинге жазды."),
        ("Си Цзиньпинді қарсы алды.", "Си Цзиньпинді қарсы алды."),
    ],
)
def test_a_known_person_has_a_stand_in_in_cases_that_leave_no_doubt(text: str, shown: str) -> None:
    assert with_known_persons(text)[0] == shown


@pytest.mark.parametrize(
    ("russian", "answer", "written"),
    [
        ("Си Цзиньпин+", "с Саматом", "с Си Цзиньпином"),
        ("Шахбаз+ Шариф+", "у Самата", "у Шахбаза Шарифа"),
        ("Садыр+ Жапаров+", "с Саматом", "с Садыром Жапаровым"),
        ("Владимир+ Зеленский+", "к Самату", "к Владимиру Зеленскому"),
        ("Биньямин+ Нетаньяху", "о Самате", "о Биньямине Нетаньяху"),
        ("Кенесары", "смерти Самата", "смерти Кенесары"),
        ("Касым+", "стихи Самата", "стихи Касыма"),
        ("Ким Чен Ын+", "Самат пришёл", "Ким Чен Ын пришёл"),
    ],
)
def test_a_known_person_comes_back_in_the_case_of_the_stand_in(
    russian: str, answer: str, written: str
) -> None:
    assert decoded(answer, [Code("Самат", russian, "X Y", english_sign="Samat")], "ru") == written


def test_a_known_person_is_spelt_as_listed_in_english() -> None:
    source = "Трамп пен Си Цзиньпин Пусанда кездесті."
    assert repair_persons(source, "Trump and Xi Jinpin met in Pusan.", "en") == (
        "Trump and Xi Jinping met in Pusan."
    )
    assert repair_persons(source, "Trump and Xi Jinping met in Pusan.", "en") is None
    assert repair_persons(source, "Trump met Li Qiang in Pusan.", "en") is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Ұшақта 3 Қазақстан, 2 Өзбекстан және 1 Ресей азаматы болған.",
            "Ұшақта 3 Қазақстан азаматы, 2 Өзбекстан азаматы және 1 Ресей азаматы болған.",
        ),
        (
            "Қаза тапқандардың үшеуі – Түркия, бірі – Қазақстан азаматы.",
            "Қаза тапқандардың үшеуі – Түркия азаматы, бірі – Қазақстан азаматы.",
        ),
        ("9-ы – аудан, 3-уі – қала әкімі.", "9-ы – аудан әкімі, 3-уі – қала әкімі."),
        ("3 Қазақстан азаматы келді.", "3 Қазақстан азаматы келді."),
        ("Оған 12 адам, 3 Ресей азаматы қатысты.", "Оған 12 адам, 3 Ресей азаматы қатысты."),
    ],
)
def test_each_state_has_its_citizens(text: str, shown: str) -> None:
    assert every_citizen(text) == shown


@pytest.mark.parametrize(
    ("source", "target", "language", "mended"),
    [
        (
            "Аким Нұрлан Қуанышұлы Әбдіқалықов келді.",
            "Пришёл аким Нурлан Куанышевич Абдикалыков.",
            "ru",
            "Пришёл аким Нурлан Куанышулы Абдикалыков.",
        ),
        ("Сәбит Жұмаұлы Тілеубаев", "Сабита Жумаевича Тлеубаева", "ru", "Сабита Жумаулы Тлеубаева"),
        ("Айгүл Серікқызы Омарова", "Айгуль Сериковна Омарова", "ru", "Айгуль Сериккызы Омарова"),
        (
            "Қанат Серікұлы Жақсыбеков ректор болды.",
            "Жаксыбеков Канат Серикулы Жаксыбеков стал ректором.",
            "ru",
            "Канат Серикулы Жаксыбеков стал ректором.",
        ),
        ("Қанат Серікұлы Жақсыбеков келді.", "Пришёл Канат Серикулы Жаксыбеков.", "ru", None),
        ("Владимир Владимирович келді.", "Пришёл Владимир Владимирович.", "ru", None),
        ("Әділұлы мен Иван Петрович келді.", "Пришли Адильулы и Иван Петрович.", "ru", None),
        (
            "Нұрсұлтан Әбішұлы Назарбаев кітап жазды.",
            "Книгу Нурсултана Абишевича Назарбаева прочли.",
            "ru",
            None,
        ),
        ("Нұрлан Қуанышұлы келді.", "Nurlan Kuanyshuly came.", "en", None),
    ],
)
def test_a_patronymic_is_kept_as_the_source_has_it(
    source: str, target: str, language: Target, mended: str | None
) -> None:
    assert repair_patronymics(source, target, language) == mended


LIST = "Алматыда 214, Астанада 187, Шымкентте 96 мектеп бар."


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (LIST, "В Алматы 187, в Астане 214, в Шымкенте 96 школ.", "ru"),
        (
            "Станса Астанада – 870, Алматыда – 1 240 болды.",
            "870, in Astana – 1,240 in Almaty.",
            "en",
        ),
        ("София 195, Михаил 276 балл алды.", "София набрала 276 баллов, Михаил 195.", "ru"),
    ],
)
def test_figures_exchanged_between_the_names_of_a_list_are_found(
    source: str, target: str, language: Target
) -> None:
    found = check_names(Pair(1, source, target, language))
    assert any("the figure of another name" in f.message for f in found)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        (LIST, "В Алматы 214, в Астане 187, в Шымкенте 96 школ.", "ru"),
        (LIST, "Almaty has 214, 187 in Astana and 96 schools in Shymkent.", "en"),
        (LIST, "There are 214 schools in Almaty, 187 in Astana and 96 in Shymkent.", "en"),
        (LIST, "В Шымкенте 96 школ, в Астане — 187, в Алматы — 214.", "ru"),
    ],
)
def test_a_list_in_any_order_with_its_own_figures_passes(source: str, target: str, language: Target) -> None:
    found = check_names(Pair(1, source, target, language))
    assert not any("the figure of another name" in f.message for f in found)


def test_a_list_of_places_that_opens_a_sentence_is_shown_without_dashes() -> None:
    assert without_dashes("Алматыда – 12, Астанада – 9, Атырауда – 4 бала ауырды.") == (
        "Алматыда 12, Астанада 9, Атырауда 4 бала ауырды."
    )
    kept = "Жаңа мектептер салынды: Астанада – 12, Алматыда – 15."
    assert without_dashes(kept) == kept


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Moody's рейтингті Baa2-ден Baa1-ге көтерді.", "Moody's raised the rating from Baa2 to Baa1.", "en"),
        ("Рим папасы XIV Лев бейбітшілікке шақырды.", "Pope Leo XIV called for peace.", "en"),
        ("Академик Қ. Сәтбаев көшесі, 5-үй.", "Улица академика К. Сатпаева, дом 5.", "ru"),
        ("Мекенжайы: Сәтбаев к-сі, 5.", "Адрес: улица Сатпаева, 5.", "ru"),
        ("Мекенжайы: Достық даңғ., 12.", "Address: 12 Dostyk Avenue.", "en"),
        (
            "Назарбаев даңғылы мен Байтұрсынов көшесінің қиылысында апат болды.",
            "Авария на пересечении Назарбаева проспекта и улицы Байтурсынова.",
            "ru",
        ),
        ("Дәрігер сенб. күні қабылдайды.", "The doctor receives on Saturday.", "en"),
        ("Қабылдау: Дс-Жм 9:00–18:00.", "Reception: Monday to Friday 9:00–18:00.", "en"),
        ("Трамп X әлеуметтік желісіндегі парақшасында жазды.", "Trump wrote on his X account.", "en"),
    ],
)
def test_what_is_written_in_another_way_is_not_missing(source: str, target: str, language: Target) -> None:
    assert not [f for f in check_names(Pair(1, source, target, language)) if f.severity != "info"]


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        ("Кеше Асхат Оралов есеп берді.", "Вчера отчитался Асхат Уральов.", "Оралов"),
        ("Бұл туралы министр Мәди Такиев айтты.", "Об этом сказал министр Мади Таков.", "Такиев"),
        ("Жазушы Мұхтар Әуезов көп оқылады.", "Писатель Мухтар Ауэзова читается.", "Ауэзов"),
        ("Hyundai мен Kia келісті.", "Hungui и Kia договорились.", "Hyundai"),
    ],
)
def test_a_family_name_with_other_letters_is_marked(source: str, target: str, written: str) -> None:
    found = check_names(Pair(1, source, target, "ru"))
    assert any(written in f.message and f.severity != "info" for f in found)
