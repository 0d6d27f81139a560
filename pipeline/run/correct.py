"""Say what a corrected article changed: which sentences were replaced, added, removed or moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Change, Correction, Digest, Document, Segment
from pipeline.run.keep import partners

STATED = ("title", "date", "author", "source", "url", "embargoed")  # the rest tells how the file was read
ALIKE = 0.4  # of the words in common, from which a sentence counts as the other's new form
MAX_COMPARED = 250_000  # pairs of sentences in one rewritten stretch: half a second
Pairs = dict[int, int]  # places in the old article to places in the new


def corrections(
    old: Digest | None, document: Document, segments: Sequence[Segment], time: str
) -> tuple[Correction, ...]:
    """Return the corrections of an article so far, the one that made `document` of `old` at the end.

    Nothing where there was no digest before, or where no sentence stayed or stayed alike: a file that another
    article was written over is no correction, and standard input is never the same article twice.
    """
    if old is None or document.path == "-":
        return ()
    before, after = [s.text for s in old.segments], [s.text for s in segments]
    equal = partners(old, segments)
    in_place = _increasing(equal)
    replaced = _replaced(before, after, equal, in_place)
    if not equal and not any(_likeness(before[a], after[b]) >= ALIKE for a, b in replaced.items()):
        return ()
    earlier = _renumbered(old, segments, equal | replaced)
    if old.document.sha256 == document.sha256:
        return earlier
    changes = _changes(old, segments, equal, replaced, in_place)
    facts = old.document.metadata, document.metadata
    stated = tuple(key for key in STATED if facts[0].get(key) != facts[1].get(key))
    if not changes and not stated:
        return earlier
    return (*earlier, Correction(time, old.document.sha256, changes, stated))


def _changes(
    old: Digest, segments: Sequence[Segment], equal: Pairs, replaced: Pairs, in_place: Pairs
) -> tuple[Change, ...]:
    """Return the changes in the order of the new article, what was removed at the end."""
    texts = [{language: t.text for language, t in row.items()} for row in old.by_segment().values()]
    found: dict[int, Change] = {b: Change("replaced", segments[b].id, texts[a]) for a, b in replaced.items()}
    found |= {b: Change("moved", segments[b].id) for a, b in equal.items() if a not in in_place}
    for place in set(range(len(segments))) - set(equal.values()) - set(replaced.values()):
        found[place] = Change("added", segments[place].id)
    gone = sorted(set(range(len(texts))) - set(equal) - set(replaced))
    return (
        *(found[place] for place in sorted(found)),
        *(Change("removed", None, texts[place]) for place in gone),
    )


def _increasing(equal: Pairs) -> Pairs:
    """Return the most pairs that are in the same order in both articles; the others were moved."""
    ends: list[int] = []  # by length, the lowest new place that a chain of that length ends with
    last: list[int] = []  # and its old place
    previous: dict[int, int | None] = {}
    for old in sorted(equal):
        at = bisect_left(ends, equal[old])
        previous[old] = last[at - 1] if at else None
        ends[at : at + 1] = [equal[old]]
        last[at : at + 1] = [old]
    place = last[-1] if last else None
    found: Pairs = {}
    while place is not None:
        found[place] = equal[place]
        place = previous[place]
    return found


def _replaced(before: list[str], after: list[str], equal: Pairs, in_place: Pairs) -> Pairs:
    """Pair sentences that neither stayed nor moved, between the same neighbours, where one became another."""
    found: Pairs = {}
    moved_to = set(equal.values())
    start = (0, 0)
    for a, b in [*sorted(in_place.items()), (len(before), len(after))]:
        old = [place for place in range(start[0], a) if place not in equal]
        new = [place for place in range(start[1], b) if place not in moved_to]
        if len(old) == len(new) == 1:
            found[old[0]] = new[0]
        elif len(old) * len(new) <= MAX_COMPARED:
            pairs = _aligned([before[place] for place in old], [after[place] for place in new])
            found |= {old[i]: new[j] for i, j in pairs}
        start = (a + 1, b + 1)
    return found


def _aligned(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Pair sentences of two stretches, in order, so that what is paired is in all most alike."""
    gains = [[_likeness(one, other) for other in after] for one in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            taken = gains[i][j] + best[i + 1][j + 1] if gains[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    pairs, i, j = [], 0, 0
    while i < len(before) and j < len(after):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _likeness(one: str, other: str) -> float:
    """Return the share of the words that two sentences have in common (Dice's coefficient)."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return 2 * len(words & others) / max(1, len(words) + len(others))


def _renumbered(old: Digest, segments: Sequence[Segment], places: Pairs) -> tuple[Correction, ...]:
    """Return the earlier corrections with the ids that their sentences have now, None for those gone."""
    ids = {old.segments[a].id: segments[b].id for a, b in places.items()}
    return tuple(
        replace(
            correction,
            changes=tuple(
                replace(change, segment=ids.get(change.segment) if change.segment is not None else None)
                for change in correction.changes
            ),
        )
        for correction in old.corrections
    )
