"""Rules for line breaks, lists and headings inside a block."""

from __future__ import annotations

import re

from pipeline.marks import ROMAN
from pipeline.segment.place import Place, Verdict
from pipeline.sentence_words import CAPITAL, LOWER, fold, load_words

BULLET = r"[•▪●■◦‣⁃·*➢➤►▶✓✔✅❗📌📍🔹🔸🔺🔻⚡➡]"
NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[.)]|\(\d{{1,3}}\)|\(?{LOWER}\)|{ROMAN}[.)])"
LIST_ITEM = re.compile(rf"{BULLET}\s?(?=[\w«“\"(])|[–—-]\s|{NUMBER}\s?(?!\d)|№\s?\d")
ENUMERATOR = re.compile(rf"\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}|{ROMAN}")
SCORE = re.compile(r"\d\s?:$")  # what stands before its second figure
FIRST_ENUMERATOR = re.compile(r"1|[IІ]")
NUMBERED_HEADING = re.compile(r"\d{1,4}(?:-\d{1,3})?-(\w+)")
LAST_WORD = re.compile(r"([\w-]+)\s?№?$")
COUNTER = re.compile(rf"\d{{1,3}}|{ROMAN}|\w+[ыі]?нш[ыі]")  # 1, ІІ, бірінші
ITEM_AHEAD = re.compile(rf"(\d{{1,3}})\.\s?[«“„]?{CAPITAL}")
SENTENCE_INSIDE = re.compile(r"\D[.!?…]\s")
MAX_ITEM = 150  # characters of an item that has no full stop
DISTRICTS = frozenset({"ш.а", "мөлт", "м-н", "ықш"})  # which are numbered themselves
COUNTED = re.compile(r"\d\s?[^\W\d_]+\.$")  # 608 б.
MIN_COLUMN = 30  # characters; narrower lines were broken by hand: verse, lists, signatures


def blank_line(place: Place) -> Verdict:
    """End the sentence at an empty line or a paragraph separator."""
    return True if place.breaks > 1 else None


def list_item_on_new_line(place: Place) -> Verdict:
    """Let a bullet, number or dash at the start of a line open a segment."""
    return True if place.breaks and LIST_ITEM.match(place.right) else None


def bullet_inside_line(place: Place) -> Verdict:
    """Let a bullet between words open a segment."""
    return True if place.mark in "•▪●■◦‣⁃·" else None


def number_before_item(place: Place) -> Verdict:
    """Keep «1.», «2.3.» and «II.» with their item, but end «… 2:1. Келесі …», «тел. 112. Қоңырау …»."""
    if not place.is_stop or not ENUMERATOR.fullmatch(place.before) or SCORE.search(place.left):
        return None
    left = place.left
    if left.endswith("№"):
        return False if opens_sentence(left[:-1]) else None
    if left[-1:] == ":":
        return False if FIRST_ENUMERATOR.fullmatch(place.before) and place.page.second > place.end else None
    if place.text[place.before_start - 1 : place.before_start] in tuple("«“„"):
        return False
    if not opens_sentence(left):
        goes_on = left[-1] == ";" or (
            (left[-1].isalnum() or left[-1] == ",") and continues_list(place, place.before)
        )
        return False if goes_on else None
    if left[-1:] == "?" and place.before.isdecimal():
        is_item = place.before == "1" or _continues(place, place.before) or _is_continued(place)
        return False if is_item else None
    return None if _completes_abbreviation(place) else False


def opens_sentence(left: str) -> bool:
    """Tell that what follows `left` stands where a sentence starts."""
    left = left.rstrip()
    return not left or left[-1] in ".!?…"


def _continues(place: Place, number: str) -> bool:
    """Tell a number whose forerunner stands before an item of the same text: 2 behind 1."""
    return number.isdecimal() and place.page.items.get(int(number) - 1, place.end) < place.end


def _is_continued(place: Place) -> bool:
    """Tell a number that the next one follows: «2. … 3. …»."""
    return place.page.items.get(int(place.before) + 1, 0) > place.end


def continues_list(place: Place, number: str) -> bool:
    """Tell the next number of a list that lost its line ends: «1. Мектеп 2. Балабақша 3. Емхана»."""
    if not place.page.has_list or not _continues(place, number):
        return False
    start = place.page.items[int(number) - 1]
    return place.end - start <= MAX_ITEM and not SENTENCE_INSIDE.search(place.text, start, place.end)


def is_item_ahead(place: Place) -> bool:
    """Tell the next item of a list on the right: «1. Астана қ. ǀ 2. Алматы қ.»."""
    found = ITEM_AHEAD.match(place.right)
    return found is not None and place.page.has_list and _continues(place, found[1])


def _completes_abbreviation(place: Place) -> bool:
    """Tell «Абай көш. 52.», «7 ш.а. 15.» from the next item of a list: «1. Алматы қ. 2. Астана қ.»."""
    word = fold(place.previous.rstrip("."))
    if not place.previous.endswith(".") or word not in load_words().numbered:
        return False
    if _continues(place, place.before):
        return False
    return word in DISTRICTS or not COUNTED.search(place.left)


def numbered_heading(place: Place) -> Verdict:
    """Keep «5-бап.», «ІІ бөлім.», «Бірінші зал.» and «Статья 5.» that open a sentence with their title."""
    if not place.is_stop:
        return None
    left, headings = place.left, load_words().heading
    match = NUMBERED_HEADING.fullmatch(place.before)
    if match and opens_sentence(left) and match[1].lower() in headings:
        return False
    is_counted = place.before.lower() in headings
    word = LAST_WORD.search(left) if is_counted or place.before.isdecimal() else None
    if word is None or not opens_sentence(left[: word.start()]):
        return None
    number_after = place.before.isdecimal() and word[1].lower() in headings
    is_counter = COUNTER.fullmatch(word[1]) and (word.start() == 0 or not word[1].isdecimal())
    return False if number_after or (is_counter and is_counted) else None


def deliberate_line_end(place: Place) -> Verdict:
    """End the segment at the end of a line where the next word would still have fitted into that line."""
    if not place.breaks:
        return None
    left = place.text[place.end - 1]
    goes_on = place.after[:1].islower() or left in ",–—-(«„"
    if place.has_mark:
        return True if not goes_on and _fitted(place) else None
    if goes_on or place.quote is not None or place.bracket is not None:
        return left == ";" or (left == ":" and _fitted(place))
    return left == ";" or _fitted(place)


def _fitted(place: Place) -> bool:
    """Tell whether an editor, not a program that fills lines, broke the line here."""
    width = place.page.width
    return width < MIN_COLUMN or place.end - place.line + 1 + len(place.lead) + len(place.after) <= width
