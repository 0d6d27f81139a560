"""Give each figure of a series its verb and its bound: «ет 12%-ға, сүт 9%-ға өссе, қант 4%-ға төмендеді».

Kazakh says the verb, and «дейін», once behind the last of them; a model loses what it does not see.
"""

from __future__ import annotations

import re

from pipeline.change_verbs import past
from pipeline.levels import FALLS, NUMBER, RISES
from pipeline.scales import SCALE

OF = "теңге|доллар|тиын|рубл|еуро|юань|цент|тонна|адам|АЕК|балл|ұпай|есе|сағат|шақырым"
UNIT = (
    r"\s?%-[ғг]а|\sпайызға|\s(?:пайыздық|базистік)\s(?:тармаққа|пунктке)|\s(?:тармаққа|пунктке)"
    rf"|(?:\s(?:{SCALE}))?\s(?:{OF})[^\W\d]*?(?:[ғқ]а|[гк]е)"
)
FIGURE = rf"(?<![\w,.–-])(?:{NUMBER})(?:{UNIT})(?![^\W\d])"
FINITE = r"(?:[тд][ыі]|[ғқ]ан|[гк]ен|[аеий]?[йа]?д[ыі])(?!\w)"
OPPOSED = re.compile(  # … 12%-ға қымбаттаса, қант 4%-ға, тұз 6%-ға арзандады
    rf"(?P<one>{FIGURE}) (?P<verb>{FALLS}|{RISES})(?:с[ае]|[ыі]?п), (?:ал )?"
    rf"(?P<rest>(?:[^.;:!?()]|(?<=\d)\.(?=\d)){{0,250}}?)"
    rf"(?P<last>{FIGURE}) (?P<finite>(?:{FALLS}|{RISES}){FINITE})"
)
CLAUSES = re.compile(r"[.;:!?()]\s")
LISTED = re.compile(rf"(?P<figure>{FIGURE})(?P<link>,(?: ал)?) (?=[^\W\d])")
CHANGE = re.compile(rf"{FIGURE} (?:{FALLS}|{RISES})")
RESPECTIVELY = re.compile(  # экспорт пен импорт тиісінше 4%-ға кеміп, 5%-ға өсті
    r"(?P<one>[^\W\d]\S*) (?:[пмб]ен|және) (?P<other>[^\W\d]\S*) тиісінше "
    rf"(?P<first>{FIGURE} (?:{FALLS}|{RISES})(?:[ыі]?п|с[ае])),? "
    rf"(?P<last>{FIGURE} (?:{FALLS}|{RISES}){FINITE})"
)
WORDS = r"(?:\d{4} жыл\w* |[^\W\d][\w»”\"-]* )"
SHARED = re.compile(  # 2027 жылы 6%-ға, 2028 жылы 5%-ға дейін баяулайды
    rf"(?P<one>(?<![\w,.–-])(?:{NUMBER})(?P<unit>{UNIT}))"
    rf"(?=(?:,(?: ал)? (?!яғни|демек){WORDS}{{1,5}}?| және {WORDS}{{0,5}}?)(?:{NUMBER})(?P=unit) дейін"
    rf"(?:, | (?:\S+ )?(?:{FALLS}|{RISES}|баяула|жақсар|нашарла|әлсіре|тарыл|ұзар|кеңей|ұлғая)))"
)


def series_said(text: str) -> str:
    """Return a text whose series of figures say with each what is said of all of them."""
    if "дейін" in text:
        while (bound := SHARED.sub(r"\g<one> дейін", text)) != text:  # the last two of three first
            text = bound
    if "тиісінше" in text:
        text = RESPECTIVELY.sub(r"\g<one> \g<first>, \g<other> \g<last>", text)
    return _apart(text) if "," in text else text


def _apart(text: str) -> str:
    """Return a text in which two opposite series have a verb for each figure; what has no series stays."""
    for found in reversed(list(OPPOSED.finditer(text))):
        verb, finite = found["verb"], found["finite"]
        begun = len(text[: found.start()]) - len(CLAUSES.split(text[: found.start()])[-1])
        head, rest = text[begun : found.start()], found["rest"]
        is_opposed = bool(re.match(FALLS, verb)) != bool(re.match(FALLS, finite))
        if not is_opposed or CHANGE.search(rest) or CHANGE.search(head):
            continue
        head, before = LISTED.subn(rf"\g<figure> {past(verb)}, ", head)
        rest, behind = LISTED.subn(rf"\g<figure> {finite}, ", rest)
        if before or behind:
            said = f"{head}{found['one']} {past(verb)}, ал {rest}{found['last']} {finite}"
            text = text[:begun] + said + text[found.end() :]
    return text
