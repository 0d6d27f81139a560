"""A translation ends with the marks of its source, and years, life dates and handles come through whole."""

from __future__ import annotations

import pytest

from pipeline.document import Target
from pipeline.translate.apart.designations import find_designations
from pipeline.translate.styled.closing import closed_as


@pytest.mark.parametrize(
    ("source", "text", "target", "closed"),
    [
        ("Қайда барасың?!", "Where are you going?", "en", "Where are you going?!"),
        ("«Тоқта!..»", "«Стой!!»", "ru", "«Стой!..»"),
        ("Не болды?", "What happened?", "en", "What happened?"),
        ("Ол кетті.", "He left!", "en", "He left!"),
        ("Ол (1894, Жетісу – 1938, Мәскеу)", "He (1,894, Zhetysu – 1938)", "en", "He (1894, Zhetysu – 1938)"),
        ("1995 жылы 1995 теңге.", "In 1,995, 1,995 tenge", "en", "In 1995, 1995 tenge"),
        ("1894 теңге берді.", "He gave 1,894 tenge.", "en", "He gave 1,894 tenge."),
    ],
)
def test_it_closes_as_its_source(source: str, text: str, target: Target, closed: str) -> None:
    assert closed_as(source, text, target) == closed


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("@tengri.news жазды.", ["@tengri.news"]),
        ("Абай (10.08.1845 – 06.07.1904) – ақын.", ["10.08.1845 — 06.07.1904"]),
        ("Ол (05.03.1866, Қарқаралы – 27.09.1937, Мәскеу).", ["05.03.1866", "27.09.1937"]),
        ("Жиын 05.03.2024 күні өтті.", []),
    ],
)
def test_handles_and_life_dates_are_kept_from_the_model(text: str, kept: list[str]) -> None:
    assert [found.ru for found in find_designations(text)] == kept
