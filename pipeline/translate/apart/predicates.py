"""Put a Russian predicate into the masculine, where a masculine subject was written for «статья»."""

from __future__ import annotations

import re
from functools import cache

from pipeline.wordlists import listed

CLAUSE = re.compile(r"[^,;:.!?«»()]*")
ENDS = ",;:.!?«»()"


def agreeing(before: str, behind: str) -> tuple[str, str]:
    """Return what stands around a masculine subject with its predicate, that of «статья», put right."""
    clause = CLAUSE.match(behind)
    if clause and _feminine().search(clause.group()):
        return before, _feminine().sub(_masculine, clause.group(), count=2) + behind[clause.end() :]
    at = max(map(before.rfind, ENDS)) + 1
    return before[:at] + _feminine().sub(_masculine, before[at:]), behind


def _masculine(predicate: re.Match[str]) -> str:
    stem = predicate["stem"]
    word = stem[0] + _stems()[stem.lower()][1:]
    return word + ("ся" if predicate["self"] else "")


@cache
def _stems() -> dict[str, str]:
    """Return the stems of the list as the feminine has them, with their masculine."""
    words = listed("predicates_masculine.txt")
    return {word.replace("шёл", "шл").replace("ё", "е"): word for word in words}


@cache
def _feminine() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<stem>{'|'.join(_stems())})а(?P<self>сь)?(?!\w)", re.IGNORECASE)
