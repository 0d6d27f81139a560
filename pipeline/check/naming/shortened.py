"""Tells that a name is there in a shortened form: Мәскеу қалалық соты as Мосгорсуд, Қарулы күштер as ВС."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.check.naming.words import Text

PIECE = 3  # letters of a word that a syllabic abbreviation keeps, at least
MOST_OF_STEM = 4  # letters that it keeps of a first word, at most
LEAST_PIECES, MOST_WORDS = 2, 4
SHORTEST_COMPOUND = 2 * PIECE
LEAST_INITIALS, MOST_INITIALS = 3, 6


def find_shortened(
    text: Text, starts: Sequence[int], counterparts: Sequence[Collection[str]]
) -> dict[int, range]:
    """Return the words of `text` that are short forms, by place, and the words of the other side they cover.

    `starts` are the places on the other side of which one must be covered; `counterparts` has for each of its
    words the stems that may stand for it.
    """
    found = {}
    for at, word in enumerate(text.words):
        covered = None
        if word.shouted and not text.shouting:
            covered = _initials_of(word.key, starts, counterparts)
        elif text.language == "ru" and len(word.key) >= SHORTEST_COMPOUND:
            covered = _pieces_of(word.key, starts, counterparts)
        if covered is not None:
            found[at] = covered
    return found


def _pieces_of(word: str, starts: Sequence[int], counterparts: Sequence[Collection[str]]) -> range | None:
    for start in starts:
        covered = range(start, min(start + MOST_WORDS, len(counterparts)))
        if is_compound(word, [counterparts[at] for at in covered]):
            return covered
    return None


def _initials_of(word: str, starts: Sequence[int], counterparts: Sequence[Collection[str]]) -> range | None:
    for start in starts:
        for length in (len(word), len(word) + 1):  # a short form may leave one word out
            last = min(start, len(counterparts) - length)
            for first in range(max(0, start - length + 1), last + 1):
                covered = range(first, first + length)
                if is_initials(word, [counterparts[at] for at in covered]):
                    return covered
    return None


def is_compound(word: str, counterparts: Sequence[Collection[str]]) -> bool:
    """Tell whether a word is put together of the beginnings of others, one for each of several source words.

    `counterparts` has for each of the source words the stems that may stand for it. One must stand for the
    first; a word that begins with a whole stem is that word, not a short form: магазинов.
    """
    whole = (other for others in counterparts for other in others if len(other) > MOST_OF_STEM)
    if word.startswith(tuple(whole)):
        return False
    starts = [{other[:PIECE] for other in others if len(other) >= PIECE} for others in counterparts]
    left = list(range(len(starts)))
    at = 0
    while at <= len(word) - PIECE:
        found = next((i for i in left if word[at : at + PIECE] in starts[i]), None)
        if found is None:
            if at == 0:
                return False
            at += 1
            continue
        left.remove(found)
        at += PIECE
    return 0 not in left and len(starts) - len(left) >= LEAST_PIECES


def is_initials(word: str, counterparts: Sequence[Collection[str]]) -> bool:
    """Tell whether an abbreviation has the first letters of words for each of the source words."""
    letters = word.lower()
    if not LEAST_INITIALS <= len(letters) <= MOST_INITIALS or len(counterparts) < len(letters):
        return False
    return _assign(letters, [{other[0] for other in others} for others in counterparts])


def _assign(letters: str, initials: list[set[str]]) -> bool:
    if not letters:
        return True
    return any(
        letters[0] in here and _assign(letters[1:], initials[:at] + initials[at + 1 :])
        for at, here in enumerate(initials)
    )
