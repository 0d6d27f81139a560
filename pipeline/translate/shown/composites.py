"""Say as one decimal what a model takes for two amounts: 12 теңге 40 тиын, 8 келі 400 г, 2 миллион жарым."""

from __future__ import annotations

import re
from functools import cache

from pipeline.scales import SCALE
from pipeline.wordlists import rows

CASES = {
    "dative": "[ғгқк][ае]",
    "ablative": "[дтн][ае]н",
    "accusative": "[дтн][ыі]",
    "locative": "[дт][ае]",
    "genitive": "[дтн][ыі]ң",
    "instrumental": "[мпб]ен",
    "adjective": "[дтл][ыі]к|[дтл][ыі]қ",
}
ENDING = rf"(?:-?(?P<ending>{'|'.join(CASES.values())}))?(?!\w|-\w)"
WHOLE = r"(?<![\w.,-])(?<!\d )(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)"
MONEY = re.compile(
    rf"{WHOLE}\s(?P<unit>теңге|доллар|рубль)\s(?P<part>\d{{1,2}})\s(?:тиын|цент|копейка){ENDING}"
)
MASS = re.compile(
    rf"{WHOLE}\s?(?P<unit>килограмм|келі|кг)\s(?P<part>\d{{1,3}})\s?(?:грамм|грам|гр|г)(?:\.(?=\s[^\W\d_]))?{ENDING}"
)
HUNDREDTHS, THOUSANDTHS = 2, 3  # digits
HALVED = re.compile(rf"(?<![\w.,-])(?<!\d )(?P<whole>\d+)\s(?P<unit>{SCALE})\sжарым{ENDING}")


def composites_said(text: str) -> str:
    """Return a text with its amounts in two units, and those with a half behind their scale, as decimals."""
    lower = text.lower()
    if any(small in lower for small in ("тиын", "цент", "копейка")):
        text = MONEY.sub(_money, text)
    if any(large in lower for large in ("кг", "келі", "килограмм")):
        text = MASS.sub(_mass, text)
    return HALVED.sub(_halved, text) if " жарым" in lower else text


def _money(match: re.Match[str]) -> str:
    return f"{match['whole']},{match['part']:0>{HUNDREDTHS}} {_with_case(match['unit'], match['ending'])}"


def _mass(match: re.Match[str]) -> str:
    part = f"{match['part']:0>{THOUSANDTHS}}".rstrip("0")
    figure = f"{match['whole']},{part}" if part else match["whole"]
    return f"{figure} {_with_case(match['unit'], match['ending'])}"


def _halved(match: re.Match[str]) -> str:
    return f"{match['whole']},5 {_with_case(match['unit'], match['ending'])}"


def _with_case(unit: str, ending: str | None) -> str:
    """Return a unit in the case that the smaller one had: тиыннан is теңгеден."""
    if not ending:
        return unit
    return unit + next(
        own for own, case in zip(_cases()[unit], CASES.values(), strict=True) if re.fullmatch(case, ending)
    )


@cache
def _cases() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in rows("unit_cases.tsv")}
