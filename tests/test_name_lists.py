"""Lists of names are written by rule, each name in the nominative; an ordinary sentence is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.check.naming.lists import read_list
from pipeline.config import Settings
from pipeline.document import Segment, Target, Translation
from pipeline.run.editions import translate_segments
from pipeline.run.progress import Silence
from pipeline.terminology import Glossary
from tests.conftest import ROOT
from tests.fakes import FakeTranslator
from tests.test_glossary import glossary

TARGETS: tuple[Target, ...] = ("ru", "en")


def translated(text: str, engine: FakeTranslator, terms: Glossary | None = None) -> dict[Target, Translation]:
    settings = Settings(quality="fast", targets=TARGETS)
    segments = [Segment(1, 0, 0, len(text), text)]
    done = translate_segments(engine, segments, settings, Silence(), terms)
    return {target: done[0, target] for target in TARGETS}


def asked(engine: FakeTranslator) -> list[tuple[str, Target]]:
    return [(request.text, request.target) for batch in engine.batches for request in batch]


@pytest.mark.parametrize(
    ("kazakh", "russian", "english"),
    [
        (
            "Негізгі құрам: Марочкин, Быстров, Әлімханұлы – Тапалов (Сатпаев, 67).",
            "Основной состав: Марочкин, Быстров, Алимханулы — Тапалов (Сатпаев, 67).",
            "Starting line-up: Marochkin, Bystrov, Alimkhanuly – Tapalov (Satpayev, 67).",
        ),
        (
            "Голдар: Быстров (23), Зайнутдинов (45+2).",
            "Голы: Быстров (23), Зайнутдинов (45+2).",
            "Goals: Bystrov (23), Zainutdinov (45+2).",
        ),
        (
            "Төрағасы – А. Б. Сәрсенұлы; мүшелері: Қ. Оспанов, Ләззат Ахметова.",
            "Председатель — А. Б. Сарсенулы; члены: К. Оспанов, Ляззат Ахметова.",
            "Chair – A. B. Sarsenuly; members: K. Ospanov, Lyazzat Akhmetova.",
        ),
        (
            "1) Қазылар алқасы: Еділ Әлиев, Нұрлан Ермеков және Дана Омарова",
            "1) Жюри: Едиль Алиев, Нурлан Ермеков и Дана Омарова",
            "1) Jury: Yedil Aliyev, Nurlan Yermekov and Dana Omarova",
        ),
        (
            "Серік Ахметов, Ерлан Оспанов, Алматы.",
            "Серик Ахметов, Ерлан Оспанов, Алматы.",
            "Serik Akhmetov, Yerlan Ospanov, Almaty.",
        ),
    ],
)
def test_a_list_of_names_needs_no_engine(kazakh: str, russian: str, english: str) -> None:
    engine = FakeTranslator()
    done = translated(kazakh, engine)
    assert (done["ru"].text, done["en"].text) == (russian, english)
    assert {translation.origin for translation in done.values()} == {"rule"} and not asked(engine)


@pytest.mark.parametrize(
    "sentence",
    [
        "Серік Ахметов пен Ерлан Оспанов.",
        "Бүгін Серік Ахметов, Ерлан Оспанов, Дана Әлиева келді.",
        "Серік Ахметовке, Ерлан Оспановқа, Дана Әлиеваға.",
        "Серік Ахметов, Ерлан Оспанов және Дана Әлиева Түркістаннан.",
        "Қоғам, Мәдениет, Спорт",
        "Олар – Серік Ахметов, Ерлан Оспанов.",
        "Фото: Айгүл Оспанова",
        "Серік, Ерлан: «Біз дайынбыз», – деді.",
        "Голдар: 2, 3, 4.",
        "Бағасы: 770, 600 теңге.",
    ],
)
def test_what_is_not_only_names_goes_to_the_engine_whole(sentence: str) -> None:
    engine = FakeTranslator()
    translated(sentence, engine)
    assert read_list(sentence) is None and len(asked(engine)) == 2


def test_another_label_goes_to_the_engine_alone() -> None:
    engine = FakeTranslator(lambda request: "The flight attendants")
    done = translated("– Борт серіктері: Серік Ахметов, Ерлан Оспанов.", engine)["en"]
    assert done.text == "– The flight attendants: Serik Akhmetov, Yerlan Ospanov."
    assert (done.origin, done.score) == ("machine", engine.score)
    assert {text for text, _ in asked(engine)} == {"Борт серіктері"}


@pytest.mark.parametrize(
    ("answer", "written"),
    [("João Paulo", "João Paulo"), ("Jan Smith", "Zhoao Paulu"), ("João", "Zhoao Paulu")],
)
def test_a_foreign_name_is_the_engines_in_english_where_it_sounds_like_it(answer: str, written: str) -> None:
    engine = FakeTranslator(lambda request: answer)
    done = translated("Голдар: Жоао Паулу (23), Быстров (45).", engine)
    assert done["en"].text == f"Goals: {written} (23), Bystrov (45)."
    assert done["ru"].text == "Голы: Жоао Паулу (23), Быстров (45)."
    assert asked(engine) == [("Жоао Паулу", "en")]


def test_a_glossary_has_the_say_on_a_label_and_on_names(tmp_path: Path) -> None:
    terms = glossary(tmp_path, "kk\tru\nтөреші\tарбитр\nМарочкин\tМарочкинъ\n")
    engine = FakeTranslator(lambda request: "Арбитр")
    done = translated("Төреші: Серік Ахметов.", engine, terms)
    assert done["ru"].text == "Арбитр: Серик Ахметов." and ("Төреші", "ru") in asked(engine)
    engine = FakeTranslator()
    text = "Негізгі құрам: Марочкин, Быстров, Ахметов."
    translated(text, engine, terms)
    assert {seen for seen, _ in asked(engine)} == {text}


def test_of_our_own_text_only_lists_of_names_are_taken_for_such() -> None:
    small = re.compile(r"(?<![А-ЯЁа-яё])[а-яё]{2,}")
    for path in sorted((ROOT / "training/corpus").glob("news_*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kazakh, russian, _ = line.split("\t")
            pieces = read_list(kazakh)
            if pieces is not None:
                assert "".join(piece.text for piece in pieces) == kazakh
                assert not small.search(russian.rpartition(":")[2]), kazakh
