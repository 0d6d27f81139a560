"""Abbreviations that the gazetteer lists: what they are called, and those put over by their letters (БУУ)."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.alphabet import UPPER
from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.mentions import CERTAIN, Mention, Reading
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.words import read_words
from pipeline.document import Target

SHORTEST = 2  # letters
ROMAN = re.compile(r"[IVXLCDM]+")
SHOUTED = re.compile(rf"(?<!\w)[{UPPER}]{{2,}}")
DESIGNATION = re.compile(r"-\d\d")  # АК-74; ЖЭО-2 is a body
_OF_CODE = re.compile(r"(?:\s[^\W\d_]{2,4})?-\d")  # АК-74, № ҚР ДСМ-175


def abbreviations_of(entries: Collection[int], language: Target) -> list[str]:
    """Return the abbreviations of what is listed in the target language, the usual one first: ООН."""
    listed = load_gazetteer().entries
    forms = (form for number in sorted(entries) for form in listed[number].forms[language])
    return [form for form in forms if form.isupper() and form.isalpha()]


def spelt_out(source: str, target: str, language: Target) -> str:
    """Return Kazakh text with the full names of its abbreviations that the target calls by theirs."""
    if not SHOUTED.search(source):
        return source
    gazetteer, words = load_gazetteer(), read_words(source, "kk").words
    full = {
        n
        for m in gazetteer.find(read_words(target, language).words, language)
        if m.end - m.start > 1
        for n in m.entries
    }
    for match in reversed(gazetteer.find(words, "kk") if full else []):
        word = words[match.start]
        names = [gazetteer.entries[number].forms["kk"] for number in sorted(match.entries & full)]
        long = next((form for forms in names for form in forms if " " in form), None)
        if match.end - match.start == 1 and word.shouted and long is not None:
            source = source[: word.start] + long + source[word.start + len(word.text) :]
    return source


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


def invented(source: Reading, target: Reading, language: Target) -> list[tuple[Mention, Mention]]:
    """Return the listed abbreviations of the source for which others stand in the target: ОДКБ, НБСО.

    They are those of which no form stands there, in order, where the target has as many abbreviations that
    answer nothing of the source.
    """
    if source.text.shouting or target.text.shouting:
        return []
    lost = [m for m in source.mentions if _is_abbreviation(source, m) and not m.entries & target.entries]
    if not lost:
        return []
    strange = [m for m in target.mentions if _is_strange(target, m, source, language)]
    return list(zip(lost, strange, strict=True)) if len(lost) == len(strange) else []


def _is_abbreviation(reading: Reading, mention: Mention) -> bool:
    word = reading.text.words[mention.first]
    alone = mention.last - mention.first == 1 and word.shouted and not word.quoted
    cyrillic = len(word.text) >= SHORTEST and not word.key.isascii()
    if DESIGNATION.match(reading.text.text, word.end):
        return False
    return alone and cyrillic and bool(mention.entries) and mention.strength == CERTAIN


def _is_strange(reading: Reading, mention: Mention, source: Reading, language: Target) -> bool:
    """Tell whether an abbreviation of the target answers nothing of the source."""
    word = reading.text.words[mention.first]
    if mention.last - mention.first > 1 or not word.shouted or word.quoted or word.hyphen:
        return False
    if len(word.text) < SHORTEST or mention.entries & source.entries or ROMAN.fullmatch(word.text):
        return False
    forms = [form for entry in source.entries for form in abbreviations_of({entry}, language)]
    if any(len(form) > SHORTEST and form in word.text for form in forms):
        return False  # УМВД for ІІМ
    return all(
        transliterate(other.text, language) != word.text and other.text != word.text
        for other in source.text.words
        if other.shouted and not load_gazetteer().find([other], "kk")
    )


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
