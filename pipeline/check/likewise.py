"""Put a Russian noun into the case and number that another one has: рублей, сом → сомов."""

from __future__ import annotations

import re

from pipeline.check.terms import parses

HARD = {
    "sing": {"nomn": "", "gent": "а", "datv": "у", "accs": "", "ablt": "ом", "loct": "е"},
    "plur": {"nomn": "ы", "gent": "ов", "datv": "ам", "accs": "ы", "ablt": "ами", "loct": "ах"},
}
UNDECLINED = re.compile(r".*(?:и|о)")
BY_ENDINGS = frozenset({"сом", "сум", "драм", "дирхам", "франк"})  # others for a dictionary


def noun_like(noun: str, word: str) -> str:
    """Return a noun in the form of a word, small; as it is where the word is none or it has one form."""
    if UNDECLINED.fullmatch(noun):
        return noun
    found = [parse for parse in parses(word.lower()) if parse.tag.POS == "NOUN" and parse.tag.case]
    found = [parse for parse in found if "Name" not in parse.tag] or found
    if not found:
        return noun
    number, case = found[0].tag.number or "sing", found[0].tag.case
    case = {"gen2": "gent", "loc2": "loct", "acc2": "accs", "gen1": "gent"}.get(case, case)
    if noun in BY_ENDINGS:
        return noun + HARD[number].get(case, "")
    readings = [parse for parse in parses(noun) if parse.tag.POS == "NOUN" and parse.normal_form == noun]
    form = readings[0].inflect({number, case}) if readings else None
    return noun if form is None else str(form.word)
