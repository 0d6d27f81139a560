"""Shows a model each state with its citizens: «3 Қазақстан, 2 Ресей азаматы» became “3 Kazakhstan”."""

from __future__ import annotations

import re
from functools import cache

from pipeline.alphabet import LOWER, UPPER

HEADS = ("азаматы", "азаматтары", "әкімі")
_COUNT = (
    r"(?:\d{1,3}(?:-?(?:с[іы]|[еу]?у?[іы]|е?у[іы]))?|бір(?:[іе]у?[іы]?)?|екеуі|үшеуі|төртеуі|бесеуі|алтауы)"
)
_NAMED = rf"(?:[{UPPER}][{LOWER}]+|аудан|қала|облыс|ауыл|қырғыз|өзбек|орыс|қытай|түрік|неміс|тәжік)"
ITEM = re.compile(rf"(?<![\w,.-]){_COUNT}(?:\s[–—-])? {_NAMED}(?![{LOWER}])")


def every_citizen(text: str) -> str:
    """Return the text with the noun behind each item of a list that only the last has."""
    for head in HEADS:
        if head not in text:
            continue
        for found in reversed(list(_list(head).finditer(text))):
            items = list(ITEM.finditer(text, found.start("items"), found.end("items")))
            for item in reversed(items):
                text = f"{text[: item.end()]} {head}{text[item.end() :]}"
    return text


@cache
def _list(head: str) -> re.Pattern[str]:
    one = ITEM.pattern
    return re.compile(rf"(?P<items>{one}(?:(?:, | және ){one})*)(?=(?:, | және ){one} {head}(?!\w))")
