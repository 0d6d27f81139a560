"""Figures and № that stand in the source and in the answer, written as the target language writes them."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.document import Target

# Three digits after a comma may be thousands, and «5,6-сынып» is two school years: neither is touched.
DECIMAL_COMMA = re.compile(r"(?<![\d,.])(\d+),(?!\d{3}(?!\d))(\d+)(?![\d,])(?!-[^\W\d]{4})")
GROUPED = re.compile(
    r"(?<![\d,.+])(?<!\d[ \u00a0\u202f-])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?![ \u00a0\u202f-]\d)"
)
CLOCK = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4]):([0-5]\d)(?![\d:]|[.,]\d)")
POINTED = re.compile(r"(?<![\d:.,])(\d{1,2})\.(\d\d)(?!\d|[:.,]\d)")  # 20.04, which no rule took for a time
RATIO = re.compile(r"(?<![\d:.,])(\d{4,}):(\d{4,})(?![\d:])")  # 1000:1000
PHONE = re.compile(  # +7 (7172) 74-37-64, 8 (7132) 41-22-09, 8 701 555 12 34
    r"(?<![\w.,(])(?:\+\d{1,3}|8)[ -]?\(?\d{3,5}\)?(?:[ -]?\d{2,4}){2,4}(?![\w-]|[.,]\d)"
)
GAP = r"[ \u00a0()‑–-]{0,3}"  # between digits that are dialled
NUMBERED = re.compile(r"№\s?(\d+)")
NUMBERED_ALONE = re.compile(r"№\s?(?P<figure>\d+)(?![\w/-])")
IN_WORDS = r"(?:\bномер(?:а|у|ом|е|ов)?|\bnumber|\bдесяток|(?<=\s)\.)\s(?:№\s?)?"
SIGN_TOO_MANY = re.compile(r"(?:\bномер\w*|\bnumber)\s(?=№)", re.IGNORECASE)
BEGINNING = re.compile(r"(?:^|[.!?…:–—]\s|[“«(]\s?)\Z")
COUNTED = re.compile(r"\s+(?:[a-z]+s(?!['’\w])|people|children|men|women)")  # No 12 students
CODE = re.compile(r"(?:№|\b(?:ЖСН|БСН|ИИН|БИН|ISBN|ISSN|тел|телефон|нөмірі?))[.:]?\s*$", re.IGNORECASE)


def figures(source: str, text: str, target: Target) -> str:
    """Write the figures copied from the source as the target language does.

    Only a figure that stands in the source in its Kazakh form (decimal comma, thousands apart) is touched,
    so dates, versions, section and telephone numbers stay as they are.
    """
    for match in DECIMAL_COMMA.finditer(source):
        comma, point = match.group(), f"{match[1]}.{match[2]}"
        wrong, right = (point, comma) if target == "ru" else (comma, point)
        written = re.compile(rf"(?<![\d.,]){re.escape(wrong)}(?![\d]|[.,]\d)")
        is_either = wrong == point and written.search(source)  # «2.5 нұсқасы 2,5 есе жылдам»
        text = text if is_either else written.sub(right, text)
    for match in GROUPED.finditer(source):
        if CODE.search(source[: match.start()]):
            continue
        parts = _thousands(re.sub(r"\D", "", match.group()))
        written = re.compile(r"(?<![\d,.])" + r"[ \u00a0\u202f,.]?".join(parts) + r"(?!\d|[,.]\d)")
        text = written.sub(("\u00a0" if target == "ru" else ",").join(parts), text)
        text = _undoubled(parts, text)
    for first, second in RATIO.findall(source) if target == "ru" else ():
        apart = (r"[ \u00a0]?".join(_thousands(side)) for side in (first, second))
        text = re.sub(rf"(?<!\d){':'.join(apart)}(?!\d)", f"{first}:{second}", text)
    for phone in PHONE.findall(source):
        text = _dialled(phone, text)
    for hour, minutes in CLOCK.findall(source):
        is_either = re.search(rf"(?<![\d.,]){hour}[.,]{minutes}(?!\d)", source)
        written = re.compile(rf"(?<![\d.,:]){hour}[.,]{minutes}(?!\d|[.,]\d)")
        text = text if is_either else written.sub(f"{hour}:{minutes}", text)
    for day, month in POINTED.findall(source):
        if f"{day}:{month}" not in source:
            text = re.sub(rf"(?<![\d.,:]){day}:{month}(?![\d:])", f"{day}.{month}", text)
    return text


def _undoubled(parts: list[str], text: str) -> str:
    """Return a text without the first group of thousands twice: «1 1 116 сёл»."""
    whole = r"[ \u00a0\u202f,]?".join(parts)
    return re.sub(rf"(?<![\d,.]){parts[0]}[ \u00a0,](?={whole}(?!\d))", "", text)


def _dialled(phone: str, text: str) -> str:
    """Return a text with a telephone number written as the source has it."""
    if phone in text:
        return text
    digits = re.sub(r"\D", "", phone)
    written = rf"(?<![\d+])\+?{GAP}{GAP.join(digits)}(?!\d)"
    return re.sub(written, lambda said: said.group()[: said.group()[0].isspace()] + phone, text)


def number_signs(source: str, text: str, target: Target) -> str:
    """Write № before the figures that have it in the source; a model may spell it as it sounds, or as a word.

    «No 12» and «Но 5» that begin a sentence may be words; they are № only where one is missing.
    """
    if "№" not in source:
        return text
    if target == "ru":
        for figure in {match["figure"] for match in NUMBERED_ALONE.finditer(source)}:
            text = re.sub(rf"{IN_WORDS}(?={figure}(?!\d))", "№\u00a0", text)
    text = _spelt_as_heard(Counter(NUMBERED.findall(source)), text, target)
    return SIGN_TOO_MANY.sub("", text) if target == "ru" else text


def _spelt_as_heard(missing: Counter[str], text: str, target: Target) -> str:
    """Write the № of figures for “No”, «Но» and «Н.» before them."""
    if not missing:
        return text
    spelled = rf"\b(?:N[o°]?|Но|Н)\.?\s?(?=(?:{'|'.join(missing)})\b)"
    found = list(re.finditer(rf"(?:№\s?(?=\d)|{spelled})(?=(?P<figure>\d+))", text))
    missing.subtract(match["figure"] for match in found if not _may_be_word(text, match))
    sign = "№\u00a0" if target == "ru" else "No. "
    for match in reversed(found):
        is_sign = not _may_be_word(text, match)
        if is_sign or (missing[match["figure"]] > 0 and not COUNTED.match(text, match.end("figure"))):
            text = text[: match.start()] + sign + text[match.end() :]
    return text


def _may_be_word(text: str, match: re.Match[str]) -> bool:
    """Tell «No 12 students» and «Но 5 детей» at the beginning of a sentence."""
    return match[0].rstrip() in ("No", "Но") and BEGINNING.search(text, 0, match.start()) is not None


def _thousands(digits: str) -> list[str]:
    head = len(digits) % 3
    return ([digits[:head]] if head else []) + [digits[i : i + 3] for i in range(head, len(digits), 3)]
