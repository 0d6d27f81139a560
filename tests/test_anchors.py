"""Letters that every match of a pattern has: what may be left untried, and that nothing is missed by it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anchors import Rare, anchors
from pipeline.wordlists import rows

GOLDEN = Path(__file__).parent / "golden" / "checks.tsv"
TABLES = [("misread.tsv", 1), ("rephrased.tsv", 0), ("outcomes.tsv", 1)]
PATTERNS = [row[column] for table, column in TABLES for row in rows(table)]
NOT_GENERATED = re.compile(r"\(\?[=!<(]|\\[bBg\d]|\(\?-")  # hypothesis fills no looks around


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("көп дегенде", {"көп дегенде"}),
        ("КӨП", {"көп"}),
        (r"\bтең\w*(?: еді)?", {"тең"}),
        ("(?:көтер|арт)ыл", {"көтер", "арт"}),  # longer than «ыл»
        ("(?:көп|ең)", {"көп", "ең"}),
        ("(?:көп|)", set()),
        ("(?:көп|[аә]р)", {"көп", "р"}),
        (r"көп|\d", set()),
        ("(?:көп)?", set()),
        ("(?:көп){2}", {"көп"}),
        ("көпә?", {"көп"}),
        ("(?=көп)", set()),
        ("(?!көп).*аз", {"аз"}),
        ("(?-i:Маск)ты", {"маск"}),
        ("(?>көп)", set()),
        ("бit", {"б"}),  # ı and İ are an i to a pattern
        (r"(?P<who>ол) (?P=who)", {"ол"}),
        ("ẞ", {"ss"}),
    ],
)
def test_each_match_has_one_of_the_pieces(pattern: str, pieces: set[str]) -> None:
    assert anchors(pattern) == pieces


@given(st.data())
def test_what_a_pattern_matches_may_match(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from([p for p in PATTERNS if not NOT_GENERATED.search(p)]))
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    assert Rare(pattern).may_match(text.casefold())


def test_no_row_is_missed_in_our_own_text() -> None:
    texts = [line.split("\t")[1] for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    rare = [Rare(pattern) for pattern in PATTERNS]
    found = [(one.pattern, text) for one in rare for text in texts if one.compiled.search(text)]
    assert len(found) > 20
    assert [(p, t) for p, t in found if not Rare(p).may_match(t.casefold())] == []


def test_what_is_no_pattern_says_so() -> None:
    with pytest.raises(re.error):
        anchors("(көп")
