"""Quoted words: what somebody said stays marked as said, and each mark is closed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.check.pair import Pair
from pipeline.document import Finding, Severity, Span, Target

NAME = "quotes"
SINGLES = (  # ‘so’ and 'so', but no apostrophe: "workers’", "it's", "'90s"
    r"(?<![^\W_])[‘'](?=[^\W\d_])",
    r"(?<=[^\W_sS])['’](?![^\W_])",
    r"(?<=[.,!?])[’'](?![^\W_])",
)
MARKS = re.compile("|".join([r"[«»“”„‟\"]|''|``", *SINGLES]))
SHARED = re.compile(r"«[^»]*«[^»]*»")  # one Russian mark may close two: «НК «Темір»
OPENING, CLOSING = frozenset("«„‘"), frozenset("»’")
SINGLE = frozenset("‘’'")
FREE_LEFT, FREE_RIGHT = " \u00a0\n(—–-[/", " \u00a0\n.,;:!?…)—–-]/"
INCHES = re.compile(r"(?<=\d)\s?(?:\"|''|”)")
WORD = re.compile(r"[^\W_]+")
SPOKEN_WORDS = 4  # a name or a title has fewer, as a rule
LONG_WORDS = 8
SAID = re.compile(
    r",?\s*[–—-]\s*(?:де[йпг]|дед|сөз|жауап|қос|айт|жаз|ескерт|түсіндір)"  # «…», – деді
    r"|\s(?:деді|дейді|дейтін|депті|дескен|деген (?:жоқ|жауап\w*|сөз\w*)|деп (?!ата|сана|есепте|тан))"
)
DASH, SPOKEN_BY = re.compile(r",?\s*[–—-]\s"), re.compile(r",?\s[–—]\s")
DIALOGUE = re.compile(r"^\s*[–—-]\s")
REPORTED = re.compile(r"\b(?:де(?:ді|йді|п|ген|йтін|сті|гені\w*)|(?:айт|сөз|хабарла|мәлімде|пікір)\w*)\b")


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands between two marks, the marks included; one may be missing at the edge of a sentence."""

    span: Span
    words: int
    is_closed: bool


def check_quotes(pair: Pair) -> list[Finding]:
    """Report speech that is no longer marked as such, or newly is, and marks left open.

    The marks around a name or a title come and go from one language to the next, so they are only mentioned.
    A sentence inside a longer quotation has only one of its marks; the source tells whether it may.
    """
    source, target = passages(pair.source), passages(pair.target)
    spoken = _speech(pair.source, source)
    if spoken and (lost := _lost(pair, spoken, target)):
        return [lost]
    if not spoken and (invented := _invented(pair, source, target)):
        return [invented]
    if any(not p.is_closed for p in target) and all(p.is_closed for p in source):
        place = next(p.span for p in target if not p.is_closed)
        is_shared = SHARED.search(pair.target) and _dash_of_open_speech(pair.target) is None
        severity: Severity = "info" if is_shared else "warning"
        return [pair.finding(NAME, severity, "a quotation mark is not closed", None, place)]
    if len(source) != len(target):
        message = f"the source quotes {len(source)} times, the translation {len(target)}"
        spans = [passed[0].span if passed else None for passed in (source, target)]
        return [pair.finding(NAME, "info", message, *spans)]
    return []


def passages(text: str) -> list[Passage]:
    """Return the outermost quoted passages; undirected marks open or close by the blanks around them."""
    visible = INCHES.sub(_without_inches, text)
    found: list[Passage] = []
    starts: list[int] = []
    for match in MARKS.finditer(visible):
        if _opens(visible, match, is_open=bool(starts)):
            starts.append(match.start())
        elif starts:
            start = starts.pop()
            if not starts:
                found.append(_passage(text, start, match.end(), is_closed=True))
        elif match.group() not in SINGLE:
            found = [_passage(text, 0, match.end(), is_closed=False)]
    starts = [start for start in starts if text[start] not in SINGLE]
    if starts:
        found.append(_passage(text, starts[0], len(text), is_closed=False))
    return found


def _without_inches(match: re.Match[str]) -> str:
    """Return a mark behind a figure as a figure, unless it closes what is open: “Mi-8”."""
    before, mark = match.string[: match.start()], match.group().strip()
    is_open = before.count("“") > before.count("”") if mark == "”" else before.count(mark) % 2
    return match.group() if is_open else "0" * len(match.group())


def _passage(text: str, start: int, end: int, *, is_closed: bool) -> Passage:
    return Passage((start, end), len(WORD.findall(text[start:end])), is_closed)


def _opens(text: str, match: re.Match[str], *, is_open: bool) -> bool:
    mark = match.group()
    if mark in OPENING or mark in CLOSING:
        return mark in OPENING
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    is_free_left, is_free_right = not before or before in FREE_LEFT, not after or after in FREE_RIGHT
    return is_free_left if is_free_left != is_free_right else not is_open


def _speech(text: str, quoted: list[Passage]) -> list[Passage]:
    return [p for p in quoted if p.words >= SPOKEN_WORDS or (p.words > 1 and _is_said(text, p))]


def _is_said(text: str, passage: Passage) -> bool:
    before = text[: passage.span[0]].rstrip()
    return before.endswith(":") or SAID.match(text, passage.span[1]) is not None


def _lost(pair: Pair, spoken: list[Passage], target: list[Passage]) -> Finding | None:
    longest = max(spoken, key=lambda p: p.words)
    if not target:
        message = "the quotation marks around what was said are lost"
        return pair.finding(NAME, "warning", message, longest.span)
    said = max(p.words for p in target)
    if longest.words >= LONG_WORDS and said < SPOKEN_WORDS:
        return pair.finding(NAME, "warning", "a quotation is lost", longest.span, target[0].span)
    return None


def _invented(pair: Pair, source: list[Passage], target: list[Passage]) -> Finding | None:
    spoken = [p for p in target if p.words >= LONG_WORDS]
    if not spoken or source or DIALOGUE.match(pair.source) or REPORTED.search(pair.source.lower()):
        return None
    return pair.finding(NAME, "info", "the source quotes nobody here", None, spoken[0].span)


def repair_quotes(source: str, target: str, language: Target) -> str | None:
    """Return the target with the one mark that it lacks where the source has it; None where unsure."""
    theirs, ours = passages(source), passages(target)
    opening, closing = ("«", "»") if language == "ru" else ("“", "”")
    if len(theirs) == 1 and not theirs[0].is_closed and not ours:
        return _with_one_mark(source, target, opening, closing)
    if len(theirs) != 1 or len(ours) != 1 or not theirs[0].is_closed or ours[0].is_closed:
        return None
    start, end = theirs[0].span
    dash = _dash_of_open_speech(target)
    if dash is not None and SHARED.search(target) and DASH.match(source, end):
        return f"{target[:dash]}»{target[dash:]}"
    if ours[0].span[0] == 0 and start == 0 and target[0] not in '«“"„':
        return opening + target
    if ours[0].span[1] == len(target) and not WORD.search(source, end):
        return _closed(source, end, target, closing)
    return None


def _with_one_mark(source: str, target: str, opening: str, closing: str) -> str | None:
    """Return the target with the mark that begins or ends the source; None where it stands elsewhere."""
    marks = [match for match in MARKS.finditer(source) if match.group() not in SINGLE]
    if len(marks) != 1:
        return None
    if not source[: marks[0].start()].strip():
        return opening + target.lstrip()
    return None if WORD.search(source, marks[0].end()) else _closed(source, marks[0].end(), target, closing)


def _dash_of_open_speech(text: str) -> int | None:
    """Return where the dash behind speech is that goes on behind an inner quotation and is not closed."""
    last = text.rfind("»") + 1
    dashes = list(SPOKEN_BY.finditer(text, last)) if last else []
    return dashes[-1].start() if dashes and WORD.search(text, last, dashes[-1].start()) else None


def _closed(source: str, end: int, target: str, closing: str) -> str:
    """Return the target with a closing mark, before or behind its stop as at `end` of the source."""
    stop = re.search(r"[.…]*\s*$", target)
    at = stop.start() if stop and source[end - 2 : end - 1] not in "." else len(target.rstrip())
    return target[:at] + closing + target[at:]
