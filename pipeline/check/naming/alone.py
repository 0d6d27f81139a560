"""A name alone at the beginning of a sentence, which a model takes for a noun: “The ribakina lost”."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.alphabet import LOWER, UPPER
from pipeline.check.dictionaries import is_known
from pipeline.check.naming.gazetteer import listed_name
from pipeline.check.naming.sound import plain
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.vocabulary import is_common, is_family_name
from pipeline.check.pair import REMEMBERED
from pipeline.document import Target

FIRST = re.compile(rf"(?P<name>[{UPPER}][{LOWER}]{{3,}})(?= [{LOWER}\d])")
# “The ribakina lost”, “The Bublik’s opponent”; not “the Burabai district”
WITH_ARTICLE = re.compile(
    r"\b[Tt]he (?P<word>[a-z]{4,}(?![\w-])(?! [A-Z])|[A-Z][a-z]{3,}(?=['’]s|[.,;!?]|$| is | was ))"
)
CASE = re.compile("(?:[ндт][ыі]ң?|[ғқ]а|[гк]е|[дт][ае]|[дтн][ае]н|[мбп]ен)$")
ALIKE = 0.7  # how like the letters of the name the word with the article must be


@lru_cache(maxsize=REMEMBERED)
def repair_alone(source: str, target: str, language: Target) -> str | None:
    """Write in English the name that a sentence begins with, where it became a noun; None if it did not."""
    found = FIRST.match(source) if language == "en" and WITH_ARTICLE.search(target) else None
    if found is None or not _is_name(found["name"]):
        return None
    names = [transliterate(form, "en") for form in (CASE.sub("", found["name"]), found["name"])]
    for match in WITH_ARTICLE.finditer(target):
        word = match["word"]
        name = max(names, key=lambda one: Levenshtein.normalized_similarity(one, word.capitalize()))
        if is_known(word.lower(), "en") or Levenshtein.normalized_similarity(name, word.capitalize()) < ALIKE:
            continue
        said = word if word[0].isupper() else name
        return f"{target[: match.start()]}{said}{target[match.end() :]}"
    return None


def _is_name(word: str) -> bool:
    """Tell a family name, or a word that no list has, from what only begins the sentence."""
    key = plain(word)
    return is_family_name(key, "kk") or not (is_common(key, "kk") or listed_name(word, "en"))
