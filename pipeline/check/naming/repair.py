"""Writes names as they should be: bylines by rule, and a family name whose spelling has suffered."""

from __future__ import annotations

import re

from pipeline.check.naming.abbreviations import abbreviations_of
from pipeline.check.naming.gazetteer import Match, load_gazetteer
from pipeline.check.naming.listed import feminine, misspelt
from pipeline.check.naming.mentions import PLACES, Mention, Reading, read_names
from pipeline.check.naming.respelled import has_become_woman, is_latin
from pipeline.check.naming.stems import kazakh_cuts, russian_cuts
from pipeline.check.naming.surnames import family_stem, given_ending
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.unaltered import altered
from pipeline.check.naming.verdict import Verdict
from pipeline.check.naming.verdicts import compare
from pipeline.check.naming.vocabulary import is_common, is_given_name, is_surname
from pipeline.check.naming.words import Word, read_words
from pipeline.credits import read_credit
from pipeline.document import Target

_TIGHT_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,4}\.)(?=[^\W\d_])")
_BYLINE = re.compile(r"[^\W\d_]+(?:[-.,’' ]+[^\W\d_]+)*[., ]*")
_LONGEST_BYLINE_WORDS = 5


def render_name(text: str, language: Target) -> str:
    """Return a segment that is only a name in the letters of `language`: А.ІЛИЯС. → А. ИЛЬЯС., A. ILIYAS.

    A word before it that says what the person did is translated: Дайындаған → Подготовка:, Prepared by.
    """
    if credit := read_credit(text):
        did = credit.russian if language == "ru" else credit.english
        return f"{did} {render_name(credit.name, language)}"
    words = read_words(text, "kk").words
    gazetteer = load_gazetteer()
    pieces, at, free = [], 0, 0
    for match in gazetteer.find(words, "kk"):
        entries = [gazetteer.entries[number] for number in sorted(match.entries)]
        entry = next((e for e in entries if e.kind == "person" or e.kind in PLACES), None)
        start, end = words[match.start].start, words[match.end - 1].end
        if entry is not None and entry.kind in PLACES and _is_called(words, match):
            continue
        if match.start < free or entry is None or _fold(text[start:end]) not in map(_fold, entry.forms["kk"]):
            continue
        form = entry.forms[language][0]
        pieces += [
            transliterate(text[at:start], language),
            form.upper() if words[match.start].shouted else form,
        ]
        at, free = end, match.end
    pieces.append(transliterate(text[at:], language))
    return _TIGHT_INITIAL.sub(r"\1 ", "".join(pieces))


def _is_called(words: list[Word], match: Match) -> bool:
    """Tell whether the name of a place is a person's here: Еділ Ермекбаев has not the Volga's."""
    if match.end - match.start > 1:
        return False
    place = words[match.start]
    before = words[match.start - 1] if match.start else None
    after = words[match.end] if match.end < len(words) else None
    has_given = before is not None and (before.initial or is_given_name(before.key, "kk")) and not place.apart
    has_family = after is not None and after.capital and not (after.apart or after.hyphen)
    return has_given or (has_family and is_given_name(place.key, "kk"))


def _fold(text: str) -> str:
    return text.lower().replace(". ", ".")


def is_byline(text: str) -> bool:
    """Tell whether a Kazakh segment is only the name of a person."""
    if not _BYLINE.fullmatch(text.strip()):
        return False
    words = read_words(text, "kk").words
    if len(words) > _LONGEST_BYLINE_WORDS or not all(word.capital for word in words):
        return False
    full = [word for word in words if not word.initial]
    if not full or len(words) < 2:
        return False
    personal = [is_given_name(word.key, "kk") or is_surname(word.key, "kk") for word in full]
    common = [is_common(word.key, "kk") for word in full]
    if len(full) < len(words):
        return True
    sure = any(person and not word for person, word in zip(personal, common, strict=True))
    return sure and all(person or not word for person, word in zip(personal, common, strict=True))


def fix_names(source: str, target: str, language: Target) -> str | None:
    """Return `target` with the names set right that can be set right beyond doubt, or None.

    These are a segment that is only a name, a family name whose spelling differs while it clearly stands for
    one of the source: the case ending of the target is kept, and the abbreviation of one body put for that of
    another, or put over letter for letter.
    """
    if is_byline(source):
        written = render_name(source, language)
        return written if written != target else None
    first, second = read_names(source, "kk"), read_names(target, language)
    verdicts = compare(first, second, language)
    changes = {change for verdict in verdicts for change in _corrections(verdict, first, second, language)}
    names = misspelt(first, second, language) + altered(first, second, language)
    names += feminine(first, second, language)
    if not changes and not names:
        return None
    changed = {(start, end) for start, end, _ in changes}
    changes |= {(*name.target, name.form) for name in names if name.target not in changed}
    fixed = target
    for start, end, word in sorted(changes, reverse=True):
        fixed = fixed[:start] + word + fixed[end:]
    left = compare(first, read_names(fixed, language), language)
    return fixed if len(left) < len(verdicts) + len(names) else None


def _corrections(
    verdict: Verdict, source: Reading, target: Reading, language: Target
) -> list[tuple[int, int, str]]:
    """Return the spans, each with the word that puts it right: of a body, a family name, of Latin words."""
    if verdict.source is None or verdict.target is None:
        return []
    word, other = _only_word(verdict.source, source), _only_word(verdict.target, target)
    if word is None or other is None:
        return []
    if word.shouted and other.shouted and not word.key.isascii() and verdict.severity != "info":
        usual = abbreviations_of(verdict.source.entries, language)
        if usual and len(verdict.source.entries) == 1:
            return [(other.start, other.end, usual[0])]
    if not verdict.spelling:
        return []
    if is_latin(word.key, other.key):
        return [(same.start, same.end, word.text) for same in target.text.words if same.key == other.key]
    return _with_family_name(verdict.source, verdict.target, source, target, language)


def _with_family_name(
    one: Mention, two: Mention, source: Reading, target: Reading, language: Target
) -> list[tuple[int, int, str]]:
    word, other = source.text.words[one.first], target.text.words[two.first]
    stem = family_stem(word.key)
    if not stem:
        return _without_case(word, other, language)
    written = transliterate(word.text[: len(stem)], language)
    if language == "ru":
        endings = [other.key[end:] for end in russian_cuts(other.key)]
        ending = given_ending(stem, other.key, endings)
        if word.key == stem and has_become_woman(source, one.first, target, two.first):
            ending = ""
        if ending is None:
            return []
        written = written.removesuffix("а").removesuffix("А") + (ending.upper() if other.shouted else ending)
    return [(other.start, other.end, written)]


def _without_case(word: Word, other: Word, language: Target) -> list[tuple[int, int, str]]:
    """Return a name by its letters where neither side has an ending: «Назым Қызайбай»."""
    written = transliterate(word.text, language)
    is_bare = kazakh_cuts(word.key) == (len(word.key),) and other.key.endswith(written[-2:].lower())
    return [(other.start, other.end, written)] if is_bare and not word.shouted else []


def _only_word(mention: Mention, reading: Reading) -> Word | None:
    return reading.text.words[mention.first] if mention.last - mention.first == 1 else None
