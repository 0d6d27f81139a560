"""Units in words: «5 мл-ге» is shown as «5 миллилитрге», and what is misspelt in the answer is put right."""

from __future__ import annotations

import re
from functools import cache

from pipeline.alphabet import LOWER, TO_BACK, TO_FRONT, UPPER
from pipeline.document import Target
from pipeline.scales import SCALE, VALUES
from pipeline.wordlists import rows

_PRODUCT = r"(?:\s?[·∙•⋅*./-]\s?|\s)?"
_FIGURE = r"\d+(?:[.,]\d+)?"
_RANGE = rf"(?<![\d.,])(?:\d{{1,3}}(?:\s\d{{3}})+|{_FIGURE}(?:\s?[-–—]\s?{_FIGURE})?)(?:\s(?:{SCALE}))?"
_SCALES = (*VALUES, "млн.", "млрд.", "жарты")
_BEFORE = {
    "number": "|".join(rf"(?<={scale}\s)" for scale in (r"\d", *map(re.escape, _SCALES))) + r"|(?<=\d)",
    "any": r"(?<=\d)|(?<![\w.-])",
}
_BEHIND = (
    rf"(?:\.?-(?P<ending>[{LOWER}]+|[{UPPER}]+))?"
    r"(?:(?P<stop>\.(?=[»”\")\s]*\Z))|\.(?!\w))?(?![\w²³-]|\.\w)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\s?\Z")
_HEAT = re.compile(r"\s?(?:аяз|суық|жылы|ыстық|[CС]\b|Цельси)")
_SIGNED = re.compile(r"(?:^|[\s(])[-–−+]\d+\s?\Z")
_DIGIT = re.compile(r"\s\d")
_CLASS = re.compile(r"\s(?:сынып|сыныб)")
_LAND = re.compile(r"\s(?:жер|телім|учаске|алқап|бау|саяжай)")  # 10 сот жер, while 10 сот are courts
_INDEX = re.compile(r"индекс|\bKASE\b", re.IGNORECASE)  # whose «т.» is a point
_OTHERS = "м[³3]"  # what a model knows, but not per something
_SHORT_WORD = 5  # letters
_SCALE_STOP = re.compile(rf"\b(млн|млрд|трлн)\.(?=\s[{LOWER}])")
_QUICK = re.compile(r"\d|текше|/|Вт|қасы|түйір|пункт|шөкім|шымшым|т[өу]гр|риял")
_WORDS = (  # short forms that are words, and take endings as such
    *("пункт", "тармақ", "қасық", "қасығ", "километр", "байт"),
    *("баррель", "тонна", "литр", "келі", "килограмм", "унция", "гектар"),
)
_INFLECTED = re.compile(rf"(?:{'|'.join(rf'(?<={word})' for word in ('сағат', *_WORDS))})[{LOWER}]+\Z")
_CASES = "[гғкқ][ае]|[дтн][аеыі]н?|[дтн][ыі]ң|[мбп]ен|[ыі]н?а?|[ыі]не|[лдт][ыі][қк]|да[ғй]ы|де[гй]і"
_VOICELESS = frozenset("пфкқтсшщчцх")
_HARD = {"ғ": "қ", "г": "к", "д": "т"}  # behind a voiceless letter
_SOFT = {"қ": "ғ", "к": "г", "т": "д"}
_FRONT_MONEY = frozenset({"теңге", "рубль", "цент"})
_MONEY = "теңге|тг|доллар|еуро|рубль|юань|тиын|цент"
_SCALE_BEHIND = {
    "ru": r"(?:тысяч\w*|тыс\.?|миллион\w*|миллиард\w*|триллион\w*|млн\.?|млрд\.?)",
    "en": r"(?:thousand|million|billion|trillion)",
}


def units_in_words(text: str) -> str:
    """Return `text` with the units that a model does not know in words, the ending on the word."""
    if not _QUICK.search(text):
        return text
    text = _rates().sub(_rate, _prices().sub(_price, _SCALE_STOP.sub(r"\1", text)))
    for where in _BEFORE:
        text = _shorts(where).sub(_in_words, text)
    return text


def units_put_right(shown: str, text: str, target: Target) -> str:
    """Return an answer with the units that its source was shown spelt as they are spelt."""
    for word, pattern, right in _spellings(target):
        if word in shown and (len(word) >= _SHORT_WORD or _stands_in(shown, word)):
            text = pattern.sub(right, text)
    return text


def _stands_in(shown: str, word: str) -> bool:
    """Tell whether a word stands in a text, in any case: сомға, but not сомасы or батыс."""
    return re.search(rf"(?<!\w){word}(?:{_CASES})?(?!\w)", shown) is not None


@cache
def _table() -> dict[str, tuple[str, str, str]]:
    """Return the short forms, blanks and signs of a product left out, with place, word and «per one»."""
    return {
        _bare(short): (where, word, per)
        for where, shorts, word, per in rows("unit_words.tsv")
        for short in shorts.split()
    }


def _bare(short: str) -> str:
    """Return a short form as it is looked up: кВт · сағатты, кВт/сағ and кВтсағ are one."""
    return re.sub(r"[^\w]|_", "", short).replace("сағат", "сағ")


def _pattern(short: str) -> str:
    """Return what finds a short form: · is any sign of a product or none, _ a blank or none."""
    found = re.escape(short).replace("·", _PRODUCT).replace("_", r"\s?").replace(r"\.", r"\.\s?")
    if short.endswith("сағ"):
        return found + rf"(?:ат[{LOWER}]*)?"
    return found + rf"[{LOWER}]*" if short.endswith(_WORDS) else found


def _alternatives(*places: str, per: bool = False) -> str:
    wanted = [
        short
        for where, shorts, _, by in rows("unit_words.tsv")
        if where in places and (not per or by != "-")
        for short in shorts.split()
    ]
    return "|".join(map(_pattern, sorted(wanted, key=len, reverse=True)))


@cache
def _shorts(where: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_BEFORE[where]})(?P<short>{_alternatives(where)}){_BEHIND}")


@cache
def _rates() -> re.Pattern[str]:
    """Return what finds an amount per another: 7,5 ммоль/л, 15 ц/га."""
    of, per = _alternatives("number", "any"), _alternatives("number", "any", "per", per=True)
    return re.compile(rf"(?P<figures>{_RANGE})\s?(?P<short>{of}|{_OTHERS})\s?/\s?(?P<per>{per}){_BEHIND}")


@cache
def _prices() -> re.Pattern[str]:
    """Return what finds a price of one: 25 теңге/кВт·сағ."""
    per = _alternatives("number", "any", "per", per=True)
    money = rf"(?P<figures>{_RANGE})\s?(?P<money>{_MONEY})\.?"
    return re.compile(rf"{money}\s?/\s?(?P<per>{per}){_BEHIND}")


def _price(found: re.Match[str]) -> str:
    per = _table()[_bare(_uninflected(found["per"]))][2]
    money = "теңге" if found["money"] == "тг" else found["money"]
    ending = found["per"][len(_uninflected(found["per"])) :] + (found["ending"] or "")
    return f"{per} {found['figures']} {_money_with(money, ending.lower())}{found['stop'] or ''}"


def _money_with(money: str, ending: str) -> str:
    """Return a currency with the ending that the unit behind it had: теңге/кВт·сағаттан is теңгеден."""
    if not ending:
        return money
    ending = ending.translate(TO_FRONT if money in _FRONT_MONEY else TO_BACK)
    return _with_ending(money, _SOFT.get(ending[0], ending[0]) + ending[1:])


def _rate(found: re.Match[str]) -> str:
    known = _table().get(_bare(_uninflected(found["short"])))
    if known and known[1].endswith("ватт"):  # кВт/сағ, which is no power an hour
        return found.group()
    if known is None:
        return found.group()
    word, per = known[1], _table()[_bare(found["per"])][2]
    return f"{per} {found['figures']} {_with_ending(word, found['ending'] or '')}{found['stop'] or ''}"


def _in_words(found: re.Match[str]) -> str:
    short, before = _uninflected(found["short"]), found.string[: found.start()]
    behind = found.string[found.end() :]
    word = _word_beside(_bare(short), before, behind, found)
    if word is None:
        return found.group()
    word = word.capitalize() if short.startswith("Бір") else word
    glued = found["short"][len(short) :]
    blank = " " if before[-1:].isdecimal() else ""
    inflected = _with_ending(word, (glued + (found["ending"] or "")).lower())
    return f"{blank}{inflected.upper() if found.string.isupper() else inflected}{found['stop'] or ''}"


def _word_beside(short: str, before: str, behind: str, found: re.Match[str]) -> str | None:
    """Return the word for a short form, None where what stands beside it says that it is no unit."""
    is_year = short == "г" and _YEAR.search(before)
    if is_year or _CLASS.match(behind) or (short == "сот" and not _LAND.match(behind)):
        return None
    if short == "т" and _INDEX.search(found.string):
        return "тармақ"
    if short == "кг" and (_SIGNED.search(before) or _DIGIT.match(behind)):  # −52 кг; 1 кг 500 гр
        return None
    if short == "гр" and (_HEAT.match(behind) or _SIGNED.search(before)):
        return "градус"
    return _table()[short][1]


def _uninflected(short: str) -> str:
    """Return a short form without the ending of its last word: кВт·сағатты, пайыздық пунктке."""
    return _INFLECTED.sub("", short)


def _with_ending(word: str, ending: str) -> str:
    """Return a word with its ending: мегаваттан has two т, and тармақ and шақырым back vowels behind them."""
    if word.endswith("тт") and ending.startswith("т"):
        return word[:-1] + ending
    if word.endswith(("тармақ", "шақырым")):
        ending = ending if ending in ("пен", "мен", "бен") else ending.translate(TO_BACK)
        word = word[:-1] + "ғ" if ending[:1] in ("ы", "а") and word.endswith("қ") else word
    is_hard = word[-1] in _VOICELESS and ending[:1] in _HARD
    return word + (_HARD[ending[0]] + ending[1:] if is_hard else ending)


@cache
def _spellings(target: Target) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple(
        (word, _misspelt(pattern, target), right if pattern[0] != "#" else rf"\g<before>{right}")
        for word, of, pattern, right in rows("unit_spellings.tsv")
        if of == target
    )


def _misspelt(pattern: str, target: Target) -> re.Pattern[str]:
    if not pattern.startswith("# "):
        return re.compile(rf"(?<!\w){pattern}", re.IGNORECASE)
    before = rf"(?P<before>(?:\d|{_SCALE_BEHIND[target]})[\s\u00a0-])"
    return re.compile(before + pattern[2:], re.IGNORECASE)
