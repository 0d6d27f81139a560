"""Which words of one language answer which of the other: a table learnt from our own corpus."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.document import Span, Target
from pipeline.wordlists import lines, rows

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
STEM_LETTERS = 5  # the first letters of a word, its endings cut off: a stem for all three languages
SOUND_LETTERS = 4  # in which a loan word or a name agrees with its other spelling
FREEDOM = 0.85  # of the rate at which our own, rather literal translations keep to the table
MOST, LEAST = 2.0, -3.0  # bounds on the evidence of one word
SOUND_ALIKE = -2.5  # evidence of a word that sounds like one on the other side
SHORTENED = ("number", "century", "day")  # kinds of abbreviations that are words by themselves
RUSSIAN = str.maketrans("әғқңөұүһіё", "агкноуугие")
LATIN = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфыэ", "abvgdezziiklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh"}
    | {"ь": "", "ъ": "", "ю": "yu", "я": "ya"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A stem's counterparts: how often one is there in a translation, and how often by chance."""

    present: float
    chance: float
    others: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The table of one pair of languages, read in both directions."""

    source: dict[str, Entry]
    target: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words, by place, that speak most against a translation: the sum of their evidence."""

    evidence: float = 0.0
    start: int = 0
    end: int = 0


def stems(text: str) -> list[tuple[str, Span]]:
    """Return the stem of each word and where the word stands."""
    return [(stem(match.group()), match.span()) for match in WORD.finditer(text)]


def stem(word: str) -> str:
    """Return the first letters of a word, small, ё as е."""
    small = word.lower().replace("ё", "е")
    return _shortened().get(small, small)[:STEM_LETTERS]


@cache
def _shortened() -> dict[str, str]:
    """Return the words that abbreviations stand for: ғ, сек, дс."""
    return {short: word for kind, short, word in rows("shortened.tsv") if kind in SHORTENED}


@lru_cache(maxsize=16384)
def sound(word: str, *, is_latin: bool) -> str:
    """Return how the first letters of a stem sound, spelt in plain Russian or in Latin letters."""
    spelt = word.translate(RUSSIAN)
    return (spelt.translate(LATIN) if is_latin else spelt)[:SOUND_LETTERS]


def evidence(words: Sequence[str], others: Collection[str], entries: dict[str, Entry]) -> list[float]:
    """Return for each word the log-likelihood ratio that it was left out, given the words on the other side.

    A counterpart that is missing though it is nearly always there speaks for it (positive), one that is there
    though it rarely is by chance against it (negative); a word that the table does not know says nothing.
    """
    found = []
    there = frozenset(others)
    for word in words:
        entry = entries.get(word)
        found.append(0.0 if entry is None else _weigh(entry, not entry.others.isdisjoint(there)))
    return found


def _weigh(entry: Entry, is_there: bool) -> float:
    present = min(entry.present * FREEDOM, 0.97)
    if is_there:
        return max(LEAST, min(MOST, math.log(entry.chance / present)))
    return max(LEAST, min(MOST, math.log((1 - entry.chance) / (1 - present))))


def worst_stretch(evidences: Sequence[float]) -> Stretch:
    """Return the stretch of greatest sum (Kadane's algorithm); an empty one where nothing is positive."""
    best = Stretch()
    total, start = 0.0, 0
    for place, value in enumerate(evidences):
        if total <= 0:
            total, start = 0.0, place
        total += value
        if total > best.evidence:
            best = Stretch(total, start, place + 1)
    return best


@cache
def lexicon(language: Target) -> Lexicon:
    """Read the table of Kazakh and one target language (see the file for its columns)."""
    rows = [line.split("\t") for line in lines(f"lexicon_{language}.tsv")]
    source = {
        word: _entry(rates, others.split())
        for of, word, rates, *rest in rows
        if of == "kk"
        for others in rest
    }
    backwards: dict[str, list[str]] = {}
    for word, entry in source.items():
        for other in entry.others:
            backwards.setdefault(other, []).append(word)
    target = {word: _entry(rates, backwards.get(word, [])) for of, word, rates, *_ in rows if of != "kk"}
    return Lexicon(source, target)


def _entry(rates: str, others: list[str]) -> Entry:
    present, chance = rates.split("/")
    return Entry(int(present) / 1000, int(chance) / 1000, frozenset(others))
