"""Shows a model names that it reads right in the place of those that it takes for words.

«Саясат Нұрбек» became “Politics Nurbek”, «Мохаммед бен Салман» two persons, «Аслан бен Болат» one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.alphabet import UPPER
from pipeline.check.naming.apart import set_apart
from pipeline.check.naming.citizens import every_citizen
from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.check.naming.mentions import PLACES
from pipeline.check.naming.opening import Known, called_by_name
from pipeline.check.naming.paired import without_dashes
from pipeline.check.naming.persons import with_known_persons
from pipeline.check.naming.sound import plain
from pipeline.check.naming.stems import kazakh_cuts
from pipeline.check.naming.transliterate import transliterate
from pipeline.check.naming.vocabulary import is_common, is_family_name, is_given_name, is_surname
from pipeline.codes import Code
from pipeline.wordlists import rows

CAPITAL = rf"[{UPPER}][^\W\d_{UPPER}]+"
SON_OF = re.compile(
    rf"(?:(?P<rank>[^\W\d_-]+(?:-[^\W\d_]+)?) )?(?P<one>{CAPITAL}) (?P<ben>бен) (?P<other>{CAPITAL})"
)
SCHOLAR = rf"(?!Ғалым (?:{CAPITAL} {CAPITAL}|(?:[{UPPER}]\.\s?)+{CAPITAL}))"  # a scholar, with both his names
WORD_NAME = re.compile(rf"(?<![\w«“\"-]){SCHOLAR}(?P<name>{CAPITAL})(?= (?P<family>{CAPITAL}))")
IN_IN = re.compile(r"\w{2,}[бвгдзклмнпрстфхш]ина?")  # Шойкин
PARTS_OF_WOMEN = ("ова", "ева", "ина", "қызы", "кызы", "ская")


def reworded(text: str, known: Known | None = None) -> tuple[str, tuple[Code, ...]]:
    """Return Kazakh text with stand-ins for names that are words, and what to put back for them."""
    text, first = called_by_name(text, known)
    text, codes = with_known_persons(set_apart(every_citizen(without_dashes(text))))
    codes += [first] if first else []
    if " бен " in text:
        text = SON_OF.sub(lambda found: _linked(found, codes), text)
    for found in reversed(list(_word_names(text))):
        made = _stand_in(found, text, codes)
        if made is not None:
            codes.append(made[1])
            text = text[: found.start("name")] + made[0] + text[found.end("name") :]
    return text, tuple(codes)


def _linked(found: re.Match[str], codes: list[Code]) -> str:
    """Write «бин» where an Arab is called the son of another, «және» where two Kazakhs are named."""
    arab, both, ranks = _words("arab"), _words("arab") | _words("both"), _words("rank")
    one, other = found["one"], _stems(found["other"])
    ranked = (found["rank"] or "").lower() in ranks
    if other & both and (one in arab or (ranked and one in both)):
        link = "бин"
        codes.append(Code("бин", "бин", "bin", english_sign="Bin"))
    elif not other & both and one not in both and (_is_given(one) or _is_given(found["other"])):
        link = "және"
    else:
        return found.group()
    start = found.start()
    return found.group()[: found.start("ben") - start] + link + found.group()[found.end("ben") - start :]


def _is_given(name: str) -> bool:
    return is_given_name(plain(name), "kk")


def _stems(word: str) -> set[str]:
    return {word[:end] for end in kazakh_cuts(plain(word)) if end <= len(word)}


def _word_names(text: str) -> Iterator[re.Match[str]]:
    """Yield each given name that is a word, where what follows can only be the rest of the name."""
    for found in WORD_NAME.finditer(text):
        if found["name"] in _words("word") and is_common(plain(found["name"]), "kk"):
            key = plain(found["family"])
            is_name = is_family_name(key, "kk") or is_surname(key, "kk") or is_given_name(key, "kk")
            if _is_place(found["family"]):
                continue
            if is_name or (IN_IN.fullmatch(key) and not is_common(key, "kk")):
                yield found


def _is_place(word: str) -> bool:
    """Tell the name of a place, in which a feast is held: «Мереке Алматыда өтті»."""
    return not _places().isdisjoint(_stems(word))


@cache
def _places() -> frozenset[str]:
    entries = load_gazetteer().entries
    return frozenset(form for entry in entries if entry.kind in PLACES for form in entry.forms["kk"])


def _stand_in(found: re.Match[str], text: str, codes: list[Code]) -> tuple[str, Code] | None:
    """Return the name to show for one, a man's or a woman's by the family name, and what to put back."""
    stems = _stems(found["family"])
    kind = "woman" if any(stem.endswith(PARTS_OF_WOMEN) for stem in stems) else "man"
    taken = {code.sign for code in codes}
    for cells in (cell.split() for of, cell in rows("names_standins.tsv") if of == kind):
        kazakh, russian, english = cells
        if kazakh not in text and russian not in taken:
            written = transliterate(found["name"], "ru"), transliterate(found["name"], "en")
            return kazakh, Code(russian, *written, english_sign=english)
    return None


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for of, cell in rows("names_standins.tsv") if of == kind for word in cell.split())
