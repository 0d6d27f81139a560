"""Two names or figures of two clauses that changed places: «A 12, ал B 15» is not B 12 and A 15."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from pipeline.alphabet import UPPER
from pipeline.check.pair import Pair
from pipeline.check.respelt import spelling
from pipeline.document import Finding, Language, Span, Target

NAME = "exchanged"
PARTED = re.compile(
    r",? ал\s|;\s|, онда\s|, оның (?!ішінде|соңғы|орнына)"
)  # what parts two clauses whose order stays
CAPITAL = re.compile(rf"(?<![\w-])[A-Z{UPPER}][^\W\d_]{{3,}}")
FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,:  ]\d+)*")
BLANK = re.compile(r"[ ,.  ](?=\d)")
VOTES = re.compile(  # 120-ға қарсы 180 дауыспен: 180 for it
    r"(?<![\d.,])(?P<against>\d[\d ]*)-(?:[ғгқк][ае]) қарсы (?P<won>\d[\d ]*) дауыспен(?! (?:жеңіл|ұтыл))"
)
COUNTED: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(r"\b(?P<first>\d[\d ]*)(?P<said> голос\w* против )(?P<second>\d[\d ]*\d|\d)"),
    "en": re.compile(
        r"\b(?P<first>\d[\d,]*)(?P<said> votes? (?:to|against) | (?:to|against) )(?P<second>\d[\d,]*\d|\d)"
    ),
}
ROOT = 4  # letters by which a name is the same with any ending
LEFT = re.compile(rf"(?<![\w-])([A-Z{UPPER}][^\W\d_]{{2,}}?)(?:дан|ден|тан|тен|нан|нен)(?= )")
REACHED = re.compile(rf"(?<![\w-])([A-Z{UPPER}][^\W\d_]{{2,}}?)(?:ға|ге|қа|ке)(?= )")
FROM: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(rf"\b(?:[Ии]з|[Оо]т|[Сс]о?) ([A-Z{UPPER}][^\W\d_]{{3,}})"),
    "en": re.compile(r"\b[Ff]rom ([A-Z][^\W\d_]{3,})"),
}
TO: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(rf"\b(?:[Вв]о?|на|к) ([A-Z{UPPER}][^\W\d_]{{3,}})"),
    "en": re.compile(r"\b(?:to|into) ([A-Z][^\W\d_]{3,})"),
}
Marked = list[tuple[str, Span]]


def check_exchanged(pair: Pair) -> list[Finding]:
    """Report two names or figures that stand the other way round than in the clauses of the source."""
    if (votes := _votes(pair.source, pair.target, pair.language)) is not None:
        source, target = votes
        message = f"“{pair.source[slice(*source)]}” → “{pair.target[slice(*target.span())]}”: votes exchanged"
        return [pair.finding(NAME, "error", message, source, target.span())]
    turned = _turned(pair)
    if turned or not PARTED.search(pair.source):
        return turned
    names = _names(pair.source, "kk", pair), _names(pair.target, pair.language, pair)
    figures = _figures(pair.source), _figures(pair.target)
    every = _common(names[0] + figures[0], names[1] + figures[1])
    same = Counter(said for said, _ in figures[0]) == Counter(said for said, _ in figures[1])
    return _exchanged(pair, _common(*names), every) or (
        _exchanged(pair, _common(*figures), every) if same else []
    )


def _turned(pair: Pair) -> list[Finding]:
    """Report from where and to where that changed places: «Алматыдан Астанаға», from Astana to Almaty."""
    left, reached = LEFT.search(pair.source), REACHED.search(pair.source)
    if left is None or reached is None:
        return []
    starts = {_start(match[1], "kk", pair.language) for match in LEFT.finditer(pair.source)}
    ends = {_start(match[1], "kk", pair.language) for match in REACHED.finditer(pair.source)}
    began, ended = (_first(words, pair) for words in (FROM, TO))
    places = [began[start] for start in began if start in ends - starts]
    if not places or not any(start in starts - ends for start in ended):
        return []
    said = f"“{left.group()}” and “{reached.group()}”"
    message = f"{said} stand the other way round in the translation"
    return [pair.finding(NAME, "warning", message, left.span(), places[0])]


def _first(words: dict[Target, re.Pattern[str]], pair: Pair) -> dict[str, Span]:
    """Return how the names behind such words in a translation begin, with the place of the first of each."""
    found: dict[str, Span] = {}
    for match in words[pair.language].finditer(pair.target):
        found.setdefault(_start(match[1], pair.language, pair.language), match.span())
    return found


def _start(name: str, language: Language, target: Target) -> str:
    return spelling(name.lower(), language, target)[:ROOT]


def repair_votes(source: str, target: str, language: Target) -> str | None:
    """Put the votes that won before those against them; None where they stand so."""
    votes = _votes(source, target, language)
    if votes is None:
        return None
    counted = votes[1]
    said = f"{counted['second']}{counted['said']}{counted['first']}"
    return target[: counted.start()] + said + target[counted.end() :]


def _votes(source: str, target: str, language: Target) -> tuple[Span, re.Match[str]] | None:
    """Return the votes of the source and what a translation exchanges of them; None where it does not."""
    if "дауыспен" not in source:
        return None
    for said in VOTES.finditer(source):
        against, won = (BLANK.sub("", said[side]) for side in ("against", "won"))
        if int(against) >= int(won):  # what was voted down
            continue
        counts = {
            (BLANK.sub("", counted["first"]).strip(), BLANK.sub("", counted["second"])): counted
            for counted in COUNTED[language].finditer(target)
        }
        if (won, against) not in counts and (against, won) in counts:
            return said.span(), counts[against, won]
    return None


def _common(ours: Marked, theirs: Marked) -> list[tuple[Span, Span]]:
    """Return where each name or figure stands on both sides, of those that either side has once."""
    here, there = (Counter(said for said, _ in side) for side in (ours, theirs))
    places = dict(theirs)
    return [(span, places[said]) for said, span in ours if here[said] == 1 == there[said]]


def _exchanged(pair: Pair, common: list[tuple[Span, Span]], every: list[tuple[Span, Span]]) -> list[Finding]:
    for (first, place), (second, other) in pairwise(common):
        parted = PARTED.search(pair.source, first[1], second[0] + 1) if place > other else None
        if parted is not None and not _moved_whole(pair.source, parted.start(), every):
            said = f"“{pair.source[slice(*first)]}” and “{pair.source[slice(*second)]}”"
            message = f"{said} stand the other way round in the translation"
            return [pair.finding(NAME, "warning", message, first, other)]
    return []


def _moved_whole(source: str, parted: int, every: list[tuple[Span, Span]]) -> bool:
    """Tell whether two clauses changed places with all that is in them, a figure in each: «B 15, а A 12»."""
    before = [one for one in every if one[0][0] < parted]
    behind = [one for one in every if one[0][0] >= parted]
    if min(len(before), len(behind)) <= 1:
        return False
    have_figures = all(any(source[span[0]].isdigit() for span, _ in side) for side in (before, behind))
    return have_figures and min(place for _, place in before) > max(place for _, place in behind)


def _names(text: str, language: Language, pair: Pair) -> Marked:
    return [
        (spelling(match.group().lower(), language, pair.language)[:ROOT], match.span())
        for match in CAPITAL.finditer(text)
    ]


def _figures(text: str) -> Marked:
    return [(BLANK.sub("", match.group()), match.span()) for match in FIGURE.finditer(text)]
