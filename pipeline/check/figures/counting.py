"""Pairs the figures of long texts by counting equal ones, where comparing each with each takes too long."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable
from fractions import Fraction

from pipeline.check.figures.compare import DIFFERENT, OTHER_UNIT, TOLERANT, agreement
from pipeline.check.figures.quantity import Quantity

MAX_COMPARED_PAIRS = 4096
Pairing = tuple[int, int, int]
Placed = list[tuple[int, Quantity]]


def is_crowd(these: Collection[object], those: Collection[object]) -> bool:
    """Tell whether there are too many figures to compare each with each."""
    return len(these) * len(those) > MAX_COMPARED_PAIRS


def count_off(source: list[Quantity], target: list[Quantity]) -> list[Pairing]:
    """Pair equal figures in order, the surest first; return the place in both texts and the agreement."""
    pairings: list[Pairing] = []
    here, there = list(enumerate(source)), list(enumerate(target))
    for key, least in ((_looks, TOLERANT), (_order, TOLERANT), (_order, OTHER_UNIT)):
        found = _pair_off(here, there, key, least)
        pairings += found
        paired_here, paired_there = {i for i, _, _ in found}, {j for _, j, _ in found}
        here = [(i, quantity) for i, quantity in here if i not in paired_here]
        there = [(j, quantity) for j, quantity in there if j not in paired_there]
    return pairings


def _pair_off(here: Placed, there: Placed, key: Callable[[Quantity], Hashable], least: int) -> list[Pairing]:
    """Pair each figure with the first of the same key that is still free and agrees well enough."""
    queues: dict[Hashable, deque[tuple[int, Quantity]]] = defaultdict(deque)
    for j, quantity in there:
        queues[key(quantity)].append((j, quantity))
    found: list[Pairing] = []
    for i, quantity in here:
        queue = queues.get(key(quantity))
        grade = agreement(quantity, queue[0][1]) if queue else DIFFERENT
        if queue and grade >= least:
            found.append((i, queue.popleft()[0], grade))
    return found


def _order(quantity: Quantity) -> tuple[Fraction, bool]:
    """Return the greatest reading, which an ambiguous figure shares with the plain one: 10,000 and 10 000."""
    return max(map(abs, quantity.readings)), quantity.written == "vague"


def _looks(quantity: Quantity) -> Hashable:
    return (_order(quantity), quantity.kind, quantity.unit, quantity.part)


class Values:
    """The different figures of one text, found by value."""

    def __init__(self, quantities: Iterable[Quantity]) -> None:
        self._by_value: dict[Hashable, dict[Hashable, Quantity]] = defaultdict(dict)
        for quantity in quantities:
            value, _ = _order(quantity)
            self._by_value[value].setdefault(_looks(quantity), quantity)

    def like(self, quantity: Quantity) -> Collection[Quantity]:
        """Return the figures of the same value, one of each kind and unit."""
        value, _ = _order(quantity)
        found = self._by_value.get(value)
        return found.values() if found else ()
