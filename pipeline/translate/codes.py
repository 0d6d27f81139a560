"""Codes that a model is shown for what it would not read, and what is written for each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Target

BEFORE = r"(?P<before>\b(?:of|by|to|from|with|in|at|into|for|on|between|against|and)\s)?"


class Code(NamedTuple):
    """What a model copies, what stands for it in Russian and English, and whether “the” does before that."""

    sign: str
    russian: str
    english: str
    has_article: bool = False


def decoded(text: str, codes: Sequence[Code], target: Target) -> str:
    """Return an answer with what the codes stand for; an English abbreviation of a body gets its article."""
    for code in codes:
        letters, figure = code.sign[:-1], code.sign[-1]
        sign = re.compile(rf"{BEFORE}(?<!\w){letters}[ -]?{figure}(?!\d)")
        form = code.russian if target == "ru" else code.english
        article = "the " if target == "en" and code.has_article and form.isupper() else ""
        text = sign.sub(lambda found, f=form, a=article: (found["before"] + a if found["before"] else "") + f, text)
    return text
