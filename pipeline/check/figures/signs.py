"""Compares the signs of figures: -3,4 пайыз and 3.4 percent, ±1 and +1."""

from __future__ import annotations

import re
from functools import cache

from pipeline.check.figures.align import Alignment, Match
from pipeline.check.figures.compare import CONVERTED
from pipeline.check.figures.lexicon import fold
from pipeline.check.figures.quantity import Quantity
from pipeline.check.figures.reader import read_quantities
from pipeline.document import Language, Target
from pipeline.wordlists import kinds

_SIGNED = frozenset({"money", "percent"})
_CURRENCY = r"(?:US|АҚШ)?[$€£₸₽¥]?"
# The sign is written onto the figure, and onto nothing before it; a dash has a blank on either side.
_SIGN = re.compile(rf"(?:^|(?<=[\s(«“\"…,.:;|]))(?P<sign>[-‑−–]){_CURRENCY}\Z")
_CASE = re.compile(r"-?(?:[дт][ае]н?|[ғгкқ][ае])(?!\w)")
_FROST = re.compile(r"\b(?:аяз|суық)\w*\s+\Z", re.IGNORECASE)
_MARGIN = re.compile(
    r"(?:±|\+/[-–−]|(?:плюс|plus)[\s/–-]*(?:or[\s/-]+)?(?:минус|minus))\s*[$€£₸]?\Z", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\([-‑−–+]")
_SIGNED_BEFORE = re.compile(
    r"(?:[-‑−–+±]\s?[$€£₸]?|\b(?:минус|плюс|minus|plus|negative)\s+|\b(?:up|down|below)\s+|\bдо\s+)\Z",
    re.IGNORECASE,
)
_WORD = re.compile(rf"\b(?:минус|minus|negative)\s+{_CURRENCY}\Z", re.IGNORECASE)
_DASH = re.compile(r"[-‑−–—]\s*\Z")
_WORDS = re.compile(r"[^\W\d_]+")
_RAISED = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹]+")
_REACH = 6  # words on either side
_NEAR = 24  # characters before a figure


def lost_signs(source: str, target: str, alignment: Alignment, language: Target) -> list[Match]:
    """Return the amounts and percentages with a minus on one side alone, where no word says a fall."""
    return [
        match
        for match in alignment.matched
        if match.source.value
        and match.agreement > CONVERTED
        and (_SIGNED & {match.source.kind, match.target.kind} or _is_certain(source, match))
        and _clash((source, match.source, "kk"), (target, match.target, language))
    ]


def _is_certain(source: str, match: Match) -> bool:
    """Tell a minus that is no dash: before a case ending (–5-тен), or a hyphen before what is measured."""
    start, end = match.source.figure
    if match.target.written != "digits" or match.source.kind == "temperature" == match.target.kind:
        return False
    sign = _SIGN.search(source, max(start - 2, 0), start)
    if sign is not None and _FROST.search(source, 0, sign.start("sign")):  # аяз –35-тен асса: frost of 35
        return False
    return sign is not None and (_CASE.match(source, end) is not None or sign["sign"] == "−")


def lost_in_brackets(source: str, target: str, alignment: Alignment) -> list[Match]:
    """Return the figures whose plus or minus in brackets, (+0,2) or (–12), the target lacks."""
    if not _IN_BRACKETS.search(source):
        return []
    return [
        match
        for match in alignment.matched
        if _IN_BRACKETS.fullmatch(source, max(match.source.figure[0] - 2, 0), match.source.figure[0])
        and not _SIGNED_BEFORE.search(target, max(match.target.figure[0] - _NEAR, 0), match.target.figure[0])
    ]


def lost_margins(source: str, target: str, alignment: Alignment) -> list[Match]:
    """Return the figures that have «±», or «плюс-минус», before them on one side alone."""
    return [
        match
        for match in alignment.matched
        if _has_margin(source, match.source) != _has_margin(target, match.target)
    ]


def lost_powers(source: str, target: str, alignment: Alignment) -> list[Match]:
    """Return the figures that are raised to another power on one side: 10⁶ and 10."""
    return [
        match for match in alignment.matched if _power(source, match.source) != _power(target, match.target)
    ]


def _power(text: str, quantity: Quantity) -> str:
    found = _RAISED.match(text, quantity.figure[1])
    return found.group() if found else ""


def may_take_minus(source: str, target: str, match: Match) -> bool:
    """Tell whether a minus that the source surely has may be written before the figure of the target.

    A glued «–» may be a dash with a blank too few, and so may a dash before the figure of the target.
    """
    sign = _SIGN.search(source[: match.source.figure[0]])
    figure, start = match.target.written == "digits", match.target.span[0]
    return sign is not None and sign["sign"] != "–" and figure and not _DASH.search(target[:start])


def has_minus(text: str, quantity: Quantity, language: Language) -> bool:
    """Tell whether a minus, in a sign or a word, stands before a figure; the dash of a range is none."""
    if _has_margin(text, quantity):
        return False
    before = text[: quantity.figure[0]]
    sign = _SIGN.search(before)
    if sign is None:
        return _WORD.search(before) is not None
    is_minus = before[: sign.start("sign")].endswith(" ") and _CASE.match(text, quantity.figure[1])
    if is_minus and language == "kk":  # –5-тен –12-ге
        return True
    ended = before[: sign.start("sign")].rstrip()
    return not any(other.span[1] == len(ended) for other in read_quantities(text, language))


def _has_margin(text: str, quantity: Quantity) -> bool:
    start = quantity.figure[0]
    return _MARGIN.search(text, max(start - _NEAR, 0), start) is not None


def _clash(first: tuple[str, Quantity, Language], second: tuple[str, Quantity, Language]) -> bool:
    minus, other = has_minus(*first), has_minus(*second)
    return minus != other and not _falls(*(second if minus else first))


def _falls(text: str, quantity: Quantity, language: Language) -> bool:
    before = _WORDS.findall(text[: quantity.span[0]])[-_REACH:]
    after = _WORDS.findall(text[quantity.span[1] :])[:_REACH]
    return any(fold(word).startswith(_beginnings(language)) for word in (*before, *after))


@cache
def _beginnings(language: Language) -> tuple[str, ...]:
    return tuple(kinds("number_falls.tsv")[language])
