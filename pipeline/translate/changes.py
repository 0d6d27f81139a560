"""Say plainly of changes by what and to what: «былтыр 45 болса, биыл 32-ге дейін азайды».

Kazakh has one case for both, and leaves the verb out where two things change.
"""

from __future__ import annotations

import re

from pipeline.translate.amounts import NUMBER, SCALE, value

FALLS = "аза|төменде|кемі|кему|қысқар|түс|арзанда|құлдыра"
RISES = "өс|арт|көбей|көтеріл|ұлғай|қымбатта|жоғарыла"
WORD = r"[^\W\d]+"
FIRST = rf"(?<![\w.,:/№+-])(?P<from>{NUMBER})"
LAST = (
    rf"(?P<to>{NUMBER})(?P<where>(?:(?:\s|\s?%)?[^\W\d]*){{0,3}}?-?(?:[ғқ]а|[гк]е|%-[ғг][ае]))"
    rf"(?=\s(?:(?P<falls>{FALLS})|(?P<rises>{RISES})))"
)
WAS = re.compile(  # былтыр 45 апат болса, биыл 32-ге азайды
    rf"{FIRST}(?P<what>(?:-{WORD}|\s?%)?(?:\s{WORD}){{0,3}}?)"
    rf"\s(?:{WORD}(?:с[ае]|[ғгқк][ае]н)|еді|болатын),\s(?:ал\s)?"
    rf"(?:биыл|қазір|енді|бүгінде|осы\sжылы|кейін|[12]\d{{3}}\sжыл\w*)(?:\s{WORD}){{0,2}}\s{LAST}"
)
SINCE = re.compile(  # 2015 жылғы 17,6 пайыздан 2024 жылы 27,9%-ға өсті
    rf"{FIRST}(?P<what>(?:\s?{WORD}){{0,3}}?\s?%?-?[^\W\d]*[дтн][ае]н)\s"
    rf"(?:[12]\d{{3}}\sжыл\w*(?:\s{WORD})?|секундына|сағатына)\s{LAST}"
)
PERCENT = re.compile(r"%|пайыз")
CHANGING = rf"\d+(?:,\d+)?(?:\s?%-[ғг]а|\sпайызға|\sесеге?)\s(?:{FALLS}|{RISES})[^\W\d]*?п"
LEVEL = rf"(?:{NUMBER})(?:\s{WORD}){{0,4}}?"
TWO = re.compile(  # экспорт 4%-ға кеміп 58 млрд долларға, импорт 8%-ға өсіп 46 млрд долларға жетті
    rf"(?P<one>{CHANGING}),?\s(?P<level>{LEVEL})(?<![тд][ыі]),\s(?:ал\s)?"
    rf"(?P<what>(?:[^\W\d][^\W\d-]*\s){{1,5}})(?P<other>{CHANGING}),?\s(?P<rest>{LEVEL})"
    r"\s(?P<verb>жет|шық|бол|құра|түс|көтеріл)(?P<form>[тд][ыі]|[ғгқк][ае]н)(?![^\W\d])"
)
FELL = re.compile(r"түсіп$")  # which may be to so much as well
REACHED = {"ты": "жетті", "қан": "жеткен"}  # for «шықты», which a model takes for going out


def changes_said(text: str) -> str:
    """Return a text with «дейін» at what a change goes to, and a verb of its own for each of two changes."""
    if "п" in text and "," in text:
        text = TWO.sub(_apart, text)
    return SINCE.sub(_up_to, WAS.sub(_up_to, text))


def _up_to(match: re.Match[str]) -> str:
    """Say of a change from one level to another, which a model takes for one by so much, that it is to it."""
    before, after = value(match["from"], match["what"]), value(match["to"], match["where"])
    if not SCALE.search(match["what"]) and SCALE.search(match["where"]):
        before = value(match["from"], match["where"])
    are_alike = bool(PERCENT.search(match["what"])) == bool(PERCENT.search(match["where"]))
    goes_so = after < before if match["falls"] else after > before
    return f"{match.group()} дейін" if are_alike and goes_so else match.group()


def _apart(match: re.Match[str]) -> str:
    """Give each of two changes its own verb: a model puts the level of the first into the second."""
    verb = match["verb"] + match["form"] if match["verb"] != "шық" else REACHED[match["form"]]
    one, other = (FELL.sub("төмендеп", match[name]) for name in ("one", "other"))
    return f"{one}, {match['level']} {verb}, ал {match['what']}{other}, {match['rest']} {verb}"
