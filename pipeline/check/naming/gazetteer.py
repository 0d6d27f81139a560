"""Names with fixed forms in three languages, found in a text through their endings, the longest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock

from pipeline.check.naming.paradigms import russian_forms
from pipeline.check.naming.sound import plain
from pipeline.check.naming.stems import hardened, kazakh_cuts
from pipeline.check.naming.words import WORD, Word, words_of
from pipeline.document import Language
from pipeline.wordlists import rows

_COLUMNS: tuple[Language, ...] = ("kk", "ru", "en")
_LOOSE = "~"
_SHORTEST_INFLECTED = 3
# Of a name that stands alone: «Есіл» may be the river or the district, «Абай» the region or the man.
_PLAIN_KINDS = frozenset({"country", "region", "city", "district", "abbreviation", "body", "international"})
_COMPOUND = 2  # words that Kazakh also writes as one where they make an adjective: оңтүстіккореялық


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: its forms by language, the one to use first; `loose` ones are never offered."""

    number: int
    kind: str
    forms: dict[Language, tuple[str, ...]]
    loose: dict[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Pattern:
    entry: int
    words: tuple[frozenset[str], ...]
    capital: bool
    shouted: bool
    loose: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `end` of a text name one of `entries`; `loose` where every form found is one."""

    start: int
    end: int
    entries: frozenset[int]
    loose: bool
    capital: bool


class Gazetteer:
    """All entries, and the patterns of their forms by language and first word.

    The patterns of forms that begin with the same two letters, which no ending changes, are made when a text
    has such a word: all of them take half a second.
    """

    def __init__(self, entries: tuple[Entry, ...], forms: Iterable[tuple[Language, int, str]]) -> None:
        self.entries = entries
        self._patterns: dict[Language, dict[str, list[_Pattern]]] = {language: {} for language in _COLUMNS}
        self._waiting: dict[tuple[Language, str], list[tuple[int, str]]] = {}
        self._lock = Lock()
        for language, number, form in forms:
            first = WORD.search(form.removeprefix(_LOOSE))
            if first is not None:
                self._waiting.setdefault((language, _beginning(first.group())), []).append((number, form))

    def patterns(self, key: str, language: Language) -> Sequence[_Pattern]:
        """Return the patterns whose first word may be this one."""
        with self._lock:
            for number, form in self._waiting.pop((language, _beginning(key)), ()):
                _enter(self._patterns[language], number, form, language)
        return self._patterns[language].get(key, ())

    def find(self, words: Sequence[Word], language: Language) -> list[Match]:
        """Return every match, also those inside a longer one, by place and then longest first."""
        found: list[Match] = []
        for at, word in enumerate(words):
            by_end: dict[int, list[_Pattern]] = {}
            for key in _readings(word.key, language):
                for pattern in self.patterns(key, language):
                    if _fits(pattern, words, at, key, language):
                        by_end.setdefault(at + len(pattern.words), []).append(pattern)
            for end in sorted(by_end, reverse=True):
                patterns = by_end[end]
                found.append(
                    Match(
                        at,
                        end,
                        frozenset(p.entry for p in patterns),
                        all(p.loose for p in patterns),
                        any(p.capital for p in patterns),
                    )
                )
        return found


def listed_name(text: str, language: Language) -> str | None:
    """Return the form to use for a text that is the Kazakh one of a single name, None for any other."""
    entries = _by_first_form().get(text, ())
    return entries[0].forms[language][0] if len(entries) == 1 else None


@cache
def _by_first_form() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in load_gazetteer().entries:
        if all(entry.forms.values()) and entry.kind in _PLAIN_KINDS:
            found.setdefault(entry.forms["kk"][0], []).append(entry)
    return found


def _readings(key: str, language: Language) -> tuple[str, ...]:
    """Return the word as patterns may hold it, in Kazakh without endings; Russian forms are in the index."""
    if language != "kk":
        return (key,)
    stems = [key[:end] for end in kazakh_cuts(key) if end == len(key) or end >= _SHORTEST_INFLECTED]
    return tuple(dict.fromkeys([*stems, *(hardened(stem) for stem in stems[1:])]))


def _fits(pattern: _Pattern, words: Sequence[Word], at: int, key: str, language: Language) -> bool:
    """Tell whether the words from `at` on are the pattern; only the last Kazakh word takes endings.

    A name of several words, and a Kazakh one with an ending (қазақстандық), may be written small.
    """
    last = at + len(pattern.words) - 1
    if last >= len(words) or (last > at and language == "kk" and key != words[at].key):
        return False
    if pattern.shouted and not words[at].shouted:
        return False
    if (
        pattern.capital
        and not words[at].capital
        and last == at
        and (language != "kk" or key == words[at].key)
    ):
        return False
    for place in range(at + 1, last + 1):
        options, word = pattern.words[place - at], words[place].key
        if word in options:
            continue
        if language != "kk" or place != last or options.isdisjoint(_readings(word, language)):
            return False
    return True


@cache
def load_gazetteer() -> Gazetteer:
    """Read gazetteer.tsv once."""
    entries: list[Entry] = []
    listed: list[tuple[Language, int, str]] = []
    for number, (kind, *columns) in enumerate(rows("gazetteer.tsv")):
        firm: dict[Language, tuple[str, ...]] = {}
        loose: dict[Language, tuple[str, ...]] = {}
        for language, cell in zip(_COLUMNS, columns, strict=True):
            forms = cell.split("|")
            firm[language] = tuple(form for form in forms if not form.startswith(_LOOSE))
            loose[language] = tuple(form[1:] for form in forms if form.startswith(_LOOSE))
            listed += [(language, number, form) for form in forms]
        entries.append(Entry(number, kind, firm, loose))
    return Gazetteer(tuple(entries), listed)


def _beginning(word: str) -> str:
    return plain(word)[:2]


def _forms(word: Word, language: Language, *, last: bool) -> frozenset[str]:
    """Return the forms of one word of a name: Russian ones by paradigm, English plurals of common words."""
    if word.shouted:
        return frozenset([word.key])
    if language == "ru":
        return russian_forms(word.key)
    if language == "en" and last and not word.capital and word.key[-1] not in "s":
        plural = word.key[:-1] + "ies" if word.key.endswith("y") else word.key + "s"
        return frozenset([word.key, plural])
    return frozenset([word.key])


def _enter(index: dict[str, list[_Pattern]], number: int, form: str, language: Language) -> None:
    """Put one form into the index under every shape of its first word."""
    loose = form.startswith(_LOOSE)
    words = words_of(form.removeprefix(_LOOSE), language).words
    inflected = tuple(_forms(word, language, last=word is words[-1]) for word in words)
    shouted = words[0].shouted and len(words) == 1
    pattern = _Pattern(number, inflected, any(word.capital for word in words), shouted, loose)
    for key in inflected[0]:
        index.setdefault(key, []).append(pattern)
    if language == "kk" and len(words) == _COMPOUND:
        joined = words[0].key + words[1].key
        index.setdefault(joined, []).append(_Pattern(number, (frozenset([joined]),), False, False, True))


@cache
def _capitals() -> frozenset[tuple[int, int]]:
    """Return the pairs of a state and its capital, as entries of the gazetteer."""
    numbers = {entry.forms["kk"][0]: entry.number for entry in load_gazetteer().entries if entry.forms["kk"]}
    return frozenset((numbers[state], numbers[city]) for state, city in rows("names_capitals.tsv"))


def is_capital_of(one: Collection[int], other: Collection[int]) -> bool:
    """Tell whether an entry of one is the capital of an entry of the other, or the other way round."""
    return any((a, b) in _capitals() or (b, a) in _capitals() for a in one for b in other)
