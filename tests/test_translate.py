"""What the model sees, what is given back, and how requests travel through an engine."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.naming.find import names_in_capitals
from pipeline.config import load_catalogue
from pipeline.document import TARGETS, Target
from pipeline.errors import TranslateError
from pipeline.models.choose import named
from pipeline.models.store import open_store
from pipeline.translate.clauses import halves, join_clauses, split_clauses
from pipeline.translate.load import load_translator, share_threads
from pipeline.translate.normalize import finish, prepare, typography
from pipeline.translate.protocol import BEAM, GREEDY, NARROW, Decoding, Request, Translator
from pipeline.translate.schedule import translate_all
from pipeline.translate.styled.copied import figures, number_signs
from tests.conftest import ROOT
from tests.fakes import CrashingTranslator, DroppingTranslator, FakeTranslator, NarrowTranslator

TEXT = st.text(alphabet="аәбвгғқң ңөұүһі,;:.–!? ABC09", max_size=300)


@pytest.mark.parametrize(
    "text", ["", "  ", "2024", "14.03.2024", "– – –", "!!!", "№ 245", "https://egov.kz/a?b=1", "kk@press.kz"]
)
def test_text_without_words_never_reaches_the_model(text: str) -> None:
    assert prepare(text).is_copied


@pytest.mark.parametrize("text", ["Иә", "ҚР", "2024 жыл", "«Ертіс»"])
def test_a_single_word_reaches_the_model(text: str) -> None:
    assert not prepare(text).is_copied


def test_the_model_sees_no_soft_hyphens_directions_or_odd_spaces() -> None:
    assert prepare("Қа\u00adзақ\u200bстан\u202e  10\u00a0000\tтеңге").text == "Қазақстан 10 000 теңге"


@pytest.mark.parametrize("sign", ["\u061c", "\u034f", "\ufe0f", "\u180e", "\u2063", "\u206a", "\U000e0067"])
def test_the_model_sees_no_sign_that_nobody_sees(sign: str) -> None:
    assert prepare(f"Мек{sign}теп{sign} ашылды{sign}.").text == "Мектеп ашылды."


def test_a_picture_that_is_copied_stays_as_it_was() -> None:
    assert finish(prepare("❤\ufe0f ❤\ufe0f"), "", "ru") == "❤\ufe0f ❤\ufe0f"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ол Қызылжар а. тұрады.", "Ол Қызылжар ауылында тұрады."),
        ("Алматы обл., Қарасай ауд., Абай к., 12-үй.", "Алматы облысы, Қарасай ауданы, Абай көшесі, 12-үй."),
        ("Апат Шет ауданы Ақадыр к. маңында болды.", "Апат Шет ауданы Ақадыр кенті маңында болды."),
        (
            "Қызылжар а.о. мен Самал ш/а тұрғындары",
            "Қызылжар ауылдық округі мен Самал шағын ауданы тұрғындары",
        ),
        (
            "Айша бибі а. (Жамбыл обл.) Т. Рысқұлов ауд.",
            "Айша бибі ауылы (Жамбыл облысы) Т. Рысқұлов ауданы.",
        ),
        ("Шымкент қ.әкімдігі", "Шымкент қаласы әкімдігі"),
    ],
)
def test_the_model_sees_what_is_shortened_behind_the_name_of_a_place_written_out(
    text: str, shown: str
) -> None:
    assert prepare(text).text == shown
    assert prepare(shown).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "Нұрлан А. Сейітов келді.",
        "5 а. сынып оқушысы",
        "Абай жолы, 2-т., 15-б.",
        "Орал қ.-нан келді.",
        "Әл а",
    ],
)
def test_what_is_no_shortened_place_is_shown_as_it_stands(text: str) -> None:
    assert prepare(text).text == text


@pytest.mark.parametrize(
    ("answer", "given"),
    [("He lives in Kyzylzhar-a..", "He lives in Kyzylzhar-a."), ("Wait...", "Wait..."), ("a ../b", "A ../b")],
)
def test_of_two_full_stops_at_an_abbreviation_one_is_given_back(answer: str, given: str) -> None:
    assert finish(prepare("Ол Қызылжарда тұрады."), answer, "en") == given


def test_a_line_in_capitals_is_shown_in_small_letters_and_comes_back_in_capitals() -> None:
    prepared = prepare("ҚР ҮКІМЕТІ ЖАҢА ЖОБАНЫ МАҚҰЛДАДЫ")
    assert prepared.text == "ҚР үкіметі жаңа жобаны мақұлдады"
    assert finish(prepared, "Правительство РК одобрило проект", "ru") == "ПРАВИТЕЛЬСТВО РК ОДОБРИЛО ПРОЕКТ"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("ҚАСЫМ-ЖОМАРТ ТОҚАЕВ ЕЛШІНІ ҚАБЫЛДАДЫ", "Қасым-Жомарт Тоқаев елшіні қабылдады"),
        ("БҮГІН ҚАЗАҚСТАН ПРЕЗИДЕНТІ Қ. ТОҚАЕВ КЕЛДІ", "Бүгін Қазақстан президенті Қ. Тоқаев келді"),
        ("ЖАС ҒАЛЫМ АЙДОС СӘРСЕНОВ МАРАПАТТАЛДЫ", "Жас ғалым Айдос Сәрсенов марапатталды"),
        ("БІРІНШІ ОРЫНДЫ ТЕМІРТАУ ЖЕҢІП АЛДЫ", "Бірінші орынды Теміртау жеңіп алды"),
        ("АҚШ-ТЫҢ ЕЛШІСІ АЛМАТЫ ОБЛЫСЫНА БАРДЫ", "АҚШ-тың елшісі Алматы облысына барды"),
        ("БАҚЫТ ЖОЛЫ ТУРАЛЫ ЖАҢА ЗАҢ ҚАБЫЛДАНДЫ", "Бақыт жолы туралы жаңа заң қабылданды"),
    ],
)
def test_names_in_a_line_of_capitals_are_shown_with_theirs(line: str, shown: str) -> None:
    assert prepare(line, names_in_capitals).text == shown


@pytest.mark.parametrize(
    ("text", "target", "answer", "given"),
    [
        ("б) жалақы көтерілді;", "en", "wages rose;", "b) wages rose;"),
        ("б) жалақы көтерілді;", "ru", "зарплата выросла;", "б) зарплата выросла;"),
        ("1.2. Осы Қағидалар қолданылады.", "en", "These Rules apply.", "1.2. These Rules apply."),
        ("IV. Жалпы ережелер", "ru", "Общие правила", "IV. Общие правила"),
        ("ә) жалақы көтерілді;", "en", "wages rose;", "ä) wages rose;"),
        ("ә) жалақы көтерілді;", "ru", "зарплата выросла;", "ә) зарплата выросла;"),
        ("Қ) жалақы көтерілді.", "en", "Wages rose.", "Q) Wages rose."),
        ("ІV. Сайыс тәртібі", "ru", "Порядок", "IV. Порядок"),
        ("І. Жалпы ережелер", "en", "General rules", "I. General rules"),
        ("[1] Кітап жарық көрді.", "en", "The book came out.", "[1] The book came out."),
        ("¹² Кітап жарық көрді.", "ru", "Книга вышла.", "¹² Книга вышла."),
        ("Х. ҚОРЫТЫНДЫ СӨЗ", "ru", "Заключение", "X. ЗАКЛЮЧЕНИЕ"),
    ],
)
def test_what_numbers_an_entry_is_kept_from_the_model(
    text: str, target: Target, answer: str, given: str
) -> None:
    prepared = prepare(text)
    assert prepared.text.lower() == text.partition(" ")[2].lower()
    assert finish(prepared, answer, target) == given


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Жол ақысы – 110 тг. (балаларға 55 тг).", "Жолақы – 110 теңге (балаларға 55 теңге)."),
        ("Бағасы 85 мың тг.", "Бағасы 85 мың теңге."),
        ("ҚЫЗЫЛОРДА. 26 қараша. Бүгін", "Қызылорда. 26 қараша. Бүгін"),
        ("1.2 млн адам, 3 тг-ге, ҚазАқпарат", "1.2 млн адам, 3 тг-ге, ҚазАқпарат"),
    ],
)
def test_the_model_sees_tenge_and_the_place_of_a_dateline_written_out(text: str, shown: str) -> None:
    assert prepare(text).text == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Жиын сағат 13.30-да басталады.", "Жиын сағат 13:30-да басталады."),
        ("Пойыз 06.15-те шығып, 21.40-та жетеді.", "Пойыз 06:15-те шығып, 21:40-та жетеді."),
        ("Кездесу таңғы 9.05 шамасында болды.", "Кездесу таңғы 9:05 шамасында болды."),
        ("Қабылдау уақыты: 9.00–18.30.", "Қабылдау уақыты: 9:00–18:30."),
        ("Үзіліс 13.00-ден 14.30-ға дейін.", "Үзіліс 13:00-ден 14:30-ға дейін."),
        ("10.00 – Қонақтарды қарсы алу", "10:00 – Қонақтарды қарсы алу"),
        ("23.50 «Көзайым» (қайталау)", "23:50 «Көзайым» (қайталау)"),
        ("13.00 Жаңалықтар", "13:00 Жаңалықтар"),
    ],
)
def test_the_model_sees_a_time_of_day_with_a_colon(text: str, shown: str) -> None:
    assert prepare(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "Бағам 13.30 пайызға өсті.",
        "Индекс 13.30 болды.",
        "Бағасы 1.25-тен 1.50-ге дейін өсті.",
        "Құны 2.50–3.10 теңге.",
        "Кітаптың 3.15-суреті өзгерді.",
        "Рекорд 24 сағат 12.30 болды.",
        "10.12 Концерт",
        "13.50 АҚШ доллары",
        "3.25 Еуро",
    ],
)
def test_a_figure_with_a_point_that_may_be_a_decimal_is_shown_as_it_stands(text: str) -> None:
    assert prepare(text).text == text


def test_a_time_that_a_model_writes_as_a_decimal_is_given_back_with_its_colon() -> None:
    prepared = prepare("Жиын сағат 13.30-да басталады.")
    assert finish(prepared, "Собрание начнётся в 13,30.", "ru") == "Собрание начнётся в 13:30."
    assert finish(prepared, "The meeting begins at 13.30.", "en") == "The meeting begins at 13:30."


def test_a_day_and_month_that_no_rule_took_for_a_time_keep_their_point() -> None:
    prepared = prepare("Ұсыныстар 20.02, 20.03 және 9:00-де қабылданады.")
    answer = "Предложения принимаются 20:02, 20:03 и в 9:00."
    assert finish(prepared, answer, "ru") == "Предложения принимаются 20.02, 20.03 и в 9:00."


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("Айырма −12,5 млрд болды.", "Разница составила -12,5 млрд.", "Разница составила −12,5 млрд."),
        ("Айырма -12,5 млрд болды.", "Разница составила -12,5 млрд.", "Разница составила -12,5 млрд."),
        ("Түнде −5, күндіз -3 градус.", "Ночью -5, днём -3 градуса.", "Ночью -5, днём -3 градуса."),
        ("−5 градуста Ту-154 ұшты.", "При -5 градусах Ту-154 вылетел.", "При −5 градусах Ту-154 вылетел."),
    ],
)
def test_a_minus_is_given_back_as_the_sign_where_the_source_has_it(
    text: str, answer: str, expected: str
) -> None:
    assert finish(prepare(text), answer, "ru") == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Күндіз 25 °C болады.", "Күндіз 25 градус болады."),
        ("Күндіз +6°С-қа дейін жылынады.", "Күндіз +6 градусқа дейін жылынады."),
        ("Түнде −15…−20 градус болады.", "Түнде минус 15–20 градус болады."),
        ("Түнде -24-26° аяз күтіледі.", "Түнде 24–26 градус аяз күтіледі."),
        ("Ауа –5 –10°С болады.", "Ауа минус 5–10 градус болады."),
        ("Түнде –7° болады.", "Түнде -7 градус болады."),
        ("Түнде –7 градус болады.", "Түнде -7 градус болады."),
        ("Ол –52 кг салмақта жеңді.", "Ол -52 кг салмақта жеңді."),
        ("Ол 312 келі (140+172) көтерді.", "Ол 312 келі (140 + 172) көтерді."),
        ("Қателік ±1 пайыз болды.", "Қателік 1 пайыз болды."),
        ("Ауа (18±3) °С болсын.", "Ауа 18 плюс-минус 3 градус болсын."),
        ("Ол екінші (+12 ұпай) болды.", "Ол екінші (12 ұпай) болды."),
    ],
)
def test_the_model_sees_signs_that_it_would_spoil_written_out_or_not_at_all(text: str, shown: str) -> None:
    assert prepare(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "Түнде -5, күндіз +3 градус болады.",
        "Түнде -5...+3 градус болады.",
        "Қорытынды –52 ұпай.",
        "Телефон: +7 (7172) 55-12-34.",
        "Нүкте 51°10′ ендікте жатыр.",
        "Мұнда 90 °F болды.",
        "Фильм 18+ белгісімен шықты.",
    ],
)
def test_signs_that_a_model_keeps_are_shown_as_they_stand(text: str) -> None:
    assert prepare(text).text == text


@pytest.mark.parametrize(
    ("source", "answer", "given"),
    [
        ("Қателік ±0,5 пайыз болды.", "The error was 0.5 percent.", "The error was ±0.5 percent."),
        ("Ол екінші (+12 ұпай) болды.", "He was second (12 points).", "He was second (+12 points)."),
        ("Ол 312 келі (140+172) көтерді.", "He lifted 312 kg (140 +172).", "He lifted 312 kg (140+172)."),
        (
            "Есеп 90+3-минутта теңесті.",
            "The score equalised in the 90–3th minute.",
            "The score equalised in the 90+3rd minute.",
        ),
        ("Есеп 90–3, содан 90+3 болды.", "It was 90–3, then 90+3.", "It was 90–3, then 90+3."),
        ("Ол ±2 пен 2 келі.", "2 and 2 kilograms.", "2 and 2 kilograms."),
        ("Ауа (18±3) °С болсын.", "Let it be 18 плюс minus 3 degrees.", "Let it be (18±3) °C."),
        ("Ауа (18,5±3) °С болсын.", "Let it be 18.5 plus-minus 3 degrees.", "Let it be (18.5±3) °C."),
        ("Ол (5±1) мл, ол (5±1) мл.", "5±1 ml and 5±1 ml.", "(5±1) ml and (5±1) ml."),
        ("Ол (5±1) мл, екеуі.", "5±1 ml and 5±1 ml.", "(5±1) ml and 5±1 ml."),
    ],
)
def test_signs_kept_from_the_model_are_given_back_where_their_figure_is_certain(
    source: str, answer: str, given: str
) -> None:
    assert finish(prepare(source), answer, "en") == given


@pytest.mark.parametrize("text", ["І. Есенберлиннің романы шықты.", "Х. Досмұхамедов университеті"])
def test_an_initial_is_shown_to_the_model_with_its_name(text: str) -> None:
    assert prepare(text).text == text


def test_no_comma_is_left_before_another_mark() -> None:
    assert finish(prepare("Сонымен қатар:"), "Кроме того,:", "ru") == "Кроме того:"


def test_one_long_word_in_capitals_is_shown_in_small_letters_too() -> None:
    assert (prepare("АЛМАТЫ.").text, prepare("ҚР ПРЕЗИДЕНТІ").text) == ("Алматы.", "ҚР президенті")
    assert finish(prepare("ӨСКЕМЕН."), "Oskemen.", "en") == "OSKEMEN."


@pytest.mark.parametrize(
    ("source", "answer", "given"),
    [
        (
            "Сот 5 (бес) жылға айырды.",
            "Sentenced to 5 (five years in prison.",
            "Sentenced to 5 (five) years in prison.",
        ),
        ("«Ордабасы» (Шымкент) ұтты.", "Ordabasy (Shymkent won.", "Ordabasy (Shymkent) won."),
        (
            "Тілеген (2) мен Исаев (37) соқты.",
            "Goals by Tilegen (2, Isayev (37).",
            "Goals by Tilegen (2), Isayev (37).",
        ),
        (
            "Ауыл (екі мың тұрғыны бар) көшті.",
            "The village (with 2,000 moved.",
            "The village (with 2,000 moved.",
        ),
        ("Ол келді :(", "He came :(", "He came :("),
    ],
)
def test_brackets_that_a_model_leaves_out_are_given_back(source: str, answer: str, given: str) -> None:
    assert finish(prepare(source), answer, "en") == given


def test_an_abbreviation_alone_is_not_put_in_small_letters() -> None:
    assert prepare("ҚР ҰҚК").text == "ҚР ҰҚК"


@pytest.mark.parametrize(("target", "lead"), [("ru", "— "), ("en", "– ")])
def test_a_dialogue_dash_is_kept_from_the_model_and_given_back(target: Target, lead: str) -> None:
    prepared = prepare("– Сәлем, достар!")
    assert prepared.text == "Сәлем, достар!"
    assert finish(prepared, "Hi!", target) == f"{lead}Hi!"


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ('Он сказал: "Да", и ушёл.', "ru", "Он сказал: «Да», и ушёл."),
        ('"We won" – he said.', "en", "“We won” – he said."),
        ('He said “yes" and "no".', "en", "He said “yes” and “no”."),
        ("The team's win isn't a 6'2 joke.", "en", "The team’s win isn’t a 6'2 joke."),
        ("The citizens' trust, not the members'.", "en", "The citizens’ trust, not the members’."),
        ("He said 'no thanks' twice.", "en", "He said 'no thanks' twice."),
        ("д'Артаньян", "ru", "д'Артаньян"),
        ("Это - победа.", "ru", "Это — победа."),
        ('("Ертіс")', "ru", "(«Ертіс»)"),
        ("15-20 июня", "ru", "15-20 июня"),
        ("«“Самрук-Казына” АО» объявило", "ru", "«„Самрук-Казына“ АО» объявило"),
        ("АО «НК «Темир» объявило", "ru", "АО «НК «Темир» объявило"),
        ("АО «НК «Темир»» объявило", "ru", "АО «НК „Темир“» объявило"),
        ("«Он сказал: «Приду» и ушёл», — сказал он.", "ru", "«Он сказал: „Приду“ и ушёл», — сказал он."),
        ("“He said “I will come” and left,” he said.", "en", "“He said ‘I will come’ and left,” he said."),
        ('Экран 15" и 17" мал', "ru", 'Экран 15" и 17" мал'),
        ('«Экран 6,1"»', "ru", '«Экран 6,1"»'),
        ('"Экран 6,1""', "en", '“Экран 6,1"”'),
        ('"Экран 6,1" и 7" новый" есть', "ru", '«Экран 6,1" и 7" новый» есть'),
        ('"Проект 2030" и "Нур 5" приняты', "ru", "«Проект 2030» и «Нур 5» приняты"),
    ],
)
def test_quotation_marks_and_dashes_follow_the_target(text: str, target: Target, expected: str) -> None:
    assert typography(text, target) == expected


@pytest.mark.parametrize(
    ("answer", "target", "expected"),
    [
        ("No 12 students came to school No 12.", "en", "No 12 students came to school No. 12."),
        ("No 12 students came to the school.", "en", "No 12 students came to the school."),
        ("No 12 school is closed.", "en", "No. 12 school is closed."),
        ("It is closed. No 12 opened.", "en", "It is closed. No. 12 opened."),
        ("Но 12 детей есть в школе № 12.", "ru", "Но 12 детей есть в школе №\u00a012."),
        ("Но 12 школа закрыта.", "ru", "№\u00a012 школа закрыта."),
    ],
)
def test_a_word_like_the_number_sign_stays_a_word_where_no_sign_is_missing(
    answer: str, target: Target, expected: str
) -> None:
    assert number_signs("№12 мектеп жабық, 12 оқушы келмеді.", answer, target) == expected


def test_a_version_keeps_its_point_beside_the_same_figure_with_a_comma() -> None:
    source = "2.5 нұсқасы 2,5 есе жылдам."
    assert figures(source, "Версия 2.5 быстрее в 2,5 раза.", "ru") == "Версия 2.5 быстрее в 2,5 раза."
    assert figures(source, "Version 2.5 is 2,5 times faster.", "en") == "Version 2.5 is 2.5 times faster."


@pytest.mark.parametrize(
    ("source", "answer", "target", "expected"),
    [
        ("2,1 млрд теңге", "2,1 billion tenge", "en", "2.1 billion tenge"),
        ("2,1 млрд теңге", "2.1 млрд тенге", "ru", "2,1 млрд тенге"),
        ("14.03.2024 күні 2,5 сағат", "on 14.03.2024 2,5 hours", "en", "on 14.03.2024 2.5 hours"),
        ("10 000 адам", "10 000 people", "en", "10,000 people"),
        ("10\u00a0000 адам", "10000 человек", "ru", "10\u00a0000 человек"),
        ("1 234 567 теңге", "1,234,567 тенге", "ru", "1\u00a0234\u00a0567 тенге"),
        ("45 000", "45 000", "en", "45,000"),
        ("2,1 пайыз", "12,15 percent", "en", "12,15 percent"),
    ],
)
def test_figures_are_written_as_the_target_writes_them(
    source: str, answer: str, target: Target, expected: str
) -> None:
    assert figures(source, answer, target) == expected


@given(TEXT, st.integers(1, 30))
def test_clauses_fit_and_join_to_the_whole(text: str, limit: int) -> None:
    parts = split_clauses(text, lambda part: len(part) <= limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_long_sentence_is_split_at_its_strongest_seam_near_the_middle() -> None:
    text = "Жиын өтті, оған елу адам қатысты; әкім сөйледі, сұрақтарға жауап берді"
    assert split_clauses(text, lambda part: len(part) < 60) == [
        "Жиын өтті, оған елу адам қатысты;",
        "әкім сөйледі, сұрақтарға жауап берді",
    ]


def test_halves_of_one_word_do_not_exist() -> None:
    assert halves("Қазақстан") is None


@pytest.mark.parametrize(
    ("parts", "sources", "joined"),
    [
        (
            ["The meeting began.", "fifty people came."],
            ["Жиын басталды,", "елу адам келді."],
            "The meeting began, fifty people came.",
        ),
        (
            ["Он купил на 5 млрд.", "И ушёл."],
            ["5 млрд-қа сатып алды.", "Кетіп қалды."],
            "Он купил на 5 млрд. И ушёл.",
        ),
        (
            ["Нефть подешевела.", "а доллар вырос."],
            ["Мұнай арзандады", "ал доллар өсті."],
            "Нефть подешевела а доллар вырос.",
        ),
        (["Wait...", "come."], ["Күт,", "кел."], "Wait... come."),
    ],
)
def test_joined_parts_keep_the_stops_that_the_source_has(
    parts: list[str], sources: list[str], joined: str
) -> None:
    assert join_clauses(parts, sources) == joined


@pytest.mark.parametrize(
    "text",
    [
        "+7 701 123 45 67",
        "8 727 250 00 00",
        "ISBN 978 601 123 456 7",
        "14.03.2024",
        "12:30",
        "1.2.3",
        "192.168.0.1",
    ],
)
def test_telephone_and_other_codes_stay_letter_by_letter(text: str) -> None:
    assert finish(prepare(text), "", "en") == text or not prepare(text).is_copied
    assert figures(f"Тел.: {text}.", f"Tel. {text}.", "en") == f"Tel. {text}."


def test_thousands_with_a_comma_are_not_made_a_decimal() -> None:
    assert figures("Оған 10,000 адам қатысты.", "10,000 people took part", "en") == "10,000 people took part"


def test_two_school_years_are_not_made_a_decimal() -> None:
    assert figures("5,6-сынып оқушылары", "pupils of grades 5,6", "en") == "pupils of grades 5,6"
    assert figures("2,1-ге артты", "grew by 2,1", "en") == "grew by 2.1"


def test_a_letter_before_a_figure_is_no_number_sign_unless_the_source_has_one() -> None:
    assert finish(prepare("N95 маскалары"), "маски N95", "ru") == "Маски N95"
    assert finish(prepare("№ 5 бұйрық"), "приказ No. 5", "ru") == "приказ №\u00a05"
    assert finish(prepare("№ 5 бұйрық"), "приказ Н.5", "ru") == "приказ №\u00a05"
    assert finish(prepare("№ 5 бұйрық"), "Но 50 приказов", "ru") == "Но 50 приказов"
    assert finish(prepare("№5 зауыт N95 шығарады"), "Plant No.5 makes N95", "en") == "Plant No. 5 makes N95"


@pytest.mark.parametrize("answer", ["order №5", "order № 5", "order No.5", "order No. 5", "order No 5"])
def test_a_number_sign_is_written_as_english_does(answer: str) -> None:
    assert finish(prepare("№ 5 бұйрық"), answer, "en") == "order No. 5"
    assert finish(prepare("Бұйрық 5 адамға қатысты"), "No 5 people", "en") == "No 5 people"


@pytest.mark.parametrize(
    ("source", "answer", "target", "written"),
    [
        ("Жаңа мектеп ашылды", "new school opened", "en", "New school opened"),
        ("«Ақ жол» партиясы", "“ak Zhol” party", "en", "“Ak Zhol” party"),
        ("– Мен келдім.", "i came.", "en", "– I came."),
        ("Әл-Фараби университеті", "аль-Фараби университет", "ru", "Аль-Фараби университет"),
        ("Жаңа iPhone шықты", "iPhone came out", "en", "iPhone came out"),
        ("Бірыңғай e-Gov порталы", "e-Gov portal", "en", "e-Gov portal"),
        ("Жаңа adidas дүкені", "adidas opened", "en", "adidas opened"),
        ("Толығырақ egov.kz сайтында", "egov.kz has more", "en", "egov.kz has more"),
        ("Жазба @akorda парақшасында", "@akorda wrote", "en", "@akorda wrote"),
        ("Жазба #мектеп белгісімен", "#школа", "ru", "#школа"),
        ("Мекенжайы a@b.kz", "a@b.kz is the address", "en", "a@b.kz is the address"),
        ("Балалар саны", "3 балла", "ru", "3 балла"),
        ("жаңа мектеп ашылды", "new school opened", "en", "new school opened"),
        ("2024 жылы ашылды", "in 2024 it opened", "en", "in 2024 it opened"),
        ("27 қарашаға арналған ауа райы болжамы", "прогноз на 27 ноября", "ru", "Прогноз на 27 ноября"),
        ("2024 жылы ашылды.", "in 2024 it opened.", "en", "In 2024 it opened."),
        ("№7 балабақша ашылды.", "детский сад № 7 открылся.", "ru", "Детский сад №\u00a07 открылся."),
    ],
)
def test_a_text_begins_with_a_capital_where_its_source_does(
    source: str, answer: str, target: Target, written: str
) -> None:
    assert finish(prepare(source), answer, target) == written


@pytest.mark.parametrize(
    "text", ["#мектеп", "#Алматы @almaty.eco", "#Қазақстан #Президент", "@akorda egov.kz/x https://a.kz"]
)
def test_hashtags_and_handles_alone_are_copied(text: str) -> None:
    assert prepare(text).is_copied is ("egov.kz/x" not in text)


def test_text_in_another_alphabet_is_not_copied_in_silence() -> None:
    assert not prepare("中国共产党").is_copied


@given(st.lists(st.tuples(TEXT.filter(str.strip), st.sampled_from(["ru", "en"])), max_size=40))
def test_answers_come_in_the_order_of_the_requests_whatever_the_batches(
    pairs: list[tuple[str, Target]],
) -> None:
    requests = [Request(text, target) for text, target in pairs]
    engine = FakeTranslator(answer=lambda request: f"{request.target}:{request.text}", input_limit=10_000)
    answers = translate_all(engine, requests, GREEDY)
    assert [a[0].text for a in answers] == [f"{r.target}:{' '.join(r.text.split())}" for r in requests]


def test_duplicates_are_translated_once() -> None:
    engine = FakeTranslator()
    translate_all(engine, [Request("Бір сөз", "ru")] * 50 + [Request("Бір сөз", "en")], GREEDY)
    assert sum(len(batch) for batch in engine.batches) == 2


@dataclass
class PolyglotTranslator(FakeTranslator):
    """A model whose batches may hold both targets."""

    mixes_targets: bool = True


@pytest.mark.parametrize("mixes", [True, False])
def test_both_targets_share_a_batch_only_where_the_engine_allows_it(mixes: bool) -> None:
    engine = PolyglotTranslator(mixes_targets=mixes)
    requests = [Request(f"сөз {i}", target) for i in range(10) for target in TARGETS]
    translate_all(engine, requests, GREEDY)
    held = [{request.target for request in batch} for batch in engine.batches]
    assert held == ([{"ru", "en"}] if mixes else [{"ru"}, {"en"}])


def test_a_sentence_over_the_limit_is_translated_whole_in_parts() -> None:
    words = [f"сөз{i}" for i in range(400)]
    engine = FakeTranslator(answer=lambda request: request.text, input_limit=60)
    (answer,) = translate_all(engine, [Request(" ".join(words), "ru")], BEAM)
    assert answer[0].text.split() == words


def test_one_truncated_part_marks_the_whole() -> None:
    engine = FakeTranslator(truncates=lambda request: "сөз399" in request.text)
    (answer,) = translate_all(engine, [Request(" ".join(f"сөз{i}" for i in range(400)), "ru")], GREEDY)
    assert answer[0].truncated


def test_an_engine_that_drops_an_answer_is_an_error_not_a_shift() -> None:
    with pytest.raises(TranslateError, match="answered 1 of 2 requests"):
        translate_all(DroppingTranslator(), [Request("бір", "ru"), Request("екі", "ru")], GREEDY)


def test_an_engine_that_crashes_is_a_translate_error() -> None:
    with pytest.raises(TranslateError, match="crashed"):
        translate_all(CrashingTranslator(), [Request("poison", "ru")], GREEDY)


def test_a_batch_that_does_not_fit_into_memory_goes_in_smaller_ones() -> None:
    requests = [Request(f"сөз {i}", "ru") for i in range(20)]
    answers = translate_all(NarrowTranslator(answer=lambda r: r.text), requests, GREEDY)
    assert [a[0].text for a in answers] == [r.text for r in requests]


def test_several_batches_at_once_answer_in_the_order_of_the_requests() -> None:
    engine = FakeTranslator(answer=lambda r: f"{r.target}:{r.text}", input_limit=10_000, workers=4)
    requests = [Request(f"сөз {i} " * (1 + i % 40), target) for i in range(400) for target in TARGETS]
    answers = translate_all(engine, requests, GREEDY)
    assert [a[0].text for a in answers] == [f"{r.target}:{' '.join(r.text.split())}" for r in requests]
    assert len(engine.batches) > 4


def test_a_crash_in_one_of_several_batches_is_heard() -> None:
    requests = [Request("сөз " * 40 + str(i), "ru") for i in range(200)] + [Request("poison", "ru")]
    with pytest.raises(TranslateError, match="crashed"):
        translate_all(CrashingTranslator(workers=3), requests, GREEDY)


def test_threads_are_shared_among_batches() -> None:
    assert [share_threads(n) for n in (1, 2, 4, 8, 16)] == [(1, 1), (2, 1), (4, 1), (4, 2), (4, 4)]


def bundled_engine() -> Translator:
    return load_translator(named(open_store(), load_catalogue(ROOT / "models.yaml"), "draft", "research"))


def golden_sentences(count: int) -> list[str]:
    rows = (ROOT / "tests/golden/checks.tsv").read_text(encoding="utf-8").splitlines()
    return [row.split("\t")[1] for row in rows][:count]


@pytest.mark.slow
@pytest.mark.parametrize("decoding", [GREEDY, NARROW, BEAM])
def test_an_answer_does_not_depend_on_what_else_is_translated(decoding: Decoding) -> None:
    engine = bundled_engine()
    requests = [Request(text, "ru") for text in golden_sentences(60)]
    together = translate_all(engine, requests, decoding)
    assert together == [translate_all(engine, [request], decoding)[0] for request in requests]
