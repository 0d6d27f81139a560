"""Names that the gazetteer lists, written by the sound of the Kazakh instead: Darvin, Bi-Bi-Si, Шхучинск."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.check.naming.gazetteer import Match, load_gazetteer
from pipeline.check.naming.mentions import Reading
from pipeline.check.naming.paradigms import russian_forms
from pipeline.check.naming.sameness import same_name
from pipeline.check.naming.vocabulary import is_common, is_given_name
from pipeline.check.naming.words import Word
from pipeline.document import Span, Target

KINDS = frozenset(
    {"person", "city", "company", "international", "party", "river", "lake", "mountain", "place"}
)
ALIKE = 0.7  # how far each word must sound like that of the Kazakh
SHORTEST = 4  # letters of a name of one word
FURTHEST = 2  # letters by which a Russian word may differ from a form of the listed one
_ADJECTIVE = re.compile(r"ск(?:ий|ая|ое|ие|ого|ой|ому|ую|им|ом|их|ими)$")


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A listed name: where it stands in either text, and the form to use."""

    source: Span
    target: Span
    form: str


def misspelt(source: Reading, target: Reading, language: Target) -> list[Misspelt]:
    """Return the listed names of the source that stand in the translation as they sound in Kazakh.

    The form to use has the case of what stands there, where it can be told from the ending.
    """
    if source.text.shouting or target.text.shouting or target.text.title_case:
        return []
    words, ours = source.text.words, target.text.words
    taken = {at for match in target.matches for at in range(match.start, match.end)}
    found, free = [], 0
    for match in source.matches:
        form = None if match.start < free else _form(match, words, target, language)
        if form is None:
            continue
        named = words[match.start : match.end]
        places = [at for at in range(len(ours)) if _stands_at(at, named, ours, taken, language)]
        if len(places) == 1:
            there = ours[places[0] : places[0] + len(named)]
            start, end = there[0].start, there[-1].end
            if language == "ru":
                form = _declined(form, there)
            if form is not None and not _is_form(target.text.text[start:end], form):
                found.append(Misspelt((named[0].start, named[-1].end), (start, end), form))
                free = match.end
    return found


def _declined(form: str, words: list[Word]) -> str | None:
    """Return a Russian name with each word in the form next to what stands there, None where none is near."""
    listed = form.split()
    if len(listed) != len(words):
        return None
    nearest = [_nearest(word, there) for word, there in zip(listed, words, strict=True)]
    return None if None in nearest else " ".join(filter(None, nearest))


def _nearest(word: str, there: Word) -> str | None:
    """Return the form of a listed word that is nearest to another word, None where two are or none is."""
    other = there.text.lower()
    far = {form: Levenshtein.distance(form, other) for form in russian_forms(word.lower())}
    least = min(far.values())
    near = [form for form, distance in far.items() if distance == least]
    if least > FURTHEST or len(near) > 1 or (least and not near[0].endswith(other[-1])):
        return None
    if _ADJECTIVE.search(other) and not _ADJECTIVE.search(near[0]):
        return None  # Роттердамском
    return word[0] + near[0][1:] if word[1:].islower() else None


def _form(match: Match, words: list[Word], target: Reading, language: Target) -> str | None:
    """Return the form of what a match surely names and the target does not name otherwise."""
    listed = [load_gazetteer().entries[number] for number in match.entries]
    forms = {entry.forms[language][0] for entry in listed if entry.forms[language]}
    if len(forms) != 1 or match.entries & target.entries or match.loose:
        return None
    if not all(entry.kind in KINDS for entry in listed) or _is_part_of_a_name(match, words):
        return None
    if match.end - match.start == 1:
        word = words[match.start]
        is_plain = word.opening and is_common(word.key, "kk")
        if len(word.text) < SHORTEST or word.shouted or is_plain or is_given_name(word.key, "kk"):
            return None
    return forms.pop()


def _is_form(text: str, form: str) -> bool:
    """Tell whether a text is the form, a part of it (Guardian) or made of it (Alaskans)."""
    return f" {text} " in f" {form} " or text.startswith(form)


def _is_part_of_a_name(match: Match, words: list[Word]) -> bool:
    """Tell whether a name goes on before or behind what is listed: Платон Лебедев is not Plato."""
    before = words[match.start - 1] if match.start else None
    after = words[match.end] if match.end < len(words) else None
    goes_back = before is not None and before.capital and not (before.opening or words[match.start].apart)
    return goes_back or (after is not None and after.capital and not after.apart)


def _stands_at(at: int, named: list[Word], words: list[Word], taken: set[int], language: Target) -> bool:
    there = words[at : at + len(named)]
    if len(there) < len(named) or taken.issuperset(range(at, at + len(named))):
        return False  # a part may be a name by itself: Eir Astana
    if len(there) == 1 and (len(there[0].text) < SHORTEST or is_common(there[0].key, language)):
        return False
    if any(word.apart and not word.hyphen for word in there[1:]) or not all(word.capital for word in there):
        return False
    return all(
        same_name(own.text, word.text, language) >= ALIKE for own, word in zip(named, there, strict=True)
    )
