"""Labels and their values: «Туған жылы – 1985 ж. ǀ Мамандығы – заңгер», «Қан тобы – А. ǀ Резусы оң»."""

from __future__ import annotations

import re

from pipeline.scales import SHORT_SCALE
from pipeline.segment.place import Place
from pipeline.sentence_words import CAPITAL, LOWER, fold, load_words

WINDOW = 80  # characters between a label and the end of its value
STOP = re.compile(r"(?:\w{4}|[\W\d])[.!?…]\s")  # shorter words are shortened ones: Ақтөбе обл. Шалқар ауд.
LABEL = re.compile(r"\w(?::|\s[–—-])\s")
LABEL_AHEAD = re.compile(rf"{CAPITAL}[\w-]*(?:\s{LOWER}[\w-]*){{0,3}}(?::\s|\s[–—-]\s)")
ADDRESS_AHEAD = re.compile(r"[\w-]+\s(?:[\w-]+\s)?(?:көше|даңғыл|аудан|қала|ауыл|обл|шағын|бульвар|тұйық)")
AMOUNT = rf"\d[\d\s.,]*(?:\s?(?:{SHORT_SCALE})\.?)?"
VALUE = re.compile(rf"(?::|\s[–—-])(?:\s?{AMOUNT}(?:[^\W\d]{{1,6}}[²³]?/)?)?$")
TIMES = frozenset({"сағ", "мин", "сек", "ж", "г"})
COUNT_AHEAD = re.compile(rf"\d{{1,3}}(?: \d{{3}})*(-)?\s?({LOWER}{{2,}})")
MARKED_LETTER = re.compile(  # гепатит; қан тобы –; дәрумендер: В12, С,
    rf"(\w+)(\s?[:–—-])?\s?(?:(\d{{1,2}})|(?:{CAPITAL}\d{{0,2}},\s?){{1,5}})?$"
)
ANSWER = re.compile(r"\d\s?[–—-]$")  # 1 – А, 2 – Б


def is_value(place: Place) -> bool:
    """Tell that a label leads to the word before the mark in this sentence: «Мекенжайы: Алматы қ.»."""
    text = place.text[max(place.line, place.before_start - WINDOW) : place.before_start]
    return LABEL.search(STOP.split(text)[-1]) is not None


def is_label_ahead(place: Place) -> bool:
    """Tell that a label opens the right side: «Мамандығы – заңгер», «Телефоны: …», but no street or town."""
    return LABEL_AHEAD.match(place.right) is not None and not ADDRESS_AHEAD.match(place.right)


def ends_amount(place: Place) -> bool:
    """Tell that «– 5 млн тг.» is the value of a label and another count follows: «12 үй қирады»."""
    ahead = COUNT_AHEAD.match(place.right)
    if ahead is None or not place.gap or not VALUE.search(place.left):
        return False
    words, noun = load_words(), fold(ahead[2])
    is_date = noun.startswith(tuple(words.calendar))
    is_briefer = place.abbreviation in TIMES and noun.startswith(words.briefer)
    is_smaller = noun in words.amount or noun.startswith(words.smaller) or is_briefer
    return bool(ahead[1]) or not (is_date or is_smaller)


def is_marked_letter(place: Place) -> bool:
    """Tell a letter that is a mark from an initial: «гепатит В», «Санаты – В», «2 – Б», «… аты – X»."""
    left = place.left
    if ANSWER.search(left) or (place.before == "X" and left[-1:] in (":", "–", "—")):
        return True
    found = MARKED_LETTER.search(left)
    if found is None:
        return False
    word, words = fold(found[1]), load_words()
    return word.startswith(words.graded) or (word in words.lettered and bool(found[2] or found[3]))
