"""World news: what a model takes for another thing is shown otherwise, put right, or marked."""

from __future__ import annotations

import pytest

from pipeline.check import CHECKS, Pair, check_pair
from pipeline.check.exchanged import repair_votes
from pipeline.check.misread import repair_misread
from pipeline.check.names import check_names
from pipeline.check.naming.apart import set_apart
from pipeline.check.naming.lowered import repair_lowered
from pipeline.check.numbers import check_numbers
from pipeline.document import Target
from pipeline.run.repair import prepared
from pipeline.translate.styled.thousands import thousands_alike


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Кездесу бір сағатқа жетпейтін уақытқа созылды.", "Кездесу бір сағаттан аз уақытқа созылды."),
        ("Ол 3 жылға жетпейтін уақыт басқарды.", "Ол 3 жылдан аз уақыт басқарды."),
        ("Ол екі аптаға жетпейтін уақытта келді.", "Ол екі аптадан аз уақытта келді."),
        ("50 мыңға жуық тұрғын үйін тастап кетті.", "50 мыңға жуық тұрғын өз үйін тастап кетті."),
        ("Үш мың тұрғын үйсіз қалды.", "Үш мың адам үйсіз қалды."),
        (
            "Өрттен 9 адам, оның ішінде екі бала өлді, 4 адам жараланды.",
            "Өрттен 9 адам қаза тапты, оның ішінде екі бала бар, 4 адам жараланды.",
        ),
        ("Магнитудасы 7,4 зілзала болды.", "Магнитудасы 7,4 болған зілзала болды."),
        ("Коменданттық сағат 22:00-де басталады.", "Комендант сағаты 22:00-де басталады."),
        ("4-санатты «Иэн» дауылы келді.", "4-санаттағы «Иэн» дауылы келді."),
        ("Бесінші санатты дауыл келді.", "Бесінші санаттағы дауыл келді."),
        ("Тұтқындар алмасы болды.", "Тұтқындар алмасуы болды."),
        ("Ірі алмас табылды.", "Ірі гауһар табылды."),
        ("Үндістан Rafale жойғышын алды.", "Үндістан Rafale жауынгерлік ұшағын алды."),
        ("40 мың тұрғын үйлерінен көшірілді.", "40 мың тұрғын өз үйлерінен көшірілді."),
        ("Премьер-министрге қастандық жасалды.", "Премьер-министрге шабуыл жасалды."),
        ("Ол қастандықтан аман қалды.", "Ол шабуылдан аман қалды."),
        ("Украина F-16 жойғышын алды.", "Украина F-16 жауынгерлік ұшағын алды."),
        ("Ол америкалық емес тұңғыш басшы.", "Ол америкалық болмаған тұңғыш басшы."),
        ("Шабуыл болмауы мүмкін екенін айтты.", "Шабуыл болмай қалуы мүмкін екенін айтты."),
        ("Ол елдің алғашқы әйел президенті болды.", "Ол елдің алғашқы әйел-президенті болды."),
        ("Мөлшерлемені 4–5 пайыз аралығына түсірді.", "Мөлшерлемені 4–5 пайызға дейін түсірді."),
        ("Ұшақ бір сағат 40 минуттан соң қонды.", "Ұшақ 1 сағат 40 минуттан соң қонды."),
        (
            "Ол 3 жылдан кем емес, 7 жылдан артық емес мерзімге қамалады.",
            "Ол 3 жылдан 7 жылға дейінгі мерзімге қамалады.",
        ),
        ("Сайлау қыркүйектен ерте емес мерзімде өтеді.", "Сайлау қыркүйекте немесе кейінірек өтеді."),
        (
            "Сайлау 2026 жылдың мамырынан ерте емес өтеді.",
            "Сайлау 2026 жылдың мамырында немесе кейінірек өтеді.",
        ),
        ("Тараптар 150-ден тұтқын алмасты.", "Тараптар әрқайсысы 150 тұтқынмен алмасты."),
        ("Тараптар 50-ден 60 тұтқын алмасты.", "Тараптар 50:60 тұтқын алмасты."),  # not twice as many
        (
            "Тараптар 103-тен 206 тұтқын алмасты.",
            "Тараптар барлығы 206 тұтқынмен алмасты, әр жақтан 103 адам.",
        ),
        (
            "Олар 1000-ға 1000 тұтқын алмасуға келісті.",
            "Олар «1000-ға 1000» форматында тұтқын алмасуға келісті.",
        ),
        ("Nord Stream 2 құбыры жарылды.", "Nord Stream-2 құбыры жарылды."),
        ("Судья Суджа қаласында тұрады.", "Судья XQ7 қаласында тұрады."),
        (
            "Премьер-министр Мұхаммед бен Абдуррахман келді.",
            "Премьер-министр Мұхаммед бин Абдуррахман келді.",
        ),
    ],
)
def test_a_wording_of_world_news_is_shown_as_the_model_reads_it(text: str, shown: str) -> None:
    assert prepared(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "Ол тұрғын үйін сатты.",
        "Бұл алмас емес.",
        "Команда құрамын алмастырды.",
        "Ол келмеуі мүмкін емес.",
        "Әйел президентпен кездесті.",
        "Екі санатты жарыс өтті.",
        "Оңтүстіктен ерте келді.",
        "Екі тұтқын босатылды.",
        "Жойғыш күші бар қару.",
    ],
)
def test_what_the_model_reads_right_is_shown_as_it_stands(text: str) -> None:
    assert prepared(text).text == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Microsoft OpenAI компаниясына ақша салды.",
            "Microsoft компаниясы OpenAI компаниясына ақша салды.",
        ),
        ("Reuters NASA дерегіне сүйенді.", "Reuters агенттігі NASA дерегіне сүйенді."),
        ("UBS Credit Suisse банкін сатып алды.", "UBS банкі Credit Suisse банкін сатып алды."),
        ("CNN Tesla басшысына сүйенді.", "CNN арнасы Tesla басшысына сүйенді."),
        ("FIFA Adidas компаниясымен келісті.", "FIFA ұйымы Adidas компаниясымен келісті."),
    ],
)
def test_a_firm_before_what_belongs_to_another_is_called_what_it_is(text: str, shown: str) -> None:
    assert set_apart(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Google Android жүйесін жаңартты.",
        "Credit Suisse банкі жабылды.",
        "Boeing 737 ұшағы қонды.",
        "App Store дүкені ашылды.",
        "Halyk Bank клиенттері көбейді.",
    ],
)
def test_a_firm_and_its_ware_stay_one_name(text: str) -> None:
    assert set_apart(text) == text


@pytest.mark.parametrize(
    ("source", "language", "target", "is_found"),
    [
        ("Reuters NASA дерегіне сүйенді.", "ru", "Он ссылался на данные Reuters NASA.", True),
        ("Reuters NASA дерегіне сүйенді.", "ru", "Агентство Reuters сослалось на данные NASA.", False),
        ("Никушор Дан Джордже Симионды жеңді.", "ru", "Никушор Дан Джордже победил Симиона.", True),
        ("Никушор Дан Джордже Симионды жеңді.", "ru", "Никушор Дан победил Джордже Симиона.", False),
        ("Дональд Трамп Марк Руттемен кездесті.", "en", "President Donald Trump met Mark Rutte.", False),
    ],
)
def test_two_names_side_by_side_that_became_one_are_found(
    source: str, language: Target, target: str, *, is_found: bool
) -> None:
    found = check_names(Pair(1, source, target, language))
    assert any("run together" in finding.message for finding in found) is is_found


@pytest.mark.parametrize(
    ("source", "language", "target", "mended"),
    [
        (
            "Заң 120-ға қарсы 180 дауыспен қабылданды.",
            "ru",
            "Закон принят 120 голосами против 180.",
            "Закон принят 180 голосами против 120.",
        ),
        (
            "Заң 45-ке қарсы 62 дауыспен қабылданды.",
            "en",
            "It passed by 45 votes to 62.",
            "It passed by 62 votes to 45.",
        ),
        ("Заң 120-ға қарсы 180 дауыспен қабылданды.", "ru", "Принят 180 голосами против 120.", None),
        ("Ол 194-ке қарсы 215 дауыспен жеңілді.", "ru", "Он проиграл 194 голосами против 215.", None),
        ("Заң 51-ге қарсы 49 дауыспен өтпеді.", "en", "It failed by 49 votes to 51.", None),
    ],
)
def test_the_votes_that_won_come_first(
    source: str, language: Target, target: str, mended: str | None
) -> None:
    assert repair_votes(source, target, language) == mended
    assert bool(CHECKS["exchanged"](Pair(1, source, target, language))) is (mended is not None)


@pytest.mark.parametrize(
    ("source", "language", "target", "mended"),
    [
        ("Кездесу бір сағатқа жетпейтін уақытқа созылды.", "ru", "Шла не менее часа.", "Шла менее часа."),
        ("Ең ерте дегенде 2027 жылы.", "en", "At least in 2027.", "At the earliest in 2027."),
        ("Ең ерте дегенде 2027 жылы.", "ru", "По крайней мере в 2027 году.", "Самое раннее в 2027 году."),
        ("Төмендетпеуі мүмкін.", "en", "It could not lower the rate.", "It might not lower the rate."),
        (
            "Магнитудасы 7,8 зілзаладан адам өлді.",
            "ru",
            "При землетрясении магнитудой 7,800 человека погибли.",
            "При землетрясении магнитудой 7,8 погибли.",
        ),
        ("Босқындар саны 2024-ке жетті.", "ru", "Число достигло 2024 года.", "Число достигло 2024."),
        ("2024 YR4 астероиды.", "ru", "Астероид YR4 2024 года.", "Астероид 2024 YR4."),
        (
            "Матч 21:00-де (Астана уақыты бойынша 00:00) басталады.",
            "ru",
            "Матч в 21:00 (0:00) по времени Астаны.",
            "Матч в 21:00 (0:00 по времени Астаны).",
        ),
        (
            "Матч 21:00-де (Астана уақыты бойынша 00:00) басталады.",
            "en",
            "It starts at 21:00 (0:00) in Astana time.",
            "It starts at 21:00 (0:00 Astana time).",
        ),
        ("Коменданттық сағат жарияланды.", "en", "A curtain was announced.", "A curfew was announced."),
        (
            "1 қазанға қараған түні атты.",
            "en",
            "They fired on the night of October 1.",
            "They fired overnight into October 1.",
        ),
        (
            "Королева тақтан бас тартты.",
            "ru",
            "Королева отказалась от доски.",
            "Королева отказалась от престола.",
        ),
        ("Король тақтан кетті.", "en", "The king left the board.", "The king left the throne."),
        ("Партия көпшілікке ие болды.", "ru", "Партия получила публику.", "Партия получила большинство."),
        ("Әскер қаланы атқылады.", "ru", "Войска извергли город.", "Войска обстреляли город."),
        ("Әскер қаланы атқылап жатыр.", "ru", "Войска обстреляют город.", "Войска обстреливают город."),
        (
            "Әскер лагерьді зеңбірекпен атқылады.",
            "en",
            "They fired the camp with guns.",
            "They shelled the camp with guns.",
        ),
        ("Әскер қаланы атқылады.", "en", "Troops erupted the city.", "Troops shelled the city."),
        ("ЕҚЫҰ Минск тобын таратты.", "ru", "ОБСЕ распространила группу.", "ОБСЕ распустила группу."),
        (
            "Кир Стармер Риши Сунакты жеңді.",
            "ru",
            "Кир Стармер победил Риши Сунак.",
            "Кир Стармер победил Риши Сунака.",
        ),
        ("Кир Стармер Риши Сунакты жеңді.", "en", "Starmer won Rishi Sunak.", "Starmer beat Rishi Sunak."),
        ("Дания королі X Фредерик келді.", "ru", "Король X Фредерик пришёл.", "Король Фредерик X пришёл."),
        ("1. Илон Маск – 342 млрд доллар.", "en", "1. Elon Musk is 342 bn.", "1. Elon Musk – 342 bn."),
        (
            "Перу президентіне импичмент жарияланды",
            "en",
            "Peru’s president declared impeachment",
            "Peru’s president impeached",
        ),
        ("«Бук» зымыраны.", "en", "The Book rocket.", "The Buk rocket."),
        (
            "Тараптар 95-тен тұтқын алмасты.",
            "ru",
            "Они обменялись 95 пленными.",
            "Они обменялись пленными — по 95.",
        ),
    ],
)
def test_a_misreading_of_world_news_is_put_right(
    source: str, language: Target, target: str, mended: str
) -> None:
    assert repair_misread(source, target, language) == mended
    assert not CHECKS["misread"](Pair(1, source, mended, language))


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("Жанартау атқылады.", "en", "The volcano erupted."),
        ("Көпшілік келді.", "ru", "Публика пришла."),
        ("Ол кемінде бір сағат күтті.", "ru", "Он ждал не менее часа."),
        ("2024 жылы босқындар саны 3-ке жетті.", "ru", "В 2024 году число достигло 3."),
        ("Байденді Трамп жеңді.", "ru", "Байдена победил Трамп."),
        ("Новак Джокович Уимблдонды жеңді.", "en", "Novak Djokovic won Wimbledon."),
        ("Ол шахмат тақтасынан кетті.", "ru", "Он отошёл от шахматной доски."),
    ],
)
def test_world_news_read_right_are_no_misreading(source: str, language: Target, target: str) -> None:
    assert repair_misread(source, target, language) is None


@pytest.mark.parametrize(
    ("source", "language", "target", "is_lost"),
    [
        ("Рецессия болмауы мүмкін.", "ru", "Рецессия может быть.", True),
        ("Рецессия болмауы мүмкін.", "ru", "Рецессии может не быть.", False),
        ("Ол келмеуі ықтимал.", "en", "He may come.", True),
        ("Ол келмеуі ықтимал.", "en", "He may stay away.", False),
        ("Жарылыстан 12 адам өлді.", "en", "12 people were injured.", True),
        ("Жарылыстан 12 адам өлді.", "en", "12 people were killed.", False),
        ("Апаттан 7 адам опат болды.", "ru", "В аварии пострадали 7 человек.", True),
        ("Дауыл сағатына 160 шақырымға жетті.", "ru", "Шторм достиг 160 километров.", True),
        ("Дауыл сағатына 160 шақырымға жетті.", "ru", "Шторм достиг 160 километров в час.", False),
        ("Ол тәулігіне 40 науқас қабылдайды.", "en", "He sees 40 patients.", True),
        ("Ол тәулігіне 40 науқас қабылдайды.", "en", "He sees 40 patients a day.", False),
        ("Ереуіл айына 1 млрд доллар шығын әкеледі.", "ru", "Приносит 1 млрд долларов в месяц.", True),
        ("Премьер-министрге қастандық жасалды.", "ru", "Премьер-министр скончался.", True),
        ("Премьер-министрге қастандық жасалды.", "ru", "На премьер-министра напали.", False),
        ("Ол елдің тұңғыш әйел президенті болды.", "ru", "Она стала первой женщиной страны.", True),
        ("Ол елдің тұңғыш әйел президенті болды.", "en", "She was its first woman president.", False),
        ("НАТО-ға мүше емес елдер келді.", "en", "NATO member countries came.", True),
    ],
)
def test_what_all_turns_on_in_world_news_must_be_said(
    source: str, language: Target, target: str, *, is_lost: bool
) -> None:
    assert bool(CHECKS["outcomes"](Pair(1, source, target, language))) is is_lost


@pytest.mark.parametrize(
    ("source", "language", "target", "mended"),
    [
        ("Хольцмайерге айыппұл салынды.", "en", "The holtsmayer was fined.", "Holtsmayer was fined."),
        ("Егер Хигашино сайланса.", "ru", "Если хигашино изберут.", "Если Хигашино изберут."),
        ("Аспирин қымбаттады.", "ru", "Подорожал аспирин.", None),
        ("Вампирлер туралы фильм.", "ru", "Вампирский фильм.", None),
    ],
)
def test_a_name_in_small_letters_gets_its_capital(
    source: str, language: Target, target: str, mended: str | None
) -> None:
    assert repair_lowered(source, target, language) == mended


def test_a_name_that_became_a_word_is_marked() -> None:
    found = check_names(Pair(1, "Стармер сайлауда жеңді.", "The starter won the election.", "en"))
    assert [finding.severity for finding in found] == ["warning"]


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("Екіншісі, 39 жастағысы, қайтыс болды.", "en", "The second, a 39-year-old, died."),
        ("Халықтың төрттен біріне дейін оқымаған.", "ru", "До четверти населения не учились."),
        ("Дауыстың үштен екісіне дейін жинады.", "en", "It won up to two thirds of the vote."),
    ],
)
def test_figures_of_world_news_pass(source: str, language: Target, target: str) -> None:
    assert not check_numbers(Pair(1, source, target, language))


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("Ол 90 жасқа қараған шағында дүние салды.", "en", "He died in his 90th year."),
        ("Үндістан Айға «Чандраян-3» аппаратын ұшырды.", "ru", "Индия отправила «Чандраян-3» на Луну."),
        ("Президент «Хамас» қозғалысын таратты.", "ru", "Президент распустил движение «Хамас»."),
        ("Кездесу бір сағатқа жетпейтін уақытқа созылды.", "ru", "Встреча длилась менее часа."),
    ],
)
def test_what_is_said_in_fewer_words_is_not_left_out(source: str, language: Target, target: str) -> None:
    assert not [f for f in check_pair(Pair(1, source, target, language)) if f.severity != "info"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It fell from 102,000 to 91 thousand dollars.", "It fell from 102,000 to 91,000 dollars."),
        ("About 91 thousand came.", "About 91 thousand came."),
        ("It fell from 102,000 to 9.5 thousand.", "It fell from 102,000 to 9.5 thousand."),
    ],
)
def test_thousands_of_a_sentence_are_written_alike(text: str, written: str) -> None:
    assert thousands_alike(text, "en") == written
    assert thousands_alike(text, "ru") == text
