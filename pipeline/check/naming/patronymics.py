"""Patronymics in -ұлы, -қызы, which Russian writes so, too: «Қуанышұлы» is Куанышулы, not Куанышевич."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.alphabet import LOWER, UPPER
from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.pair import REMEMBERED
from pipeline.document import Target

KAZAKH = re.compile(rf"(?P<name>[{UPPER}][{LOWER}]+)(?P<son>ұлы|қызы)(?=[{LOWER}]*(?![{LOWER}-]))")
RUSSIAN = re.compile(
    r"(?P<name>[А-ЯЁ][а-яё]+?)(?P<end>(?:[оеё]в|ь?ев|и)(?:ич(?:а|у|ем|е)?|н(?:а|ы|е|у|ой|ою)))(?![а-яё-])"
)
_WORD = f"[A-Z{UPPER}][a-z{LOWER}]+"
TWICE = re.compile(rf"(?<![\w-])(?P<family>{_WORD}) (?P<given>(?:{_WORD} ){{1,2}})(?P=family)(?![\w-])")
ALIKE = 0.6  # of the names from which both are made
STEM = 5  # letters of a name that stay in all cases
SON, DAUGHTER = "улы", "кызы"


@lru_cache(maxsize=REMEMBERED)
def repair_patronymics(source: str, target: str, language: Target) -> str | None:
    """Put a patronymic as the source has it, and a family name once where it has it once; None if so.

    A person whom the gazetteer lists with a Russian patronymic keeps it.
    """
    if "ұлы" not in source and "қызы" not in source:
        return None
    said = [found for found in KAZAKH.finditer(source) if found["name"]]
    mended = TWICE.sub(lambda found: _once(found, source, language), target) if said else target
    if language == "ru" and said:
        for found in reversed(list(RUSSIAN.finditer(mended))):
            written = None if _is_listed(found) else _as_said(found, said)
            if written:
                mended = mended[: found.start()] + written + mended[found.end() :]
    return mended if mended != target else None


def _as_said(found: re.Match[str], said: list[re.Match[str]]) -> str | None:
    """Return the patronymic of the source that a Russian one stands for."""
    is_son = "ич" in found["end"]
    names = [transliterate(one["name"], "ru") for one in said if (one["son"] == "ұлы") is is_son]
    likeness = {name: Levenshtein.normalized_similarity(name, found["name"]) for name in names}
    best = max(likeness, key=lambda name: likeness[name], default=None)
    if best is None or likeness[best] < ALIKE:
        return None
    return best + (SON if is_son else DAUGHTER)


def _once(found: re.Match[str], source: str, language: Target) -> str:
    """Return a name without the family name before it that stands behind it again."""
    family = found["family"]
    is_said = [word for word in re.findall(rf"[{UPPER}][{LOWER}]+", source) if _is(word, family, language)]
    return f"{found['given']}{family}" if len(is_said) == 1 else found.group()


def _is(word: str, family: str, language: Target) -> bool:
    return transliterate(word, language)[:4] == family[:4]


def _is_listed(found: re.Match[str]) -> bool:
    """Tell whether what stands around a Russian patronymic names a listed person, who has it by usage."""
    before, after = found.string[: found.start()].split()[-1:], found.string[found.end() :].split()[:1]
    if not before or not after:
        return False
    return (before[0][:STEM], after[0][:STEM]) in _persons()


@cache
def _persons() -> frozenset[tuple[str, str]]:
    """Return the stems of the given and family names of the listed persons in Russian."""
    forms = (
        form.split()
        for entry in load_gazetteer().entries
        if entry.kind == "person"
        for form in entry.forms["ru"]
    )
    return frozenset((words[0][:STEM], words[-1][:STEM]) for words in forms if len(words) > 1)
