"""Names that are words too, alone where a sentence begins: «Арман Алматыда тұрады» became “The dream lives”.

Shown to a model as Тимур or Әлия where what follows tells a person, or where the article names one so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from pipeline.alphabet import LOWER, UPPER
from pipeline.check.naming.case_endings import (
    ABLATIVE,
    ACCUSATIVE,
    BUT_GENITIVE,
    DATIVE,
    GENITIVE,
    INSTRUMENTAL,
)
from pipeline.check.naming.transliterate import transliterate
from pipeline.codes import DECLINED, Code
from pipeline.given_names import given_names
from pipeline.wordlists import kinds, rows

# The case of a name, and that of its stand-in: the man's and the woman's.
CASES = (
    (re.compile(r""), "", ""),
    (re.compile(GENITIVE), "дың", "ның"),
    (re.compile(ACCUSATIVE), "ды", "ны"),
    (re.compile(DATIVE), "ға", "ға"),
    (re.compile(ABLATIVE), "дан", "дан"),
    (re.compile(INSTRUMENTAL), "мен", "мен"),
)
MAN = ("Тимур", "Тимур", "(?:[Tt]he )?Timur")
WOMAN = ("Алия", "Али(?:я|и|ю|ей|е)", "(?:[Tt]he )?Aliy?a")
ENDING = f"{GENITIVE}|{BUT_GENITIVE}"
WOMENS = re.compile(rf"\w+(?:[оеё]ва|ина|қызы|кызы|ская)(?:{ENDING})?")
SENIOR = re.compile(  # «аға» before an office: аға лейтенант
    r" аға (?:кеңес|лейтенант|серж|оқытушы|жаттық|тренер|ғылыми|прокурор|инспектор|тергеуші|менедж|маман)"
)
BEHIND = rf"(?P<case>[{LOWER}]{{2,3}})?(?![\w-])(?! [{UPPER}](?!\w*[дт][ае](?!\w)))"
SON = re.compile(rf"^(?P<lead>[–—-] )?Ұлы (?=(?P<name>[{UPPER}][{LOWER}]+) [^{UPPER}])")
SPOUSE = re.compile(
    rf"(?<!\w)(?P<who>[Жж](?:ұбайы|ары)|[Зз]айыбы)(?P<mine>м)? (?=(?P<name>[{UPPER}][{LOWER}]+?)"
    rf"(?:{BUT_GENITIVE})?(?!\w))"
)
Known = Mapping[str, str]  # names that an article gives somebody, with who bears them


def called_by_name(text: str, known: Known | None = None) -> tuple[str, Code | None]:
    """Return a text whose first word stands in for a name, and what to put back; None where it is no name."""
    text = relatives_told(text)
    found = _begun().match(text)
    case = next((row for row in CASES if found and row[0].fullmatch(found["case"] or "")), None)
    if found is None or case is None:
        return text, None
    name, rest = found["name"], text[found.end() :]
    bearer = _bearer(name, rest, found["case"] is None, known or {})
    shown, russian, english = WOMAN if bearer == "woman" else MAN
    if not bearer or shown in text:
        return text, None
    written = transliterate(name, "ru") + (DECLINED if bearer == "man" else "")
    ending = case[2] if bearer == "woman" else case[1]
    code = Code(russian, written, transliterate(name, "en"), english_sign=english)
    return f"{text[: found.start('name')]}{shown}{ending}{rest}", code


def known_people(texts: Iterable[str]) -> Known:
    """Return the names that are words too which an article gives people, and never writes as the word."""
    whole = " ".join(texts)
    found = {match["name"]: _sex(match["name"], match["behind"]) for match in _full().finditer(whole)}
    return {name: bearer for name, bearer in found.items() if not re.search(rf"(?<!\w){name.lower()}", whole)}


def begins_with(text: str, known: Known) -> str:
    """Return the known name that a text begins with, empty where it begins with another word."""
    found = _begun().match(text)
    return found["name"] if found and found["name"] in known else ""


def relatives_told(text: str) -> str:
    """Return a text with «Ұлы Арман» told as his son, «жары Ерлан» as her husband."""
    if (son := SON.match(text)) and _is_of_anyone(son["name"]):
        text = f"{son['lead'] or ''}Оның ұлы {text[son.end() :]}"
    return SPOUSE.sub(_husband, text) if "ы" in text and _says_spouse(text) else text


def _says_spouse(text: str) -> bool:
    return any(word in text for word in ("ұбайы", "ары", "айыбы"))


def _husband(found: re.Match[str]) -> str:
    if found["name"] not in _words("men"):
        return found.group()
    return f"{'К' if found['who'][0].isupper() else 'к'}үйеуі{found['mine'] or ''} "


def _is_of_anyone(name: str) -> bool:
    from_list = name in _words("men") or name in _names() or name in given_names()
    return from_list and name not in _words("great")


def _bearer(name: str, rest: str, is_bare: bool, known: Known) -> str:
    """Return who bears a name: man, woman, or nobody where it is no name."""
    of, is_told = _names()[name]
    next_word = None if SENIOR.match(rest) else re.match(r" ([^\W\d_]+)(?![\w-])", rest)
    if is_bare and next_word and next_word[1] in _words("older"):
        return "man"
    if is_bare and next_word and next_word[1] in _words("sister"):
        return "woman"
    if name in known:
        return known[name]
    if is_bare and is_told and _does().match(rest):
        return "woman" if of == "woman" else "man"
    return ""


def _sex(name: str, behind: str) -> str:
    if behind in _words("sister") or WOMENS.fullmatch(behind):
        return "woman"
    return "man"


@cache
def _words(kind: str) -> frozenset[str]:
    return kinds("names_relatives.tsv")[kind]


@cache
def _names() -> dict[str, tuple[str, bool]]:
    """Return the names that are words too, who bears each and whether a verb tells it."""
    table = rows("names_words.tsv")
    return {name: (of, told == "yes") for of, told, names in table for name in names.split()}


@cache
def _does() -> re.Pattern[str]:
    does = "|".join(cell for kind, cell in rows("names_relatives.tsv") if kind == "does")
    return re.compile(rf" (?!\S+(?:[ыі]?п|[ғқ]ан|[гк]ен)\s)(?:{does})(?!\w*\?)")


@cache
def _begun() -> re.Pattern[str]:
    names = "|".join(sorted(_names(), key=len, reverse=True))
    return re.compile(rf"(?:[–—-] )?(?P<name>{names}){BEHIND}")


@cache
def _full() -> re.Pattern[str]:
    """Return what finds a name before a family name, that of the father or «аға»."""
    names = "|".join(sorted(_names(), key=len, reverse=True))
    kin = "|".join(sorted(_words("older") | _words("sister")))
    family = rf"[{UPPER}][{LOWER}]+(?:[оеё]ва?|ина?|[ұу]лы|[қк]ызы|ск(?:ий|ая)|бек|бай)"
    return re.compile(rf"(?<![\w-])(?P<name>{names}) (?P<behind>{family}(?:{ENDING})?|{kin})(?!\w)")
