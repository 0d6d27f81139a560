"""The forms that a wording of the glossary may have within a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.check.terms import parses, written_like
from pipeline.document import Target

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=1024)
def forms(wording: str, language: Target) -> tuple[str, ...]:
    """Return a wording in each of its cases, the dictionary form first; an English one has no other.

    Of a Russian wording the adjectives and the first noun decline; what follows depends on it and stays:
    «Министерство финансов», «Министерством финансов».
    """
    if language != "ru":
        return (wording,)
    words = list(WORD.finditer(wording))
    head = next((place for place, word in enumerate(words) if _reading(word.group(), "NOUN")), None)
    if head is None or any(word.group().isupper() and len(word.group()) > 1 for word in words[: head + 1]):
        return (wording,)
    found = [_in_case(wording, words[: head + 1], case) for case in CASES]
    return tuple(dict.fromkeys([wording, *(form for form in found if form is not None)]))


def _in_case(wording: str, words: list[re.Match[str]], case: str) -> str | None:
    """Return the wording with these words in a case; None where one of them has no such form."""
    form = wording
    noun = _reading(words[-1].group(), "NOUN")
    for place, word in reversed(list(enumerate(words))):
        reading = noun if place == len(words) - 1 else _reading(word.group(), "ADJF")
        # Only of an animate noun does an adjective have its genitive in the accusative: нового депутата.
        grammemes = {case, noun.tag.animacy} if case == "accs" and reading is not noun else {case}
        other = reading.inflect(grammemes - {None}) if reading is not None else None
        if other is None:
            return None
        form = f"{form[: word.start()]}{written_like(other.word, word.group())}{form[word.end() :]}"
    return form


def _reading(word: str, kind: str):  # type: ignore[no-untyped-def]  # the library has no types
    """Return how a word is read as a nominative of this part of speech; None where it is none."""
    found = parses(word)
    readings = (r for r in found if kind in r.tag and "nomn" in r.tag and "Supr" not in r.tag)
    return next(readings, None)


def counted_noun(number: str, noun: str) -> str:
    """Return a Russian noun as an accusative wants it behind a figure: на 3 процента, на 5 процентов."""
    reading = next((p for p in parses(noun.lower()) if p.tag.POS == "NOUN" and p.tag.case == "gent"), None)
    if reading is None or not number.isdigit() or number[-2:] in ("11", "12", "13", "14"):
        return noun
    wanted = {"1": {"sing", "accs"}, "2": {"sing", "gent"}, "3": {"sing", "gent"}, "4": {"sing", "gent"}}
    if number[-1] not in wanted and reading.tag.number == "plur":
        return noun  # лет, which would be годов
    form = reading.inflect(wanted.get(number[-1], {"plur", "gent"}))
    return noun if form is None else str(written_like(form.word, noun))
