"""Names within names: «Даму» кәсіпкерлікті дамыту қоры» АҚ is one firm, «Шымкент» ӘКК» АҚ another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from pipeline.alphabet import KAZAKH_ALONE
from pipeline.check.naming.gazetteer import Match, load_gazetteer
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.words import Text
from pipeline.document import Span
from pipeline.wordlists import rows

KAZAKH = re.compile(f"[{KAZAKH_ALONE}]", re.IGNORECASE)
BEFORE_FORM = r"(?=[»”\"]\s(?:КЕАҚ|АҚ|ЖШС|ЖАҚ|ААҚ|РМК|КМК|МКК|ҚҚ|ҚБ|ЖМ)(?!\w))"
CHAMBER = re.compile(r"[«“\"](?P<name>[^«»“”\"]{2,60})[»”\"]\sҰКП(?![\w»”\"])")
ALIKE = 0.75  # a place whose usual form is nearly the one by letters: Жетысу, Жетису
TWICE = re.compile(r"[»”\"]\s")


class Nested(NamedTuple):
    """What stands between the outer quotation marks of a name, and what it is in either language."""

    span: Span
    russian: str
    english: str


def called(read: Text, matches: Sequence[Match], span: Span) -> tuple[str, str]:
    """Return what a name is called in Russian and English: as it is listed, or by its letters.

    One in Latin letters stays: QazaqGaz was KazTransGas.
    """
    said = read.text[slice(*span)]
    if said.isascii():
        return said, said
    letters = transliterate(said, "ru"), transliterate(said, "en")
    entries = load_gazetteer().entries
    for match in matches:
        place = read.words[match.start].start, read.words[match.end - 1].end
        listed = sorted(
            (entries[number] for number in match.entries), key=lambda entry: entry.kind != "company"
        )
        if place == span and listed and all(listed[0].forms.values()):
            forms = [form for form in listed[0].forms["ru"] if not KAZAKH.search(form)]
            near = max(forms, default=letters[0], key=lambda form: _likeness(letters[0], form))
            if listed[0].kind == "company":
                return near, listed[0].forms["en"][0]
            if _likeness(letters[0], near) >= ALIKE:
                return near, max(listed[0].forms["en"], key=lambda form: _likeness(letters[1], form))
    return letters


def chambers(read: Text, matches: Sequence[Match]) -> Iterator[Nested]:
    """Yield the chambers of entrepreneurs: «Атамекен» ҰКП is НПП «Атамекен», Atameken NCE."""
    for found in CHAMBER.finditer(read.text):
        russian, english = called(read, matches, found.span("name"))
        yield Nested(found.span(), f"НПП «{russian}»", f"{english} NCE")


def nested_names(read: Text, matches: Sequence[Match]) -> Iterator[Nested]:
    """Yield the names that hold another in quotation marks, before a legal form."""
    if not TWICE.search(read.text):
        return
    for found in _pattern().finditer(read.text):
        russian, english = next(
            said for pattern, *said in rows("nested_names.tsv") if re.fullmatch(pattern, found["kind"])
        )
        ours = called(read, matches, found.span("name"))
        span = found.start("name"), found.end("kind")
        yield Nested(span, russian.format(ours[0]), english.format(ours[1]))


def _likeness(said: str, form: str) -> float:
    return 0.0 if KAZAKH.search(form) else Levenshtein.normalized_similarity(said, form)


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(sorted((row[0] for row in rows("nested_names.tsv")), key=len, reverse=True))
    return re.compile(rf"[«“\"](?P<name>[^«»“”\"]{{2,60}})[»”\"]\s(?P<kind>{kinds}){BEFORE_FORM}")
