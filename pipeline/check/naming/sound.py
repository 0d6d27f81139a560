"""How a name sounds, roughly: a word in Cyrillic or Latin letters as a row of units of sound."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.check.naming.spelling import SpellingTable
from pipeline.wordlists import column, rows

LONGEST_WORD = 40  # letters; what is longer is no name
_VOWELS = ("A", "E", "I", "O", "U", "Q")
_GLIDES = ("W", "Y")
_CONSONANT_COST, _GLIDE_COST, _VOWEL_COST, _UNHEARD_COST = 1.0, 0.5, 0.35, 0.12
_DROPPED = {**dict.fromkeys(map(ord, "'’ʼ`‘\u00ad")), ord("ё"): "е"}

Unit = tuple[int, float]  # the sounds it may be, as bits, and the cost of leaving it out


@dataclass(frozen=True, slots=True)
class Sound:
    """A word as units; `reached[n]` tells how many of them the first n letters make."""

    units: tuple[Unit, ...]
    reached: tuple[int, ...]
    consonants: tuple[int, ...]
    around: int  # every sound in it, and every sound near to one


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The sounds of names_sounds.tsv as bits."""

    cyrillic: SpellingTable[tuple[Unit, ...]]
    latin: SpellingTable[tuple[Unit, ...]]
    near: dict[int, int]
    vowels: int

    def near_to(self, mask: int) -> int:
        """Return the sounds that replace one of `mask` between languages."""
        near = 0
        for bit, others in self.near.items():
            if mask & bit:
                near |= others
        return near


@cache
def alphabet() -> Alphabet:
    """Read the table of sounds."""
    names = [*_VOWELS, *_GLIDES]
    lines = rows("names_sounds.tsv")
    for line in lines:
        names += line[2:4] if line[0] == "near" else [n for u in column(line[3]) for n in _sounds_of(u)]
    bits = {name: 1 << at for at, name in enumerate(dict.fromkeys(names))}
    known = Alphabet(SpellingTable(), SpellingTable(), {}, sum(bits[name] for name in _VOWELS))
    glides = sum(bits[name] for name in _GLIDES)
    for script, place, spelling, sounds in lines:
        if script == "near":
            for one, other in ((spelling, sounds), (sounds, spelling)):
                known.near[bits[one]] = known.near.get(bits[one], 0) | bits[other]
            continue
        table = known.cyrillic if script == "cyrillic" else known.latin
        table.add(place, spelling, tuple(_unit(text, bits, known.vowels, glides) for text in column(sounds)))
    return known


def _sounds_of(unit: str) -> list[str]:
    return unit.partition(":")[0].rstrip("?").split("|")


def _unit(text: str, bits: dict[str, int], vowels: int, glides: int) -> Unit:
    mask = sum(bits[name] for name in _sounds_of(text))
    price = text.partition(":")[2]
    if price:
        return mask, float(price)
    if text.endswith("?"):
        return mask, _UNHEARD_COST
    if mask & vowels:
        return mask, _VOWEL_COST
    return mask, _GLIDE_COST if mask & ~glides == 0 else _CONSONANT_COST


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Return `word` in small letters, composed, without apostrophes and soft hyphens, ё as е."""
    return unicodedata.normalize("NFC", word).lower().translate(_DROPPED)


def is_cyrillic(word: str) -> bool:
    """Tell the script by the first letter."""
    return any("Ѐ" <= letter <= "ӿ" for letter in word[:2])


@lru_cache(maxsize=8192)
def sound_of(word: str) -> Sound:
    """Return how `word`, as `plain` gives it, sounds; doubled letters sound once."""
    word = word[:LONGEST_WORD]
    known = alphabet()
    table = known.cyrillic if is_cyrillic(word) else known.latin
    units: list[Unit] = []
    reached = [0] * (len(word) + 1)
    for start, end, found in table.read(word):
        pieces = _without_accent(word[start], table) if found is None else found
        doubled = bool(units) and len(pieces) == 1 and pieces[0][0] == units[-1][0]
        if not doubled:
            units += pieces
        for at in range(start + 1, end):
            reached[at] = len(units) - len(pieces) + min(at - start, len(pieces))
        reached[end] = len(units)
    consonants = tuple(mask for mask, cost in units if cost >= _CONSONANT_COST and not mask & known.vowels)
    around = 0
    for mask, _ in units:
        around |= mask | _near_to(mask)
    return Sound(tuple(units), tuple(reached), consonants, around)


@lru_cache(maxsize=1024)
def _near_to(mask: int) -> int:
    return alphabet().near_to(mask)


def _without_accent(letter: str, table: SpellingTable[tuple[Unit, ...]]) -> tuple[Unit, ...]:
    """Return the sounds of the letter under the accent, of nothing for what is no letter of the script."""
    bare = unicodedata.normalize("NFD", letter)[0]
    return table.entries.get(bare, {}).get("-", ())
