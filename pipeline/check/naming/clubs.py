"""Clubs that are called as a place, whose name they keep: «Жетісу» is no region, «Қызылжар» not Petropavl."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from pipeline.alphabet import KAZAKH_ALONE
from pipeline.check.naming.gazetteer import listed_name, load_gazetteer
from pipeline.check.naming.transliterate import transliterate
from pipeline.document import Target

PLACES = frozenset({"region", "city", "district", "place", "river", "lake", "mountain", "village"})
ALIKE = 0.75  # how like its letters the form of a place must be, to be a club's
KAZAKH = re.compile(f"[{KAZAKH_ALONE}]", re.IGNORECASE)


def club_name(name: str, target: Target) -> str | None:
    """Return what a club with a listed name, or that of a place, is called; None for any other."""
    entries = [entry for entry in load_gazetteer().entries if name in entry.forms["kk"]]
    if not any(entry.kind in PLACES for entry in entries):
        return listed_name(name, target)
    said = transliterate(name, target)
    forms = [
        form.removeprefix("~")
        for entry in entries
        for form in (*entry.forms[target], *entry.loose[target])
        if len(form.split()) == len(name.split()) and not (target == "ru" and KAZAKH.search(form))
    ]
    best = max(forms, key=lambda form: Levenshtein.normalized_similarity(said, form), default="")
    return best if Levenshtein.normalized_similarity(said, best) >= ALIKE else said
