"""Abbreviations that the gazetteer lists: what they are called, and those put over by their letters (БУУ)."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.mentions import CERTAIN, Mention, Reading
from pipeline.check.naming.transliterate import transliterate
from pipeline.document import Target

_OF_CODE = re.compile(r"(?:\s[^\W\d_]{2,4})?-\d")  # АК-74, № ҚР ДСМ-175


def abbreviations_of(entries: Collection[int], language: Target) -> list[str]:
    """Return the abbreviations of what is listed in the target language, the usual one first: ООН."""
    listed = load_gazetteer().entries
    forms = (form for number in sorted(entries) for form in listed[number].forms[language])
    return [form for form in forms if form.isupper() and form.isalpha()]


def letter_for_letter(source: Reading, target: Reading, language: Target) -> list[tuple[Mention, Mention]]:
    """Return the abbreviations of the source that the target has in its letters, though it has its own.

    «БҰҰ» is ООН in Russian and UN in English, not БУУ or BUU; КР for ҚР would even be another country.
    A title in quotation marks («РМК Арена») is left alone. Of one in brackets behind the name that it is of
    («министрлігі (МАМ)») so is one in other letters, where there is one such on either side.
    """
    if source.text.shouting or target.text.shouting:
        return []
    shouted = {word.text: at for at, word in enumerate(target.text.words) if word.shouted}
    bracketed = (in_brackets(source), in_brackets(target))
    found = []
    for place, word in enumerate(source.text.words):
        if _OF_CODE.match(source.text.text, word.end):
            continue
        at = shouted.get(transliterate(word.text, language)) if word.shouted and not word.quoted else None
        if at is None and place == bracketed[0]:
            at = bracketed[1]
        if at is None:
            continue
        for match in load_gazetteer().find([word], "kk"):
            usual = abbreviations_of(match.entries, language)
            if usual and target.text.words[at].text not in usual:
                mention = Mention(place, place + 1, "abbreviation", CERTAIN, match.entries)
                found.append((mention, Mention(at, at + 1, "abbreviation", CERTAIN)))
    return found


def in_brackets(reading: Reading) -> int | None:
    """Return the place of the one abbreviation that stands in brackets by itself."""
    text, words = reading.text.text, reading.text.words
    found = [
        at
        for at, word in enumerate(words)
        if word.shouted
        and not (reading.text.language == "kk" and word.key.isascii())  # KASE is KASE everywhere
        and text[: word.start].endswith("(")
        and text.startswith(")", word.end)
    ]
    return found[0] if len(found) == 1 else None
