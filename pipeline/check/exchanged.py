"""Two names or figures of two clauses that changed places: «A 12, ал B 15» is not B 12 and A 15."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from pipeline.alphabet import UPPER
from pipeline.check.pair import Pair
from pipeline.check.respelt import spelling
from pipeline.document import Finding, Language, Span

NAME = "exchanged"
PARTED = re.compile(
    r",? ал\s|;\s|, онда\s|, оның (?!ішінде|соңғы|орнына)"
)  # what parts two clauses whose order stays
CAPITAL = re.compile(rf"(?<![\w-])[A-Z{UPPER}][^\W\d_]{{3,}}")
FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,:  ]\d+)*")
BLANK = re.compile(r"[ ,.  ](?=\d)")
ROOT = 4  # letters by which a name is the same with any ending
Marked = list[tuple[str, Span]]


def check_exchanged(pair: Pair) -> list[Finding]:
    """Report two names or figures that stand the other way round than in the clauses of the source."""
    if not PARTED.search(pair.source):
        return []
    names = _exchanged(pair, _names(pair.source, "kk", pair), _names(pair.target, pair.language, pair))
    ours, theirs = _figures(pair.source), _figures(pair.target)
    same = Counter(said for said, _ in ours) == Counter(said for said, _ in theirs)
    return names or (_exchanged(pair, ours, theirs) if same else [])


def _exchanged(pair: Pair, ours: Marked, theirs: Marked) -> list[Finding]:
    here, there = (Counter(said for said, _ in side) for side in (ours, theirs))
    places = dict(theirs)
    common = [(said, span) for said, span in ours if here[said] == 1 == there[said]]
    for (one, first), (other, second) in pairwise(common):
        if places[one][0] > places[other][0] and PARTED.search(pair.source, first[1], second[0] + 1):
            said = f"“{pair.source[slice(*first)]}” and “{pair.source[slice(*second)]}”"
            message = f"{said} stand the other way round in the translation"
            return [pair.finding(NAME, "warning", message, first, places[other])]
    return []


def _names(text: str, language: Language, pair: Pair) -> Marked:
    return [
        (spelling(match.group().lower(), language, pair.language)[:ROOT], match.span())
        for match in CAPITAL.finditer(text)
    ]


def _figures(text: str) -> Marked:
    return [(BLANK.sub("", match.group()), match.span()) for match in FIGURE.finditer(text)]
