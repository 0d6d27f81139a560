"""Plus, minus and ± beside figures: written out for a model, or kept from it and put back."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.translate.shown.percents import ROUND

MINUS, DASH = "-−–‑", "-−–—‑"
NUMBER = r"\d+(?:,\d+)?"
DEGREE = r"\s?(?:градус|°|℃)"
BELOW_ZERO = re.compile(  # −15…−20 градус, -24-26°, –5 –10 °С
    rf"(?<![\w.,])[{MINUS}](?P<from>{NUMBER})\s?(?:…|\.{{2,3}}|[{DASH}])\s?[{MINUS}]?"
    r"(?P<to>[1-9]\d*(?:,\d+)?)(?P<degrees>\s?(?:градус[^\W\d_]*|℃|°(?:\s?[CС](?!\w))?))"
    r"(?P<frost>\s+(?:аяз|суық))?"
)
GLUED_DASH = re.compile(  # a minus before degrees and in the class of a wrestler; else a dash
    rf"(?<![\w.,])[–−‑](?={NUMBER}(?:{DEGREE}|\s?(?:кг|келі)[^\W\d_]*(?:-[^\W\d_]+)?\s+салмақ))"
)
SAID_BELOW = re.compile(  # a minus before a case ending, and before what is seldom counted behind a dash
    rf"(?<![\w.,)])(?<!\d\s)(?<!аяз\s)[–−‑-](?={NUMBER}-?(?:[дт][аеы]н|[дт][ае]|[ғгкқ][ае])(?!\w))"
    rf"|(?<![\w.,)])(?<!\d\s)[–−‑](?={NUMBER}\s(?:диоптри|промилле))"
    rf"|(?<=[ғгкқдт][ае]\s)[–−‑](?={NUMBER}\s(?:балл|ұпай|саты))"
    rf"|(?:(?<=сальдо\s)|(?<=сальдосы\s)|(?<=өсім\s)|(?<=өсімі\s))[–−‑](?={NUMBER})",
    re.IGNORECASE,
)
ABOVE_ZERO = re.compile(  # +15..+17 градус
    rf"(?<![\w.,])\+(?P<from>{NUMBER})\s?(?:…|\.{{2,3}}|[{DASH}])\s?\+?(?P<to>{NUMBER})(?={DEGREE})"
)
TIE_BREAK = re.compile(r"(?<![\d:])(?P<score>\d{1,2}:\d{1,2})\s?(?P<points>\(\d{1,2}\))")
IN_BRACKETS = re.compile(rf"(?<=\()[–−‑](?={NUMBER}\s?(?:[%°]|[^\W\d]+)?\))")
MINUS_IN_BRACKETS = re.compile(rf"(?<=\(-)(?P<figure>{NUMBER})(?=\s?(?:[%°]|[^\W\d]+)?\))")
SAID_MINUS = re.compile("минус|minus|negative", re.IGNORECASE)
TRUE_MINUS = re.compile(r"(?<![\w.,)])[−‑](?=\d)")
MINUS_SIGN = re.compile(r"(?<![\w.,)])−(?=\d)")
HYPHEN_AS_MINUS = re.compile(r"(?<![\w.,)])-(?=\d)")
MINUS_BETWEEN = re.compile(r"(?<=\d)−(?=\d)")
SUM = re.compile(r"(?<![\d.,+])(\d{1,4}(?:,\d+)?)\+(\d{1,4}(?:,\d+)?)(?![\d+]|[.,]\d)")
SPACED = re.compile(rf"(?<![\d.,])({NUMBER}) \+ ({NUMBER})(?![\d,])")
SLASHED_MARGIN = re.compile(r"\+\s?/\s?[-–−]\s?(?=\d)")
CORRIDOR = re.compile(r"±\s?(?P<figure>\d+(?:,\d+)?) пайыздық тармақ(?:тық)?(?: пайыздық)?(?= дәліз)")
SAID_MARGIN = re.compile(r"(?<!\d\s)(?<!\d)\b(?:плюс|plus)[ -–](?:минус|minus) (?=\d)", re.IGNORECASE)
MARGIN = re.compile(r"(?<=\d)\s?±\s?(?=\d)")
IN_WORDS = re.compile(
    r"(?<=\d)\s?(?:п?люс|plus)(?:[ /-]or)?[ /–—-](?:минус|minus)\s?(?=\d)",
    re.IGNORECASE,  # half in each language too, and without the first letter
)
BRACKETS = "()"
BRACKETED = re.compile(  # (18±3) °С: behind a bracket no model knows whose unit it is
    rf"\((?P<margin>{NUMBER} плюс-минус {NUMBER})\)(?=\s?(?:[%‰°℃]|[^\W\d_]))"
)
ALONE = re.compile(  # (+7 балл), ±1 пайыз; a model keeps the plus of temperatures
    rf"(?<![\w+.,])(?:(?P<margin>±)\s?(?P<wide>{NUMBER})(?!\d|[.,]\d)"
    rf"|(?P<plus>\+)(?P<figure>\d{{1,4}}(?:,\d+)?)(?!\d|[.,]\d|\s?(?:[…+(−–—-]|\.\.)|\s\d|{DEGREE}))"
)


CHANGE = re.compile(rf"\((?P<sign>[+−–‑-]?)(?P<figure>{NUMBER})\s?%\)")


class Signed(NamedTuple):
    """A figure, and the sign before it (or the brackets around it) that the model is not shown."""

    sign: str
    figure: str


def legible(text: str) -> str:
    """Return a text with its ranges below zero written out, and sums with blanks."""
    text = CORRIDOR.sub(r"плюс-минус \g<figure> пайыздық тармақ", SLASHED_MARGIN.sub("±", text))
    if "плюс-минус" in text:
        text = ROUND.sub("", text)
    text = SAID_BELOW.sub(lambda sign: "минус " if sign.start() else "Минус ", text)
    text = IN_BRACKETS.sub("-", MINUS_BETWEEN.sub("–", text))
    text = TRUE_MINUS.sub("-", GLUED_DASH.sub("-", BELOW_ZERO.sub(_range, text)))
    return SUM.sub(r"\1 + \2", MARGIN.sub(" плюс-минус ", text))


def has_signs(text: str) -> bool:
    """Tell whether a minus before figures is the sign itself throughout, and no hyphen."""
    return bool(MINUS_SIGN.search(text)) and not HYPHEN_AS_MINUS.search(text)


def signs_given_back(text: str) -> str:
    """Return a translation with the sign where a hyphen stands for it: a model is shown hyphens."""
    return HYPHEN_AS_MINUS.sub("−", text)


def kept_aside(text: str) -> tuple[str, tuple[Signed, ...]]:
    """Return a text without the signs that a model spoils, and the figures that have them."""
    signed = [
        Signed(match["margin"] or match["plus"], match["wide"] or match["figure"])
        for match in ALONE.finditer(text)
    ]
    signed += [Signed(BRACKETS, margin.replace(" плюс-минус ", "±")) for margin in BRACKETED.findall(text)]
    signed += [Signed("-", match["figure"]) for match in MINUS_IN_BRACKETS.finditer(text)]
    signed += [Signed("+", f"{match['from']}–{match['to']}") for match in ABOVE_ZERO.finditer(text)]
    signed += [Signed(match["points"], match["score"]) for match in TIE_BREAK.finditer(text)]
    text = TIE_BREAK.sub(r"\g<score>", ABOVE_ZERO.sub(r"\g<from>–\g<to>", text))
    text = BRACKETED.sub(r"\g<margin>", text)
    return ALONE.sub(lambda match: match["wide"] or match["figure"], text), tuple(signed)


def put_back(source: str, signed: tuple[Signed, ...], text: str) -> str:
    """Return a translation with the signs of figures that stand once on either side; sums are closed up."""
    for sign, figure in signed:
        if ":" in figure:
            text = _with_points(text, figure, sign)
        elif sign != BRACKETS:
            text = _with_sign(source, text, sign, figure)
    if " плюс-минус " in source:
        text = SAID_MARGIN.sub("±", IN_WORDS.sub("±", text))
    for margin in [figure for sign, figure in signed if sign == BRACKETS]:
        text = re.sub(rf"(?<![\d.,(]){_digits(margin)}(?!\d|[.,]\d)", r"(\g<0>)", text, count=1)
    for first, second in SPACED.findall(source):
        is_no_range = not re.search(rf"{first}\s?[{DASH}]\s?{second}", source)
        sign = rf"[+{DASH}]" if is_no_range else r"\+"
        digits = rf"({first})\s?{sign}\s?({second})".replace(",", "[.,]")
        text = re.sub(rf"(?<![\d.,]){digits}(?!\d)", r"\1+\2", text)
    return _changes_bracketed(source, signed, text) if "%)" in source else text


def _changes_bracketed(source: str, signed: tuple[Signed, ...], text: str) -> str:
    """Return a text with the brackets around a change that its source has in them: 29,8 млрд (+9,1%)."""
    for change in CHANGE.finditer(source):
        said = rf"(?<![\w(.,])[+{DASH}]{_digits(change['figure'])}\s?%(?!\))"
        has_sign = change["sign"] or ("+", change["figure"]) in signed
        if has_sign and source.count(change["figure"]) == 1 and len(re.findall(said, text)) == 1:
            text = re.sub(said, r"(\g<0>)", text)
    return text


def _with_points(text: str, score: str, points: str) -> str:
    """Return a text with the points of a tie-break behind its score: 7:6 (5)."""
    said = rf"(?<![\d:]){score.replace(':', '[:–-]')}(?!\d|[:–-]\d|\s?\()"
    return re.sub(said, rf"\g<0> {points}", text, count=1)


def _with_sign(source: str, text: str, sign: str, figure: str) -> str:
    written = re.compile(rf"(?<![\d.,+±−–-])[$€£]?(?<![\d.,]){_digits(figure)}(?!\d|[.,]\d)")
    if sign == "-":
        is_once = source.count(f"-{figure}") == 1 and not SAID_MINUS.search(text)
    else:
        is_once = len(written.findall(source)) == 1
    return written.sub(rf"{sign}\g<0>", text) if is_once and len(written.findall(text)) == 1 else text


def _digits(figure: str) -> str:
    return re.escape(figure).replace(",", "[.,]")


def _range(match: re.Match[str]) -> str:
    minus, frost = "" if match["frost"] else "минус ", match["frost"] or ""
    return f"{minus}{match['from']}–{match['to']}{match['degrees']}{frost}"
