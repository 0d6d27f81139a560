"""Cuts a text into figures, words and signs, and reads the digits of a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.check.figures.lexicon import fold
from pipeline.document import Language

_SPACE = "[ \u00a0\u2009\u202f]"
_TOKEN = re.compile(
    rf"""
      (?P<link>https?://\S+|www\.\S+|[\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]+)
    | (?P<phone>(?<![\w.,])
        (?: \+?\d{{1,3}}[ -]?\(\d{{2,5}}\)[ -]?\d{{1,4}}(?:[ -]\d{{2,4}}){{1,3}}
          | \(\d{{3,5}}\)[ -]?\d{{1,3}}(?:-\d{{2}}){{2}} | \+?\d{{1,3}}[ -]?\(\d{{2,5}}\)[ -]?\d{{5,7}}
          | \+\d{{1,3}}(?:[ -]\d{{2,4}}){{2,5}} | \+\d{{10,14}}
          | [78][ -]?\d{{3}}[ -]\d{{3}}[ -]\d{{2}}[ -]?\d{{2}} | [78][ -]\d{{4}}(?:[ -]\d{{2}}){{3}}
          | \d{{2,3}}-\d{{2}}-\d{{2}} | [78](?!\d*0{{6}})\d{{10}} )(?![\d-]))
    | (?P<date>(?<![\d.,/-])
        (?: \d{{1,2}}\.\d{{1,2}}\.\d{{4}} | \d{{1,2}}/\d{{1,2}}/\d{{4}} | \d{{4}}[-.]\d\d[-.]\d\d )
        (?!\d|[./-]\d))
    | (?P<clock>(?<![\d:.,])\d{{1,2}}:[0-5]\d(?:[.,]\d+|:[0-5]\d)?(?![\d:]))
    | (?P<number>
        \d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)? | \d+(?:[.,]\d+)* | [½¼¾⅓⅔] )
    | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
    | (?P<sign>[^\w\s]|_)
    """,
    re.VERBOSE,
)
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_NOT_DIGIT = re.compile(r"\D")
# No amount is longer, and Python refuses to read some thousand digits as one number.
_MAX_DIGITS = 100
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; `glued` tells that no space stands before it."""

    kind: str
    text: str
    word: str
    start: int
    end: int
    glued: bool


def tokenize(text: str) -> list[Token]:
    """Cut `text` into tokens; white space is dropped, offsets are kept."""
    tokens: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text):
        kind, found, start = match.lastgroup or "sign", match.group(), match.start()
        word = fold(found) if kind == "word" else found
        tokens.append(Token(kind, found, word, start, match.end(), start == last))
        last = match.end()
    return tokens


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of written digits; `others` are readings of an ambiguous spelling."""

    value: Fraction
    others: tuple[Fraction, ...] = ()
    code: bool = False
    grouped: bool = False


def read_figure(text: str, language: Language) -> Figure:
    """Read digits with their separators: a comma is decimal in Kazakh and Russian, a point in English."""
    if text in _VULGAR:
        return Figure(Fraction(_VULGAR[text]))
    packed = re.sub(_SPACE, "", text)
    if len(packed) > _MAX_DIGITS:
        return Figure(Fraction(int(_NOT_DIGIT.sub("", packed)[:_MAX_DIGITS])), code=True)
    if packed.isdigit():
        padded = len(packed) > 1 and packed[0] == "0"
        return Figure(Fraction(int(packed)), code=padded, grouped=packed != text)
    separators = _NOT_DIGIT.findall(packed)
    decimal = "." if language == "en" else ","
    if len(separators) == 1:
        whole, part = re.split(r"[.,]", packed)
        as_decimal = Fraction(f"{whole}.{part}")
        if packed != text or not _THOUSANDS.fullmatch(packed) or whole == "0":
            return Figure(as_decimal, grouped=packed != text)
        as_thousands = Fraction(int(whole + part))
        if separators[0] == decimal:
            if language == "kk" and part == "000":
                # English grouping is common in Kazakh news, and three noughts measure nothing.
                return Figure(as_thousands, (as_decimal,), grouped=True)
            return Figure(as_decimal, (as_thousands,))
        return Figure(as_thousands, () if language == "en" else (as_decimal,), grouped=True)
    return _read_many(packed, separators)


def _read_many(packed: str, separators: list[str]) -> Figure:
    """Read digits with several separators: 1,234,567.8, 1.234.567, else a code such as a version number."""
    head, mark, tail = packed.rpartition(separators[-1])
    digits = int(_NOT_DIGIT.sub("", packed))
    if len(set(separators)) == 1 and _THOUSANDS.fullmatch(packed):
        return Figure(Fraction(digits), grouped=True)
    if mark not in head and len(set(separators)) == 2 and _THOUSANDS.fullmatch(head):
        return Figure(Fraction(f"{int(_NOT_DIGIT.sub('', head))}.{tail}"), grouped=True)
    return Figure(Fraction(digits), code=True)
