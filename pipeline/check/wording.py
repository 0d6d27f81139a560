"""Words formed by the rule where the language has another form: “citys”, «о итогах», «вышёл».

Only what no dictionary has is changed, and only into a word that a dictionary has; a Russian preposition
takes the form that the sounds behind it ask for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.alphabet import UPPER
from pipeline.check.dictionaries import in_dictionary
from pipeline.check.terms import is_russian, parses, written_like
from pipeline.counted import FEW, russian_form
from pipeline.document import Target
from pipeline.wordlists import rows

LETTER = "а-яё"
CONSONANT = "бвгджзйклмнпрстфхцчшщ"
PREPOSITION = re.compile(
    rf"(?<![\w-])(?:(?P<about>[Оо])(?= [АЭИОУаэиоу][{LETTER}])"
    rf"|(?P<close>[Оо]б)(?= (?!(?:е[её]|его|их)\b)[еёюя][{LETTER}])"
    rf"|(?P<into>[Вв])(?= [ВФвф][{CONSONANT}][{LETTER}])|(?P<with>[Сс])(?= [СЗШЖсзшж][{CONSONANT}][{LETTER}])"
    rf"|(?P<to>[Кк])(?= (?:мне|вс(?:ем|ему|ей))\b))"
)
FULL = {"about": "б", "into": "о", "with": "о", "to": "о"}
WITH_YO = re.compile(rf"[{LETTER}]*ё[{LETTER}]*", re.IGNORECASE)
ENDED = re.compile(r"[A-Za-z]{2,}(?:[^aeiouAEIOU\W\d_]ys|sss|(?:x|ch|sh|zz)s)(?![\w’'])")
BEING = re.compile(r"(?<!\w)(?P<verb>is|are|was|were)(?P<rest>[a-z]{3,})(?!\w)")  # islonged: it belongs
CAPITAL = re.compile(rf"(?<!\w)[A-Z{UPPER}]")
AFTER_COMMA = re.compile(r"(?<=[а-яё%\d], )[А-ЯЁ][а-яё]{3,}(?![\w-])")
CHANGED = (
    r"(?:вырос|возрос)(?:ла|ло|ли)?|упал[аои]?"
    r"|(?:увеличил|уменьшил|сократил|снизил|повысил|поднял|опустил)(?:ся|ась|ось|ись)"
    r"|(?:подорожал|подешевел|прибавил|упал)[аои]?"
)
OVER = r"(?: (?P<than>более|менее|свыше)| (?P<about>почти|примерно))?"
BARE_SHARE = re.compile(rf"\b(?P<verb>{CHANGED}){OVER}(?= \d[\d,]*(?:%| процент))", re.IGNORECASE)
BARE_TIMES = re.compile(rf"\b(?P<verb>{CHANGED}|в){OVER} (?P<figure>\d+) раза?(?!\w)", re.IGNORECASE)
ON_OVER = re.compile(r"\bна (?P<than>более|менее|свыше) (?=\d)")
REFERRING = re.compile(r"(?<![\w-])(?P<before>[\w»”-]+) ссылкой на(?!\w)")
NOT_REFERRING = re.compile(r"со|с|под|над|за|перед|между|\w+(?:ой|ей|ою)", re.IGNORECASE)
HALVES = re.compile(r"\b(полутора (?:миллион|миллиард|триллион))а(?!\w)", re.IGNORECASE)
THOUSAND_AND_HALF = re.compile(r"\b(полутора тысяч)и(?!\w)", re.IGNORECASE)
FRACTION = re.compile(r"(?<=\d,\d)(?P<rest>\d*) (?P<noun>[а-яё]+)(?![\w-])")
NAMING = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
CACHED = 16384


def mend_wording(text: str, language: Target) -> str:
    """Return a text with wrongly formed words of a few kinds put right."""
    if language == "en":
        return BEING.sub(_verb, ENDED.sub(lambda match: _plural(match.group()), text))
    text = _with_figures(PREPOSITION.sub(_preposition, text))
    if "ссылкой" in text:
        text = REFERRING.sub(_referring, text)
    return WITH_YO.sub(lambda match: _without_yo(match.group()), text) if "ё" in text else text


def _with_figures(text: str) -> str:
    """Return «вырос на 5%», «более чем в 4 раза», «2,5 доллара» for what lacks its preposition or case."""
    if "полутора" in text:
        text = THOUSAND_AND_HALF.sub(r"\1", HALVES.sub(r"\1ов", text))
    if not any(map(str.isdigit, text)):
        return text
    text = BARE_SHARE.sub(lambda m: f"{m['verb']}{_than(m)} на", text)
    text = ON_OVER.sub(lambda m: f"{'менее' if m['than'] == 'менее' else 'более'} чем на ", text)
    text = BARE_TIMES.sub(_times, text)
    return FRACTION.sub(_of_fraction, text)


def _than(match: re.Match[str]) -> str:
    if match["about"]:
        return f" {match['about']}"
    return f" {'более' if match['than'] == 'свыше' else match['than']} чем" if match["than"] else ""


def _times(match: re.Match[str]) -> str:
    figure, is_preposition = int(match["figure"]), match["verb"].lower() == "в"
    if is_preposition and not (match["than"] or match["about"]):
        return match.group()
    than = _than(match)
    verb = than.strip() if is_preposition else match["verb"] + than
    return f"{verb} в {figure} раз{'а' if russian_form(figure) == FEW else ''}"


def _referring(match: re.Match[str]) -> str:
    """Return «Reuters со ссылкой на» for «Reuters ссылкой на»."""
    before = match["before"]
    return match.group() if NOT_REFERRING.fullmatch(before) else f"{before} со ссылкой на"


def _of_fraction(match: re.Match[str]) -> str:
    """Return «71,48 доллара» for «71,48 долларов»."""
    return f"{match['rest']} {_few().get(match['noun'], match['noun'])}"


@cache
def _few() -> dict[str, str]:
    """Return the forms behind a fraction by those behind five to twenty, where these are of no other case."""
    return {row[1]: row[0] for row in rows("counted_ru.tsv") if row[1] != row[0]}


def _preposition(match: re.Match[str]) -> str:
    return match.group()[0] + FULL.get(match.lastgroup or "", "")


def without_capitals(source: str, text: str) -> str:
    """Write a common Russian word behind a comma small, where the text has more capitals than its source."""
    found = AFTER_COMMA.search(text)
    if found is None or len(CAPITAL.findall(text, 1)) <= len(CAPITAL.findall(source, 1)):
        return text
    word = found.group().lower()
    if not is_russian(word) or any(set(parse.tag.grammemes) & NAMING for parse in parses(word)):
        return text
    return text[: found.start()] + word + text[found.end() :]


@lru_cache(maxsize=CACHED)
def _without_yo(word: str) -> str:
    """Return «Вышел» for «Вышёл»: a word that is one only with е."""
    low = word.lower()
    plain = low.replace("ё", "е")
    return written_like(plain, word) if not is_russian(low) and is_russian(plain) else word


@lru_cache(maxsize=CACHED)
def _plural(word: str) -> str:
    """Return “cities” for “citys”, “classes” for “classs”; a word of a dictionary, or a name, as it is."""
    low = word.lower()
    stem = low[:-1]
    plural = f"{stem[:-1]}ies" if stem.endswith("y") else f"{stem}es"
    if in_dictionary(low, "en") or not (in_dictionary(stem, "en") and in_dictionary(plural, "en")):
        return word
    return word[: len(stem) - 1] + plural[len(stem) - 1 :] if not word.isupper() else plural.upper()


def _verb(match: re.Match[str]) -> str:
    """Return “belongs” for “islonged”, “belong” for “arelonged”: a form of “be” put for its letters."""
    verb, rest = match["verb"], match["rest"]
    word = f"be{rest}"
    if in_dictionary(match.group(), "en") or not in_dictionary(word, "en"):
        return match.group()
    if verb in ("was", "were") or not (rest.endswith("ed") and in_dictionary(word[:-2], "en")):
        return word
    return word[:-2] + ("s" if verb == "is" else "")
