"""Holes in the translation: two words side by side, or a space before a comma, where one is missing.

Which frequent words follow each other far more seldom than chance has it is learnt from text
(benchmarks/gaps.py): “a session of the.”, “the of Culture”, «договор между и Россией». Russian prepositions
without a noun are in stranded.py. Says nothing about the
source: what is missing there is missing by the grammar of the target alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise

from pipeline.check.pair import Pair
from pipeline.check.stranded import find_stranded
from pipeline.document import TARGETS, Finding, Span, Target
from pipeline.wordlists import rows

NAME = "gaps"
TOKEN = re.compile(r"(?<=\w)['’](?:s|t|re|ve|ll|d|m)\b|\w+(?:[-.]\w+)*|\.(?:\s?\.)+|[^\w\s]")
CLOSING = frozenset(".,!?;:)»”…")  # what may stand after a word; «"» opens as well as it closes
OPENING = frozenset('.!?:«“"„—–(')  # what the first word of a sentence may stand after
LOOSE = re.compile(r"(?<=\w)\s+[,.»”](?=\s|[»”)]|$)|,\s*,|(?<!\S)-(?=[A-ZА-ЯЁ])")
LOOSE_IN_SOURCE = re.compile(r"(?<=\w)\s+[,.!?;:»”](?!\w)|,\s*,|(?<!\S)[-–—](?=\w)|^\s*[-–—]")
NEAR = 60  # characters looked at on either side of a place
LOOSE_QUOTE = re.compile(r"[«“]\s")  # « comme ça »
ABBREVIATION = re.compile(r"\w\.(?=[^\w.]*\w)")  # с. Кызылжар
UNIT = re.compile(r"[\d/.IVXІХ]\s?$")  # XX в., 5 м/с, 175 л. с.
RULER = re.compile(r"\b[A-Z][a-z]+\s$")  # Peter I the Great
CLAUSE = re.compile(
    r"\b(?:I|you|he|she|we|they|who|whom|which|what)(?:['’]\w+)?(?:\s\w+){1,3}\s$", re.IGNORECASE
)
Follows = dict[str, frozenset[str]]


def check_gaps(pair: Pair) -> list[Finding]:
    """Report the first place where a word is missing."""
    for start, end in _strange_neighbours(pair.target, pair.language):
        if not is_usual(pair.target, pair.language, start, end):
            message = f"is a word missing in “{pair.target[start[0] : end[1]]}”?"
            return [pair.finding(NAME, "warning", message, None, (start[0], end[1]))]
    loose = LOOSE.search(pair.target)
    if loose and not LOOSE_IN_SOURCE.search(pair.source) and not LOOSE_QUOTE.search(pair.target):
        message = f"is a word missing before “{loose.group().strip()}”?"
        return [pair.finding(NAME, "warning", message, None, loose.span())]
    return []


def _strange_neighbours(text: str, language: Target) -> Iterator[tuple[Span, Span]]:
    """Yield the places of each two tokens that hardly ever stand side by side."""
    never = never_follows()[language]
    for (word, start), (other, end) in pairwise(keys(text, looked_at()[language])):
        if other in never.get(word, ()):
            yield start, end
    if language == "ru":
        yield from find_stranded(text)


def is_usual(text: str, language: Target, one: Span, other: Span) -> bool:
    """Tell whether two tokens may follow each other here all the same.

    The first is an abbreviation, a unit, a numeral, quoted by itself or a preposition that ends its clause,
    or there is a set phrase.
    """
    word, first, last = text[slice(*one)], max(0, one[0] - NEAR), other[1] + NEAR
    before = text[first : one[0]]
    if ABBREVIATION.match(text, one[0]) or ABBREVIATION.match(text, other[0]):
        return True
    if len(word) == 1 and not text[other[0]].isalpha() and UNIT.search(before):
        return True
    if (text[other[0]] in "»”" and before[-1:] in tuple("«“")) or (word == "I" and RULER.search(before)):
        return True
    if language == "en" and word in stranded() and CLAUSE.search(before):
        return True
    return any(
        m.start() < other[1] and m.end() > one[0] for m in phrases()[language].finditer(text, first, last)
    )


def keys(text: str, known: Collection[str]) -> Iterator[tuple[str, Span]]:
    """Yield what each token of a text is known by, and where it stands; "" where that says nothing.

    A known word in small letters, or at the beginning of a sentence; a mark that closes something; 's.
    """
    before = ""
    for match in TOKEN.finditer(text):
        token = match.group()
        yield _key(token, known, begins=not before or before[-1] in OPENING), match.span()
        before = token


def _key(token: str, known: Collection[str], *, begins: bool) -> str:
    if token in CLOSING:
        return token
    if token[0] in "'’" and len(token) > 1:
        return "'" + token[1:]
    small = token.lower()
    is_word = token == small or token == "I" or (begins and len(token) > 1 and token[1:] == small[1:])
    return small if is_word and small in known else ""


@cache
def phrases() -> dict[Target, re.Pattern[str]]:
    """Return by language the pattern of the set phrases of gaps_phrases.tsv."""
    return {
        language: re.compile(
            "|".join(rf"\b{phrase}\b" for of, phrase in rows("gaps_phrases.tsv") if of == language),
            re.IGNORECASE,
        )
        for language in TARGETS
    }


@cache
def never_follows() -> dict[Target, Follows]:
    """Return by language and frequent word what does not follow it."""
    return {
        language: {word: frozenset(others.split()) for of, word, others in rows("gaps.tsv") if of == language}
        for language in TARGETS
    }


@cache
def looked_at() -> dict[Target, frozenset[str]]:
    """Return by language each word of a pair: what begins one and what only stands second."""
    return {language: frozenset(first).union(*first.values()) for language, first in never_follows().items()}


@cache
def stranded() -> frozenset[str]:
    """Return the English prepositions that may end a clause: “the house she lives in”."""
    return frozenset(word for (word,) in rows("gaps_stranded_en.txt"))
