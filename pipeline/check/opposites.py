"""Which of two opposites was said of what: «5 %-ға артып, 3 %-ға кеміді» is not “rose by 5 and rose by 3”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.check.contrast import Mention, check_contrast, mentions
from pipeline.check.pair import Pair
from pipeline.document import Finding, Language, Span

NAME = "opposites"
WAYS = {  # sets and senses that say where an amount goes
    ("change", "rise"): "up",
    ("change", "fall"): "down",
    ("amount", "more"): "up",
    ("amount", "less"): "down",
    ("level", "high"): "up",
    ("level", "low"): "down",
}
GROUPS = tuple(dict.fromkeys(group for group, _ in WAYS))
COMPARED = re.compile(  # 1,5 пайызға кем, былтырғыдан аз
    r"(?:\d|пайыз|есе|теңге)\S*(?: \S+)? (?:кем|аз|көп|артық|жоғары|төмен|өс|арт|көбей|азай|кемі|төменде"
    r"|қымбат|арзан|көтер|қысқар|ұлғай)|[дтн][ае]н (?:кем|аз|көп|артық|жоғары|төмен|өс|арт|азай|төменде)",
    re.IGNORECASE,
)
TOLD_APART = ("change", "price!", "outcome!", "compass!", "extreme!", "trend!", "success!", "customs!")
FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
CLAUSE_END = re.compile(r"[,;] ")
FORECAST = re.compile(  # of a growth: what is cut or raised is the forecast
    r"(?:прогноз|оценк|ожидани)\w*(?: \S+){0,4}? (?:при)?рост\w*"
    r"|(?:forecast|outlook|projection|estimate|expectation)s?(?: \S+){0,6}? growth"
    r"|growth(?: \w+)? (?:forecast|outlook|projection|estimate|expectation)s?",
    re.IGNORECASE,
)
FARTHEST = 45  # characters between a figure and the change that it tells
BEHIND = 15  # how much farther a change seems that stands behind its figure, but for Kazakh


def check_opposites(pair: Pair) -> list[Finding]:
    """Report a fall told as a rise in other words, of another figure, or a second time."""
    found = list(_turned(pair)) or list(_repeated(pair)) or list(_exchanged(pair))
    told = check_contrast(pair) if found else []
    return [] if told else found[:1]


def _turned(pair: Pair) -> Iterator[Finding]:
    """Yield an amount that goes one way alone, and in the translation the other alone."""
    if not COMPARED.search(pair.source):
        return
    ours, theirs = _ways(pair.source, "kk"), _ways(pair.target, pair.language)
    if len(ours) == 1 == len(theirs) and ours.keys() != theirs.keys():
        yield _finding(pair, *ours.values(), *theirs.values())


def _ways(text: str, language: Language) -> dict[str, Mention]:
    """Return the ways that amounts go, each with a mention of it."""
    said = mentions(text, language)
    return {WAYS[group, one.sense]: one for group in GROUPS for one in said.get(group, ())}


def _repeated(pair: Pair) -> Iterator[Finding]:
    """Yield two opposites of the source of which the translation has one twice and the other never."""
    source, target = mentions(pair.source, "kk"), mentions(pair.target, pair.language)
    for group in TOLD_APART:
        here, there = source.get(group, ()), target.get(group, ())
        if len(here) == 2 == len(there) and here[0].sense != here[1].sense:
            lost = [(one, other) for one, other in zip(here, there, strict=True) if one.sense != other.sense]
            if there[0].sense == there[1].sense and there[0].sense in {one.sense for one in here}:
                yield _finding(pair, *lost[0])


def _exchanged(pair: Pair) -> Iterator[Finding]:
    """Yield a figure by which something fell in the source and rose in the translation."""
    ours, theirs = _changes(pair.source, "kk"), _changes(pair.target, pair.language)
    for figure in ours.keys() & theirs.keys():
        if ours[figure].sense != theirs[figure].sense:
            yield _finding(pair, ours[figure], theirs[figure])


def _changes(text: str, language: Language) -> dict[str, Mention]:
    """Return the change beside each figure that a text has once."""
    forecast = [match.span() for match in FORECAST.finditer(text)]
    said = [one for one in mentions(text, language).get("change", ()) if not _is_within(one.span, forecast)]
    if not said:
        return {}
    figures = [(match.group().replace(",", "."), match.span()) for match in FIGURE.finditer(text)]
    times = Counter(figure for figure, _ in figures)
    found = {}
    for figure, (start, end) in figures:
        near = []
        for one in said:
            is_behind = one.span[0] >= end
            if language == "kk" and not is_behind:
                continue
            between = (end, one.span[0]) if is_behind else (one.span[1], start)
            far = between[1] - between[0] + (BEHIND if is_behind and language != "kk" else 0)
            if far <= FARTHEST and not CLAUSE_END.search(text, *between):
                near.append((far, one))
        if near and times[figure] == 1:
            found[figure] = min(near, key=lambda item: item[0])[1]
    return found


def _is_within(span: Span, places: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in places)


def _finding(pair: Pair, ours: Mention, theirs: Mention) -> Finding:
    said = f"“{pair.source[slice(*ours.span)]}” → “{pair.target[slice(*theirs.span)]}”"
    message = f"{said}: “{theirs.sense}” in place of “{ours.sense}”"
    return pair.finding(NAME, "warning", message, ours.span, theirs.span)
