"""Rules for line breaks, lists and headings inside a block."""

from __future__ import annotations

import re

from pipeline.marks import ROMAN
from pipeline.segment.place import Place, Verdict
from pipeline.segment.words import LOWER, load_words

BULLET = r"[•▪●■◦‣⁃·*➢➤►▶✓✔✅❗📌📍🔹🔸🔺🔻⚡➡]"
NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[.)]|\(\d{{1,3}}\)|\(?{LOWER}\)|{ROMAN}[.)])"
LIST_ITEM = re.compile(rf"{BULLET}\s?(?=[\w«“\"(])|[–—-]\s|{NUMBER}\s?(?!\d)|№\s?\d")
ENUMERATOR = re.compile(rf"\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}|{ROMAN}")
SCORE = re.compile(r"\d\s?:$")  # what stands before its second figure
FIRST_ENUMERATOR = re.compile(r"1|[IІ]")
NUMBERED_HEADING = re.compile(r"\d{1,4}(?:-\d{1,3})?-(\w+)")
COUNTER = re.compile(rf"\d{{1,3}}|{ROMAN}|\w+[ыі]?нш[ыі]")  # 1, ІІ, бірінші
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
    """Keep «1.», «2.3.» and «II.» with the item they number, but end «… 2:1. Келесі …»."""
    if not place.is_stop or not ENUMERATOR.fullmatch(place.before) or SCORE.search(place.left):
        return None
    left = place.left[-1:]
    first_of_list = left == ":" and FIRST_ENUMERATOR.fullmatch(place.before)
    return False if not left or left in ".!?…;" or first_of_list else None


def numbered_heading(place: Place) -> Verdict:
    """Keep «5-бап.», «ІІ бөлім.», «Бірінші зал.» and «Статья 5.» at the start of a line with their title."""
    if not place.is_stop:
        return None
    match = NUMBERED_HEADING.fullmatch(place.before)
    headings = load_words().heading
    if match and not place.left and match[1].lower() in headings:
        return False
    if place.left != place.previous:
        return None
    number_after = place.before.isdecimal() and place.previous.lower() in headings
    number_before = COUNTER.fullmatch(place.previous) and place.before.lower() in headings
    return False if number_after or number_before else None


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
