"""Names that are there, but by other letters: an ending, a syllable, a Latin letter, initials."""

from __future__ import annotations

from pipeline.check.naming.align import Counterpart
from pipeline.check.naming.given import is_another
from pipeline.check.naming.initials import initials_differ, with_initials
from pipeline.check.naming.mentions import CERTAIN, LIKELY, Mention, Reading
from pipeline.check.naming.surnames import (
    family_stem,
    has_lost_plural,
    has_other_syllables,
    is_man_called_woman,
    other_surname,
)
from pipeline.check.naming.verdict import Verdict
from pipeline.check.naming.vocabulary import is_kazakh_given_name, is_place_class
from pipeline.check.naming.vowels import has_other_vowel
from pipeline.document import Severity, Target

# Kazakh family names are written by the letters: less than this is a change.
_FAMILY_SAME = {"ru": 0.85, "en": 0.8}
_BEHIND_GIVEN_SAME = {"ru": 0.85, "en": 0.81}
_LATIN_LETTERS = 3  # of a word that is surely one
_ROMAN = frozenset("ivxlcdm")


def respelled(
    source: Reading, target: Reading, mention: Mention, best: Counterpart, language: Target
) -> Verdict | None:
    """Return a verdict where a family name has lost or won its ending, a Latin word a letter (KASE, KASA)."""
    if best.at is None or mention.last - mention.first > 1:
        return None
    word, other = source.text.words[mention.first], target.text.words[best.at]
    is_elsewhere = any(each.key == word.key for each in target.text.words)  # Baa2 beside Baa1
    is_plural = language == "en" and other.key in (f"{word.key}s", f"{word.key}es")  # iPhones
    if is_latin(word.key, other.key) and not is_elsewhere and other.capital and not is_plural:
        return Verdict("changed", "warning", mention, _word(best.at), spelling=True)
    if mention.entries or _is_place(source, mention):
        return None
    ending_lost = other_surname(word.key, other.key, language)
    ending_lost = ending_lost or has_become_woman(source, mention.first, target, best.at)
    unlike = best.likeness < _FAMILY_SAME[language] and bool(family_stem(word.key))
    unlike = unlike or (mention.kind == "person" and has_other_vowel(word.key, other.key, language))
    behind_given = _stands_behind_given(source, mention.first)
    unlike = unlike or (behind_given and best.likeness < _BEHIND_GIVEN_SAME[language])
    unlike = unlike or has_other_syllables(word.key, other.key, language)
    unlike = unlike or has_lost_plural(word.key, other.key)
    unlike = unlike or is_another(source, mention, target, best)
    if not other.capital or not (ending_lost or unlike):
        return None
    severity: Severity = "error" if ending_lost and mention.strength == CERTAIN else "warning"
    return Verdict("changed", severity, mention, _word(best.at), spelling=True)


def _stands_behind_given(source: Reading, at: int) -> bool:
    """Tell whether a word stands behind a Kazakh given name: Ерлан Бекхожин."""
    before, word = source.text.words[at - 1] if at else None, source.text.words[at]
    return (
        before is not None
        and before.capital
        and not (word.opening or word.apart or word.hyphen or word.shouted)
        and is_kazakh_given_name(before.key)
    )


def _is_place(source: Reading, mention: Mention) -> bool:
    """Tell the name of a place, which has no ending of a family name: Гандлова қаласы."""
    after = source.text.words[mention.last : mention.last + 1]
    return bool(after) and is_place_class(after[0].key, "kk")


def has_become_woman(source: Reading, at: int, target: Reading, to: int) -> bool:
    """Tell whether the man's name at `at` stands at `to` in the translation as a woman's."""
    if not at or not to or target.text.language != "ru":
        return False
    words = (
        source.text.words[at - 1],
        source.text.words[at],
        target.text.words[to - 1],
        target.text.words[to],
    )
    return is_man_called_woman(*(word.key for word in words))


def with_other_initials(
    source: Reading, target: Reading, mention: Mention, best: Counterpart, language: Target
) -> Verdict | None:
    """Return a verdict where a name has other initials, or fewer."""
    if not best.same or best.at is None:
        return None
    words, others = source.text.words, target.text.words
    if not initials_differ(words, mention.first, others, best.at, language):
        return None
    one, other = (
        Mention(*with_initials(*name), "person", LIKELY)
        for name in ((words, mention.first), (others, best.at))
    )
    return Verdict("changed", "warning", one, other, initials=True)


def is_latin(first: str, second: str) -> bool:
    """Tell whether both words are in Latin letters, which any translation keeps; figures (XII) are none."""
    return first.isascii() and second.isascii() and len(first) >= _LATIN_LETTERS and bool(set(first) - _ROMAN)


def _word(at: int) -> Mention:
    return Mention(at, at + 1, "person", LIKELY)
