"""Names that the gazetteer lists, written by the sound of the Kazakh instead: Darvin, Bi-Bi-Si, Шхучинск."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.check.naming.gazetteer import Entry, Match, load_gazetteer
from pipeline.check.naming.mentions import Reading
from pipeline.check.naming.paradigms import russian_forms
from pipeline.check.naming.sameness import same_name
from pipeline.check.naming.vocabulary import is_common, is_given_name
from pipeline.check.naming.words import Word
from pipeline.document import Span, Target

KINDS = frozenset(
    {"person", "city", "company", "international", "party", "river", "lake", "mountain", "place"}
    | {"region", "country", "settlement", "district"}
)
LANDS = frozenset({"region", "country"})
ALIKE, ALIKE_IF_SMALL = 0.7, 0.8  # how far each word must sound like that of the Kazakh
ALIKE_AS_LISTED = 0.6  # a form that is listed, which the press may spell freely
SHORTEST = 4  # letters of a name of one word
FURTHEST, FURTHEST_BESIDE_CLASS = 2, 3  # letters by which a Russian word may differ from a listed form
CLASSES = {"ru": ("район", "област", "округ"), "en": ("district", "region")}
"""How words begin that say what is named: Бородулиха ауданы, Бородулихинский район."""
WOMAN, VOWELS = ("ова", "ева"), "аеёиоуыэюяьй"
ARTICLES = frozenset({"the", "a", "an"})
_DERIVED = re.compile(r"[лдт](?:ық|ік)")  # филиппиндік: who or what is of there
_SON = re.compile(r"(?:[ұу]лы|[қк]ызы|uly|ky?zy)(?![^\W\d_])|[ұу]лы")
_ADJECTIVE = re.compile(r"ск(?:ий|ая|ое|ие|ого|ой|ому|ую|им|ом|их|ими)$")


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A listed name: where it stands in either text, and the form to use."""

    source: Span
    target: Span
    form: str


@dataclass(frozen=True, slots=True)
class _Listed:
    """A name as it is listed, without the word that says what it is; `behind`: how that word begins.

    `is_land`: it names a country or region, whose people and things are named by its stem (Czechoslovak).
    """

    words: list[Word]
    form: str
    is_land: bool
    behind: str = ""

    @property
    def may_be_small(self) -> bool:
        """Tell whether a word in small letters may stand for it: it lives as a name alone."""
        is_alone = len(self.words) == 1 and not self.behind and self.form[:1].isupper()
        return is_alone and not is_common(self.words[0].key, "kk")


def misspelt(source: Reading, target: Reading, language: Target) -> list[Misspelt]:
    """Return the listed names of the source that stand in the translation as they sound in Kazakh.

    The form to use has the case of what stands there, where it can be told from the ending.
    """
    if source.text.shouting or target.text.shouting or target.text.title_case:
        return []
    ours = target.text.words
    taken = {at for match in target.matches for at in range(match.start, match.end)}
    found, free = [], 0
    for match in source.matches:
        name = None if match.start < free else _listed(match, source.text.words, target, language)
        if name is None:
            continue
        places = [at for at in range(len(ours)) if _stands_at(at, name, ours, taken, language)]
        if len(places) != 1:
            continue
        at = places[0]
        there = ours[at : at + len(name.words)]
        form = _declined(name, there) if language == "ru" else name.form
        text = target.text.text[there[0].start : there[-1].end]
        if form is None or _is_form(text, form) or (name.is_land and form.startswith(text)):
            continue
        has_article = at > 0 and not there[0].capital and ours[at - 1].key in ARTICLES and language == "en"
        start = ours[at - has_article].start
        found.append(Misspelt((name.words[0].start, name.words[-1].end), (start, there[-1].end), form))
        free = match.end
    return found


def feminine(source: Reading, target: Reading, language: Target) -> list[Misspelt]:
    """Return the listed men whose family names stand as a woman's in Russian: Мухтар Ауэзова."""
    found: list[Misspelt] = []
    if language != "ru":
        return found
    entries, words = load_gazetteer().entries, target.text.words
    for match in target.matches:
        given, family = words[match.start], words[match.end - 1]
        if match.end - match.start < len(("given", "family")) or not family.key.endswith(WOMAN):
            continue
        for number in match.entries:
            forms = [form.split() for form in entries[number].forms["ru"]]
            form = next(
                (form for form in forms if form[0] == given.text and form[-1] == family.text[:-1]), None
            )
            there = next((one for one in source.matches if number in one.entries), None)
            if (
                entries[number].kind == "person"
                and form
                and there is not None
                and given.key[-1] not in VOWELS
            ):
                span = source.text.words[there.start].start, source.text.words[there.end - 1].end
                found.append(Misspelt(span, (family.start, family.end), form[-1]))
    return found


def _declined(name: _Listed, words: list[Word]) -> str | None:
    """Return a Russian name with each word in the form next to what stands there, None where none is near."""
    listed = name.form.split()
    if len(listed) != len(words):
        return None
    furthest = FURTHEST_BESIDE_CLASS if name.behind else FURTHEST
    nearest = [_nearest(word, there, furthest) for word, there in zip(listed, words, strict=True)]
    return None if None in nearest else " ".join(filter(None, nearest))


def _nearest(word: str, there: Word, furthest: int) -> str | None:
    """Return the form of a listed word that is nearest to another word, None where two are or none is."""
    other = there.text.lower()
    far = {form: Levenshtein.distance(form, other) for form in russian_forms(word.lower())}
    least = min(far.values())
    near = [form for form, distance in far.items() if distance == least]
    if least > furthest or len(near) > 1 or (least and not near[0].endswith(other[-1])):
        return None
    if _ADJECTIVE.search(other) and not _ADJECTIVE.search(near[0]):
        return None  # Роттердамском
    return word[0] + near[0][1:] if word[1:].islower() else None


def _listed(match: Match, words: list[Word], target: Reading, language: Target) -> _Listed | None:
    """Return what a match surely names and the target does not name otherwise."""
    listed = [load_gazetteer().entries[number] for number in match.entries]
    if match.entries & target.entries or not all(entry.kind in KINDS for entry in listed):
        return None
    named = words[match.start : match.end]
    are_persons = all(entry.kind == "person" for entry in listed)
    forms = {_person(entry, named, language) if are_persons else _first(entry, language) for entry in listed}
    form = forms.pop()
    if forms or not form or (match.loose and not are_persons) or _is_part_of_a_name(match, words):
        return None
    is_land = all(entry.kind in LANDS for entry in listed)
    if len(named) == 1:
        is_plain = named[0].opening and is_common(named[0].key, "kk")
        if len(named[0].text) < SHORTEST or named[0].shouted or is_plain or is_given_name(named[0].key, "kk"):
            return None
        if _DERIVED.search(named[0].key, SHORTEST - 1):
            return None
        if is_land and same_name(named[0].text, form, language) < ALIKE:
            return None  # Америка, United States: America and Americas name it, too
    first, _, last = form.rpartition(" ")
    classes = [each for each in CLASSES[language] if last.lower().startswith(each)]
    if classes and len(named) > 1 and not named[-1].capital:
        return _Listed(named[:-1], first, is_land, classes[0])
    return _Listed(named, form, is_land)


def _first(entry: Entry, language: Target) -> str:
    return next(iter(entry.forms[language]), "")


def _person(entry: Entry, named: list[Word], language: Target) -> str:
    """Return the form of a person's name that has the same words: an initial and an alias stay."""
    if any(word.initial for word in named):
        return ""
    likeness = {
        form: min(same_name(own.text, word, language) for own, word in zip(named, form.split(), strict=True))
        for form in (*entry.forms[language], *entry.loose[language])
        if len(form.split()) == len(named) and not (_SON.search(named[-1].key) and not _SON.search(form))
    }
    form = max(likeness, key=lambda form: likeness[form], default="")
    return form if likeness.get(form, 0.0) >= ALIKE_AS_LISTED else ""


def _is_form(text: str, form: str) -> bool:
    """Tell whether a text is the form, a part of it (Guardian) or made of it (Alaskans)."""
    return f" {text} " in f" {form} " or text.startswith(form)


def _is_part_of_a_name(match: Match, words: list[Word]) -> bool:
    """Tell whether a name goes on before or behind what is listed: Платон Лебедев is not Plato."""
    before = words[match.start - 1] if match.start else None
    after = words[match.end] if match.end < len(words) else None
    goes_back = before is not None and before.capital and not (before.opening or words[match.start].apart)
    return goes_back or (after is not None and after.capital and not after.apart)


def _stands_at(at: int, name: _Listed, words: list[Word], taken: set[int], language: Target) -> bool:
    there, after = words[at : at + len(name.words)], words[at + len(name.words) :][:1]
    if len(there) < len(name.words) or taken.issuperset(range(at, at + len(there))):
        return False  # a part may be a name by itself: Eir Astana
    if name.behind and not (after and after[0].key.startswith(name.behind)):
        return False
    if any(word.apart and not word.hyphen for word in there[1:]):
        return False
    is_small = not all(word.capital for word in there)
    if is_small and not name.may_be_small:
        return False
    if is_small and language == "ru":
        return _is_written(name.form, there[0])
    is_alone = len(there) == 1 and not name.behind
    if is_alone and (len(there[0].text) < SHORTEST or is_common(there[0].key, language)):
        return False
    if name.behind and language == "ru":  # an adjective: Бородулиха, Бородулиханском районе
        return there[0].key[:1] == name.form[:1].lower() and _declined(name, there) is not None
    alike = ALIKE_IF_SMALL if is_small else ALIKE
    return all(
        same_name(own.text, word.text, language) >= alike for own, word in zip(name.words, there, strict=True)
    )


def _is_written(form: str, word: Word) -> bool:
    """Tell whether a word is, but for its capital, a listed one in some form: «о чаде»."""
    return word.text.lower() in russian_forms(form.lower())
