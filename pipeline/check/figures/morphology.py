"""The endings a word of a list may carry: enough to recognise a form, not to analyse it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from pipeline.document import Language
from pipeline.wordlists import slots


@dataclass(frozen=True, slots=True)
class Endings:
    """The endings of one language as patterns for `fullmatch`."""

    noun: re.Pattern[str]
    adjective: re.Pattern[str]
    ordinal: re.Pattern[str]
    plural: re.Pattern[str]
    collective: re.Pattern[str]
    case: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


# Behind what makes an adjective of a case: 39 жастағысы, 18 жастағылар.
_OF_RELATIVE = "(?:(?<=[ғг][ыі])(?:с[ыі]|лары?|лері?)(?:не?|на|нда|нде|нан|нен|ның|нің|дың|дің|мен)?)?"
_NOTHING = re.compile(r"(?!)")


@cache
def endings(language: Language) -> Endings:
    """Return the endings of `language`, compiled once."""
    if language == "en":
        noun = re.compile("(?:s|es)?")
        return Endings(noun, noun, re.compile("st|nd|rd|th"), re.compile("s"), _NOTHING, noun)
    table = slots(f"endings_{language}.tsv")
    if language == "ru":
        noun, adjective, ordinal, plural = (
            re.compile(_any(table[slot])) for slot in ("noun", "adjective", "ordinal", "plural")
        )
        return Endings(re.compile(f"(?:{noun.pattern})?"), adjective, ordinal, plural, _NOTHING, noun)
    chain = "".join(
        f"{_any(table[slot])}?"
        for slot in ("plural", "adjective", "plural", "possessive", "case", "relative")
    )
    chain += _OF_RELATIVE
    nominal = re.compile(chain)
    ordinal = re.compile(_any(table["ordinal"]) + chain)
    plural = re.compile(_any(table["plural"]) + chain)
    collective = re.compile(_any(table["collective"]) + chain)
    case = re.compile("".join(f"{_any(table[slot])}?" for slot in ("possessive", "case", "relative")))
    return Endings(nominal, nominal, ordinal, plural, collective, case)


def case_of(ending: str) -> str:
    """Tell the ablative and the dative of a Kazakh ending, which mark the two ends of a range."""
    table = _cases()
    for case in ("ablative", "dative"):
        if ending.endswith(table[case]):
            return case
    return "other" if ending else ""


@cache
def _cases() -> dict[str, tuple[str, ...]]:
    table = slots("endings_kk.tsv")
    return {case: table[case] for case in ("ablative", "dative")}


@dataclass(slots=True)
class Vocabulary:
    """Words of a list, whole or as stems that take endings."""

    language: Language
    whole: dict[str, str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    longest: int = 0
    case_only: bool = False

    def add(self, word: str, meaning: str, *, stem: bool) -> None:
        """Enter `word`; the first meaning entered wins."""
        (self.stems if stem else self.whole).setdefault(word, meaning)
        self.longest = max(self.longest, len(word))

    def has(self, word: str) -> bool:
        """Tell whether `word` stands in the list as it is, without an ending."""
        return word in self.whole or word in self.stems

    def find(self, word: str) -> str | None:
        """Return the meaning of `word`, whole or as a stem with an ending, else None."""
        found = self.whole.get(word) or self.stems.get(word)
        if found is not None or not self.stems:
            return found
        language = endings(self.language)
        ending = language.case if self.case_only else language.noun
        for cut in range(min(len(word) - 1, self.longest), 0, -1):
            found = self.stems.get(word[:cut])
            if found is not None and ending.fullmatch(word, cut):
                return found
        return None
