"""Rules for full stops that belong to a word: initials, abbreviations, dates."""

from __future__ import annotations

import re

from pipeline.scales import ABBREVIATED
from pipeline.segment import labels, lines, persons
from pipeline.segment.place import Place, Verdict
from pipeline.sentence_words import CAPITAL, LOWER, fold, load_words

INITIAL = re.compile(rf"(?:.*[.\-‑])?(?:{CAPITAL}|Дж|Дз|Ch|Sh|Zh)")
DOTTED = re.compile(rf"(?:{LOWER}{{1,2}}\.){{1,4}}{LOWER}{{1,2}}")
VOWELLESS = re.compile(r"[бвгғджзйкқлмнңпрстфхһцчшщ]{2,4}")
DAY = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
SCALES = frozenset(ABBREVIATED)  # a currency may follow them
MAX_TITLE = 5  # letters of a title that is cut short
PER = re.compile(r"\d\s?[^\W\d_]{1,6}[²³]?/$")  # 15 м/с, 5 м³/с, 7,5 ммоль/л
GRAMS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d+)?\s?г\Z")  # 200 г, while 2024 г. is a year
REST_OF_DATE = re.compile(r"\d{1,2}\.\s?\d{2,4}(?!\d)|\d{4}(?!\d)")
FULL_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}\.\d{1,2}\.\d{1,2}")
PARTS = re.compile(r"[.\-–]")  # ген.-лейт, дс.-жм
NAME_BEHIND = re.compile(rf"{CAPITAL}[\w\-]*(?:\s(?:хан|батыр|би|ақын|баба|сұлтан|төре))?$")
# «Қаржының 5 млн. Абай ауданына бөлінді», «100 т. Қытайға, 50 т. Ресейге жөнелтілді»
SHARE = re.compile(rf"[нтд][ыі]ң\s{labels.AMOUNT}$")
PLACE_CASE = r"(?:[ғқгк][ае]|[нтд][ае])(?:\s\w+)?,\s"
SHARE_AHEAD = re.compile(rf"{CAPITAL}\w*{PLACE_CASE}\d")
SHARE_BEHIND = re.compile(rf"\w{PLACE_CASE}{labels.AMOUNT}$")
# «Google, Meta т.б. АҚШ алпауыттары»: names, and behind the stop what they all are
OWN_NAME_BEHIND = re.compile(rf"(?:{CAPITAL}[\w\-]*|»)(?:,|\sжәне|,\sжәне)?$")
ALL_OF_THEM = re.compile(
    rf"{CAPITAL}[\w\-]*(?:\s[\w\-]+){{0,2}}?\s{LOWER}+(?:[лдт][ае]р)[ыі](?:н|на|не|ның|нің|мен)?\b"
)
OF_SHARE = re.compile(r"\d\s?%-?[ыі]?\Z")  # «7,1%-ы», the ending of a share
MONEY = frozenset({"тг", "тнг", "руб", "долл"})
DATE_AHEAD = re.compile(
    r"\d{1,2}\s(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)"
)
DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\.\s?$")
YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:\s?[-–—]\s?\d{2,4})?(?:\s?(?:ж|жж|г)\.|\s?жыл|-(?:шы|ші|ы|і)\b)")


def _starts_anew(place: Place) -> bool:
    """Tell a capital that only the start of a sentence explains: «Ол», «Сондай-ақ», «Наурыз»."""
    words, after = load_words(), fold(place.after)
    return place.after[:1].isupper() and (
        after in words.starters or after in words.calendar or after in words.namesakes
    )


def initials(place: Place) -> Verdict:
    """Keep «Қ. Жұбанов», «А.С. Пушкин», «Ж.-Ж. Руссо» whole; «Асқаров А. Ол …» and «25 °C. …» end there."""
    if not place.is_stop or place.closers or not INITIAL.fullmatch(place.before):
        return None
    if place.left.endswith("°"):
        return place.gap != ""
    follows = place.after[:1].isupper() or place.after[:1].isdecimal()
    if follows and place.gap and labels.is_marked_letter(place) and not persons.is_family_ahead(place):
        return True
    if place.after[:1].isdecimal() and persons.ALONE.search(place.left):
        return False
    if YEAR.match(place.right) or (_starts_anew(place) and len(place.after) > 1):
        return place.gap != ""
    if not follows:
        return None
    return place.gap != "" and persons.ends_with_initials(place)


def abbreviation_that_never_ends(place: Place) -> Verdict:
    """Keep «проф. Әуезов», «тел. 8727» and «…, мыс. Қазақстан» whole, but end «… металл – мыс. Ол …»."""
    words = load_words()
    if place.mark == "!" and place.gap and not place.closers and fold(place.before) in words.marked:
        return False if place.after[:1].isupper() else None
    if not place.is_stop:
        return None
    if place.abbreviation in words.never or _is_bound(place):
        return False
    opens = place.abbreviation in words.opening and (not place.left or place.left[-1] in "([,;.!?")
    return False if opens else None


def _is_bound(place: Place) -> bool:
    """Tell «Ген. Рахимов», «КСРО хал. әрт. Роза Бағланова», «Абай ат. Қазақ университеті», «No. 1»."""
    words, word = load_words(), place.abbreviation
    if place.after[:1].isdecimal():
        return word in words.counted
    if not place.after[:1].isupper() or fold(place.after) in words.starters:
        return False
    if word in words.named:
        return NAME_BEHIND.search(place.left) is not None
    is_title = PARTS.split(word)[-1] in words.titles
    return (is_title or _is_second_title(place)) and persons.is_person_ahead(place)


def _is_second_title(place: Place) -> bool:
    """Tell a word behind a title that is shortened itself: «хал. жаз. Мұхтар Әуезов»."""
    if len(place.before) > MAX_TITLE or not place.previous.endswith("."):
        return False
    return place.before.islower() and fold(place.previous[:-1]) in load_words().titles


def end_of_enumeration(place: Place) -> Verdict:
    """End «… және т.б. Сондай-ақ» where a capital follows, and go on in «т.б. 12 ел»."""
    if not place.is_stop or place.abbreviation not in load_words().closing:
        return None
    if place.after[:1].isdecimal():
        return bool(YEAR.match(place.right))
    if not _starts_anew(place) and OWN_NAME_BEHIND.search(place.left) and ALL_OF_THEM.match(place.right):
        return False
    return place.after[:1].isupper()


def amount(place: Place) -> Verdict:
    """Keep «8 млн. АҚШ доллары», «5 км. 300 м» whole, but end «… 8 млн. Қаржы …»."""
    if not place.is_stop or not _is_amount(place):
        return None
    if place.after[:1].isdecimal():
        return _is_next(place)
    currency = place.abbreviation in SCALES and len(place.after) > 1 and place.after[:2].isupper()
    if currency or (_is_share(place) and not _starts_anew(place)):
        return False
    is_word = len(place.abbreviation) > 1 and place.after[:1].isupper() and place.after[1:2].islower()
    return True if place.gap or (is_word and not place.lead) else None


def _is_share(place: Place) -> bool:
    """Tell a part of a whole, whose use or place is named next: «Қаржының 5 млн. Абай ауданына бөлінді»."""
    if place.lead or not place.after[:1].isupper() or fold(place.after).startswith("қалған"):
        return False
    left, right = place.left, place.right
    found = SHARE.search(left) or SHARE_AHEAD.match(right) or SHARE_BEHIND.search(left)
    return found is not None


def _is_next(place: Place) -> bool:
    """Tell a number that begins anew: a year, another count, the next item of a list."""
    if place.abbreviation in MONEY and DATE_AHEAD.match(place.right):
        return True
    return bool(YEAR.match(place.right)) or labels.ends_amount(place) or lines.is_item_ahead(place)


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
        return place.gap != "" and _is_next(place)
    if place.gap == "":
        return place.counted and not place.lead and fold(place.after) in load_words().starters
    return _starts_anew(place) or (labels.is_value(place) and labels.is_label_ahead(place))


def _may_end(place: Place) -> bool:
    word = place.abbreviation
    if word in load_words().either or DOTTED.fullmatch(word):
        return True
    if len(word) == 1:
        start = place.before_start
        return word.isalpha() and not OF_SHARE.search(place.text, max(0, start - 12), start + 1)
    last = PARTS.split(word)[-1]  # дс.-жм
    return VOWELLESS.fullmatch(last) is not None and place.before[-1].islower()  # «смс.», but not «ЖШС.»


def spaced_date(place: Place) -> Verdict:
    """Keep «14. 03. 2024» and «05.12.2023. №1093» whole, but end «… саны 25. 2024 жылы …»."""
    if place.is_stop and place.lead == "№" and FULL_DATE.fullmatch(place.before):
        return False
    if not place.is_stop or not DAY.fullmatch(place.before) or place.breaks:
        return None
    rest = REST_OF_DATE.match(place.right)
    if rest is None:
        return None
    start = place.before_start
    month_before = DAY_BEFORE.search(place.text, max(place.line, start - 4), start)
    return False if "." in rest[0] or "." in place.before or month_before else None
