"""What the checks say can be read in Kazakh and Russian too."""

from __future__ import annotations

import random

import pytest

from pipeline.check import Pair, check_pair
from pipeline.document import TARGETS, Edition, Finding, Language, Translation
from pipeline.messages import PLACE, in_language, said_in
from pipeline.wordlists import rows
from tests.conftest import ROOT

PAIRS = 400


@pytest.mark.parametrize(
    ("message", "russian", "kazakh"),
    [
        ("the end of the sentence is missing", "нет конца предложения", "сөйлемнің соңы жоқ"),
        (
            "“Асан” has no match in the translation",
            "«Асан»: в переводе нет соответствия",
            "«Асан»: аудармада сәйкесі жоқ",
        ),
        (
            "5 мың → 5: magnitude differs",
            "5 мың → 5: порядок величины не совпадает",
            "5 мың → 5: шама реті сәйкес емес",
        ),
        (
            "1,2 трлн → 1,2 вон: currency is not in the source",
            "1,2 трлн → 1,2 вон: валюты нет в оригинале",
            "1,2 трлн → 1,2 вон: түпнұсқада валюта жоқ",
        ),
        ("far too short: 3 words for 9", "far too short: 3 words for 9", "far too short: 3 words for 9"),
        (
            "far too short: 12 characters for 90",
            "слишком коротко: символов 12 на 90",
            "тым қысқа: 90 таңбаға 12 таңба",
        ),
        (
            "“жүгірді” → “the lift”: “by 5”, not “to 5”",
            "«жүгірді» → «the lift»: «by 5», а не «to 5»",
            "«жүгірді» → «the lift»: «to 5» емес, «by 5»",
        ),
    ],
)
def test_a_message_is_said_in_the_language_asked_for(message: str, russian: str, kazakh: str) -> None:
    assert in_language(message, "ru") == russian
    assert in_language(message, "kk") == kazakh
    assert in_language(message, "en") == message


def test_a_row_quotes_as_much_in_each_language() -> None:
    for english, *others in rows("messages.tsv"):
        places = english.count("{}")
        for form in others:
            numbered = [int(found[1]) for found in PLACE.finditer(form) if found[1]]
            assert max(numbered, default=0) <= places, form
            assert numbered or form.count("{}") == places, form


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_whatever_is_found_in_wrong_translations_can_be_said(language: Language) -> None:
    golden = [row.split("\t") for row in (ROOT / "tests/golden/checks.tsv").read_text("utf-8").splitlines()]
    chance = random.Random(7)
    unsaid = set()
    for _ in range(PAIRS):
        (_, source, *_), (_, _, *others) = chance.sample(golden, 2)
        at = chance.randrange(len(TARGETS))
        text = others[at][: chance.choice((20, 60, 400))]
        for finding in check_pair(Pair(1, source, text, TARGETS[at])):
            if in_language(finding.message, language) == in_quotes(finding.message):
                unsaid.add(finding.message)
    assert not unsaid


def in_quotes(message: str) -> str:
    return message.replace("“", "«").replace("”", "»")


def test_the_findings_of_an_edition_are_said_in_the_language_asked_for() -> None:
    found = Finding("loss", "error", "ru", 1, "the translation is empty", None, None)
    edition = Edition("ru", (Translation(1, "", findings=(found,)), Translation(2, "Да.")))
    (said,) = said_in("kk", [edition])
    assert [f.message for t in said.translations for f in t.findings] == ["аударма бос"]
    assert said_in("en", [edition]) == [edition]
