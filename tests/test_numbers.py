"""The guard for figures: reading by value, comparison, findings, rendering and repair."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.figures import Quantity, counting, read_quantities, render
from pipeline.check.figures import align as align_module
from pipeline.check.figures.compare import agreement
from pipeline.check.figures.documents import repair_document_numbers
from pipeline.check.figures.phones import repair_phones
from pipeline.check.figures.units import units_clash
from pipeline.check.numbers import check_numbers, repair_numbers
from pipeline.check.pair import Pair
from pipeline.document import Language, Target

GOLDEN = Path(__file__).parent / "golden" / "numbers.tsv"


def golden(kind: str) -> list[tuple[str, ...]]:
    rows = (line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines())
    return [tuple(row[1:]) for row in rows if row[0] == kind]


def spell(quantity: Quantity) -> str:
    """Write what a figure says the way the golden table does."""
    exact = quantity.value * 100
    decimal = quantity.kind != "fraction" and exact.denominator == 1
    value = str(quantity.value) if not decimal else f"{int(exact) / 100:.2f}".rstrip("0").rstrip(".")
    bound = {"more": ">", "less": "<", "about": "~", "": ""}[quantity.approximate]
    if quantity.written == "vague":
        bound = "≈"
    named = {"date": f"{value} month {quantity.unit}", "multiple": f"×{value}", "code": f"№{value}"}
    if quantity.kind == "time":
        return "{:02d}:{:02d}".format(*divmod(int(quantity.value), 60))
    if quantity.kind == "year":
        return f"{quantity.unit or 'year'} {value}"
    if quantity.unit == "century":
        return f"century {value}"
    if quantity.kind in named:
        return named[quantity.kind]
    unit = "" if quantity.kind == "fraction" else quantity.unit
    return f"{bound}{value}%" if unit == "percent" else f"{bound}{value} {unit}".rstrip()


@pytest.mark.parametrize(("said", "kk", "ru", "en"), golden("same"))
def test_figures_are_read_by_value_in_every_language(said: str, kk: str, ru: str, en: str) -> None:
    texts: list[tuple[Language, str]] = [("kk", kk), ("ru", ru), ("en", en)]
    firm = {
        language: "; ".join(
            spell(q) for q in read_quantities(text, language) if q.written != "weak" or q.value == 1
        )
        for language, text in texts
        if text != "-"
    }
    assert firm == dict.fromkeys(firm, "" if said == "-" else said)


@pytest.mark.parametrize(("language", "source", "target", "expected"), golden("check"))
def test_findings_say_what_happened_to_the_figures(
    language: Target, source: str, target: str, expected: str
) -> None:
    findings = check_numbers(Pair(1, source, target, language))
    assert "; ".join(f"{f.severity}: {f.message}" for f in findings) == expected.removeprefix("-")


@pytest.mark.parametrize(("language", "source", "target", "expected"), golden("repair"))
def test_a_wrong_figure_is_set_right_where_there_is_no_doubt(
    language: Target, source: str, target: str, expected: str
) -> None:
    repaired = repair_numbers(source, target, language)
    assert (repaired or "-").replace("\u00a0", " ") == expected.replace("\u00a0", " ")


def test_spans_cover_the_figure_and_its_unit() -> None:
    text = "Биыл 2,1 млрд теңге, былтыр $4,5 млн бөлінді."
    read = [(text[slice(*q.span)], text[slice(*q.figure)]) for q in read_quantities(text, "kk")]
    assert read == [("2,1 млрд теңге", "2,1 млрд"), ("$4,5 млн", "4,5 млн")]


def test_every_finding_names_its_check_and_a_place() -> None:
    findings = check_numbers(Pair(7, "5 адам, 9 көлік", "6 people", "en"))
    assert {(f.check, f.segment, f.language) for f in findings} == {("numbers", 7, "en")}
    assert all(f.source_span or f.target_span for f in findings)


LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")
TARGETS: tuple[Target, ...] = ("ru", "en")
UNITS = (
    "KZT",
    "USD",
    "EUR",
    "RUB",
    "km",
    "t",
    "kg",
    "ha",
    "l",
    "percent",
    "pp",
    "year",
    "day",
    "hour",
    "m2",
    "m3",
)
KINDS = {"percent": "percent", "pp": "percent"} | dict.fromkeys(("KZT", "USD", "EUR", "RUB"), "money")
NOWHERE = (0, 0)


def quantity(value: Fraction | int, kind: str, unit: str = "") -> Quantity:
    return Quantity(Fraction(value), kind, unit, NOWHERE, NOWHERE)  # type: ignore[arg-type]


integers = st.integers(2, 10**13).map(Fraction)
decimals = st.integers(1, 10**7).flatmap(lambda n: st.sampled_from([10, 100]).map(lambda d: Fraction(n, d)))
amounts = st.one_of(st.integers(2, 999).map(Fraction), integers, decimals)
measured = st.builds(lambda v, u: quantity(v, KINDS.get(u, "measure"), u), amounts, st.sampled_from(UNITS))
others = st.one_of(
    amounts.map(lambda v: quantity(v, "cardinal")),
    st.integers(2, 400).map(lambda v: quantity(v, "ordinal")),
    st.tuples(st.integers(1, 31), st.integers(1, 12)).map(lambda d: quantity(d[0], "date", str(d[1]))),
    st.integers(1500, 2100).map(lambda v: quantity(v, "year")),
    st.integers(0, 24 * 60 - 1).map(lambda v: quantity(v, "time", "24h")),
    st.integers(2, 99999).map(lambda v: quantity(v, "code")),
    st.integers(2, 39).map(lambda v: quantity(v, "ordinal", "century")),
    st.integers(151, 209).map(lambda v: quantity(v * 10, "year", "decade")),
    st.integers(1, 60).map(lambda v: quantity(-v, "temperature", "degree")),
)
quantities = st.one_of(measured, others)


@given(quantities, st.sampled_from(LANGUAGES))
@settings(max_examples=400)
def test_what_is_rendered_is_read_back_with_the_same_value_and_unit(
    given: Quantity, language: Language
) -> None:
    read = read_quantities(f"({render(given, language)})", language)
    assert len(read) == 1
    assert read[0].value == given.value
    assert not units_clash(read[0], given)
    assert not given.unit or read[0].unit or given.kind == "time"


WORDS = {
    language: tuple(tuple(cell.split()) for cell in cells)
    for language, *cells in (
        line.split("\t")
        for line in (GOLDEN.parent / "number_words.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
}
ENDINGS = ("ның", "ға", "ге", "ды", "да", "дан", "нан", "мен", "ыншы", "інші", "еуі", "і")


def below_thousand(number: int, language: Language) -> list[str]:
    ones, teens, tens, hundreds, _ = WORDS[language]
    above, rest = divmod(number, 100)
    words: list[str] = []
    if above:
        words = [hundreds[above - 1]] if language == "ru" else [ones[above - 1], hundreds[0]]
    if 10 < rest < 20:
        return [*words, *teens[rest - 11].split("_")]
    ten, one = divmod(rest, 10)
    spelt = ([tens[ten - 1]] if ten else []) + ([ones[one - 1]] if one else [])
    return [*words, "-".join(spelt)] if language == "en" and spelt else words + spelt


def in_words(number: int, language: Language) -> str:
    thousand, million = WORDS[language][4]
    groups = ((number // 10**6, million), (number // 1000 % 1000, thousand), (number % 1000, ""))
    return " ".join(
        word for group, scale in groups if group for word in [*below_thousand(group, language), scale] if word
    )


@given(st.integers(2, 10**9 - 1), st.sampled_from(LANGUAGES))
@settings(max_examples=400)
def test_numbers_in_words_are_read_back(number: int, language: Language) -> None:
    spelt = in_words(number, language)
    assert [q.value for q in read_quantities(f"({spelt})", language)] == [number], spelt


@given(
    st.integers(2, 999),
    st.sampled_from(ENDINGS),
)
@settings(max_examples=200)
def test_digits_with_kazakh_endings_are_read(number: int, ending: str) -> None:
    assert [q.value for q in read_quantities(f"олардың {number}-{ending} келді", "kk")] == [number]


FRAMES = {
    "kk": "Мәлімет бойынша {} болды.",
    "ru": "По данным, было {}.",
    "en": "According to the data, it was {}.",
}


@given(quantities, st.sampled_from(TARGETS))
@settings(max_examples=400)
def test_a_faithful_rendering_raises_no_finding(given: Quantity, language: Target) -> None:
    source, target = (
        FRAMES[code].format(render(given, code)) for code in cast("list[Language]", ["kk", language])
    )
    assert check_numbers(Pair(1, source, target, language)) == []


def test_a_time_past_the_end_of_the_day_is_found() -> None:
    findings = check_numbers(Pair(1, "Мәлімет бойынша 10:00 болды.", "По данным, было 70:00.", "ru"))
    assert [finding.severity for finding in findings] == ["error"]


@given(quantities, st.sampled_from(TARGETS), st.randoms(use_true_random=False))
@settings(max_examples=400)
def test_a_changed_digit_is_always_found(given: Quantity, language: Target, random: object) -> None:
    source, faithful = (
        FRAMES[code].format(render(given, code)) for code in cast("list[Language]", ["kk", language])
    )
    places = [at for at, letter in enumerate(faithful) if letter.isdigit()]
    if not places:
        return
    choice = getattr(random, "choice")  # noqa: B009
    at = choice(places)
    digit = choice([d for d in "0123456789" if d != faithful[at]])
    wrong = faithful[:at] + digit + faithful[at + 1 :]
    findings = check_numbers(Pair(1, source, wrong, language))
    assert any(finding.severity != "info" for finding in findings), wrong


@given(measured, st.sampled_from(TARGETS), st.sampled_from(UNITS))
@settings(max_examples=200)
def test_a_changed_unit_is_always_found(given: Quantity, language: Target, unit: str) -> None:
    other = quantity(given.value, KINDS.get(unit, "measure"), unit)
    if not units_clash(given, other):
        return
    source, wrong = FRAMES["kk"].format(render(given, "kk")), FRAMES[language].format(render(other, language))
    findings = check_numbers(Pair(1, source, wrong, language))
    assert any(finding.severity != "info" for finding in findings)


@given(measured, measured, st.sampled_from(TARGETS))
@settings(max_examples=200)
def test_what_is_repaired_passes_the_check(given: Quantity, wrong: Quantity, language: Target) -> None:
    source, target = (
        FRAMES["kk"].format(render(given, "kk")),
        FRAMES[language].format(render(wrong, language)),
    )
    repaired = repair_numbers(source, target, language)
    if repaired is not None:
        findings = check_numbers(Pair(1, source, repaired, language))
        assert all(finding.severity == "info" for finding in findings)


@given(
    st.text(alphabet="0123456789 .,:-–/%$№()+млнтысVIXбесадам\u00a0\n", max_size=60),
    st.sampled_from(LANGUAGES),
)
@settings(max_examples=400)
def test_any_text_is_read_in_order_and_in_bounds(text: str, language: Language) -> None:
    read = read_quantities(text, language)
    assert all(0 <= q.span[0] <= q.figure[0] < q.figure[1] <= q.span[1] <= len(text) for q in read)
    assert all(first.figure[0] <= second.figure[0] for first, second in pairwise(read))


@pytest.mark.parametrize(
    "text", ["1 234 567 " * 400, "1.2.3." * 800, "бес-алты " * 400, "((((+7 " * 500, "a@" * 3000]
)
def test_no_text_is_slow_to_read(text: str) -> None:
    start = time.process_time()
    for language in LANGUAGES:
        read_quantities(text, language)
    assert time.process_time() - start < 2


ROW_CHARS = 10_000
ROWS = [
    ("5 мың ", "5 тыс. "),
    ("9 - ", "8 - "),
    ("5 9 ", "5 8 "),
    ("25 км | ", "25 кг | "),
    ("12:30 ", "11:20 "),
    ("90-жылдар ", "1890-е "),
    ("1/2 ", "2/3 "),
    ("2000 ", "1900 "),
    ("бес", "пяти"),
    ("1", "2"),
]


@pytest.mark.parametrize(("source", "target"), ROWS)
def test_a_long_row_of_figures_is_not_slow_to_check_and_repair(source: str, target: str) -> None:
    source, target = source * (ROW_CHARS // len(source)), target * (ROW_CHARS // len(target))
    start = time.process_time()
    check_numbers(Pair(1, source, target, "ru"))
    repair_numbers(source, target, "ru")
    assert time.process_time() - start < 5


def test_ten_times_the_figures_take_about_ten_times_the_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counted(source: Quantity, target: Quantity) -> int:
        compared[-1] += 1
        return agreement(source, target)

    monkeypatch.setattr(align_module, "agreement", counted)
    monkeypatch.setattr(counting, "agreement", counted)
    for size in (200, 2000):
        compared.append(0)
        check_numbers(Pair(1, "9 - 7, " * size, "9 - 8, " * size, "ru"))
    assert compared[1] <= 11 * compared[0]


def table(figures: list[int]) -> str:
    return ", ".join(map(str, figures))


@given(st.lists(st.integers(2, 9999), min_size=70, max_size=150), st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_one_wrong_figure_of_a_long_table_is_named_alone(figures: list[int], random: Random) -> None:
    at = random.randrange(len(figures))
    wrong = [*figures[:at], 12345, *figures[at + 1 :]]
    assert check_numbers(Pair(1, table(figures), table(figures), "ru")) == []
    found = check_numbers(Pair(1, table(figures), table(wrong), "ru"))
    assert "→ 12345" in found[0].message or "“12345”" in found[-1].message
    assert len(found) <= 2


def test_a_table_of_other_figures_is_reported_at_once() -> None:
    found = check_numbers(Pair(1, table([*range(2, 202)]), table([*range(302, 502)]), "ru"))
    assert [(f.severity, f.message) for f in found] == [
        ("error", "200 figures of the source and 200 of the translation have no counterpart")
    ]
    assert repair_numbers(table([*range(2, 202)]), table([*range(302, 502)]), "ru") is None


def test_a_number_of_thousands_of_digits_is_read_and_quoted_in_part() -> None:
    found = check_numbers(Pair(1, "7" * 9000, "8" * 9000, "en"))
    assert found[0].severity == "error"
    assert len(found[0].message) < 300


@given(st.integers(1, 999), st.integers(0, 999))
@settings(max_examples=100)
def test_thousands_with_a_comma_agree_with_thousands_and_not_with_decimals(above: int, below: int) -> None:
    source, rest = f"Оған {above},{below:03d} адам қатысты.", f"{below:03d}"
    english = f"{above},{rest} people took part."
    assert check_numbers(Pair(1, source, english, "en")) == []
    assert check_numbers(Pair(1, source, f"Участвовали {above} {rest} человек.", "ru")) == []
    found = check_numbers(Pair(1, source, f"{above}.{rest} people took part.", "en"))
    assert [finding.severity for finding in found] == ["warning"]
    repaired = repair_numbers(source, f"{above}.{rest} people took part.", "en")
    assert repaired == (english if below == 0 else None)


@pytest.mark.parametrize("written", ["0,06/12", "6/0,12", "0,5/1,5"])
def test_a_fraction_of_decimals_is_read_and_compared(written: str) -> None:
    assert check_numbers(Pair(1, f"Ставка {written} болды.", f"Ставка составила {written}.", "ru")) == []


@pytest.mark.parametrize(
    ("language", "source", "target", "repaired"),
    [
        ("ru", "Тел.: +7 (7132) 54-12-34.", "Тел.: +7 (7132) 5132) 54-134.", "Тел.: +7 (7132) 54-12-34."),
        ("en", "Желі: 8 701 123 45 67.", "The line: 8,701 123 45,67.", "The line: 8 701 123 45 67."),
        (
            "ru",
            "Телефондар: 8 (7172) 75-22-33, 8-800-080-7777.",
            "Телефоны: 8 (7172) 75-223, 880-080-777.",
            "Телефоны: 8 (7172) 75-22-33, 8-800-080-7777.",
        ),
        ("ru", "Тел.: +7 (7132) 54-12-34.", "Тел.: +7 (7132) 5132) 54-134).", "Тел.: +7 (7132) 54-12-34."),
        ("ru", "(тел.: +7 7132 54-12-34)", "(тел.: +7 7132 54-134)", "(тел.: +7 7132 54-12-34)"),
        ("en", "WhatsApp: +77771234567.", "WhatsApp: + 777 123-467.", "WhatsApp: +77771234567."),
        ("en", "1414 нөміріне хабарласыңыз.", "Call 1,414.", "Call 1414."),
        (
            "ru",
            "Өрт болса, 101-ге қоңырау шалыңыз.",
            "При пожаре звоните сто один.",
            "При пожаре звоните 101.",
        ),
        ("en", "«102» немесе «112» нөмірі.", "It is “102” or one hundred and twelve.", "It is “102” or 112."),
        ("en", "120 қызметкер келді.", "A hundred and twenty employees came.", None),
        ("en", "Бір түнде 150 қоңырау түсті.", "A hundred and fifty calls came in one night.", None),
        ("ru", "8 701 адам, 54 123 456 теңге.", "8701 человек, 54123456 тенге.", None),
        ("ru", "2024–2025 жылдары, 12.10.2025.", "В 2024–2026 годах, 12.10.2026.", None),
        ("ru", "Тел.: 8 701 123 45 67.", "Тел.: 8 (701) 123-45-67.", None),
    ],
)
def test_telephone_numbers_are_put_back_digit_by_digit(
    language: Target, source: str, target: str, repaired: str | None
) -> None:
    assert repair_phones(source, target, language) == repaired


def test_the_number_of_a_service_in_words_is_a_warning() -> None:
    findings = check_numbers(Pair(1, "102 нөміріне хабарласыңыз.", "Звоните сто два.", "ru"))
    assert [finding.severity for finding in findings] == ["warning"]


@pytest.mark.parametrize(
    "number",
    [
        "+7(701)1234567",
        "8-7172-75-22-33",
        "8701 123 45 67",
        "(7172) 75-22-33",
        "8(7112) 50-12-34",
        "54-12-34",
    ],
)
def test_a_telephone_number_is_one_code_however_it_is_written(number: str) -> None:
    assert [q.kind for q in read_quantities(f"Тел.: {number}.", "kk")] == ["code"]


@pytest.mark.parametrize(
    ("source", "target", "language", "repaired"),
    [
        ("Іс № 5110-26-00-1/214.", "Дело от 510-26-26-10-1/114.", "ru", "Дело от №\u00a05110-26-00-1/214."),
        ("Іс № 5110-26-00-1/214.", "Case No. 510-26-16-1/114.", "en", "Case No. 5110-26-00-1/214."),
        ("№ 14-2/518-И", "14-2/518-И", "ru", "№\u00a014-2/518-И"),
        ("№ 25-НҚ бұйрығы шықты", "Приказ 25-НК вышел", "ru", "Приказ №\u00a025-НК вышел"),
        ("№ 25-НҚ бұйрығы 12.05.2026 шықты", "Приказ № 25-ПП вышел 12.05.2026", "ru", None),
        ("№ 5 мектепте 3-4 бала", "в школе № 5 3-4 ребёнка", "ru", None),
    ],
)
def test_a_garbled_number_of_a_document_is_put_back_sign_by_sign(
    source: str, target: str, language: Target, repaired: str | None
) -> None:
    assert repair_document_numbers(source, target, language) == repaired
