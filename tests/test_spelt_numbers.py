"""Numbers that are spelt out: shown to a model in figures, and so counted by the check of coverage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check import Pair
from pipeline.check.coverage import check_coverage
from pipeline.document import Target
from pipeline.spelt_numbers import figures_in_place, numbers_in_figures


@pytest.mark.parametrize(
    ("text", "in_figures"),
    [
        ("Нөл бүтін жүзден сексен алты пайызы берді.", "0,86 пайызы берді."),
        ("Төрт бүтін оннан бес пайызға өсті.", "4,5 пайызға өсті."),
        ("Жиырма үш бүтін мыңнан жеті пайыз.", "23,007 пайыз."),
        ("Тоғыз бүтін оннан алты мыңы алынды.", "9,6 мыңы алынды."),
        ("Екі бүтін оннан он пайыз.", "Екі бүтін оннан он пайыз."),  # no tenth
        ("Төрт бүтін жүзден жиырма бестен төмен.", "Төрт бүтін жүзден жиырма бестен төмен."),
        ("Бір бүтін мыңнан жеті жүз жиырма бестен.", "Бір бүтін мыңнан жеті жүз жиырма бестен."),
        ("Мың екі жүз бүтін оннан бес тонна.", "1200,5 тонна."),
        ("Екінші Наурыз мейрамы өтті.", "Екінші Наурыз мейрамы өтті."),
        ("Сегізінші наурыз мерекесі өтті.", "8 наурыз мерекесі өтті."),
        ("Мың тоғыз жүз тоқсан алтыншы жылы туған.", "1996 жылы туған."),
        ("бір мың тоғыз жүз елу жетінші жылы", "1957 жылы"),
        ("Екі мың жиырма бесінші жылы", "2025 жылы"),
        ("Екі мың бесінші жылғы", "2005 жылғы"),
        ("Мың тоғыз жүз жетпісінші жылдары", "Мың тоғыз жүз жетпісінші жылдары"),
        ("Бес мың бесінші жылы", "Бес мың бесінші жылы"),  # no year
        ("Жиын жиырма бірінші наурызда өтеді.", "Жиын 21 наурызда өтеді."),
        ("Ол екінші қыркүйекте келеді.", "Ол 2 қыркүйекте келеді."),
        ("2014 жылдың он екінші маусымында", "2014 жылдың 12 маусымында"),
        ("Телехикаяның он екінші маусымы басталды.", "Телехикаяның он екінші маусымы басталды."),
        ("қырқыншы қаңтар", "қырқыншы қаңтар"),
        ("Екінші мектеп бесінші қазандықты ауыстырды.", "Екінші мектеп бесінші қазандықты ауыстырды."),
    ],
)
def test_what_is_spelt_out_is_shown_in_figures(text: str, in_figures: str) -> None:
    assert numbers_in_figures(text) == in_figures
    assert figures_in_place(text).split() == in_figures.split()


@given(st.text(alphabet="абеижкмнорстыің 1", max_size=80) | st.sampled_from(["он екінші қазан", "мың "]))
def test_no_place_moves(text: str) -> None:
    assert len(figures_in_place(text)) == len(text)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Ол бір мың тоғыз жүз елу жетінші жылы туған.", "Он родился в 1957 году.", "ru"),
        ("Ол бір мың тоғыз жүз елу жетінші жылы туған.", "He was born in 1957.", "en"),
    ],
)
def test_a_year_in_figures_is_no_loss(source: str, target: str, language: Target) -> None:
    assert check_coverage(Pair(1, source, target, language)) == []
