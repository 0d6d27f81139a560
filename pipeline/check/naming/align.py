"""Finds for each name of one side its counterpart on the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.mentions import CERTAIN, Mention, Reading
from pipeline.check.naming.sameness import likeness
from pipeline.check.naming.sound import plain
from pipeline.check.naming.vocabulary import is_place_class
from pipeline.check.naming.words import Word
from pipeline.document import Target

SAME, SAME_SHORT = 0.65, 0.72
ALIKE = 0.5
STRANGE = 0.4  # of two names that have nothing to do with each other, the likeness is hardly more
SAME_FIXED = 0.9  # for two places of the gazetteer, whose names are known: Ақтөбе, Aktau
SAME_JOINED = 0.8  # for two words written as one: Макдональд, Mac Donald
SAME_SMALL = 0.85  # for a counterpart without a capital: лондонский
STREET = re.compile(r"^(?:улица|проспект|ул\.|пр\.|бульвар)\s|\s(?:Avenue|Street|Ave|St|Prospect)$")
_SHORT_NAME, _SHORT_SMALL = 5, 5
_WINDOW = 24  # candidates looked at for one name, those at the nearest place in the sentence


@dataclass(slots=True)
class Counterpart:
    """The most similar word of the other side; `partly` where only a part of a longer name is there."""

    likeness: float = 0.0
    at: int | None = None
    same: bool = False
    partly: bool = False


@dataclass(slots=True)
class Side:
    """The words of one side, in which counterparts are looked for."""

    reading: Reading
    target: Target
    backward: bool
    capitals: list[int] = field(default_factory=list)
    small: list[int] = field(default_factory=list)
    fixed: dict[int, frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mention in self.reading.mentions:
            if mention.strength == CERTAIN and mention.entries:
                self.fixed.update(dict.fromkeys(range(mention.first, mention.last), mention.entries))
        for at, word in enumerate(self.reading.text.words):
            (self.capitals if word.capital else self.small).append(at)

    def score(self, key: str, other: str, least: float) -> float:
        """Return how far a name `key` of the other side and the word `other` of this side are the same.

        What is less than `least` is 0.
        """
        kazakh, word = (other, key) if self.backward else (key, other)
        return likeness(kazakh, word, self.target, least)


def find_counterparts(reading: Reading, side: Side) -> list[tuple[Mention, Counterpart]]:
    """Return each name of `reading` that may be one with its counterpart on `side`."""
    total = max(1, len(reading.text.words))
    found = []
    for mention in reading.mentions:
        if mention.strength:
            fixed = bool(mention.entries & side.reading.entries)
            best = (
                Counterpart(1.0, same=True)
                if fixed
                else _counterpart(reading, mention, side, mention.first / total)
            )
            found.append((mention, best))
    return found


def _counterpart(reading: Reading, mention: Mention, side: Side, share: float) -> Counterpart:
    words = reading.text.words[mention.first : mention.last]
    if len(words) == 1:
        spellings = _spellings(reading.text.words, mention.first)
        best = find_counterpart(spellings, share, side)
        rival = (
            best.at is not None and best.at in side.fixed and mention.strength == CERTAIN and mention.entries
        )
        return replace(best, same=best.same and not (rival and best.likeness < SAME_FIXED))
    if _is_street(mention, side):
        return Counterpart(1.0, same=True)
    language = reading.text.language
    parts = [find_counterpart([w.key], share, side) for w in words if not is_place_class(w.key, language)]
    worst = min(parts, key=lambda part: part.likeness, default=Counterpart())
    partly = not worst.same and any(part.same for part in parts)
    return Counterpart(worst.likeness, worst.at, worst.same, partly)


def _is_street(mention: Mention, side: Side) -> bool:
    """Tell whether the name of a listed street stands there, apart from the word for what it is."""
    keys = {word.key for word in side.reading.text.words}
    for number in mention.entries if not side.backward else ():
        for form in load_gazetteer().entries[number].forms[side.target]:
            name = STREET.sub("", form).strip()
            if name != form and all(plain(word) in keys for word in name.split()):
                return True
    return False


def _spellings(words: Sequence[Word], at: int) -> list[str]:
    """Return a word, and the word written together with a neighbour that may belong to it.

    A neighbour in other letters does not: the sounds of both would be those of one alone.
    """
    keys = [words[at].key]
    before, after = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
    one_script = [near is not None and near.key.isascii() == keys[0].isascii() for near in (before, after)]
    if after is not None and one_script[1] and (after.hyphen or (after.capital and not after.opening)):
        keys.append(keys[0] + after.key)
    if before is not None and one_script[0] and before.capital and not words[at].opening:
        keys.append(before.key + keys[0])
    return keys


def _near(places: Sequence[int], share: float) -> Sequence[int]:
    """Return the places nearest to `share` of the text, at most `_WINDOW`: names roughly keep their order."""
    if len(places) <= _WINDOW:
        return places
    start = min(max(0, int(share * len(places)) - _WINDOW // 2), len(places) - _WINDOW)
    return places[start : start + _WINDOW]


def find_counterpart(keys: Sequence[str], share: float, side: Side) -> Counterpart:
    """Return the best counterpart of a word, given in its spellings."""
    words = side.reading.text.words
    best = Counterpart()
    capitals = _near(side.capitals, share)
    for at in capitals:
        best = max(best, _compare(keys[:1], (at, words[at].key), side, SAME), key=_likeness)
        if best.likeness == 1.0:
            return best
    if not best.same:
        for at in _near(side.small, share):
            best = max(best, _compare(keys[:1], (at, words[at].key), side, SAME_SMALL), key=_likeness)
    if not best.same:
        for at in capitals:
            best = max(best, _compare(keys[1:], (at, words[at].key), side, SAME_JOINED), key=_likeness)
            if at + 1 < len(words) and (words[at + 1].capital or words[at + 1].hyphen):
                joined = words[at].key + words[at + 1].key
                best = max(best, _compare(keys[:1], (at, joined), side, SAME_JOINED), key=_likeness)
    return best


def _likeness(counterpart: Counterpart) -> float:
    return counterpart.likeness


def _compare(keys: Sequence[str], word: tuple[int, str], side: Side, floor: float) -> Counterpart:
    """Return `word`, its place and spelling, as a counterpart; only plain pairs count below `floor`."""
    at, other = word
    best = Counterpart()
    for key in keys:
        needed = floor
        if floor == SAME and min(len(key), len(other)) < _SHORT_NAME:
            needed = SAME_SHORT
        elif floor == SAME_SMALL and len(other) <= _SHORT_SMALL:
            needed = 1.0  # Брюн is no brain
        score = side.score(key, other, STRANGE if floor == SAME else needed)
        if score > best.likeness and (score >= needed or floor == SAME):
            best = Counterpart(score, at, score >= needed)
    return best
