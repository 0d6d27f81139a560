"""What rules of sentences know about words: the lists segment_*.txt, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline import alphabet
from pipeline.wordlists import lines

LOWER = f"[a-z{alphabet.LOWER}]"
CAPITAL = f"[A-Z{alphabet.UPPER}]"

# Kazakh is often typed with look-alikes: Latin i for і, h for һ, ə for ә, c for с.
LOOKALIKES = str.maketrans("acehikmoptxyə", "асеһікмортхуә")


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules know about words; every entry is folded, and each field is a section of a list."""

    # abbreviations
    never: frozenset[str]
    opening: frozenset[str]
    titles: frozenset[str]
    named: frozenset[str]
    counted: frozenset[str]
    numbered: frozenset[str]
    either: frozenset[str]
    amount: frozenset[str]
    closing: frozenset[str]
    # words
    starters: frozenset[str]
    calendar: frozenset[str]
    namesakes: frozenset[str]
    doubtful: frozenset[str]
    dated: frozenset[str]
    heading: frozenset[str]
    short: frozenset[str]
    marked: frozenset[str]
    lettered: frozenset[str]
    agencies: frozenset[str]
    extension: frozenset[str]
    # beginnings
    speech: tuple[str, ...]
    asking: tuple[str, ...]
    graded: tuple[str, ...]
    landmark: tuple[str, ...]
    smaller: tuple[str, ...]
    briefer: tuple[str, ...]
    # endings
    finite: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]


def fold(word: str) -> str:
    """Return `word` in lower case; where it has a Cyrillic letter, its Latin look-alikes become Cyrillic."""
    word = word.lower()
    if word.isascii():
        return word
    return word.translate(LOOKALIKES)


@cache
def load_words() -> Words:
    """Read the word lists."""
    abbreviations = _read_sections("segment_abbreviations.txt")
    words = _read_sections("segment_words.txt")
    return Words(
        never=abbreviations["never"],
        opening=abbreviations["opening"],
        titles=abbreviations["titles"],
        named=abbreviations["named"],
        counted=abbreviations["counted"],
        numbered=abbreviations["numbered"],
        either=abbreviations["either"],
        amount=abbreviations["amount"],
        closing=abbreviations["closing"],
        starters=words["starters"],
        calendar=words["calendar"],
        namesakes=words["namesakes"],
        doubtful=words["doubtful"],
        dated=words["dated"],
        heading=words["heading"],
        short=words["short"],
        marked=words["marked"],
        lettered=words["lettered"],
        agencies=words["agencies"],
        extension=words["extension"],
        speech=tuple(sorted(words["speech"])),
        asking=tuple(sorted(words["asking"])),
        graded=tuple(sorted(words["graded"])),
        landmark=tuple(sorted(words["landmark"])),
        smaller=tuple(sorted(words["smaller"])),
        briefer=tuple(sorted(words["briefer"])),
        finite=tuple(sorted(words["finite"])),
        past=tuple(sorted(words["past"])),
        participle=tuple(sorted(words["participle"])),
    )


def _read_sections(name: str) -> dict[str, frozenset[str]]:
    """Read words under `[section]` lines, several a line, `#` to the end of the line a comment."""
    sections: dict[str, set[str]] = {}
    section = ""
    for line in lines(name):
        content = line.partition("#")[0].strip()
        if content.startswith("["):
            section = content.strip("[]")
            sections[section] = set()
        elif content:
            sections[section].update(fold(word).rstrip(".") for word in content.split())
    return {key: frozenset(value) for key, value in sections.items()}
