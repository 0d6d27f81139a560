"""Find terms in a text through their forms: Kazakh endings, Russian declension, English plurals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.check.naming.paradigms import russian_forms
from pipeline.check.naming.stems import hardened, kazakh_cuts
from pipeline.check.naming.words import Word, read_words
from pipeline.document import Language, Span

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

LONGEST_WORD = 200  # letters
SHORTEST_INFLECTED = 3  # letters of a stem: endings of shorter ones are words of their own


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term as it is looked for: its words in small letters, and which of them are abbreviations.

    What the glossary writes with a capital is a name, and found only where its first word has one too.
    """

    keys: tuple[str, ...]
    shouted: tuple[bool, ...]
    is_name: bool
    owner: int


def phrase(text: str, language: Language, owner: int = 0) -> Phrase:
    """Return a term as it is looked for."""
    words = read_words(text, language).words
    shouted = tuple(word.shouted and not word.text.islower() for word in words)
    is_name = language == "kk" and bool(words) and words[0].capital
    return Phrase(tuple(word.key for word in words), shouted, is_name, owner)


@dataclass(frozen=True, slots=True)
class Found:
    """Words `start` to `end` of a text are a form of the phrase; `span` is where in the text."""

    phrase: Phrase
    start: int
    end: int
    span: Span


class Finder:
    """Finds phrases of one language; those with the same first word are looked at together."""

    def __init__(self, phrases: Iterable[Phrase], language: Language) -> None:
        self._language = language
        self._index: dict[str, list[Phrase]] = {}
        for found in phrases:
            for key in _entries(found.keys[0], language) if found.keys else ():
                self._index.setdefault(key, []).append(found)

    def find(self, text: str) -> list[Found]:
        """Return where the phrases stand, by place; of those that overlap the longest."""
        if not self._index:
            return []
        read = read_words(text, self._language)
        found = [
            Found(phrase, at, at + len(phrase.keys), (word.start, read.words[at + len(phrase.keys) - 1].end))
            for at, word in enumerate(read.words)
            for phrase in self._candidates(word.key)
            if self._fits(phrase, read.words, at, shouting=read.shouting)
        ]
        return _longest(found)

    def _candidates(self, key: str) -> list[Phrase]:
        keys = _readings(key, self._language)
        return list({id(p): p for k in keys for p in self._index.get(k, ())}.values())

    def _fits(self, phrase: Phrase, words: Sequence[Word], at: int, *, shouting: bool) -> bool:
        if at + len(phrase.keys) > len(words) or (phrase.is_name and not (words[at].capital or shouting)):
            return False
        for place, (key, shouted) in enumerate(zip(phrase.keys, phrase.shouted, strict=True)):
            word = words[at + place]
            if shouted and not (word.shouted and word.key == key):
                return False
            is_last = place == len(phrase.keys) - 1
            if not _is_form(word.key, key, self._language, is_last=is_last):
                return False
        return True


def _longest(found: list[Found]) -> list[Found]:
    """Return what does not lie in or across a longer find."""
    taken: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda f: f.start)


def _entries(key: str, language: Language) -> frozenset[str]:
    """Return the keys under which a phrase with this first word is looked up."""
    return frozenset([key]) | _lemmas(key) if language == "ru" else frozenset([key])


def _readings(key: str, language: Language) -> frozenset[str]:
    """Return the keys under which a word of a text may be found."""
    if language == "kk":
        return _kazakh_readings(key)
    return frozenset([key]) | (_lemmas(key) if language == "ru" else _english_singulars(key))


def _is_form(word: str, key: str, language: Language, *, is_last: bool) -> bool:
    if word == key:
        return True
    if language == "kk":
        return is_last and key in _kazakh_readings(word)
    if language == "en":
        return is_last and key in _english_singulars(word)
    return word in russian_forms(key) or not _lemmas(word).isdisjoint(_lemmas(key))


@lru_cache(maxsize=65536)
def _kazakh_readings(key: str) -> frozenset[str]:
    """Return what a Kazakh word may be without its endings; what makes an adjective of it is none of them."""
    cuts = [end for end in kazakh_cuts(key, derived=False) if end == len(key) or end >= SHORTEST_INFLECTED]
    stems = [key[:end] for end in cuts]
    return frozenset([*stems, *(hardened(stem) for stem in stems[1:])])


@lru_cache(maxsize=65536)
def _lemmas(key: str) -> frozenset[str]:
    """Return the dictionary forms that a Russian word may be of."""
    return frozenset(parse.normal_form.replace("ё", "е") for parse in parses(key)) | {key}


@lru_cache(maxsize=65536)
def parses(word: str) -> tuple[Parse, ...]:
    """Return what a Russian word may be, the likeliest first; kept, as several checks ask.

    Nothing is told of what is too long for a word, in whose prefixes the analyser loses itself.
    """
    return tuple(_morphology().parse(word)) if len(word) <= LONGEST_WORD else ()


@lru_cache(maxsize=65536)
def is_russian(word: str) -> bool:
    """Tell whether the dictionary has a Russian word; others are only guessed."""
    return bool(_morphology().word_is_known(word))


@cache
def _morphology() -> MorphAnalyzer:
    """Return the analyser of Russian words, loaded once."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def written_like(form: str, word: str) -> str:
    """Return a form that the analyser gives, which is in small letters, with the capital of a word."""
    return form.capitalize() if word[0].isupper() else form


def _english_singulars(key: str) -> frozenset[str]:
    """Return what an English word may be the plural of, and the word itself."""
    if len(key) <= SHORTEST_INFLECTED or not key.endswith("s") or key.endswith("ss"):
        return frozenset([key])
    endings = {"s": "", "es": "", "ies": "y"}
    return frozenset([key, *(key[: -len(e)] + one for e, one in endings.items() if key.endswith(e))])
