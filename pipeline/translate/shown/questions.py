"""Ask «Сіз ше?» as «Ал сіз?», which a model reads right: it took the first for “What do you?”."""

from __future__ import annotations

import re

from pipeline.alphabet import LOWER, UPPER
from pipeline.given_names import given_names

_WORD = r"[^\s.,!?;:«»“”\"()–—-]+"
ASKED = re.compile(
    rf"(?P<before>^(?:[–—-]\s)?|[.!?…]\s(?:[–—-]\s)?)(?P<who>(?:{_WORD}\s){{0,2}}{_WORD})\sше\?"
)
SMALL = re.compile(  # no names: what belongs to whom one speaks with, pronouns, times
    r"(?:мен|сен|сіз|ол|біз|сендер|сіздер|олар|өз[іi]ң?|өзіңіз|бұл|қазір|бүгін|ертең|кеше|онда|мұнда|кейін"
    rf"|(?:қалған|басқа)\w*|[{LOWER}{UPPER}]+(?:[ыі]?ң(?:[ыі]з)?|[сш][ыі]|[лдт][ае]р(?:[ыі](?:ң[ыі]з)?)?)"
    r"(?:д[ае]|т[ае]|нд[ае]|[ғқ]а|[гк]е|н[ыі]|д[ыі]|т[ыі]|мен)?)",
    re.IGNORECASE,
)


OUR = re.compile(r"(?:ме|се|о|біз|сіз|сендер|сіздер|олар|бұ)[ндт][ыі]ң", re.IGNORECASE)
# Of a place or a person: «Астананың халқы», «Айдарға».
OF_NAME = re.compile(r"(?P<name>\w+?)(?:(?P<whose>[ндт][ыі]ң)|[дт][ае]|[ғқ]а|[гк]е|[ндт][ыі]|мен)?")


def questions_said(text: str) -> str:
    """Return a text with each «X ше?» as «Ал X?»."""
    return ASKED.sub(_asked, text) if " ше?" in text else text


def _asked(found: re.Match[str]) -> str:
    who = found["who"]
    if who.lower().endswith(("са", "се")):  # егер барса ше?
        return found.group()
    if who.lower().startswith("ал "):
        return f"{found['before']}{who}?"
    if who[0].isupper() and _is_small(who.split()[0]):
        who = who[0].lower() + who[1:]
    return f"{found['before']}Ал {who}?"


def _is_small(word: str) -> bool:
    """Tell a word that is written small within a sentence from what may be a name: «Айдар ше?»."""
    if SMALL.fullmatch(word) is None:
        return False
    found = OF_NAME.fullmatch(word)
    return (
        OUR.fullmatch(word) is not None
        or found is None
        or not (found["whose"] or word in given_names() or found["name"] in given_names())
    )
