"""Signs and codes of currencies in words: a model writes «500 кет» for 500 ₸ and nothing for €5 млн."""

from __future__ import annotations

import re
from functools import cache

from pipeline.alphabet import LOWER
from pipeline.scales import SCALE
from pipeline.wordlists import rows

_READ = "$"  # which a model knows
_WORD = 5  # the column of the written form
_FIGURE = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_AMOUNT = (
    rf"(?P<amount>(?:{_FIGURE})(?:\s?[–—-]\s?(?:{_FIGURE}))?"
    rf"(?:\s(?:{SCALE})(?!\w)\.?)?)"
)
_ENDING = rf"(?:-(?P<ending>[{LOWER}]+))?"
_CODES = ("USD", "EUR", "RUB", "KZT", "CNY", "GBP", "TRY")
_CODE = rf"(?P<code>{'|'.join(_CODES)})"
_AMOUNT_IN_CODES = re.compile(
    rf"(?P<number>\d(?:\s(?:{SCALE}))?)\s?{_CODE}(?![\w/-])"
    rf"|(?<![\w/]){_CODE.replace('code', 'before')}(?=\s\d[\d\s,.]*(?:теңге|тг\b|₸))"
)
_TENGE = re.compile(r"(?P<amount>\d|\bмың|\bмл(?:н|рд)\.?|\bтрлн\.?)\s?тг(?:\b\.?)(?P<rest>[^\w-]|$)")


def currency_word(sign: str) -> str:
    """Return the Kazakh word for the sign or code of a currency."""
    return _words()[sign]


def currencies_said(text: str) -> str:
    """Return a text with the words for the signs of currencies beside figures, in the case they stand in."""
    if not any(sign in text for sign in _signs()):
        return text
    before, behind = _patterns()
    return behind.sub(_in_words, before.sub(_in_words, text))


def currency_codes_said(text: str) -> str:
    """Return a text with words for codes of currencies beside figures: 100 доллар for 100 USD."""

    def said(match: re.Match[str]) -> str:
        if match["before"]:
            word = _words()[match["before"]]
            return word if match.start() else word.capitalize()
        return f"{match['number']} {_words()[match['code']]}"

    return _AMOUNT_IN_CODES.sub(said, text)


def tenge_said(text: str) -> str:
    """Return a text with «теңге» for «тг» and «тг.» behind an amount."""
    return _TENGE.sub(_tenge, text)


def _tenge(match: re.Match[str]) -> str:
    ends_text = match.end() == len(match.string) and match[0].endswith(".")
    return f"{match['amount']} теңге{'.' if ends_text else match['rest']}"


def _in_words(match: re.Match[str]) -> str:
    amount = match["amount"].rstrip()
    return f"{amount} {_words()[match['sign']]}{match['ending'] or ''}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a sign before its figure and of one behind it."""
    sign = f"(?P<sign>[{''.join(map(re.escape, _signs()))}])"
    before = re.compile(rf"(?<![\w$€£]){sign}\s?{_AMOUNT}{_ENDING}(?![\w.,]?\d)")
    behind = re.compile(rf"(?<![\w.,])(?<!\d[ \u00a0\u202f]){_AMOUNT}\s?{sign}{_ENDING}(?!\w)")
    return before, behind


@cache
def _signs() -> tuple[str, ...]:
    return tuple(sign for sign in _words() if len(sign) == 1 and not sign.isalnum() and sign != _READ)


@cache
def _words() -> dict[str, str]:
    """Return the Kazakh words by their signs and codes."""
    table = rows("currencies.tsv")
    return {sign: row[_WORD].split("|")[0] for row in table for sign in (row[0], *row[1].split())}
