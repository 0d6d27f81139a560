"""One name is spelt in one way within an article, or marked."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.check.consistency import NAME, check_consistency, deviations, harmonize
from pipeline.check.pair import Pair
from pipeline.document import Target
from pipeline.run.batch import run_batch
from pipeline.run.progress import Silence
from pipeline.run.recheck import load_digest, recheck
from pipeline.translate.protocol import Request
from tests.conftest import MakeTools
from tests.fakes import FakeTranslator
from tests.test_run import write_articles

FORUM = ("Форумға облыс әкімі Асхат Шахаров қатысты.", "Жиында Асхат Шахаров сөз сөйледі.")


def pairs(target: Target, *texts: tuple[str, str]) -> list[Pair]:
    return [Pair(number, source, text, target) for number, (source, text) in enumerate(texts, 1)]


def nobody(_: int) -> bool:
    return False


def test_a_name_in_two_spellings_is_reported_where_it_is_not_the_rules() -> None:
    found = pairs(
        "en", (FORUM[0], "Governor Askhat Shakharov attended."), (FORUM[1], "Then Ashat Shakharov spoke.")
    )
    (finding,) = check_consistency(found, deviations(found, nobody))
    assert (finding.segment, finding.severity) == (2, "warning")
    assert finding.message == "“Ashat” here, “Askhat” in 1"
    assert finding.target_span == (5, 10)


def test_russian_cases_are_one_spelling() -> None:
    found = pairs(
        "ru",
        ("Жобаны Зейнеп Байменова таныстырды.", "Проект представила Зейнеп Байменова."),
        ("Байменованың айтуынша, жұмыс басталды.", "По словам Байменовой, работа началась."),
        ("Біз Байменоваға хабарластық.", "Мы связались с Байменовой."),
    )
    assert check_consistency(found, deviations(found, nobody)) == []


def test_a_deviation_from_the_rules_spelling_is_put_right_with_its_own_ending() -> None:
    russian = pairs(
        "ru",
        ("Үлкен концертті Әлжанова өткізді.", "Большой концерт провела Алжанова."),
        ("Кеше Әлжанованы көрдік.", "Вчера мы видели Альжанову."),
    )
    assert harmonize(russian, deviations(russian, nobody)) == {1: "Вчера мы видели Алжанову."}
    english = pairs("en", (FORUM[0], "Askhat Shakharov attended."), (FORUM[1], "Ashat Shakharov spoke."))
    assert harmonize(english, deviations(english, nobody)) == {1: "Askhat Shakharov spoke."}


def test_of_two_spellings_that_are_not_the_rules_none_is_changed() -> None:
    found = pairs(
        "en",
        ("Кеше Уилкокс келді.", "Mr Wilkox arrived yesterday."),
        ("Бүгін Уилкокс сөйледі.", "Today Wilkox spoke."),
        ("Ертең Уилкокс кетеді.", "Tomorrow Wilcox leaves."),
    )
    assert harmonize(found, deviations(found, nobody)) == {}
    assert [finding.segment for finding in check_consistency(found, deviations(found, nobody))] == [3]


def test_what_a_person_wrote_is_the_articles_spelling() -> None:
    found = pairs(
        "en",
        ("Кеше Уилкокс келді.", "Mr Wilkox arrived yesterday."),
        ("Бүгін Уилкокс сөйледі.", "Today Wilkox spoke."),
        ("Ертең Уилкокс кетеді.", "Tomorrow Wilcox leaves."),
    )
    assert harmonize(found, deviations(found, lambda place: place == 2)) == {
        0: "Mr Wilcox arrived yesterday.",
        1: "Today Wilcox spoke.",
    }


def test_two_people_with_one_family_are_two_names() -> None:
    found = pairs(
        "ru",
        ("Кеше Асан Асанов келді.", "Вчера приехал Асан Асанов."),
        ("Бүгін Үсен Асанов кетті.", "Сегодня уехал Усен Асанов."),
    )
    assert check_consistency(found, deviations(found, nobody)) == []


def test_a_run_spells_the_name_as_the_rule_does_and_a_check_marks_an_edit_that_does_not(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    said = {
        (FORUM[0], "en"): "Regional governor Askhat Shakharov attended the forum.",
        (FORUM[1], "en"): "Ashat Shakharov spoke at the meeting.",
    }

    def answer(request: Request) -> str:
        return said.get((request.text, request.target), "Асхат Шахаров принял участие в форуме.")

    inputs = write_articles(tmp_path / "in", a="\n\n".join(FORUM))
    run_batch([inputs], make_tools(FakeTranslator(answer)), Silence())
    path = tmp_path / "out/a.json"
    texts = [t.text for t in load_digest(path).edition("en").translations]
    assert texts[-1] == "Askhat Shakharov spoke at the meeting."
    edited = json.loads(path.read_bytes())
    edited["editions"][2]["translations"][-1]["text"] = "Aschat Shakharov spoke at the meeting."
    path.write_text(json.dumps(edited), encoding="utf-8")
    assert any(finding.check == NAME for finding in recheck(load_digest(path)).findings)
