"""Where the stem of a name may end: Kazakh endings by harmony, Russian declension, English plurals."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.check.naming.sound import LONGEST_WORD
from pipeline.check.naming.spelling import VOWELS
from pipeline.document import Language
from pipeline.wordlists import rows

_BACK, _FRONT = frozenset("аоұы"), frozenset("әөүіе")
_LOAN = frozenset("ьъэёюяцщчфвх")
_SOFT_LOAN_ENDS = frozenset("кг")
_SIGNS = "ьъ"
_NASAL, _SONANT, _VOICELESS = frozenset("мнң"), frozenset("лрйужзию"), frozenset("пфкқтсшщчцхһбвгғд")
_HARD = {"г": "к", "ғ": "қ", "б": "п"}
_SHORTEST_STEM = 2
# What may stand before an ending of each slot, next to it, on the way back to the stem.
_BEFORE: dict[str, frozenset[str]] = {
    "case": frozenset({"possessive", "plural", "belonging", "relative"}),
    "genitive": frozenset({"possessive", "plural", "belonging", "relative"}),
    "relative": frozenset({"possessive", "plural", "belonging", "genitive"}),
    "possessive": frozenset({"plural", "belonging"}),
    "plural": frozenset({"belonging", "relative"}),
    "belonging": frozenset(),
}
_PATRONYMIC_KK = ("ұлы", "қызы")
_PATRONYMIC_RU = ("ович", "евич", "овн", "евн")
PATRONYMIC_EN = ("yevich", "ovich", "evich", "yevna", "ovna", "evna")


@cache
def _kazakh_endings() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return the endings as text → (slot, harmony, after)."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for slot, harmony, after, endings in rows("names_endings_kk.tsv"):
        for ending in endings.split():
            found.setdefault(ending, []).append((slot, harmony, after))
    return {ending: tuple(readings) for ending, readings in found.items()}


@lru_cache(maxsize=16384)
def kazakh_cuts(word: str, *, strict: bool = True, derived: bool = True) -> tuple[int, ...]:
    """Return the lengths that the stem of `word`, in small letters, may have, longest first.

    `strict` asks for harmony and assimilation, which the press does not always keep in foreign names. Without
    `derived`, endings that make another word of it (қазақстан-дық) belong to the stem.
    """
    word = word[:LONGEST_WORD]
    endings = _kazakh_endings()
    longest = max(map(len, endings))
    cuts, open_ends = {len(word)}, [(len(word), "")]
    while open_ends:
        end, slot = open_ends.pop()
        for size in range(1, min(longest, end - _SHORTEST_STEM) + 1):
            start = end - size
            for before, harmony, after in endings.get(word[start:end], ()):
                if (slot and before not in _BEFORE[slot]) or (before == "belonging" and not derived):
                    continue
                if start not in cuts and (not strict or _may_follow(word[:start], harmony, after)):
                    cuts.add(start)
                    open_ends.append((start, before))
    return tuple(sorted(cuts, reverse=True))


def hardened(stem: str) -> str:
    """Return the stem with the last consonant as it is without an ending: кубог- (кубогі) → кубок."""
    return stem[:-1] + _HARD.get(stem[-1:], stem[-1:])


def _may_follow(stem: str, harmony: str, after: str) -> bool:
    """Tell whether an ending of this harmony and place may stand after `stem`."""
    return any(_ends_in(stem, place) for place in after) and _in_harmony(stem, harmony)


def _ends_in(stem: str, place: str) -> bool:
    last = (stem.rstrip(_SIGNS) or stem)[-1]
    if place == "-":
        return True
    if place == "p":
        return last in "ыі"
    if place == "v":
        return last in VOWELS and last != "у"
    if place == "c":
        return last not in VOWELS or last == "у"
    return last in {"n": _NASAL, "s": _SONANT, "t": _VOICELESS}[place]


def _in_harmony(stem: str, harmony: str) -> bool:
    """Tell whether the vowels agree; foreign names with soft or unclear last sounds take either row."""
    if harmony == "-" or stem[-1] in _SOFT_LOAN_ENDS or not _LOAN.isdisjoint(stem):
        return True
    vowel = next((letter for letter in reversed(stem) if letter in VOWELS), "")
    if vowel in _BACK:
        return harmony == "b"
    return harmony == "f" or vowel not in _FRONT


@cache
def _russian_endings() -> frozenset[str]:
    table = {slot: endings.split() for slot, endings in rows("names_endings_ru.tsv")}
    derived = [place + ending for place in table["place"] for ending in table["adjective"]]
    fathers = [father + ending for father in _PATRONYMIC_RU for ending in ("", *table["name"])]
    inhabitants = [person + ending for person in table["inhabitant"] for ending in ("", *table["name"])]
    return frozenset([*table["name"], *table["adjective"], *derived, *fathers, *inhabitants])


@lru_cache(maxsize=8192)
def russian_cuts(word: str) -> tuple[int, ...]:
    """Return the lengths that the stem of `word`, in small letters, may have, longest first."""
    word = word[:LONGEST_WORD]
    endings = _russian_endings()
    longest = max(map(len, endings))
    shortest = max(_SHORTEST_STEM, len(word) - longest)
    cuts = [at for at in range(len(word) - 1, shortest - 1, -1) if word[at:] in endings]
    return (len(word), *cuts)


@lru_cache(maxsize=8192)
def english_cuts(word: str) -> tuple[int, ...]:
    """Return the lengths that the stem of `word` may have: whole, without a plural s, before -ovich."""
    word = word[:LONGEST_WORD]
    for father in PATRONYMIC_EN:
        if word.endswith(father) and len(word) > len(father) + _SHORTEST_STEM:
            return len(word), len(word) - len(father)
    if len(word) > _SHORTEST_STEM + 1 and word.endswith("s") and not word.endswith("ss"):
        return len(word), len(word) - (2 if word.endswith("es") else 1)
    return (len(word),)


def cuts(word: str, language: Language) -> tuple[int, ...]:
    """Return the lengths that the stem of `word` may have."""
    if language == "kk":
        return kazakh_cuts(word)
    return russian_cuts(word) if language == "ru" else english_cuts(word)


@lru_cache(maxsize=8192)
def nominative_cuts(word: str) -> tuple[int, ...]:
    """Return where Russian endings of a Kazakh `word` may start: its stems, also without a final vowel."""
    found = set(kazakh_cuts(word))
    for end in tuple(found):
        for ending in ("а", "я", "ь", "й", "ы", "и", "е", "о", "ий", "ый", "ой"):
            if end - len(ending) >= _SHORTEST_STEM and word[:end].endswith(ending):
                found.add(end - len(ending))
        for patronymic in _PATRONYMIC_KK:
            if word[:end].endswith(patronymic) and end > len(patronymic) + _SHORTEST_STEM:
                found.add(end - len(patronymic))
    return tuple(sorted(found, reverse=True))


def stems(word: str, language: Language) -> tuple[str, ...]:
    """Return the stems that `word`, in small letters, may have, longest first."""
    return tuple(word[:end] for end in cuts(word, language))
