"""The numbers of documents and cases (№ 14-2/518-И), by which they are looked up: sign by sign as written."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from pipeline.check.naming.transliterate import transliterate
from pipeline.document import Target

_PART = r"[-/.–]\s?[^\W_]{1,8}"
_NUMBER = re.compile(rf"№\s?(?P<number>\d{{1,8}}(?:{_PART}){{1,6}})(?![\w/-])")
# What a model makes of one, with the sign that it may have kept.
_GARBLED = re.compile(rf"(?:№|\bNo\b\.?|\bN\b)?\s?(?<![\w.,/-])\d{{1,8}}(?:{_PART}){{1,8}}(?![\w/-])")
_LEAST_LIKENESS = 0.6


def repair_document_numbers(source: str, target: str, language: Target) -> str | None:
    """Return the target with its garbled number of a document as the source has it, None where unsure."""
    wanted = [match["number"].rstrip(".") for match in _NUMBER.finditer(source)]
    found = [match for match in _GARBLED.finditer(target) if match.group().strip()]
    if len(wanted) != 1 or len(found) != 1:
        return None
    number = transliterate(wanted[0], language)
    start, end = found[0].span()
    said = target[start:end].lstrip()
    if SequenceMatcher(None, number, said, autojunk=False).ratio() < _LEAST_LIKENESS:
        return None
    sign = "№\u00a0" if language == "ru" else "No. "
    start = end - len(said)
    return f"{target[:start]}{sign}{number}{target[end:]}"
