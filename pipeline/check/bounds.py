"""The bounds of figures: «(72,6 келіге дейін)» is up to 72.6 kilograms, «жартысынан кемі» less than half."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.check.figures import read_quantities
from pipeline.check.figures.align import align, bound_clashes
from pipeline.check.misread import Misreading, put_right
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.document import Finding, Span, Target
from pipeline.wordlists import rows

NAME = "bounds"
BRACKETS = re.compile(r"\((?P<inside>[^()]*)\)")
NUMBER = r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?"
SAID = re.compile(
    rf"[^\d]*?(?P<number>{NUMBER})(?![-–]\d)[^\d,;]{{0,30}}?\b(?P<bound>дейін|астам|жуық|жоғары|көп|артық|кем|төмен)\b\D*"
)
LESS = re.compile(
    r"(?:[дтн][ае]н|[ғгқкн][ае](?: да)?)\s(?:сәл\s)?(?:(?:кем|аз)[іы]\w*|жетпейт\w*|(?:кем|аз)\b"
    # мың еуродан кем ұсынбайды, тоғыз айдан кем уақыт кетпейді
    r"(?!(?:\s\w+)?\s(?:емес|жоқ|болма\w*|\w+[мбп][ае](?:й[дт][ыі]|[ғг][ае]н))))(?!\s(?:емес|болма|жоқ))"
)
MORE: dict[Target, re.Pattern[str]] = {  # just before a figure: what is said for less than it
    "ru": re.compile(r"\b(?:не (?:менее|меньше|ниже)|более|больше|свыше)(?= (?:чем )?$)", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:at least|(?:not|no) (?:less|fewer) than|more than|over|above|nearly|almost)"
        r"(?= (?:a |an |one )?$)",
        re.IGNORECASE,
    ),
}
LONGEST_LESS = len(" сәл жетпейтінін")
LESS_THAN: dict[Target, str] = {"ru": "менее", "en": "less than"}
DATE = re.compile(r"(?:19|20)\d\d\b|\d+ (?:Jan|Febr|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)")


@dataclass(frozen=True, slots=True)
class Lost:
    """A bound of the source that brackets of the translation lack, and the word that says it there."""

    source: Span
    target: Span
    place: int
    word: str


def check_bounds(pair: Pair) -> list[Finding]:
    """Report a figure in brackets without the bound that it has in the source."""
    return [_finding(pair, lost) for lost in lost_bounds(pair.source, pair.target, pair.language)]


def _finding(pair: Pair, lost: Lost) -> Finding:
    said, there = pair.source[slice(*lost.source)], pair.target[slice(*lost.target)]
    message = f"“{said}” → “{there}”: “{lost.word}” is lost"
    return pair.finding(NAME, "warning", message, lost.source, lost.target)


def repair_bounds(source: str, target: str, language: Target) -> str | None:
    """Put each lost bound before its figure, and less for more; None where nothing changes."""
    mended = put_right(target, _turned(source, target, language)) or target
    for lost in sorted(lost_bounds(source, mended, language), key=lambda one: -one.place):
        mended = f"{mended[: lost.place]}{lost.word} {mended[lost.place :]}"
    return mended if mended != target else None


def _turned(source: str, target: str, language: Target) -> list[Misreading]:
    """Return each «less than» of the source that the translation turns round (numbers.py reports it)."""
    if not LESS.search(source):
        return []
    found = []
    alignment = align(read_quantities(source, "kk"), read_quantities(target, language))
    for match in bound_clashes(alignment):
        ours, theirs = match.source, match.target
        said = LESS.search(source, ours.figure[0], ours.span[1] + LONGEST_LESS)
        more = MORE[language].search(target[: theirs.span[0]]) if said is not None else None
        if more is not None and ours.approximate == "less":
            word = LESS_THAN[language]
            right = word.capitalize() if more.group()[0].isupper() else word
            found.append(Misreading(ours.span, more.span(), right))
    return found


@lru_cache(maxsize=REMEMBERED)
def lost_bounds(source: str, target: str, language: Target) -> tuple[Lost, ...]:
    """Return the bounds of figures in brackets that the translation lacks."""
    if "(" not in source or "(" not in target:
        return ()
    found = []
    theirs = list(BRACKETS.finditer(target))
    for ours in BRACKETS.finditer(source):
        said = SAID.fullmatch(ours["inside"])
        if said is None:
            continue
        digits = re.sub(r"\D", "", said["number"])
        spelt = {digits, f"{digits}000"} if "мың" in ours["inside"] else {digits}
        same = [t for t in theirs if re.sub(r"\D", "", t["inside"]) in spelt]
        word, answers = _bounds()[said["bound"]][language]
        if len(same) != 1 or answers.search(same[0]["inside"]):
            continue
        number = re.search(r"\d", same[0]["inside"])
        place = same[0].start("inside") + (number.start() if number else 0)
        is_date = word == "up to" and DATE.match(target, place)
        found.append(Lost(ours.span(), same[0].span(), place, "until" if is_date else word))
    return tuple(found)


@cache
def _bounds() -> dict[str, dict[Target, tuple[str, re.Pattern[str]]]]:
    """Read the table (see the file for its columns)."""
    found: dict[str, dict[Target, tuple[str, re.Pattern[str]]]] = {}
    for bounds, of, word, answers in rows("bounds.tsv"):
        language: Target = "ru" if of == "ru" else "en"
        pattern = re.compile(rf"\b(?:{answers})|[<>≥≤~+]", re.IGNORECASE)
        for bound in bounds.split():
            found.setdefault(bound, {})[language] = (word, pattern)
    return found
