"""What is known of words with capitals: common words, given names, titles, endings of family names."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.check.naming.sound import plain
from pipeline.check.naming.stems import cuts, hardened, kazakh_cuts
from pipeline.check.naming.transliterate import transliterate
from pipeline.document import TARGETS, Language
from pipeline.given_names import given_names_of_kazakhs
from pipeline.wordlists import listed, rows

_SHORTEST_COMMON = 3
_BEFORE_SURNAME_ENDING = 3
_LONG_ADJECTIVE = 6
_ENGLISH_ENDINGS = ("s", "es", "ed", "d", "ing", "ly")


@cache
def _context(language: Language, what: str) -> frozenset[str]:
    return frozenset(
        word
        for where, kind, words in rows("names_context.tsv")
        if (where, kind) == (language, what)
        for word in words.split()
    )


def titles(language: Language) -> frozenset[str]:
    """Return the abbreviations that stand before a name."""
    return _context(language, "title")


def place_classes(language: Language) -> frozenset[str]:
    """Return the words that say what kind of place a name is: облысы, район, river."""
    return _context(language, "class")


@lru_cache(maxsize=8192)
def is_place_class(key: str, language: Language) -> bool:
    """Tell whether a word in any case says what kind of place a name is: ауданында, району."""
    known = place_classes(language)
    return key in known or (language == "kk" and any(key[:end] in known for end in kazakh_cuts(key)))


@lru_cache(maxsize=8192)
def is_class(key: str) -> bool:
    """Tell whether a Kazakh word in any case says what the name before it is: шатқалында, мырзаның."""
    known = _context("kk", "named")
    return any(key[:end] in known for end in kazakh_cuts(key))


def pronouns() -> frozenset[str]:
    """Return the Kazakh words that a translation may spell out as a name."""
    return _context("kk", "pronoun")


def long_initials(language: Language) -> frozenset[str]:
    """Return the initials of two letters."""
    return _context(language, "initial")


@cache
def _common(language: Language) -> frozenset[str]:
    return (
        frozenset(listed(f"names_words_{language}.txt"))
        | _context(language, "calendar")
        | _context(language, "capital")
    )


@lru_cache(maxsize=8192)
def is_common(key: str, language: Language) -> bool:
    """Tell whether a word, as `plain` gives it, is also written small, in any form."""
    known = _common(language)
    if key in known:
        return True
    if language == "en":
        return any(
            key.endswith(e) and len(key) - len(e) >= _SHORTEST_COMMON and key[: -len(e)] in known
            for e in _ENGLISH_ENDINGS
        )
    stems = [key[:end] for end in cuts(key, language) if end >= _SHORTEST_COMMON]
    return any(stem in known or (language == "kk" and hardened(stem) in known) for stem in stems)


def keeps_capital(key: str, language: Language) -> bool:
    """Tell whether a word is often written with a capital, too: a month in English, a part of a title."""
    often = _context(language, "capital") | (
        _context(language, "calendar") if language == "en" else frozenset()
    )
    return any(key[:end] in often for end in cuts(key, language)) or key in often


@lru_cache(maxsize=8192)
def is_title(key: str, language: Language) -> bool:
    """Tell whether a word is an office or a form of address, which stand before the name of a person."""
    known = _context(language, "address") | titles(language)
    return any(key[:end] in known for end in cuts(key, language))


@cache
def _given(language: Language) -> frozenset[str]:
    """Return the given names in one language, as `plain` gives them."""
    names: set[str] = set()
    for kazakh, *others in rows("names_given.tsv"):
        if language == "kk":
            names.add(plain(kazakh))
            continue
        listed = others[TARGETS.index(language)] if len(others) > TARGETS.index(language) else "-"
        names.update(
            plain(form)
            for form in (listed.split("|") if listed != "-" else [transliterate(kazakh, language)])
        )
    return frozenset(names)


@lru_cache(maxsize=8192)
def is_descriptive(key: str, language: Language) -> bool:
    """Tell whether a word has the ending of an adjective or participle that family names do not have."""
    return key.endswith(tuple(_context(language, "describing"))) and len(key) > _LONG_ADJECTIVE


@cache
def _usual() -> dict[str, frozenset[str]]:
    """Return the forms listed for given names in the two targets, as `plain` gives both."""
    return {
        plain(kazakh): frozenset(plain(form) for cell in others for form in cell.split("|"))
        for kazakh, *others in rows("names_given.tsv")
        if others
    }


@lru_cache(maxsize=8192)
def usual_forms(key: str) -> frozenset[str]:
    """Return the forms listed for a Kazakh given name in any case, as `plain` gives them."""
    known = _usual()
    return frozenset().union(*(known.get(key[:end], ()) for end in kazakh_cuts(key)))


@lru_cache(maxsize=8192)
def is_given_name(key: str, language: Language) -> bool:
    """Tell whether a word, as `plain` gives it, is a given name in any form; азаматтық is none of Азамат."""
    known = _given(language)
    ends = kazakh_cuts(key, derived=False) if language == "kk" else cuts(key, language)
    return any(key[:end] in known for end in ends if end >= _SHORTEST_COMMON)


def is_kazakh_given_name(key: str) -> bool:
    """Tell whether a Kazakh word without an ending is a given name of Kazakhs."""
    return key in _kazakh_given()


@cache
def _kazakh_given() -> frozenset[str]:
    """Return the given names that are not written in Kazakh for those of other languages (Джефф, Лео)."""
    return frozenset(map(plain, given_names_of_kazakhs()))


@cache
def _family() -> frozenset[str]:
    return frozenset(map(plain, listed("names_family.txt")))


@lru_cache(maxsize=8192)
def is_family_name(key: str, language: Language) -> bool:
    """Tell whether a word, as `plain` gives it, is a known family name in any form."""
    return any(key[:end] in _family() for end in cuts(key, language))


@lru_cache(maxsize=8192)
def is_surname(key: str, language: Language) -> bool:
    """Tell whether a word, as `plain` gives it, is a known family name or has the ending of one."""
    endings = _context(language, "surname")
    for end in cuts(key, language):
        stem = key[:end]
        if stem in _family() or any(
            stem.endswith(e) and end - len(e) >= _BEFORE_SURNAME_ENDING for e in endings
        ):
            return True
    return False
