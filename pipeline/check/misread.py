"""Wordings that a small model takes for their opposite, or for something else: «көп дегенде» as “at least”.

A table tells what it makes of which Kazakh, and what should stand there; a rule puts it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from pipeline.anchors import Rare
from pipeline.check.likewise import noun_like
from pipeline.check.naming.placed import genitive
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.check.terms import is_russian, parses, written_like
from pipeline.document import TARGETS, Finding, Span, Target
from pipeline.wordlists import rows

NAME = "misread"
SURE = 0.3  # the share of a form's readings that have the case already
UNKNOWN = "-"  # what should stand there is not to be told by rule
IN_CASE = re.compile(r"<(?P<case>gent|datv|accs|beaten) (?P<words>[^<>]*)>")
LIKE = re.compile(r"<like (?P<noun>[^<>]*)>")
MAN = re.compile(r"[^\W\d_]*[^\W\d_ая] [^\W\d_]*[бвгджзйклмнпрстфхцчшщ]")  # whose surname is declined
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
VOWELS = "аеёиоуыэюя"
UNDECLINED = re.compile(r".*(?:ко|о|э|у|ю|и|ы|их|ых)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: the Kazakh, what the translation makes of it, and what should stand there."""

    said: Rare
    wrong: Rare
    right: str


@dataclass(frozen=True, slots=True)
class Misreading:
    """A wrong wording of the translation, the Kazakh that it stands for, and the right one if known."""

    source: Span
    target: Span
    right: str | None


def check_misread(pair: Pair) -> list[Finding]:
    """Report each wording that turns the sense of the Kazakh round."""
    return [_finding(pair, found) for found in misreadings(pair.source, pair.target, pair.language)]


def repair_misread(source: str, target: str, language: Target) -> str | None:
    """Put the right wording where it is known; None where nothing changes."""
    return put_right(target, misreadings(source, target, language))


def put_right(target: str, misread: Iterable[Misreading]) -> str | None:
    """Return a translation with what is right where it is known; None where nothing changes."""
    mended = target
    for found in sorted(misread, key=lambda one: -one.target[0]):
        if found.right is not None:
            mended = mended[: found.target[0]] + found.right + mended[found.target[1] :]
    return mended if mended != target else None


def _finding(pair: Pair, found: Misreading) -> Finding:
    said, wrong = pair.source[slice(*found.source)], pair.target[slice(*found.target)]
    message = f"“{said}” → “{wrong}”: the sense is turned round"
    return pair.finding(NAME, "warning", message, found.source, found.target)


@lru_cache(maxsize=REMEMBERED)
def misreadings(source: str, target: str, language: Target) -> tuple[Misreading, ...]:
    """Return the misreadings of a translation in the order of its text, none within another."""
    found = [
        Misreading(span, match.span(), right)
        for entry, span in _said(source, language)
        for match in entry.wrong.compiled.finditer(target)
        if (right := _right(entry.right, match)) != match.group()
    ]
    kept: list[Misreading] = []
    for one in sorted(found, key=lambda one: (one.target[0], -one.target[1])):
        if not kept or one.target[0] >= kept[-1].target[1]:
            kept.append(one)
    return tuple(kept)


def _right(wording: str, found: re.Match[str]) -> str | None:
    """Return what should stand in place of a wrong wording, with its capital."""
    if wording == UNKNOWN:
        return None
    said = IN_CASE.sub(_declined, found.expand(wording))
    said = LIKE.sub(lambda noun: noun_like(noun["noun"], found.group()), said)
    if not found.group()[:1].isupper():
        return said
    first = found[1] if found.re.groups and found.start(1) == found.start() else None
    if first and first[1:].islower() and not said.startswith(first):  # Десять лет назад: За десять …
        said = said.replace(first, first[0].lower() + first[1:], 1)
    return said[:1].upper() + said[1:]


def _declined(found: re.Match[str]) -> str:
    """Return words in a case; a name whose first word has it already («Ивану Петрову») stays."""
    words = WORD.findall(found["words"])
    if found["case"] == "beaten":
        declined = [word if word[-1] in VOWELS else genitive(word) for word in words]
        return " ".join(declined) if MAN.fullmatch(found["words"]) else found["words"]
    given = parses(words[0].lower()) if len(words) > 1 else ()
    if given and {p.tag.case for p in given if "Name" in p.tag} == {found["case"]}:
        return found["words"]
    return WORD.sub(partial(_in_case, found["case"]), found["words"])


def _in_case(case: str, word: re.Match[str]) -> str:
    """Return a Russian word in a case; as it is where it may have that case already."""
    readings = [p for p in parses(word.group().lower()) if p.tag.POS in ("NOUN", "ADJF")]
    if any("Geox" in p.tag and p.tag.case == "accs" for p in readings):  # Данию is a name of a person too
        readings = [p for p in readings if "Geox" in p.tag]
    if any(p.tag.case == case and p.score >= SURE for p in readings):
        return word.group()
    singular = [p for of in ("nomn", "accs") for p in readings if (p.tag.case, p.tag.number) == (of, "sing")]
    if not singular or (not is_russian(word.group().lower()) and UNDECLINED.fullmatch(word.group())):
        return word.group()
    form = singular[0].inflect({case})
    return word.group() if form is None else str(written_like(form.word, word.group()))


@lru_cache(maxsize=REMEMBERED)
def _said(source: str, language: Target) -> tuple[tuple[Entry, Span], ...]:
    """Return the rows whose Kazakh a text has, and where."""
    folded = source.casefold()
    likely = (entry for entry in _entries()[language] if entry.said.may_match(folded))
    found = ((entry, entry.said.compiled.search(source)) for entry in likely)
    return tuple((entry, match.span()) for entry, match in found if match is not None)


@cache
def _entries() -> dict[Target, tuple[Entry, ...]]:
    """Read the table (see the file for its columns)."""
    return {
        language: tuple(
            Entry(Rare(said), Rare(wrong), right)
            for of, said, wrong, right in rows("misread.tsv")
            if of == language
        )
        for language in TARGETS
    }
