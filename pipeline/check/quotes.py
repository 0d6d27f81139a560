"""Quoted words: what somebody said stays marked as said, and each mark is closed."""

from __future__ import annotations

import re

from pipeline.alphabet import lowered
from pipeline.check.naming.sameness import same_name
from pipeline.check.pair import Pair
from pipeline.check.passages import MARKS, SINGLE, WORD, Passage, passages
from pipeline.counted import counted
from pipeline.document import Finding, Severity, Target

NAME = "quotes"
SHARED = re.compile(r"«[^«»]*«[^«»]*»")  # one Russian mark may close two: «НК «Темір»
SPOKEN_WORDS = 4  # a name or a title has fewer, as a rule
LONG_WORDS = 8
SAME = 0.8  # how much a name must sound like a quoted one, word by word
ALIKE = 0.6  # how much one of its words must, for the name to be there
SEVERAL = 2  # titles in one sentence
ANSWERS = {
    "иә": re.compile(
        r"\b(?:да|за|в пользу|yes|ayes?|favou?r\w*|for|support\w*|agree\w*|back(?:ed|s|ing)?|approv\w*"
        r"|endors\w*|поддерж\w*|соглас\w*|одобр\w*)\b"
    ),
    "жоқ": re.compile(
        r"\b(?:нет|не|против\w*|отверг\w*|отклон\w*|no|noe?s|not|nays?|against|oppos\w*|reject\w*"
        r"|отриц\w*|negativ\w*)\b"
    ),
    "қарсы": re.compile(r"\b(?:против\w*|against|oppos\w*|nays?|no)\b"),
}  # what a vote or a question is answered with, and how a translation may say it
EDGE_WORDS = 4  # of what a message quotes
SAID = re.compile(
    r",?\s*[–—-]\s*(?:де[йпг]|дед|сөз|жауап|қос|айт|жаз|ескерт|түсіндір)"  # «…», – деді
    r"|\s(?:деді|дейді|дейтін|депті|дескен|деген (?:жоқ|жауап\w*|сөз\w*)|деп (?!ата|сана|есепте|тан))"
)
DASH, SPOKEN_BY = re.compile(r",?\s*[–—-]\s"), re.compile(r",?\s[–—]\s")
DIALOGUE = re.compile(r"^\s*[–—-]\s")
REPORTED = re.compile(r"\b(?:де(?:ді|йді|п|ген|йтін|сті|гені\w*)|(?:айт|сөз|хабарла|мәлімде|пікір)\w*)\b")

OWN = re.compile(  # words of one who speaks of himself: мен, біз, айтамыз, қаламадық
    r"\b(?:мен|мені\w*|маған|менде\w*|біз\w*|сіз\w*|[^\W\d_]{2,}(?:[мбп][ыі]н|[мбп][ыі]з|[ыі]м[ыі]з\w*)"
    r"|[^\W\d_]{2,}(?:[дт][ыі]м|[дт][ыі]қ)(?=\W*$|[.,!?…»”]))(?!\w)"
)
SPOKEN: dict[
    Target, re.Pattern[str]
] = {  # the same in a translation, and what shows words quoted without marks
    "ru": re.compile(
        r"\b(?:[Яя]|[Мм]ы|[Мм]еня|[Мм]не|мной|[Нн]ас|[Нн]ам|нами|[Мм]о(?:[йяёие]|ей|его|ему|им|их|ими|ю)"
        r"|[Нн]аш\w*|[Вв]ы|[Вв]ас|[Вв]ам|[Вв]аш\w*)\b|[!?]|[,»] [—–-] \w+|: [А-ЯЁ]"
    ),
    "en": re.compile(r"\b(?:I|[Ww]e|me|[Uu]s|[Mm]y|[Oo]urs?|[Yy]ou|[Yy]our|[Ll]et['’]s)\b|[!?]|: [A-Z]"),
}
TOLD: dict[Target, re.Pattern[str]] = {
    "ru": re.compile(
        r"\b(?:заяв|сказал|сообщ|подчерк|отмет|предупре|завер|пояс|добав|призна|рассказ|посчит|считает|говор"
        r"|утвержд|обеща|пообеща|потребов|повтор|назв|предостер"
        r"|[Пп]о (?:(?:его|е[её]|их) )?(?:словам|мнению|признанию))\w*"
    ),
    "en": re.compile(
        r"\b(?:sa(?:id|ys|ying)|t(?:old|ells)|replied|[Aa]ccording to|(?:warn|call|vow|pledg|declar|add"
        r"|insist|stress|announc|describ|admi(?:tt)?|assur|repeat|claim|demand|promis)(?:e?d|e?s|ing))\b"
    ),
}


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
    if len(source) > len(target) and (answer := _lost_answer(pair, source)):
        return [answer]
    if len(source) > len(target) and (title := _lost_title(pair, source, target)):
        return [title]
    if len(source) != len(target):
        message = (
            f"the source has {counted(len(source), 'quoted passage')}, the translation "
            f"{len(target) or 'none'}"
        )
        spans = [passed[0].span if passed else None for passed in (source, target)]
        return [pair.finding(NAME, "info", message, *spans)]
    return []


def _speech(text: str, quoted: list[Passage]) -> list[Passage]:
    return [p for p in quoted if p.words >= SPOKEN_WORDS or (p.words > 1 and _is_said(text, p))]


def _is_said(text: str, passage: Passage) -> bool:
    before = text[: passage.span[0]].rstrip()
    return before.endswith(":") or SAID.match(text, passage.span[1]) is not None


def _lost(pair: Pair, spoken: list[Passage], target: list[Passage]) -> Finding | None:
    longest = max(spoken, key=lambda p: p.words)
    if not target:
        message = f"the quotation marks around “{_bare(pair.source, longest)}” are lost"
        is_reported = _is_reported(pair, pair.source[slice(*longest.span)])
        return pair.finding(NAME, "info" if is_reported else "warning", message, longest.span)
    said = max(p.words for p in target)
    if longest.words >= LONG_WORDS and said < SPOKEN_WORDS:
        return pair.finding(NAME, "warning", "a quotation is lost", longest.span, target[0].span)
    return None


def _is_reported(pair: Pair, spoken: str) -> bool:
    """Tell whether what somebody says of himself became reported speech, which needs no marks."""
    return (
        OWN.search(lowered(spoken)) is not None
        and not SPOKEN[pair.language].search(pair.target)
        and TOLD[pair.language].search(pair.target) is not None
    )


def _lost_answer(pair: Pair, source: list[Passage]) -> Finding | None:
    """Report a quoted answer, as of a vote, that the translation has not even without its marks."""
    for passage in source:
        answer = ANSWERS.get(_bare(pair.source, passage).lower())
        if answer and not answer.search(pair.target.lower()):
            message = f"the answer “{_bare(pair.source, passage)}” is lost"
            return pair.finding(NAME, "warning", message, passage.span)
    return None


def _lost_title(pair: Pair, source: list[Passage], target: list[Passage]) -> Finding | None:
    """Report one of several quoted titles that Russian has neither in marks nor by its sound."""
    starts = {p: pair.source[p.span[0] + 1 : p.span[0] + 2] for p in source}
    titles = [p for p in source if 0 < p.words < SPOKEN_WORDS and starts[p].isupper()]
    is_sure = pair.language == "ru" and len(titles) == len(source)  # English papers print names without
    if not is_sure or len(titles) < SEVERAL or any("?" in pair.source[slice(*p.span)] for p in titles):
        return None
    said = [match.group() for match in WORD.finditer(pair.target)]
    unheard = [p for p in titles if not _sounds(WORD.findall(pair.source, *p.span), said, pair.language)]
    names = [WORD.findall(pair.source, *p.span) for p in titles if p not in unheard]
    translated = [
        p
        for p in target
        if not any(_sounds(name, WORD.findall(pair.target, *p.span), pair.language) for name in names)
    ]
    if len(unheard) <= len(translated):
        return None
    message = f"“{_bare(pair.source, unheard[-1])}” has no match in the translation"
    return pair.finding(NAME, "warning", message, unheard[-1].span)


def _sounds(name: list[str], words: list[str], language: Target) -> bool:
    """Tell whether one of the words sounds like the first or the last of a name."""
    return any(same_name(part, word, language) >= ALIKE for part in {name[0], name[-1]} for word in words)


def _bare(text: str, passage: Passage) -> str:
    """Return the first and last words of a passage without its marks."""
    words = text[slice(*passage.span)].strip("«»“”„‟\"‘’'.,– ").split()
    return " ".join(
        words if len(words) <= 2 * EDGE_WORDS else [*words[:EDGE_WORDS], "…", *words[-EDGE_WORDS:]]
    )


def _invented(pair: Pair, source: list[Passage], target: list[Passage]) -> Finding | None:
    spoken = [p for p in target if p.words >= LONG_WORDS]
    if not spoken or source or DIALOGUE.match(pair.source) or REPORTED.search(pair.source.lower()):
        return None
    return pair.finding(NAME, "info", "the source quotes nobody here", None, spoken[0].span)


def repair_quotes(source: str, target: str, language: Target) -> str | None:
    """Return the target with the one mark that it lacks where the source has it; None where unsure."""
    theirs, ours = passages(source), passages(target)
    opening, closing = ("«", "»") if language == "ru" else ("“", "”")
    is_marked = language == "ru" or bool(ours)  # English papers print names of firms and clubs without
    if is_marked and len(ours) < len(theirs) and all(passage.is_closed for passage in (*theirs, *ours)):
        return _with_names(source, theirs, target, ours, language)
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


def _with_names(
    source: str, theirs: list[Passage], target: str, ours: list[Passage], language: Target
) -> str | None:
    """Return the target with marks around the names that have them in the source; None without any."""
    opening, closing = ("«", "»") if language == "ru" else ("“", "”")
    words: list[re.Match[str]] = []
    quoted: list[str] = []
    for word in WORD.finditer(target):
        if any(start <= word.start() < end for start, end in (passage.span for passage in ours)):
            quoted.append(word.group())
        else:
            words.append(word)
    mended = target
    for passage in reversed(theirs):
        name = WORD.findall(source, *passage.span)
        if not 0 < len(name) < SPOKEN_WORDS or not name[0][0].isupper():
            continue
        if any(same_name(name[0], word, language) >= SAME for word in quoted):
            continue
        places = [at for at in range(len(words)) if _is_called(name, words[at : at + len(name)], language)]
        if len(places) != 1:
            continue
        start, end = words[places[0]].start(), words[places[0] + len(name) - 1].end()
        mended = f"{mended[:start]}{opening}{mended[start:end]}{closing}{mended[end:]}"
        words = words[: places[0]]
    return None if mended == target else mended


def _is_called(name: list[str], words: list[re.Match[str]], language: Target) -> bool:
    """Tell whether words, with capitals, are a Kazakh name."""
    return len(words) == len(name) and all(
        word.group()[0].isupper() and same_name(part, word.group(), language) >= SAME
        for part, word in zip(name, words, strict=True)
    )


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
