"""Write out the abbreviations behind names of places: a model takes «Қызылжар а.» for a person's initial."""

from __future__ import annotations

import re
from functools import cache

from pipeline.alphabet import LOWER, UPPER
from pipeline.wordlists import rows

OF_NAME = "of the name"  # said in the table of a small word that belongs to a name
STREET, HOUSE = "көшесі", re.compile(r",?\s?(?:№\s?)?\d")
FINITE = re.compile(r"\s[«“]?\w*(?:[дт][ыі]|[ғқгк][ае]н)\b")  # тұрады, өтті, туған


def written_out(text: str) -> str:
    """Return `text` with the abbreviations behind names of places written out.

    Before a verb a place is where something happens, and is put into the locative; else it bears no case, as
    in an address. A stop that ends the text stays. Contracted words (к-сі, а-нында) bring their own ending.
    """
    text = _contracted().sub(lambda found: _words()[found["short"]] + found["ending"], text)
    return _pattern().sub(_word, text)


def _word(match: re.Match[str]) -> str:
    rest = match.string[match.end() :]
    word = _words()[re.sub(r"\s", "", match["short"])]
    if match["short"] == "к" and HOUSE.match(rest):
        word = STREET
    if FINITE.match(rest):
        word += "нда" if word.endswith("ы") else "нде"
    tail = " " if rest[:1].isalnum() else ""
    return f"{match['name']} {word}{tail if rest else match['stop']}"


@cache
def _pattern() -> re.Pattern[str]:
    small = "|".join(word for word, kind in rows("places.tsv") if kind == OF_NAME)
    name = rf"(?<!\w)[«“\"]?[{UPPER}][{LOWER}]+(?:-\w+)?(?:\s(?:{small}))?[»”\"]?"
    shorts = "|".join(re.escape(s).replace(r"\.", r"\.\s?") for s in _words() if "-" not in s)
    return re.compile(
        rf"(?P<name>{name})\s?(?<![{LOWER}])(?P<short>{shorts})(?P<stop>\.|(?<=/[ао])(?!\w))(?!-)"
    )


@cache
def _contracted() -> re.Pattern[str]:
    shorts = "|".join(short for short in _words() if "-" in short)
    return re.compile(rf"(?<=[{LOWER}»”\"]\s)(?P<short>{shorts})(?P<ending>[{LOWER}]*)(?!\w)")


@cache
def _words() -> dict[str, str]:
    return {short: word for short, word in rows("places.tsv") if word != OF_NAME}
