"""A figure stays as exact as it is: «20-дан астам» is over twenty, and twenty is not nearly twenty."""

from __future__ import annotations

import re
from functools import cache

from pipeline.check.bounds import lost_bounds
from pipeline.check.figures import read_quantities
from pipeline.check.figures.align import Match, align
from pipeline.check.figures.quantity import Quantity
from pipeline.check.pair import Pair
from pipeline.document import Finding, Language, Span
from pipeline.wordlists import rows

NAME = "approximation"
KINDS = frozenset({"cardinal", "percent", "money", "measure"})
EXACT = frozenset({"digits", "words"})
FIGURE = " 0 "  # for the figure itself, whose «тысяч» may be of another
BEHIND_WITHIN = re.compile(r"\b(?:астам|жуық)\b", re.IGNORECASE)  # of a figure whose noun stands behind
PERIOD_RU = r"(?:\S+\s)?(?:лет|год|месяц|недел|дн|час|суток|десятилет)\w*"
OF_TIME = re.compile(  # what makes a stretch of time or an age more than so much, and no other figure
    rf"\b(?:[Вв]|[Зз]а|[Нн]а)\s(?:ближайш|следующ|последн|предстоящ|минувш|прошедш)\w*\s{PERIOD_RU}"
    r"|\bстарше\s\S+\sлет|\b[Оо]коло(?=\s[А-ЯЁ])"
    r"|\b[Oo]ver the (?:next|past|last|coming|previous)(?:\s\S+)?\s(?:year|month|week|day|hour|decade)s?\b",
)
NEAR, FAR = 25, 45  # characters of a figure's own phrase, before and behind it, in Kazakh and else
SHAPES = {  # how a word stands beside its figure
    "before": r"\b(?:{})\b",
    "behind": r"(?:\s?-?[^\W\d_]+)?\s(?:{})\b",
    "about": r"\b(?:{})",
}


def check_approximation(pair: Pair) -> list[Finding]:
    """Report a figure that lost its “over”, “nearly” or “at least”, and one that was given one.

    What brackets lost is told by the check of bounds.
    """
    words = _words()
    is_bound = any(words["kk", where].search(pair.source) for where in ("before", "behind"))
    if not is_bound and not words[pair.language, "before"].search(pair.target):
        return []
    source, target = read_quantities(pair.source, "kk"), read_quantities(pair.target, pair.language)
    matched = align(source, target).matched if source and target else []
    told = [lost.source for lost in lost_bounds(pair.source, pair.target, pair.language)]
    found = (
        _judge(pair, match)
        for match in matched
        if match.source.kind in KINDS and not any(start <= match.source.span[0] < end for start, end in told)
    )
    return [finding for finding in found if finding is not None]


def _judge(pair: Pair, match: Match) -> Finding | None:
    ours, theirs = match.source, match.target
    if not {ours.written, theirs.written} <= EXACT:
        return None
    here, there = pair.source[slice(*ours.span)], pair.target[slice(*theirs.span)]
    within = BEHIND_WITHIN.search(here)
    said = _beside(pair.source, ours, "kk") or (within.group() if within else "")
    says = _beside(pair.target, theirs, pair.language)
    said = "" if theirs.approximate else said
    if said and not _may_be(pair.target, theirs.span, pair.language):
        message = f"“{here}” → “{there}”: “{said}” is lost"
    elif says and not _may_be(pair.source, ours.span, "kk"):
        message = f"“{here}” → “{there}”: “{says}” is in the translation alone"
    else:
        return None
    return pair.finding(NAME, "warning", message, ours.span, theirs.span)


def _beside(text: str, quantity: Quantity, language: Language) -> str:
    """Return the word beside a figure that makes it more, less or about so much; "" without."""
    start, end = quantity.span
    before = _words()[language, "before"].search(text, max(0, start - FAR), start + 1)
    while before and text[before.end() : start].strip("$€£ \u00a0"):
        before = _words()[language, "before"].search(text, before.end(), start + 1)
    behind = _words()["kk", "behind"].match(text, end) if language == "kk" else None
    found = before or behind
    return found.group().strip() if found else ""


def _may_be(text: str, span: Span, language: Language) -> bool:
    """Tell whether the phrase of a figure has any word that may make it more, less or about so much."""
    if language == "kk":
        return _words()["kk", "about"].search(text, max(0, span[0] - NEAR), span[1] + NEAR) is not None
    before, behind = text[max(0, span[0] - FAR) : span[0]], text[span[1] : span[1] + FAR]
    phrase = OF_TIME.sub(" ", f"{before}{FIGURE}{behind}")
    return _words()[language, "about"].search(phrase) is not None


@cache
def _words() -> dict[tuple[str, str], re.Pattern[str]]:
    """Read the table (see the file for its columns)."""
    return {
        (language, where): re.compile(SHAPES[where].format(words), re.IGNORECASE)
        for language, where, words in rows("approximation.tsv")
    }
