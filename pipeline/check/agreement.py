"""Words that do not fit each other: «независимым рыбой», «из-за огне», «рухнул крыша», “a employee”.

A small model gives a Russian word the wrong ending, or says the wrong word beside a right one. An adjective
must agree with the noun behind it in case, gender and number, and a noun stand in a case of its preposition
(prepositions_ru.tsv); verbs and their subjects are in predicates.py, English articles in articles.py. Word
forms are pymorphy3's. Two words are at odds only where no reading of one fits any reading of the other; words
that may well be of another part of speech are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.check.articles import find_articles, mend_articles
from pipeline.check.counting import mend_counting
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.check.predicates import find_clashes
from pipeline.check.terms import is_russian, parses, written_like
from pipeline.check.wording import mend_wording, without_capitals
from pipeline.document import Finding, Span, Target
from pipeline.wordlists import kinds, rows

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

NAME = "agreement"
WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
COUNTED = re.compile(  # два новых дома, 22 и 24 февраля: numerals have rules of their own
    r"(?:\d|\b(?:дв[аеух]\w*|тр[иёе]\w*|четыр\w*|об[ае]|обоих|обеих|полтор\w*|пол|сот\w*|тысяч\w*|миллион\w*"
    r"|несколько|\w+дцать|половин\w*|треть\w*))(?:\s+\S+){0,3}\s*$",
    re.IGNORECASE,
)
# русский и узбекский языки
JOINED = re.compile(r"(?:,|\b(?:и|или|либо|а также|да|ни|как))\s+$", re.IGNORECASE)
NUMERAL = re.compile(r"(?:десят|сот|тысяч|миллион|миллиард|триллион).*")  # восемь десятых процента
USUAL = 0.05  # the share of a form's readings in text: слоя is hardly ever a gerund
HALF = "пол"  # последние полгода
DETERMINERS = frozenset({"этот", "мой", "твой", "свой", "наш", "ваш", "каждый"})  # pronouns that agree
UNCLEAR = ("Fixd", "Abbr", "Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "ms-f", "Ms-f", "GNdr", "voct")
CASES = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to take the form of a word; `gender` is None in the plural, `animacy` where the form has none."""

    case: str
    number: str
    gender: str | None
    animacy: str | None


def check_agreement(pair: Pair) -> list[Finding]:
    """Report each two neighbours of a translation that do not fit each other, and each Russian verb."""
    if pair.language == "en":
        found = [(f"should be “{article}”", span) for span, article in find_articles(pair.target)]
    else:
        found = list(clashes(pair.target))
        found += [("verb and subject do not agree", clash.span) for clash in find_clashes(pair.target)]
    return [
        pair.finding(NAME, "warning", f"“{pair.target[slice(*span)]}”: {message}", None, span)
        for message, span in found
    ]


def repair_agreement(source: str, target: str, language: Target) -> str | None:
    """Give Russian adjectives and verbs what their nouns want, English articles what their words want.

    Words formed wrongly, and nouns behind figures, are put right before (wording.py, counting.py).
    None where nothing changes. Of 91 adjectives of the draft 26 stand in the person's translation in the new
    form, 7 in the old one.
    """
    text = mend_wording(target, language)
    text = mend_counting(source, text) if language == "ru" else text
    mended = _in_russian(without_capitals(source, text)) if language == "ru" else mend_articles(text)
    return mended if mended != target else None


def _in_russian(target: str) -> str:
    mended = target
    for _, (start, end) in reversed(clashes(target)):
        adjective, _, noun = target[start:end].partition(" ")
        form = _agreeing(adjective, noun)
        if form is not None:
            mended = f"{mended[:start]}{form}{mended[start + len(adjective) :]}"
    for clash in reversed(find_clashes(mended)):
        if clash.form is not None:
            mended = f"{mended[: clash.verb.start]}{clash.form}{mended[clash.verb.end :]}"
    return mended


def _agreeing(adjective: str, noun: str) -> str | None:
    """Return the form of an adjective that fits a noun in a case common to both; None where there is none."""
    described = (parse for parse in parses(adjective.lower()) if parse.tag.POS == "ADJF")
    for parse in described:
        for reading in readings(noun, "NOUN"):
            if CASES.get(parse.tag.case, parse.tag.case) != reading.case:
                continue
            wanted = {reading.case, reading.number, reading.gender}
            if reading.case == "accs":
                wanted.add(reading.animacy)  # нового депутата, новый дом
            form = parse.inflect(wanted - {None})
            if form is not None:
                return written_like(form.word, adjective)
    return None


@lru_cache(maxsize=REMEMBERED)
def clashes(text: str) -> tuple[tuple[str, Span], ...]:
    """Return what is wrong with two neighbouring words of a Russian text, and where they stand."""
    return tuple(_clashes(text))


def _clashes(text: str) -> Iterator[tuple[str, Span]]:
    for one, other in pairwise(WORD.finditer(text)):
        if text[one.end() : other.start()] != " " or not other.group().islower():
            continue
        first, second = one.group().lower(), other.group()
        if first in prepositions() and _is_other_case(first, second):
            yield "not the case of the preposition", (one.start(), other.end())
        elif _disagree(first, second, text[: one.start()]):
            yield "adjective and noun do not agree", (one.start(), other.end())


def _disagree(adjective: str, noun: str, before: str) -> bool:
    """Tell whether a noun is in a case of the adjective before it, but of other gender or number."""
    if adjective.startswith(governing()):
        return False
    described, named = readings(adjective, "ADJF"), readings(noun, "NOUN")
    cases = {one.case for one in described} & {other.case for other in named}
    if not cases:
        return False  # the one governs the other
    if cases == {"nomn"} and described[0].gender == "femn" and named[0].animacy == "anim":
        return False  # новая врач
    if any(_fit(one, other) for one in described for other in named) or COUNTED.search(before):
        return False
    is_one_of_several = all(r.number == "sing" for r in described) and any(r.number == "plur" for r in named)
    return not (is_one_of_several and JOINED.search(before))


def _fit(adjective: Reading, noun: Reading) -> bool:
    if (adjective.case, adjective.number, adjective.gender) != (noun.case, noun.number, noun.gender):
        return False
    return adjective.animacy in (None, noun.animacy)


def _is_other_case(preposition: str, word: str) -> bool:
    """Tell whether a noun or adjective can stand in none of a preposition's cases."""
    found = readings(word, "NOUN", "ADJF", "PRTF")
    cases = prepositions()[preposition]
    if not found or any(reading.case in cases for reading in found):
        return False
    is_elected = preposition in ("в", "во") and any(r.case == "nomn" and r.number == "plur" for r in found)
    is_partitive = "gent" in cases and word.endswith(("у", "ю")) and any(r.case == "datv" for r in found)
    return not (is_elected or is_partitive)  # в президенты; с голоду


@lru_cache(maxsize=65536)
def readings(word: str, *parts: str) -> tuple[Reading, ...]:
    """Return the readings of a word; none where a usual one is of other parts of speech or unclear."""
    if NUMERAL.fullmatch(word) or not is_russian(word) or _is_half(word):
        return ()
    found = parses(word)
    if not all(_is_clear(parse, parts) for parse in found if parse.score >= USUAL):
        return ()
    return tuple(
        Reading(
            CASES.get(tag.case, tag.case),
            tag.number,
            tag.gender if tag.number == "sing" else None,
            tag.animacy,
        )
        for tag in (parse.tag for parse in found)
        if tag.POS in parts
    )


def _is_clear(parse: Parse, parts: tuple[str, ...]) -> bool:
    if "Apro" in parse.tag and parse.normal_form not in DETERMINERS:
        return False  # которого снег, что такое отдых
    return parse.tag.POS in parts and not any(mark in parse.tag for mark in UNCLEAR)


def _is_half(word: str) -> bool:
    rest = word.removeprefix(HALF)
    return (
        rest != word
        and any(parse.tag.POS == "NOUN" and parse.tag.case == "gent" for parse in parses(rest))
        and is_russian(rest)
    )


def prepositions() -> dict[str, frozenset[str]]:
    """Return the cases of each preposition."""
    return kinds("prepositions_ru.tsv")


@cache
def governing() -> tuple[str, ...]:
    """Return the beginnings of adjectives whose noun need not agree with them."""
    return tuple(stem for (stem,) in rows("adjectives_governing_ru.txt"))
