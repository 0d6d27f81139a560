"""Say whole what a model takes for an amount: 12.05.2025 ж., 01.04-тен, «18 сағат 40 минутта»."""

from __future__ import annotations

import re

from pipeline.hours import dated_spans, dotted_days, dotted_times
from pipeline.times import told_times
from pipeline.translate.shown.periods import months
from pipeline.translate.shown.places import FINITE

DATE = re.compile(
    r"(?<![\d.,№/-])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)"
    r"(?:(?:\s?(?P<year_word>ж\.|жылы|жылғы)(?!\w))|\s(?P<day_word>күні)(?!\w)"
    r"|\s?-?(?P<case>[дт][ае]|[дтн][ае]н|[ғқ]а|[гк]е)(?P<of>[ғг][ыі])?(?!\w))?"
)
BEGUN, ENDED = re.compile(r"\s(?:бастап|кейін|бері)\b"), re.compile(r"\sдейін")
OF_WHAT = re.compile(r"\s№")
WORD_BEHIND = re.compile(r"\s[^\W\d_]")
BEHIND = re.compile(  # a span: «аралығында» stays, a label ends
    r"(?:\s?(?:ж\.|жж\.|жылы|жылғы|жылдары)(?!\w))?(?:(?P<word>\s(?:аралығ|күндері|кезең)\w*)|(?P<ends>(?=\s*(?:$|[.,;:)»]|[–—-]\s)|\s[–—-]\s)))?"
)
NOON = re.compile(r"\bтүскі\s+(?:сағат\s+)?12-?(?:ден|де|ге)(?!\w)", re.IGNORECASE)


def moments_said(text: str) -> str:
    """Return a text with its numeric dates in words where they bear a case, and its times of day as 18:40."""
    if "." in text:
        text = _dated(text)
        text = _day_spans(DATE.sub(_date, text))
    for (start, end), time in sorted(told_times(text), reverse=True):
        clock = "" if text[:start].lower().endswith("сағат ") else "сағат "
        text = f"{text[:start]}{clock}{time}-де{text[end:]}"
    return NOON.sub(_noon, text) if "түскі" in text.lower() else text


def with_colons(text: str) -> str:
    """Return a text with a colon in its times of day: a model takes 13.30 for a decimal."""
    for match in dotted_times(text):  # a colon is as long as the point
        text = f"{text[: match.end('hour')]}:{text[match.start('minutes') :]}"
    return text


def _date(match: re.Match[str]) -> str:
    month = months()[int(match["month"])]
    rest = match.string[match.end() :]
    head = f"{match['year']} жылғы {int(match['day'])} "
    case = match["case"] or ""
    if match["day_word"]:
        return f"{head}{month.name} күні"
    if match["year_word"] == "жылғы" or match["of"] or (match["year_word"] and OF_WHAT.match(rest)):
        return f"{head}{month.locative}{_of(month.locative)}"
    if case.endswith("н") or BEGUN.match(rest):
        return head + month.ablative
    if case[:1] in tuple("ғқгк") or (not case and ENDED.match(rest)):
        return head + month.dative
    if case or FINITE.match(rest) or (match["year_word"] and WORD_BEHIND.match(rest)):
        return head + month.locative
    stop = "." if match["year_word"] == "ж." and not rest else ""
    return f"{head}{month.name}{stop}" if match["year_word"] else match.group()


def _of(locative: str) -> str:
    return "ғы" if locative.endswith("а") else "гі"


def _day_spans(text: str) -> str:
    """Return a text with spans of days (21.04 – 21.05 аралығында) in words."""
    for first, second, ending in reversed([days for days in dotted_days(text) if days[2]]):
        begins, ends = months()[int(first["month"])], months()[int(second["month"])]
        days = int(first["day"]), int(second["day"])
        said = (
            f"{days[0]} {begins.name} {begins.joined} {days[1]} {ends.name} {ending}"
            if ending.startswith("аралығында")
            else f"{days[0]} {begins.ablative} {days[1]} {ends.dative} {ending}"
        )
        text = text[: first.start()] + said + text[second.end("whole") :]
    return text


def _dated(text: str) -> str:
    """Return a text with spans like 15.11–20.11.2025 in words: «2025 жылғы 15–20 қараша аралығында»."""
    for match in reversed(list(dated_spans(text))):
        behind = BEHIND.match(text, match.end())
        assert behind is not None
        word = behind["word"] or ("" if behind["ends"] is not None else " аралығында")
        text = text[: match.start()] + _span_in_words(match, word) + text[behind.end() :]
    return text


def _span_in_words(match: re.Match[str], word: str) -> str:
    ends = months()[int(match["last"])]
    begins = months()[int(match["month"])] if match["month"] else ends
    first, second, year = int(match["first"]), int(match["second"]), match["until"]
    if match["year"] and match["year"] != year:
        joined = f" {begins.joined} " if word else " – "
        return f"{match['year']} жылғы {first} {begins.name}{joined}{year} жылғы {second} {ends.name}{word}"
    if begins == ends:
        return f"{year} жылғы {first}–{second} {ends.name}{word}"
    joined = f" {begins.joined} " if word else " – "
    return f"{year} жылғы {first} {begins.name}{joined}{second} {ends.name}{word}"


def _noon(match: re.Match[str]) -> str:
    case = re.search(r"-?(де|ден|ге)\Z", match.group())
    word = "Сағат" if match.group()[0].isupper() else "сағат"
    return f"{word} 12:00{'-' + case[1] if case else ''}"
