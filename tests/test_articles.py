"""Tests of English articles and the words behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.agreement import check_agreement, repair_agreement
from pipeline.check.articles import find_articles, mend_articles
from pipeline.check.pair import Pair


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("A engineer saw an lorry.", "An engineer saw a lorry."),
        ("It took a hour and a honest answer.", "It took an hour and an honest answer."),
        ("This is an university with a unusual rule.", "This is a university with an unusual rule."),
        ("She won a 18th medal in a 8-hour race.", "She won an 18th medal in an 8-hour race."),
        ("He said: “A owl!”", "He said: “An owl!”"),
    ],
)
def test_an_article_fits_the_sound_of_the_next_word(text: str, mended: str) -> None:
    assert repair_agreement("", text, "en") == mended
    assert not list(find_articles(mended))


@pytest.mark.parametrize(
    "text",
    [
        "Hepatitis A is rarer than B.",
        "Groups A and B met an MP of a UN body.",
        "It is a one-off, a European and a 1,100-page plan, seen from an Mi-8.",
        "An Weiguo came with a user of a ewe.",
        "Points a) and b) are in class a as well.",
    ],
)
def test_a_letter_and_a_right_article_are_left_alone(text: str) -> None:
    assert repair_agreement("", text, "en") is None


def test_an_article_that_does_not_fit_is_a_warning_at_its_place() -> None:
    found = check_agreement(Pair(1, "Ол жұмыртқа жеді.", "He ate a egg.", "en"))
    assert [(f.severity, f.target_span, f.message) for f in found] == [
        ("warning", (7, 12), "“a egg”: should be “an”")
    ]


WORDS = ("A", "a", "an", "An", "egg", "boy", "hour", "8", "11", ".", "“", "UN", "one,", "user")


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_what_was_mended_stays_as_it_is(text: str) -> None:
    assert mend_articles(mend_articles(text)) == mend_articles(text)
