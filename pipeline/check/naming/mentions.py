"""Finds the names of a text: fixed ones by the gazetteer, others by capitals, initials and endings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.check.naming.gazetteer import Match, load_gazetteer
from pipeline.check.naming.stems import kazakh_cuts
from pipeline.check.naming.vocabulary import (
    is_class,
    is_common,
    is_descriptive,
    is_family_name,
    is_given_name,
    is_surname,
    is_title,
)
from pipeline.check.naming.words import Text, Word, read_words
from pipeline.check.pair import REMEMBERED
from pipeline.document import Language, Span

Kind = Literal["person", "place", "organisation", "abbreviation", "title", "unknown"]
PLACES = frozenset(
    {"country", "region", "city", "district", "settlement", "place", "river", "lake", "mountain"}
)
_IDLE = frozenset({"office", "nationality", "religion", "holiday", "event", "planet"})
CERTAIN, LIKELY, DOUBTFUL, IDLE = 3, 2, 1, 0
ROMAN = "IVXLІХ"
_SHORTEST_NAME = 2
_FULL_NAME = 2  # a given and a family name
_PLURALS = ("лар", "лер", "дар", "дер", "тар", "тер")


@dataclass(slots=True)
class Mention:
    """A name or a part of one: words `first` to `last` of the text, and how sure it is that it is one."""

    first: int
    last: int
    kind: Kind
    strength: int
    entries: frozenset[int] = frozenset()
    group: int = 0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The names of a text, and every entry of the gazetteer that any word of it may mean.

    `matches` are what the gazetteer found in it, also inside longer matches.
    `plain` are the other words with a capital that their place does not ask for: offices, days, parts of the
    names of bodies.
    """

    text: Text
    mentions: list[Mention]
    entries: frozenset[int]
    plain: list[Mention]
    matches: list[Match]

    def span(self, mention: Mention) -> Span:
        """Return the place of a mention in the text."""
        words = self.text.words
        return words[mention.first].start, words[mention.last - 1].end


@lru_cache(maxsize=REMEMBERED)
def read_names(text: str, language: Language) -> Reading:
    """Find the names of `text`."""
    read = read_words(text, language)
    matches = load_gazetteer().find(read.words, language)
    mentions = _fixed(read, matches)
    taken = {at for mention in mentions for at in range(mention.first, mention.last)}
    mentions += _free(read, taken)
    mentions.sort(key=lambda mention: mention.first)
    _group(read.words, mentions)
    latin = [word for word in read.words if word.key.isascii()] if language != "en" else []
    foreign = load_gazetteer().find(latin, "en")
    understood = _understood(matches) | _understood(foreign)
    return Reading(read, mentions, understood, _plain(read, mentions, matches), matches)


def _plain(read: Text, mentions: Sequence[Mention], matches: Sequence[Match]) -> list[Mention]:
    """Return the words with a telling capital that are no names by themselves, each by itself."""
    if read.title_case or read.shouting:
        return []
    named = {at for m in mentions if m.strength for at in range(m.first, m.last)}
    entries: dict[int, frozenset[int]] = {}
    for match in matches:
        for at in range(match.start, match.end):
            entries[at] = entries.get(at, frozenset()) | match.entries
    return [
        Mention(at, at + 1, "unknown", IDLE, entries.get(at, frozenset()), group=-1 - at, quoted=word.quoted)
        for at, word in enumerate(read.words)
        if at not in named
        and word.capital
        and not word.opening
        and not word.initial
        and len(word.text) > _SHORTEST_NAME
        and not word.shouted
    ]


def _understood(matches: Sequence[Match]) -> frozenset[int]:
    """Return the entries that the text names; Корея in Солтүстік Корея is no place of its own."""
    gazetteer = load_gazetteer()
    entries: set[int] = set()
    inside = 0
    for match in matches:
        if match.end > inside:
            entries |= match.entries
        if match.end - match.start > 1 and all(gazetteer.entries[e].kind in PLACES for e in match.entries):
            inside = max(inside, match.end)
    return frozenset(entries)


def _fixed(read: Text, matches: Sequence[Match]) -> list[Mention]:
    """Return the longest matches that carry a capital as mentions."""
    mentions: list[Mention] = []
    free = 0
    for match in matches:
        if match.start < free:
            continue
        words = read.words[match.start : match.end]
        if not any(word.capital for word in words):  # the first may be a small one: остров Дьявола
            continue
        if len(words) == 1 and _may_be_common(words[0], read):
            continue
        kind, strength = _weigh(match, words)
        mentions.append(
            Mention(match.start, match.end, kind, strength, match.entries, quoted=words[0].quoted)
        )
        free = match.end
    return mentions


def _may_be_common(word: Word, read: Text) -> bool:
    """Tell whether the capital of a word that also lives as a common one may be due to its place."""
    placed = word.opening or read.title_case or read.shouting
    return placed and not (word.shouted and not read.shouting) and is_common(word.key, read.language)


def _weigh(match: Match, words: Sequence[Word]) -> tuple[Kind, int]:
    kinds = {load_gazetteer().entries[entry].kind for entry in match.entries}
    if kinds <= _IDLE:
        return "unknown", IDLE
    if not match.capital:
        return "unknown", IDLE if words[0].opening else DOUBTFUL
    strength = DOUBTFUL if match.loose else CERTAIN
    if kinds & PLACES:
        return "place", strength
    if "person" in kinds:
        return "person", max(strength, LIKELY)
    if len(words) == 1 and words[0].shouted:
        return "abbreviation", strength
    if "abbreviation" in kinds:
        return "abbreviation", DOUBTFUL
    return "organisation", LIKELY if kinds & {"company", "international"} else DOUBTFUL


def _free(read: Text, taken: set[int]) -> list[Mention]:
    """Return the words with a capital that may be names, each by itself."""
    mentions = []
    for at, word in enumerate(read.words):
        if at in taken or not word.capital or word.initial or len(word.text) < _SHORTEST_NAME:
            continue
        strength = _strength(read, at)
        if strength:
            mentions.append(Mention(at, at + 1, _kind(read, at), strength, quoted=word.quoted))
    return mentions


def _kind(read: Text, at: int) -> Kind:
    word = read.words[at]
    if word.shouted and not read.shouting:
        return "abbreviation"
    if word.quoted:
        return "title"
    return "person" if _personal(read, at) else "unknown"


def _personal(read: Text, at: int) -> bool:
    """Tell whether something besides the capital says that the word names a person."""
    language, word = read.language, read.words[at]
    if is_given_name(word.key, language) or is_surname(word.key, language):
        return True
    before = read.words[at - 1] if at else None
    return before is not None and (before.initial or (before.capital and is_given_name(before.key, language)))


def _strength(read: Text, at: int) -> int:
    """Return how sure it is that the word with a capital is a name."""
    word, language = read.words[at], read.language
    common = is_common(word.key, language)
    if (word.shouted and not read.shouting) or (language != "en" and word.key.isascii()):
        return DOUBTFUL
    personal = _personal(read, at)
    if not personal and common:
        return IDLE
    if not personal and ((language != "kk" and _in_title(read, at)) or _describes(read, at)):
        return DOUBTFUL
    beside = _beside(read, at)
    if word.opening or read.title_case or read.shouting:
        if common:
            return DOUBTFUL if personal and beside and not _heads(read, at) else IDLE
        alone = is_family_name(word.key, language) or (language == "kk" and is_surname(word.key, language))
        return LIKELY if _classed(read, at) or (personal and (beside or alone)) else DOUBTFUL
    if word.quoted:
        return IDLE if common else DOUBTFUL
    if common:
        own = is_given_name(word.key, language) or is_surname(word.key, language)
        return LIKELY if own and beside else DOUBTFUL if personal else IDLE
    return CERTAIN if personal and (beside or is_surname(word.key, language)) else LIKELY


def _heads(read: Text, at: int) -> bool:
    """Tell whether a Kazakh given name at the head is the common word: Ғалымдар …; Ғалым Рахман Алшанов …"""
    words, key = read.words, read.words[at].key
    if read.language != "kk":
        return False
    if any(key[end:].startswith(_PLURALS) for end in kazakh_cuts(key)):
        return True
    behind = words[at + 1 : at + 1 + _FULL_NAME]
    return (
        len(behind) == _FULL_NAME
        and all(word.capital for word in behind)
        and is_given_name(behind[0].key, "kk")
        and is_surname(behind[1].key, "kk")
    )


def _beside(read: Text, at: int) -> bool:
    """Tell whether a neighbour with a capital, an initial or a given name supports the word."""
    words, language = read.words, read.language
    for near in (at - 1, at + 1):
        if not 0 <= near < len(words):
            continue
        other = words[near]
        later = words[max(at, near)]
        if later.opening or not other.capital or _is_number(other):
            continue
        if other.initial or not is_common(other.key, language) or is_given_name(other.key, language):
            return True
    return False


def _is_number(word: Word) -> bool:
    """Tell whether a word is a Roman numeral of either keyboard, no initial: XII Азаматтық форум."""
    return not word.initial and not word.text.strip(ROMAN)


def _classed(read: Text, at: int) -> bool:
    """Tell whether a Kazakh word that says what is named follows: Брайтон жағажайында, Рекс мырза."""
    if read.language != "kk" or at + 1 >= len(read.words):
        return False
    after = read.words[at + 1]
    return not after.capital and not after.opening and is_class(after.key)


def _describes(read: Text, at: int) -> bool:
    """Tell whether the word is an adjective that a small noun follows: Епископальная церковь."""
    words = read.words
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and not after.capital and is_descriptive(words[at].key, read.language)


def _in_title(read: Text, at: int) -> bool:
    """Tell whether a common word with a capital stands beside it, as in the names of bodies."""
    words, language = read.words, read.language
    for near in (at - 1, at + 1):
        if not 0 <= near < len(words) or words[max(at, near)].opening or words[max(at, near)].hyphen:
            continue
        other = words[near]
        if (
            other.capital
            and not other.opening
            and is_common(other.key, language)
            and not is_title(other.key, language)
        ):
            return not is_given_name(other.key, language)
    return False


def _group(words: Sequence[Word], mentions: Sequence[Mention]) -> None:
    """Number the mentions so that those which stand side by side share a group."""
    for before, mention in zip([None, *mentions], mentions, strict=False):
        mention.group = mention.first
        if before is None or mention.entries or before.entries or words[mention.first].opening:
            continue
        if before.strength < LIKELY and words[before.first].opening:
            continue
        if any(words[at].apart for at in range(before.last, mention.last)):
            continue
        one_script = words[before.first].key.isascii() == words[mention.first].key.isascii()
        if one_script and all(words[at].initial for at in range(before.last, mention.first)):
            mention.group = before.group
