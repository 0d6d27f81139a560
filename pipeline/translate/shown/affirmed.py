"""Two denials that affirm are shown to a model as one verb: «келмей қоймайды» as «міндетті түрде келеді».

«Шешпей болмайды» is «шешу керек», «келмей қоймады» «бәрібір келді»: with two denials a model keeps one.
"""

from __future__ import annotations

import re

from pipeline.alphabet import LOWER, TO_FRONT

BACK = "аоұыяуё"
VOICED = {"п": "б", "қ": "ғ", "к": "г"}
VOICELESS = frozenset("пкқтсшхфцчщ")
LIGHT = (  # verbs that are one with the noun before them
    "(?:ет|ұлас|таныт|тигіз|қыл|жаса|көрсет|бер|істе|қос|аудар|ат|өт|қат|тудыр|туғыз|қалдыр)"
)
COMPANY = (
    rf"(?P<company>(?:(?:кері|теріс) )?(?-i:[{LOWER}]+)(?<![дтн][ыі]ң)(?<!оны)(?<!мұны)(?<!бұны)"
    rf" (?={LIGHT}[мбп][ае]й)|қарсы (?=ал))?"
)
DENIED = (
    r"(?P<stem>(?!(?:қа|жа|та|үй|қар|тыр|шыр|сер|жал)м[ае]|үнде)\w+?)"
    r"(?:(?<=[аәеіыоуөүұиюялрй])м|(?<=[мнңзж])б|(?<=[пкқтсшхф])п)[ае]"
)
SURELY = re.compile(
    rf"(?<!\w){COMPANY}{DENIED}й (?:қойма|қалма|(?:тұра|қала|отыра) алма)"
    r"(?P<end>йды|йд[ыі]|й(?:мын|мыз|сың|сыз)(?:дар)?|йтын\w*|с(?! еді)|сы(?= (?:анық|сөзсіз|хақ)))(?!\w)",
    re.IGNORECASE,
)
DID = re.compile(
    rf"(?<!\w){COMPANY}{DENIED}й (?:қойма|қалма|(?:тұра|қала|отыра) алма)(?P<end>ды[мқңк]?)(?!\w)",
    re.IGNORECASE,
)
PERSONS = {"м": "ым", "ң": "ың", "ңыз": "ыңыз", "ңіз": "ыңыз", "қ": "ымыз", "к": "ымыз"}  # айтпасам: айтуым
NOBODY = re.compile(r"\b(?:бірде[- ]бір|еш(?:кім|бір|қандай|теңе|нәрсе)?)[^\W\d]*\s[^,.;:]*\Z", re.IGNORECASE)
MUST = re.compile(
    rf"(?<!\w){DENIED}(?:(?:у[ғг][ае]|сқа|ске|й|с[ае](?P<person>м|ң|ң[ыі]з|қ|к)?"
    r"|й (?:тұр|отыр|қал|кет|жүр)у[ғг][ае]) болма(?:йды|с)"
    r"|(?:сқа|ске) (?:амал|лаж|шара)\w* жоқ)(?!\w)",
    re.IGNORECASE,
)


def affirmed(text: str) -> str:
    """Return a text whose double denials are said as what they affirm."""
    if not any(part in text for part in ("ма", "МА", "лаж", "шара")):
        return text
    text = SURELY.sub(_surely, text)
    return MUST.sub(_must, DID.sub(_did, text))


def _surely(found: re.Match[str]) -> str:
    if _is_of_nobody(found):
        return found.group()
    end = {"с": "йды", "сы": "йтыны"}.get(found["end"].lower(), found["end"].lower())
    return _like(found, f"міндетті түрде {found['company'] or ''}{_present(found['stem'].lower(), end[1:])}")


def _is_of_nobody(found: re.Match[str]) -> bool:
    """Tell whether a word that denies goes before in the clause: «бірде-бір қылмыс ашылмай қалмайды»."""
    return NOBODY.search(found.string[: found.start()]) is not None


def _did(found: re.Match[str]) -> str:
    if _is_of_nobody(found):
        return found.group()
    stem = found["stem"].lower()
    past = ("т" if stem[-1] in VOICELESS else "д") + found["end"].lower()[1:]
    return _like(found, f"бәрібір {found['company'] or ''}{stem}{_in_harmony(stem, past)}")


def _must(found: re.Match[str]) -> str:
    stem, person = found["stem"].lower(), (found["person"] or "").lower()
    own = _in_harmony(stem, PERSONS.get(person, ""))
    return _like(found, f"{_infinitive(stem)}{own} керек")


def _infinitive(stem: str) -> str:
    """Return the name of a verb: айт → айту, оқы → оқу, жой → жою."""
    return f"{stem[:-1]}ю" if stem.endswith("й") else f"{_before_vowel(stem).rstrip('ыі')}у"


def _like(found: re.Match[str], said: str) -> str:
    """Return what is said with the capitals of what was found."""
    if found.group().isupper():
        return said.upper()
    return said[:1].upper() + said[1:] if found.group()[:1].isupper() else said


def _present(stem: str, ending: str) -> str:
    """Return a verb in the present: кел → келеді, оқы → оқиды, тап → табады, қой → қояды."""
    tail = _in_harmony(stem, ending)
    if stem[-1] in "ыі":
        return f"{stem[:-1]}и{tail}"
    if stem[-1] in "аәе":
        return f"{stem}й{tail}"
    vowel = _in_harmony(stem, "а")
    if stem[-1] == "й" and vowel == "а":
        return f"{stem[:-1]}я{tail}"
    return f"{_before_vowel(stem)}{vowel}{tail}"


def _before_vowel(stem: str) -> str:
    return stem[:-1] + VOICED.get(stem[-1], stem[-1])


def _in_harmony(stem: str, ending: str) -> str:
    """Return an ending with the vowels that the last one of a stem asks for."""
    vowel = next((letter for letter in reversed(stem) if letter in "аоұыяуёәеөүіэию"), "а")
    return ending if vowel in BACK else ending.translate(TO_FRONT)
