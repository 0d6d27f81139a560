"""Given names exchanged: Нұрлан for Нұржан, or another before a family name that stays (Дамрат Ахметов)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.check.naming.align import ALIKE, STRANGE, Counterpart, Side, find_counterpart
from pipeline.check.naming.mentions import LIKELY, Mention, Reading
from pipeline.check.naming.sound import plain
from pipeline.check.naming.stems import kazakh_cuts
from pipeline.check.naming.surnames import has_other_consonant, has_won_ending
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.vocabulary import is_common, is_given_name, is_title, usual_forms
from pipeline.check.naming.words import Word
from pipeline.document import Target

_SHORTEST = 3  # letters
_OTHER_GIVEN = 0.8  # two given names that are less alike are two


def exchanged(
    source: Reading, target: Reading, there: Sequence[tuple[Mention, Counterpart]], language: Target
) -> list[tuple[Mention, Mention]]:
    """Return the given names of the source that another word with a capital stands for.

    What stands for it may be in no list of names, so that it passes for a word that a translator added; but
    the family name behind it has its counterpart, and the given name itself is nowhere. Of 30,000 pairs by
    people none has such.
    """
    words, others = source.text.words, target.text.words
    side = Side(target, language, backward=False)
    found = []
    for mention, best in there:
        at = mention.first
        if not best.same or best.at is None or not at or not best.at or mention.entries:
            continue
        given, other = words[at - 1], others[best.at - 1]
        is_given = _goes_before(given, words[at]) and is_given_name(given.key, "kk")
        is_other = _goes_before(other, others[best.at]) and not _is_said_of_anyone(other, language)
        if not is_given or not is_other:
            continue
        nearest = find_counterpart([given.key], at / len(words), side)
        if nearest.likeness < ALIKE and not _is_of_source(other.key, source, language):
            found.append((_named(at - 1), _named(best.at - 1)))
    return found


def are_two(first: str, second: str, language: Target) -> bool:
    """Tell two given names that only sound alike (Нұрлан, Ерлан) from one that is spelt in two ways."""
    if not is_given_name(first, "kk") or not is_given_name(second, language):
        return False
    return all(plain(transliterate(first[:end], language)) != second for end in kazakh_cuts(first))


def is_another(source: Reading, mention: Mention, target: Reading, best: Counterpart) -> bool:
    """Tell whether a name that passes for the same is another given name (Нұрлан, Nurzhan) or family."""
    if best.at is None or target.text.language == "kk":
        return False
    language = target.text.language
    name, other = source.text.words[mention.first].key, target.text.words[best.at].key
    after_given = best.at > 0 and is_given_name(target.text.words[best.at - 1].key, language)
    is_two = (
        best.likeness < _OTHER_GIVEN and other not in usual_forms(name) and are_two(name, other, language)
    )
    return (
        is_two
        or has_other_consonant(name, other, language)
        or has_won_ending(name, other, language, after_given=after_given)
    )


def _goes_before(word: Word, name: Word) -> bool:
    """Tell whether a word with a capital stands right before a name, as a given name does."""
    whole = word.capital and not word.initial and not word.shouted and len(word.text) >= _SHORTEST
    return whole and name.capital and not (name.apart or name.hyphen or name.opening)


def _is_said_of_anyone(word: Word, language: Target) -> bool:
    return is_common(word.key, language) or is_title(word.key, language)


def _is_of_source(key: str, source: Reading, language: Target) -> bool:
    """Tell whether a word of the translation is another one of the source."""
    return find_counterpart([key], 0.5, Side(source, language, backward=True)).likeness > STRANGE


def _named(at: int) -> Mention:
    return Mention(at, at + 1, "person", LIKELY)
