"""Abbreviations that a model is shown as codes, and what is written for the codes."""

import pytest

from pipeline.check import Pair, check_pair
from pipeline.check.naming.coded import with_codes
from pipeline.codes import Code, decoded
from pipeline.document import Target
from pipeline.run.repair import prepared
from pipeline.translate.normalize import finish


@pytest.mark.parametrize(
    ("text", "shown", "written"),
    [
        ("ҰҚШҰ туралы заң қабылданды.", "XQ7 туралы заң қабылданды.", [("ОДКБ", "CSTO")]),
        ("БҚО мен ШҚО-да жауын жауады.", "XQ8 мен XQ7-да жауын жауады.", None),
        ("ҚҚС мөлшерлемесі", "XQ7 мөлшерлемесі", [("НДС", "VAT")]),
        ("ЕАЭС елдері келісті.", "XQ7 елдері келісті.", [("ЕАЭС", "EAEU")]),
        ("ДТП салдарынан қаза тапты.", "ДТП салдарынан қаза тапты.", []),
        (
            "ЮНЕСКО мен ЮНИСЕФ өкілі келді.",
            "XQ8 мен XQ7 өкілі келді.",
            [("ЮНИСЕФ", "UNICEF"), ("ЮНЕСКО", "UNESCO")],
        ),
        ("ЮНЕСКО мен БҰҰ келді.", "ЮНЕСКО мен БҰҰ келді.", []),
        ("КПСС мүшесі", "XQ7 мүшесі", [("КПСС", "CPSU")]),
        ("РЖД пойызы", "XQ7 пойызы", [("РЖД", "RZD")]),
        ("Ресейдің МЧС қызметкері", "Ресейдің XQ7 қызметкері", [("МЧС", "Emergencies Ministry")]),
        ("Астанада ЖЭО-2 жөнделді.", "Астанада XQ7 жөнделді.", [("ТЭЦ-2", "CHP-2")]),
        ("ЖЭО-1-ге көмір жеткізілді.", "XQ7-ге көмір жеткізілді.", [("ТЭЦ-1", "CHP-1")]),
        ("1-ЖЭО мен 2-ЖЭО", "XQ8 мен XQ7", [("ТЭЦ-2", "CHP-2"), ("ТЭЦ-1", "CHP-1")]),
        ("ХҚКО №5-те кезек жоқ.", "XQ7-те кезек жоқ.", [("ЦОН №\u00a05", "public service centre No. 5")]),
        ("ХҚКО-3-ке келді.", "XQ7-ке келді.", [("ЦОН-3", "public service centre No. 3")]),
        ("ҚТЖ №3 поезы кешікті.", "XQ7 №3 поезы кешікті.", [("КТЖ", "KTZ")]),
        ("КСРО ҒА академигі", "XQ7 академигі", [("АН СССР", "USSR Academy of Sciences")]),
        ("ЖЖМ бағасы өсті.", "XQ7 бағасы өсті.", [("ГСМ", "fuel")]),
        (
            "БҰҰ (Біріккен Ұлттар Ұйымы) есебі",
            "XQ8 (XQ7) есебі",
            [("Организация Объединённых Наций", "United Nations"), ("ООН", "UN")],
        ),
        (
            "2023 жылғы № 205-VIII ҚРЗ күшіне енді.",
            "2023 жылғы XQ7 күшіне енді.",
            [("№\u00a0205-VIII ЗРК", "No. 205-VIII ZRK")],
        ),
        (
            "«Қазақстан темір жолы» ҰК АҚ басшысы",
            "«XQ7» АҚ басшысы",
            [("НК «Казахстан темир жолы", "NC Kazakhstan Temir Zholy")],
        ),
        ("ӘҚБтК бойынша", "XQ7 бойынша", [("КоАП", "Code of Administrative Offences")]),
        ("ҚР ДСМ хабарлады.", "XQ7 хабарлады.", [("МЗ РК", "Ministry of Health of Kazakhstan")]),
        ("МКК салық туралы айтты.", "XQ7 салық туралы айтты.", [("КГД", "SRC")]),
        (
            "Оқушылардың ТЖБ нәтижесі",
            "Оқушылардың XQ7 нәтижесі",
            [("СОЧ", "summative assessment for the term")],
        ),
    ],
)
def test_a_listed_abbreviation_is_shown_as_a_code(
    text: str, shown: str, written: list[tuple[str, str]] | None
) -> None:
    found, codes = with_codes(text)
    assert found == shown
    assert written is None or [(code.russian, code.english) for code in codes] == written


@pytest.mark.parametrize(
    "text",
    [
        "ҚР Президенті БҰҰ мінберінде сөйледі.",  # a model knows them
        "«Достық» ЖШС жол салды.",  # a legal form has another place in Russian
        "ОАР құрамасы жеңілді.",  # of the Central African Republic, or South Africa
        "МКК хабарлады.",  # of two bodies, neither of which the sentence tells
        "«Су арнасы» ШЖҚ КМК тарифі өсті.",
        "ҚҚС МӨЛШЕРЛЕМЕСІ КӨТЕРІЛДІ",
        "#ҚТЖ пойызы кешікті",
        "KASE индексі өсті.",
    ],
)
def test_what_a_model_knows_is_shown_as_it_stands(text: str) -> None:
    assert with_codes(text) == (text, ())


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        ("The law on XQ7 was adopted.", "The law on the CSTO was adopted."),
        ("The XQ7 summit was held at XQ8.", "The CSTO summit was held in Abai region."),
        ("XQ 7 warned of it.", "CSTO warned of it."),
        (
            "It was said by XQ9 and the head of XQ9.",
            "It was said by the Ministry of Health and the head of the Ministry of Health.",
        ),
        ("XQ9 said so.", "the Ministry of Health said so."),
        (
            "22 XQ2 were opened, 1 XQ2 was closed.",
            "22 petrol stations were opened, 1 petrol station was closed.",
        ),
    ],
)
def test_english_gets_articles_and_plurals(answer: str, written: str) -> None:
    _, code = with_codes("ӘҚБтК бойынша")
    assert decoded("under Article 5 of XQ7.", code, "en").endswith("of the Code of Administrative Offences.")
    codes = (
        Code("XQ7", "ОДКБ", "CSTO", article=True),
        Code("XQ8", "Абайская область", "Abai region", is_place=True),
        Code("XQ9", "МЗ", "Ministry of Health", article=True),
        Code("XQ2", "АЗС", "petrol station"),
    )
    assert decoded(answer, codes, "en") == written


def test_a_code_that_came_out_garbled_is_told_by_the_one_that_is_missing() -> None:
    codes = (Code("XQ7", "ИИ", "AI"), Code("XQ8", "искусственный интеллект", "artificial intelligence"))
    assert (
        decoded("500 will be trained in XQ7 (XQ]).", codes, "en")
        == "500 will be trained in AI (artificial intelligence)."
    )


def test_the_answer_of_a_model_gets_the_listed_abbreviation() -> None:
    seen = prepared("ДДҰ жаңа вирус туралы ескертті.")
    assert seen.text == "XQ7 жаңа вирус туралы ескертті."
    assert finish(seen, "XQ7 предупредила о новом вирусе.", "ru") == "ВОЗ предупредила о новом вирусе."
    assert finish(seen, "XQ7 warned of a new virus.", "en") == "WHO warned of a new virus."


@pytest.mark.parametrize(
    ("answer", "target", "written"),
    [
        ("Уголь доставлен на XQ1.", "ru", "Уголь доставлен на ТЭЦ-1."),
        ("The explosion was at CQ1.", "en", "The explosion was at CHP-1."),
    ],
)
def test_a_code_with_another_figure_is_the_one_that_is_missing(
    answer: str, target: Target, written: str
) -> None:
    assert finish(prepared("ЖЭО-1-де жарылыс болды."), answer, target) == written


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("ЖЭО мен ХҚКО жөнделді.", "XQ1 and XQ2 were repaired.", ["XQ1", "XQ2"]),
        ("ЖЭО жөнделді.", "The CHP was repaired.", []),
        ("№ 412-НҚ бұйрық шықты.", "Order Z7 was issued.", ["Z7"]),
        ("Ол BMW X5 көлігіне мінді.", "He got into a BMW X5.", []),
        ("Жаңа Audi SQ7 сатылымда.", "The new Audi SQ7 is on sale.", []),
    ],
)
def test_a_code_that_is_left_is_an_error_that_says_so(source: str, text: str, found: list[str]) -> None:
    findings = check_pair(Pair(1, source, text, "en"))
    said = "“{}” is a code that stood for a name: what it stood for is lost"
    assert [f.message for f in findings if f.severity == "error" and f.check == "names"] == [
        said.format(code) for code in found
    ]
    assert not [f for f in findings if "→ “XQ" in f.message]


@pytest.mark.parametrize("target", ["ru", "en"])
def test_hashtags_at_the_end_stay_as_they_are(target: Target) -> None:
    seen = prepared("Жаңа бағыт ашылды. #ҚТЖ #пойыз")
    text = finish(seen, {"ru": "Открылся новый маршрут.", "en": "A new route has opened."}[target], target)
    assert seen.text == "Жаңа бағыт ашылды."
    assert text.endswith(" #ҚТЖ #пойыз")
    assert not [
        f for f in check_pair(Pair(1, "Жаңа бағыт ашылды. #ҚТЖ #пойыз", text, target)) if f.severity != "info"
    ]


@pytest.mark.parametrize(
    ("text", "shown", "written"),
    [
        ("«Шымкент» ӘКК» АҚ несие берді.", "«XQ7» АҚ несие берді.", ("СПК «Шымкент", "SEC Shymkent")),
        (
            "«Даму» кәсіпкерлікті дамыту қоры» АҚ-ға берілді.",
            "«XQ7» АҚ-ға берілді.",
            ("Фонд развития предпринимательства «Даму", "Damu Entrepreneurship Development Fund"),
        ),
        (
            "«Азаматтарға арналған үкімет» мемлекеттік корпорациясы» КЕАҚ ашылды.",
            "«XQ7» КЕАҚ ашылды.",
            (
                "Государственная корпорация «Правительство для граждан",
                "Government for Citizens State Corporation",
            ),
        ),
        ("«Жетісу» ӘКК» ҰК» АҚ есеп берді.", "«XQ7» АҚ есеп берді.", ("НК «СПК «Жетысу", "NC SEC Zhetisu")),
        ("«Атамекен» ҰКП қорғайды.", "XQ7 қорғайды.", ("НПП «Атамекен»", "Atameken NCE")),
        ("«QazaqGaz» ҰК» АҚ құбыр салады.", "«XQ7» АҚ құбыр салады.", ("НК «QazaqGaz", "NC QazaqGaz")),
        ("ССГПО кен өндірді.", "XQ7 кен өндірді.", ("ССГПО", "SSGPO")),
        ("ЛГБТ насихаты.", "XQ7 насихаты.", ("ЛГБТ", "LGBT")),
        ("Партия (ҚАҚ) қатыспайды.", "Партия (XQ7) қатыспайды.", ("КАК", "QAQ")),
        ("НДС өсті.", "XQ7 өсті.", ("НДС", "VAT")),
    ],
)
def test_a_name_within_a_name_and_an_unlisted_abbreviation_get_one_code(
    text: str, shown: str, written: tuple[str, str]
) -> None:
    found, codes = with_codes(text)
    assert found == shown
    assert [(code.russian, code.english) for code in codes] == [written]


@pytest.mark.parametrize("text", ["Рейтинг «ВВВ-» деңгейінде.", "БСК HSBKKZKX, КБе 19, ТТК 851."])
def test_a_rating_and_the_details_of_an_account_get_no_code(text: str) -> None:
    assert with_codes(text) == (text, ())
