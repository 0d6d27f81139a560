"""What each had so many of is said of each, and scores of periods stay behind that of the match."""

from __future__ import annotations

import pytest

from pipeline.check.naming.alone import repair_alone
from pipeline.check.shares import repair_shares
from pipeline.document import Target
from pipeline.translate.apart.sets import sets_aside, sets_given_back
from pipeline.translate.normalize import finish, prepare


@pytest.mark.parametrize(
    ("source", "language", "target", "mended"),
    [
        ("Олар екі голдан соқты.", "ru", "Они забили два гола.", "Они забили по два гола."),
        ("Олар екі голдан соқты.", "en", "They scored two goals.", "They scored two goals each."),
        ("Екі ел 40 алтыннан жеңіп алды.", "ru", "Две страны выиграли 40 золотых.", None),
        ("Екі ел 40 алтыннан алды.", "en", "They won 40 golds.", "They won 40 golds each."),
        (
            "Оларға 500 мың теңгеден берілді.",
            "en",
            "They were given 500,000 tenge.",
            "They were given 500,000 tenge each.",
        ),
        (
            "Оларға 500 мың теңгеден берілді.",
            "ru",
            "Им дали 500 тысяч тенге.",
            "Им дали по 500 тысяч тенге.",
        ),
        ("Олар екі голдан соқты.", "ru", "Они забили по два гола.", "same"),
        ("Олар бір голдан соқты.", "ru", "Они забили один гол.", "same"),
        ("Екі спортшы үш медальдан алды.", "en", "Both athletes won three medals.", "same"),
        ("Актер айына 250 мың теңгеден алады.", "en", "An actor gets 250,000 tenge a month.", "same"),
        ("Билет 500 теңгеден тұрады.", "en", "A ticket costs 500 tenge.", "same"),
        ("Олар екі голдан кейін кетті.", "ru", "Они ушли, пропустив два гола.", "same"),
    ],
)
def test_so_many_each_is_said_of_each(source: str, language: Target, target: str, mended: str | None) -> None:
    expected = {"same": None, None: "Две страны выиграли по 40 золотых."}.get(mended, mended)
    assert repair_shares(source, target, language) == expected


@pytest.mark.parametrize(
    ("source", "shown", "answer", "russian", "english"),
    [
        (
            "«Барыс» 3:2 (1:0, 1:1, 1:1) есебімен ұтты.",
            "«Барыс» 3:2 есебімен ұтты.",
            "Барыс won 3:2.",
            "Барыс won 3:2 (1:0, 1:1, 1:1).",
            "Барыс won 3:2 (1–0, 1–1, 1–1).",
        ),
        (
            "Ол 6:7 (6:8), 6:3, 6:7 (5:7) ұтылды.",
            "Ол 6:7, 6:3, 6:7 ұтылды.",
            "Lost 6:7, 6:3, 6–7.",
            "Lost 6:7 (6:8), 6:3, 6–7 (5:7).",
            "Lost 6:7 (6–8), 6:3, 6–7 (5–7).",
        ),
        (
            "Ойын 1:3 (25:23, 20:25) бітті.",
            "Ойын 1:3 бітті.",
            "It ended.",
            "It ended (25:23, 20:25).",
            "It ended (25–23, 20–25).",
        ),
        ("Гол: Сәтпаев, 17 (1:0).", "Гол: Сәтпаев, 17 (1:0).", "Goal (1:0).", "Goal (1:0).", "Goal (1:0)."),
    ],
)
def test_scores_of_periods_stay_behind_that_of_the_match(
    source: str, shown: str, answer: str, russian: str, english: str
) -> None:
    said, sets = sets_aside(source)
    assert said == shown
    assert sets_given_back(sets, answer, "ru") == russian
    assert sets_given_back(sets, answer, "en") == english


@pytest.mark.parametrize("text", ["Сағат 10:30 (11:30) басталады.", "Астана уақытымен 21:00 (19:00)."])
def test_two_times_of_day_are_no_scores(text: str) -> None:
    assert sets_aside(text) == (text, ())


def test_a_match_keeps_its_periods_in_its_sentence() -> None:
    seen = prepare("«Барыс» «Амурды» 3:2 (1:0, 1:1, 1:1) есебімен ұтты.")
    assert seen.text == "«Барыс» «Амурды» 3:2 есебімен ұтты."
    assert finish(seen, "«Барыс» обыграл «Амур» со счётом 3:2.", "ru") == (
        "«Барыс» обыграл «Амур» со счётом 3:2 (1:0, 1:1, 1:1)."
    )


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("Рыбакина ұтылды.", "The ribakina lost.", "Rybakina lost."),
        ("Марочкин жарақат алды.", "The marochin was injured.", "Marochkin was injured."),
        ("Алаш партиясы құрылды.", "The Alash party was founded.", None),
        ("Марочкиннің қарсыласы келді.", "The Marochkin’s opponent came.", "Marochkin’s opponent came."),
        ("Домбыра үні естілді.", "The dombra was heard.", None),
        ("Әкімдік хабарлады.", "The akimat reported.", None),
        ("Мектеп ашылды.", "The school has opened.", None),
        ("Ол Рыбакинаны жеңді.", "The ribakina lost.", None),
        ("Марочкинге айыппұл салынды.", "The marochkin was fined.", "Marochkin was fined."),
    ],
)
def test_a_name_alone_at_the_beginning_is_no_noun(source: str, target: str, mended: str | None) -> None:
    assert repair_alone(source, target, "en") == mended


def test_what_each_unit_costs_needs_no_each() -> None:
    source, target = "Бір келісіне 200 теңгеден төледі.", "He paid 200 tenge a kilo."
    assert repair_shares(source, target, "en") is None
