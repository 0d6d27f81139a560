"""Show a model «уақытша әкім» for «әкімнің м.а.», which it drops, and write «и. о. акима», “acting akim”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.document import Target
from pipeline.translate.possessed import possessed_ending
from pipeline.wordlists import rows

MARK = (
    r"(?:(?-i:м\.\s?(?:у\.\s?)?а\.|у\.\s?м\.\s?а\.)"
    r"|міндетін\s(?:уақытша\s)?атқарушы(?P<case>ның|ға|ны|да|дан|мен)?(?!\w))"
)
GENITIVE = r"(?:н[іы]ң|[дт][іы]ң)"
CASES = {  # by the endings of «атқарушы»
    "ның": "genitive",
    "ға": "dative",
    "ны": "accusative",
    "да": "locative",
    "дан": "ablative",
    "мен": "instrumental",
}
FRONT = re.compile(r".*[әеөүіи][^аоұы]*\Z", re.IGNORECASE)
TEMPORARY_RU = r"временн(?:ый|ой|ого|ому|ым|ом|ая|ую)"
DUTIES_RU = r"(?:временно\s)?исполняющ\w+\sобязанност\w+"
ADJECTIVES_RU = r"(?P<adjective>(?:(?:генеральн|главн|перв)\w+\s)?)"
TEMPORARY_EN = r"(?:temporary|temporarily|interim|provisional|acting)"
ADJECTIVES_EN = "deputy|prime|general|chief|regional|district|city|rural|department|school"
BEFORE_EN = rf"(?:(?:(?!The\b)[A-Z][a-z]+|{ADJECTIVES_EN})\s)*?"


@dataclass(frozen=True, slots=True)
class Acting:
    """What the office of an acting official is called in either language, and in the Russian genitive."""

    russian: str
    english: str
    genitive: str

    def put_back(self, text: str, target: Target) -> str:
        """Write «и. о.» with the genitive of the office, or “acting” before it."""
        return self._russian(text) if target == "ru" else self._english(text)

    def _russian(self, text: str) -> str:
        office = rf"{ADJECTIVES_RU}(?P<office>(?:{self.russian})[а-яё]*)(?!\w)"
        whole = re.compile(rf"(?<!\w)(?:{TEMPORARY_RU}|{DUTIES_RU})\s{office}", re.IGNORECASE)
        if whole.search(text):
            return whole.sub(self._genitive, text, count=1)
        bare = re.sub(rf"(?<!\w)(?:временно\s|{TEMPORARY_RU}\s)", "", text, flags=re.IGNORECASE)
        return re.sub(rf"(?<![\w.]){office}", self._genitive, bare, count=1, flags=re.IGNORECASE)

    def _genitive(self, found: re.Match[str]) -> str:
        office = found["office"]
        word = self.genitive
        if office.lower().startswith("ген") and not word.startswith("ген"):
            word = f"ген{word}"
        if office.lower().startswith(("глав", "лидер")):
            word = "главы" if office.lower().startswith("глав") else "лидера"
        adjective = re.sub(r"(?:ый|ому|ым|ом|ого|ой|ая|ую)\s", "ого ", found["adjective"]).lower()
        return f"и. о. {adjective}{word}"

    def _english(self, text: str) -> str:
        office = rf"{BEFORE_EN}(?i:{self.english})(?!\w)"
        whole = re.compile(rf"(?<!\w)(?i:(?:an?\s)?{TEMPORARY_EN}\s(?:the\s)?)(?P<office>{office})")
        if whole.search(text):
            return whole.sub(r"acting \g<office>", text, count=1)
        bare = re.sub(r"(?<!\w)temporarily\s", "", text, count=1, flags=re.IGNORECASE)
        found = re.search(rf"(?<!\w)(?<!acting ){office}", bare)
        if found is None:
            return text
        said = bare[found.start() :]
        is_name = any(map(str.isupper, found.group()[1:]))  # Interior Minister
        said = said if found.start() or is_name else said[:1].lower() + said[1:]
        return f"{bare[: found.start()]}acting {said}"


def acting_apart(text: str) -> tuple[str, tuple[Acting, ...]]:
    """Return a text with «уақытша» before the offices that somebody holds for another, and what each is."""
    if "а." not in text and "атқаруш" not in text:
        return text, ()
    found: list[Acting] = []
    for match in reversed(list(_officials().finditer(text))):
        row = next(row for row in _offices() if re.fullmatch(row[1], match["stem"].lower()))
        word = (match["chief"] or "") + match["stem"] + _ending(match)
        at_start = not text[: match.start()].strip('«“"– ')
        shown = (
            f"Уақытша {word[:1].lower()}{word[1:]}"
            if at_start and match.group()[0].isupper()
            else f"уақытша {word}"
        )
        text = text[: match.start()] + shown + text[match.end() :]
        found.append(Acting(row[2], row[3], row[4]))
    return text, tuple(reversed(found))


def _ending(match: re.Match[str]) -> str:
    """Return the ending of the office as it is shown: its possessive one, and the case of its holder."""
    possessed, case = match["possessed"] or "", match["case"]
    if not case:
        return possessed
    is_front = FRONT.match(match["stem"] + possessed) is not None
    if possessed:
        return possessed + possessed_ending(CASES[case], is_front=is_front)
    return _bare(match["stem"], case, is_front=is_front)


def _bare(stem: str, case: str, *, is_front: bool) -> str:
    """Return the ending of a case behind a bare stem: әкімнің, директорға."""
    is_hard = stem[-1].lower() in "кқпстфхцчшщ"
    is_vowel = stem[-1].lower() in "аәеиіоөуұүыэюя"
    first = {"ның": "т" if is_hard else "н" if is_vowel or stem[-1] in "мнң" else "д"}.get(
        case, "т" if is_hard else "д"
    )
    if case == "ға":
        first = ("қ" if is_hard else "ғ") if not is_front else ("к" if is_hard else "г")
    if case == "ны":
        first = "т" if is_hard else "н" if is_vowel else "д"
    if case == "дан" and stem[-1].lower() in "мнң":
        first = "н"
    if case == "мен":
        return "пен" if is_hard else "мен"
    rest = case[1:]
    return first + (rest.translate(str.maketrans("ыа", "іе")) if is_front else rest)


@cache
def _offices() -> tuple[tuple[str, ...], ...]:
    return tuple(row for row in rows("acts.tsv") if row[0] == "office")


@cache
def _officials() -> re.Pattern[str]:
    stems = "|".join(sorted((row[1] for row in _offices()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w])(?P<chief>(?:бас|бірінші)\s)?(?P<stem>{stems})(?P<possessed>с?[іы])?(?:{GENITIVE})?\s{MARK}",
        re.IGNORECASE,
    )
