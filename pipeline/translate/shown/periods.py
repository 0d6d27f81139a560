"""Say whole spans of months and days of the week, and which «маусым» is a season and which is June.

Of «қаңтар-тамызда» the draft makes two months; of «қаңтар мен тамыз аралығында» it does not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.seasons import may_be_season
from pipeline.wordlists import rows

DASH = r"\s?[-–—]\s?"
SEASON = "сезон"
THEIRS = {"ның": "дың", "на": "ға", "нан": "дан", "ны": "ды"}  # of айлары, without its possessive
OF_YEARS = re.compile(  # 2024–2025 жылғы маусымда, 2025/26 маусымының
    r"(?P<years>(?<!\d)\d{4}(?:\s?[-–—/]\s?)\d{2}(?:\d\d)?(?!\d)(?:\s+(?:жылғы|жылдардағы|жж?\.))?\s+)маусым(?=\w*)",
    re.IGNORECASE,
)
TOLD = re.compile(  # биылғы маусымда, which sport or the stage makes a season
    r"\b(?P<which>(?:биылғы|былтырғы|өткен|келесі|жаңа|осы|алдағы|ағымдағы|алдыңғы|соңғы)\s+)маусым(?=\w*)",
    re.IGNORECASE,
)
PART_OF_JUNE = re.compile(
    r"(?<!\d )(?<!\d)\bмаусымның\s+(?=(?:соңында|басында|ортасында)\b"
    r"|(?:алғашқы|бірінші|екінші|үшінші|соңғы)\s\w*(?:апта|күн|бейсенбі|жұма))",
    re.IGNORECASE,
)
BEFORE_SEASON = re.compile(
    r"(?:[ғқ]ы|[гк]і|[лдт][іы][қк]|[дт][ае][ғг][ыі]|жаңа|осы|өткен|келесі)\s\Z", re.IGNORECASE
)


class Period(NamedTuple):
    """A month or day of the week: its place in the year or week, and its forms."""

    kind: str
    number: int
    name: str
    joined: str
    locative: str
    ablative: str
    dative: str


def spans_said(text: str) -> str:
    """Return a text with its spans of months and days in words, and its seasons and Junes told apart."""
    lower = text.lower()
    if "маусым" in lower:
        text = _seasons(text)
    if _beginning().search(lower):
        text = _spans().sub(_span, text)
    return text


@cache
def periods() -> dict[str, Period]:
    """Return the months and days of the week by their names."""
    found = (Period(row[0], int(row[1]), *row[2:]) for row in rows("periods.tsv"))
    return {period.name: period for period in found}


@cache
def months() -> dict[int, Period]:
    """Return the months by their numbers."""
    return {period.number: period for period in periods().values() if period.kind == "month"}


@cache
def _beginning() -> re.Pattern[str]:
    names = "|".join(periods())
    return re.compile(rf"(?:{names}){DASH}(?:{names}|қыркүйег)")


@cache
def _spans() -> re.Pattern[str]:
    names = "|".join(periods())
    own = names.replace("қыркүйек", "қыркүйе[кг]")
    return re.compile(
        rf"(?<![\w-])(?<!\d\s)(?P<first>{names}){DASH}(?P<second>{own})"
        r"(?:с?[ыі]н(?P<at>д[ае])(?P<whose>[ғг][ыі])?|с?[ыі](?P<genitive>н[ыі]ң)|(?P<locative>[дт][ае])(?P<of>[ғг][ыі])?(?P<than>[дм][ае]н)?"
        r"|(?P<to>[ғгқк][ае])(?= қарағанда)|(?P<with>[мбп]ен)(?= салыстыр)"
        r"|(?P<from>[дтн][ае]н)(?= (?:\S+ )?\S*\d)"
        r"|\s(?P<months>айлары|күндері)(?P<in>нда)?(?P<ofthem>[ғг][ыі])?(?P<ending>н[ыа]\w*)?)?"
        r"(?!\w|-|\s?аралығ)",
        re.IGNORECASE,
    )


def _span(match: re.Match[str]) -> str:
    first, second = (periods()[match[end].lower().replace("үйег", "үйек")] for end in ("first", "second"))
    if first.kind != second.kind:
        return match.group()
    return (_of_days if first.kind == "day" else _of_months)(match, first, second)


def _of_days(match: re.Match[str], first: Period, second: Period) -> str:
    if (second.number - first.number) % 7 == 1:
        return _both(match, first, second)
    ends = f"{_like(match, first.ablative)} {second.dative} дейін"
    if match["ending"]:
        return f"{ends}гі күндер"
    return f"{ends}гі" if match["of"] or match["ofthem"] else ends


def _of_months(match: re.Match[str], first: Period, second: Period) -> str:
    if (second.number - first.number) % 12 == 1:
        return _both(match, first, second)
    if match["genitive"]:  # of the months themselves: қаңтар–қазанының қорытындысы
        return f"{_like(match, first.ablative)} {second.dative} дейінгі айлардың"
    if case := _compared(match):
        return f"{_like(match, first.name)} {first.joined} {second.name} аралығындағы кезең{case}"
    if not (match["locative"] or match["at"] or match["months"]):
        return match.group()
    if match["months"] and not match["in"]:  # of the months themselves: айларының қорытындысы
        ending = THEIRS.get(match["ending"] or "", "")
        return f"{_like(match, first.ablative)} {second.dative} дейінгі айлар{ending}"
    joined = f"{_like(match, first.name)} {first.joined} {second.name}"
    return f"{joined} аралығында{'ғы' if match['of'] or match['ofthem'] or match['whose'] else ''}"


def _compared(match: re.Match[str]) -> str | None:
    """Return the case of a span that something is compared with: қаңтар-қазандағыдан, -қазанға қарағанда."""
    if match["from"] or (match["than"] or "").startswith("д"):
        return "нен"
    if match["with"] or match["than"]:
        return "мен"
    return "ге" if match["to"] else None


def _both(match: re.Match[str], first: Period, second: Period) -> str:
    """Return two neighbours as such, with the ending that they had: шілде-тамызда."""
    ending = match.group()[match.end("second") - match.start() :]
    return f"{_like(match, first.name)} {first.joined} {second.name}{ending}"


def _like(match: re.Match[str], word: str) -> str:
    return word.capitalize() if match["first"][0].isupper() else word


def _seasons(text: str) -> str:
    said = OF_YEARS.sub(rf"\g<years>{SEASON}", text)
    if may_be_season(said):
        said = TOLD.sub(rf"\g<which>{SEASON}", said)
    if said != text:
        return said
    return PART_OF_JUNE.sub(_june, text)


def _june(match: re.Match[str]) -> str:
    if may_be_season(match.string) or BEFORE_SEASON.search(match.string, 0, match.start()):
        return match.group()
    month = "Маусым" if match.group()[0].isupper() else "маусым"
    return f"{month} айының "
