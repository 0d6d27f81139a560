"""Puts the right figure where the target has a wrong one, as long as there is no doubt which it is."""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.check.figures.align import (
    Alignment,
    Match,
    align,
    misread_thousands,
    sign_clashes,
    unit_clashes,
)
from pipeline.check.figures.compare import OTHER_UNIT
from pipeline.check.figures.lone_units import lone_units
from pipeline.check.figures.moments import decimal_times
from pipeline.check.figures.quantity import HALF_DAY_MIN, MINUTES_PER_HOUR, Quantity
from pipeline.check.figures.reader import read_quantities
from pipeline.check.figures.render import render, render_number, render_roman, render_space, render_unit
from pipeline.check.figures.signs import lost_in_brackets, lost_signs, may_take_minus
from pipeline.check.figures.tokens import read_figure
from pipeline.check.pair import Pair
from pipeline.document import Span, Target

Edit = tuple[Span, str]
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_MERIDIEM = re.compile(r"\b([ap])(\.?)m\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f\u2009 ]\d+)*")
_WORD = re.compile(r"[^\W\d_]")
_PLAIN = frozenset({"cardinal", "percent", "money", "measure", "temperature", "multiple", "score", "ordinal"})
_UNGROUPED = frozenset({"year", "date", "code"})
_MONTH_DIGITS = 2
_FEW_DECIMALS = 100


def corrected(source: str, target: str, language: Target) -> str | None:
    """Return `target` with its wrong figures replaced, None where none is or the remedy is in doubt."""
    found = align(read_quantities(source, "kk"), read_quantities(target, language))
    wrong = [match for match in (*found.changed, *unit_clashes(found)) if match.agreement in (0, OTHER_UNIT)]
    wrong += [m for m in misread_thousands(found, language) if m not in wrong and _is_thousands(m.source)]
    signs = [
        match
        for match in (*sign_clashes(found), *lost_signs(source, target, found, language))
        if may_take_minus(source, target, match)
    ]
    times = decimal_times(source, target, found)
    pair = Pair(0, source, target, language)
    if not (wrong or signs or times) or (wrong and (not _in_order(wrong) or _in_doubt(pair, found))):
        return None
    edits = [_edit(match, target, language) for match in wrong]
    edits += [(match.target.figure, render(match.source, language)) for match in times]
    edits += [((match.target.span[0], match.target.span[0]), "-") for match in signs]
    applied = target
    for edit in sorted((edit for edit in edits if edit is not None), reverse=True):
        (start, end), text = edit
        applied = applied[:start] + text + applied[end:]
    return _with_signs(source, applied, language) if None not in edits else None


def _with_signs(source: str, target: str, language: Target) -> str:
    """Return a corrected text with the signs that figures have in brackets: (+0,2)."""
    found = align(read_quantities(source, "kk"), read_quantities(target, language))
    lost = lost_in_brackets(source, target, found)
    for match in sorted(lost, key=lambda match: -match.target.span[0]):
        start, is_plus = match.target.span[0], source[match.source.figure[0] - 1] == "+"
        target = target[:start] + ("+" if is_plus else "−") + target[start:]
    return target


def _is_thousands(quantity: Quantity) -> bool:
    """Tell whether thousands are the likeliest reading: 10,000 rather than 2,125."""
    return quantity.value == max(quantity.readings)


def _in_doubt(pair: Pair, found: Alignment) -> bool:
    """Tell whether figures are left over whose place is unknown."""
    firm = [q for q in (*found.missing, *found.invented) if q.written in ("digits", "roman")]
    twins = [q for q in (*found.lost_twins, *found.new_twins) if q.written == "digits"]
    lone = lone_units(pair, found, lost=True) or lone_units(pair, found, lost=False)
    return bool(found.crowd or firm or twins or lone)


def _in_order(wrong: list[Match]) -> bool:
    """Tell whether the wrong figures stand in one order in both texts; several must agree in their units."""
    by_source = sorted(wrong, key=lambda match: match.source.span)
    ordered = by_source == sorted(wrong, key=lambda match: match.target.span)
    same = all(m.source.kind == m.target.kind and m.source.unit == m.target.unit for m in wrong)
    return ordered and (len(wrong) == 1 or same)


def _edit(match: Match, target: str, language: Target) -> Edit | None:
    """Return the span to replace and its new text, None where the form cannot be told."""
    source, wrong = match.source, match.target
    if "vague" in (source.written, wrong.written) or _is_compound(wrong, target, language):
        return None
    if match.agreement == OTHER_UNIT:
        return _unit_edit(source, wrong, target, language)
    if source.kind == wrong.kind == "date":
        return _date_edit(source, wrong, target, language)
    if source.kind == wrong.kind == "time":
        return _time_edit(source, wrong, target)
    if source.unit and wrong.unit and source.unit != wrong.unit and source.kind == wrong.kind:
        return _unit_edit(source, wrong, target, language)
    return _figure_edit(source, wrong, target, language)


def _is_compound(wrong: Quantity, target: str, language: Target) -> bool:
    """Tell whether the wrong figure is part of a word: пятилетний, fifth."""
    if wrong.written != "words":
        return False
    whole_word = wrong.span == wrong.figure and wrong.unit != ""
    return whole_word or (wrong.kind == "ordinal" and language == "ru")


def _figure_edit(source: Quantity, wrong: Quantity, target: str, language: Target) -> Edit | None:
    """Replace the figure alone; a year, a day or a code takes no thousands separator."""
    whole = source.value.denominator == 1
    if wrong.span == wrong.figure and wrong.kind == "measure" and _WORD.search(target[slice(*wrong.figure)]):
        return None
    if wrong.written == "roman":
        return (wrong.figure, render_roman(int(source.value))) if whole else None
    if wrong.kind == "ordinal" and source.kind in ("ordinal", "cardinal"):
        return _ordinal_edit(source, wrong, target, language) if whole else None
    if source.kind == "time":
        minutes = wrong.kind == "cardinal" and wrong.value.denominator != 1  # 18:45 as 14,85
        return (wrong.figure, render(source, language)) if minutes and source.value.denominator == 1 else None
    if source.kind in _PLAIN:
        return wrong.figure, _as_written(source, wrong, target[slice(*wrong.figure)], language)
    if source.kind not in _UNGROUPED or wrong.written != "digits" or len(source.unit) > _MONTH_DIGITS:
        return None
    if source.kind == "code" and wrong.span == wrong.figure and source.span != source.figure:
        return wrong.span, render(source, language)  # with the number sign that it lost
    text, digits = target[slice(*wrong.figure)], source.unit if source.kind == "code" else str(source.value)
    digits = digits or str(source.value)
    short = source.kind == wrong.kind == "year" and text.isdigit() and source.unit == ""
    return wrong.figure, digits[-len(text) :] if short else digits


def _as_written(source: Quantity, wrong: Quantity, text: str, language: Target) -> str:
    """Return the right number in the notation of the wrong one: with its scale, or as part of a range."""
    digits = _DIGITS.match(text)
    own = read_figure(digits[0], language).value if digits else Fraction(0)
    scale = wrong.value / own if own else Fraction(1)
    value = abs(source.value)
    if digits and 1 < scale <= value < scale * 1000 and (value / scale * _FEW_DECIMALS).denominator == 1:
        return render_number(value / scale, language, scaled=False) + text[digits.end() :]
    return render_number(value, language)


def _ordinal_edit(source: Quantity, wrong: Quantity, target: str, language: Target) -> Edit:
    start, end = wrong.figure
    if language == "ru":
        return (start, end), render_number(source.value, language, scaled=False)
    suffix = _ORDINAL.match(target, end)
    return (start, suffix.end() if suffix else end), render(_plain_ordinal(source), language)


def _plain_ordinal(quantity: Quantity) -> Quantity:
    return Quantity(quantity.value, "ordinal", "", quantity.span, quantity.figure)


def _date_edit(source: Quantity, wrong: Quantity, target: str, language: Target) -> Edit:
    """Replace the day alone where the month is right, else day and month in the order they stand in."""
    text = target[slice(*wrong.span)]
    if source.unit == wrong.unit and wrong.figure != wrong.span:
        return wrong.figure, str(source.value)
    if "." in text or "/" in text:
        return wrong.span, f"{int(source.value):02d}{'.' if '.' in text else '/'}{int(source.unit):02d}"
    if source.unit == wrong.unit:
        return wrong.figure, str(source.value)
    day, month = render(source, language).replace("\u00a0", " ").split(" ")
    month_first = wrong.figure[0] > wrong.span[0] and language == "en"
    return wrong.span, f"{month} {day}" if month_first else f"{day} {month}"


def _time_edit(source: Quantity, wrong: Quantity, target: str) -> Edit | None:
    """Write the time in the notation it had: 18:30, 18.30, 6:30 p.m."""
    text = target[slice(*wrong.span)]
    meridiem = _MERIDIEM.search(text)
    if (
        source.value.denominator != 1
        or wrong.written != "digits"
        or (wrong.span != wrong.figure and not meridiem)
    ):
        return None
    hours, minutes = divmod(int(source.value), MINUTES_PER_HOUR)
    mark = "." if "." in target[slice(*wrong.figure)] else ":"
    if not meridiem:
        return wrong.span, f"{hours:02d}{mark}{minutes:02d}"
    half = "p" if source.value >= HALF_DAY_MIN else "a"
    dot = meridiem[2]
    clock = f"{hours % 12 or 12}" + (f"{mark}{minutes:02d}" if minutes else "")
    return wrong.span, f"{clock} {half}{dot}m{dot}"


def _unit_edit(source: Quantity, wrong: Quantity, target: str, language: Target) -> Edit | None:
    """Replace the unit, or number and unit; None where the unit is part of a word or stands elsewhere."""
    text = target[slice(*wrong.span)]
    if wrong.span == wrong.figure or "-" in text or source.kind in ("fraction", "multiple"):
        return None
    after = (wrong.figure[1], wrong.span[1])
    signed = language == "en" and source.unit == "percent"
    if source.value == wrong.value and wrong.span[0] == wrong.figure[0] and not signed:
        return after, render_space(language) + render_unit(source.unit, source.value, language)
    return wrong.span, render(source, language)
