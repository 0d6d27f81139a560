"""Tells Kazakh names apart that differ in an open and a closed vowel: Марат and Murat."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.alphabet import KAZAKH_ALONE
from pipeline.check.naming.stems import cuts, kazakh_cuts
from pipeline.check.naming.vocabulary import is_given_name, usual_forms
from pipeline.document import Target

_VOWELS = re.compile("[аәоөұүуыіиеэёюяйaeiouyäöüāēīōū]+")
_OPEN, _CLOSED = frozenset("аәaäā"), frozenset("ұүуuüū")
_GLIDES = frozenset("йyі")
_KAZAKH = frozenset(KAZAKH_ALONE)


def has_other_vowel(source: str, target: str, language: Target) -> bool:
    """Tell whether two words that sound alike are two Kazakh names, whatever the cases they stand in.

    In a foreign name u may be written as it sounds: Даттон.
    """
    ends = kazakh_cuts(source)
    is_kazakh = is_given_name(source, "kk") or not _KAZAKH.isdisjoint(source[: min(ends)])
    if not is_kazakh or target in usual_forms(source):
        return False
    heard = [_heard(target[:end], language) for end in cuts(target, language)]
    pairs = [(_heard(source[:end], "ru"), other) for end in ends for other in heard]
    pairs = [(own, other) for own, other in pairs if len(own) == len(other)]
    return bool(pairs) and all(_clash(own, other) for own, other in pairs)


def _heard(word: str, language: Target) -> tuple[str, ...]:
    """Return how open the vowels of a word are; a Russian last one may be an ending."""
    found = [(_openness(match.group()), match.end()) for match in _VOWELS.finditer(word)]
    return tuple("" if language == "ru" and end == len(word) else openness for openness, end in found)


def _clash(own: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any({one, two} == {"open", "closed"} for one, two in zip(own, other, strict=True))


@lru_cache(maxsize=1024)
def _openness(vowels: str) -> str:
    heard = set(vowels) - _GLIDES
    if heard and heard <= _OPEN:
        return "open"
    return "closed" if heard and heard <= _CLOSED else ""
