"""Names without Kazakh letters, which Russian writes as Kazakh does: «Щелкунчик» is no «Челкунчик»."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.check.naming.align import Side, find_counterpart
from pipeline.check.naming.gazetteer import Match, load_gazetteer
from pipeline.check.naming.listed import FURTHEST, Misspelt
from pipeline.check.naming.mentions import Reading
from pipeline.check.naming.paradigms import russian_forms
from pipeline.check.naming.stems import kazakh_cuts
from pipeline.check.naming.surnames import family_stem
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.vocabulary import is_common
from pipeline.check.naming.words import Word
from pipeline.check.terms import is_russian
from pipeline.document import Target

CYRILLIC = re.compile("[а-яё]+")
ENDINGS = (
    "бай",
    "лхан",
    "жан",
    "бек",
    "баев",
    "баева",
    "беков",
    "бекова",
    "шкин",
    "шкина",
    "енко",
    "чук",
    "ов",
    "ев",
    "ова",
    "ева",
)
SHORTEST = 4  # letters
VOWELS = "аеёиоуыэюяьйъ"
ALIKE = 0.65


def altered(source: Reading, target: Reading, language: Target) -> list[Misspelt]:
    """Return the names that stand in Russian with other letters, though they have none that Russian lacks.

    Only where the word is the one counterpart of the name, unknown to the dictionary of Russian, and two
    letters away at most.
    """
    is_headline = source.text.title_case and target.text.title_case
    if language != "ru" or source.text.shouting or target.text.shouting or is_headline:
        return []
    fixed = {at for match in source.matches for at in _range(match) if not _is_same(match, source, at)}
    known = {at for match in target.matches for at in _range(match)}
    ours, theirs = source.text.words, target.text.words
    side = Side(target, language, backward=False)
    found = []
    for at, word in enumerate(ours):
        if at in fixed or not _is_name(word) or any(there.key == word.key for there in theirs):
            continue
        best = find_counterpart([word.key], at / len(ours), side)
        if best.at is None or best.at in known or best.likeness < ALIKE:
            continue
        there = theirs[best.at]
        is_family = at > 0 and best.at > 0 and _is_given(ours[at - 1], theirs[best.at - 1])  # Мади Таков
        is_name = there.capital and not there.shouted
        form = _as_in_source(word.key, there.key, FURTHEST + is_family) if is_name else None
        is_title = word.quoted and there.quoted and best.likeness == 1.0  # «Щит», «Шит»
        if form is not None and (is_title or is_family or not is_russian(there.key)):
            written = "".join(part.capitalize() for part in re.split(r"(\W)", form))
            found.append(Misspelt((word.start, word.end), (there.start, there.end), written))
    return found


def _is_given(word: Word, there: Word) -> bool:
    return word.capital and there.capital and transliterate(word.text, "ru").lower() == there.key


def _range(match: Match) -> range:
    return range(match.start, match.end)


def _is_same(match: Match, source: Reading, at: int) -> bool:
    """Tell whether a word of a listed name is listed in Russian as it stands in Kazakh."""
    word = source.text.words[at].text
    entries = (load_gazetteer().entries[number] for number in match.entries)
    return any(word in form.split() for entry in entries for form in entry.forms["ru"])


def _is_name(word: Word) -> bool:
    """Tell whether Russian surely spells a name as Kazakh does: a Kazakh or Slavic one, a Russian title."""
    tells = word.capital and not (word.shouted or word.initial or word.hyphen)
    if not tells or len(word.text) < SHORTEST - word.quoted or not CYRILLIC.fullmatch(word.key):
        return False
    if is_common(word.key, "kk"):
        return False
    if word.quoted:
        return is_russian(word.key)
    stems = [word.key[:end] for end in kazakh_cuts(word.key)]
    return any(stem.endswith(ENDINGS) for stem in stems)


@lru_cache(maxsize=4096)
def _as_in_source(name: str, written: str, furthest: int) -> str | None:
    """Return a Kazakh name in the Russian case of `written`; None where it is so, or too far from it."""
    plain = written.replace("ё", "е")
    family = family_stem(name)
    cuts = [len(family)] if family else [end for end in kazakh_cuts(name) if end >= SHORTEST - 1]
    stems = [name[:end].replace("ё", "е") for end in cuts]
    if any(plain.startswith(stem.rstrip(VOWELS)) for stem in stems):
        return None
    far = {form: Levenshtein.distance(form, plain) for stem in stems for form in russian_forms(stem)}
    least = min(far.values(), default=furthest + 1)
    near = [form for form, distance in far.items() if distance == least]
    if not 0 < least <= furthest or len(near) > 1 or near[0][-1] != plain[-1]:
        return None
    return near[0] if plain not in (near[0].replace("ы", ""), near[0].replace("уы", "у")) else None
