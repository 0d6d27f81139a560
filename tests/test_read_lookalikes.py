from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Block
from pipeline.read import Input, read_article
from pipeline.read.lookalikes import put_right


def mended(text: str) -> str:
    return put_right([Block("paragraph", text)])[0][0].text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Yкімет заң қабылдады", "Үкімет заң қабылдады"),
        ("Yлттық банк", "Ұлттық банк"),
        ("жyмыс үйлері", "жұмыс үйлері"),
        ("Облыс əкімі, Əкімдік", "Облыс әкімі, Әкімдік"),
        ("жаӊа теӊге", "жаңа теңге"),
        ("Ѳскемен мен Θскемен", "Өскемен мен Өскемен"),
        ("тiлiнiң iшi", "тілінің іші"),
        ("Aлматы БAҚ", "Алматы БАҚ"),
        ("қаhарман", "қаһарман"),
    ],
)
def test_a_letter_that_only_looks_like_a_kazakh_one_becomes_it(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "IT-компания iPhone шығарды",
        "X желісі, TMX пен CO2",
        "SMSті оқыды",
        "COVID-тің таралуы",
        "Tele2-ні сатты",
        "www.aкорда.kz және a@hабар.kz",
        "@eлбасы #Hабар",
        "Alma және Əli",
    ],
)
def test_latin_words_and_addresses_stay(text: str) -> None:
    assert mended(text) == text


def test_what_was_put_right_is_told() -> None:
    text = "Yкімет жаӊа заӊ қабылдады. Ол бүгіннен бастап күшіне енді."
    document = read_article(Input("a", Path("a.txt")), text.encode())
    assert document.blocks[0].text.startswith("Үкімет жаңа заң")
    assert document.metadata["lookalike_letters"] == "ӊ → ң (2), Y → Ү (1)"
