"""Cuts a text into words and tells what their capitals and places say."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.alphabet import LOWER
from pipeline.check.naming.sound import plain
from pipeline.check.naming.vocabulary import long_initials, titles
from pipeline.check.pair import REMEMBERED
from pipeline.document import Language, Span
from pipeline.marks import leading_mark

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*\d*")
_ENGLISH_TAIL = re.compile(r"(?:n['’]t|['’](?:s|m|d|re|ve|ll)?)$", re.IGNORECASE)
_PLURAL = re.compile(r"[A-Z]{2,}s")
_SHOUTED = re.compile(rf"([^\W\d_a-z{LOWER}]{{2,}})([a-z{LOWER}]+)")
_LATIN_THEN_CYRILLIC = re.compile(rf"([a-zA-Z'’]{{2,}})([{LOWER}]+)")
_STOPS = frozenset(".!?…:|")
_OPENING = frozenset('«“„"‹([{‚”')
_DASHES = frozenset("–—−―")
_HYPHENS = frozenset("-‑")
_LONGEST_TITLE_WORDS = 7
_QUOTED = re.compile(r"«([^«»]{1,90})»|“([^“”\"]{1,90})[”“\"]|\"([^\"“”]{1,90})\"|„([^„“”]{1,90})[“”]")
_CAPITALS_SHARE = 0.6
_NOWHERE: Span = (sys.maxsize, sys.maxsize)
_HEADLINE_WORDS = 4


@dataclass(slots=True)
class Word:
    """A word of the text.

    Its capital tells nothing where it is `opening`; more than a space or a full stop stands before it where
    it is `apart`, a hyphen where `hyphen` is set.
    """

    text: str
    key: str
    start: int
    end: int
    capital: bool
    shouted: bool
    opening: bool = False
    initial: bool = False
    hyphen: bool = False
    quoted: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text and whether its capitals tell anything."""

    text: str
    language: Language
    words: list[Word] = field(default_factory=list)
    title_case: bool = False
    shouting: bool = False


@lru_cache(maxsize=REMEMBERED)
def read_words(text: str, language: Language) -> Text:
    """Cut `text` into words; kept, as several checks ask."""
    return words_of(text, language)


def words_of(text: str, language: Language) -> Text:
    """Cut into words what is asked for once."""
    words: list[Word] = []
    for match in WORD.finditer(text):
        found, start = match.group(), match.start()
        if language == "en" or found.replace("’", "'").isascii():
            found = _ENGLISH_TAIL.sub("", found) or found
            found = found[:-1] if _PLURAL.fullmatch(found) else found
        elif (split := _SHOUTED.fullmatch(found) or _LATIN_THEN_CYRILLIC.fullmatch(found)) is not None:
            found = split.group(1)
        words.append(_word(text, found, start, language))
    if words and words[0].initial and leading_mark(text):  # «І. Мақсаты» is the first part of something
        words[0].initial = False
    titles_left = iter(_quoted_spans(text))
    start, end = next(titles_left, _NOWHERE)
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        _place(text, word, before, language)
        while word.start >= end:
            start, end = next(titles_left, _NOWHERE)
        word.quoted = word.start >= start
    return Text(text, language, words, *_manner(words))


def _word(text: str, found: str, start: int, language: Language) -> Word:
    """Return the word `found` at `start`."""
    end = start + len(found)
    letters = found.rstrip("0123456789")
    dotted = found[0].isupper() and text[end : end + 1] == "."
    initial = dotted and (len(found) == 1 or found.lower() in long_initials(language))
    shouted = len(letters) > 1 and letters.isupper()
    return Word(found, plain(found), start, end, found[0].isupper(), shouted, initial=initial)


def _place(text: str, word: Word, before: Word | None, language: Language) -> None:
    """Tell whether the word opens a sentence, a quotation or a line, and whether a hyphen precedes it."""
    if before is None:
        word.opening = True
        return
    gap = text[before.end : word.start]
    word.hyphen = len(gap) == 1 and gap in _HYPHENS
    if word.hyphen or gap == " ":
        return
    word.apart = bool(gap.strip(". \u00a0\u202f"))
    stop = any(mark in _STOPS for mark in gap)
    if (
        stop
        and gap[0] == "."
        and not gap.strip(". \u00a0\u202f")
        and (before.initial or before.key in titles(language))
    ):
        stop = False
    word.opening = stop or "\n" in gap or any(m in _OPENING or m in _DASHES for m in gap)


def _quoted_spans(text: str) -> list[Span]:
    """Return the short quotations that may be titles: no sentence ends in them."""
    spans = []
    for match in _QUOTED.finditer(text):
        inner = next(group for group in match.groups() if group is not None)
        speech = inner.rstrip()[-1:] in ",.!?…" or text[match.end() : match.end() + 1] == ","
        if len(inner.split()) <= _LONGEST_TITLE_WORDS and not (speech and len(inner.split()) > 2):
            spans.append(match.span())
    return spans


def _manner(words: list[Word]) -> tuple[bool, bool]:
    """Tell title case (nearly every long word has a capital) and shouting (nearly every letter is one)."""
    long = [word for word in words if len(word.text) > 3 and not word.hyphen]
    if len(long) < 2:
        return False, bool(long) and long[0].shouted and len(words) <= 3
    shouting = sum(word.shouted for word in long) >= _CAPITALS_SHARE * len(long)
    capitals = sum(word.capital for word in long)
    return len(long) >= _HEADLINE_WORDS and capitals >= 0.75 * len(long), shouting
