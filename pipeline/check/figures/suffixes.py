"""Reads what is written onto a figure: 15-тен, 3-ші, 45-летний, 1990s, 5km, млн-ға."""

from __future__ import annotations

from fractions import Fraction

from pipeline.check.figures.lexicon import Lexicon, unit_kinds
from pipeline.check.figures.morphology import case_of, endings
from pipeline.check.figures.number import Number
from pipeline.check.figures.tokens import Token

HYPHENS = frozenset("-‑")
_GLUED_SCALES = {"m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "k": 1000}
_VAGUE_ENDINGS = frozenset({"даған", "деген", "таған", "теген"})
_DECADES = frozenset(range(10, 100, 10))
_CALENDAR_YEARS = frozenset(range(1000, 2200))


def read_suffix(number: Number, tokens: list[Token], lex: Lexicon) -> None:
    """Take in the ending or the second part of a compound written onto `number`; `right` moves past it."""
    at = number.right
    if at >= len(tokens) or not tokens[at].glued:
        return
    hyphen = tokens[at].text in HYPHENS
    word_at = at + 1 if hyphen else at
    if word_at >= len(tokens) or tokens[word_at].kind != "word" or not tokens[word_at].glued:
        return
    if lex.language == "kk":
        _kazakh(number, tokens[word_at], word_at, lex)
    elif lex.language == "ru":
        _russian(number, tokens[word_at], word_at, lex, hyphen=hyphen)
    elif hyphen:
        _english_compound(number, tokens, word_at, lex)
    else:
        _english(number, tokens[word_at], word_at, lex)


def may_be_decade(number: Number) -> bool:
    """Tell whether the value can name a decade: 90, 1990."""
    value = number.value
    return value in _DECADES or (value in _CALENDAR_YEARS and value % 10 == 0)


def _kazakh(number: Number, token: Token, at: int, lex: Lexicon) -> None:
    language, word = endings(lex.language), token.word
    if word in _VAGUE_ENDINGS:
        number.written = "vague"
    elif language.ordinal.fullmatch(word):
        number.role = "ordinal"
    elif lex.months.find(word) or lex.units.whole.get(word) or lex.units.stems.get(word):
        number.joined = True
        return
    elif not (language.noun.fullmatch(word) or language.collective.fullmatch(word)):
        unit = lex.head(word)
        if unit:
            _set_unit(number, unit)
            number.right = at + 1
        number.joined = at > number.right
        return
    number.case = case_of(word)
    number.right = at + 1


def _russian(number: Number, token: Token, at: int, lex: Lexicon, *, hyphen: bool) -> None:
    language, word = endings("ru"), token.word
    if hyphen and language.ordinal.fullmatch(word):
        number.role = "ordinal"
        number.decade = bool(language.plural.fullmatch(word)) and may_be_decade(number)
        number.right = at + 1
        return
    unit = lex.head(word)
    if unit is None:
        number.joined = hyphen
    elif unit.startswith("*"):
        number.value, number.right = number.value * int(unit[1:]), at + 1
    else:
        _set_unit(number, unit)
        number.right = at + 1


def _set_unit(number: Number, unit: str) -> None:
    if unit:
        number.unit, number.kind, number.role = unit, unit_kinds()[unit], "compound"


def _english(number: Number, token: Token, at: int, lex: Lexicon) -> None:
    word, language = token.word, endings("en")
    if word in ("am", "pm", "a", "p"):
        return
    if language.ordinal.fullmatch(word):
        number.role = "ordinal"
    elif word == "s" and may_be_decade(number):
        number.decade = True
    elif word in _GLUED_SCALES and (token.text != "K" or number.kind == "money"):
        _glued_scale(number, token, at)
    elif token.text in ("C", "F"):
        _set_unit(number, "degree")
    elif not token.text.isupper() and (unit := lex.units.whole.get(word)) is not None:
        _set_unit(number, unit)
    else:
        number.role = "code"
        return
    number.right = at + 1


def _glued_scale(number: Number, token: Token, at: int) -> None:
    """Read $4.5m, 5bn; without a currency 5m may be metres and 11B a name, so that both readings are kept."""
    scaled = number.value * _GLUED_SCALES[token.word]
    if number.kind != "money" and token.text in ("m", "M", "B", "b"):
        number.others = (*number.others, scaled)
    else:
        number.value, number.scale = scaled, Fraction(_GLUED_SCALES[token.word])
        number.last = at + 1


def _english_compound(number: Number, tokens: list[Token], at: int, lex: Lexicon) -> None:
    """Read 45-year-old, 5-kilometre, 12-fold, mid-sentence 10-strong."""
    word = tokens[at].word
    power = "2" if lex.says("square", word) else "3" if lex.says("cubic", word) else ""
    if power and tokens[at + 1 : at + 2] and tokens[at + 1].text in HYPHENS and at + 2 < len(tokens):
        unit = lex.units.whole.get(tokens[at + 2].word)
        if unit is not None and f"{unit}{power}" in unit_kinds():  # 120-square-metre
            _set_unit(number, f"{unit}{power}")
            number.right = at + 3
            return
    if endings("en").ordinal.fullmatch(word):
        number.role, number.right = "ordinal", at + 1
        return
    unit = lex.heads.get(word) or lex.units.whole.get(word)
    if unit is None:
        number.joined = True
        return
    _set_unit(number, unit)
    number.right = at + 1
    after = tokens[at + 1 : at + 3]
    if len(after) == 2 and after[0].text in HYPHENS and after[1].word in ("old", "olds"):
        number.right = at + 3
