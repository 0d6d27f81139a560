"""Write out what a model does not know: «ХХ ғ.», «т.б.», «30 сек», «1/3-і», «I орын», «~540», «1$=495».

Left as they are, the draft drops them («I орын» became “a place”) or takes them for others: мыс., for
example, is copper too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from pipeline.alphabet import LOWER, UPPER
from pipeline.marks import LATIN_ROMAN
from pipeline.translate.shown.money import currency_word
from pipeline.translate.shown.places import FINITE
from pipeline.translate.styled.units import units_in_words
from pipeline.wordlists import rows

STOP = r"(?P<stop>\.(?=\s*\Z))?"  # one that ends the text stays
# What stands before an abbreviation, and behind it.
BESIDE = {
    "number": (r"(?<=\d)(?P<blank>\s?)", rf"(?:{STOP}\.?)(?![\w-])"),
    "century": (
        r"(?:(?<=[IVXХІ])|(?<=\d))(?P<blank>\s?-?)",
        rf"(?:-(?P<ending>[{LOWER}]+)|{STOP}\.?(?![\w-]))",
    ),
    "name": (rf"(?<=[{LOWER}»”\"])(?P<blank>\s)", rf"\.(?=\s[{LOWER}«“\"])"),
    "listed": (r"(?<![\w.])(?P<blank>)", r"\.(?=\s?[,;)])"),
    "any": (r"(?<![\w.])(?P<blank>)", r"\.(?!\s*\Z|[^\W\d_]\.)"),
}
AND_OTHERS = re.compile(
    rf",?\s+(?:және\s+)?(?:ж\.\s?)?т\.\s?(?:б|т|с\.\s?с|с)\b(?:{STOP}\.?)(?=(?:\s+(?P<next>\w+))?)"
)
PLURAL = re.compile(r"\w+[лдт][ае]р(?:[ыі]?н?|[гғдкқн][аеыі]\w*|мен)")
ROMAN = re.compile(
    r"(?<![\w-])(?P<roman>[IІ]{1,3}|[IІ]V|V[IІ]{0,3}|[IІ][XХ]|[XХ])"
    r"(?=\s(?:орын|кезең|курс|жартыжылд|тур\b|дәреже|санат))"
)
ORDINALS = {
    "I": "бірінші",
    "II": "екінші",
    "III": "үшінші",
    "IV": "төртінші",
    "V": "бесінші",
    "VI": "алтыншы",
    "VII": "жетінші",
    "VIII": "сегізінші",
    "IX": "тоғызыншы",
    "X": "оныншы",
}
PART = re.compile(
    r"(?<![\w/.,])(?P<of>[1-9])/(?P<whole>[2-9]|10)"
    rf"(?:-(?P<ending>с?[ыі][{LOWER}]*)|(?=\s(?!финал|үй|пәт|\w+\sдейін)[{LOWER}]))(?!\w)"
)
COUNTS = ["бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
WHOLES = ["екіден", "үштен", "төрттен", "бестен", "алтыдан", "жетіден", "сегізден", "тоғыздан", "оннан"]
CENTURIES = frozenset({"ғасыр", "ғасырлар"})  # before a verb in the locative: when something happened
ABOUT = re.compile(r"(?<![\w~])~\s?(?=\d)")
OF_RANGE = re.compile(r"(?<=бі[гғ]е дейін) күндері|(?<=жұмаға дейін) күндері")
DAY = re.compile(rf"(?P<short>[{LOWER}{UPPER}]+)\.?")
RANGE = re.compile(r"(\w+)\s?[-–—]\s?(\w+)")
PER_MILLE = re.compile(r"(\d)\s?‰")
RATE = re.compile(r"(?<![\w.,])(?P<sum>\d+)\s?(?P<sign>[$€])\s?=\s?(?=\d)")


def in_words(text: str) -> str:
    """Return `text` with abbreviations, parts of a whole and Roman ordinals in words."""
    text = AND_OTHERS.sub(_others, text)
    text = units_in_words(text)
    for pattern, put in _patterns():
        text = pattern.sub(put, text)
    text = ROMAN.sub(_ordinal, text)
    text = PART.sub(_part, text)
    text = RATE.sub(lambda found: f"{found['sum']} {currency_word(found['sign'])} – ", text)
    text = OF_RANGE.sub("", _hours().sub(_days, text))
    text = PER_MILLE.sub(r"\1 промилле", text)
    return ABOUT.sub("шамамен ", text)


def _others(found: re.Match[str]) -> str:
    """Return «and other» before what there are others of, else «and others»."""
    is_followed = PLURAL.fullmatch(found["next"] or "") is not None
    return f" және тағы {'басқа' if is_followed else 'басқалар'}{found['stop'] or ''}"


def _ordinal(found: re.Match[str]) -> str:
    word = ORDINALS[found["roman"].translate(LATIN_ROMAN)]
    return word if found.string[: found.start()].strip(' «“"') else word.capitalize()


@cache
def _words(kind: str) -> dict[str, str]:
    """Return the abbreviations of one kind with what they stand for."""
    return {short: word for of, short, word in rows("shortened.tsv") if of == kind}


@cache
def _hours() -> re.Pattern[str]:
    """Return what finds shortened days: before hours (дс-жм 9:00) or «күн», or two in a row."""
    day, long = (
        "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in words)
        for words in (_words("day"), _words("day").values())
    )
    day, long = rf"(?:{day})(?![{LOWER}])\.?", f"(?:{long})"
    link = r"(?:\s?[-–—]\s?|,\s?|\sжәне\s|\s[мбп]ен\s)"
    row = rf"{day}(?:{link}(?:{day}|{long}))*"
    behind = r"(?=,?\s(?:\d{1,2}[:.]\d\d|күн|[–—-]\sдемалыс))"
    several = rf"{day}(?:{link}(?:{day}|{long}(?![{LOWER}])))+"
    return re.compile(rf"(?<![\w.-])(?:{row}{behind}|{several}(?=[\s,.;:)]|$))")


def _days(found: re.Match[str]) -> str:
    def day(word: re.Match[str]) -> str:
        said = _words("day").get(word["short"].lower(), word["short"])
        return said.capitalize() if word["short"][0].isupper() and not found.start() else said

    text = DAY.sub(day, found.group())
    if found.group().endswith(".") and found.end() == len(found.string):
        text += "."
    return RANGE.sub(lambda ends: f"{_with(ends[1], 'ден')} {_with(ends[2], 'ге')} дейін", text)


def _with(day: str, case: str) -> str:
    return day + (case if day.endswith("і") else case.replace("е", "а").replace("г", "ғ"))


def _part(found: re.Match[str]) -> str:
    of, whole = int(found["of"]), int(found["whole"])
    if of >= whole:
        return found.group()
    return f"{WHOLES[whole - 2]} {COUNTS[of - 1]}{found['ending'] or ''}"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    found = []
    for kind, (before, behind) in BESIDE.items():
        words = _words(kind)
        shorts = "|".join(re.escape(s).replace(r"\.", r"\.\s?") for s in sorted(words, key=len, reverse=True))
        pattern = re.compile(f"{before}(?P<short>{shorts}){behind}", re.IGNORECASE if kind == "any" else 0)
        found.append((pattern, partial(_word, words)))
    return tuple(found)


def _word(words: dict[str, str], found: re.Match[str]) -> str:
    said = found.groupdict()
    word = words[re.sub(r"\s", "", found["short"]).lower()]
    word = word.capitalize() if found["short"][0].isupper() else word
    if word in CENTURIES and FINITE.match(found.string, found.end()):
        word += "да"
    is_glued = not found["blank"] and found.string[: found.start()][-1:].isalnum()
    return f"{' ' if is_glued else found['blank']}{word}{said.get('ending') or ''}{said.get('stop') or ''}"
