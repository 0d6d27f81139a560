"""Say plainly what a model misreads of amounts: 2-3 метр, «120-дан 150-ге жетті», «10 мыңдық әскер»."""

from __future__ import annotations

import re

from pipeline.levels import NUMBER, SCALE, value
from pipeline.marks import LATIN_ROMAN
from pipeline.translate.shown.shortened import ORDINALS

HYPHENED = re.compile(  # 2-3 метр; not 55-12-34, № 14-2, 3-1 есебімен
    rf"(?<![\w.,:/№+(-])(?<!№\s)(?P<from>{NUMBER})-(?P<to>{NUMBER})"
    r"(?=\s?[%°℃$€₸]|\s[^\W\d_]|-[^\W\d_])(?!\s(?:есеб|есеп|тең(?!ге)|жең|ұт|аяқтал|болып))"
)
YEARS = re.compile(r"(?:1[5-9]|20)\d\d-(?:1[5-9]|20)\d\d")
REACHED = re.compile(
    rf"(?<![\w.,:/№+-])(?<![Сс]ағат )(?P<from>{NUMBER})"
    r"(?P<whence>(?!\s?(?:жыл|сағат|жас))(?:\s?[^\W\d]++){0,3}?\s?%?-?[^\W\d]*[дтн][ае]н)\s+"
    r"(?!соң|кейін|бері|астам|аса)(?P<between>(?:\d{4}\s+жыл\w*\s+)?(?:[^\W\d_]+\s+){0,2}?)"
    rf"(?P<to>{NUMBER})(?P<where>[^\d.;:!?()«»]{{0,40}}?(?:[ғқ]а|[гк]е)\s+(?:дейін\s+)?)"
    r"(?P<form>жет(?:ті|еді|кен|кені|іп|пек|уі|іпті|се))(?!\w)"
)
GROWTH = {
    "жетті": ("өсті", "төмендеді"),
    "жетеді": ("өседі", "төмендейді"),
    "жеткен": ("өскен", "төмендеген"),
    "жеткені": ("өскені", "төмендегені"),
    "жетіп": ("өсіп", "төмендеп"),
    "жетпек": ("өспек", "төмендемек"),
    "жетуі": ("өсуі", "төмендеуі"),
    "жетіпті": ("өсіпті", "төмендепті"),
    "жетсе": ("өссе", "төмендесе"),
}
STRONG = re.compile(
    r"(?<=мың)дық(?=\s(?:әскер|отряд|арми|қол(?!\w)|жасақ|топ|ұжым|шеру|тобыр|қауым|корпус|гарнизон))"
)
SEATS = re.compile(r"(?<=мың)дық(?=\s(?:стадион|арена|зал|амфитеатр))")
ROMAN = "[IІVХX]{1,4}"
ROMAN_PAIR = re.compile(
    rf"(?<![\w-])(?P<first>{ROMAN})\s?(?P<joined>[-–—]|және|мен)\s?(?P<second>{ROMAN})(?=\s(?:дәреже|топ|санат|тоқсан))"
)
ROMAN_ORDINAL = re.compile(
    rf"(?<![\w-])(?P<one>{ROMAN})(?=\s(?:тоқсан|халықаралық|республикалық|дүниежүзілік|облыстық))"
)


def amounts_said(text: str) -> str:
    """Return a text with its ranges dashed and its growth told as growth."""
    if "-" in text:
        text = HYPHENED.sub(_range, text)
    if "жет" in text:
        text = REACHED.sub(_grown, text)
    if "мыңдық" in text:
        text = SEATS.sub(" орындық", STRONG.sub(" адамнан тұратын", text))
    return text


def ordinals_said(text: str) -> str:
    """Return a text with the Roman ordinals of quarters, degrees and festivals in words."""
    return ROMAN_ORDINAL.sub(_ordinal, ROMAN_PAIR.sub(_ordinals, text))


def _range(match: re.Match[str]) -> str:
    rises = value(match["from"]) < value(match["to"])
    are_years = YEARS.fullmatch(match.group()) is not None  # a model keeps these, and says “and” for a dash
    return f"{match['from']}–{match['to']}" if rises and not are_years else match.group()


def _grown(match: re.Match[str]) -> str:
    before, after = value(match["from"], match["whence"]), value(match["to"], match["where"])
    if not SCALE.search(match["whence"]) and before < value(match["to"]):
        before = value(match["from"], match["where"])
    if before == after:
        return match.group()
    form = GROWTH[match["form"]][before > after]
    return match.group()[: match.start("form") - match.start()] + form


def _ordinal(match: re.Match[str]) -> str:
    word = _word(match["one"])
    if word is None:
        return match.group()
    return word if match.string[: match.start()].strip(' «“"') else word.capitalize()


def _ordinals(match: re.Match[str]) -> str:
    first, second = _word(match["first"]), _word(match["second"])
    if first is None or second is None:
        return match.group()
    first = first if match.string[: match.start()].strip(' «“"') else first.capitalize()
    return f"{first} және {second}"


def _word(roman: str) -> str | None:
    return ORDINALS.get(roman.translate(LATIN_ROMAN))
