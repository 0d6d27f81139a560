"""Shows a model codes for names of places that are numbers or words («Бес тал ауылы»), for streets with
initials («Қ. Сәтбаев көшесі») and for the network X.

«Бес тал ауылында» became “in five villages”, «Академик Қ. Сәтбаев көшесі» “Academician K. Street Satpayev”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.alphabet import LOWER, UPPER
from pipeline.check.naming.coded import FIGURES
from pipeline.check.naming.gazetteer import listed_name, load_gazetteer
from pipeline.check.naming.mentions import Reading
from pipeline.check.naming.sameness import same_name
from pipeline.check.naming.sound import plain
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.vocabulary import is_common, is_family_name, is_given_name, is_surname
from pipeline.check.terms import is_russian
from pipeline.codes import MARK, Code
from pipeline.document import Span, Target
from pipeline.wordlists import rows

TABLE = "names_places.tsv"
NETWORK = re.compile(
    r"(?<![\w.-])(?P<name>[XХ])(?:-[дт][ае](?P<of>[ғг]ы|гі)?(?![\w-])"
    r"|(?= (?:әлеуметтік|желісі|парақша|платформа)))"
)
ON_NETWORK = " желісінде"
TOWN = re.compile(r"(?<![\w-])Алға(?P<case>да(?:ғы)?|дан|ға)(?![\w-])")
IN_TOWN = {"да": "қаласында", "дағы": "қаласындағы", "дан": "қаласынан", "ға": "қаласына"}
FIELD = re.compile(r"(?<![\w-])Теңізде(?P<of>гі)?(?![\w-])")
OF_OIL = re.compile(r"мұнай өндір|баррель|ТШО|Теңізшевройл|Chevron|кеңе(?:ю|йту) жоба", re.IGNORECASE)
INITIALS = rf"(?:[{UPPER}]\.\s?){{1,2}}"
SURNAME = rf"[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?"
ANNIVERSARY = rf"\d{{1,3}} лет [{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+)?"
SEVERAL = re.compile(r"(?P<one>\w+[оеё]в|\w+ин)(?:тар|тер|лар|лер|дар|дер)")
BROTHERS = "Br."
WOMEN = ("ова", "ева", "ина")
SOFTENED = frozenset("гкхжшщч")
OF_STREET = re.compile("көше|даңғыл|бульвар")
STREET = re.compile(
    r"\b(?:ул\.|пр\.|пр-т|улиц|проспект|бульвар|street|st\b|avenue|ave\b|boulevard)", re.IGNORECASE
)
ALIKE = 0.72  # how like one of its words a word of the translation must sound
Reader = Callable[[re.Match[str]], "Place | None"]
MASK = "ъ"


class Place(NamedTuple):
    """A part of the text that gets a code, what is written for it, and what is shown behind the code."""

    span: Span
    russian: str
    english: str
    behind: str = ""


def with_places(text: str, codes: Sequence[Code]) -> tuple[str, tuple[Code, ...]]:
    """Return Kazakh text with codes for its places that are words, and those codes behind the others."""
    free = [figure for figure in FIGURES if f"{MARK}{figure}" not in text]
    made: dict[tuple[str, str], Code] = {}
    shown, end = "", 0
    for place in read_places(text):
        key = (place.russian, place.english)
        if key not in made and not free:
            break
        if key not in made:
            made[key] = Code(f"{MARK}{free.pop(0)}", *key)
        shown += text[end : place.span[0]] + made[key].sign + place.behind
        end = place.span[1]
    return shown + text[end:], (*codes, *made.values())


def read_places(text: str) -> list[Place]:
    """Return the places of a text that a model would not read, in their order."""
    found: list[Place] = []
    for place in sorted(_every(text), key=lambda place: (place.span[0], -place.span[1])):
        if not found or place.span[0] >= found[-1].span[1]:
            found.append(place)
    return found


def without_numerals(text: str) -> str:
    """Return the text with the numerals that are names of places masked, each as long: «Бес тал ауылы»."""
    if _behind().search(text):
        for found in _patterns()[0][0].finditer(text):
            start, end = found.span("first")
            text = text[:start] + MASK * (end - start) + text[end:]
    return text


def lost_places(source: str, target: Reading, language: Target) -> Iterator[Span]:
    """Yield the places of two words or of a day that a translation does not name: «8 марта» for a street."""
    if not _behind().search(source):
        return
    words = [word.text for word in target.text.words]
    for found in _patterns()[0][0].finditer(source):
        first, thing = found["first"].lower(), found["thing"].lower()
        names = (first + thing, first, thing)
        if not any(same_name(name, word, language) >= ALIKE for name in names for word in words):
            yield found.span("name")
    for found in _patterns()[1][0].finditer(source):
        if OF_STREET.match(found["behind"]) and not STREET.search(target.text.text):
            yield found.span("name")


def _every(text: str) -> Iterator[Place]:
    if "X" in text or "Х" in text:
        yield from map(_network, NETWORK.finditer(text))
    yield from _towns(text)
    if _behind().search(text):
        for pattern, read in _patterns():
            yield from filter(None, map(read, pattern.finditer(text)))
    if _street().search(text):
        yield from _named_streets(text)


def _towns(text: str) -> Iterator[Place]:
    """Yield Alga, which is “ahead”, and Tengiz, which is “sea” where no oil is spoken of."""
    if "Алға" in text:
        for found in TOWN.finditer(text):
            yield Place(found.span(), "Алга", "Alga", " " + IN_TOWN[found["case"]])
    if "Теңізде" in text and OF_OIL.search(text):
        for found in FIELD.finditer(text):
            yield Place(found.span(), "Тенгиз", "Tengiz", f" кен орнында{found['of'] or ''}")


def _network(found: re.Match[str]) -> Place:
    is_case = found.end() > found.end("name")
    behind = ON_NETWORK + ("гі" if found["of"] else "") if is_case else ""
    return Place(found.span(), "X", "X", behind)


def _two_words(found: re.Match[str]) -> Place:
    first, thing = found["first"], found["thing"].capitalize()
    name = f"{first} {thing}"
    return Place(found.span("name"), *(_each(name, target) for target in ("ru", "en")))


def _each(name: str, target: str) -> str:
    return " ".join(transliterate(word, "ru" if target == "ru" else "en") for word in name.split())


def _word(found: re.Match[str]) -> Place | None:
    """Read a common word with a capital that its place does not ask for, or one that the table has."""
    name = found["word"]
    key = plain(name)
    if name not in _table("word"):
        is_opening = not re.search(rf"[{LOWER}\d,»]\s$", found.string[: found.start()])
        personal = is_given_name(key, "kk") or is_surname(key, "kk") or is_family_name(key, "kk")
        if is_opening or personal or not is_common(key, "kk") or is_russian(key):
            return None
        if listed_name(name, "ru"):
            return None
    if listed_name(f"{name} {found['behind']}", "ru"):
        return None
    return Place(found.span("word"), transliterate(name, "ru"), transliterate(name, "en"))


def _day(found: re.Match[str]) -> Place:
    russian, english = _months()[found["month"].capitalize()]
    day = found["day"] if found["day"].isdigit() else "1"
    return Place(found.span("name"), f"{day} {russian}", f"{day} {english}")


def _anniversary(found: re.Match[str]) -> Place:
    return Place(
        found.span("name"), found["name"], transliterate(found["name"], "en").replace(" let ", " Let ")
    )


def _fixed(found: re.Match[str]) -> Place | None:
    for _, pattern, russian, english in (row for row in rows(TABLE) if row[0] == "fixed"):
        if re.fullmatch(pattern, found["name"]):
            return Place(found.span("name"), russian, english)
    return None


def _named_streets(text: str) -> Iterator[Place]:
    """Yield the persons with initials after whom streets are named, in one street or a list of them."""
    for street in _street().finditer(text):
        for found in _person().finditer(street["names"]):
            yield _person_place(found, street.start("names"))


def _person_place(found: re.Match[str], start: int) -> Place:
    initials, surname = (
        re.sub(r"\s", "", found["initials"] or found["plain"] or "").replace(".", ". "),
        found["surname"],
    )
    ranks = _rank(found["rank"] or "")
    are_many = SEVERAL.fullmatch(surname) if ranks[1] == BROTHERS else None
    if are_many:
        surname = are_many["one"]
    russian, english = _surname(surname)
    russian = f"{russian}ых" if are_many else genitive(russian)
    russian = f"{ranks[0]} {transliterate(initials, 'ru')}{russian}".strip()
    english = f"{ranks[1]} {transliterate(initials, 'en')}{english}".strip()
    return Place((start + found.start(), start + found.end()), russian, english)


def _rank(said: str) -> tuple[str, str]:
    every = (row[1:] for row in rows(TABLE) if row[0] == "rank")
    return next(((ru, en) for rank, ru, en in every if re.fullmatch(rank, said.lower())), ("", ""))


def genitive(surname: str) -> str:
    """Return a family name in the Russian genitive, a man's unless it has a woman's ending."""
    small = surname.lower()
    if small.endswith(WOMEN):
        return surname[:-1] + "ой"
    if small.endswith(("ий", "ый", "ой")):
        return surname[:-2] + "ого"
    if small[-1] in "йь":
        return surname[:-1] + "я"
    if small[-1] == "а":
        return surname[:-1] + ("и" if small[-2] in SOFTENED else "ы")
    if small[-1] == "я":
        return surname[:-1] + "и"
    return surname if small[-1] in "еёиоуыэю" else surname + "а"


def _surname(name: str) -> tuple[str, str]:
    return _listed_surnames().get(name) or (transliterate(name, "ru"), transliterate(name, "en"))


@cache
def _listed_surnames() -> dict[str, tuple[str, str]]:
    """Return the last words of listed persons' names, where all agree: Сәтбаев → Сатпаев, Satpayev."""
    found: dict[str, set[tuple[str, str]]] = {}
    for entry in load_gazetteer().entries:
        names = [entry.forms[language][:1] for language in ("kk", "ru", "en")]
        if entry.kind == "person" and all(names):
            kazakh, russian, english = (name[0].split() for name in names)
            if len(kazakh) == len(russian) == len(english) > 1:
                found.setdefault(kazakh[-1], set()).add((russian[-1], english[-1]))
    return {name: next(iter(forms)) for name, forms in found.items() if len(forms) == 1}


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows(TABLE) if row[0] == kind for word in row[1].split())


@cache
def _months() -> dict[str, tuple[str, str]]:
    return {row[1]: (row[2], row[3]) for row in rows(TABLE) if row[0] == "month"}


def _classes(kind: str) -> str:
    return next(row[1] for row in rows(TABLE) if row[0] == kind)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf" (?:{_classes('behind')})")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    behind = rf"(?= (?P<behind>{_classes('behind')})(?:н\w*|мен)?(?!\w))"
    first, thing = "|".join(_table("first")), "|".join(_table("thing"))
    months = "|".join(_months())
    fixed = "|".join(row[1] for row in rows(TABLE) if row[0] == "fixed")
    return (
        (re.compile(rf"(?<![\w-])(?P<name>(?P<first>{first}) (?P<thing>(?i:{thing}))){behind}"), _two_words),
        (
            re.compile(
                rf"(?<![\w.,-])(?P<name>(?P<day>\d{{1,2}}|Бірінші)(?:-?і?нші)? (?P<month>(?i:{months})))"
                rf"{behind}"
            ),
            _day,
        ),
        (re.compile(rf"(?<![\w.,-])(?P<name>{ANNIVERSARY}){behind}"), _anniversary),
        (re.compile(rf"(?<![\w.,-])(?P<name>{fixed}){behind}"), _fixed),
        (re.compile(rf"(?<![\w«“\"-])(?P<word>[{UPPER}][{LOWER}]{{2,}}){behind}"), _word),
    )


@cache
def _street() -> re.Pattern[str]:
    """Return what finds the names before streets, one of them at least with initials."""
    one = rf"(?:(?:(?i:{_every_rank()})\s)?(?:{INITIALS})?{SURNAME})"
    joined = rf"{one}(?:(?:, | және | [мбп]ен ){one})*"
    return re.compile(rf"(?<![\w.-])(?P<names>{joined}) (?={_classes('street')})")


@cache
def _person() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.-])(?:(?:(?P<rank>(?i:{_every_rank()}))\s)(?P<initials>{INITIALS})?|"
        rf"(?P<plain>{INITIALS}))(?P<surname>{SURNAME})"
    )


def _every_rank() -> str:
    return "|".join(row[1] for row in rows(TABLE) if row[0] == "rank")
