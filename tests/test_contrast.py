"""Words that exclude each other: what stands in the place of one of them must not be another of its set."""

from __future__ import annotations

import pytest

from pipeline.check import Pair
from pipeline.check.contrast import COLUMNS, check_contrast, mentions
from pipeline.document import Target
from pipeline.wordlists import rows


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("Жұмыртқа бағасы екі айда 7 пайызға өсті.", "ru", "Яйца за два месяца подешевели на 7 %."),
        ("Жұмыртқа бағасы екі айда 7 пайызға өсті.", "en", "Egg prices fell by 7 per cent in two months."),
        ("Зауыт былтырдан аз өнім шығарды.", "ru", "Завод выпустил больше продукции, чем в прошлом году."),
        ("Ауданда жаңа кітапхана ашылды.", "ru", "Новая библиотека района закрылась."),
        ("Мәслихат бұл жобаны мақұлдады.", "en", "The maslikhat rejected the project."),
        ("Аула ішінде көлік жууға тыйым салынды.", "ru", "Мыть машины во дворе разрешили."),
        ("Хабарды баспасөз қызметі жоққа шығарды.", "en", "The press service confirmed the report."),
        ("Команда финалда жеңіске жетті.", "ru", "Команда проиграла в финале."),
        ("Елдің солтүстігінде қар жауады.", "en", "It will snow in the south of the country."),
        ("Дүкен таңертең ашылады.", "ru", "Магазин открывается вечером."),
        ("Ол күміс медаль алды.", "en", "She won a gold medal."),
        ("Жол салығы келесі айда жиналады.", "ru", "Дорожный налог соберут в следующем году."),
        ("Сыйақы қыркүйекте төленеді.", "ru", "Премию выплатят в октябре."),
        ("Аптасына үш рет жаттығады.", "en", "They train three times a month."),
        ("Энергетика министрлігі түсінік берді.", "ru", "Министерство финансов дало пояснения."),
        (
            "Келіннің анасы нанның келісі қымбаттағанын айтты.",
            "ru",
            "Мать невестки сказала, что хлеб подешевел.",
        ),
        ("Бензиннің литріне 230 теңге төлейді.", "ru", "За тонну бензина платят 230 тенге."),
        ("Бұл үй заңсыз салынған.", "en", "This house was built legally, on legal grounds."),
        ("Түркиялық әнші келді.", "ru", "Приехала японская певица."),
        ("Былтыр кәмпит экспорты тоқтады.", "ru", "В прошлом году импорт конфет прекратился."),
    ],
)
def test_a_word_that_excludes_that_of_the_source_is_a_warning(
    source: str, language: Target, target: str
) -> None:
    assert [finding.severity for finding in check_contrast(Pair(1, source, target, language))] == ["warning"]


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("Жұмыртқа бағасы екі айда 7 пайызға өсті.", "ru", "Яйца за два месяца подорожали на 7 %."),
        ("Баға өскен жоқ.", "ru", "Цены снизились."),
        ("Баға өспеді.", "en", "Prices fell or stayed as they were."),
        ("Тұтыну азайып, өндіріс өсті.", "en", "Output rose while consumption fell."),
        ("Кіруге рұқсат берілмеді.", "ru", "Вход запретили."),
        ("Тәртіп қатаңдап, бақылау азайды.", "ru", "Порядок стал строже, а контроля поубавилось."),
        ("Мәселе көтерілді.", "ru", "Вопрос подняли, хотя интерес к нему упал."),
        ("Қазан қайнап жатыр, ал желтоқсанда той болады.", "ru", "Кипит котёл, а в декабре будет свадьба."),
        ("Кен орны шығысқа қарай созылады.", "en", "The deposit extends eastward."),
        ("Төтенше жағдай кезінде қоян көбейді.", "en", "Hares multiplied during the emergency."),
    ],
)
def test_what_is_said_otherwise_passes(source: str, language: Target, target: str) -> None:
    assert check_contrast(Pair(1, source, target, language)) == []


def test_a_word_that_answers_something_else_passes() -> None:
    source = "Қылмыскерлер қолға түсіп, алынған мал иелеріне қайтарылды, ал шекара үстіндегі бекет ашылды."
    target = "Преступников поймали, скот вернули владельцам, а пост на границе открыли и закрыли ворота."
    assert check_contrast(Pair(1, source, target, "ru")) == []


def test_a_finding_points_to_both_words_and_names_the_senses() -> None:
    source, target = "Облыста туу азайды.", "Рождаемость в области выросла."
    (finding,) = check_contrast(Pair(1, source, target, "ru"))
    assert source[slice(*finding.source_span or (0, 0))] == "азайды"
    assert target[slice(*finding.target_span or (0, 0))] == "выросла"
    assert finding.message == "“азайды” → “выросла”: “rise” in place of “fall”"


def test_the_longest_phrase_counts_at_a_place() -> None:
    said = mentions("Ол үй сатып алды.", "kk")["trade"]
    assert [mention.sense for mention in said] == ["buy"]


def test_a_denied_word_says_neither_sense() -> None:
    assert "change" not in mentions("Цены не выросли.", "ru")
    assert "change" not in mentions("Баға өскен жоқ.", "kk")


def test_no_word_has_two_senses_of_one_set() -> None:
    for column, language in enumerate(COLUMNS, 2):
        senses: dict[tuple[str, str], set[str]] = {}
        for row in rows("contrasts.tsv"):
            for word in row[column].split():
                senses.setdefault((row[0], word), set()).add(row[1])
        twice = [key for key, found in senses.items() if len(found) > 1 and key[1] != "-"]
        assert twice == [], language


def test_every_set_has_two_senses_and_each_is_said_in_all_languages() -> None:
    senses: dict[str, int] = {}
    for group, sense, *cells in rows("contrasts.tsv"):
        if sense != "-":
            senses[group] = senses.get(group, 0) + 1
            assert "-" not in cells, (group, sense)
    assert min(senses.values()) > 1
