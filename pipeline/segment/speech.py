"""Rules for quotes, dialogue and brackets."""

from __future__ import annotations

import re
from functools import cache

from pipeline.segment.place import Place, Verdict
from pipeline.sentence_words import CAPITAL, LOWER, fold, load_words
from pipeline.wordlists import rows

SENTENCE_ENDS = ".!?…"
CLOSING_QUOTES = frozenset('»”“"›')
MAX_TITLE = 60  # characters; a quote longer than this is speech, not the name of a film or a programme
MAX_EMBEDDED = 100  # characters; the same for a quote that the sentence around it leads into
MAX_ASIDE = 300  # characters; sentences of a longer bracket stand on their own
AFTER_QUOTE = re.compile(r"\s?[-‑]?(\w+)")
MARKS_ONLY = re.compile(r"[\s.!?…]*")
NAME = rf"{CAPITAL}[\w.\-]*"
SPEAKER = re.compile(rf"([–—-]\s)?(?:{NAME}\s){{1,3}}(\w+)")
AUTHOR = re.compile(rf"[–—-]\s{NAME}\s(?:(?!,\s[–—-])[^.!?…\n])+(?:[.…]|$)")
BIBLIOGRAPHY = re.compile(
    rf"[–—-]\s(?:{NAME}(?:\s{NAME})?(?:\s?:\s|,\s\d{{4}})"  # – Алматы: Жазушы, – Алматы, 2001
    r"|\d+(?:[-–]\d+)?\s?(?:б|бет|с|p)\b)"  # – 608 б.
)
DATELINE = re.compile(
    rf"({NAME}(?:[ ][\w\-]+)?)\.[ ]"  # АСТАНА.
    rf"(\d{{1,2}}[ ]?{LOWER}+\.[ ]|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}})?\.?[ ])?"  # 5 наурыз.
    rf"([«/][^»/\n]{{2,30}}[»/]|{NAME}(?:[ ]{NAME})?)?"  # ҚазАқпарат
    rf"(?:[ ]?[–—]|[ ][-/])(\s\W?{CAPITAL})?"  # – Бүгін
)
DATED_DATELINE = re.compile(rf"{NAME}(?:[ ]{NAME})?,[ ]\d{{1,2}}[ ]{LOWER}+\.?[ ][–—-][ ]([\w.]+)\.")
AGENCY = re.compile(rf"[A-Za-z]|{LOWER}{CAPITAL}|\w\.{LOWER}")  # Kazinform, ҚазАқпарат, Закон.кз
DATELINE_PLACES = ("city", "country", "region", "district", "settlement")


def marks_alone_in_brackets(place: Place) -> Verdict:
    """Go on after «(!)», «(?)», «(…)»."""
    if not place.has_mark or place.bracket is None:
        return None
    start, end = place.bracket
    if end - start > 6:
        return None
    return False if MARKS_ONLY.fullmatch(place.text[start + 1 : end]) else None


def aside_in_brackets(place: Place) -> Verdict:
    """Go on inside brackets that were opened in the middle of a sentence."""
    if not place.has_mark or place.bracket is None:
        return None
    start, end = place.bracket
    if end - start > MAX_ASIDE or opens_sentence(place, start):
        return None
    return False


def opens_sentence(place: Place, at: int) -> bool:
    """Tell whether the quote or bracket at `at` stands where a sentence starts."""
    before = place.text[max(0, at - 10) : at].rstrip('«“„"([ ')
    return not before or before[-1] in "\n\u2029" or before.rstrip('»”")]')[-1:] in set(SENTENCE_ENDS)


def title_in_quotes(place: Place) -> Verdict:
    """Keep «Не? Қайда? Қашан?» whole where the sentence leads into it or goes on behind it."""
    if not place.has_mark or place.quote is None:
        return None
    start, end = place.quote
    match = AFTER_QUOTE.match(place.text, end + 1)
    if place.end > end or match is None or not match[1][0].islower():
        return None
    embedded = place.text[max(0, start - 2) : start].rstrip()[-1:].islower()
    if embedded:
        return False if end - start <= MAX_EMBEDDED else None
    return False if end - start <= MAX_TITLE and not is_speech(match[1]) else None


def author_after_speech(place: Place) -> Verdict:
    """Go on to the words of the author: «…?» – Асқар сұрады, «…!» Әсет деді, «…!» – Бапкер осылай деді."""
    is_quoted = bool(set(place.closers) & CLOSING_QUOTES)
    if not place.has_mark or not (is_quoted or (not place.is_stop and place.lead)):
        return None
    is_name = fold(place.after) not in load_words().starters
    if is_name and is_quoted and not place.is_stop and place.gap and AUTHOR.match(place.right):
        return False
    match = SPEAKER.match(place.right)
    if match is None or not is_speech(match[2]):
        return None
    if match[1]:
        is_answer = "?" in place.mark and not is_quoted and not fold(match[2]).startswith(load_words().asking)
        return None if is_answer else False
    return False if is_name and fold(match[2]).startswith("де") else None


def is_speech(word: str) -> bool:
    """Tell verbs of speaking by how they begin."""
    return fold(word).startswith(load_words().speech)


def bibliography(place: Place) -> Verdict:
    """Keep «Абай жолы. – Алматы: Жазушы, 1989. – 608 б.» whole."""
    return False if place.is_stop and BIBLIOGRAPHY.match(place.right) else None


def dateline(place: Place) -> Verdict:
    """Keep «АСТАНА. 5 наурыз. ҚазАқпарат – …» at the start of a line with its sentence."""
    if not place.is_stop or place.breaks or place.end - place.line > 40:
        return None
    dated = DATED_DATELINE.fullmatch(place.text, place.line, place.end)
    if dated:
        return False if _is_agency(dated[1]) or fold(dated[1]) in load_words().agencies else None
    match = DATELINE.match(place.text, place.line, place.line + 100)
    return False if match and place.end < match.end() and _is_dateline(*match.groups()) else None


def _is_dateline(where: str, date: str | None, agency: str | None, text: str | None) -> bool:
    """Tell a place with a date or an agency from a sentence of a word: «Рас. Бұл – қиын мәселе»."""
    words = load_words()
    if fold(where) not in words.starters and (date or (agency and fold(agency) in words.agencies)):
        return True
    first = where.split()[0]
    is_place = where.upper() in _places() or first.upper() in _places()
    if not is_place and not (first.isupper() and len(first) > 3):
        return False
    if agency is None:
        return first.isupper()
    if agency[0] in "«/":
        return first.isupper() or text is not None
    return _is_agency(agency)


def _is_agency(name: str) -> bool:
    return AGENCY.search(name) is not None


@cache
def _places() -> frozenset[str]:
    """Return the names of places of the gazetteer in capitals."""
    table = (row[1].split("|") for row in rows("gazetteer.tsv") if row[0] in DATELINE_PLACES)
    return frozenset(form.strip("~").upper() for forms in table for form in forms)
