"""What the checks say of a sentence, in English as they say it or in the language of its reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from pipeline.document import Edition, Language, Translation
from pipeline.wordlists import rows

PLACE = re.compile(r"\{(\d*)\}")
QUOTED = re.compile("“([^“”]*)”")
COLUMNS = {"ru": 1, "kk": 2}


def in_language(message: str, language: Language) -> str:
    """Return a message in another language; in English where the table has not got it."""
    if language == "en":
        return message
    head, colon, tail = message.rpartition(": ")
    if colon and tail in _table()[0]:
        said = f"{head}: {_whole(tail, language)}"
    else:
        said = _whole(message, language) or message
    return QUOTED.sub(r"«\1»", said)


def _whole(message: str, language: Language) -> str | None:
    plain, patterns = _table()
    if message in plain:
        return plain[message][COLUMNS[language]]
    for pattern, row in patterns:
        if found := pattern.fullmatch(message):
            return _filled(row[COLUMNS[language]], found.groups())
    return None


def _filled(form: str, quoted: Sequence[str]) -> str:
    """Return a form with what is quoted in its places."""
    following = iter(quoted)
    return PLACE.sub(lambda place: quoted[int(place[1]) - 1] if place[1] else next(following), form)


@cache
def _table() -> tuple[dict[str, Sequence[str]], list[tuple[re.Pattern[str], Sequence[str]]]]:
    """Return the rows without places by their English, and patterns of the others, the longest first."""
    plain: dict[str, Sequence[str]] = {row[0]: row for row in rows("messages.tsv") if "{}" not in row[0]}
    others: list[Sequence[str]] = [row for row in rows("messages.tsv") if "{}" in row[0]]
    others.sort(key=lambda row: -len(row[0].replace("{}", "")))
    return plain, [(re.compile("(.+?)".join(map(re.escape, row[0].split("{}")))), row) for row in others]


def language_of_messages(options: Mapping[str, object]) -> Language:
    """Return the language of what the checks say, by the options of a digest."""
    chosen = options.get("messages")
    return "kk" if chosen == "kk" else "ru" if chosen == "ru" else "en"


def said_in(language: Language, editions: Sequence[Edition]) -> list[Edition]:
    """Return editions whose findings say what they say in a language."""
    if language == "en":
        return list(editions)
    return [
        replace(edition, translations=tuple(_said(language, t) for t in edition.translations))
        for edition in editions
    ]


def _said(language: Language, translation: Translation) -> Translation:
    found = tuple(replace(f, message=in_language(f.message, language)) for f in translation.findings)
    return replace(translation, findings=found) if found else translation
