"""Which figure a change goes to: «былтыр 45 болса, биыл 32-ге азайды» fell to 32, as 32 is less than 45.

Kazakh has one case for what a change goes to and by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline import scales
from pipeline.change_verbs import FALLING, RISING

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
SCALE = re.compile(scales.SCALE)
FALLS = "|".join((*FALLING, "аза", "кему", "түс"))  # азаяды, кемуі
RISES = "|".join(RISING)
WORD = r"[^\W\d]+"
FIRST = rf"(?<![\w.,:/№+-])(?P<from>{NUMBER})"
LAST = (
    rf"(?P<to>{NUMBER})(?P<where>(?:(?:\s|\s?%)?[^\W\d]*+){{0,2}}?(?:\s|\s?%)?[^\W\d]*?-?(?:[ғқ]а|[гк]е|%-[ғг][ае]))"
    rf"(?=\s(?:(?P<falls>{FALLS})|(?P<rises>{RISES})))"
)
NOW = r"(?:(?:биыл|қазір|енді|бүгінде|осы\sжылы|кейін|[12]\d{3}\sжыл\w*)\s)"
WAS = re.compile(  # былтыр 45 апат болса, биыл 32-ге азайды
    rf"{FIRST}(?P<what>(?:\s?%)?(?:-{WORD})?(?:\s{WORD}){{0,3}}?)"
    rf"\s(?:(?:{WORD}(?:с[ае]|[ғгқк][ае]н)|болатын),\s(?:ал\s)?{NOW}|(?:еді|болған\sеді|болса),\s(?:{NOW})?"
    rf"|(?:болған|құраған)(?:\s{WORD}){{1,3}}\s{NOW})(?:{WORD}\s){{0,2}}{LAST}"
)
SINCE = re.compile(  # 2015 жылғы 17,6 пайыздан 2024 жылы 27,9%-ға өсті
    rf"{FIRST}(?P<what>(?:\s?{WORD}+){{0,3}}?\s?%?-?[^\W\d]*[дтн][ае]н)\s"
    rf"(?:[12]\d{{3}}\sжыл\w*(?:\s{WORD})?|секундына|сағатына)\s{LAST}"
)
PERCENT = re.compile(r"%|пайыз")
DOWN = "аза[йя]|төменде|кем[іи]|қысқар|арзанда|құлдыра|баяула|түс"
WHEN = (
    rf"(?:[12]\d{{3}}\s(?:оқу\s)?жыл\w*(?:\s{WORD}(?:да|де|та|те))?|былтыр|биыл|қазір|бүгінде|енді|осы\sжылы)"
)
UNIT = rf"(?:\s?%)?(?:\s{WORD}){{0,3}}?"
STAGE = rf"{WHEN}\s(?:{NUMBER}){UNIT}-?(?:[ғқ]а|[гк]е)(?!\w)"
STAGES = re.compile(  # 2021 жылы 250 мың болса, 2022 жылы 310 мыңға, 2023 жылы 364 мыңға дейін өсті
    rf"(?P<when>{WHEN}\s(?:{WORD}\s){{0,4}}(?:\d+\s{WORD}\s)?)(?P<from>{NUMBER})(?P<what>{UNIT})"
    r"\s(?P<was>болса|болып|құраса|құрап|болған|болатын|құраған|еді),\s(?:ал\s)?"
    rf"(?P<stages>{STAGE}(?:(?:,(?:\sал)?|\sжәне)\s{STAGE}){{0,5}})(?:\sдейін)?"
    rf"\s(?:(?P<falls>{DOWN})|(?P<rises>{RISES}|ұлғая)|(?P<reaches>жет))"
    r"(?P<form>[тд][ыі]|[ғқ]ан|[гк]ен|[ыі]?п|[ае]д[ыі]|йд[іы])(?!\w)"
)
EACH = re.compile(rf"{WHEN}\s(?P<to>{NUMBER})(?P<unit>{UNIT}-?(?:[ғқ]а|[гк]е)(?!\w))")


def levels(text: str) -> Iterator[re.Match[str]]:
    """Yield each change from one level to another, to the end of the figure that it goes to."""
    for pattern in (WAS, SINCE):
        yield from (match for match in pattern.finditer(text) if _goes_to(match))


def stages(text: str) -> Iterator[tuple[re.Match[str], list[re.Match[str]]]]:
    """Yield each series of what something was and what it went to then, with the figures that it went to."""
    for found in STAGES.finditer(text) if " жыл" in text else ():
        each = list(EACH.finditer(text, *found.span("stages")))
        if found["reaches"] or _go_one_way(found, each):
            yield found, each


def value(figure: str, unit: str = "") -> float:
    """Return what a figure says together with the scale in the words behind it."""
    scale = SCALE.search(unit)
    return float(re.sub(r"\s", "", figure).replace(",", ".")) * (scales.VALUES[scale.group()] if scale else 1)


def _goes_to(match: re.Match[str]) -> bool:
    """Tell whether the last figure is a level: as the verb says, less than the first or more."""
    before, after = value(match["from"], match["what"]), value(match["to"], match["where"])
    if not SCALE.search(match["what"]) and SCALE.search(match["where"]):
        before = value(match["from"], match["where"])
    are_alike = bool(PERCENT.search(match["what"])) == bool(PERCENT.search(match["where"]))
    return are_alike and (after < before if match["falls"] else after > before)


def _go_one_way(found: re.Match[str], each: list[re.Match[str]]) -> bool:
    """Tell whether each figure of a series is a level behind the one before it, as the verb says."""
    units = [found["what"], *(stage["unit"] for stage in each)]
    figures = [found["from"], *(stage["to"] for stage in each)]
    if len({bool(PERCENT.search(unit)) for unit in units}) > 1:
        return False
    shared = next((unit for unit in units if SCALE.search(unit)), "")
    values = [
        value(figure, unit if SCALE.search(unit) else shared)
        for figure, unit in zip(figures, units, strict=True)
    ]
    return all(after < before if found["falls"] else after > before for before, after in pairwise(values))
