"""Rules for full stops that belong to a word: initials, abbreviations, dates."""

from __future__ import annotations

import re

from pipeline.segment.place import Place, Verdict
from pipeline.segment.words import CAPITAL, LOWER, fold, load_words

INITIAL = re.compile(rf"(?:.*[.\-‑])?(?:{CAPITAL}|Дж|Дз|Ch|Sh|Zh)")
DOTTED = re.compile(rf"(?:{LOWER}{{1,2}}\.){{1,4}}{LOWER}{{1,2}}")
VOWELLESS = re.compile(r"[бвгғджзйкқлмнңпрстфхһцчшщ]{2,4}")
DAY = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
SCALES = frozenset({"мың", "млн", "млрд", "трлн"})  # a currency may follow them
PER = re.compile(r"\d\s?[^\W\d_]{1,6}[²³]?/$")  # 15 м/с, 5 м³/с, 7,5 ммоль/л
GRAMS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d+)?\s?г\Z")  # 200 г, while 2024 г. is a year
REST_OF_DATE = re.compile(r"\d{1,2}\.\s?\d{2,4}(?!\d)|\d{4}(?!\d)")
PERSON_ALONE = re.compile(r"(?:^|\w\w,)$")  # «Тергеуге сәйкес, М. 2023 жылы …», but «А, В, С. 2023 …»
DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\.\s?$")
YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:\s?[-–—]\s?\d{2,4})?(?:\s?(?:ж|жж|г)\.|\s?жыл|-(?:шы|ші|ы|і)\b)")


def _starts_anew(place: Place) -> bool:
    """Tell a capital that only the start of a sentence explains: «Ол», «Сондай-ақ», «Наурыз»."""
    words, after = load_words(), fold(place.after)
    return place.after[:1].isupper() and (after in words.starters or after in words.calendar)


def initials(place: Place) -> Verdict:
    """Keep «Қ. Жұбанов», «А.С. Пушкин», «Ж.-Ж. Руссо» whole; «Асқаров А. Ол …» and «25 °C. …» end there."""
    if not place.is_stop or place.closers or not INITIAL.fullmatch(place.before):
        return None
    if place.left.endswith("°"):
        return place.gap != ""
    if place.after[:1].isdecimal() and PERSON_ALONE.search(place.left):
        return False
    if YEAR.match(place.right) or (_starts_anew(place) and len(place.after) > 1):
        return place.gap != ""
    return False if place.after[:1].isupper() or place.after[:1].isdecimal() else None


def abbreviation_that_never_ends(place: Place) -> Verdict:
    """Keep «проф. Әуезов», «тел. 8727» and «…, мыс. Қазақстан» whole, but end «… металл – мыс. Ол …»."""
    if not place.is_stop:
        return None
    words = load_words()
    if place.abbreviation in words.never:
        return False
    opens = place.abbreviation in words.opening and (not place.left or place.left[-1] in "([,;.!?")
    return False if opens else None


def end_of_enumeration(place: Place) -> Verdict:
    """End «… және т.б. Сондай-ақ» where a capital follows, and go on in «т.б. 12 ел»."""
    if not place.is_stop or place.abbreviation not in load_words().closing:
        return None
    if place.after[:1].isdecimal():
        return bool(YEAR.match(place.right))
    return place.after[:1].isupper()


def amount(place: Place) -> Verdict:
    """Keep «8 млн. АҚШ доллары», «5 км. 300 м» whole, but end «… 8 млн. Қаржы …»."""
    if not place.is_stop or not _is_amount(place):
        return None
    if place.after[:1].isdecimal():
        return bool(YEAR.match(place.right))
    currency = place.abbreviation in SCALES and len(place.after) > 1 and place.after[:2].isupper()
    return False if currency else (True if place.gap else None)


def _is_amount(place: Place) -> bool:
    word = place.abbreviation
    if word in load_words().either:
        return word == "г" and GRAMS.search(place.text, max(0, place.start - 10), place.start) is not None
    if word in load_words().amount or PER.search(place.left) is not None:
        return True
    is_counted = place.counted or fold(place.previous.rstrip(".")) in SCALES
    return is_counted and len(word) == 1 and word.isalpha()


def abbreviation_that_may_end(place: Place) -> Verdict:
    """Keep «2024 ж. 14 наурыз», «Алматы қ. Абай к-сі» whole, but end «… 1991 ж. Ол …»."""
    if not place.is_stop or not _may_end(place):
        return None
    if place.after[:1].isdecimal():
        return bool(YEAR.match(place.right)) and place.gap != ""
    return _starts_anew(place) and place.gap != ""


def _may_end(place: Place) -> bool:
    word = place.abbreviation
    if word in load_words().either or DOTTED.fullmatch(word):
        return True
    if len(word) == 1:
        return word.isalpha()
    return VOWELLESS.fullmatch(word) is not None and place.before[-1].islower()  # «смс.», but not «ЖШС.»


def spaced_date(place: Place) -> Verdict:
    """Keep «14. 03. 2024» whole, but end «… саны 25. 2024 жылы …»."""
    if not place.is_stop or not DAY.fullmatch(place.before) or place.breaks:
        return None
    rest = REST_OF_DATE.match(place.right)
    if rest is None:
        return None
    start = place.before_start
    month_before = DAY_BEFORE.search(place.text, max(place.line, start - 4), start)
    return False if "." in rest[0] or "." in place.before or month_before else None
