"""By how much and to how much: «12 %-ға өсті» rose by 12 per cent, «12 %-ға дейін» to 12 per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.change_verbs import FALLING, RISING
from pipeline.check.inflect import counted_noun
from pipeline.check.misread import Misreading, put_right
from pipeline.check.pair import REMEMBERED, Pair
from pipeline.check.terms import parses
from pipeline.document import Finding, Span, Target
from pipeline.levels import levels, stages
from pipeline.wordlists import rows

NAME = "direction"
PREPOSITIONS: dict[Target, tuple[str, str]] = {"ru": ("до", "на"), "en": ("to", "by")}
FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
FROM = re.compile(  # 341 метрден 342 …
    r"\d\S*\s?(?:[^\W\d]+\b\s?){0,3}?%?-?[^\W\d]*[дтн][ае]н\s(?:[12]\d{3}\s)?(?:[^\W\d_]+\s){0,3}\Z"
)
SAID = re.compile(
    r"(?<![\w,.–-])(?P<number>\d+(?:[.,]\d+)?|бір|екі|үш|төрт|бес)\s?"
    r"(?P<unit>%-?[ғг][ае]|пайызға|(?:(?:пайыздық|базистік) )?(?:тармаққа|пунктке)|сатыға|позицияға"
    r"|орынға|балл?ға|ұпайға|есеге|АЕК-ке|(?:см|м)-ге|(?:санти)?метрге)\s(?:(?!дейін|жет|шейін)\S+\s)?"
    rf"(?:{'|'.join((*RISING, *FALLING))}|көтер"
    r"|өсір|арттыр|ұлғайт|азайт|төмендет|кеміт|қысқарт|арзандат|қымбаттат"
    r"|(?<=сатыға )(?:түс|құла)|(?<=позицияға )(?:түс|құла)"
    r"|(?<=базистік тармаққа )түсі?р?|(?<=базистік пунктке )түсі?р?)"
    r"(?:[тд][іы]|[ае]?[йе]?д[іы]|[іы]?п|[гғкқ][ае]н|[ае]?й?т[іы]н)\w{0,3}\b",
    re.IGNORECASE,
)
CHANGED = r"(?:көтер|өсір|арттыр|ұлғайт|азайт|түсір|жоғарылат|қысқарт|(?(object)төмендет|төменде))"
RATED = re.compile(  # a rate or a forecast is brought to so much: «мөлшерлемені 18 пайызға көтерді»
    r"(?P<what>мөлшерлеме|ставка|болжам)"  # not «болжамға сәйкес экспорт 5 пайызға төмендеді»
    r"(?:(?P<object>[^\W\d_]*?(?:[ыі]н|[нд][ыі])\s(?:[^\W\d]+\s){0,3}?)|(?:с?[ыі])?\s)"
    rf"(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>%-?[ғг]а|пайызға)\s{CHANGED}",
    re.IGNORECASE,
)
# From which figure on it is what the rate is brought to, and up to which by how much it changes.
SURELY_TO = {"болжам": 2.0, "мөлшерлеме": 8.0, "ставка": 8.0}
SURELY_BY = 1.0
LENGTH = r"(?:жыл|ай|апта|күн|тәулік|сағат)[ғгқк][ае]"
TERM = re.compile(  # a term cut or extended by so long: «жаза мерзімін бес жылға қысқартты»
    r"(?:мерзім|жаза|қамау|тыйым)\S*(?: \S+){0,4}? (?<![дт][ае]н )(?<!н[ае]н )"
    rf"(?P<number>\d+|бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он)\s(?P<unit>{LENGTH})"
    r"(?:\s(?!дейін|шейін)(?:\S+\s)?(?:қысқар|азай|кеміт|шегер)"
    r"|, яғни [^,.;]*?(?:дейін|шейін),?\s(?:қысқар|ұзар))",
    re.IGNORECASE,
)
REACHED = re.compile(  # what is brought to so much: «0,4%-ға жеткізу»
    r"(?<![\w,.–-])(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>%-?[ғг]а|пайызға)\s(?:дейін\s)?жеткіз",
    re.IGNORECASE,
)
COUNTS = {  # the genitives of numerals, by figure
    "двух": "2",
    "трёх": "3",
    "трех": "3",
    "четырёх": "4",
    "четырех": "4",
    "пяти": "5",
    "шести": "6",
    "семи": "7",
    "восьми": "8",
    "девяти": "9",
    "десяти": "10",
}
ACCUSATIVE = {
    "2": "два",
    "3": "три",
    "4": "четыре",
    "5": "пять",
    "6": "шесть",
    "7": "семь",
    "8": "восемь",
    "9": "девять",
    "10": "десять",
}
LONG: dict[Target, str] = {
    "ru": r"(?:год\w*|лет|месяц\w*|недел\w+|дн\w+|день|сут\w+|час\w*)",
    "en": r"(?:years?|months?|weeks?|days?|hours?)",
}
TO: dict[Target, str] = {"ru": "до", "en": "(?:to|until|till|up to)"}  # before how long


def check_direction(pair: Pair) -> list[Finding]:
    """Report a change by so much that became one to so much."""
    return [_finding(pair, found) for found in turned(pair.source, pair.target, pair.language)]


def _finding(pair: Pair, found: Misreading) -> Finding:
    to, by = PREPOSITIONS[pair.language]
    said, there = pair.source[slice(*found.source)], pair.target[slice(*found.target)]
    if _is_either(pair.source, found):
        message = f"“{said}” → “{there}”: to or by so much?"
        return pair.finding(NAME, "warning", message, found.source, found.target)
    right, wrong = (to, by) if re.match(by, there, re.IGNORECASE) else (by, to)
    message = f"“{said}” → “{there}”: “{right}”, not “{wrong}”"
    return pair.finding(NAME, "warning", message, found.source, found.target)


def repair_direction(source: str, target: str, language: Target) -> str | None:
    """Say by how much where it is said to how much; None where nothing changes."""
    return put_right(target, turned(source, target, language))


@lru_cache(maxsize=REMEMBERED)
def turned(source: str, target: str, language: Target) -> tuple[Misreading, ...]:
    """Return each change by a figure that is said to go to it, and the reverse; right is how it goes."""
    to, by = PREPOSITIONS[language]
    units = _words()[language, "unit"]
    found = [
        *_exchanged(Change(SAID, rf"(?<!up )(?<!down )\b{to}", by, units), source, target, language),
        *_exchanged(Change(TERM, rf"\b{TO[language]}", by, LONG[language]), source, target, language),
        *_exchanged(Change(REACHED, rf"\b{by}", to, units), source, target, language),
        *_rated(source, target, language),
        *_passed(source, target, language),
    ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Change:
    """How Kazakh says a change, the preposition (a pattern) that turns it, the right one, units."""

    said: re.Pattern[str]
    wrong: str
    right: str
    units: str


def _exchanged(change: Change, source: str, target: str, language: Target) -> Iterator[Misreading]:
    """Yield each change of one kind whose preposition is the other one."""
    for said in change.said.finditer(source):
        if FROM.search(source, 0, said.start("number")) or said.start("number") in _levels(source):
            continue  # from so much to so much
        if change.said is SAID and _may_go_to(source, said.start("number")):
            continue
        number = said["number"].lower()
        if len(re.findall(rf"(?<![\w,.]){re.escape(number)}(?![\d])", source.lower())) > 1:
            continue  # «8 %-ға өсіп, 8 %-ға дейін …»
        written = _words().get((language, number)) or re.escape(number).replace(",", "[,.]").replace(
            r"\.", "[,.]"
        )
        place = rf"{change.wrong} (?P<number>{written})(?P<blank>[ \u00a0]?)(?P<unit>{change.units})"
        for found in re.finditer(place, target, re.IGNORECASE):
            yield Misreading(said.span(), found.span(), _right(change.right, found, language))


def _rated(source: str, target: str, language: Target) -> Iterator[Misreading]:
    """Yield each rate or forecast that is said to change by what it is brought to, or may be."""
    to, by = PREPOSITIONS[language]
    units = _words()[language, "unit"]
    for said in RATED.finditer(source):
        if FROM.search(source, 0, said.start("number")):
            continue
        value, number = _value(said["number"]), re.escape(said["number"]).replace(",", "[,.]")
        is_sure = value >= SURELY_TO[said["what"].lower()]
        if value <= SURELY_BY:
            continue
        wrong = by if is_sure else f"(?:{to}|{by})"
        place = rf"\b{wrong} (?P<number>{number})(?P<blank>[ \u00a0]?)(?P<unit>{units})"
        for found in re.finditer(place, target, re.IGNORECASE):
            right = _brought_to(found, language) if is_sure else None
            yield Misreading(said.span(), found.span(), right)


def _brought_to(found: re.Match[str], language: Target) -> str:
    """Return what a rate is brought to: «до 18 процентов», “to 18 percent”."""
    unit = found["unit"]
    if language == "ru" and unit.startswith("процент"):
        unit = "процента" if re.search("[.,]|(?<!1)1$", found["number"]) else "процентов"
    return f"{PREPOSITIONS[language][0]} {found['number']}{found['blank']}{unit}"


def _may_go_to(source: str, start: int) -> bool:
    """Tell whether the figure at a place is of a rate or forecast that may be brought to it."""
    return any(
        said.start("number") == start and _value(said["number"]) > SURELY_BY
        for said in RATED.finditer(source)
    )


def _is_either(source: str, found: Misreading) -> bool:
    """Tell whether a finding is on a figure that a rate may be brought to or changed by."""
    said = RATED.fullmatch(source, *found.source)
    return said is not None and SURELY_BY < _value(said["number"]) < SURELY_TO[said["what"].lower()]


def _value(number: str) -> float:
    return float(number.replace(",", "."))


def _passed(source: str, target: str, language: Target) -> Iterator[Misreading]:
    """Yield each level that a change is said to go by: «былтыр 45 болса, биыл 32-ге азайды», “fell by 32”."""
    to, by = PREPOSITIONS[language]
    for start, span in _levels(source).items():
        number = source[start : span[1]]
        digits = FIGURE.match(number)
        if digits is None or len(re.findall(rf"(?<![\w,.]){re.escape(digits[0])}(?!\d)", source)) > 1:
            continue
        written = re.escape(digits[0]).replace(",", "[,.]")
        for found in re.finditer(rf"\b{by} (?P<number>{written})(?![\d.,]?\d)", target):
            yield Misreading(span, found.span(), f"{to} {found['number']}")


@lru_cache(maxsize=REMEMBERED)
def _levels(source: str) -> dict[int, Span]:
    """Return the changes of a text that go to a figure, by where it begins."""
    series = {stage.start("to"): stage.span() for _, each in stages(source) for stage in each}
    return series | {match.start("to"): match.span() for match in levels(source)}


def _right(preposition: str, found: re.Match[str], language: Target) -> str | None:
    """Return the figure behind the right preposition; None where its Russian form is not known."""
    number, unit = found["number"], found["unit"]
    if language == "ru":
        figure = number if FIGURE.fullmatch(number) else COUNTS.get(number.lower())
        if figure is None or (preposition == "до" and not FIGURE.fullmatch(number)):
            return None
        unit = counted_noun(figure, unit)
        number = number if figure == number else _accusative(figure, found["unit"])
    return f"{preposition} {number}{found['blank']}{unit}"


def _accusative(figure: str, noun: str) -> str:
    """Return a Russian numeral as it stands behind «на»: две недели, два года."""
    is_feminine = any(p.tag.gender == "femn" and p.tag.POS == "NOUN" for p in parses(noun.lower())[:1])
    return "две" if figure == "2" and is_feminine else ACCUSATIVE[figure]


@cache
def _words() -> dict[tuple[str, str], str]:
    """Read the table: language and what it says → a regular expression."""
    return {(language, what): words for language, what, words in rows("direction.tsv")}
