"""A segment that is only names, with a label perhaps: a line-up, scorers, a jury, who sits on a commission.

Where a model has no context it invents (Марочкин → Мароктин); to be written in other letters names need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.alphabet import KAZAKH_ALONE, LOWER, UPPER
from pipeline.check.naming.gazetteer import listed_name
from pipeline.check.naming.sound import plain
from pipeline.check.naming.stems import kazakh_cuts
from pipeline.check.naming.vocabulary import is_common, is_given_name, is_surname
from pipeline.document import Target
from pipeline.wordlists import rows

Kind = Literal["label", "name", "figure", "mark"]
DASHES = frozenset("–—-")
AND, WRITTEN = ("және", "мен", "пен", "бен"), {"ru": "и", "en": "and"}
_WORD = rf"[{UPPER}](?:[{LOWER}]+|[{UPPER}]+)(?:-[{UPPER}{LOWER}]+)*(?![{UPPER}{LOWER}-])"
_INITIALS = rf"[{UPPER}][{LOWER}]?\.(?:\s?[{UPPER}][{LOWER}]?\.)*"
_PARTICLE = r"(?:ван|дер|де|да|ди|фон|эль|аль|ибн|бин)\s"
_NAME = rf"(?:{_INITIALS}\s?)?{_WORD}(?:\s(?:{_PARTICLE})*{_WORD}){{0,3}}(?:\s{_INITIALS})?"
TOKEN = re.compile(
    rf"(?P<name>{_NAME})|(?P<figure>\d{{1,3}}(?:\s?\+\s?\d{{1,2}})?['′]?(?!\w))"
    rf"|(?P<mark>,\s+|;\s+|\s+[–—-]\s+|\s+(?:{'|'.join(AND)})\s+|\s?\(|\)|\.$)"
)
LABEL = re.compile(r"(?P<label>[^,;:()\d]{2,60}?)(?P<mark>:\s+|\s[–—-]\s+)")
PART = re.compile(rf"(?<![{UPPER}{LOWER}])[{UPPER}{LOWER}]+(?!\.)(?![{UPPER}{LOWER}])")
CASES = re.compile(r"(?:[ндт][ыі]ң|[ғқгк][ае]|[ндт][ыі]|[дт][ае]н?|н[ае]н|[мбп]ен)")
RUSSIAN_NAME = re.compile(r"(?:[иы]н|[иы]на|[ое]в|[ое]ва|ский|ская|цкий|цкая|енко|чук)$")
KAZAKH_LETTER = re.compile(f"[{KAZAKH_ALONE}]", re.IGNORECASE)
TABLE = "name_lists.tsv"
FEWEST = 3  # names of a list without a label; with one that no table has, one less


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text; all of them are the whole of it."""

    kind: Kind
    text: str
    start: int


def read_list(text: str) -> list[Piece] | None:
    """Return the pieces of a Kazakh text that is only names with their labels, None for any other."""
    pieces = list(_scan(text))
    if sum(len(piece.text) for piece in pieces) != len(text):
        return None
    names = [piece.text for piece in pieces if piece.kind == "name"]
    labels = [piece.text for piece in pieces if piece.kind == "label"]
    if any(map(_is_no_name, names)) or 2 * sum(map(_is_known, names)) < len(names):
        return None
    fewest = FEWEST - bool(labels) - bool(labels and all(map(is_listed, labels)))
    return pieces if len(names) >= fewest else None


def label_in(label: str, target: Target, table: str = TABLE) -> str | None:
    """Return a label of such a list in the target language, None where the table has no translation of it."""
    found = _labels(table).get(_key(label))
    if not found:
        return None
    text = found[target == "en"]
    return text[:1].upper() + text[1:] if label[:1].isupper() else text


def mark_between(mark: str, target: Target) -> str:
    """Return what stands between names as the target language writes it."""
    bare = mark.strip()
    if bare in DASHES:
        return " — " if target == "ru" else " – "
    return f" {WRITTEN[target]} " if bare in AND else mark


def is_foreign(name: str) -> bool:
    """Tell a name whose letters tell no English spelling: Жоао Паулу, not Марочкин nor А. Сәрсенұлы."""
    return not any(map(_is_spelt, PART.findall(name))) and listed_name(name, "en") is None


def _scan(text: str) -> Iterator[Piece]:
    at, is_begun = 0, False
    while at < len(text):
        label = None if is_begun else LABEL.match(text, at)
        if label and (label["mark"].startswith(":") or is_listed(label["label"])):
            yield Piece("label", label["label"], at)
            yield Piece("mark", label["mark"], label.end("label"))
            at, is_begun = label.end(), True
            continue
        token = TOKEN.match(text, at)
        if token is None or not token.group():
            return
        kind: Kind = "name" if token["name"] else "figure" if token["figure"] else "mark"
        yield Piece(kind, token.group(), at)
        at, is_begun = token.end(), not token.group().startswith(";")


def _is_known(name: str) -> bool:
    """Tell whether something besides its capital says that a text is a name."""
    has_initial = "." in name
    return has_initial or listed_name(name, "ru") is not None or any(map(_is_personal, PART.findall(name)))


def _is_no_name(name: str) -> bool:
    """Tell a name that is a common word, or in another case than the nominative."""
    return any(map(_is_word, PART.findall(name))) and listed_name(name, "ru") is None


def _is_word(word: str) -> bool:
    key = plain(word)
    if is_common(key, "kk") and not _is_personal(word):
        return True
    stems = (word[:end] for end in kazakh_cuts(key) if CASES.fullmatch(key, end))
    return any(_is_personal(stem) or listed_name(stem, "ru") is not None for stem in stems)


def _is_personal(word: str) -> bool:
    key = plain(word)
    return is_given_name(key, "kk") or is_surname(key, "kk")


def _is_spelt(word: str) -> bool:
    known = is_given_name(plain(word), "kk") or RUSSIAN_NAME.search(word.lower())
    return bool(known or KAZAKH_LETTER.search(word))


def is_listed(label: str, table: str = TABLE) -> bool:
    """Tell whether a table has a label."""
    return _key(label) in _labels(table)


def _key(label: str) -> str:
    return " ".join(label.lower().split())


@cache
def _labels(table: str) -> dict[str, Sequence[str]]:
    return {kazakh: others for kazakh, *others in rows(table)}
