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
_LONGEST_NAME = 100  # letters
_FIRST = 1.5  # a different first sound weighs more
_ROUNDING = 1e-9
_HOPELESS = 0.5  # a share of consonants without counterpart at which the distance need not be computed


def same_name(source_stem: str, target_word: str, target: Target) -> float:
    """Return 0 to 1: how far a Kazakh name and a word of the target, in any form, are the same name."""
    return likeness(plain(source_stem), plain(target_word), target)


@lru_cache(maxsize=32768)
def likeness(source: str, word: str, target: Target, least: float = 0.0) -> float:
    """Return the same for words as `plain` gives them; 0 where it is less than `least`."""
    if not source or not word:
        return 0.0
    if max(len(source), len(word)) > _LONGEST_NAME:  # the distance costs one length times the other
        return float(source == word)
    if word in usual_forms(source):
        return 1.0
    first, second = sound_of(source), sound_of(word)
    if not first.units or not second.units or _hopeless(first, second):
        return float(source == word)
    russian = target == "ru" and is_cyrillic(word)
    near = _NEAR_IN_RUSSIAN if russian else _NEAR
    has_father = russian or word.endswith(PATRONYMIC_EN)
    best = _best(_source_side(source, has_father=has_father), _target_side(word, target), near, least)
    return best if best >= least else 0.0


@lru_cache(maxsize=8192)
def _source_side(word: str, *, has_father: bool) -> _Side:
    """Return a Kazakh word as a side; `has_father` where the other may have Russian endings."""
    sound = sound_of(word)
    strict = nominative_cuts(word) if has_father else kazakh_cuts(word)
    loose = kazakh_cuts(word, strict=False) if len(word) >= _LONG else strict
    ends = {sound.reached[end]: 0.0 if end in strict else _LOOSE_ENDING for end in (*loose, *strict)}
    return _side(sound.units, ends)


@lru_cache(maxsize=8192)
def _target_side(word: str, target: Target) -> _Side:
    """Return a word of the target as a side."""
    sound = sound_of(word)
    return _side(sound.units, {sound.reached[end]: 0.0 for end in cuts(word, target)})


def _side(units: tuple[Unit, ...], ends: dict[int, float]) -> _Side:
    """Return a side; the first sound costs more than the others."""
    costs = [cost * _FIRST if not at and cost >= _FIRM else cost for at, (_, cost) in enumerate(units)]
    return _Side(units, ends, costs, list(accumulate((cost for _, cost in units), initial=0.0)))


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
    """One of two words compared: its units, and where its stem may end, with the price of each end.

    `costs` are those of leaving out each unit, `weights` what the first units weigh together.
    """

    units: tuple[Unit, ...]
    ends: dict[int, float]
    costs: list[float]
    weights: list[float]


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


def _best(first: _Side, second: _Side, near: float, least: float) -> float:
    """Return the best similarity over all pairs of stem ends, each at its price, by edit distance.

    What is under `least` may be told too low: no row has less in it than the one before it, so that the rest
    need not be looked at once all of a row is too far.
    """
    other_costs, weights = second.costs, second.weights
    farthest = (1 - least) / 2 * (first.weights[-1] + weights[-1]) + _ROUNDING
    row = list(accumulate(other_costs, initial=0.0))
    best = 0.0
    for at, (mask, _) in enumerate(first.units, 1):
        cost = first.costs[at - 1]
        above, left = row, row[0] + cost
        row = [left]
        for column, (other, _) in enumerate(second.units):
            left += other_costs[column]
            if (without := above[column + 1] + cost) < left:
                left = without
            exchange = 0.0 if mask & other else _exchange(mask, other, near)
            if at == 1 and not column:
                exchange *= _FIRST
            if (exchanged := above[column] + exchange) < left:
                left = exchanged
            row.append(left)
        if (price := first.ends.get(at)) is not None:
            weight = first.weights[at]
            ends = (1 - price - row[end] * 2 / (weight + weights[end]) for end in second.ends if weights[end])
            best = max(best, *ends, 0.0)
        if min(row) > farthest:
            break
    return best
