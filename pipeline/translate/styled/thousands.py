"""Thousands of one English sentence are written alike: not “from 102,000 to 91 thousand dollars”."""

from __future__ import annotations

import re

from pipeline.document import Target

IN_FIGURES = re.compile(r"(?<![\d.,])\d{1,3},000(?![\d,])")
IN_WORDS = re.compile(r"(?<![\d.,])(?P<count>\d{1,3}) thousand(?! million)\b(?![ -]+\d)")


def thousands_alike(text: str, target: Target) -> str:
    """Return an English text whose thousands are figures where one of them is: 102,000 and 91,000."""
    if target != "en" or " thousand" not in text or not IN_FIGURES.search(text):
        return text
    return IN_WORDS.sub(r"\g<count>,000", text)
