"""Reads every figure of a text as a quantity."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, zip_longest

from pipeline.ages import ages_in_figures
from pipeline.check.figures.calendar import numeric_date
from pipeline.check.figures.clock import clock, minutes_added
from pipeline.check.figures.codes import phone, read_roman
from pipeline.check.figures.lexicon import Lexicon, lexicon
from pipeline.check.figures.measures import UnitReader
from pipeline.check.figures.number import Number
from pipeline.check.figures.numerals import NumberParser
from pipeline.check.figures.phrases import ARTICLES, Phrases
from pipeline.check.figures.quantity import Bound, Quantity
from pipeline.check.figures.ranges import DASHES, join
from pipeline.check.figures.surroundings import read_surroundings
from pipeline.check.figures.tokens import Token, tokenize
from pipeline.check.pair import REMEMBERED
from pipeline.document import Language
from pipeline.hours import dated_spans, dotted_days

THOUSAND = re.compile(r"(?<=\d\s)тыс(?=[.\s])")  # as Russian has it
POWER = re.compile(r"(?<=\d\sм|\dкм|\d\sm)[23](?![\d\w])")

DottedDay = tuple[str, str, int, int]  # day, month, where they begin and end

_FINAL_KINDS = frozenset({"date", "year", "time", "code"})
_MAX_BOUND_DISTANCE = 3
_MAX_BOUND_WORDS = 5
_COMPARED, _DENIED = frozenset({"кем", "аз", "төмен", "көп", "артық"}), re.compile(r"[мбп][ае]й[дт][ыі]н?$")


def read_quantities(text: str, language: Language) -> list[Quantity]:
    """Return the figures of `text` in order of appearance, written in digits, words or Roman numerals."""
    if language == "kk":
        text = THOUSAND.sub("мың", ages_in_figures(text))
    return list(_quantities(POWER.sub(lambda power: "²³"[power[0] == "3"], text), language))


@lru_cache(maxsize=REMEMBERED)
def units_named(text: str, language: Language) -> frozenset[str]:
    """Return the units that words of a text name, beside a figure or not."""
    units = lexicon(language).units
    found = (units.find(token.word) for token in tokenize(text) if token.kind == "word")
    return frozenset(unit for unit in found if unit is not None)


@lru_cache(maxsize=REMEMBERED)
def _quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    tokens = tokenize(text)
    lex = lexicon(language)
    numbers = _scan(tokens, lex, _dotted_days(text, language))
    if not numbers:
        return ()
    surrounded = read_surroundings(numbers, tokens, lex)
    if language == "kk":
        surrounded = _with_minutes(surrounded, tokens, lex)
    joined = join(surrounded, tokens, lex)
    signs = UnitReader(tokens, lex)
    for number in joined:
        if number.unit == "degree" and number.value > 0:
            signs.read_sign(number)
    for first, second in pairwise(joined):
        if _shares_minus(first, second, tokens):
            second.value = -second.value
    return tuple(_quantity(number, tokens, lex) for number in joined)


def _with_minutes(numbers: list[Number], tokens: list[Token], lex: Lexicon) -> list[Number]:
    """Add to an hour the minutes past or to it: сағат жетіден қырық бес минут кеткенде."""
    found: list[Number] = []
    for number in numbers:
        whole = minutes_added(found[-1], number, tokens, lex) if found else None
        if whole is None:
            found.append(number)
    return found


def _dotted_days(text: str, language: Language) -> dict[int, DottedDay]:
    """Return the days with their months of a span (21.04 – 21.05 аралығында) by where they begin."""
    if "." not in text:
        return {}
    days = {
        match.start("first"): (
            match["first"],
            match["month"] or match["last"],
            match.start("first"),
            match.end(end),
        )
        for match in dated_spans(text)
        if not match["year"]
        for end in ("month" if match["month"] else "first",)
    }
    if language != "en":
        ends = (end for first, last, _ in dotted_days(text) for end in (first, last))
        days |= {e.start(): (e["day"], e["month"], e.start("day"), e.end("month")) for e in ends}
    return days


def _day(found: DottedDay, at: int) -> Number:
    day, month, start, end = found
    return Number(Fraction(int(day)), at, at + 1, kind="date", unit=str(int(month)), cut=(start, end))


def _shares_minus(first: Number, second: Number, tokens: list[Token]) -> bool:
    """Tell whether the minus of the first end of a range is that of the second too: -24–26°, not -5–3°."""
    degrees = first.unit == second.unit == "degree" and first.value < 0 < second.value
    dashed = second.left - first.right == 1 and tokens[first.right].text in DASHES
    return degrees and dashed and second.value > -first.value


def _scan(tokens: list[Token], lex: Lexicon, days: dict[int, DottedDay]) -> list[Number]:
    """Find the bare numbers."""
    parser = NumberParser(Phrases(tokens, lex))
    numbers: list[Number] = []
    at = 0
    while at < len(tokens):
        day = days.get(tokens[at].start) if days else None
        found = [_day(day, at)] if day else _at(tokens, at, parser)
        for number in found:
            number.left, number.right = number.first, number.last
        numbers += found
        at = found[-1].last if found else at + 1
    return numbers


def _at(tokens: list[Token], at: int, parser: NumberParser) -> list[Number]:
    token = tokens[at]
    if token.kind in ("sign", "link"):
        return []
    if token.kind == "phone":
        return [phone(token, at)]
    if token.kind == "date":
        return numeric_date(token, at)
    if token.kind == "clock":
        return [clock(token, at)]
    number = read_roman(tokens, at, parser.lex) if token.kind == "word" and token.text.isupper() else None
    number = number or parser.read(at)
    return [number] if number is not None else []


def _quantity(number: Number, tokens: list[Token], lex: Lexicon) -> Quantity:
    figure = number.cut or (tokens[number.first].start, tokens[number.last - 1].end)
    span = number.cut or (tokens[number.left].start, tokens[number.right - 1].end)
    return Quantity(
        value=number.value,
        kind=number.kind,
        unit=number.unit,
        span=span,
        figure=figure,
        written=number.written,
        approximate=_bound(number, tokens, lex) if number.kind not in _FINAL_KINDS else "",
        part=number.part,
        others=number.others,
    )


def _bound(number: Number, tokens: list[Token], lex: Lexicon) -> Bound:
    """Read what makes the figure approximate: астам, более, кем дегенде, no fewer than."""
    words = [token.word for token in tokens[max(number.left - _MAX_BOUND_WORDS, 0) : number.left]]
    if words and words[-1] in ARTICLES:  # at least a third
        words.pop()
    before = words[-1] if words else ""
    if before in ("than", "чем"):
        words.pop()
        side = "than"
    else:
        side = "before"
    found = lex.bounds.get((side, "_".join(words[-2:]))) or (
        lex.bounds.get((side, words[-1])) if words else None
    )
    if found is not None:
        # not to exceed, не должен быть ниже
        denying = [word for word in words[:-1] if ("link", word) not in lex.bounds][-1:]
        return _turned(found, any(("not", word) in lex.bounds for word in denying))
    after = [token.word for token in tokens[number.last : number.right + _MAX_BOUND_DISTANCE]]
    behind = [token.word for token in tokens[number.last + 1 : number.right + _MAX_BOUND_DISTANCE + 1]]
    pairs = zip_longest(after, behind[: len(after)], fillvalue="")
    for offset, (word, following) in enumerate(pairs):
        if ("before", f"{word}_{following}") in lex.bounds:  # it belongs to the next figure
            return ""
        following = _denying(tokens, following, number.last + 1 + offset, lex)
        denied = word in _COMPARED and _DENIED.search(following) is not None
        negated = denied or ("not", following) in lex.bounds
        found = lex.bounds.get(("after", word)) or (lex.bounds.get(("after not", word)) if negated else None)
        if found is not None:
            return _turned(found, negated)
    return ""


def _denying(tokens: list[Token], following: str, at: int, lex: Lexicon) -> str:
    """Return the word behind a bound, or the one behind its verb: 12%-дан төмен түскен жоқ."""
    if ("link", following) not in lex.bounds or at + 1 >= len(tokens):
        return following
    return tokens[at + 1].word


def _turned(found: str, negated: bool) -> Bound:
    """Return the bound, the opposite one where it is negated: not more is less."""
    if found == "about":
        return "about"
    return "more" if (found == "more") != negated else "less"
