"""Show a model a legal form that it knows for that of a state body: «Су арнасы» МКК as ЖШС, ТОО, LLP."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.document import Target
from pipeline.wordlists import rows

SHOWN = (("ЖШС", "ТОО", "LL+P"), ("АҚ", "АО", "JSC"))  # with what the model makes of them


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form, and what is shown for it."""

    shown: str
    said: str
    ru: str
    en: str
    made: tuple[str, str]  # what the model makes of what is shown, in Russian and English

    def put_back(self, text: str, target: Target) -> str:
        """Write the form for that of the firm."""
        made, written = (self.made[0], self.ru) if target == "ru" else (self.made[1], self.en)
        return re.sub(rf"(?<!\w){made}(?!\w)", written, text)


def legal_forms_apart(text: str) -> tuple[str, tuple[LegalForm, ...]]:
    """Return a text with forms of firms for those of state bodies, which stand behind their names."""
    found: list[LegalForm] = []
    free = [shown for shown in SHOWN if not re.search(rf"(?<!\w){shown[0]}(?!\w)", text)]
    for match in _forms().finditer(text):
        said = " ".join(match["form"].split())
        if any(said == one.said for one in found):
            continue
        if not free:
            break
        shown, *made = free.pop(0)
        _, _, russian, english = next(row for row in rows("acts.tsv") if row[:2] == ("form", said))
        found.append(LegalForm(shown, said, russian, english, (made[0], made[1])))
    shown_for = {one.said: one.shown for one in found}

    def show(match: re.Match[str]) -> str:
        said = " ".join(match["form"].split())
        return shown_for.get(said, match["form"])

    return (_forms().sub(show, text) if found else text), tuple(found)


@cache
def _forms() -> re.Pattern[str]:
    forms = sorted((row[1] for row in rows("acts.tsv") if row[0] == "form"), key=len, reverse=True)
    said = "|".join(form.replace(" ", r"\s") for form in forms)
    return re.compile(rf"(?<=[»”\"ыі]\s)(?P<form>{said})(?!\w)")
