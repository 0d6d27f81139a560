"""Write the figures of a translation as its language does: 12th, 0.085, «с 1 по 31 марта», «1/8 финала»."""

from __future__ import annotations

import re
from functools import cache

from pipeline.counted import MANY, russian_form
from pipeline.decimals import MEASURED
from pipeline.document import Target
from pipeline.marks import roman_value
from pipeline.wordlists import rows

DASH = r"\s?[-–—]\s?"
LISTED = re.compile(  # 2, 5 және 11; not the 1, 5 млн of a blank too many
    r"(?<![\d.,])(?P<first>\d{1,4}), "
    rf"(?=(?P<second>\d{{1,4}})(?!\d|[.,:]\d|\s?(?:{MEASURED})))"
)
ROUND_END = re.compile(rf"(?<!\d)(?P<from>\d{{4}}){DASH}(?P<to>\d{{3}}0)(?=\s+ж)")
SMALL_DECIMAL = re.compile(r"(?<![\d,.])0,(?P<part>\d{3})(?![\d,.]\d|\d)")
GROUPED_DECIMAL = re.compile(r"(?<![\d,.+])(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+),(?P<part>\d+)(?!\d)")
STAGE = re.compile(r"(?<!\d)1/(?P<of>4|8|16|32|64)(?=[\s-]*финал)")
OF_MONTH = re.compile(r"\bайдың (?P<day>\d{1,2})-", re.IGNORECASE)
YEARS_OF_AGE = re.compile(r"(?P<from>\d{1,2})(?: (?:мен|бен|пен|және) |[-–])(?P<to>\d{1,2}) жас\w* арал")
SUFFIX = re.compile(r"(?<![\w.,-])(?P<figure>\d+)(?:st|nd|rd|th)\b")
TORN_SUFFIX = re.compile(r"(?<=\d)-h(?= [a-z])")  # the 43-h child
SUFFIX_TWICE = re.compile(r"(?P<once>\d(?:st|nd|rd|th))(?:st|nd|rd|th)\b")
YEARS_KK = re.compile(
    rf"(?<![\d.])(?P<from>(?:1[5-9]|20)\d\d){DASH}(?P<to>(?:1[5-9]|20)\d\d)\s+жылдары(?!\w)"
)
TENS_EN = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
TENS = re.compile(rf"\b(?P<ten>{'|'.join(TENS_EN)})-(?P<one>[1-9])(?=%| per ?cent| [a-z])")
NUMBERED_KK = re.compile(r"№\s?(?P<number>\d+)\s[–—-]\s(?P<figure>\d+)")
FIGURE = r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+|\d{4,6}"
GROUPED_RANGE = re.compile(rf"(?<![\d.,/-])(?P<from>{FIGURE})(?P<dash>[-–])(?P<to>{FIGURE})(?![\d/-]|[.,]\d)")
GROUPED_RANGE_RU = re.compile(  # 2500-3 000
    r"(?<![\d.,/-])(?<!\d[ \u00a0])(?P<from>\d{4,6}|\d{1,3}[ \u00a0]\d{3})(?P<dash>[-–])"
    r"(?P<to>\d{4,6}|\d{1,3}[ \u00a0]\d{3})"
    r"(?![\d/-]|[.,]\d|[ \u00a0]\d{3}(?!\d))"
)
LONG = 5  # digits; a year has fewer
EN_FIGURE = r"\$?\d[\d,.:]*%?"
BETWEEN_DASH = re.compile(
    rf"\b(?P<word>[Bb]etween|[Ff]rom) (?P<from>{EN_FIGURE})[-–](?P<to>{EN_FIGURE})(?!\d)"
)
BETWEEN_TO = re.compile(rf"\b(?P<begins>[Bb]etween {EN_FIGURE}(?: [A-Z][a-z]+| per ?cent)?) to (?=\d)")
CENTURIES = re.compile(r"(?P<begins>\d+(?:st|nd|rd|th)[-–])(?P<roman>[IVX]+)(?= centur)")
FROM_RU = re.compile(r"\b(?P<word>[Оо]т|[Мм]ежду) (?P<from>\d[\d,]*)[-–](?P<to>\d[\d,]*)(?!\d|[-–])")
COUNTED_RU = re.compile(r"(?<![\d,.:])(?:\d+(?:,\d+)?)[-–](?P<last>\d+) (?P<noun>[а-яё]+)(?![\w-])")
YEARS_RU = re.compile(r"(?P<years>(?<!\d)\d{4}[-–]\d{4}) (?P<noun>год[уа]?)(?!\w)")
YEAR_FORMS = {"год": "годы", "года": "годов", "году": "годах"}
GLUED_RU = re.compile(
    r"(?<=\d)(?=(?:летн|тысячн|процентн|минутн|часов(?:ой|ая|ое|ые|ого|ых)|дневн|этажн|местн)[а-яё]+)"
)
YEARS = re.compile(r"(?<=(?<![\d-])(?:1[5-9]|20)\d\d)-(?=(?:1[5-9]|20)\d\d(?![\d-]))")  # 2015-2020
MONTHS = "январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр"
UNTIL_RU = re.compile(  # с января по октябрём
    rf"(?P<begins>\b[Сс]о? (?:(?:{MONTHS})я|марта|мая|августа)(?: \d{{4}} года)? по )"
    rf"(?:(?P<soft>{MONTHS})(?:[ея]|[её]м)|(?P<hard>март|ма|август)(?:[аея]|[её]м|ом))(?!\w)"
)
TUESDAY_RU = re.compile(r"\b([Сс]) (?=вторник)")
YEARS_SPAN_RU = re.compile(r"\b(?P<word>[Сс]|[Вв]) (?P<from>\d{4}) по (?P<to>\d{4}) год(?:ами|ах|ы)(?!\w)")
DAY_OF_MONTH_RU = re.compile(r"(?<!\d)(?P<to>\d{1,2}-го) дня (?P<which>(?:[а-я]+го )?месяца)")
ON_DAY_RU = re.compile(
    r"\b(?:на|в|во) (?P<day>\d{1,2})-й день (?P<which>(?:[а-я]+го )?месяца)", re.IGNORECASE
)
HALF_YEARS_RU = re.compile(r"\b(?P<many>(?:\d*[05-9]|\d*1[1-4]) с половиной) года(?!\w)")
TIMES_RU = re.compile(r"(?<=\d)жды(?!\w)")


def as_written(source: str, text: str, target: Target) -> str:
    """Return a translation with its figures as its language writes them, and lists as the source has them."""
    if target == "ru":
        text = UNTIL_RU.sub(_until, TUESDAY_RU.sub(r"\1о ", text))
    if not any(map(str.isdigit, text)):
        return text
    text = YEARS.sub("–", _lists(source, text))
    for match in YEARS_KK.finditer(source):
        wrong = rf"(?<!\d){match['from']}[-–](?!{match['to']})[12]\d{{3}}(?!\d)"
        if len(re.findall(rf"(?<!\d){match['from']}{DASH}\d", source)) == 1:
            text = re.sub(wrong, f"{match['from']}–{match['to']}", text)
    for match in ROUND_END.finditer(source):
        text = _no_decade(match, text)
    return _russian(source, text) if target == "ru" else _english(source, text)


def _until(match: re.Match[str]) -> str:
    """Return a span of Russian months with its end in the accusative."""
    end = f"{match['soft']}ь" if match["soft"] else "май" if match["hard"] == "ма" else match["hard"]
    return match["begins"] + end


def english_ordinal(number: int) -> str:
    """Return a number as an English ordinal: 1st, 12th, 83rd."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _lists(source: str, text: str) -> str:
    """Put back the blank of a list: «2, 5 және 11» has no 2.5."""
    for match in LISTED.finditer(source):
        first, second = match["first"], match["second"]
        if re.search(rf"(?<![\d.,]){first}[.,]{second}(?!\d|[.,]\d)", source):
            continue
        text = re.sub(rf"(?<![\d.,:]){first}[.,]{second}(?!\d|[.,]\d)", f"{first}, {second}", text)
    return text


def _no_decade(match: re.Match[str], text: str) -> str:
    """Take from the end of a span of years the ending of a decade: 1917–1920 жылдары and 1917–1920s."""
    ends = rf"{match['from']}(?:{DASH}| and | to ){match['to']}"
    text = re.sub(rf"\b([Ii]n|[Ff]rom) the ({ends})[’']?s\b", r"\1 \2", text)
    return re.sub(rf"({ends})(?:-(?:[ех]|ми|м|ые|ых)(?!\w)|[’']?s\b)", r"\1", text)


def _russian(source: str, text: str) -> str:
    text = _days_ru().sub(r"\g<word> \g<from> по \g<to>", text)
    text = FROM_RU.sub(
        lambda m: f"{m['word']} {m['from']} {'до' if m['word'].lower() == 'от' else 'и'} {m['to']}", text
    )
    text = YEARS_SPAN_RU.sub(_years_ru, _until_day_ru().sub(r"\g<begins> по ", text))
    text = ON_DAY_RU.sub(r"\g<day>-го числа \g<which>", DAY_OF_MONTH_RU.sub(r"\g<to> числа \g<which>", text))
    text = YEARS_RU.sub(lambda m: f"{m['years']} {YEAR_FORMS[m['noun']]}", text)
    text = GROUPED_RANGE_RU.sub(_grouped_ru, text)
    text = COUNTED_RU.sub(_counted, text)
    text = HALF_YEARS_RU.sub(r"\g<many> лет", text)
    text = GLUED_RU.sub("-", TIMES_RU.sub("-кратный", text))
    for stage in STAGE.finditer(source):
        of = stage["of"]
        text = re.sub(rf"(?<!\d)1/?{of}(?:-?й|-?м|-?го)?[\s-]*финал\w*", f"1/{of} финала", text)
    for day in OF_MONTH.finditer(source):
        text = re.sub(rf"(?<!\d){day['day']}(?:-го)? месяца", f"{day['day']}-го числа месяца", text)
    return text


def _english(source: str, text: str) -> str:
    for match in SMALL_DECIMAL.finditer(source):
        text = re.sub(rf"(?<![\d,.])0,{match['part']}(?!\d|[.,]\d)", f"0.{match['part']}", text)
    for match in GROUPED_DECIMAL.finditer(source):
        parts = match["whole"].split()
        written = r"[ \u00a0\u202f,.]?".join(parts)
        right = f"{','.join(parts)}.{match['part']}"
        text = re.sub(rf"(?<![\d,.]){written}[.,]{match['part']}(?!\d|[.,]\d)", right, text)
    text = SUFFIX_TWICE.sub(r"\g<once>", TORN_SUFFIX.sub("th", text))
    for match in YEARS_KK.finditer(source):
        apart = rf"(?<!\w)(?<!between )(?<!Between )({match['from']}) (?:and|to) ({match['to']})(?!\d)"
        text = re.sub(apart, r"\1–\2", text)
    text = TENS.sub(_in_digits, text)
    for match in NUMBERED_KK.finditer(source):
        joined = rf"(No\.\s?{match['number']})\s?[–-]\s?(?={match['figure']}(?!\d))"
        text = re.sub(joined, r"\1 – ", text)
    text = SUFFIX.sub(lambda m: english_ordinal(int(m["figure"])), text)
    text = GROUPED_RANGE.sub(_grouped, text)
    text = BETWEEN_DASH.sub(_between, text)
    text = BETWEEN_TO.sub(r"\g<begins> and ", text)
    text = CENTURIES.sub(lambda m: m["begins"] + english_ordinal(roman_value(m["roman"])), text)
    for stage in STAGE.finditer(source):
        of = rf"(?:1/{stage['of']}(?:th)?|1{stage['of']}(?:st|nd|rd|th)?)"
        text = re.sub(rf"(?<![\d/])(?:[Tt]he )?{of}[ -]finals?\b", f"the 1/{stage['of']} finals", text)
    for day in OF_MONTH.finditer(source):
        text = re.sub(rf"\bon (?={day['day']}(?:st|nd|rd|th) of)", "on the ", text)
    for age in YEARS_OF_AGE.finditer(source):
        text = re.sub(rf"\baged {age['from']} and {age['to']}\b", f"aged {age['from']} to {age['to']}", text)
    return text


def _in_digits(match: re.Match[str]) -> str:
    """Return Forty-1 as 41."""
    return str(10 * (TENS_EN.index(match["ten"]) + 2) + int(match["one"]))


def _years_ru(match: re.Match[str]) -> str:
    """Return «с 1941 по 1945 годами» and «в 1941 по 1945 годах» as they are written."""
    if match["word"].lower() == "в":
        return f"{match['word']} {match['from']}–{match['to']} годах"
    return f"{match['word']} {match['from']} по {match['to']} год"


def _between(match: re.Match[str]) -> str:
    joined = "and" if match["word"].lower() == "between" else "to"
    return f"{match['word']} {match['from']} {joined} {match['to']}"


def _grouped(match: re.Match[str]) -> str:
    """Return a range with thousands apart at both ends where they are at one, or both are long."""
    ends = [re.sub(r"\D", "", match[end]) for end in ("from", "to")]
    is_grouped = any(end != match[name] for end, name in zip(ends, ("from", "to"), strict=True))
    if not is_grouped and not all(len(end) >= LONG for end in ends):
        return match.group()
    return f"{int(ends[0]):,}{match['dash']}{int(ends[1]):,}"


def _grouped_ru(match: re.Match[str]) -> str:
    """Return a range with thousands apart at both ends where they are at one."""
    ends = [re.sub(r"\D", "", match[end]) for end in ("from", "to")]
    if sum(end != match[name] for end, name in zip(ends, ("from", "to"), strict=True)) != 1:
        return match.group()
    first, second = (f"{int(end):,}".replace(",", "\u00a0") for end in ends)
    return f"{first}{match['dash']}{second}"


def _counted(match: re.Match[str]) -> str:
    last, many = int(match["last"]), _nouns().get(match["noun"])
    if many is None or russian_form(last) != MANY:
        return match.group()
    return match.group()[: match.start("noun") - match.start()] + many


@cache
def _until_day_ru() -> re.Pattern[str]:
    day = rf"\d{{1,2}} (?:{_of_months_ru()})"
    return re.compile(rf"\b(?P<begins>[Сс]о? {day}) (?={day})")


@cache
def _days_ru() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<word>[Сс]) (?P<from>\d{{1,2}})[-–](?P<to>\d{{1,2}})(?= (?:{_of_months_ru()}))")


def _of_months_ru() -> str:
    return "|".join(row[5] for row in rows("months.tsv"))


@cache
def _nouns() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("counted_ru.tsv")}
