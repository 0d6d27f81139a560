"""Ask «Сіз ше?» as «Ал сіз?», which a model reads right: it took the first for “What do you?”."""

from __future__ import annotations

import re

from pipeline.alphabet import LOWER, UPPER

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


def questions_said(text: str) -> str:
    """Return a text with each «X ше?» as «Ал X?»."""
    return ASKED.sub(_asked, text) if " ше?" in text else text


def _asked(found: re.Match[str]) -> str:
    who = found["who"]
    if who.lower().endswith(("са", "се")):  # егер барса ше?
        return found.group()
    if who.lower().startswith("ал "):
        return f"{found['before']}{who}?"
    if who[0].isupper() and SMALL.fullmatch(who.split()[0]):
        who = who[0].lower() + who[1:]
    return f"{found['before']}Ал {who}?"
