"""The checks: what each says of telling pairs, and that they keep the recall and silence reached."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.checks import false_alarms, inject, read_rows, recall
from benchmarks.injections import Row
from pipeline.check import CHECKS, Pair, alignment, check_against, check_pair, count_faults, prepare
from pipeline.check.adequacy import Features, check_estimate, estimate
from pipeline.check.agreement import repair_agreement
from pipeline.check.alignment import align
from pipeline.check.coverage import check_coverage, closeness, strangeness
from pipeline.check.dictionaries import is_known
from pipeline.check.exchanged import repair_votes
from pipeline.check.fillers import check_fillers
from pipeline.check.links import drop_debris, repair_links
from pipeline.check.naming import verdicts
from pipeline.check.passages import passages
from pipeline.check.quotes import repair_quotes
from pipeline.check.sentences import count_sentences
from pipeline.document import SEVERITIES, TARGETS, Finding, Target
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"
MOST_ERRORS, MOST_WARNINGS = 0.02, 0.05  # of clean sentences flagged, all checks together
SEED = 1
LONGEST_S = 5.0
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


def table(name: str) -> list[list[str]]:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def clean_rows() -> dict[Target, list[Row]]:
    return read_rows(GOLDEN / "checks.tsv")


@pytest.mark.parametrize(("check", "language", "source", "target", "expected"), table("check_cases.tsv"))
def test_a_check_says_of_a_telling_pair_what_it_should(
    check: str, language: Target, source: str, target: str, expected: str
) -> None:
    found = [finding.severity for finding in CHECKS[check](Pair(1, source, target, language))]
    worst = max(found, key=SEVERITIES.index, default="info")
    if expected == "flagged":  # the weights decide how sure it is
        assert worst != "info"
    else:
        assert worst == ("info" if expected == "-" else expected)


def test_a_long_word_behind_a_figure_takes_no_time() -> None:
    source = f"https://qazaqnews.kz/2023{'a' * 2000} бағасы 12%-ға өсті."
    started = time.perf_counter()
    assert CHECKS["direction"](Pair(1, source, "The price rose to 12%.", "en"))
    assert time.perf_counter() - started < LONGEST_S


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("Ол салмағын (72 келіден астам) айтты.", "He told his weight (72 kilograms).", "bounds"),
        ("Баға 50 пайызға өсті.", "The price fell by 50 percent.", "contrast"),
    ],
)
def test_one_fault_is_told_by_one_check(source: str, target: str, check: str) -> None:
    found = check_pair(Pair(1, source, target, "en"))
    assert [finding.check for finding in found if finding.severity != "info"] == [check]


def test_a_finding_stands_at_its_words_behind_a_capital_that_is_two_letters_in_small() -> None:
    pair = Pair(1, "İстанбұлға министр келді.", "A deputy came to İstanbul, İzmir and Muğla.", "en")
    [found] = CHECKS["mistaken"](pair)
    assert found.source_span is not None
    assert pair.source[slice(*found.source_span)] == "министр"


@pytest.mark.parametrize("language", TARGETS)
def test_clean_translations_are_seldom_flagged(language: Target) -> None:
    rates = false_alarms(clean_rows()[language], language)
    assert rates["any", "error"] <= MOST_ERRORS
    assert rates["any", "warning"] <= MOST_WARNINGS


@pytest.mark.parametrize(("kind", "russian", "english"), table("check_floors.tsv"))
def test_injected_errors_are_found_as_often_as_was_reached(kind: str, russian: str, english: str) -> None:
    for language, floor in zip(TARGETS, (russian, english), strict=True):
        if floor == "-":  # an error that the language does not know
            continue
        found, total = recall(clean_rows()[language], language, kind, SEED, show=False)
        assert total > 0
        assert found / total >= float(floor), language


texts = st.text(alphabet=KAZAKH + KAZAKH.upper() + "ABCabc 0123456789.,!?…«»“”\"'–—-:;()\n", max_size=80)


@given(texts, texts, st.sampled_from(TARGETS))
def test_findings_point_into_the_texts_whatever_they_are(source: str, target: str, language: Target) -> None:
    for finding in check_pair(Pair(3, source, target, language)):
        for span, text in ((finding.source_span, source), (finding.target_span, target)):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)
        assert (finding.segment, finding.language) == (3, language)


@given(texts, st.sampled_from(TARGETS))
def test_an_answer_without_letters_is_never_accepted_for_words(target: str, language: Target) -> None:
    empty = "".join(c for c in target if not c.isalpha())
    found = check_pair(Pair(1, "Бүгін ауылда мектеп ашылды.", empty, language))
    assert "error" in {finding.severity for finding in found}


def test_a_close_translation_is_closer_than_one_of_something_else() -> None:
    rows = clean_rows()["ru"]
    for row, other in zip(rows, rows[7:], strict=False):
        if len(row.source.split()) > 5:
            assert closeness(row.source, row.target, "ru") > closeness(row.source, other.target, "ru") - 0.2
            assert strangeness(row.source, row.target, "ru") < strangeness(row.source, other.target, "ru")


@pytest.mark.parametrize(
    ("language", "source", "target", "marked"),
    [
        ("en", "Дауыл ағашты құлатты.", "The storm stroked the tree.", ["stroked"]),
        ("en", "Ол инсульт алып, ауруханаға жатқызылды.", "He had a stroke and was taken to hospital.", []),
        ("en", "Ол қатты таңғалды.", "Mr Stroke was amazed.", []),  # a name
        ("ru", "Базардағы қыздар бізді арбап алды.", "Девушки на базаре взяли нас на грубку.", ["грубку"]),
        ("en", "Бала сыбызғы тартты.", "The child ate strawberries.", ["strawberries"]),
        ("en", "Бала құлпынай жеді.", "The child ate strawberries.", []),
        ("en", "Қайталама санкция салынды.", "Spiritual and spirited sanctions.", ["spirited"]),
        ("en", "Рухани жаңғыру басталды.", "A spiritual revival began.", []),
    ],
)
def test_a_word_that_the_draft_writes_for_others_is_marked_where_nothing_stands_for_it(
    language: Target, source: str, target: str, marked: list[str]
) -> None:
    findings = check_fillers(Pair(1, source, target, language))
    assert [target[slice(*finding.target_span)] for finding in findings if finding.target_span] == marked
    assert all(finding.severity == "warning" for finding in findings)


def test_no_word_that_the_draft_writes_for_others_is_found_where_people_translate() -> None:
    for language in TARGETS:
        found = [bool(check_fillers(Pair(1, r.source, r.target, language))) for r in clean_rows()[language]]
        assert sum(found) <= len(found) // 50


@pytest.mark.parametrize(("closeness", "found"), [(None, []), (0.5, []), (0.75, ["coverage"])])
def test_within_a_close_text_less_is_enough_to_see_that_a_clause_is_gone(
    closeness: float | None, found: list[str]
) -> None:
    source = "Жұмыстан шыққан күннен бастап бір ай ішінде тіркелмесеңіз, жәрдемақыдан айырыласыз."
    target = "If you do not register within a month of leaving your job."
    pair = Pair(1, source, target, "en", closeness=closeness)
    assert [finding.check for finding in check_coverage(pair)] == found


@given(st.sampled_from(TARGETS), st.floats(0, 1), st.floats(0, 1))
def test_the_freer_a_text_the_less_is_said_of_its_sentences(
    language: Target, one: float, other: float
) -> None:
    rows = clean_rows()[language][:20]
    shuffled = [Pair(1, a.source, b.target, language) for a, b in pairwise(rows)]
    freer, closer = (
        sum(len(check([replace(pair, closeness=of) for pair in shuffled])) for check in (_covered, _named))
        for of in sorted((one, other))
    )
    assert freer <= closer


def _covered(pairs: list[Pair]) -> list[Finding]:
    return [finding for pair in pairs for finding in check_coverage(pair)]


def _named(pairs: list[Pair]) -> list[Finding]:
    found = [finding for pair in pairs for finding in CHECKS["names"](pair)]
    return [finding for finding in found if finding.severity != "info"]


@pytest.mark.parametrize(
    ("word", "language"),
    [("дискаунтеров", "ru"), ("харассментом", "ru"), ("нодозавры", "ru"), ("schoolers", "en")],
)
def test_right_words_that_the_dictionaries_lack_are_known_in_all_their_forms(
    word: str, language: Target
) -> None:
    assert is_known(word, language)
    assert not is_known(word[::-1], language)


def test_numerals_are_joined_to_any_adjective_or_noun_and_to_no_verb() -> None:
    for word in ("четырёхсотметровый", "стосемидесятилетняя", "двухсотлетнюю", "полуразрушенный"):
        assert is_known(word, "ru")
    for word in ("стобросил", "двухсотметровыйся", "полубросилк"):
        assert not is_known(word, "ru")


def test_marks_that_close_in_the_wrong_direction_are_read_by_the_blanks_around_them() -> None:
    assert [p.words for p in passages("He said ”yes” and ”no way”.")] == [1, 2]
    assert [p.words for p in passages("'It's fine', said the workers’ union")] == [3]


def test_an_open_quotation_is_closed_where_the_source_closes_it() -> None:
    mended = repair_quotes("«Мен келдім. Сен де кел».", "“I came. You come too.", "en")
    assert mended == "“I came. You come too”."
    mended = repair_quotes("«Келдім», – деді ол.", "Я пришёл», — сказал он.", "ru")
    assert mended == "«Я пришёл», — сказал он."
    assert repair_quotes("Ол: «Келдім», – деді.", "He said: “I came.", "en") is None
    nested = "«Біз «Абай жолы» туралы бәрін білеміз деп ойладық, бірақ...» – деді ғалым."
    mended = repair_quotes(nested, "«Мы думали, что знаем всё о «Пути Абая», но... — сказал учёный.", "ru")
    assert mended == "«Мы думали, что знаем всё о «Пути Абая», но...» — сказал учёный."


def test_the_one_mark_of_a_sentence_inside_a_quotation_is_put_back() -> None:
    assert repair_quotes("«Біз келдік.", "Мы пришли.", "ru") == "«Мы пришли."
    assert repair_quotes("Біз келдік».", "We came.", "en") == "We came”."
    assert repair_quotes("Біз келдік», – деді ол.", "We came, he said.", "en") is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Он любовался независимым рыбой.", "Он любовался независимой рыбой."),
        ("Американский космонавты вышли в прямое эфир.", "Американские космонавты вышли в прямой эфир."),
        ("Каждое час он видит этой окна.", "Каждый час он видит этого окна."),
        ("Все бежали из-за огне.", None),
        ("Это новая школа.", None),
    ],
)
def test_an_adjective_takes_the_gender_and_number_of_its_noun(text: str, mended: str | None) -> None:
    assert repair_agreement("", text, "ru") == mended


def test_an_address_torn_in_two_is_put_together() -> None:
    assert (
        repair_links("Сайт: https://a.kz/n/48213", "Сайт: https://a.kz/n/ 48213", "ru")
        == "Сайт: https://a.kz/n/48213"
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [("Он пришёл. Она ушла.", 2), ("В 2024 г. Асель ушла.", 1), ("А. Б. Иванов ушёл.", 1), ("Что?! Нет…", 2)],
)
def test_sentences_are_counted_by_their_ends(text: str, count: int) -> None:
    assert count_sentences(text) == count


def test_the_estimate_falls_with_the_score_the_closeness_and_an_odd_length() -> None:
    good = Features("ru", 80, 82, kept=0.8, score=-0.2)
    assert 0 < estimate(Features("ru", 80, 82, kept=0.8, score=-1.5)) < estimate(good) < 1
    assert estimate(Features("ru", 80, 82, kept=0.2, score=-0.2)) < estimate(good)
    assert estimate(Features("ru", 80, 20, kept=0.8, score=-0.2)) < estimate(good)
    assert estimate(Features("ru", 80, 0, kept=0.8, score=-0.2)) == 0.0


def test_another_model_is_judged_by_the_cosine() -> None:
    near, far = (Features("en", 80, 85, kept=0.6, cosine=cosine) for cosine in (0.95, 0.7))
    assert estimate(far) < estimate(near)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Сайт x.kz ашылды.", "Открыт сайт xx.kz."),
        ("Қараңыз: http://x.kz", "См. http://x.kz/evil"),
        ("t.me/abc арнасы", "канал t.me/abd"),
        ("Қараңыз: http://x.kz/a1", "См. http://x.kz/a1,b2"),
        ("Қараңыз: http://x.kz/a1", "См. http://x.kz/a1»kz"),
        ("Қараңыз: http://x.kz/a1", "См. http://x.kz/a1=7"),
        ("#AqtobeNews белгісі", "знак #Aqtobe"),
        ("#ауылмектебі акциясы", "Акция #школа"),
        ("#ауылмектебі акциясы", "Акция сельской школы"),
    ],
)
def test_an_address_or_hashtag_that_is_not_whole_is_missed(source: str, target: str) -> None:
    assert [f.check for f in check_pair(Pair(1, source, target, "ru")) if f.check == "links"] == ["links"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Пошта a@b.kz,c@d.kz", "Почта a@b.kz,c@d.kz"),
        ("Қараңыз: http://x.kz/a1", "(см. «http://x.kz/a1»), — пишет он"),
        ("#ауылмектебі акциясы", "Акция #АуылМектебі."),
        ("1-орын, #3 бала", "Первое место, ребёнок 3"),
    ],
)
def test_an_address_or_hashtag_that_is_whole_is_not_missed(source: str, target: str) -> None:
    assert [f for f in check_pair(Pair(1, source, target, "ru")) if f.check == "links"] == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Мұнда: https://a.kz/n?id=12&l=kk", "Тут: https://a.kz/n?id= 12&ngn/kkk", "Тут: https://a.kz/n?id=12&l=kk"),
        ("Арнамыз: @qazaq_news", "Наш канал: #kazaq/news]", "Наш канал: @qazaq_news"),
        ("Пошта: a.b@moa.kz, c@moa.kz.", "Почта: Press.fough, инфо.kz", "Почта: a.b@moa.kz, c@moa.kz."),
        ("Сағат 10:00-де: https://a.kz/n", "В 10:00: https: //a.kz", "В 10:00: https://a.kz/n"),
    ],
)  # fmt: skip
def test_addresses_behind_a_colon_end_the_translation_as_they_do_the_source(
    source: str, target: str, expected: str
) -> None:
    assert repair_links(source, target, "ru") == expected


def test_what_is_glued_to_an_address_goes_and_a_hashtag_is_put_back() -> None:
    assert repair_links("Қараңыз: http://x.kz/a1", "См. http://x.kz/a1,b2.", "ru") == "См. http://x.kz/a1."
    assert repair_links("#ауылмектебі акциясы", "Акция #школа идёт", "ru") == "Акция #ауылмектебі идёт"
    two = "Толығырақ: www.a.kz, тел.: 55-10, пошта: b@a.kz."
    garbled = "Подробнее: #.a.kz, тел.: 55-10, почта: b@a.kz."
    assert repair_links(two, garbled, "ru") == "Подробнее: www.a.kz, тел.: 55-10, почта: b@a.kz."


def test_an_address_that_came_apart_is_put_together() -> None:
    source, target = "Шешім https://a.kz/docs/V23#z12 сайтында.", "Решение на http://a.kz/dox/V23 #z12."
    assert repair_links(source, target, "ru") == "Решение на https://a.kz/docs/V23#z12."


@pytest.mark.parametrize(
    ("target", "clean"),
    [
        (
            "See https://a.kz/v?id=117&l=kk 117 &ngng/kk and write.",
            "See https://a.kz/v?id=117&l=kk and write.",
        ),
        ("See https://a.kz/v?id=117&l=kk in 2024.", None),
        ("See https://a.kz/v?id=117&l=kk and write.", None),
    ],
)
def test_pieces_of_an_address_behind_it_are_dropped(target: str, clean: str | None) -> None:
    source = "2024 жылы https://a.kz/v?id=117&l=kk қараңыз."
    assert drop_debris(source, target, "en") == clean


def test_addresses_in_another_order_are_not_exchanged() -> None:
    source, target = "Сайт egov.kz, пошта a@b.kz", "Почта a@b.kz, сайт egow.kz"
    assert repair_links(source, target, "ru") == "Почта a@b.kz, сайт egov.kz"


@pytest.mark.parametrize(
    ("source", "is_found"), [("2-график. Инфляция, %", False), ("2-график. Инфляция мен баға", True)]
)
def test_the_title_of_a_chart_is_no_copy(source: str, *, is_found: bool) -> None:
    target = source.replace("2-график", "График 2")
    assert bool(CHECKS["script"](Pair(1, source, target, "ru"))) is is_found


@pytest.mark.parametrize(
    ("source", "target", "is_found"),
    [
        ("Мектеп оқушыларының сабағы қашықтан өтеді ме?", "Продолжают ли уроки школьников remote?", True),
        ("Ол iPhone сатып алды.", "Он купил iPhone.", False),
        ("Сайты: www.example.kz", "Его адрес: www.example.kz", False),
        ("Хатты kitap@oral-lib.kz поштасына жазыңыз.", "Пишите на почту kitap@oral-lib.kz.", False),
        ("Ол «just do it» деді.", "Он сказал «just do it».", False),
    ],
)
def test_an_english_word_left_in_russian_is_found(source: str, target: str, is_found: bool) -> None:
    assert bool(CHECKS["script"](Pair(1, source, target, "ru"))) is is_found


@pytest.mark.parametrize(("value", "severities"), [(0.41, ["warning"]), (0.42, []), (0.9, [])])
def test_a_translation_that_the_model_is_unsure_of_is_marked(value: float, severities: list[str]) -> None:
    assert [finding.severity for finding in check_estimate(3, "ru", value)] == severities


def test_an_estimate_just_below_the_limit_does_not_read_as_the_limit() -> None:
    (finding,) = check_estimate(3, "ru", 0.419)
    assert "(estimate 0.41, under 0.42)" in finding.message


@pytest.mark.parametrize("language", TARGETS)
def test_a_pair_is_checked_to_the_end_only_where_it_has_fewer_faults_than_the_limit(
    language: Target,
) -> None:
    rows = clean_rows()[language][:40:3]
    pairs = [(one.source, target) for one, other in pairwise(rows) for target in (one.target, other.target)]
    for source, target in (*pairs, (rows[0].source, "")):
        pair = Pair(1, source, target, language)
        found = check_pair(pair)
        errors, warnings = count_faults(found)
        assert check_against(pair, (errors, warnings + 1)) == found
        assert check_against(pair, (errors, warnings)) is None
        assert check_against(pair, (errors + 1, 0)) == found


@settings(max_examples=4)
@given(st.randoms(use_true_random=False), st.sampled_from(TARGETS))
def test_what_is_found_does_not_hang_on_what_else_is_checked_or_on_threads(
    rng: random.Random, language: Target
) -> None:
    one, *others = nameless_pairs(language, rng)
    alone = afresh([one])
    beside = list(others)
    beside.insert(rng.randrange(len(beside) + 1), one)
    assert afresh(beside)[beside.index(one)] == alone[0]
    with ThreadPoolExecutor(3) as pool:
        assert [found[beside.index(one)] for found in pool.map(afresh, [beside] * 3)] == alone * 3


def nameless_pairs(language: Target, rng: random.Random) -> list[Pair]:
    """Pairs whose translation lost a name, so that the encoder is asked."""
    spoilt = [s for _, s in inject(clean_rows()[language], language, "name_dropped", SEED)]
    return [Pair(1, s.source, s.target, language) for s in rng.sample(spoilt, 6)]


def afresh(pairs: list[Pair]) -> list[tuple[Finding, ...]]:
    """What is found where nothing is remembered of the words in context."""
    verdicts._weighed.cache_clear()
    align.cache_clear()
    words = alignment._memory()
    with words._lock:
        words._known.clear()
    prepare(pairs)
    return [check_pair(pair) for pair in pairs]


@pytest.mark.parametrize(
    ("source", "target", "is_found"),
    [
        ("Ол «‹жаңа› жоба» деді.", "Он сказал: «Проект #new».", True),
        ("Зертхана жұмыс істейді.", "Лаборатория работает с #b}.", True),
        ("#мұнай туралы айтты.", "Рассказал о #нефть.", False),
        ("Кеңес | Көмек", "Совет | Помощь", False),
    ],
)
def test_a_sign_that_the_source_lacks_is_found(source: str, target: str, is_found: bool) -> None:
    found = CHECKS["script"](Pair(1, source, target, "ru"))
    assert any("is not in the source" in finding.message for finding in found) is is_found


@pytest.mark.parametrize(
    ("source", "target", "is_lost"),
    [
        ("«Қаш» емес, «Той» картинасы жеңді.", "Победил не «Каш», а другая картина.", True),
        ("«Қаш» емес, «Той» картинасы жеңді.", "Победил не «Каш», а картина Той.", False),
        ("«Қаш» емес, «Үміт» картинасы жеңді.", "Победил не «Каш», а «Надежда».", False),
        ("«Неге?» деген сұраққа «Білмеймін» деп жауап берді.", "На вопрос он ответил: «Не знаю».", False),
        ("«Той» картинасы жеңді.", "Победила другая картина.", False),
    ],
)
def test_one_of_several_titles_must_not_be_lost(source: str, target: str, *, is_lost: bool) -> None:
    found = CHECKS["quotes"](Pair(1, source, target, "ru"))
    assert any(finding.severity == "warning" for finding in found) is is_lost


@pytest.mark.parametrize("check", ["quotes", "agreement", "rather", "exchanged"])
@pytest.mark.parametrize(
    ("source", "target"),
    [("«А» қоры. " * 400, "«" * 4000), ("а" * 3990 + " емес, б", "не" * 2000)],
)
def test_text_without_words_is_checked_in_a_second(check: str, source: str, target: str) -> None:
    started = time.process_time()
    CHECKS[check](Pair(1, source, target, "ru"))
    assert time.process_time() - started < 3  # seconds; it took seven, or found no end


def test_only_the_votes_are_exchanged_not_the_ages() -> None:
    source = "Ол 45-ке қарсы 50 дауыспен жеңді, сайлаушылар 45 пен 50 жас аралығында."
    assert repair_votes(source, "He won 50 to 45, and the voters were 45 to 50.", "en") is None
    assert repair_votes(source, "He won 45 to 50.", "en") == "He won 50 to 45."


@pytest.mark.parametrize("source", ["«Ақ», «Бел», «", "«»«А», «Б»", "«А", "«!», «А», «Б», “"])
def test_marks_around_nothing_are_no_title(source: str) -> None:
    assert check_pair(Pair(1, source, "Слово", "ru")) is not None
