"""Reads figures that name rather than count: № 245, COVID-19, +7 (7172) 55-12-34, XII."""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.check.figures.lexicon import Lexicon, unit_kinds
from pipeline.check.figures.number import Number
from pipeline.check.figures.suffixes import HYPHENS
from pipeline.check.figures.tokens import Token
from pipeline.marks import LATIN_ROMAN, roman_value

_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_LETTERS = re.compile(r"[IVXLІХ]{1,8}")
_ABROAD = "999"  # no country has this code
_KAZAKH_COUNTRY_CODE = 11


def _roman_value(text: str) -> int:
    """Return the value of a Roman numeral up to LXXXIX, Cyrillic look-alikes included, else 0."""
    if not _ROMAN_LETTERS.fullmatch(text):
        return 0
    return roman_value(text) if _ROMAN.fullmatch(text.translate(LATIN_ROMAN)) else 0


def read_roman(tokens: list[Token], at: int, lex: Lexicon) -> Number | None:
    """Read a Roman numeral; a single letter counts only before a word that is numbered so, or in a range."""
    value = _roman_value(tokens[at].text)
    if not value:
        return None
    if len(tokens[at].text) == 1 and not _numbered(tokens, at, lex):
        return None
    return Number(Fraction(value), at, at + 1, "roman" if value > 1 else "weak", "ordinal")


def _numbered(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind == "number":
        return False
    if following.text in ("–", "-") and at + 2 < len(tokens):
        return len(tokens[at + 2].text) > 1 and _roman_value(tokens[at + 2].text) > 0
    if at and lex.language == "en" and not tokens[at - 1].text.istitle() and tokens[at].text == "I":
        return lex.says("roman", following.word) and following.word in ("century", "centuries")
    return lex.says("roman", following.word)


def phone(token: Token, at: int) -> Number:
    """Read a telephone number; the country code 7 and the trunk prefix 8 are the same."""
    digits = re.sub(r"\D", "", token.text)
    if len(digits) == _KAZAKH_COUNTRY_CODE and digits[0] in "78":
        digits = digits[1:]
    elif token.text.startswith("+"):  # of another country, or one whose code went: +701 for +7 701
        digits = f"{_ABROAD}{digits}"
    return Number(Fraction(int(digits)), at, at + 1, role="code", kind="code", unit=digits)


def read_name(number: Number, tokens: list[Token], lex: Lexicon) -> bool:
    """Recognise a figure that belongs to a name or a number sign."""
    at = number.left - 1
    token, before = tokens[number.first], tokens[at] if at >= 0 else None
    is_signed = before is not None and token.kind == "number" and _sign_before(number, tokens, at, lex)
    if is_signed or number.role == "code":
        number.kind = "code"
        return True
    if before is None or token.kind != "number":
        return False
    if before.kind == "word" and token.glued and not _is_currency(before.word, lex):
        number.kind = "code"
        return True
    if before.text in HYPHENS and token.glued and before.glued and at:
        word = tokens[at - 1]
        opens = lex.numeral(word.word) is not None or lex.says("open_prefix", word.word)
        if word.kind == "word" and not opens and not _roman_value(word.text):
            number.kind = "code"
            return True
    return False


def _is_currency(word: str, lex: Lexicon) -> bool:
    unit = lex.units.find(word)
    return unit is not None and unit_kinds()[unit] == "money"


def _sign_before(number: Number, tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Take in №, No. or `number` before the figure."""
    dotted = tokens[at].text == "." and tokens[at].glued and at > 0
    word = tokens[at - int(dotted)]
    if not lex.says("number_sign", word.word):
        return False
    if word.word in ("no", "nos") and not (dotted or word.text.istitle()):
        return False
    if word.word == "n" and word.text != "N":
        return False
    number.left = at - int(dotted)
    return True
