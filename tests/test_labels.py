"""A known label before a sentence is written by rule; the engine is asked for the sentence alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check.labels import labelled
from pipeline.document import Target
from tests.fakes import FakeTranslator
from tests.test_glossary import glossary
from tests.test_name_lists import asked, translated


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("Жүргізуші: Бүгін ауыл мектебі туралы сөйлесеміз.", "ru", "Ведущий"),
        ("Жүргізуші: Бүгін ауыл мектебі туралы сөйлесеміз.", "en", "Host"),
        ("ЖАУАП: Күніне екі жүз оқырман келеді.", "en", "Answer"),
        ("сұрақ : Қашан аяқталады?", "ru", "вопрос"),
        ("Анықтама:  Сарай 1985 жылы ашылған.", "en", "For reference"),
    ],
)
def test_a_known_label_before_a_sentence_has_its_translation(text: str, target: Target, label: str) -> None:
    found = labelled(text, target)
    assert found is not None
    assert found[0] == label
    assert text[: found[1]].rstrip().endswith(":")
    assert not text[found[1]].isspace()


@pytest.mark.parametrize(
    "text",
    [
        "Ескерту: жол бойында көктайғақ болады.",  # a warning, a note, a booking
        "Дәурен Әбен: Біз үш жыл күттік.",  # whose name it is the engine sees
        "– Жауап: Иә, солай болды.",
        "Телефон: 8 (7132) 55-10-20",
        "Жауап: Иә.",
        "Жүргізуші:",
        "Жүргізуші көлікті тоқтатты: жол жабық.",
    ],
)
def test_anything_else_goes_to_the_engine_whole(text: str) -> None:
    engine = FakeTranslator()
    translated(text, engine)
    assert labelled(text, "ru") is None
    assert len(asked(engine)) == 2


def test_the_engine_is_asked_for_the_sentence_and_its_findings_stand_in_the_segment() -> None:
    answer = "Сегодня работают 46 школ, мектептер жұмыс істейді."
    engine = FakeTranslator(lambda request: answer if request.target == "ru" else "")
    done = translated("Жүргізуші: Бүгін 46 мектеп жұмыс істейді.", engine)
    assert {text for text, _ in asked(engine)} == {"Бүгін 46 мектеп жұмыс істейді."}
    assert done["ru"].text == f"Ведущий: {answer}"
    assert (done["ru"].origin, done["ru"].score) == ("machine", engine.score)
    spans = [found.target_span for found in done["ru"].findings if found.severity == "error"]
    assert "жұмыс" in " ".join(done["ru"].text[slice(*span)] for span in spans if span)
    assert any(finding.severity == "error" for finding in done["en"].findings)  # nothing behind the label


def test_a_sentence_that_begins_small_does_so_in_the_target() -> None:
    engine = FakeTranslator(lambda request: "Дорога закрыта.")
    assert translated("Анықтама: жол жабық тұр.", engine)["ru"].text == "Справка: дорога закрыта."


def test_a_glossary_has_the_say_on_a_label(tmp_path: Path) -> None:
    terms = glossary(tmp_path, "kk\tru\nжүргізуші\tдиктор\n")
    engine = FakeTranslator(lambda request: "Диктор: Мы начинаем.")
    text = "Жүргізуші: Біз бастаймыз."
    assert translated(text, engine, terms)["ru"].text == "Диктор: Мы начинаем."
    assert (text, "ru") in asked(engine)
