"""Keep the dates and numbers of acts and the convocations of bodies from a model, and write them by rule.

Of «2024 жылғы 15 наурыздағы № 201 қаулысы» the draft tears the day from the month; it copies a short code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.alphabet import LOWER, UPPER
from pipeline.document import Target
from pipeline.marks import roman_value
from pipeline.translate.apart.kept import code_in, number_written
from pipeline.translate.shown.periods import months
from pipeline.translate.shown.shortened import ORDINALS as ROMAN_ORDINALS
from pipeline.translate.styled.written import english_ordinal
from pipeline.wordlists import rows

NUMBER = rf"№\s?(?P<number>(?:[{UPPER}]{{2}}\s)?[\w/.-]*\d[\w/.-]*)|(?P<law>XQ\d)"
YEAR = r"(?P<year>(?:19|20)\d\d)\s?(?:жылғы|жылдың|ж\.)\s"
NUMERIC = r"(?P<d>\d{1,2})\.(?P<m>0[1-9]|1[0-2])\.(?P<y>(?:19|20)\d\d)\s?(?:ж\.|жылғы|жылы|-?[гғ][іы])?\s"
BEFORE_ACT = r"(?:(?:нормативтік|бірлескен|конституциялық|бірлесіп шығарған|құқықтық)\s)?"
GENITIVE_RU = re.compile(  # what an act is of: министра здравоохранения, акимата города Алматы
    r"(?:\sдел(?!\w)|\s(?!\w+(?:[еая]н|[ия]т)[аоы]?(?!\w)|\w+л[аои]?(?:сь)?(?!\w)|на\b|за\b|и\b)"
    r"(?:РК|РФ|Казахстан|Алматы|Республики Казахстан|[А-Яа-яё-]{3,}(?:а|я|ы|ов|ей|ой|ого|его|их|ых|ии|ний)))*"
)
MISPLACED = re.compile(r"(?:\w+(?:[еая]н|[ия]т)[аоы]?|\w+л[аои]?(?:с[ья])?|\bминистра внутренних)\Z")
ADJECTIVE_EN = r"(?:regulatory|normative|joint|constitutional|legal)\s"
SESSION = re.compile(
    rf"(?<![\w-])(?P<roman>[IVXІХ]+)\s(?P<between>(?:(?:кезекті|кезектен\sтыс|бірлескен)\s)?)(?=сессия[{LOWER}]*)"
)
ORDINALS = list(ROMAN_ORDINALS.values())
CONVOKED = re.compile(
    r"(?<![\w-])(?:(?P<roman>(?-i:[IVXІХ]+))|(?P<figure>\d{1,2})(?:-ші|-шы)?"
    rf"|(?P<word>{'|'.join(ORDINALS)}))\s?-?"
    r"(?:(?:рет\s)?(?:шақырылған|сайланған)|(?:шақырылым|сайланым)(?:[дн][ыағ]\w*)?)\s(?P<first>(?!депутат)\w?)",
    re.IGNORECASE,
)
CODES = ("W8", "Z7", "R6", "Q3", "J9", "D4", "N2")  # what the draft drops or copies, not X5 (15)


@dataclass(frozen=True, slots=True)
class Act:
    """The date and number of an act, the code that is shown for them, and what the act is called."""

    shown: str
    ru: str
    en: str
    names: dict[Target, str]

    def put_back(self, text: str, target: Target) -> str:
        """Write date and number behind the name of the act."""
        return self._russian(text) if target == "ru" else self._english(text)

    def _russian(self, text: str) -> str:
        code = re.search(rf"\s?{code_in(self.shown)}", text)
        bare = text[: code.start()] + text[code.end() :] if code else text
        act = re.search(rf"(?<!\w)(?:{self.names['ru']})[а-яё]*", bare, re.IGNORECASE)
        if code and not (act and MISPLACED.search(text, 0, code.start())):
            return f"{text[: code.start()]} {self.ru}{text[code.end() :]}".lstrip()
        if act is None:
            return text
        text, of = bare, GENITIVE_RU.match(bare, act.end())
        at = of.end() if of else act.end()
        return f"{text[:at]} {self.ru}{text[at:]}"

    def _english(self, text: str) -> str:
        code = re.search(rf"(?:\s(?:of|No\.?))?\s?{code_in(self.shown)}", text)
        bare = text[: code.start()] + text[code.end() :] if code else text
        name = (
            rf"(?P<article>\b(?:the|an?)\s)?(?P<name>(?<!\w)(?:{ADJECTIVE_EN})?(?:{self.names['en']}))(?!\w)"
        )
        acts = list(re.finditer(name, bare, re.IGNORECASE))
        if not acts:
            return f"{text[: code.start()]} {self.en}{text[code.end() :]}".lstrip() if code else text
        at = code.start() if code else 0
        act = min(acts, key=lambda one: min(abs(one.start() - at), abs(one.end() - at)))
        if code and act.end() <= at and bare[:at].endswith(("'s", "’s")):
            bare = bare[: at - 2] + bare[at:]
        word = act["name"]
        word = word[:1].upper() + word[1:] if (act["article"] or "")[:1].isupper() else word
        return f"{bare[: act.start()]}{word} {self.en}{bare[act.end() :]}".lstrip()


@dataclass(frozen=True, slots=True)
class Convocation:
    """Which convocation of a body a text names."""

    number: int
    names: dict[Target, str]

    def put_back(self, text: str, target: Target) -> str:
        """Write the convocation behind the body."""
        said = (
            f"{_roman(self.number)} созыва"
            if target == "ru"
            else f"of the {english_ordinal(self.number)} convocation"
        )
        word = r"\w*" if target == "ru" else r"(?!\w)"
        body = re.search(
            rf"(?<!\w)(?:{self.names[target]}){word}(?:\s(?:РК|Республики Казахстан))?", text, re.IGNORECASE
        )
        if body and target == "en" and text[body.end() :].startswith(("'s", "’s")):
            return f"{text[: body.start()]}{english_ordinal(self.number)}-convocation {text[body.start() :]}"
        return f"{text[: body.end()]} {said}{text[body.end() :]}" if body else text


def acts_apart(text: str) -> tuple[str, tuple[Act, ...]]:
    """Return a text with codes for the dates and numbers of its acts, and what each stands for."""
    if "№" not in text and "XQ" not in text:
        return text, ()
    free = [code for code in CODES if code.lower() not in text.lower()]
    found: list[Act] = []
    for match in reversed(list(_act().finditer(text))):
        if not free:
            break
        code = free.pop(0)
        names = _names("act", text[match.end() :])
        act = Act(code, _written(match, "ru"), _written(match, "en"), names)
        text = f"{text[: match.start()]}{code}{text[match.end() :]}"
        found.append(act)
    return text, tuple(found)


def convocations_apart(text: str) -> tuple[str, tuple[Convocation, ...]]:
    """Return a text without its convocation (VIII шақырылған), with the numbers of sessions in figures."""
    text = SESSION.sub(_session, text) if "сесси" in text else text
    match = CONVOKED.search(text)
    names = _names("body", text) if match else {}
    if not match or not names:
        return text, ()
    if match["roman"]:
        number = roman_value(match["roman"])
    else:
        number = int(match["figure"]) if match["figure"] else ORDINALS.index(match["word"].lower()) + 1
    first = match["first"].upper() if not text[: match.start()].strip() else match["first"]
    shown = text[: match.start()] + first + text[match.end() :]
    return shown, (Convocation(number, names),)


def _session(match: re.Match[str]) -> str:
    return f"{match['between']}{roman_value(match['roman'])}-"


def _written(match: re.Match[str], target: Target) -> str:
    number = match["law"] or number_written(match["number"], target)
    day, month, year = match["day"] or match["d"], 0, match["year"] or match["y"]
    if match["month"]:
        month = next(
            one.number for one in months().values() if match["month"].lower().startswith(_stem(one.name))
        )
    elif match["m"]:
        month = int(match["m"])
    name = rows("months.tsv")[month - 1][5 if target == "ru" else 6]
    if target == "ru":
        return f"от {int(day)} {name} {f'{year} года ' if year else ''}{number}"
    return f"{number} of {int(day)} {name}{f' {year}' if year else ''}"


def _stem(month: str) -> str:
    return month[:-1]


def _names(kind: str, text: str) -> dict[Target, str]:
    """Return how the act or body that a text names first is called in Russian and English."""
    lower = text.lower()
    found = [
        (lower.find(row[1]) if kind == "body" else _at(row[1], lower), row)
        for row in rows("acts.tsv")
        if row[0] == kind
    ]
    found = [(at, row) for at, row in found if at >= 0]
    if not found:
        return {}
    _, row = min(found)
    return {"ru": row[2], "en": row[3]}


def _at(stem: str, text: str) -> int:
    match = re.search(rf"(?<!\w){stem}", text)
    return match.start() if match else -1


def _roman(number: int) -> str:
    tens, units = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]


@cache
def _act() -> re.Pattern[str]:
    acts = "|".join(row[1] for row in rows("acts.tsv") if row[0] == "act")
    stems = "|".join(sorted({_stem(month.name) for month in months().values()}, key=len, reverse=True))
    date = rf"(?:(?:{YEAR})?(?P<day>\d{{1,2}})\s(?P<month>(?:{stems})[{LOWER}]*)\s|{NUMERIC})"
    return re.compile(rf"(?<![\w.,-]){date}(?:{NUMBER})(?=\s{BEFORE_ACT}(?:{acts}))", re.IGNORECASE)
