"""Signs of currencies in words: a model knows $, and writes «500 кет» for 500 ₸ and nothing for €5 млн."""

from __future__ import annotations

import re
from functools import cache

from pipeline.alphabet import LOWER
from pipeline.wordlists import rows

_READ = "$"  # which a model knows
_WORD = 5  # the column of the written form
_FIGURE = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_AMOUNT = (
    rf"(?P<amount>(?:{_FIGURE})(?:\s?[–—-]\s?(?:{_FIGURE}))?"
    r"(?:\s(?:мың|млн|млрд|трлн|миллион|миллиард|триллион)(?!\w)\.?)?)"
)
_ENDING = rf"(?:-(?P<ending>[{LOWER}]+))?"


def currencies_said(text: str) -> str:
    """Return a text with the words for the signs of currencies beside figures, in the case they stand in."""
    if not any(sign in text for sign in _words()):
        return text
    before, behind = _patterns()
    return behind.sub(_in_words, before.sub(_in_words, text))


def _in_words(match: re.Match[str]) -> str:
    amount = match["amount"].rstrip()
    return f"{amount} {_words()[match['sign']]}{match['ending'] or ''}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a sign before its figure and of one behind it."""
    sign = f"(?P<sign>[{''.join(map(re.escape, _words()))}])"
    before = re.compile(rf"(?<![\w$€£]){sign}\s?{_AMOUNT}{_ENDING}(?![\w.,]?\d)")
    behind = re.compile(rf"(?<![\w.,])(?<!\d[ \u00a0\u202f]){_AMOUNT}\s?{sign}{_ENDING}(?!\w)")
    return before, behind


@cache
def _words() -> dict[str, str]:
    """Return the Kazakh words by their signs."""
    return {
        sign: row[_WORD].split("|")[0]
        for row in rows("currencies.tsv")
        for sign in row[1].split()
        if len(sign) == 1 and not sign.isalnum() and sign != _READ
    }
