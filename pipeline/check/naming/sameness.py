"""Decides how far two words of different languages are the same name, by sound, endings left aside."""

from __future__ import annotations

from functools import lru_cache

from pipeline.check.naming.sound import Sound, Unit, alphabet, is_cyrillic, plain, sound_of
from pipeline.check.naming.stems import cuts, kazakh_cuts, nominative_cuts
from pipeline.check.naming.vocabulary import usual_forms
from pipeline.document import Target

_NEAR_CONSONANT, _OTHER_CONSONANT, _OTHER_VOWEL, _NEAR_GLIDE = 0.4, 1.0, 0.2, 0.1
_LONG, _LOOSE_ENDING = 6, 0.1  # letters of a word whose ending may break the rules, and the price of that
_FIRST = 1.5  # a different first sound weighs more
_HOPELESS = 0.5  # a share of consonants without counterpart at which the distance need not be computed


def same_name(source_stem: str, target_word: str, target: Target) -> float:
    """Return 0 to 1: how far a Kazakh name and a word of the target, in any form, are the same name."""
    return likeness(plain(source_stem), plain(target_word), target)


@lru_cache(maxsize=32768)
def likeness(source: str, word: str, target: Target) -> float:
    """Return the same for words as `plain` gives them."""
    if not source or not word:
        return 0.0
    if word in usual_forms(source):
        return 1.0
    first, second = sound_of(source), sound_of(word)
    if not first.units or not second.units or _hopeless(first, second):
        return float(source == word)
    russian = target == "ru" and is_cyrillic(word)
    strict = nominative_cuts(source) if russian else kazakh_cuts(source)
    loose = kazakh_cuts(source, strict=False) if len(source) >= _LONG else strict
    source_ends = {first.reached[end]: 0.0 if end in strict else _LOOSE_ENDING for end in (*loose, *strict)}
    target_ends = {second.reached[end] for end in cuts(word, target)}
    return _best(first.units, source_ends, second.units, target_ends)


def _hopeless(first: Sound, second: Sound) -> bool:
    """Tell quickly that two words cannot be one name."""
    return _strange(first, second) or _strange(second, first)


def _strange(one: Sound, other: Sound) -> bool:
    head = one.consonants[: max(2, len(one.consonants) - 4)]
    if not head:
        return False
    strangers = sum(1 for mask in head if not mask & other.around)
    return strangers / len(head) > _HOPELESS


@lru_cache(maxsize=4096)
def _exchange(one: int, other: int) -> float:
    """Return the cost of one unit standing for another."""
    if one & other:
        return 0.0
    known = alphabet()
    vowels = bool(one & known.vowels), bool(other & known.vowels)
    if all(vowels):
        return _OTHER_VOWEL
    if any(vowels):
        return _OTHER_CONSONANT
    return _NEAR_CONSONANT if known.near_to(one) & other else _OTHER_CONSONANT


def _best(
    first: tuple[Unit, ...], first_ends: dict[int, float], second: tuple[Unit, ...], second_ends: set[int]
) -> float:
    """Return the best similarity over all pairs of stem ends, each at its price, by edit distance."""
    row = [0.0]
    for _, cost in second:
        row.append(row[-1] + cost)
    weights = row
    best, weight = 0.0, 0.0
    for at, (mask, cost) in enumerate(first, 1):
        weight += cost
        above, row = row, [row[0] + cost]
        left = row[0]
        for column, (other, other_cost) in enumerate(second, 1):
            exchange = 0.0 if mask & other else _exchange(mask, other)
            if at == column == 1:
                exchange *= _FIRST
            left = min(left + other_cost, above[column] + cost, above[column - 1] + exchange)
            row.append(left)
        if (price := first_ends.get(at)) is not None:
            for end in second_ends:
                norm = (weight + weights[end]) / 2
                if norm:
                    best = max(best, 1 - price - row[end] / norm)
    return best
