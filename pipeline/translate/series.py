"""Give each figure of a series its verb and its bound: «ет 12%-ға, сүт 9%-ға қымбаттаса, қант 4%-ға, тұз 6%-ға арзандады».

Kazakh says the verb, and «дейін», once behind the last of them; a model loses what it does not see.
"""

from __future__ import annotations

import re

from pipeline.levels import FALLS, NUMBER, RISES

SCALES = "мың|млн|млрд|трлн|миллион|миллиард|триллион"
OF = "теңге|доллар|тиын|рубл|еуро|юань|цент|тонна|адам|АЕК|балл|ұпай|есе|сағат|шақырым"
UNIT = (
    r"\s?%-[ғг]а|\sпайызға|\s(?:пайыздық|базистік)\s(?:тармаққа|пунктке)|\s(?:тармаққа|пунктке)"
    rf"|(?:\s(?:{SCALES}))?\s(?:{OF})[^\W\d]*?(?:[ғқ]а|[гк]е)"
)
FIGURE = rf"(?<![\w,.–-])(?:{NUMBER})(?:{UNIT})(?![^\W\d])"
FINITE = r"(?:[тд][ыі]|[ғқ]ан|[гк]ен|[аеий]?[йа]?д[ыі])(?!\w)"
OPPOSED = re.compile(  # … 12%-ға қымбаттаса, қант 4%-ға, тұз 6%-ға арзандады
    rf"(?P<head>[^.;:!?()]*?)(?P<one>{FIGURE}) (?P<verb>{FALLS}|{RISES})(?:с[ае]|[ыі]?п), (?:ал )?"
    rf"(?P<rest>(?:[^.;:!?()]|(?<=\d)\.(?=\d))*?)(?P<last>{FIGURE}) (?P<finite>(?:{FALLS}|{RISES}){FINITE})"
)
LISTED = re.compile(rf"(?P<figure>{FIGURE})(?P<link>,(?: ал)?) (?=[^\W\d])")
CHANGE = re.compile(rf"{FIGURE} (?:{FALLS}|{RISES})")
RESPECTIVELY = re.compile(  # экспорт пен импорт тиісінше 4%-ға кеміп, 5%-ға өсті
    r"(?P<one>[^\W\d]\S*) (?:[пмб]ен|және) (?P<other>[^\W\d]\S*) тиісінше "
    rf"(?P<first>{FIGURE} (?:{FALLS}|{RISES})(?:[ыі]?п|с[ае])),? (?P<last>{FIGURE} (?:{FALLS}|{RISES}){FINITE})"
)
SHARED = re.compile(  # 2027 жылы 6%-ға, 2028 жылы 5%-ға дейін баяулайды
    rf"(?P<one>(?<![\w,.–-])(?:{NUMBER})(?P<unit>{UNIT}))(?=(?:,(?: ал)?| және) (?!яғни|демек|ал )"
    rf"(?:\d{{4}} жыл\w* |[^\W\d][\w»”\"-]* ){{1,5}}?(?:{NUMBER})(?P=unit) дейін(?:, | (?:\S+ )?"
    rf"(?:{FALLS}|{RISES}|баяула|жақсар|нашарла|әлсіре|тарыл|ұзар|кеңей|ұлғая)))"
)
BACK, VOWELS = "аоұыяуё", "аоұыяуёәеөүіэию"
VOICELESS = tuple("пкқтсшхфцчщ")


def series_said(text: str) -> str:
    """Return a text whose series of figures say with each what is said of all of them."""
    if "дейін" in text:
        while (bound := SHARED.sub(r"\g<one> дейін", text)) != text:  # the last two of three first
            text = bound
    if "тиісінше" in text:
        text = RESPECTIVELY.sub(r"\g<one> \g<first>, \g<other> \g<last>", text)
    return OPPOSED.sub(_each, text) if "," in text else text


def _each(found: re.Match[str]) -> str:
    """Return two opposite series, each figure with its own verb; what has no series stays."""
    verb, finite = found["verb"], found["finite"]
    is_opposed = bool(re.match(FALLS, verb)) != bool(re.match(FALLS, finite))
    if not is_opposed or CHANGE.search(found["rest"]) or CHANGE.search(found["head"]):
        return found.group()
    past = f"{verb}{_past(verb)}"
    head, before = LISTED.subn(rf"\g<figure> {past}, ", found["head"])
    rest, behind = LISTED.subn(rf"\g<figure> {finite}, ", found["rest"])
    if not before and not behind:
        return found.group()
    return f"{head}{found['one']} {past}, ал {rest}{found['last']} {finite}"


def _past(stem: str) -> str:
    """Return the ending of the past for a stem: өс-ті, қымбатта-ды."""
    vowel = next(letter for letter in reversed(stem) if letter in VOWELS)
    return ("т" if stem.endswith(VOICELESS) else "д") + ("ы" if vowel in BACK else "і")
