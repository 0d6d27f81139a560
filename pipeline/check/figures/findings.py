"""What is told of figures that a translation has lost, changed, given another unit, or invented."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from pipeline.check.figures import Quantity, read_quantities
from pipeline.check.figures.align import (
    Alignment,
    Match,
    bound_clashes,
    misread_thousands,
    sign_clashes,
    swapped_ends,
    swapped_scores,
    unit_clashes,
)
from pipeline.check.figures.compare import OTHER_UNIT, digits_of
from pipeline.check.figures.lone_units import invented_units, lone_units
from pipeline.check.figures.moments import decimal_times, misplaced_times, word_before
from pipeline.check.figures.phones import respelled
from pipeline.check.figures.signs import lost_in_brackets, lost_margins, lost_powers, lost_signs
from pipeline.check.pair import Pair
from pipeline.counted import counted
from pipeline.document import Finding, Language, Severity, Span, Target
from pipeline.hours import dated_spans

CHECK = "numbers"
_SMALLEST_FIRM_WORD = 3
_QUOTED = 80  # characters of a figure that a message shows
_PER_ONE: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(r"\bза [а-яё]{3}", re.IGNORECASE),
    "en": re.compile(r"\bper [a-z]", re.IGNORECASE),
}
_ROUNDING = Fraction(3, 100)
_LISTED = re.compile(
    r"(?:№|\bn[o°]s?\b\.?|\bnumbers?|\bномер\w*)\s*\d+(?:\s*(?:,|и|and|&|–|-)+\s*\d+)*\s*(?:,|и|and|&|–|-)+\s*$",
    re.IGNORECASE,
)
_ADDED, _NEAR = re.compile(r"\d\s?\+\s?\Z"), 4  # 5+1
_BEFORE, _SAID_BEFORE = re.compile(r"(?:\w+ ){1,3}\Z"), re.compile(r"(?:\w+ ){1,2}\Z")
_BEHIND = re.compile(r" [^\W\d]+")
_ARTICLE_KINDS = frozenset({"cardinal", "measure", "money"})
_COVID = re.compile(r"\b(?:covid|ковид)[-‑–]\Z", re.IGNORECASE)
_VIRUS = re.compile(r"\bКВИ\b|(?i:коронавирус|ковид|covid)")
_MIDNIGHT = re.compile(r"midnight|пол[уо]ноч", re.IGNORECASE)
_AT_NIGHT = re.compile(r"түн орта|жарты түн", re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"(?<![\d.,])(?:±|\+\s?/\s?[-–−]|[-‑−–+])[$€£₸]?\Z")
_POINTS = frozenset({"pp", "point", "score"})


def findings_of(pair: Pair, alignment: Alignment) -> list[Finding]:
    """Return what there is to tell of aligned figures, kind by kind."""
    here, there = pair.source, pair.target
    found = [_changed(pair, match) for match in alignment.changed]
    found += [_unit_changed(pair, match) for match in unit_clashes(alignment)]
    for lost in (True, False):
        alone = lone_units(pair, alignment, lost=lost)
        found += [_matched(pair, match, _lone_unit(match, lost=lost)) for match in alone]
    new_units = invented_units(here, there, alignment)
    found += [_matched(pair, match, "the source names no such unit") for match in new_units]
    found += [_swapped(pair, match, _sides(match)) for match in swapped_scores(alignment)]
    found += [_swapped(pair, match, "ends of the range") for match in swapped_ends(alignment)]
    signs = [*sign_clashes(alignment), *lost_signs(here, there, alignment, pair.language)]
    signs += [m for m in lost_in_brackets(here, there, alignment) if m not in signs]
    signs += [m for m in lost_margins(here, there, alignment) if m not in signs]
    found += [_sign(pair, match) for match in signs]
    unsigned = [match for match in alignment.matched if _lost_number_sign(pair, match)]
    found += [_matched(pair, match, "number sign is missing") for match in unsigned]
    raised = lost_powers(here, there, alignment)
    found += [_matched(pair, match, "the raised figure behind it differs", "error") for match in raised]
    dialled = respelled(here, there, alignment)
    found += [_matched(pair, match, "a telephone number is dialled as it is written") for match in dialled]
    thousands = misread_thousands(alignment, pair.language)
    found += [_matched(pair, match, "may be thousands") for match in thousands]
    decimal = decimal_times(here, there, alignment)
    found += [_matched(pair, match, "a time of day written as a decimal") for match in decimal]
    found += [_bound(pair, match) for match in bound_clashes(alignment)]
    for match in misplaced_times(here, there, alignment, pair.language):
        word = word_before(there, match.target)
        found.append(_matched(pair, match, f"“{word}” is not what the source says of that time"))
    found += [_missing(pair, quantity) for quantity in alignment.missing if not _is_per_one(pair, quantity)]
    found += [_invented(pair, q) for q in alignment.invented if not _is_said(pair, q)]
    if alignment.crowd is not None:
        found.append(_crowd(pair, *alignment.crowd))
    lost_twins = [q for q in alignment.lost_twins if not _is_year_twice(here, q) and not _is_per_one(pair, q)]
    new_twins = [q for q in alignment.new_twins if not _is_year_twice(there, q)]
    found += [_twin(pair, quantity, lost=True) for quantity in lost_twins]
    return found + [_twin(pair, quantity, lost=False) for quantity in new_twins]


def _text(text: str, quantity: Quantity) -> str:
    quoted = text[slice(*quantity.span)]
    return quoted if len(quoted) <= _QUOTED else f"{quoted[:_QUOTED]}…"


def _both(pair: Pair, match: Match) -> str:
    said = _text(pair.source, match.source), _text(pair.target, match.target)
    if said[0] == said[1] and (match.source.part or match.target.part):
        said = _whole(pair.source, match.source, "kk"), _whole(pair.target, match.target, pair.language)
    return " → ".join(said)


def _whole(text: str, quantity: Quantity, language: Language) -> str:
    """Return the range or score that a figure is an end of."""
    if quantity.part:
        for first, second in pairwise(read_quantities(text, language)):
            if quantity.span in (first.span, second.span) and (first.part, second.part) == (1, 2):
                return text[first.span[0] : second.span[1]]
    return _text(text, quantity)


def _certainty(quantity: Quantity) -> Severity:
    """Return how grave it is to lose or invent `quantity`: digits are certain, small words often idiom."""
    if quantity.written in ("digits", "roman"):
        return "warning" if quantity.value == 1 and quantity.kind in _ARTICLE_KINDS else "error"
    return "warning" if abs(quantity.value) >= _SMALLEST_FIRM_WORD else "info"


def _missing(pair: Pair, quantity: Quantity) -> Finding:
    message = f"“{_text(pair.source, quantity)}” is missing from the translation"
    start = quantity.figure[0]
    is_added = _ADDED.search(pair.source[max(start - _NEAR, 0) : start]) is not None
    is_article = quantity.value == 1 and quantity.kind == "cardinal" and not is_added  # тағы 1: another
    severity = "info" if is_article else _certainty(quantity)
    return pair.finding(CHECK, severity, message, quantity.span, None)


def _is_per_one(pair: Pair, quantity: Quantity) -> bool:
    """Tell «1 кВт·сағ үшін» of a price, which is one per kilowatt-hour."""
    is_priced = quantity.value == 1 and pair.source.startswith(" үшін", quantity.span[1])
    return is_priced and _PER_ONE[pair.language].search(pair.target) is not None


def _is_said(pair: Pair, quantity: Quantity) -> bool:
    """Tell the 19 of COVID-19, which Kazakh calls КВИ, and midnight, which is «түн ортасы»."""
    is_of_virus = _COVID.search(pair.target, 0, quantity.figure[0]) and _VIRUS.search(pair.source)
    is_midnight = _MIDNIGHT.match(pair.target, quantity.figure[0]) and _AT_NIGHT.search(pair.source)
    return bool(is_of_virus or is_midnight)


def _invented(pair: Pair, quantity: Quantity) -> Finding:
    message = f"“{_text(pair.target, quantity)}” is not in the source"
    return pair.finding(CHECK, _certainty(quantity), message, None, quantity.span)


def _is_year_twice(text: str, quantity: Quantity) -> bool:
    """Tell the year at both ends of a span, 15.11.2025–20.11.2025, which may be said once."""
    if quantity.kind != "year":
        return False
    spans = (match for match in dated_spans(text) if match["year"] == match["until"])
    return any(match.start() <= quantity.span[0] < match.end() for match in spans)


def _twin(pair: Pair, quantity: Quantity, *, lost: bool) -> Finding:
    """Report a figure that one side gives more often, which is idiom where it is written in words."""
    severity: Severity = "warning" if quantity.written == "digits" else "info"
    if lost:
        message = f"“{_text(pair.source, quantity)}” stands more often in the source"
        return pair.finding(CHECK, severity, message, quantity.span, None)
    message = f"“{_text(pair.target, quantity)}” stands more often in the translation"
    return pair.finding(CHECK, severity, message, None, quantity.span)


def _crowd(pair: Pair, source: list[Quantity], target: list[Quantity]) -> Finding:
    """Report at once what differs in so many places that one figure cannot be told for another."""
    ours = counted(len(source), "figure")
    message = f"{ours} of the source and {len(target)} of the translation have no counterpart"
    span, place = (figures[0].span[0] for figures in (source, target))
    ends = (source[-1].span[1], target[-1].span[1])
    certain = any(quantity.written == "digits" for quantity in (*source, *target))
    severity: Severity = "error" if certain else "warning"
    return pair.finding(CHECK, severity, message, (span, ends[0]), (place, ends[1]))


def _changed(pair: Pair, match: Match) -> Finding:
    source, target = match.source, match.target
    figures = {"digits", "roman"} & {source.written, target.written}
    severity: Severity = "error" if figures else "warning"
    difference = _difference(source, target)
    severity = "warning" if difference == "rounded" else severity
    return pair.finding(CHECK, severity, f"{_both(pair, match)}: {difference}", source.span, target.span)


def _difference(source: Quantity, target: Quantity) -> str:
    """Say in which way two figures differ."""
    if source.kind == target.kind == "date":
        return "date differs"
    if source.kind == target.kind == "time":
        return "time differs"
    first, second = digits_of(source.value), digits_of(target.value)
    if source.value and target.value and source.value != target.value and first == second:
        return "magnitude differs"
    return "rounded" if _is_rounded(source, target) else "number differs"


def _is_rounded(source: Quantity, target: Quantity) -> bool:
    """Tell whether a measure was only made rounder: 321 km and 320 km."""
    near = abs(source.value - target.value) <= _ROUNDING * abs(source.value)
    fewer = len(digits_of(target.value)) < len(digits_of(source.value))
    return near and fewer and source.unit == target.unit and source.kind == "measure"


def _unit_changed(pair: Pair, match: Match) -> Finding:
    source, target = match.source, match.target
    what = "currency differs" if source.kind == target.kind == "money" else "unit differs"
    severity: Severity = "error" if source.written == "digits" else "warning"
    if match.agreement != OTHER_UNIT:
        what, severity = "unit converted", "info"
    elif "percent" in (source.unit, target.unit) and {source.unit, target.unit} & _POINTS:
        severity = "warning"
    return pair.finding(CHECK, severity, f"{_both(pair, match)}: {what}", source.span, target.span)


def _matched(pair: Pair, match: Match, what: str, severity: Severity = "warning") -> Finding:
    """Report what is wrong with a figure although its value is right."""
    message = f"{_both(pair, match)}: {what}"
    return pair.finding(CHECK, severity, message, match.source.span, match.target.span)


def _bound(pair: Pair, match: Match) -> Finding:
    bounds = f"{match.source.approximate} in the source, {match.target.approximate} in the translation"
    said = _beside(pair.source, match.source.span, _SAID_BEFORE)
    there = _beside(pair.target, match.target.span, _BEFORE)
    message = f"{said} → {there}: {bounds}"
    return pair.finding(CHECK, "warning", message, match.source.span, match.target.span)


def _beside(text: str, span: Span, before: re.Pattern[str]) -> str:
    """Return a figure with the words beside it, which bound it."""
    start = before.search(text[: span[0]])
    end = _BEHIND.match(text, span[1]) if before is _SAID_BEFORE else None
    return text[start.start() if start else span[0] : end.end() if end else span[1]]


def _sides(match: Match) -> str:
    return "sides of the score" if match.source.kind == "score" else "ends of the range"


def _swapped(pair: Pair, match: Match, what: str) -> Finding:
    ends = f"{_whole(pair.source, match.source, 'kk')} → {_whole(pair.target, match.target, pair.language)}"
    message = f"{ends}: the {what} have changed places"
    return pair.finding(CHECK, "warning", message, match.source.span, match.target.span)


def _sign(pair: Pair, match: Match) -> Finding:
    source, target = match.source, match.target
    signs = "sign differs"
    if source.kind == target.kind == "temperature" and source.value == -target.value:
        signs = f"below zero in the {'source' if source.value < 0 else 'translation'} alone"
    message = f"{_signed(pair.source, source)} → {_signed(pair.target, target)}: {signs}"
    return pair.finding(CHECK, "warning", message, match.source.span, match.target.span)


def _signed(text: str, quantity: Quantity) -> str:
    """Return a figure as it stands in a text, with the sign before it."""
    sign = _SIGN_BEFORE.search(text, 0, quantity.span[0])
    return f"{sign.group() if sign else ''}{_text(text, quantity)}"


def _lost_number_sign(pair: Pair, match: Match) -> bool:
    """Tell whether a figure names with № in the source and counts in the translation: № 3 мектеп, 3 школы.

    ТЭЦ-3 and 3-я школа name as well, and so does a figure in a list behind one sign: № 3, 12 и 25.
    """
    source, target = match.source, match.target
    if not pair.source.startswith("№", source.span[0]) or target.written != "digits":
        return False
    return target.kind not in ("code", "ordinal") and not _LISTED.search(pair.target[: target.figure[0]])


def _lone_unit(match: Match, *, lost: bool) -> str:
    kind = match.source.kind if lost else match.target.kind
    name = {"money": "currency", "percent": "percent sign"}.get(kind, "unit")
    return f"{name} is missing" if lost else f"{name} is not in the source"
