"""The quotation marks of an answer set as those of its source: nested, open at an edge, in brackets.

All marks are turned into « and » first, by their place; what a sentence leaves open to the one before or
behind it, the Kazakh tells. Only marks are put in or taken out, never words.
"""

from __future__ import annotations

import re

from pipeline.document import Target
from pipeline.marks import DASHES
from pipeline.translate.styled.quotation_marks import (
    CLOSE,
    OPEN,
    QUOTES,
    Marks,
    directed,
    is_shared,
    read_marks,
    styled,
)

STOPS = re.compile(r"[.!?…]*\s*$")
SAID_RU = r",?\s+[–—-]\s"
SAID_EN = (
    r",?\s(?:[A-Z]?[\w.’'-]+\s){0,6}?(?:said|says|stated|noted|added|asked|told|reported|explained|stressed"
    r"|emphasi[sz]ed|announced|declared|replied|answered|claimed|wrote|recalled|concluded)\b"
)
SPOKEN_BY = {"ru": re.compile(SAID_RU), "en": re.compile(SAID_EN)}
KAZAKH_SPOKEN_BY = re.compile(r"»,?\s*[–—-]\s")
KAZAKH_SPEAKER = re.compile(r"[,?!…]\s?[–—-]\s")  # …, – деді ол
LAST_COMMA = {"ru": re.compile(r",?\s[–—-]\s(?=[^,–—]*$)"), "en": re.compile(rf"(?={SAID_EN}[^,]*$)")}
SINGLE_PAIR = re.compile(r"(?<![\w’'])['‘](?=\w)([^'‘«»]*?\S)['’](?!\w)")
SINGLE_CLOSE = re.compile(r"(?<=[.,!?])['’](?=\s|$)")
BRACKETS = re.compile(r"\(([^()]*)\)")
ANSWERS = {  # what is said of a vote or a question
    "иә": {"ru": re.compile(r"(?<![\w«-])да(?![\w»-])"), "en": re.compile(r"(?<![\w«-])yes(?![\w»-])")},
    "жоқ": {"ru": re.compile(r"(?<![\w«-])нет(?![\w»-])"), "en": re.compile(r"(?<![\w«-])no(?![\w»-])")},
}


def as_source(source: str, lead: str, text: str, target: Target) -> str:
    """Return an answer with its quotation marks as its source wants them, in the style of the target."""
    quoted = any(mark in source for mark in QUOTES)
    if not quoted and not lead and not any(mark in text for mark in QUOTES):
        return text
    theirs, ours = directed(source), directed(text)
    if lead[:1] in DASHES and lead and not theirs.startswith(OPEN):
        ours = _spoken(theirs, ours, target)
    if not quoted:
        return styled(ours, target)
    wanted = read_marks(theirs)
    ours = _mended(theirs, ours, wanted, target)
    there = read_marks(ours)
    if there.begins == wanted.begins and there.ends == wanted.ends and not is_shared(theirs):
        return styled(ours, target, wanted.begins, wanted.ends)
    return styled(ours, target)


def drops_dash(source: str, lead: str, text: str) -> bool:
    """Tell an English answer whose quotation marks say what the dash of speech before its source does."""
    if not lead or lead[:1] not in DASHES or text[:1] != "“":
        return False
    return KAZAKH_SPEAKER.search(source) is not None or (source[:1] not in QUOTES and _is_whole(text))


def _is_whole(text: str) -> bool:
    """Tell a text that is one quotation."""
    passages = read_marks(directed(text)).passages
    return len(passages) == 1 and passages[0][0] == 0 and STOPS.match(text, passages[0][1]) is not None


def _mended(source: str, text: str, wanted: Marks, target: Target) -> str:
    text = _in_brackets(source, _singles(text, wanted, target))
    there = read_marks(text)
    if wanted.begins == 1 and wanted.ends == 0:
        return _begun(source, text, wanted, there, target)
    if wanted.begins == 0 and wanted.ends == 1 and not is_shared(source):
        return _left_open(text, there)
    if not wanted.begins and not wanted.ends:
        is_lacking = there.ends == 1 and not there.begins and text.count(OPEN) == source.count(OPEN)
        if wanted.depth > 1 and is_lacking:
            return _closed_twice(text, target)
        return _answers(source, text, wanted, there, target)
    return text


def _spoken(source: str, text: str, target: Target) -> str:
    """Return speech behind a dash as the target marks it: Russian by the dash, English by marks alone."""
    if target == "ru":
        is_speech = KAZAKH_SPEAKER.search(source) is not None or _is_whole(text)
        return _without_outer(source, text) if is_speech else text
    if text.startswith(OPEN) or len(KAZAKH_SPEAKER.findall(source)) != 1:
        return text
    there, place = read_marks(text), LAST_COMMA["en"].search(text)
    if place is None or there.begins or there.ends:
        return text
    return OPEN + _comma_inside(text, place.start(), target)


def _without_outer(source: str, text: str) -> str:
    """Return speech behind a dash without the marks that an answer puts around it."""
    if OPEN not in source and CLOSE not in source:
        return " ".join(text.replace(OPEN, "").replace(CLOSE, "").split())
    if not text.startswith(OPEN):
        return text
    there = read_marks(text)
    if there.ends == 1 and not there.begins:
        return text[1:]
    end = there.passages[0][1] if there.passages and not there.ends else 0
    return text[1 : end - 1] + text[end:] if end else text


def _begun(source: str, text: str, wanted: Marks, there: Marks, target: Target) -> str:
    """Return the end of a quotation that began in a sentence before: closed, and not opened anew."""
    inside = len(wanted.passages)
    if there.begins == 0 and text.startswith(OPEN) and not source.startswith(OPEN):
        text = text[1:]
        there = read_marks(text)
    if there.begins or there.ends:
        return text
    is_said = KAZAKH_SPOKEN_BY.search(source, source.rindex(CLOSE)) is not None
    if inside and len(there.passages) == inside and is_said:
        last = there.passages[-1][1]
        if SPOKEN_BY[target].match(text, last):
            inner = _with_comma(text[: last - 1], text[last:], target)
            return inner + CLOSE * 2 + text[last:]
    if is_said and not there.count and (place := LAST_COMMA[target].search(text)):
        return _comma_inside(text, place.start(), target)
    return text


def _comma_inside(text: str, at: int, target: Target) -> str:
    """Close a quotation at a place; an English comma or stop stands inside it."""
    if target == "en" and text[at : at + 1] == ",":
        at += 1
    return text[:at] + CLOSE + text[at:]


def _left_open(text: str, there: Marks) -> str:
    """Return the beginning of a quotation that goes on in the next sentence, not closed at its end."""
    if there.begins or there.ends or not there.passages:
        return text
    end = there.passages[-1][1]
    return text[: end - 1] + text[end:] if STOPS.match(text, end) else text


def _closed_twice(text: str, target: Target) -> str:
    """Close the outer quotation where the inner one is closed and the speaker is named right behind it."""
    last = text.rfind(CLOSE) + 1
    if text[last - 2 : last - 1] in ("'", "’") and last > 1:  # think.'”
        return text[: last - 2] + CLOSE * 2 + text[last:]
    if last and STOPS.match(text, last):
        return text[:last] + CLOSE + text[last:]
    if not last or not SPOKEN_BY[target].match(text, last):
        return text
    return _with_comma(text[: last - 1], text[last:], target) + CLOSE * 2 + text[last:]


def _with_comma(said: str, rest: str, target: Target) -> str:
    """Return what is said in English with the comma before its speaker: “yes,” he said."""
    return said if target == "ru" or said[-1:] in ",.!?…" or rest.startswith(",") else f"{said},"


def _singles(text: str, wanted: Marks, target: Target) -> str:
    """Turn single English marks into double ones where the source has a quotation in one, or only its end."""
    if target != "en" or ("'" not in text and "’" not in text):
        return text
    if wanted.depth > 1 or (wanted.passages and wanted.begins):
        text = SINGLE_PAIR.sub(rf"{OPEN}\1{CLOSE}", text)
    if wanted.begins == 1 and not read_marks(text).count and len(SINGLE_CLOSE.findall(text)) == 1:
        text = SINGLE_CLOSE.sub(CLOSE, text)
    return text


def _in_brackets(source: str, text: str) -> str:
    """Give what stands in brackets the marks that it has there in the source: («Мұзбалақ»)."""
    theirs = [match.group(1) for match in BRACKETS.finditer(source)]
    if not any(OPEN in inside for inside in theirs):
        return text
    if text.count("(") == text.count(")") + 1 and source.count("»)") and source.count("(") == text.count("("):
        at = text.rfind(CLOSE) + 1
        text = f"{text[:at]}){text[at:]}" if at > text.rfind("(") else text
    ours = list(BRACKETS.finditer(text))
    if len(ours) != len(theirs):
        return text
    for inside, match in reversed(list(zip(theirs, ours, strict=True))):
        text = text[: match.start(1)] + _like(inside, match.group(1)) + text[match.end(1) :]
    return text


def _like(source: str, text: str) -> str:
    """Return the content of brackets with a mark at either end where the source has one."""
    if OPEN not in source or not text.strip():
        return text
    is_whole = read_marks(source).passages == ((0, len(source)),) and OPEN not in text
    if source.startswith(OPEN) and (is_whole or _is_closed_first(text)):
        text = OPEN + text
    if source.endswith(CLOSE) and not text.endswith(CLOSE) and text.count(OPEN) > text.count(CLOSE):
        text += CLOSE
    return text


def _is_closed_first(text: str) -> bool:
    return CLOSE in text and (OPEN not in text or text.index(OPEN) > text.index(CLOSE))


def _answers(source: str, text: str, wanted: Marks, there: Marks, target: Target) -> str:
    """Give a quoted yes or no the marks that it lost."""
    if len(there.passages) >= len(wanted.passages) or there.begins or there.ends:
        return text
    for start, end in wanted.passages:
        answer = ANSWERS.get(source[start + 1 : end - 1].lower())
        places = list(answer[target].finditer(text)) if answer else []
        if len(places) == 1:
            place = places[0]
            text = f"{text[: place.start()]}{OPEN}{place.group()}{CLOSE}{text[place.end() :]}"
    return text
