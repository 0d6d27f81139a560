"""So many each: «екі голдан соқты» is «забили по два гола» and “scored two goals each”."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.check.pair import REMEMBERED
from pipeline.document import Target
from pipeline.wordlists import rows

_KAZAKH = "бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он"
SAID = re.compile(
    rf"(?<![\w,.])(?P<number>\d+(?: \d{{3}})*|{_KAZAKH}) (?:(?P<scale>мың|млн|миллион|млрд|миллиард) )?"
    r"(?P<noun>гол|ұпай|медаль|алтын|күміс|қола|теңге|доллар|еуро|рубль|пәтер|көлік|кітап)(?:[дтн][ае]н) "
    r"(?:(?:сыйақы|айыппұл|жеңіп) )?"
    r"(?:соқ|сал(?:ды|ған|ып)|енгіз|жина(?!қ)|ал(?:ды|ған|ып|ады)|иелен|беріл|төле|тиді|тиген|табыстал|бөлін|тапсыр)",
    re.IGNORECASE,
)
A_TIME = re.compile(r"(?:күн|ай|апта|жыл|сағат)(?:ына|іне|сына)|жыл сайын|ай сайын|әр ", re.IGNORECASE)
ANSWERS = {
    "ru": re.compile(r"\bпо\s|\bкажд|\bобоим", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:each|every|both|apiece|per"
        r"|an? (?:kilo\w*|ton\w*|lit\w+|head|piece|unit|hectare|person|month|year))\b",
        re.IGNORECASE,
    ),
}
BEHIND_PREPOSITION = re.compile(
    r"(?:\b(?:по|на|в|от|до|за|из|с|более|менее|свыше)\s|[\d,.-])$", re.IGNORECASE
)


@lru_cache(maxsize=REMEMBERED)
def repair_shares(source: str, target: str, language: Target) -> str | None:
    """Say «по» before a number, or “each” behind what is counted, that each had; None if nothing changes."""
    if ANSWERS[language].search(target) or A_TIME.search(source):
        return None
    mended = target
    for said in SAID.finditer(source):
        places = list(_counted(said["number"].lower(), said["noun"].lower(), language).finditer(mended))
        if len(places) != 1 or BEHIND_PREPOSITION.search(mended[: places[0].start()]):
            continue
        start, end = places[0].span()
        mended = (
            f"{mended[:start]}по {mended[start:]}"
            if language == "ru"
            else f"{mended[:end]} each{mended[end:]}"
        )
    return mended if mended != target else None


@cache
def _counted(number: str, noun: str, language: Target) -> re.Pattern[str]:
    """Return what finds a number with its noun in a translation; in Russian no 1, which has another case."""
    table = {row[1]: row for row in rows("shares.tsv") if row[0] == language}
    digits = number.replace(" ", "")
    words = table[number][2] if number in table else "(?!)"
    one = language == "ru" and (number == "бір" or re.search(r"(?<!1)1$", digits) is not None)
    grouped = f"{int(digits):,}".replace(",", "[  ,]?") if digits.isdigit() else digits
    figures = r"(?!)" if one else grouped
    scale = (
        r"(?:тыс\w*\.?|млн|миллион\w*|млрд|миллиард\w*)"
        if language == "ru"
        else r"(?:thousand|million|billion)"
    )
    thousands = r"(?:,000|[  ]000)?"
    written = rf"(?<![\w,.-])(?:{figures}{thousands}|{words})[  ](?:{scale}[  ])?"
    return re.compile(written + rf"(?:\w+ )?(?:{table[noun][2]})(?!\w)", re.IGNORECASE)
