"""Joins neighbouring numbers: 15–20, 15-тен 20-ға дейін, от 15 до 20 млн, 3:1, 2/3, 14 and 15 March."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pipeline.check.figures.lexicon import Lexicon
from pipeline.check.figures.number import Number
from pipeline.check.figures.quantity import MINUTES_PER_HOUR
from pipeline.check.figures.tokens import Token
from pipeline.check.figures.units import size_ratio

Link = Literal["", "dash", "to", "and", "case", "colon", "slash", "comma"]
DASHES = frozenset("-–—‑")
_TO = frozenset({"to", "до", "through", "until", "till", "по"})
_POSSESSED = ("іне", "ына")
_UP_TO = frozenset({"дейін", "шейін"})
_ONLY = frozenset({"всего", "лишь", "только", "just", "only", "небәрі", "небары", "тек"})
_ELLIPSES = (["…"], [".", ".", "."])
_AND = frozenset({"and", "и", "және", "мен", "бен", "пен"})
_SHARED = frozenset({"date", "percent", "measure", "temperature"})
_BETWEEN = frozenset({"between", "между"})
_MAX_SCORE = 200
_CENTURY = 100
_DENOMINATORS = (*range(2, 11), 100, 1000)
_HOURS = 24
_LAST_DAY = 31


def link(first: Number, second: Number, tokens: list[Token], lex: Lexicon) -> Link:
    """Tell what joins two neighbouring numbers, "" for nothing."""
    gap = tokens[first.right : second.left]
    if gap and gap[-1].word in _ONLY:  # с 300 до всего 310
        gap = gap[:-1]
    if not gap:
        minus = first.left < first.first and tokens[second.left].text in DASHES  # –5 –10 °С
        return "dash" if minus else "case" if first.case == "ablative" else ""
    if [token.text for token in gap] in _ELLIPSES:
        return "dash"
    if len(gap) > 1:
        return "to" if len(gap) == 2 and first.case == "ablative" and gap[0].text in DASHES else ""
    sign = gap[0]
    glued = sign.glued and tokens[second.left].glued
    if sign.text in DASHES:
        is_short = first.kind == "year" and second.value < _CENTURY
        if not glued and (
            _is_told(first) or is_short or second.part or _is_apart(first, second)
        ):  # 2024 жылы – 65; -30 — 5–9 классы
            return ""
        spaced = not sign.glued and not tokens[second.left].glued
        return "dash" if glued or (spaced and first.written == second.written) else ""
    if sign.text in (":", "/") and glued:
        return "colon" if sign.text == ":" else "slash"
    if sign.text == ",":
        return "comma"
    if sign.kind == "word" and lex.says("range_link", sign.word):
        between = first.left > 0 and tokens[first.left - 1].word in _BETWEEN
        return "to" if sign.word in _TO or between else "and"
    return ""


def _is_apart(first: Number, second: Number) -> bool:
    """Tell a measure from the year behind a dash: 2 сағат 44 секунд – 2004 жылдан."""
    return first.unit != "" and first.kind != "year" and second.kind == "year" and second.right > second.last


def _is_told(number: Number) -> bool:
    """Tell a year with its word, behind which a dash says what was in it."""
    return number.kind == "year" and number.right > number.last


def join(numbers: list[Number], tokens: list[Token], lex: Lexicon) -> list[Number]:
    """Join neighbours from right to left, so that a unit reaches every member of a list."""
    joined: list[Number] = []
    for number in reversed(numbers):
        if joined:
            following = joined[-1]
            how = link(number, following, tokens, lex)
            merged = _merged(number, following, how, tokens, lex)
            if merged is not None:
                joined[-1] = merged
                continue
            if how:
                _relate(number, following, how)
        joined.append(number)
    joined.reverse()
    _carry_forward(joined, tokens, lex)
    return joined


def _merged(first: Number, second: Number, how: Link, tokens: list[Token], lex: Lexicon) -> Number | None:
    """Return the one number that two neighbours make, else None."""
    bare = lex.language != "kk" or lex.units.has(tokens[first.right - 1].word)
    stopped = second.left - first.right == 1 and tokens[first.right].word == "."  # 2 сағ. 15 мин.
    linked = how == "comma" or (
        how == "and" and tokens[first.right].word in _AND
    )  # 2 tenge by 15 tiyn are two
    if bare and (first.right == second.left or stopped or linked):
        composite = _composite(first, second)
        if composite is not None:
            return composite
    up_to = second.right < len(tokens) and tokens[second.right].word in _UP_TO
    up_to = up_to and not tokens[second.right - 1].word.endswith(_POSSESSED)  # төрттен біріне дейін
    return _fraction(first, second, how, lex) if how and not up_to else None


def _fraction(first: Number, second: Number, how: Link, lex: Lexicon) -> Number | None:
    """Return 2/3 or үштен бірі as one number, else None."""
    if first.unit or "code" in (first.role, first.kind) or not first.value:
        return None
    if (
        how == "slash"
        and first.value < second.value <= _CENTURY
        and first.written == "digits"
        and not second.part
    ):
        value, spelt = first.value / second.value, f"{first.value}/{second.value}"
    elif how == "case" and _kazakh_fraction(first, second, lex):
        value, spelt = second.value / first.value, f"{second.value}/{first.value}"
    else:
        return None
    return Number(
        value,
        first.first,
        second.last,
        first.written,
        "fraction",
        second.case,
        kind="fraction",
        unit=spelt,
        left=first.left,
        right=second.right,
    )


def _composite(first: Number, second: Number) -> Number | None:
    """Return 6 metres 31 centimetres, two hours and thirty minutes as one measure, else None."""
    share = size_ratio(second.unit, first.unit)
    measures = first.kind == second.kind and first.kind in ("measure", "money") and first.case != "ablative"
    if share is None or not measures or first.part or second.part or first.value.denominator != 1:
        return None
    if first.joined and second.joined:  # 2-минут 30-секундында: which minute, and which second of it
        return None
    if share >= 1 or second.value * share >= 1:
        return None
    return Number(
        first.value + second.value * share,
        first.first,
        second.right,
        first.written,
        case=second.case,
        kind=first.kind,
        unit=first.unit,
        left=first.left,
        right=second.right,
    )


def _kazakh_fraction(first: Number, second: Number, lex: Lexicon) -> bool:
    in_words = first.written == "words" and second.written in ("words", "weak")
    whole = second.value < first.value and first.value in _DENOMINATORS and second.value.denominator == 1
    return lex.language == "kk" and in_words and whole and not second.unit


def _relate(first: Number, second: Number, how: Link) -> None:
    """Mark the ends of a range or the sides of a score; let the unit, month and scale reach the first."""
    if how == "colon":
        first.part, second.part = 1, 2
        first.kind = second.kind = "score"
        return
    if second.kind == "score" or how == "slash":  # 2:1-ден 4:1-ге: of neither score is it a side
        if first.kind == "year":
            _short_year(first, second)
        return
    if how == "dash" and _is_score(first, second):
        first.part, second.part = 1, 2
        first.kind = second.kind = "score"
        return
    if how == "dash":
        _short_year(first, second)
    if how != "comma":
        _spread_time(first, second)
    if how in ("dash", "to", "case") and not (first.unit and second.unit and first.unit != second.unit):
        if how != "case" or second.case == "dative":
            first.part, second.part = 1, 2
        _spread_scale(first, second, certain=how == "dash")
    if how == "and":
        _allow_scale(first, second)
    _spread_unit(first, second, how)


def _allow_scale(first: Number, second: Number) -> None:
    """Let thirty or forty thousand begin at thirty thousand, and 310 and 364 thousand at 310 thousand."""
    if first.written != second.written or first.scale != 1 or first.unit:
        return
    scaled = first.value * second.scale
    is_near = first.kind == "cardinal" and second.scale > 1 and scaled < second.value * 10
    if first.written == "words" or is_near:
        first.others = (*first.others, scaled)


def _spread_time(first: Number, second: Number) -> None:
    """Read both ends of 7–9 a.m. as times; the half of the day of the unmarked end stays unknown."""
    for known, plain in ((first, second), (second, first)):
        whole = plain.value.denominator == 1 and 0 <= plain.value <= _HOURS
        if (
            known.kind == "time"
            and plain.kind == "cardinal"
            and not plain.unit
            and whole
            and plain.scale == 1
        ):
            plain.kind, plain.value = "time", plain.value * MINUTES_PER_HOUR
            plain.written = "words" if plain.written == "weak" else plain.written


def _is_score(first: Number, second: Number) -> bool:
    plain = not first.unit and not second.unit and first.written == second.written == "digits"
    small = max(first.value, second.value) <= _MAX_SCORE
    return plain and small and first.value >= second.value and first.kind == second.kind == "cardinal"


def _short_year(first: Number, second: Number) -> None:
    """Complete the second year of 2018–19."""
    plain = second.kind in ("cardinal", "year") or second.unit == "year"
    if first.kind != "year" or not plain or second.value >= _CENTURY or second.unit not in ("", "year"):
        return
    full = first.value - first.value % _CENTURY + second.value
    if full > first.value and second.written == "digits":
        second.value, second.kind, second.unit = full, "year", ""


def _spread_scale(first: Number, second: Number, *, certain: bool) -> None:
    """Read 15–20 млн as 15 млн to 20 млн; от 80 до 130 тысяч may also begin at 80."""
    if second.scale == 1 or first.scale != 1 or (first.unit and second.unit not in ("", first.unit)):
        return
    if first.unit and first.left == first.first:  # 770 тенге – 600 тысяч тенге; not $15–20 million
        return
    scaled = first.value * second.scale
    if first.kind not in ("cardinal", "money") or scaled >= second.value * 10:
        return
    if (
        scaled > second.value and not certain
    ):  # с 12 до 9 тысяч: it may fall from 12 thousand, or rise from 12
        first.others = (*first.others, scaled)
        return
    first.others = () if certain else (first.value,)
    first.value = scaled


def _spread_unit(first: Number, second: Number, how: Link) -> None:
    if how == "and" and first.case and second.kind == "percent":  # 611-ге немесе 14,4 пайызға
        return
    if first.unit or not second.unit or first.kind not in ("cardinal", "ordinal") or first.role == "code":
        return
    if second.unit == "century" and second.kind == first.kind == "ordinal":
        first.unit = second.unit
        return
    if how in ("and", "comma") and (not _shared(second) or first.written == "weak"):
        return
    signed = second.kind == "temperature" and first.kind == "cardinal" and first.left < first.first
    if how == "comma" and second.kind != "date" and not signed:
        return
    if second.kind == "date" and first.value > _LAST_DAY:
        return
    first.kind, first.unit = second.kind, second.unit


def _shared(number: Number) -> bool:
    """Tell whether the unit may stand once for a list: 14 and 15 March, five or six people."""
    return number.kind in _SHARED or number.unit == "person"


def _carry_forward(numbers: list[Number], tokens: list[Token], lex: Lexicon) -> None:
    """Let a currency sign or an English month before a range reach its second end: $15–20, March 14–16."""
    for first, second in pairwise(numbers):
        ahead = first.kind in ("money", "date") and first.left < first.first
        if not ahead or second.unit or second.kind != "cardinal":
            continue
        if link(first, second, tokens, lex) not in ("dash", "to", "and"):
            continue
        if first.kind == "money" or (second.value <= _LAST_DAY and lex.language == "en"):
            second.kind, second.unit = first.kind, first.unit
