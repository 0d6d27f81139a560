"""Headings with units, entries with changes and lettered entries are put together by rule."""

from __future__ import annotations

import pytest

from pipeline.document import TARGETS, Segment, Target
from pipeline.run.enumerated import enumerated, title_in
from pipeline.run.measured import measured
from tests.fakes import FakeTranslator
from tests.test_name_lists import asked, translated


def segment(text: str) -> Segment:
    return Segment(1, 0, 0, len(text), text)


@pytest.mark.parametrize(
    ("text", "russian", "english"),
    [
        ("Экспорт көлемі (млрд доллар)", " (млрд долларов)", " (billion dollars)"),
        ("Импорт (млрд АҚШ доллары)", " (млрд долларов США)", " (billion US dollars)"),
        ("Орташа жалақы (мың теңге)", " (тыс. тенге)", " (thousand tenge)"),
        ("Базалық мөлшерлеме, %", ", %", ", %"),
        ("Күріш – 542 теңге (–3,4%)", " — 542 тенге (−3,4%)", " – 542 tenge (−3.4%)"),
        ("Ет – 29,8 (+9,1 %);", " — 29,8 (+9,1%);", " – 29.8 (+9.1%);"),
        (
            "Мұнай – 1,2 млрд АҚШ доллары (-15%).",
            " — 1,2 млрд долларов США (-15%).",
            " – 1.2 billion US dollars (-15%).",
        ),
    ],
)
def test_figures_and_units_of_a_line_are_written_by_rule(text: str, russian: str, english: str) -> None:
    for target, behind in zip(TARGETS, (russian, english), strict=True):
        found = measured(segment(text), target, None)
        assert found is not None
        assert found.behind.replace("\u00a0", " ") == behind


@pytest.mark.parametrize(
    "text",
    [
        "Кездесу (онлайн)",
        "Базалық мөлшерлеме, 2%",
        "Экспорт көлемі артты (былтыр)",
        "Сауда 29,8 млрд доллар (+9,1%) болды.",
        "Матч 3:1 (+2) есебімен аяқталды.",
        "Қытай – көрші ел (+9,1%)",
    ],
)
@pytest.mark.parametrize("target", ["ru", "en"])
def test_any_other_line_is_left_to_the_model(text: str, target: Target) -> None:
    assert measured(segment(text), target, None) is None


def test_a_known_name_needs_no_model() -> None:
    engine = FakeTranslator()
    done = translated("Қытай – 29,8 млрд доллар (+9,1%)", engine)
    assert asked(engine) == []
    assert done["ru"].text.replace("\u00a0", " ") == "Китай — 29,8 млрд долларов (+9,1%)"
    assert done["en"].text == "China – 29.8 billion dollars (+9.1%)"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Себебі: а) халық саны; ә) баға; б) импорт.", 4),
        ("а) жұмыссыздарға; б) студенттерге.", 2),
    ],
)
def test_lettered_entries_are_parts(text: str, parts: int) -> None:
    found = enumerated(segment(text), "ru", None)
    assert found is not None
    assert len(found.spans) == parts


@pytest.mark.parametrize(
    "text",
    [
        "3-баптың а) тармағы бұзылған.",
        "Себебі: а) халық саны.",
        "Себебі: а) халық; г) баға.",
        "Баға өсті, а) тармағы мен б) тармағы ескерілді.",
    ],
)
def test_references_to_entries_are_no_list(text: str) -> None:
    assert enumerated(segment(text), "ru", None) is None


def test_the_letters_of_entries_are_kept() -> None:
    done = translated("Себебі: а) халық саны; ә) баға; б) импорт.", FakeTranslator())
    assert all(mark in done["ru"].text for mark in ("а) ", "; б) ", "; в) "))
    assert all(mark in done["en"].text for mark in ("a) ", "; ä) ", "; b) "))


@pytest.mark.parametrize(
    ("text", "target", "title"),
    [
        ("1-кесте. Негізгі көрсеткіштер", "ru", "Таблица 1."),
        ("2-сурет.", "en", "Figure 2."),
        ("3-қосымша. Тізім", "en", "Appendix 3."),
    ],
)
def test_the_title_of_a_table_is_written_by_rule(text: str, target: Target, title: str) -> None:
    found = title_in(text, target)
    assert found is not None
    assert found[0] == title


def test_a_grade_is_no_title() -> None:
    assert title_in("1-сынып. Сабақ", "ru") is None
