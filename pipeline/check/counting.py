"""The form of a Russian noun behind a figure: «500 кроватей», «31 житель», «три объекта».

Changed is only what stands in no case behind its figure: where it ends in one a plural, in two to four a
singular but the genitive or the nominative plural, else any singular or the nominative plural (Russkaya
grammatika, 1980, §§ 1369 ff.). A figure that numbers («155-бап», a year, a date) counts nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.check.terms import is_russian, parses
from pipeline.counted import FEW, ONE, russian_form
from pipeline.wordlists import rows

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

FIGURE = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+"
TWO = ("два", "две")
WORDS = {"два": 2, "две": 2, "три": 3, "четыре": 4}
COUNTED = re.compile(
    rf"(?<![\w.,:/№-])(?<![№\d][ \u00a0])(?P<figure>{FIGURE}|{'|'.join(WORDS)}) "
    r"(?P<words>[а-яё]+(?: [а-яё]+)?)(?![\w-])"
)
# Not «19 ғасыр», «iPhone 17 сериясы», «150-ге 150 форматы», «50 мегапиксельдік камера», «100 мл су».
IN_SOURCE = (
    r"(?<![\w.,:/№-])(?<![№\d][ \u00a0])(?<![A-Za-z] )(?<!-[гкқғ][ае] ){figure} "
    r"(?!жыл|ғасыр|сынып|\w+[дтл][ыі][қк]\b)[^\W\d_]{{3}}"
)
PLURAL_CASES = frozenset({"gent", "datv", "ablt", "loct"})
GENITIVE = frozenset(
    {"из", "от", "до", "без", "для", "у", "около", "после", "против", "более", "менее", "свыше"}
)
LEFT = frozenset(
    {"раз", "раза", "час", "часа", "часов", "лет", "год", "года", "утра", "дня", "вечера", "ночи"}
)
PERSON = frozenset({"человек", "человека", "люди", "людей"})
LAST_YEAR, FIRST_YEAR = 2100, 1500


def mend_counting(source: str, text: str) -> str:
    """Return a Russian text whose nouns stand in a form that their figures allow."""
    for match in reversed(list(COUNTED.finditer(text))):
        mended = _mended(match, source)
        if mended is not None:
            text = f"{text[: match.start()]}{mended}{text[match.end() :]}"
    return text


def _mended(match: re.Match[str], source: str) -> str | None:
    """Return a figure with its words in a form that it allows; None where they stand in one."""
    said = match["figure"]
    number = WORDS.get(said) or int(re.sub(r"\D", "", said))
    if said not in WORDS and (FIRST_YEAR <= number < LAST_YEAR or not _counts(said, source)):
        return None
    first, _, second = match["words"].partition(" ")
    adjective, noun = (first, second) if second and _is_adjective(first) else ("", first)
    readings = _nouns(noun)
    if noun in LEFT or noun in _months() or not readings:
        return None
    few = russian_form(number)
    is_genitive = _before(match) in GENITIVE
    if any(_allows(few, reading, word=said in WORDS, genitive=is_genitive) for reading in readings):
        return None
    wanted = _wanted(few, readings, genitive=is_genitive)
    if noun in PERSON:
        ending = "а" if "sing" in wanted and few == FEW else ""
        return None if adjective else f"{said} человек{ending}{second and ' '}{second}"
    form = readings[0].inflect(wanted)
    if form is None:
        return None
    rest = "" if adjective or not second else f" {second}"
    described = _described(adjective, few, wanted, form) if adjective else ""
    if said in TWO:
        said = TWO[form.tag.gender == "femn"]
    return None if described is None else f"{said} {described}{form.word}{rest}"


def _described(adjective: str, few: int, wanted: set[str], noun: Parse) -> str | None:
    """Return an adjective, with a blank, in the form that goes with a counted noun."""
    grammemes = {"gent", "plur"} if few != ONE else {*wanted, noun.tag.gender}
    parse = next((p for p in parses(adjective) if p.tag.POS in ("ADJF", "PRTF")), None)
    form = parse.inflect(grammemes - {None}) if parse is not None else None
    return None if form is None else f"{form.word} "


def _allows(few: int, reading: Parse, *, word: bool, genitive: bool) -> bool:
    case, number = reading.tag.case, reading.tag.number
    if few == ONE:
        return bool(number == "sing")
    if few == FEW and word:  # «три» itself is nominative
        return (case, number) == ("gent", "sing")
    if number == "plur" and case in (*PLURAL_CASES, "gen2", "loc2"):
        return True
    return few == FEW and not genitive and (case, number) == ("gent", "sing")


def _wanted(few: int, readings: tuple[Parse, ...], *, genitive: bool) -> set[str]:
    if few == ONE:
        return {"gent" if genitive else readings[0].tag.case, "sing"}
    return {"gent", "sing" if few == FEW and not genitive else "plur"}


def _counts(said: str, source: str) -> bool:
    """Tell whether the figure counts something in the source, and numbers nothing."""
    figure = r"[ \u00a0\u202f]?".join(re.split(r"[ \u00a0]", said))
    return re.search(IN_SOURCE.format(figure=figure), source) is not None


def _before(match: re.Match[str]) -> str:
    words = match.string[: match.start()].split()
    return words[-1].lower() if words else ""


def _is_adjective(word: str) -> bool:
    return any(parse.tag.POS in ("ADJF", "PRTF") for parse in parses(word)[:1])


@lru_cache(maxsize=16384)
def _nouns(word: str) -> tuple[Parse, ...]:
    """Return the readings of a word that is a noun of the dictionary and nothing else."""
    found = parses(word)
    is_noun = is_russian(word) and all(p.tag.POS == "NOUN" for p in found)
    is_clear = is_noun and not any(mark in p.tag for p in found for mark in ("Fixd", "Pltm", "Sgtm", "Abbr"))
    return found if is_clear else ()


@cache
def _months() -> frozenset[str]:
    return frozenset(row[5] for row in rows("months.tsv"))
