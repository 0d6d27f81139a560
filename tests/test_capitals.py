"""Words in capitals within a sentence: shown to a model in small letters, and told where it made some up."""

from __future__ import annotations

import pytest

from pipeline.check import Pair, check_pair
from pipeline.check.naming.capitals import calmed
from pipeline.document import Target
from pipeline.run.repair import prepared


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Облыс әкімдігі ҚАУЛЫ ЕТЕДІ:", "Облыс әкімдігі қаулы етеді:"),
        ("Ол кінәлі ЕМЕС.", "Ол кінәлі емес."),
        ("Салықты 25 мамырға ДЕЙІН төлеу керек.", "Салықты 25 мамырға дейін төлеу керек."),
        ("Жәрдемақы ТӨЛЕНБЕЙДІ.", "Жәрдемақы төленбейді."),
        ("ЖОҒАРҒЫ СОТ шешті.", "Жоғарғы сот шешті."),
        ("СОТ: Кінәліміз бе?", "Сот: Кінәліміз бе?"),
        ("НАЗАР АУДАРЫҢЫЗ! Жол жабық.", "Назар аударыңыз! Жол жабық."),
        ("ОҚИ ОТЫРЫҢЫЗ: жол жабылды.", "Оқи отырыңыз: жол жабылды."),
        ("Ол «МЕН КІНӘЛІ ЕМЕСПІН» деді.", "Ол «Мен кінәлі емеспін» деді."),
        ("Бұл — НАҒЫЗ қылмыс.", "Бұл — нағыз қылмыс."),
        ("Төлем ҚОЛМА-ҚОЛ қабылданбайды.", "Төлем қолма-қол қабылданбайды."),
        ("Судья ҚАСЫМОВ үкімді оқыды.", "Судья Қасымов үкімді оқыды."),
        ("Марат ЖҮНІСОВТЫҢ айтуынша", "Марат Жүнісовтың айтуынша"),
        ("Б. МОМЫШҰЛЫ көшесі жабылды.", "Б. Момышұлы көшесі жабылды."),
        ("Сәуле ДОСЖАН, жазушы", "Сәуле Досжан, жазушы"),
        ("Бауыржан БАЗАР: «Мен барамын»", "Бауыржан Базар: «Мен барамын»"),
        ("Ирина КИМ чемпион атанды.", "Ирина Ким чемпион атанды."),
        ("Көрме АҚТӨБЕДЕ ашылды.", "Көрме Ақтөбеде ашылды."),
        ("ТҮРКІСТАН ОБЛЫСЫ әкімі", "Түркістан облысы әкімі"),
        ("«НҰР ОТАН» партиясы жиын өткізді.", "«Нұр Отан» партиясы жиын өткізді."),
        ("Бұл туралы Дәурен ЖАҚЫПОВ айтты.", "Бұл туралы Дәурен Жақыпов айтты."),
        ("Асқар УМАРОВТЫҢ айтуынша, Ғ. МҮСІРЕПОВтың үйі", "Асқар Умаровтың айтуынша, Ғ. Мүсіреповтың үйі"),
        ("Бүгін ҚАСЕНҚЫЗЫ Айнұр келді.", "Бүгін Қасенқызы Айнұр келді."),
    ],
)
def test_a_word_in_capitals_is_shown_in_small_letters_and_a_name_with_its_capital(
    text: str, seen: str
) -> None:
    assert calmed(text) == seen
    assert len(seen) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "ХҚКО-ға барған азаматтар кезек күтті.",
        "АҚ мен ЖШС арасында келісім жасалды.",
        "«ҚР Ұлттық музейі» хабарлады.",
        "«БҰҰ Даму бағдарламасы» хабарлады.",
        "ОҚО мен СҚО әкімдері ауысты.",
        "Айгүл ЕАЭО туралы, Серік ҚМДБ туралы айтты.",
        "Қазақстан МАГАТЭ-ге мүше, ЮНЕСКО да бар.",
        "II Дүниежүзілік соғыс ардагері КСРО батыры атанды.",
        "Ол БАҚ өкілдеріне ӘБВГ туралы айтты.",
        "Жауапты ЦЭНКИ мен АЛРОСА берді.",
        "ЖЭО-2 мен 1-ЖЭО жөнделді.",
        "ЖАС ҒАЛЫМ АЙДОС СӘРСЕНОВ МАРАПАТТАЛДЫ",
        "С. ӘБДІРАХМАНОВ.",
        "Нұсқасы https://КЕЙІН.kz мекенжайында.",
        "Министрдің № 412-НҚ бұйрығы.",
    ],
)
def test_an_abbreviation_and_a_line_in_capitals_stay(text: str) -> None:
    assert calmed(text) == text


def test_the_model_is_shown_small_letters() -> None:
    assert prepared("Дәрігер кеңесі енді ТЕГІН беріледі.").text == "Дәрігер кеңесі енді тегін беріледі."


@pytest.mark.parametrize(
    ("source", "text", "target", "found"),
    [
        ("Аудан кеңесі бүгін шешті:", "Районный маслихат ООООСОО:", "ru", "ООООСОО"),
        ("Сабақ болмайды.", "There will be no ITONEEETEE.", "en", "ITONEEETEE"),
        ("Ол кінәлі ЕМЕС.", "Он не виновен.", "ru", ""),
        ("Мектепте сабақ БОЛМАЙДЫ.", "There will be no lessons at school.", "en", ""),
        ("ҮҚҚҰ мәлімдеме жасады.", "НДПИ сделала заявление.", "ru", ""),
        ("IBRAGIMOV компаниясы келді.", "The IBRAGIMOV company came.", "en", ""),
    ],
)
def test_letters_that_make_no_word_are_told(source: str, text: str, target: Target, found: str) -> None:
    findings = check_pair(Pair(1, source, text, target))
    told = [finding.message for finding in findings if finding.check in ("spelling", "voice")]
    assert told == ([f"“{found}” in capitals answers no word of the source"] if found else [])


def test_all_of_a_heading_in_capitals_is_shown_in_small_letters() -> None:
    assert prepared("ОҚИ ОТЫРЫҢЫЗ: ҚАЛА КҮНІ").text == "Оқи отырыңыз: қала күні"
