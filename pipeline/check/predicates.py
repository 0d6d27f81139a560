"""Russian verbs that do not fit their subjects: «Водители сэкономит», «рухнул крыша».

A verb must have the number of its subject, in the past its gender too. What the subject is nobody can tell
for sure without a parser, so a clause is judged only where it has one verb and a single noun that can be its
subject: one that stands near the verb and is a nominative in every usual reading, or one whose accusative is
the same beside a verb that takes none. Word forms are pymorphy3's, lists in predicates_ru.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.check.pair import REMEMBERED
from pipeline.check.terms import is_russian, parses, written_like
from pipeline.document import Span
from pipeline.wordlists import kinds

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

LISTS = "predicates_ru.tsv"
TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d.,:–-]*|\S")
BOUNDARY = re.compile(r"[,;:—–()!?….]")
QUOTATION = re.compile(r"[«»„“”\"]")
RUSSIAN = re.compile(r"[а-яё-]+", re.IGNORECASE)
PARTICLES = frozenset({"ли", "же", "бы", "не"})
FARTHEST = 3  # words from the verb to the noun that is judged
USUAL, RARE = 0.05, 0.01  # the share of a form's readings in text
VERBAL = frozenset({"VERB", "PRED", "INFN", "ADJS", "PRTS"})
DESCRIBING = frozenset({"ADJF", "PRTF"})
UNCLEAR = ("Fixd", "Abbr", "Name", "Surn", "Patr", "Geox", "Orgn", "ms-f", "Ms-f")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a clause, and where it stands."""

    text: str
    start: int

    @property
    def key(self) -> str:
        """Return the word in small letters."""
        return self.text.lower()

    @property
    def end(self) -> int:
        """Return where the word ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Clash:
    """A verb and the only noun of its clause that can be its subject, which does not fit it."""

    verb: Token
    noun: Token
    form: str | None  # the verb as the noun wants it; None where the noun may be what is wrong

    @property
    def span(self) -> Span:
        """Return the place of both."""
        return min(self.verb.start, self.noun.start), max(self.verb.end, self.noun.end)


@lru_cache(maxsize=REMEMBERED)
def find_clashes(text: str) -> tuple[Clash, ...]:
    """Return each verb of a Russian text that does not fit its subject."""
    found = []
    for words, is_listed in _clauses(text):
        verbs = [at for at, word in enumerate(words) if _parts(word.key) & VERBAL]
        if len(verbs) == 1:
            found.append(_clash(words, verbs[0], is_listed=is_listed))
    return tuple(clash for clash in found if clash is not None)


def _clash(words: Sequence[Token], at: int, *, is_listed: bool) -> Clash | None:
    """Return what is wrong in a clause with one verb, at `at`; `is_listed` where another may go on."""
    verb = _finite(words[at].key)
    if verb is None or any(word.key in kinds(LISTS)["company"] for word in words):
        return None
    subject = _subject(words, at, verb)
    if subject is None:
        return None
    place, noun = subject
    if noun.tag.number == "sing" and verb.tag.number == "plur":
        return None if is_listed else Clash(words[at], words[place], None)
    return Clash(words[at], words[place], _fitting(words, at, place, verb, noun))


def _subject(words: Sequence[Token], at: int, verb: Parse) -> tuple[int, Parse] | None:
    """Return the only noun that can be the subject, where it does not fit; None where another may be."""
    found: list[tuple[int, Parse]] = []
    objects = 0  # that might be the subject as well
    for place, word in enumerate(words):
        nominatives = _nominatives(words, place) if place != at else ()
        if nominatives is None:
            return None
        noun = _surely_noun(word.key) if nominatives and not _is_title(words, place) else None
        if any(_agrees(parse, verb) for parse in nominatives):
            if noun is None or place < at or _is_sure(word.key):
                return None
            objects += 1
        elif noun is not None and not _is_counted(words, place):
            found.append((place, noun))
    if len(found) != 1 or abs(found[0][0] - at) > FARTHEST or verb.normal_form in kinds(LISTS)["link"]:
        return None
    place = found[0][0]
    others = objects + sum(_is_quantity(word.key) for word in words)
    if not _is_sure(words[place].key) and ("intr" not in verb.tag or objects):
        return None
    return found[0] if place < at or not others else None


def _nominatives(words: Sequence[Token], place: int) -> tuple[Parse, ...] | None:
    """Return the readings of a word by which it may be a subject; None where it may be read in any way."""
    word = words[place]
    if QUOTATION.fullmatch(word.text) or _is_quantity(word.key):
        return ()
    if not RUSSIAN.fullmatch(word.text) or not is_russian(word.key):
        return None
    found = tuple(p for p in parses(word.key) if p.tag.case == "nomn" and p.score >= RARE)
    if not found or _is_adverbial(words, place):
        return ()
    return None if any(mark in p.tag for p in found for mark in UNCLEAR) else found


def _is_sure(key: str) -> bool:
    """Tell whether a word is no accusative."""
    return all(p.tag.case != "accs" for p in parses(key) if p.score >= USUAL)


def _agrees(reading: Parse, verb: Parse) -> bool:
    """Tell whether a verb may have this nominative as its subject."""
    if reading.tag.number != verb.tag.number:
        return False
    genders = (reading.tag.gender, verb.tag.gender)
    if reading.tag.number == "plur" or None in genders or genders[0] == genders[1]:
        return True
    return reading.tag.animacy == "anim" and genders == ("masc", "femn")  # министр сообщила


def _surely_noun(key: str) -> Parse | None:
    """Return the nominative of a word whose usual readings are all that noun, in one number."""
    usual = [parse for parse in parses(key) if parse.score >= USUAL]
    is_noun = all(p.tag.POS == "NOUN" and p.tag.case in ("nomn", "accs", "voct") for p in usual)
    if not is_noun or len({p.tag.number for p in usual}) > 1:
        return None
    return next((parse for parse in usual if parse.tag.case == "nomn"), None)


def _is_adverbial(words: Sequence[Token], place: int) -> bool:
    """Tell whether a noun stands behind a preposition, or says when or how often."""
    if any(parse.normal_form in kinds(LISTS)["adverbial"] for parse in parses(words[place].key)):
        return True
    return "PREP" in _parts(_before(words, place))


def _is_title(words: Sequence[Token], place: int) -> bool:
    """Tell whether a mark of a quotation stands beside a word: «Инфляция»."""
    beside = words[max(0, place - 1) : place + 2]
    return any(QUOTATION.fullmatch(word.text) for word in beside)


def _is_counted(words: Sequence[Token], place: int) -> bool:
    before = _before(words, place)
    return bool(before) and _is_quantity(before)


def _before(words: Sequence[Token], place: int) -> str:
    """Return the word before a noun and its adjectives."""
    before = place - 1
    while before >= 0 and any(parse.tag.POS in DESCRIBING for parse in parses(words[before].key)):
        before -= 1
    return words[before].key if before >= 0 else ""


def _finite(key: str) -> Parse | None:
    """Return the reading of a verb in the third person or the past, where no other is usual."""
    usual = [parse for parse in parses(key) if parse.score >= USUAL]
    if not usual or not is_russian(key) or any(p.tag.POS != "VERB" for p in usual):
        return None
    tag = usual[0].tag
    if any((p.tag.number, p.tag.gender, p.tag.person) != (tag.number, tag.gender, tag.person) for p in usual):
        return None
    is_other = tag.person in ("1per", "2per") or tag.mood == "impr" or tag.gender == "neut"
    return None if is_other else max(usual, key=lambda parse: "tran" in parse.tag)


def _fitting(words: Sequence[Token], at: int, place: int, verb: Parse, noun: Parse) -> str | None:
    """Return the verb's form for the noun, where nothing but what belongs to the noun stands between them."""
    between = words[min(at, place) + 1 : max(at, place)]
    for word in between:
        cases = {"gent"} if place < at else {"nomn"}
        if not any(p.tag.case in cases for p in parses(word.key)):
            return None
    wanted = {noun.tag.number}
    if verb.tag.tense == "past" and noun.tag.number == "sing":
        wanted.add(noun.tag.gender)
    form = verb.inflect(wanted)
    return None if form is None else str(written_like(form.word, words[at].text))


def _clauses(text: str) -> Iterator[tuple[list[Token], bool]]:
    """Yield the words of each clause, and whether it stands beside another that may be part of it."""
    clause: list[Token] = []
    is_listed = False
    for match in TOKEN.finditer(text):
        token = Token(match.group(), match.start())
        if token.key in PARTICLES:
            continue
        is_stop = BOUNDARY.fullmatch(token.text) is not None
        if not is_stop and not _is(token.key, "boundary"):
            clause.append(token)
            continue
        goes_on = token.text not in ".!?…"
        if clause:
            yield clause, is_listed or goes_on
            clause = []
        is_listed = goes_on
    if clause:
        yield clause, is_listed


def _is_quantity(key: str) -> bool:
    return key[0].isdigit() or _is(key, "quantity")


def _is(key: str, what: str) -> bool:
    return key in kinds(LISTS)[what] or key.startswith(_beginnings(what))


@cache
def _beginnings(what: str) -> tuple[str, ...]:
    return tuple(word.removesuffix("*") for word in kinds(LISTS)[what] if word.endswith("*"))


def _parts(key: str) -> frozenset[str]:
    """Return the parts of speech that a word can be."""
    return frozenset(p.tag.POS for p in parses(key) if p.tag.POS and p.score >= RARE)
