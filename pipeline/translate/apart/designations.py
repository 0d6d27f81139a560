"""What of a text is a name or a code to be kept: Latin names, models, indices, flights, accounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from pipeline.alphabet import UPPER
from pipeline.document import Target
from pipeline.translate.apart.found import Found
from pipeline.translate.apart.latin_names import CYRILLIC, ENDING, LATIN, TABLE, TO_LATIN, latin_names
from pipeline.wordlists import rows

ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[A-Za-z0-9-]{2,63})+")
HANDLE = re.compile(r"(?<![\w.+@-])@[A-Za-z]\w{0,40}(?:\.\w{1,40})+")  # @tengri.news
_DAY = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.(?:1\d|20)\d\d"
LIFE = re.compile(  # (25.06.1893 – 19.03.1938), (05.03.1866, Қарқаралы – 27.09.1937, Мәскеу)
    rf"(?<=\(){_DAY}\s?[–—-]\s?{_DAY}(?=[,)])|(?<=\(){_DAY}(?=,[^()]*\))|(?<=[–—-]\s){_DAY}(?=,[^()]*\))"
)
LINK = re.compile(r"(?:https?://|www\.)[!-~]*")
ENCLOSED = re.compile(
    r"(?<=[«“\"(])(?P<inside>[^«»“”\"()\u0400-\u04ffA-Za-z]*[A-Za-z][^«»“”\"()\u0400-\u04ff]*+)(?=[»”\")])"
)
SENTENCE = re.compile(r"[A-Za-z'’-]{2,}\W+[A-Za-z'’-]+")
_AMOUNT = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?"
FORMULA = re.compile(rf"(?<![\w<>=])[A-Za-z]\s?[<>=≤≥]\s?(?:{_AMOUNT})(?![\w%]|[.,]\d)")
EQUATION = re.compile(
    rf"(?<![\w.,])(?:{_AMOUNT})(?:\s?[+−–-]\s?(?:{_AMOUNT}))+\s?=\s?(?:{_AMOUNT})(?![\w%]|[.,]\d)"
)
BOUND = re.compile(r"(?<![\w<>=])[<>≤≥]\s?\d+(?:[.,]\d+)?(?![\w.,]*\w)(?:\s?°\s?[CС]|\s?%)?(?!\w)")
_LAST = r"(?:[-/.–]\s?[^\W_]{1,8})"
NUMBERED = re.compile(
    rf"№\s?(?P<number>(?:[{UPPER}]{{2,3}}\s)?(?:[^\W\d_]{{1,5}}-)?\d{{1,8}}(?:[^\W\d_](?![^\W\d_]))?{_LAST}{{0,6}})(?![\w/])"
)
VERSION = re.compile(r"(?<![\w.,])\d{1,2}\.\d{1,2}(?:\.\d{1,3})?(?=\s(?:\w+\s)?нұсқа)")
RATING = re.compile(
    r"(?<![\w+-])(?:[AА]{1,3}|[BВ]{1,3}|[CС]{1,3})[+−–-](?:/(?:[A-CАВС]-?\d?[+−–-]?))?(?=[»”\"\s,.;:)]|-[^\W\d]|$)"
)
# One without a sign, beside which a model would write a letter too many or too few: «BB»-дан «BB+»-ке.
_PLAIN = r"(?:[AА]{2,3}|[BВ]{1,3}|[CС]{1,3})"
PLAIN_RATING = re.compile(rf"(?<=[«“\"]){_PLAIN}(?=[»”\"])|(?<![\w+-]){_PLAIN}(?=-[дт][ае]н\b|-[ғгқк][ае]\b)")
LEVEL = re.compile(
    r"(?<![\w-])[АВСDЕ][12](?=[»”\"]?\s(?:деңгей|санат|класс))|(?<=[«“\"])[АВСЕ]\d?(?=[»”\"]\s(?:санат|категория))"
)
PARTICLES = re.compile(r"(?<!\w)РМ\s?-?(?:2[.,]5|10|1)(?![\w.,]*\d)")
ACCOUNT = re.compile(
    r"(?<![\w.,])(?:[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?|\d{4}(?:\s\d{4}){2,4})(?!\w|[.,]\d|\s\d)"
)
PADDED = re.compile(r"(?<![\w.,:+-])(?<!\d\s)0\d{3,}(?![\w-]|[.,:]\d|\s\d)")
LONG = re.compile(r"(?<![\w.,:/+-])(?<!\d\s)(?![78]\d{10}(?!\d))\d{10,20}(?![\w]|[.,:/-]\d|\s\d)")
CALLED = re.compile(
    r"(?:\b(?:ЖСН|БСН|ИИН|БИН|код|артикул|ISBN|ISSN)|\bкод[ыі]|\b(?:тапсырыс|тіркеу|шот|карта|келісімшарт|өтінім|куәлік|төлқұжат|лицензия)\w*\s+нөмір[іл]\w*)"
    r"\s?[:–—-]?\s(?P<number>\d{5,})(?![\w]|[.,]\d|\s\d)",
    re.IGNORECASE,
)
LETTERS = str.maketrans("АБВГДКМПРСТУа", "ABVGDKMPRSTUa")


def find_designations(text: str) -> list[Found]:
    """Return what of a text is kept, in its order; nothing of a text without Cyrillic letters."""
    if not re.search(f"[{CYRILLIC}]", text) or not re.search(
        r"[A-Za-z№<>=≤≥]|\d[\d.]\d|[А-Яа-я]-?\d|«[АВСЕ]»|П[МЯ]|ТТ", text
    ):
        return []
    text = LINK.sub(lambda link: "_" * len(link.group()), text)
    found: list[Found] = []
    for finder in _FINDERS:
        for one in finder(text):
            if all(one.end <= other.start or one.start >= other.end for other in found):
                found.append(one)
    return sorted(found)


def lost_names(source: str, text: str, target: Target) -> list[str]:
    """Return the names and codes of a source that do not stand in a translation letter by letter."""
    found = (one for one in find_designations(source) if one.is_name)
    names = (one.ru if target == "ru" else one.en for one in found)
    either = _either() if target == "ru" else {}
    return [
        name
        for name in names
        if not re.search(rf"(?<![\w@]){re.escape(name)}(?![{LATIN}])", text)
        and (name not in either or either[name] not in text)
    ]


def in_english(number: str) -> str:
    """Return an amount of a formula as the English write it."""
    number = re.sub(r"(?<=\d),(?=\d)", ".", number)
    return re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", ",", number).replace("С", "C")


def _same(
    pattern: re.Pattern[str], as_english: Callable[[str], str] = str
) -> Callable[[str], Iterator[Found]]:
    def find(text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), match.group(), as_english(match.group()))

    return find


def _lives(text: str) -> Iterator[Found]:
    for match in LIFE.finditer(text):
        first, dash, last = re.sub(r"\s?[–—-]\s?", "–", match.group()).partition("–")
        ru, en = (f"{first}{' ' + sign + ' ' if dash else ''}{last}" for sign in "—–")
        yield Found(match.start(), match.end(), ru, en)


def _enclosed(text: str) -> Iterator[Found]:
    for match in ENCLOSED.finditer(text):
        if SENTENCE.search(match["inside"]) and not FORMULA.search(match["inside"]):
            yield Found(*match.span(), match["inside"], match["inside"], is_name=True)


def _called(text: str) -> Iterator[Found]:
    for match in CALLED.finditer(text):
        yield Found(*match.span("number"), match["number"], match["number"])


def _numbered(text: str) -> Iterator[Found]:
    for match in NUMBERED.finditer(text):
        number = match["number"].rstrip(".")
        if not number.isdigit():
            end = match.start("number") + len(number)
            yield Found(match.start(), end, number, number, is_numbered=True)


def _coded(text: str) -> Iterator[Found]:
    """Find АК-74, Су-30, ВАЗ 2106 and ПМ before тапанша."""
    forms = _forms()
    for match in _codes().finditer(text):
        letters = match["code"] or match["make"] or match["pistol"]
        rest = match.group()[len(letters) :]
        english = forms[letters] + rest.translate(LETTERS)
        is_safe = bool(match["code"]) and rest[-1].isdigit() and not ENDING.match(text, match.end())
        yield Found(*match.span(), match.group(), english, is_name=is_safe)


def _models(text: str) -> Iterator[Found]:
    """Find АИ-92, ВВЭР-1200, А320 and Союз-2.1а, which a model counts or spells anew."""
    for match in _spelt().finditer(text):
        letters = re.match(r"[^\W\d_]+", match.group())
        assert letters is not None
        rest = match.group()[letters.end() :]
        english = _latin_letters()[letters.group()] + rest.translate(LETTERS)
        yield Found(*match.span(), match.group(), english)


def _numbers_of_level(text: str) -> Iterator[Found]:
    for pattern in (LEVEL, PARTICLES, RATING, PLAIN_RATING):
        if pattern is PLAIN_RATING and "рейтинг" not in text.lower():
            continue
        for match in pattern.finditer(text):
            yield Found(*match.span(), match.group(), match.group().translate(TO_LATIN).replace(",", "."))


@cache
def _either() -> dict[str, str]:
    return {row[1]: row[2] for row in rows(TABLE) if row[0] == "either"}


@cache
def _forms() -> dict[str, str]:
    return {row[1]: row[2] for row in rows(TABLE) if row[0] in ("code", "make", "pistol")}


@cache
def _codes() -> re.Pattern[str]:
    """Return what finds the codes of the table."""
    of = {
        kind: "|".join(row[1] for row in rows(TABLE) if row[0] == kind) for kind in ("code", "make", "pistol")
    }
    return re.compile(
        rf"(?<![\w-])(?:(?P<code>{of['code']})-\d{{1,4}}[МУТС]{{0,2}}\d?(?![\w]|[.,]\d|-\d)"
        rf"|(?P<make>{of['make']})[\s-]\d{{4,6}}(?!\w|[.,]\d|\s(?:мың|млн|жыл))"
        rf"|(?P<pistol>{of['pistol']})(?=\s(?:\w+\s)?(?:тапанша|маркалы)))"
    )


@cache
def _latin_letters() -> dict[str, str]:
    return {row[1]: row[2] for row in rows(TABLE) if row[0] == "spelt"}


@cache
def _spelt() -> re.Pattern[str]:
    """Return what finds the letters and figures that the table spells in English."""
    models = "|".join(rf"{row[1]}{row[3]}" for row in rows(TABLE) if row[0] == "spelt")
    return re.compile(rf"(?<![\w-])(?:{models})(?![\w]|[.,]\d|-\d)")


_FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _same(ADDRESS),
    _same(HANDLE),
    _lives,
    _enclosed,
    _same(EQUATION, in_english),
    _same(FORMULA, in_english),
    _same(BOUND, in_english),
    _numbered,
    _same(ACCOUNT),
    _same(PADDED),
    _same(LONG),
    _called,
    _coded,
    _models,
    _numbers_of_level,
    _same(VERSION),
    latin_names,
)
