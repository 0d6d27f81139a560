"""Brackets: what stands in them is neither left out nor put in, and each is closed.

People keep them: of 177,000 pairs of sentences 24 have brackets more in the translation. They leave out the
hesitations and slips that transcripts of speech put there, which do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.alphabet import UPPER
from pipeline.check.coverage import closeness, evidence_in
from pipeline.check.naming.mentions import read_names
from pipeline.check.pair import Pair
from pipeline.document import Finding, Language, Severity, Span

NAME = "brackets"
CLOSE = 0.55  # closeness from which on a warning is due: people's of world news is .48 to .53, our own .73
BRACKETED = re.compile(r"\(([^()]*)\)")
SHORT_FORM = re.compile(r"(?=(?:[^\W\d_]*[A-ZА-ЯЁ]){2})[^\W\d_]{2,6}")  # AfD, ВОЗ
WORD = re.compile(r"[^\W\d_]+")
NAME_WORDS = 6
FIGURE = re.compile(r"\d+")
TELLING = re.compile(rf"\d|[A-Z{UPPER}]|[^\W\d_]{{2}}\S*\s+\S*[^\W\d_]{{2}}|[A-Za-z]{{2}}")


def check_brackets(pair: Pair) -> list[Finding]:
    """Report brackets that are lost with what stood in them, or put in, or not closed."""
    if alone := _open(pair):
        return alone
    source, target = _bracketed(pair.source), _bracketed(pair.target)
    if _telling(pair.source, source) > len(target):
        place, severity = _worst(pair, source, "kk")
        return [pair.finding(NAME, severity, f"“{pair.source[slice(*place)]}” is lost", place)]
    if _telling(pair.target, target) > len(source):
        place, severity = _worst(pair, target, pair.language)
        message = f"“{pair.target[slice(*place)]}” is not in the source"
        return [pair.finding(NAME, severity, message, None, place)]
    return []


def _bracketed(text: str) -> list[Span]:
    return [match.span() for match in BRACKETED.finditer(text)]


def _telling(text: str, places: Sequence[Span]) -> int:
    """Return how many of the brackets hold more than a hesitation: no (іі) and no (үлкен)."""
    return sum(TELLING.search(text, *place) is not None for place in places)


def _worst(pair: Pair, places: Sequence[Span], language: Language) -> tuple[Span, Severity]:
    """Return the brackets that nothing on the other side answers; else some, which may only have gone."""
    ours, other = (pair.source, pair.target) if language == "kk" else (pair.target, pair.source)
    for place in places:
        has_figure = any(figure in other for figure in FIGURE.findall(ours, *place))
        is_added = language != "kk" and _is_explained(pair, place)
        if not has_figure and not is_added and not _is_answered(pair, place, language):
            return place, "warning" if _is_close(pair) else "info"
    return places[0], "info"


def _is_answered(pair: Pair, place: Span, language: Language) -> bool:
    """Tell whether more of the words have a counterpart on the other side than surely lack one."""
    found = evidence_in(pair, place, language)
    return sum(value < 0 for value in found) > sum(value > 0 for value in found)


def _is_explained(pair: Pair, place: Span) -> bool:
    """Tell whether a translator's brackets hold a short form or a state of the name before: (ВОЗ), (Чад)."""
    said = pair.target[place[0] + 1 : place[1] - 1].strip()
    if SHORT_FORM.fullmatch(said):
        before = WORD.findall(pair.target[: place[0]])[-NAME_WORDS:]
        return any(word[0].lower() == said[0].lower() for word in before)
    ours, theirs = read_names(pair.source, "kk"), read_names(said, pair.language)
    return bool(theirs.entries & ours.entries) and len(theirs.text.words) <= NAME_WORDS


def _is_close(pair: Pair) -> bool:
    """Tell whether the translation is no free one, which says elsewhere, or knows, what stood in brackets."""
    close = pair.closeness
    return (closeness(pair.source, pair.target, pair.language) if close is None else close) >= CLOSE


def _open(pair: Pair) -> list[Finding]:
    if pair.source.count("(") != pair.source.count(")") or pair.target.count("(") == pair.target.count(")"):
        return []
    sign = "(" if pair.target.count("(") > pair.target.count(")") else ")"
    at = pair.target.rindex(sign)
    return [pair.finding(NAME, "warning", "a bracket stands alone", None, (at, at + 1))]
