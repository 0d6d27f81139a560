"""Finds the names of a text as a reader sees them: initials, given and family name together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.mentions import CERTAIN, LIKELY, Kind, Mention, read_names
from pipeline.check.naming.sound import plain
from pipeline.check.naming.vocabulary import (
    is_class,
    is_common,
    is_family_name,
    is_given_name,
    is_place_class,
    is_surname,
    keeps_capital,
)
from pipeline.check.naming.words import Word, read_words
from pipeline.check.sentences import has_end
from pipeline.document import Language, Span

ONE_LETTER_WORDS: dict[Language, frozenset[str]] = {
    "kk": frozenset(),
    "ru": frozenset("АВИКОСУЯ"),
    "en": frozenset("A"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text; `text[span[0]:span[1]]` of the whole is `text`."""

    span: Span
    text: str
    kind: Kind


def find_names(text: str, language: Language) -> list[Name]:
    """Return the names of `text` in order; words that only open a sentence with a capital are left out."""
    reading = read_names(text, language)
    names = []
    for mentions in _groups(reading.mentions):
        first = _with_initials(reading.text.words, mentions[0].first)
        span = (reading.text.words[first].start, reading.text.words[mentions[-1].last - 1].end)
        kinds = [mention.kind for mention in mentions]
        names.append(Name(span, text[slice(*span)], "person" if "person" in kinds else kinds[0]))
    return names


def opens_plainly(text: str) -> bool:
    """Tell whether the capital that a few Kazakh words begin with is that of a beginning, not of a name.

    Only where it is sure: the first word is known to be written small, no name begins with it, no other word
    has a capital, and none says what the name before it is (Темір ауданы, Достық көшесі).
    """
    words = read_words(text, "kk").words
    if not words or text[:1] + text[1:].lower() != text[:1].upper() + text[1:] or has_end(text):
        return False
    first, *others = (plain(word.text) for word in words)
    named = is_given_name(first, "kk") or any(m.start == 0 for m in load_gazetteer().find(words, "kk"))
    classed = any(is_place_class(word, "kk") or is_class(word) for word in others)
    return is_common(first, "kk") and not named and not classed


def begun_small(text: str, language: Language) -> str:
    """Return a part of a sentence with a small letter where its capital is only that of a beginning."""
    words = read_words(text, language).words
    if not words or words[0].start or words[0].text[1:] != words[0].text[1:].lower():
        return text
    if words[0].text in ONE_LETTER_WORDS[language] and not words[0].initial:
        return text[:1].lower() + text[1:]
    if len(words) > 1 and words[1].capital:  # Республика Казахстан
        return text
    key = plain(words[0].text)
    named = is_given_name(key, language) or is_family_name(key, language) or keeps_capital(key, language)
    if (
        not is_common(key, language)
        or named
        or any(m.start == 0 for m in load_gazetteer().find(words, language))
    ):
        return text
    return text[:1].lower() + text[1:]


def names_in_capitals(line: str) -> frozenset[str]:
    """Return the words of a Kazakh line in capitals that would have one in any line.

    Only where something besides the capital is sure of it: the gazetteer, an initial, a family name that is
    known or stands behind a given name. Of 3,000 sentences put in capitals it named 251 words, 8 wrongly.
    """
    reading = read_names(line, "kk")
    words = reading.text.words
    proper = [not is_common(word.key, "kk") for word in words]
    for mention in reading.mentions:
        if mention.kind == "person" and mention.entries:
            proper[mention.first : mention.last] = [True] * (mention.last - mention.first)
    named = {at for at, word in enumerate(words) if word.initial}
    for mention in reading.mentions:
        if mention.entries and (mention.strength >= CERTAIN or mention.last - mention.first > 1):
            named |= {at for at in range(mention.first, mention.last) if proper[at]}
    for at, word in enumerate(words):
        given = at > 0 and proper[at - 1] and is_given_name(words[at - 1].key, "kk")
        follows = given or (at > 0 and words[at - 1].initial)
        if proper[at] and (is_family_name(word.key, "kk") or (follows and is_surname(word.key, "kk"))):
            named |= {at - 1, at} if given else {at}
    return frozenset(words[at].text for at in named)


def _groups(mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Yield the mentions that make one name together."""
    shown = [m for m in mentions if m.strength >= LIKELY or (m.strength and m.kind != "unknown")]
    for _, group in groupby(shown, key=lambda mention: mention.group):
        yield list(group)


def _with_initials(words: list[Word], first: int) -> int:
    """Return the first of the initials that stand before the word at `first`."""
    while first and words[first - 1].initial:
        first -= 1
    return first
