"""When and how often in brackets, «(1 желтоқсаннан бастап)», «(жылына 4 млрд м³)»: written by rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.codes import STANDING_IN
from pipeline.document import Target
from pipeline.wordlists import rows

PER = {
    "жылына": ("в год", "a year"),
    "айына": ("в месяц", "a month"),
    "аптасына": ("в неделю", "a week"),
    "тәулігіне": ("в сутки", "a day"),
    "күніне": ("в день", "a day"),
    "сағатына": ("в час", "an hour"),
}
OFTEN = re.compile(
    rf"\((?P<per>{'|'.join(PER)}) (?P<figure>\d+(?:[ ,]\d+)*)(?P<unit>[^()\d]{{1,20}}\d?[^()\d]{{0,2}})\)"
)


@dataclass(frozen=True, slots=True)
class When:
    """What is shown for a date in brackets, and what that says in either language."""

    shown: str
    ru: str
    en: str

    def put_back(self, text: str, target: Target) -> str:
        """Write the date in place of what was shown."""
        return re.sub(rf"\(\s?{self.shown}\s?\)", f"({self.ru if target == 'ru' else self.en})", text)


@dataclass(frozen=True, slots=True)
class Often:
    """The figure in brackets of which it is said in how long."""

    figure: str
    ru: str
    en: str

    def put_back(self, text: str, target: Target) -> str:
        """Write in how long behind the figure and its unit."""
        figure = re.escape(self.figure).replace(",", "[.,]").replace(r"\ ", "[ ,\u00a0]?")
        per = self.ru if target == "ru" else self.en
        return re.sub(
            rf"(\([^()\d]{{0,3}}{figure}(?!\d)[^()]*){_bare(target)}\)", rf"\1 {per})", text, count=1
        )


def asides_apart(text: str) -> tuple[str, tuple[When | Often, ...]]:
    """Return a text with codes for dates in brackets, and figures alone for those of a year or a day."""
    if "(" not in text:
        return text, ()
    found: list[When | Often] = []
    for match in reversed(list(_dates().finditer(text))):
        free = [code for code in STANDING_IN if code not in text]
        if not free:
            break
        found.append(When(free[-1], *_said(match)))
        text = f"{text[: match.start()]}({free[-1]}){text[match.end() :]}"
    found += [Often(match["figure"], *PER[match["per"]]) for match in OFTEN.finditer(text)]
    return OFTEN.sub(r"(\g<figure>\g<unit>)", text), tuple(found)


def _bare(target: Target) -> str:
    """Return what finds that brackets do not say yet in how long: another has the same figure."""
    return "".join(f"(?<! {says[target == 'en']})" for says in PER.values())


def _said(match: re.Match[str]) -> tuple[str, str]:
    """Return «с 1 декабря 2026 года», “from 1 December 2026”, or «до …», “until …”."""
    is_from = match["from"] is not None
    ru, en = ("с", "from") if is_from else ("до", "until")
    year = match["year"] or match["alone"]
    if match["day"]:
        genitive, english = _months()[match["month"].lower()]
        ru += f" {match['day']} {genitive}" + (f" {year} года" if year else "")
        en += f" {match['day']} {english}" + (f" {year}" if year else "")
    else:
        ru, en = f"{ru} {year} года", f"{en} {year}"
    if match["force"]:
        return f"вступит в силу {ru}", f"in force {en}"
    return ru, en


@cache
def _months() -> dict[str, tuple[str, str]]:
    return {row[1]: (row[5], row[6]) for row in rows("months.tsv")}


@cache
def _dates() -> re.Pattern[str]:
    months = "|".join(_months())
    return re.compile(
        rf"\((?:(?:(?P<year>[12]\d{{3}}) (?:жылғы|жылдың) )?(?P<day>[1-9]|[12]\d|3[01]) (?P<month>{months})"
        r"|(?P<alone>[12]\d{3}) жыл)"
        r"(?:(?P<from>[дтн][ае]н бастап(?P<force> күшіне енеді)?)|[ғгқк][ае] дейін)\)"
    )
