"""Signs that a model's alphabet lacks (°, ², pictures): shown to it otherwise, given back to its answer."""

from __future__ import annotations

import re
import unicodedata

from pipeline.alphabet import LOWER, UPPER
from pipeline.translate.shown.money import currencies_said

CYRILLIC, LATIN = UPPER + LOWER, "A-Za-z"
# «−5 °C», «180 °C-тан», «25° аяз», not «51°10′» or «90 °F»; the scale in either script
DEGREES = re.compile(
    rf"(?<!\d)(?P<figure>\d+(?:[.,]\d+)?)(?P<sign>\s?°(?:\s?[CС](?!\w)|(?!\s?[\dF])))(?:-(?=[{CYRILLIC}]))?"
)
SCALE = r"(?:\s(?:(?:по\s)?Цельси\w+|Celsius))?"
POWER = re.compile(rf"(?<![{CYRILLIC}{LATIN}])(?P<unit>[{CYRILLIC}{LATIN}]{{1,3}})(?P<power>[²³])(?!\w)")
UNITS = str.maketrans("кмсд", "kmcd")  # of length, as the English writes them
TIMES = re.compile(
    r"(?<![\w.,])(?P<one>\d+(?:[.,]\d+)?)\s?[хХxX×]\s?(?P<other>\d+(?:[.,]\d+)?)"
    r"(?:\s?[хХxX×]\s?(?P<third>\d+(?:[.,]\d+)?))?(?!\d)"
)  # 2х3 м, 55х40х20 см
FORMULA = re.compile(rf"(?<!\w)[{LATIN}][{LATIN}\d]*[₀-₉][{LATIN}\d₀-₉]*(?!\w)")  # CO₂
_STOP = r"\b(?:\.(?!\s*$))?(?![-\w])"  # but for the one that ends the text
HOURS = re.compile(rf"(?P<figure>\d\s?)сағ{_STOP}")  # 3 сағ 30 мин
POWERED = re.compile(rf"\b(?P<size>[кМГ])Вт\s?[·∙*-]\s?сағ{_STOP}")
SIZES = {"к": "киловатт", "М": "мегаватт", "Г": "гигаватт"}
# What is no amount: 024538, KZ86125KZT5004100100, «пошта индексі – 160012».
CODE = re.compile(
    r"(?<![\w.,])(?:0\d{3,}|(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d)[A-Z\d]{10,})(?![\w]|[.,]\d)"
    r"|(?<=индекс)(?:[іт]\w*)?\W{1,4}(?P<index>\d{5,6})(?!\d)",
    re.IGNORECASE,
)
# The letter of a kind of hepatitis, vitamin or group: В және С гепатиті, В12 дәрумені.
_TYPE = r"[АВСДЕ]\d{0,2}[»”\"]?"
TYPE = re.compile(
    rf"(?<![\w.])[АВСДЕ](?=\d{{0,2}}[»”\"]?(?:,?\s(?:(?:және|мен|пен|бен|не|немесе)\s)?[«“\"]?{_TYPE})*"
    r"\s(?:вирус\w*\s)?(?:гепатит|витамин|дәрумен|тұмау|тоб[ыа]|тип))"
)
TYPES = str.maketrans("АВСДЕ", "ABCDE")
_EMOJI = "[\u00a9\u00ae\u2122\u203c\u2049\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_PICTURE = rf"(?:{_EMOJI}|[0-9#*]\ufe0f?\u20e3)\ufe0f*(?:\u200d{_EMOJI}\ufe0f*)*"
BEFORE = re.compile(rf"(?:{_PICTURE}\s*)+")
BEHIND = re.compile(rf"\s*(?:{_PICTURE}\s*)+$")
TAGS = re.compile(r"(?:(?<=[.!?…»”\")])(?:\s*#\w+)+|(?:\s+#\w+){2,})\s*$")  # #Алматы #пойыз
# Between two sentences: «Рақмет, достар 🙏 47 адам көмектесті».
BREAK = re.compile(rf"(?<=[{LOWER}]{{2}})\s*(?:{_PICTURE}\s*)+(?=[{UPPER}]|\d+\s[{LOWER}])")
WITHIN = re.compile("[\u00a9\u00ae\u2122\u2764\U0001f1e6-\U0001f1ff]")  # ©, ®, ™, ❤, flags: «Біз ❤ Алматы»
INSIDE = re.compile(rf"\s*(?:{_PICTURE}\s*)+")


def apart_from_pictures(text: str) -> tuple[str, str, str]:
    """Return the pictures before a text, the text without any, and those and the hashtags behind it.

    One between two sentences goes behind both, and a stop stands in its place.
    """
    start = BEFORE.match(text)
    before = start.group() if start else ""
    rest = text[len(before) :]
    while end := BEHIND.search(rest) or TAGS.search(rest):
        rest = rest[: end.start()]
    behind = text[len(before) + len(rest) :]
    breaks = [each for each in BREAK.finditer(rest) if _ends_sentence(each)]
    between = "".join(f" {each.group().strip()}" for each in breaks)
    for each in reversed(breaks):
        rest = f"{rest[: each.start()]}. {rest[each.end() :]}"
    return before, INSIDE.sub(" ", rest).strip(), between + behind


def _ends_sentence(picture: re.Match[str]) -> bool:
    """Tell a picture behind a sentence from one in the place of a word, or of a name beside it."""
    return " " in picture.string[: picture.start()].strip() and not WITHIN.search(picture.group())


def spelt_out(text: str) -> str:
    """Return `text` with degrees, hours and currencies in words, and Latin letters for those of types."""
    text = TYPE.sub(lambda match: match.group().translate(TYPES), text)
    text = DEGREES.sub(lambda match: f"{match['figure']} градус", text)
    text = POWERED.sub(lambda match: f"{SIZES[match['size']]}-сағат", text)
    return currencies_said(HOURS.sub(r"\g<figure>сағат", text))


def given_back(source: str, text: str) -> str:
    """Return an answer with the degrees, powers, products, codes and formulas that the source has."""
    for match in DEGREES.finditer(source):
        sign = match["sign"].replace("С", "C")
        words = rf"\s?(?:градус\w*|degrees?){SCALE}"
        ring = r"[0oо]?\s?[CС](?!\w)"  # which a model takes for a nought, or leaves out
        figure = re.sub("[.,]", "[.,]", match["figure"])
        text = re.sub(rf"(?<![\d.,])({figure})(?:{words}|{ring})", rf"\g<1>{sign}", text)
    for match in POWER.finditer(source):
        units = {match["unit"], match["unit"].translate(UNITS)}
        plain = unicodedata.normalize("NFKC", match["power"])
        written = rf"(?<![{CYRILLIC}{LATIN}])({'|'.join(units)})\s?{plain}(?!\w)"
        text = re.sub(written, rf"\g<1>{match['power']}", text)
    for match in CODE.finditer(source):
        code = match["index"] or match.group()
        apart = r"[\s,]?".join(code)
        text = re.sub(rf"(?<![\w.,]){apart}(?![\w]|[.,]\d)", code, text)
    for match in TIMES.finditer(source):
        sides = [re.sub("[.,]", "[.,]", side) for side in match.groups() if side]
        product = r"\s?(?:[хХxX×*]|[ck]?h)\s?".join(f"({side})" for side in sides)
        written = "×".join(rf"\g<{place}>" for place in range(1, len(sides) + 1))
        text = re.sub(rf"(?<![\d.,]){product}(?!\d)", written, text)
    for formula in FORMULA.findall(source):
        text = re.sub(rf"(?<!\w){unicodedata.normalize('NFKC', formula)}(?!\w)", formula, text)
    return text
