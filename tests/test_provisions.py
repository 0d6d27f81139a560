"""Provisions, acts, acting officials and convocations are shown as a model reads them, and written whole."""

from __future__ import annotations

import pytest

from pipeline.check import check_pair
from pipeline.check.pair import Pair
from pipeline.translate.apart.acting import acting_apart
from pipeline.translate.apart.acts import acts_apart, convocations_apart
from pipeline.translate.apart.legal_forms import legal_forms_apart
from pipeline.translate.apart.outlets import outlets_apart
from pipeline.translate.apart.provisions import provisions_apart
from pipeline.translate.normalize import finish, prepare


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ол 190-баптың 3-бөлігінің 2-тармағы бойынша айыпталды.", "Ол 24-бап бойынша айыпталды."),
        ("Кодекстің 99-бабы 1-бөлігі бойынша.", "Кодекстің 24-бабы бойынша."),
        ("Заңның 2-бабының 5 және 6-тармақтары күшіне енді.", "Заңның 24 және 36-баптары күшіне енді."),
        ("Кодекстің 15-1-тармағына сәйкес.", "Кодекстің 24-бабына сәйкес."),
        ("5-тармақтың екінші бөлігіндегі сөздер", "24-баптағы сөздер"),
        ("2-тармақтың б) тармақшасы енді.", "24-бап енді."),
        ("Заңның 3-бабының а) және б) тармақшалары", "Заңның 24 және 36-баптары"),
        ("Заңның 67-бабы 2-тармағының 1) тармақшасымен", "Заңның 24-бабымен"),
        ("Іс 200-бап, 2-бөлік, 1-тармақ бойынша", "Іс 24-бап бойынша"),
        ("Кодекстің 3-1-бабы өзгерді.", "Кодекстің 24-бабы өзгерді."),
        ("Іс 99 бабы бойынша қозғалды.", "Іс 24-бабы бойынша қозғалды."),
        ("188-бабының 1-бөлігі, 190-бабының 3-бөлігі", "24-бабы, 36-бабы"),
        ("12-тармақтан 24-тармаққа", "36-баптан 48-бапқа"),
        ("190-БАПТЫҢ 3-БӨЛІГІ БОЙЫНША", "24-БАП БОЙЫНША"),
        ("XQ7 592-бабының 3-бөлігі", "XQ7-нің 24-бабы"),
        ("Заңға сәйкес БҰЙЫРАМЫН:", "Заңға сәйкес бұйырамын:"),
    ],
)
def test_a_provision_is_shown_as_an_article_in_its_case(text: str, shown: str) -> None:
    assert provisions_apart(text)[0] == shown


@pytest.mark.parametrize(
    "text",
    [
        "Кодекстің 434-бабы бойынша айыппұл салынды.",
        "Кодекстің 467 бабы бар.",
        "Заңның 120 бабының 15-і өзгерді.",
        "Индекс 150 тармаққа өсті.",
        "Мөлшерлеме 0,25 пайыздық тармаққа көтерілді.",
        "Фильмнің 2-бөлігі шықты.",
        "Жобаның екінші бөлігі аяқталды.",
        "Кітаптың 3-тарауында соғыс туралы айтылған.",
    ],
)
def test_what_a_model_reads_or_is_no_law_is_shown_as_it_is(text: str) -> None:
    assert provisions_apart(text) == (text, ())


@pytest.mark.parametrize(
    ("source", "answer", "target", "written"),
    [
        (
            "Ол 190-баптың 3-бөлігінің 2-тармағы бойынша айыпталды.",
            "Он обвинён по статье 24.",
            "ru",
            "Он обвинён по пункту 2 части 3 статьи 190.",
        ),
        (
            "Ол 190-баптың 3-бөлігінің 2-тармағы бойынша айыпталды.",
            "He was charged under the 24th article.",
            "en",
            "He was charged under clause 2 of part 3 of Article 190.",
        ),
        (
            "12-баптың 4-тармағында жазылған.",
            "Это написано в статье 24.",
            "ru",
            "Это написано в пункте 4 статьи 12.",
        ),
        (
            "Заңның 2-бабының 5 және 6-тармақтары күшіне енді.",
            "Статья 24 и 36 закона вступили в силу.",
            "ru",
            "Пункты 5 и 6 статьи 2 закона вступили в силу.",
        ),
        (
            "Заңның 2-бабының 5 және 6-тармақтары күшіне енді.",
            "Articles 24 and 36 of the law came into force.",
            "en",
            "Clauses 5 and 6 of Article 2 of the law came into force.",
        ),
        ("3-тармақ алып тасталды.", "Статья 24 отменена.", "ru", "Пункт 3 отменён."),
        ("3-тармақ өзгерді.", "Изменилась статья 24.", "ru", "Изменился пункт 3."),
        (
            "Жоспардың 3-тармағы өзгерді.",
            "Статья 24 плана раздела изменена.",
            "ru",
            "Пункт 3 плана раздела изменён.",
        ),
        ("4-тармақ толықтырылды.", "Статья 24 была дополнена.", "ru", "Пункт 4 был дополнен."),
        (
            "2-тармақтың б) тармақшасы енді.",
            "Article 24 came into force.",
            "en",
            "Subclause b) of clause 2 came into force.",
        ),
        (
            "Ереженің 5-7-тармақтары күшін жойды.",
            "Articles 24 and 36 of the rules were repealed.",
            "en",
            "Clauses 5–7 of the rules were repealed.",
        ),
        (
            "Министрдің 2024 жылғы 5 мамырдағы № 598 бұйрығына өзгеріс енгізілді.",
            "В приказ министра внесены изменения.",
            "ru",
            "В приказ министра от 5 мая 2024 года №\u00a0598 внесены изменения.",
        ),
        (
            "Министрдің 2024 жылғы 5 мамырдағы № 598 бұйрығына өзгеріс енгізілді.",
            "Amendments were made to the minister's W8 order.",
            "en",
            "Amendments were made to the minister’s order No. 598 of 5 May 2024.",
        ),
        (
            "Үкіметтің 12.05.2025 ж. № 345 қаулысы күшіне енді.",
            "Постановление правительства вступило в силу W8.",
            "ru",
            "Постановление правительства вступило в силу от 12 мая 2025 года №\u00a0345.",
        ),
        (
            "Облыс әкімінің м.а. Қ. Нұрғалиев келді.",
            "Приехал временный аким области К. Нургалиев.",
            "ru",
            "Приехал и. о. акима области К. Нургалиев.",
        ),
        (
            "Облыс әкімінің м.а. Қ. Нұрғалиев келді.",
            "The region's temporary akim, K. Nurgaliyev, came.",
            "en",
            "The region’s acting akim, K. Nurgaliyev, came.",
        ),
        (
            "Ішкі істер министрінің м.а. Д. Ахметов келді.",
            "Interior Minister D. Akhmetov came.",
            "en",
            "Acting Interior Minister D. Akhmetov came.",
        ),
        (
            "VIII шақырылған облыстық мәслихаттың XXI сессиясы өтті.",
            "Прошла 21-я сессия областного маслихата.",
            "ru",
            "Прошла 21-я сессия областного маслихата VIII созыва.",
        ),
        (
            "VIII шақырылған облыстық мәслихаттың XXI сессиясы өтті.",
            "The regional maslikhat's 21st session was held.",
            "en",
            "The regional 8th-convocation maslikhat’s 21st session was held.",
        ),
    ],
)
def test_what_stood_in_is_written_whole(source: str, answer: str, target: str, written: str) -> None:
    assert finish(prepare(source), answer, target) == written  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Үкіметтің 2024 жылғы 15 наурыздағы № 201 қаулысы шықты.", "Үкіметтің W8 қаулысы шықты."),
        ("Министрдің 2020 жылғы 30 қазандағы № ҚР ДСМ-175/2020 бұйрығы", "Министрдің W8 бұйрығы"),
        ("2024 ж. 12 тамыздағы №405 өкіммен", "W8 өкіммен"),
        ("2023 жылғы 20 сәуірдегі XQ7 Заңы", "W8 Заңы"),
        ("№ 5 бұйрық", "№ 5 бұйрық"),
        ("2024 жылғы 15 наурыздағы шешім", "2024 жылғы 15 наурыздағы шешім"),
    ],
)
def test_date_and_number_of_an_act_are_one_code(text: str, shown: str) -> None:
    assert acts_apart(text)[0] == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Министрдің м.а. Д. Ахметов мәлімдеді.", "Уақытша министр Д. Ахметов мәлімдеді."),
        ("Бас прокурордың м.а. Берік Асылов", "Уақытша бас прокурор Берік Асылов"),
        ("Бөлім басшысы м.а. Б. Тоқтаров", "Бөлім уақытша басшысы Б. Тоқтаров"),
        ("Аудан әкімінің міндетін атқарушыға сөгіс", "Аудан уақытша әкіміне сөгіс"),
        ("Әкім міндетін атқарушыдан сұрадық.", "Уақытша әкімнен сұрадық."),
        ("Серік әкімнің міндетін уақытша атқарушы болып", "Серік уақытша әкім болып"),
        ("Ол әкімнің міндетін атқарды.", "Ол әкімнің міндетін атқарды."),
        ("Әкімі М.А. Серіков т.а. кетті.", "Әкімі М.А. Серіков т.а. кетті."),
    ],
)
def test_an_acting_official_is_shown_as_a_temporary_one(text: str, shown: str) -> None:
    assert acting_apart(text)[0] == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("VIII шақырылған облыстық мәслихаттың XXI сессиясы", "Облыстық мәслихаттың 21-сессиясы"),
        ("Жетінші сайланған мәслихат", "Мәслихат"),
        ("VIII шақырылым депутаттары мәслихатта", "VIII шақырылым депутаттары мәслихатта"),
        ("viii шақырылған мәслихат", "viii шақырылған мәслихат"),
        ("Үш рет шақырылған дәрігер", "Үш рет шақырылған дәрігер"),
    ],
)
def test_a_convocation_is_kept_from_the_model(text: str, shown: str) -> None:
    assert convocations_apart(text)[0] == shown


def test_an_acting_official_without_acting_is_marked() -> None:
    pair = Pair(1, "Министрдің м.а. Д. Ахметов келді.", "Приехал министр Д. Ахметов.", "ru", closeness=0.8)
    assert any(finding.check == "outcomes" for finding in check_pair(pair))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Азаттықтың хабарлауынша, сот басталды.", "Reuters-тің хабарлауынша, сот басталды."),
        ("Азаттық радиосы жазды.", "Reuters радиосы жазды."),
        ("Халық азаттық алды.", "Халық азаттық алды."),
        ("Азаттық алаңында жиын өтті.", "Азаттық алаңында жиын өтті."),
    ],
)
def test_an_outlet_whose_name_is_a_word_is_shown_as_an_agency(text: str, shown: str) -> None:
    assert outlets_apart(text)[0] == shown


def test_the_outlet_is_written_for_the_agency() -> None:
    prepared = prepare("Азаттық радиосы жазды.")
    assert finish(prepared, "Reuters' radio wrote.", "en") == "Azattyq’s radio wrote."
    assert finish(prepared, "Радио Reuters написало.", "ru") == "Радио Азаттык написало."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("«Су арнасы» МКК тарифті көтерді.", "«Су арнасы» ЖШС тарифті көтерді."),
        ("«Емхана» ШЖҚ КМК директоры", "«Емхана» ЖШС директоры"),
        ("«Көктем» ЖШС мен «Емхана» ММ келісті.", "«Көктем» ЖШС мен «Емхана» АҚ келісті."),
        ("ММ деген не?", "ММ деген не?"),
    ],
)
def test_the_form_of_a_state_body_is_shown_as_that_of_a_firm(text: str, shown: str) -> None:
    assert legal_forms_apart(text)[0] == shown


def test_the_form_is_written_for_that_of_the_firm() -> None:
    prepared = prepare("«Емхана» ШЖҚ КМК директоры ауысты.")
    assert finish(prepared, 'Сменился директор ТОО "Поликлиника".', "ru") == (
        "Сменился директор КГП на ПХВ «Поликлиника»."
    )


def test_two_acting_officials_keep_each_their_own() -> None:
    prepared = prepare("Облыс әкімінің м.а. Қ. Нұрғалиев пен прокурордың м.а. Б. Асылов келді.")
    answer = "The region's temporary akim K. Nurgaliyev and the temporary prosecutor B. Asylov came."
    assert finish(prepared, answer, "en") == (
        "The region’s acting akim K. Nurgaliyev and the acting prosecutor B. Asylov came."
    )


def test_initials_are_no_acting_office() -> None:
    pair = Pair(
        1, "Облыс әкімі М.А. Серіков келді.", "Приехал аким области М.А. Сериков.", "ru", closeness=0.8
    )
    assert not check_pair(pair)


def test_an_agency_that_a_model_spells_in_russian_is_not_credited() -> None:
    shown, (outlet,) = outlets_apart("Азаттық бұл мәліметті растай алмады.")
    assert shown.startswith("Reuters")
    assert outlet.put_back("Рейтер не смог подтвердить.", "ru") == "Азаттык не смог подтвердить."
    assert outlet.put_back("Reuters could not confirm it.", "en") == "Azattyq could not confirm it."
