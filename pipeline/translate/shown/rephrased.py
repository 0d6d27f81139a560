"""Say otherwise in Kazakh what a model misreads: «екі есе аз» as «2 есе аз», «тыйым алынды» as lifted.

What it is shown has the same figures, names and denials, and the checks compare with the text as it was.
"""

from __future__ import annotations

import re
from functools import cache, partial

from pipeline.alphabet import LOWER, UPPER
from pipeline.anchors import Rare
from pipeline.given_names import given_names_of_kazakhs
from pipeline.translate.shown.affirmed import affirmed
from pipeline.translate.shown.kinship import kin_said
from pipeline.translate.shown.questions import questions_said
from pipeline.wordlists import rows

_WORD = f"[{UPPER}][{LOWER}]+"
APART = re.compile(
    rf"(?<![\w-])(?P<given>{_WORD}) (?P<father>{_WORD}) (?P<son>(?:ұлы|қызы)(?:ның)?)(?!\w)"
    r"(?! (?:мен|және|ақын|ғалым|дала|дана|держава|есім|жазушы|жүз|композитор|ойшыл|Отан|сазгер|тұлға)\b)"
)
LONGEST_CHARS = 60  # of a word; what has no blank for thousands of letters must not hold a run up


def rephrased(text: str) -> str:
    """Return `text` with double denials, kin, questions and the rows of rephrased.tsv as a model reads it."""
    text = questions_said(kin_said(affirmed(text)))
    folded = text.casefold()
    for rare, wording in _wordings():
        if rare.may_match(folded):
            text, times = rare.compiled.subn(partial(_put, wording), text)
            folded = text.casefold() if times else folded
    return APART.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    """Return a name with its patronymic as one word; as it is where it may be somebody and their child."""
    follows = found.string[: found.start()].rstrip()[-1:].isalpha()  # so that its capital is that of a name
    given = given_names_of_kazakhs()
    if found["father"] in given and (follows or found["given"] in given):
        return f"{found['given']} {found['father']}{found['son']}"
    return found.group()


def _put(wording: str, found: re.Match[str]) -> str:
    """Return the wording in place of what was found, with its capitals."""
    said, old = found.expand(wording), found.group()
    if old.isupper():
        return said.upper()
    return said[:1].upper() + said[1:] if old[:1].isupper() else said


@cache
def _wordings() -> tuple[tuple[Rare, str], ...]:
    """Read the table (see the file for its columns)."""
    return tuple((Rare(rf"\b(?:{_bounded(old)})"), new) for old, new in rows("rephrased.tsv"))


def _bounded(old: str) -> str:
    """Return a pattern of the table whose words end: one without a blank was read whole from each place."""
    words = old.replace(r"\S+", rf"\S{{1,{LONGEST_CHARS}}}").replace(r"\S*", rf"\S{{0,{LONGEST_CHARS}}}")
    return words.replace(r"\S)+", rf"\S){{1,{LONGEST_CHARS}}}")
