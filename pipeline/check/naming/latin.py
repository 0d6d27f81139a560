"""Words in Latin letters, of species, drugs or brands, which a translation keeps letter by letter."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from pipeline.check.naming.vocabulary import is_common
from pipeline.document import Span, Target

# Five letters at least, none of an address or a file name.
WORD = re.compile(r"(?<![\w@./#&-])[A-Za-z][a-z]{4,}(?![\w@/&-]|\.[a-z])")
ALIKE = 0.6  # of the letters of both
# USB, xAI, Lenovo, BioNTech; neither one letter nor what belongs to an address
BRAND = re.compile(r"(?<![\w@./#&-])(?=[A-Za-z]*[A-Z])[A-Za-z]{3,}(?![\w@/&]|\.[a-z]|-[A-Za-z\d])")
BRANDS_ALIKE = 0.75
ROMAN = re.compile(r"[IVXLCM]+")


def respelled(source: str, target: str, language: Target) -> list[tuple[Span, Span]]:
    """Return the small Latin words of a text that came out with other letters, and what they became."""
    first, second = list(WORD.finditer(source)), list(WORD.finditer(target))
    kept = {match.group().lower() for match in second}
    known = {match.group().lower() for match in first}
    free = [
        m
        for m in second
        if m.group().lower() not in known and not (language == "en" and is_common(m.group().lower(), "en"))
    ]
    found = []
    for match in first:
        word = match.group()
        if word.lower() in kept or not word.islower():
            continue
        best = max(free, key=lambda other: _likeness(word, other.group()), default=None)
        if best is not None and _likeness(word, best.group()) >= ALIKE:
            free.remove(best)
            found.append((match.span(), best.span()))
    return found + _brands(source, target, language)


def _brands(source: str, target: str, language: Target) -> list[tuple[Span, Span]]:
    """Return the brands of a text that stand in the other with letters changed: Lenono, Starsship."""
    first, second = BRAND.findall(source), list(BRAND.finditer(target))
    free = [
        match
        for match in second
        if match.group() not in first
        and not ROMAN.fullmatch(match.group())
        and not (language == "en" and is_common(match.group().lower(), "en"))
    ]
    if not free:
        return []
    if language == "ru" and (strange := _strange(first, source, target, free)):
        return [strange]
    kept, found = {match.group().lower() for match in second}, []
    if language == "en":
        kept |= {word[:-1] for word in kept if word.endswith("s")}  # iPhones
    for match in BRAND.finditer(source):
        word = match.group()
        if word.lower() in kept or ROMAN.fullmatch(word) or not free:
            continue
        best = max(free, key=lambda other: _likeness(word.lower(), other.group()))
        if _likeness(word.lower(), best.group()) >= BRANDS_ALIKE:
            free.remove(best)
            found.append((match.span(), best.span()))
    return found


def _strange(
    said: list[str], source: str, target: str, free: list[re.Match[str]]
) -> tuple[Span, Span] | None:
    """Return the one brand that Russian lacks with the one Latin word that it has of its own: Hungui."""
    lost = [match for match in BRAND.finditer(source) if match.group() not in target]
    one = free[0]
    if len(lost) != 1 or len(free) != 1 or not one.group().istitle() or not lost[0].group().istitle():
        return None
    return (lost[0].span(), one.span()) if lost[0].group()[0] == one.group()[0] else None


def repair_latin(source: str, target: str, language: Target) -> str | None:
    """Return the target with its small Latin words as the source has them, or None."""
    found = respelled(source, target, language)
    for (first, last), (start, end) in sorted(found, key=lambda pair: pair[1], reverse=True):
        target = target[:start] + source[first:last] + target[end:]
    return target if found else None


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other.lower(), autojunk=False).ratio()
