"""Words of a source that a translation answers in ways the lexicon cannot know.

Figures in words («жетпіс екі миллиард», 72bn), listed names in another form («Солтүстік Корея»,
КНДР), what only introduces a name that is there (its office, its country, what kind of thing it names).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.check.figures.reader import read_quantities
from pipeline.check.lexicon import SOUND_ALIKE
from pipeline.check.naming.align import Side, find_counterparts
from pipeline.check.naming.implied import HOLE, implied_places
from pipeline.check.naming.mentions import Reading, read_names
from pipeline.document import Span, Target
from pipeline.wordlists import listed


def eased(
    source: str, target: str, language: Target, words: Sequence[tuple[str, Span]], weighed: Sequence[float]
) -> tuple[float, ...]:
    """Return the evidence that the words of a source were left out, less what is said otherwise.

    Nothing is taken off where the target shows a hole.
    """
    if HOLE.search(target):
        return tuple(weighed)
    ours, theirs = read_names(source, "kk"), read_names(target, language)
    answered = [*_figures(source, target, language), *_listed(ours, theirs)]
    there = find_counterparts(ours, Side(theirs, language, backward=False))
    introduced = [one.office for one in implied_places(ours, theirs, there)]
    found = list(weighed)
    for at, (_, span) in enumerate(words):
        if found[at] <= 0:
            continue
        if any(_overlap(span, other) for other in answered):
            found[at] = SOUND_ALIKE
        elif any(_overlap(span, other) for other in introduced):
            found[at] = 0.0
    for at in range(1, len(found)):
        if found[at] > 0 > found[at - 1] and words[at][0] in kind_words():
            found[at] = 0.0
    return tuple(found)


def _figures(source: str, target: str, language: Target) -> list[Span]:
    """Return the places of the quantities whose value stands in the target."""
    ours = read_quantities(source, "kk")
    values = {value for quantity in read_quantities(target, language) for value in quantity.readings}
    return [quantity.span for quantity in ours if not values.isdisjoint(quantity.readings)]


def _listed(source: Reading, target: Reading) -> list[Span]:
    """Return the places of the listed names that the target has in any form."""
    words = source.text.words
    return [
        (words[match.start].start, words[match.end - 1].end)
        for match in source.matches
        if match.entries & target.entries
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@cache
def kind_words() -> frozenset[str]:
    """Return the stems of the words that say what kind of thing the name before them is: «фильмінің»."""
    return frozenset(listed("coverage_kinds.txt"))
