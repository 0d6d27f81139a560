"""Telephone numbers, which a reader dials: they stand in the translation digit by digit."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from pipeline.check.figures.align import Alignment, Match, align
from pipeline.check.figures.reader import read_quantities
from pipeline.check.figures.tokens import tokenize
from pipeline.document import Span, Target

_NOT_DIGIT = re.compile(r"\D")
# 102 нөміріне, 150 сенім телефонына, 103-ке қоңырау шалыңыз; not 120 қызметкер, 150 қоңырау.
_SHORT = re.compile(r"1[0-5]\d\d?")
_DIALLED = re.compile(
    r"[»”\"]?\s+(?:(?:бірыңғай|қысқа|жедел|шұғыл|сенім|тегін|құтқару|байланыс|call)[\s-]+){0,3}"
    r"(?:нөмірі|қызметі|телефоны|желісі|орталығы)"
    r"|[»”\"]?-[кғқг][ае][»”\"]?\s+(?:қоңырау|хабарла|телефон\s+соқ|жүгін)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:-[кғқг][ае])?[»”\"]?,?\s+(?:(?:және|немесе|не|әйтпесе|мен|бен|пен)\s+)?[«“\"]?1[0-5]\d\d?(?!\d)"
)
# What a model makes of a number: groups of digits, with all that it puts between them.
_GARBLED = re.compile(r"\+?\s?\(?(?<![\d.,])\d+(?:(?:\)?[ \u00a0]?\(?|\)?\s?[-‑–]\s?|[.,])\d+)*")
_LEAST_DIGITS = 4
_LEAST_LIKENESS = 0.6


def respelled(source: str, target: str, alignment: Alignment) -> list[Match]:
    """Return the short numbers of services that are written otherwise: 1414 as 1,414, 102 in words."""
    return [
        match
        for match in alignment.matched
        if _is_service(source, match.source.figure)
        and target[slice(*match.target.figure)] != source[slice(*match.source.figure)]
    ]


def garbled(source: str, target: str) -> list[tuple[Span, Span]]:
    """Return where the telephone numbers stand that the target has otherwise, and where it has them."""
    found = []
    for span, phone in sorted(_garbled(source, target)):
        at = source.find(phone)
        found.append(((at, at + len(phone)), span))
    return found


def repair_phones(source: str, target: str, language: Target) -> str | None:
    """Return the target with its garbled telephone numbers as the source has them, None where none is."""
    edits = [*_garbled(source, target), *_respelled(source, target, language)]
    repaired = target
    for (start, end), phone in sorted(edits, reverse=True):
        repaired = repaired[:start] + phone + repaired[end:]
    return repaired if edits else None


def _garbled(source: str, target: str) -> list[tuple[Span, str]]:
    """Pair the numbers that the target lacks with what is most like each of them."""
    there = {_digits(phone) for phone in _phones(target)}
    wanted = [phone for phone in _phones(source) if _digits(phone) not in there]
    if not wanted:
        return []
    known = {_digits(found.group()) for found in _GARBLED.finditer(source)} - set(map(_digits, wanted))
    places = {found.span(): _digits(found.group()) for found in _GARBLED.finditer(target)}
    free = {span: digits for span, digits in places.items() if len(digits) >= _LEAST_DIGITS}
    free = {span: digits for span, digits in free.items() if digits not in known}
    edits = []
    for phone in wanted:
        likest = max(free, key=lambda span: _likeness(phone, free[span]), default=None)
        if likest is not None and _likeness(phone, free[likest]) >= _LEAST_LIKENESS:
            del free[likest]
            edits.append((_trimmed(target, likest), phone))
    return edits


def _respelled(source: str, target: str, language: Target) -> list[tuple[Span, str]]:
    said = read_quantities(source, "kk")
    if not any(_is_service(source, quantity.figure) for quantity in said):
        return []
    matches = respelled(source, target, align(said, read_quantities(target, language)))
    return [(match.target.figure, source[slice(*match.source.figure)]) for match in matches]


def _phones(text: str) -> list[str]:
    return [token.text for token in tokenize(text) if token.kind == "phone"]


def _digits(text: str) -> str:
    """Return the digits, the trunk prefix 8 as the country code that it stands for."""
    digits = _NOT_DIGIT.sub("", text)
    return f"7{digits[1:]}" if len(digits) == 11 and digits[0] == "8" else digits


def _likeness(phone: str, digits: str) -> float:
    return SequenceMatcher(None, _digits(phone), digits, autojunk=False).ratio()


def _trimmed(text: str, span: Span) -> Span:
    """Leave the blank before a number out of its span, and take in a bracket behind it that nothing opens."""
    start, end = span
    start += len(text[start:end]) - len(text[start:end].lstrip())
    is_left = text.startswith(")", end) and text.count("(", 0, start) == text.count(")", 0, start)
    return start, end + is_left


def _is_service(text: str, figure: Span) -> bool:
    """Tell whether a figure is the short number of a service: 102 нөміріне, «101» немесе «112» нөміріне."""
    if not _SHORT.fullmatch(text, *figure):
        return False
    end = figure[1]
    while following := _OTHERS.match(text, end):
        end = following.end()
    return _DIALLED.match(text, end) is not None
