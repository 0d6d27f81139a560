"""Shares as a model reads them: before a comma, in a change, or of a whole it takes a bare % for another."""

from __future__ import annotations

import re

from pipeline.change_verbs import FALLING, RISING
from pipeline.document import Target

_CHANGES = rf"(?!артық|түсін)(?:{'|'.join((*RISING, *FALLING, 'түс'))})"
_ENDING = r"(?:[дт][іы]|[ғқгк][ае]н|(?:[ае]|й)д[іы]|[іы]?п|с[ае]|у|м[ае](?:й|д[іы]|[гғ][ае]н|[қк]))\w*"
_CHANGED = rf"(?=\s(?:{_CHANGES}){_ENDING})"
BEFORE_COMMA = re.compile(r"(?<=\d)\s?%(?=,\s)")
BARE = re.compile(rf"(?P<figure>\d)\s?(?P<sign>%|пайыз){_CHANGED}", re.IGNORECASE)
OF_ALL = re.compile(  # not «бағаның 5% өсуі», of which the price is what rises
    rf"(?P<whole>\w+[ндт][іы]ң \d+(?:[.,]\d+)?\s?%)(?!\s(?:{_CHANGES})у)(?=,? [^\W\d_])", re.IGNORECASE
)
OVER = re.compile(rf"(?P<from>(?:%-|\bпайыз)[дт]ан) (?P<over>астам|артық){_CHANGED}", re.IGNORECASE)
APART = re.compile(r"(?<=\d)\s+(?=%)")  # 49,8 %, whose bracket a model leaves open
ROUND = re.compile(r"(?<=\d),0+(?=\s?(?:%|пайыз))")
POINT = re.compile(
    r"(?<=(?<![\d.,])1 )points(?= (?:higher|lower|more|less|up|down|above|below))"
    r"|(?<=(?<![\d.,])1 percentage )points"
)
PART = re.compile(r"(?<=\d,\d )(?P<which>процентн|базисн)ы[хе] пункт(?:а|ов|ы)(?!\w)")
MANY = re.compile(r"(?<=\d )(?<![,.]\d )(?<![,.]\d\d )(?<!(?<!1)[1-4] )процента(?!\w)")
NOUGHT = re.compile(r"(?<![\d.,])0(?=[1-9]\d?%)")  # -02%
WORDS = {
    "ru": re.compile(r"(?<=\d)\s?процент(?:а|ов)?(?!\w)"),
    "en": re.compile(r"(?<=\d)\s?(?:percent|per cent)(?!\w)"),
}


def percents_said(text: str) -> str:
    """Return a text with «пайыз» for a % before a comma, and the ending that a bare share wants."""
    if "%" not in text and "пайыз" not in text:
        return text
    text = ROUND.sub("", APART.sub("", text))
    text = OF_ALL.sub(r"\g<whole>-ы", text)
    text = OVER.sub(lambda m: f"{m['from']} {m['over']}{'қ' if m['over'].endswith('қ') else 'ғ'}а", text)
    text = BARE.sub(lambda m: f"{m['figure']}{'%-' if m['sign'] == '%' else ' пайыз'}ға", text)
    return BEFORE_COMMA.sub(" пайыз", text)


def percents_alike(text: str, target: Target) -> str:
    """Return an answer with a sign behind each of its shares where it has one behind any."""
    text = NOUGHT.sub("", WORDS[target].sub("%", text)) if "%" in text else text
    return _agreeing(text, target)


def _agreeing(text: str, target: Target) -> str:
    """Return an answer whose percents and points agree with their figures: 5,4 процентного пункта."""
    if target == "en":
        return POINT.sub("point", text)
    if "процент" not in text:
        return text
    return MANY.sub("процентов", PART.sub(r"\g<which>ого пункта", text))
