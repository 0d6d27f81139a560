"""The letters of kinds of hepatitis, vitamins and groups (С гепатиті), which a model leaves out."""

from __future__ import annotations

import re

from pipeline.document import Span

NOUNS = r"(?:гепатит|витамин|дәрумен|тұмау|тоб[ыа])"
_TYPE = r"[«“\"]?[АВСДЕABCDE]\d{0,2}[»”\"]?"
TYPES = re.compile(
    rf"(?<![\w.])(?P<all>{_TYPE}(?:,?\s(?:(?:және|мен|пен|бен|не|немесе)\s)?{_TYPE})*)\s(?:вирус\w*\s)?{NOUNS}"
)
ONE = re.compile(r"(?<!\w)(?P<letter>[АВСДЕABCDE])(?P<figure>\d{0,2})(?!\w)")
# Each letter as a translation may have it, in the letters of either alphabet: what is Cyrillic В is Latin B.
WRITTEN = {"А": "AА", "В": "BВ", "С": "CС", "Д": "DД", "Е": "EЕ"}
ALIKE = str.maketrans("ABCDE", "АВСДЕ")


def lost_types(source: str, target: str) -> list[Span]:
    """Return the letters of types in a Kazakh text that a translation lacks."""
    return [
        (found.start("all") + one.start(), found.start("all") + one.end())
        for found in TYPES.finditer(source)
        for one in ONE.finditer(found["all"])
        if not _is_written(one, target)
    ]


def _is_written(one: re.Match[str], target: str) -> bool:
    letters = WRITTEN[one["letter"].translate(ALIKE)]
    return re.search(rf"(?<![\w])[{letters}]-?{one['figure']}(?![\w])", target) is not None
