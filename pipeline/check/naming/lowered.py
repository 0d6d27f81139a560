"""Names that a translation takes for words: «Цукербергке» as “the tsukerberg”, «Суджа» as «судьи»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.check.dictionaries import is_known
from pipeline.check.naming.mentions import LIKELY, read_names
from pipeline.check.naming.sameness import same_name
from pipeline.check.naming.verdicts import counterparts
from pipeline.check.naming.vocabulary import is_common
from pipeline.check.pair import REMEMBERED
from pipeline.document import Span, Target

NAMES = ("person", "unknown")
SHORTEST = 4  # letters of such a name
ARTICLE = re.compile(r"\b(?P<article>an?|the) \Z", re.IGNORECASE)
ADJECTIVE = re.compile(r".*ск(?:ий|ая|ое|ие|ого|ому|им|ом|ой|ую|их|ими)")
ALIKE = 0.7  # how far a word is like a name that is lost


@lru_cache(maxsize=REMEMBERED)
def lowered(source: str, target: str, language: Target) -> tuple[tuple[Span, Span], ...]:
    """Return the names of a Kazakh text whose counterpart in a translation is written in small letters."""
    return tuple(_lowered(source, target, language))


def _lowered(source: str, target: str, language: Target) -> Iterator[tuple[Span, Span]]:
    here, there = read_names(source, "kk"), read_names(target, language)
    for mention, best in counterparts(source, target, language):
        if not best.same or best.at is None or mention.entries or mention.kind not in NAMES:
            continue
        word, other = here.text.words[mention.first], there.text.words[best.at]
        if other.capital or word.key.isascii() or min(len(word.key), len(other.key)) < SHORTEST:
            continue
        if mention.strength < LIKELY and is_common(word.key, "kk"):
            continue
        if ADJECTIVE.fullmatch(other.key) or is_known(other.text.lower(), language):
            continue
        start = other.start
        yield here.span(mention), (start, start + len(other.text))


@lru_cache(maxsize=REMEMBERED)
def taken_for_words(source: str, target: str, language: Target) -> tuple[tuple[Span, Span], ...]:
    """Return the names of a Kazakh text that are lost where a word like them stands: “starter”."""
    here = read_names(source, "kk")
    lost = [
        mention
        for mention, best in counterparts(source, target, language)
        if not best.same and not mention.entries and mention.kind in NAMES and mention.strength >= LIKELY
    ]
    if not lost:
        return ()
    small = [word for word in read_names(target, language).text.words if not word.capital]
    found = []
    for mention in lost:
        name = here.text.words[mention.first]
        if len(name.key) < SHORTEST or is_common(name.key, "kk"):
            continue
        for word in small:
            if len(word.key) >= SHORTEST and same_name(name.text, word.text, language) >= ALIKE:
                found.append((here.span(mention), (word.start, word.start + len(word.text))))
                break
    return tuple(found)


def repair_lowered(source: str, target: str, language: Target) -> str | None:
    """Write such a name with its capital, in English without its article; None where there is none."""
    mended = target
    for _, (start, _) in sorted(lowered(source, target, language), reverse=True):
        article = ARTICLE.search(mended, 0, start) if language == "en" else None
        start_of_all = article.start() if article is not None else start
        mended = mended[:start_of_all] + mended[start].upper() + mended[start + 1 :]
    return mended if mended != target else None
