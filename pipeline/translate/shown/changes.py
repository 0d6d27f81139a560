"""Say plainly of changes by what and to what: «былтыр 45 болса, биыл 32-ге дейін азайды».

Kazakh has one case for both, and leaves the verb out where two things change.
"""

from __future__ import annotations

import re

from pipeline.levels import FALLS, NUMBER, RISES, WORD, levels
from pipeline.scales import SCALE

MONEY = rf"\s(?:(?:{SCALE})\s)?(?:теңге|доллар|тиын|рубл|еуро|цент|тонна|адам)[^\W\d]*[ғгк][ае]"
CHANGING = rf"\d+(?:,\d+)?(?:\s?%-[ғг]а|\sпайызға|\sесеге?|{MONEY})\s(?:{FALLS}|{RISES})[^\W\d]*?п"
LEVEL = rf"(?:{NUMBER})(?:\s{WORD}){{0,4}}?"
TWO = re.compile(  # экспорт 4%-ға кеміп 58 млрд долларға, импорт 8%-ға өсіп 46 млрд долларға жетті
    rf"(?P<one>{CHANGING}),?\s(?P<level>{LEVEL})(?<![тд][ыі])(?<![ғгқк][ае]н),\s(?:ал\s)?"
    rf"(?P<what>(?:[^\W\d][^\W\d-]*\s){{1,5}})(?P<other>{CHANGING}),?\s(?P<rest>{LEVEL})"
    r"\s(?P<verb>жет|шық|бол|құра|түс|көтеріл)(?P<form>[тд][ыі]|[ғгқк][ае]н)(?![^\W\d])"
)
FELL = re.compile(r"түсіп$")  # which may be to so much as well
GOING = frozenset({"шық", "көтеріл"})  # which a model takes for going out, or for a rise


def changes_said(text: str) -> str:
    """Return a text with «дейін» at what a change goes to, and a verb of its own for each of two changes."""
    if "п" in text and "," in text:
        while (apart := TWO.sub(_apart, text)) != text:  # the last two of three first
            text = apart
    for match in sorted(levels(text), key=lambda match: -match.end()):
        text = f"{text[: match.end()]} дейін{text[match.end() :]}"
    return text


def _apart(match: re.Match[str]) -> str:
    """Give each of two changes its own verb: a model puts the level of the first into the second."""
    verb = match["verb"] + match["form"]
    if match["verb"] in GOING:
        verb = "жетті" if match["form"][0] in "тд" else "жеткен"
    one, other = (FELL.sub("төмендеп", match[name]) for name in ("one", "other"))
    return f"{one}, {match['level']} {verb}, ал {match['what']}{other}, {match['rest']} {verb}"
