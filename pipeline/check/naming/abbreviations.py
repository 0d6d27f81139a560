"""Abbreviations that the gazetteer lists: what they are called, and those put over by their letters (БУУ)."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.mentions import CERTAIN, Mention, Reading
from pipeline.check.naming.transliterate import transliterate
from pipeline.document import Target


def abbreviations_of(entries: Collection[int], language: Target) -> list[str]:
    """Return the abbreviations of what is listed in the target language, the usual one first: ООН."""
    listed = load_gazetteer().entries
    forms = (form for number in sorted(entries) for form in listed[number].forms[language])
    return [form for form in forms if form.isupper() and form.isalpha()]


def letter_for_letter(source: Reading, target: Reading, language: Target) -> list[tuple[Mention, Mention]]:
    """Return the abbreviations of the source that the target has in its letters, though it has its own.

    «БҰҰ» is ООН in Russian and UN in English, not БУУ or BUU; КР for ҚР would even be another country.
    A title in quotation marks («РМК Арена») is left alone.
    """
    if source.text.shouting or target.text.shouting:
        return []
    words = source.text.words
    shouted = {word.text: at for at, word in enumerate(target.text.words) if word.shouted}
    found = []
    for match in load_gazetteer().find(words, "kk") if shouted else ():
        word = words[match.start]
        if match.end - match.start > 1 or not word.shouted or word.quoted:
            continue
        at = shouted.get(transliterate(word.text, language))
        usual = abbreviations_of(match.entries, language)
        if at is not None and usual and target.text.words[at].text not in usual:
            mention = Mention(match.start, match.end, "abbreviation", CERTAIN, match.entries)
            found.append((mention, Mention(at, at + 1, "abbreviation", CERTAIN)))
    return found
