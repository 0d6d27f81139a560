"""English names that the gazetteer lists, written by the sound of the Kazakh instead: Darvin, Eir Astana."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.check.naming.gazetteer import Match, load_gazetteer
from pipeline.check.naming.mentions import Reading
from pipeline.check.naming.sameness import same_name
from pipeline.check.naming.vocabulary import is_common, is_given_name
from pipeline.check.naming.words import Word
from pipeline.document import Span

KINDS = frozenset(
    {"person", "city", "company", "international", "party", "river", "lake", "mountain", "place"}
)
ALIKE = 0.7  # how far each word must sound like that of the Kazakh
SHORTEST = 4  # letters of a name of one word


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A listed name: where it stands in either text, and the form to use."""

    source: Span
    target: Span
    form: str


def misspelt(source: Reading, target: Reading) -> list[Misspelt]:
    """Return the listed names of the source that stand in the English text as they sound in Kazakh."""
    if source.text.shouting or target.text.shouting or target.text.title_case:
        return []
    words, ours = source.text.words, target.text.words
    taken = {at for match in target.matches for at in range(match.start, match.end)}
    found, free = [], 0
    for match in source.matches:
        form = None if match.start < free else _form(match, words, target)
        if form is None:
            continue
        named = words[match.start : match.end]
        places = [at for at in range(len(ours)) if _stands_at(at, named, ours, taken)]
        if len(places) == 1:
            first, last = ours[places[0]], ours[places[0] + len(named) - 1]
            if not _is_form(target.text.text[first.start : last.end], form):
                found.append(Misspelt((named[0].start, named[-1].end), (first.start, last.end), form))
                free = match.end
    return found


def _form(match: Match, words: list[Word], target: Reading) -> str | None:
    """Return the English form of what a match surely names and the target does not name otherwise."""
    listed = [load_gazetteer().entries[number] for number in match.entries]
    forms = {entry.forms["en"][0] for entry in listed if entry.forms["en"]}
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


def _stands_at(at: int, named: list[Word], words: list[Word], taken: set[int]) -> bool:
    there = words[at : at + len(named)]
    if len(there) < len(named) or taken.issuperset(range(at, at + len(named))):
        return False  # a part may be a name by itself: Eir Astana
    if len(there) == 1 and (len(there[0].text) < SHORTEST or is_common(there[0].key, "en")):
        return False
    if any(word.apart and not word.hyphen for word in there[1:]) or not all(word.capital for word in there):
        return False
    return all(same_name(own.text, word.text, "en") >= ALIKE for own, word in zip(named, there, strict=True))
