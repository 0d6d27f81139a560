"""Decides how far two words of different languages are the same name, by sound, endings left aside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from pipeline.check.naming.sound import Sound, Unit, alphabet, is_cyrillic, plain, sound_of
from pipeline.check.naming.stems import PATRONYMIC_EN, cuts, kazakh_cuts, nominative_cuts
from pipeline.check.naming.vocabulary import usual_forms
from pipeline.document import Target

_NEAR, _NEAR_IN_RUSSIAN, _OTHER, _OTHER_VOWEL, _FAR_VOWEL = (
    0.4,
    0.6,
    1.5,
    0.2,
    0.6,
)  # costs of one sound for another
_FIRM = 0.5  # the cost of leaving a sound out from which on it counts as heard
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
    father = russian or word.endswith(PATRONYMIC_EN)
    strict = nominative_cuts(source) if father else kazakh_cuts(source)
    loose = kazakh_cuts(source, strict=False) if len(source) >= _LONG else strict
    source_ends = {first.reached[end]: 0.0 if end in strict else _LOOSE_ENDING for end in (*loose, *strict)}
    target_ends = {second.reached[end] for end in cuts(word, target)}
    near = _NEAR_IN_RUSSIAN if russian else _NEAR
    return _best(_Side(first.units, source_ends), _Side(second.units, dict.fromkeys(target_ends, 0.0)), near)


def _hopeless(first: Sound, second: Sound) -> bool:
    """Tell quickly that two words cannot be one name."""
    return _strange(first, second) or _strange(second, first)


def _strange(one: Sound, other: Sound) -> bool:
    head = one.consonants[: max(2, len(one.consonants) - 4)]
    if not head:
        return False
    strangers = sum(1 for mask in head if not mask & other.around)
    return strangers / len(head) > _HOPELESS


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two words compared: its units, and where its stem may end, with the price of each end."""

    units: tuple[Unit, ...]
    ends: dict[int, float]


@lru_cache(maxsize=4096)
def _exchange(one: int, other: int, near: float) -> float:
    """Return the cost of one unit standing for another; `near` where the two replace one another."""
    if one & other:
        return 0.0
    known = alphabet()
    if one & known.vowels and other & known.vowels:
        far = near == _NEAR_IN_RUSSIAN and not known.near_to(one) & other
        return _FAR_VOWEL if far else _OTHER_VOWEL
    return near if known.near_to(one) & other else _OTHER


def _costs(units: tuple[Unit, ...]) -> list[float]:
    """Return what leaving out each unit costs; the first sound weighs more."""
    return [cost * _FIRST if not at and cost >= _FIRM else cost for at, (_, cost) in enumerate(units)]


def _best(first: _Side, second: _Side, near: float) -> float:
    """Return the best similarity over all pairs of stem ends, each at its price, by edit distance."""
    costs, other_costs = _costs(first.units), _costs(second.units)
    row = list(accumulate(other_costs, initial=0.0))
    weights = list(accumulate((cost for _, cost in second.units), initial=0.0))
    best, weight = 0.0, 0.0
    for at, (mask, plain_cost) in enumerate(first.units, 1):
        weight += plain_cost
        above, left, cost = row, row[0] + costs[at - 1], costs[at - 1]
        row = [left]
        for column, (other, _) in enumerate(second.units, 1):
            exchange = 0.0 if mask & other else _exchange(mask, other, near)
            if at == column == 1:
                exchange *= _FIRST
            left = min(left + other_costs[column - 1], above[column] + cost, above[column - 1] + exchange)
            row.append(left)
        if (price := first.ends.get(at)) is not None:
            ends = (1 - price - row[end] * 2 / (weight + weights[end]) for end in second.ends if weights[end])
            best = max(best, *ends, 0.0)
    return best
