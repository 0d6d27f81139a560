"""Names and codes that a translation keeps: models, indices, flights, accounts, № of acts."""

from __future__ import annotations

import pytest

from pipeline.check import Pair, check_pair
from pipeline.check.naming.latin import repair_latin
from pipeline.document import Hypothesis, Segment, Target
from pipeline.run.repair import Job, prepared
from pipeline.run.spoilt import keep_names
from pipeline.translate.apart.designations import find_designations, lost_names
from pipeline.translate.normalize import finish, prepare
from pipeline.translate.protocol import GREEDY


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("Сот Toyota Land Cruiser 300 көлігін тәркіледі.", "Toyota Land Cruiser 300"),
        ("Toyota Camry 70 көлігі жолдан шығып кетті.", "Toyota Camry 70"),
        ("Полиция Mazda 626 автокөлігін тоқтатты.", "Mazda 626"),
        ("Apple компаниясы iPhone 17 моделін ұсынды.", "iPhone 17"),
        ("Жолда ВАЗ 2106 көлігі аударылып қалды.", "ВАЗ 2106"),
        ("iPhone 16 Pro 700 мың теңге тұрады.", "iPhone 16 Pro"),
        ("KC 123 рейсімен Астанаға келді.", "KC 123"),
        ("S&P 500 0,2%-ға төмендеді.", "S&P 500"),
        ("CAC 40 1,2%-ға көтерілді.", "CAC 40"),
        ("Қаражатты KZ86 9650 0000 7123 4567 шотына аударыңыз.", "KZ86 9650 0000 7123 4567"),
        ("Карта нөмірі 5169 4971 0000 1234.", "5169 4971 0000 1234"),
        ("Ол PIN-код 0000 деп қойған.", "0000"),
        ("ЖСН: 900101300123 болатын азамат ұсталды.", "900101300123"),
        ("Тіркеу нөмірі 27845 құжат жоғалды.", "27845"),
        ("Министрдің № 412-НҚ бұйрығы жарияланды.", "№ 412-НҚ"),
        ("Министрдің № ҚР ДСМ-175/2020 бұйрығы бар.", "№ ҚР ДСМ-175/2020"),
        ("№9/10 пойызы шықты.", "№9/10"),
        ("Үйінен ПМ тапаншасы тәркіленді.", "ПМ"),
        ("Бағдарламаның 5.0 нұсқасы жарыққа шықты.", "5.0"),
        ("Айырмашылық анықталды (p < 0,05).", "p < 0,05"),
        ("Барлығы 172 + 209 = 381 адам қатысты.", "172 + 209 = 381"),
        ("Қан қысымы ≥140 мм болса, дәрігерге барыңыз.", "≥140"),
        ("Fitch рейтингті «ВВВ-» деңгейінде растады.", "ВВВ-"),
        ("Fitch рейтингті AA−-тен A+-ке түсірді.", "AA−"),
        ("S&P рейтингті «BB»-дан «BB+»-ке көтерді.", "BB"),
        ("S&P рейтингті BBB-дан BBB+-ке көтерді.", "BBB"),
        ("Агенттік рейтингті BBB− деңгейінде растады.", "BBB−"),
        ("Kcell-ді Tele2-мен біріктіру тоқтатылды.", "Tele2"),
        ("АИ-92 мен АИ-95 бағасы өсті.", "АИ-95"),
        ("ВВЭР-1200 реакторы таңдалды.", "ВВЭР-1200"),
        ("А320-ны Airbus шығарады.", "А320"),
        ("Союз-2.1а зымыраны ұшырылды.", "Союз-2.1а"),
        ("Су-30СМ ұшағы құлады.", "Су-30СМ"),
        ("Ол Toyota Land Cruiser 300 көлігіне отырды.", "Toyota Land Cruiser 300"),
        ("Toyota Land Cruiser 300 көлігін сатып алды.", "Toyota Land Cruiser 300"),
        ("Apple Watch Series 11 сағаты арзандады.", "Apple Watch Series 11"),
        ("Рейс KC 851 сағат 18:40-та ұшады.", "KC 851"),
        ("Boeing 737-800 ұшағы қонды.", "Boeing 737-800"),
        ("Өтінімдер konkurs2025@gmail.com поштасына қабылданады.", "konkurs2025@gmail.com"),
    ],
)
def test_a_code_is_found_whole(source: str, kept: str) -> None:
    assert kept in [source[found.start : found.end] for found in find_designations(source)]


@pytest.mark.parametrize(
    ("source", "not_kept"),
    [
        ("Nissan Patrol 2 көлікпен соқтығысты.", "Nissan Patrol 2"),
        ("Компания 15 Tesla көлігін сатып алды.", "15 Tesla"),
        ("Apple 3 өнімін таныстырды.", "Apple 3"),
        ("Xiaomi 17 мың телефон сатты.", "Xiaomi 17"),
        ("Қалада 160012 адам тұрады.", "160012"),
        ("Жиынға 2 000 адам келді.", "2 000"),
        ("Ол 87011234567 нөміріне қоңырау шалды.", "87011234567"),
        ("XXI ғасырда 500 MW қуат керек.", "MW"),
        ("№ 5 мектепте жаңа спортзал ашылды.", "№ 5"),
        ("Астанадағы ЖЭО-2 іске қосылды.", "ЖЭО-2"),
        ("KC 851 адам тасыды.", "KC 851"),
    ],
)
def test_a_count_is_no_code(source: str, not_kept: str) -> None:
    assert not_kept not in [source[found.start : found.end] for found in find_designations(source)]


@pytest.mark.parametrize(
    ("source", "shown", "answer", "target", "given"),
    [
        (
            "Сот Mazda 626 көлігін тәркіледі.",
            "Сот X5 көлігін тәркіледі.",
            "Суд изъял X5.",
            "ru",
            "Суд изъял Mazda 626.",
        ),
        (
            "Министрдің № 412-НҚ бұйрығы.",
            "Министрдің № X5 бұйрығы.",
            "Приказ министра номер X5.",
            "ru",
            "Приказ министра №\u00a0412-НК.",
        ),
        (
            "Министрдің № 412-НҚ бұйрығы.",
            "Министрдің № X5 бұйрығы.",
            "The order No. X5.",
            "en",
            "The order No. 412-NK.",
        ),
        (
            "№ 105Ц бекеті жабылды.",
            "№ X5 бекеті жабылды.",
            "The post No. X5 has been closed.",
            "en",
            "The post No. 105C has been closed.",
        ),
        (
            "Ресей 21 Starlink жерсерігін ұшырды.",
            "Ресей 21 Boeing жерсерігін ұшырды.",
            "Россия запустила 21 Boeing.",
            "ru",
            "Россия запустила 21 Starlink.",
        ),
        (
            "Студент С1 деңгейіне жетті.",
            "Студент X5 деңгейіне жетті.",
            "The student reached X5.",
            "en",
            "The student reached C1.",
        ),
        (
            "Студенттер (n = 1 204) келді.",
            "Студенттер (X5) келді.",
            "Students (X5) came.",
            "en",
            "Students (n = 1,204) came.",
        ),
        (
            "Tele2-ге айыппұл салынды.",
            "X5-ге айыппұл салынды.",
            "X5 оштрафовали.",
            "ru",
            "Tele2 оштрафовали.",
        ),
        (
            "Су-30СМ ұшағы құлады.",
            "X5 ұшағы құлады.",
            "The X5 plane crashed.",
            "en",
            "The Su-30SM plane crashed.",
        ),
        (
            "АИ-92 мен АИ-95 қымбаттады.",
            "X5 мен Z7 қымбаттады.",
            "X5 and Z7 rose.",
            "en",
            "AI-92 and AI-95 rose.",
        ),
        (
            "Рейс KC 851 сағат 18:40-та ұшады.",
            "X5 рейсі сағат 18:40-та ұшады.",
            "Рейс X5 улетает в 18:40.",
            "ru",
            "Рейс KC 851 улетает в 18:40.",
        ),
        (
            "Apple Watch Series 11 сағаты арзандады.",
            "X5 қол сағаты арзандады.",
            "Часы X5 подешевели.",
            "ru",
            "Часы Apple Watch Series 11 подешевели.",
        ),
        (
            "X5 дүкені мен PIN-код 0000.",
            "X5 дүкені мен PIN-код Z7.",
            "Магазин X5 и PIN Z7.",
            "ru",
            "Магазин X5 и PIN 0000.",
        ),
    ],
)
def test_a_short_code_stands_for_a_code(
    source: str, shown: str, answer: str, target: Target, given: str
) -> None:
    ready = prepare(source)
    assert ready.text == shown
    assert finish(ready, answer, target) == given


def test_a_number_sign_is_written_as_the_target_has_it() -> None:
    assert (
        finish(prepare("№ 5 мектеп ашылды."), "Открылась школа номер 5.", "ru") == "Открылась школа №\u00a05."
    )
    assert finish(prepare("5 мектеп ашылды."), "Открылась школа номер 5.", "ru") == "Открылась школа номер 5."


def test_a_latin_name_is_shown_unless_it_was_spoilt() -> None:
    source = "Lenovo жаңа ноутбук шығарды."
    assert prepare(source).text == source
    assert prepare(source, without_latin=True).text == "X5 жаңа ноутбук шығарды."


@pytest.mark.parametrize(
    ("source", "text", "lost"),
    [
        ("Lenovo ноутбук шығарды.", "Lenono выпустил ноутбук.", ["Lenovo"]),
        ("Lexus көлігі ұрланды.", "Машина Lex украдена.", ["Lexus"]),
        ("Ол PhD дәрежесін қорғады.", "He defended the PHD degree.", ["PhD"]),
        ("Ол «Next stop, Moon!» деп жазды.", "Он написал: «Некст!»", ["Next stop, Moon!"]),
        ("Lenovo ноутбук шығарды.", "Lenovo выпустил ноутбук.", []),
        ("NASA зымыран ұшырды.", "НАСА запустило ракету.", []),
        ("Одан АК-74 табылды.", "У него нашли АК-74.", []),
    ],
)
def test_a_spoilt_name_is_told(source: str, text: str, lost: list[str]) -> None:
    assert lost_names(source, text, "ru") == lost


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        (
            "Компания Lenono выпустила ноутбук.",
            "Компания X5 выпустила ноутбук.",
            "Компания Lenovo выпустила ноутбук.",
        ),
        (  # of the same words, another text
            "Компания X5 выпустила ноутбук.",
            "Компания X5 выпустила ноутбук.",
            "Компания Lenovo выпустила ноутбук.",
        ),
        (
            "Компания Lenono выпустила ноутбук.",
            "Компания выпустила ноутбук.",
            "Компания Lenono выпустила ноутбук.",
        ),
    ],
)
def test_a_sentence_is_translated_anew_without_a_name_that_it_spoils(
    first: str, second: str, best: str
) -> None:
    source = "Lenovo компаниясы ноутбук шығарды."
    job = Job(Segment(1, 0, 0, len(source), source), "ru", prepared(source))
    course = keep_names(job, job.translation(Hypothesis(first, -0.2, False), 1), GREEDY)
    assert next(course).requests[0].text == "X5 компаниясы ноутбук шығарды."
    with pytest.raises(StopIteration) as end:
        course.send([[Hypothesis(second, -0.2, False)]])
    assert end.value.value.text == best


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("№46А мектебінде жөндеу жүріп жатыр.", "Repairs are under way at School No. 46A.", "en"),
        ("№27/28 пойыз кешікті.", "The train No. 27/28 was late.", "en"),
        ("№27/28 пойыз кешікті.", "Поезд № 27/28 опоздал.", "ru"),
        ("Moody's рейтингті Baa2-ден Baa1-ге көтерді.", "Moody's raised the rating from Baa2 to Baa1.", "en"),
        ("Бағам: USD 520 теңге.", "Курс: доллар — 520 тенге.", "ru"),
        ("В және С гепатиті тіркелді.", "Зарегистрированы гепатиты B и С.", "ru"),
        ("Дос Мукасан Made in KZ әнін айтты.", "Дос Мукасан спел Made in KZ.", "ru"),
        ("Одан АК-74 автоматы табылды.", "У него нашли автомат АК-74.", "ru"),
    ],
)
def test_a_number_of_a_thing_raises_no_false_alarm(source: str, text: str, target: Target) -> None:
    findings = check_pair(Pair(1, source, text, target, closeness=0.8))
    assert not [finding for finding in findings if finding.severity != "info"]


@pytest.mark.parametrize(
    ("source", "text", "target", "mended"),
    [
        ("SpaceX Starship ұшырды.", "SpaceX запустил Starsship.", "ru", "SpaceX запустил Starship."),
        ("Lenovo арзандады.", "Lenono подешевел.", "ru", "Lenovo подешевел."),
        ("inDrive кеңсе ашты.", "inDive opened an office.", "en", "inDrive opened an office."),
        ("Toyota көлігі", "Машина Toyota", "ru", None),
        ("Toyota көлігі", "Тойота", "ru", None),
        ("GitHub ресурсы", "The Github resource", "en", None),
        ("Apple мен Oracle", "Apple and Samsung", "en", None),
    ],
)
def test_a_brand_with_other_letters_is_mended(
    source: str, text: str, target: Target, mended: str | None
) -> None:
    assert repair_latin(source, text, target) == mended


@pytest.mark.parametrize(
    ("source", "text", "target", "check", "message"),
    [
        (
            "Fitch рейтингті AA-дан A-ға түсірді.",
            "Fitch снизил рейтинг с AA to A.",
            "ru",
            "script",
            "“to” is not Russian",
        ),
        (
            "В гепатитіне қарсы екпе салынды.",
            "Сделали прививку от гепатита.",
            "ru",
            "names",
            "the letter “В” has no match in the translation",
        ),
        (
            "В және С гепатиті бар.",
            "There are hepatitis B and S.",
            "en",
            "names",
            "the letter “С” has no match in the translation",
        ),
    ],
)
def test_a_code_that_is_spoilt_is_told(
    source: str, text: str, target: Target, check: str, message: str
) -> None:
    findings = check_pair(Pair(1, source, text, target))
    assert message in [finding.message for finding in findings if finding.check == check]
