"""Russian prepositions that have lost their noun: «победил в на своём коне», «отношения с ухудшились».

Behind a preposition no form of a verb may come, no other preposition, no adverb that goes with a verb, and no
mark that ends a clause. Word forms are pymorphy3's; only words that can be nothing else count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.check.agreement import prepositions
from pipeline.check.terms import is_russian, parses
from pipeline.document import Span
from pipeline.wordlists import kinds

PHRASE = re.compile(  # a preposition, what follows it, and what follows that
    r"(?<![\w.-])([А-Яа-яё][а-яё]*(?:-[а-яё]+)?)\s+(?:не\s+)?([а-яё]+(?![\w-])|[.,)»”!?…])(?:\s+([а-яё]+|[.»”!?…]))?"
)
LISTS = "stranded_ru.tsv"
VERBAL = frozenset({"VERB", "PRTS", "GRND", "INFN"})
ADVERBIAL = frozenset({"ADVB", "ADJS", "PRED"})
MANNER = "о"  # on which adverbs of manner end; «на завтра» has none
CLAUSE_MARKS = frozenset(".,)»”!?…")
Hole = tuple[Span, Span]  # the preposition, and what cannot follow it


def find_stranded(text: str) -> Iterator[Hole]:
    """Yield each preposition of a Russian text that has no noun."""
    at = 0
    while match := PHRASE.search(text, at):
        at = match.end(1)
        word = match.group(1).lower()
        if word in prepositions() and word not in kinds(LISTS)["adverb"] and _is_hole(word, match):
            yield match.span(1), match.span(2)


def _is_hole(preposition: str, match: re.Match[str]) -> bool:
    follower, then = match.group(2), match.group(3) or "."
    if follower in CLAUSE_MARKS:
        return preposition not in kinds(LISTS)["alone"]
    parts = _parts(follower)
    if parts == {"PREP"}:
        return follower not in kinds(LISTS)["inner"]
    if "ADVB" in parts and parts <= ADVERBIAL and follower.endswith(MANNER):
        return then in CLAUSE_MARKS or _is_verbal(then)
    return _is_verbal(follower)


def _is_verbal(word: str) -> bool:
    parts = _parts(word)
    return bool(parts) and parts <= VERBAL


@lru_cache(maxsize=65536)
def _parts(word: str) -> frozenset[str]:
    """Return every part of speech that a word can be; none where no dictionary has it."""
    if not is_russian(word):
        return frozenset()
    return frozenset(str(parse.tag.POS) for parse in parses(word))
