"""Small letters for words that a model begins as if a sentence began with them: «с 100, Это на 2 балла»."""

from __future__ import annotations

import re
from functools import cache

from pipeline.check.terms import parses
from pipeline.document import Target

OPENERS = {
    "ru": "Это|Этот|Эта|Эти|Также|Однако|Но|На|По|За|Из|От|До|При|Для|Во|Со|Ко|Об|Под|Над|Без|Через|Более"
    "|Менее|Около|Свыше|Среди|После|Перед|Он|Она|Оно|Они|Его|Её|Их"
    "|Который|Которая|Которые|Что|Чтобы|Если|Когда|Где|Так|Тогда",
    "en": "In|On|At|For|By|From|With|And|But|Of|To|This|That|These|Those|It|He|She|They|Which"
    "|While|As|Than|More|Less|About|After|Before|Also|However|There|If|When|Where",
}
ONE_LETTER = "В|С|К|О|У|И|А"  # of Russian, which are types and initials too
VERB = re.compile(
    r"(?<=[а-яё] )[А-ЯЁ][а-яё]{2,}(?:[еёи]т|[яую]т|ат|[аи]л|л[аио]|лся|лась|ются|[еи]тся|ятся)(?= [а-яё\d])"
)
MOST_CAPITALS = 0.6  # of the words of a text that is no title
WORD = re.compile(r"[^\W\d_]+")


def repair_capitals(source: str, target: str, language: Target) -> str | None:
    """Write small what stands behind a comma or within a clause and begins no name; None for no change."""
    words = WORD.findall(target)
    if sum(word[0].isupper() for word in words) > MOST_CAPITALS * len(words) or source.isupper():
        return None
    own = frozenset(WORD.findall(source))
    text = _behind_mark(language).sub(lambda found: _small(found, own), target)
    if language == "ru":
        text = VERB.sub(_small_verb, text)
    return text if text != target else None


@cache
def _behind_mark(language: Target) -> re.Pattern[str]:
    behind = r"(?= (?:[a-zа-яё\d]|[A-ZА-ЯЁ][a-zа-яё]))"
    word = rf"(?<=[a-zа-яё\d%)][,;] )(?:{OPENERS[language]}){behind}"
    letter = rf"(?:(?<=[а-яё]{{3}}[,;] )|(?<=\d[,;] ))(?:{ONE_LETTER}) (?=[А-ЯЁа-яё][а-яё])"
    return re.compile(f"{word}|{letter}" if language == "ru" else word)


def _small(found: re.Match[str], own: frozenset[str]) -> str:
    """Write a word small, but for one of the source: a letter, or the name of Но Му Хён."""
    if found.group().strip() in own or _is_quoted(found):
        return found.group()
    return found.group().lower()


def _small_verb(found: re.Match[str]) -> str:
    """Write a verb small that may be no name, outside quotation marks."""
    readings = parses(found.group().lower())
    is_verb = bool(readings) and all(reading.tag.POS == "VERB" and reading.is_known for reading in readings)
    return found.group() if not is_verb or _is_quoted(found) else found.group().lower()


def _is_quoted(found: re.Match[str]) -> bool:
    """Tell what stands within quotation marks, where a title begins with a capital."""
    before = found.string[: found.start()]
    opened, closed = (sum(map(before.count, marks)) for marks in ("«“", "»”"))
    return opened > closed or before.count('"') % 2 == 1
