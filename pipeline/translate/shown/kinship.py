"""Say whose a relative is: «қайын атасы» as «жұбайының әкесі», «жездем» as «әпкемнің күйеуі»."""

from __future__ import annotations

import re
from functools import cache

from pipeline.translate.possessed import ENDINGS, possessed_ending
from pipeline.wordlists import rows

THIRD = (
    r"с?[ыі](?:(?P<genitive>н[ыі]ң)|(?P<dative>н[ае])|(?P<accusative>н)|(?P<locative>нд[ае])"
    r"|(?P<ablative>н[ае]н)|(?P<instrumental>мен))?"
)
FIRST = (
    r"(?P<mine>м)(?:(?P<genitive1>н[ыі]ң)|(?P<dative1>[ае])|(?P<accusative1>д[ыі])|(?P<locative1>д[ае])"
    r"|(?P<ablative1>н[ае]н)|(?P<instrumental1>мен))?"
)

DESCRIBED = re.compile(
    r"\b(?:\d+|бір|екі|үш|төрт|бес|алты|жеті|барлық|кенже|үлкен|кіші|туған|жас|қарт|жалғыз|бұрынғы|марқұм)\s$",
    re.IGNORECASE,
)
DAUGHTER_IN_LAW = re.compile(r"\bкелін", re.IGNORECASE)  # whose mother-in-law is her husband’s


def kin_said(text: str) -> str:
    """Return a text with the kin of the table called by whose they are."""
    return _kin().sub(_said, text)


def _said(found: re.Match[str]) -> str:
    """Return whose and who, in the person and case of what was found."""
    whose, who = next(row for pattern, *row in _rows() if pattern.fullmatch(found["kin"]))
    if DESCRIBED.search(found.string, 0, found.start()):
        return found.group()  # what is told of the kin would be told of the owner
    is_of_bride = DAUGHTER_IN_LAW.search(found.string) is not None
    if found["kin"].lower() == "ене" and not (is_of_bride or found["mine"]):
        return found.group()  # animals have one too
    whose = "күйеуі" if whose == "жұбайы" and is_of_bride else whose
    owner = _mine(whose) if found["mine"] else whose
    case = next((name for name in ENDINGS if name and (found[name] or found[f"{name}1"])), "")
    said = f"{owner}{_ending(owner, 'genitive')} {who}{_ending(who, case)}"
    return said[0].upper() + said[1:] if found.group()[0].isupper() else said


def _mine(owner: str) -> str:
    """Return an owner in the first person: жұбайым, әпкем, әйелімнің әпкесі → әйелімнің әпкесі."""
    first, _, rest = owner.partition(" ")
    if rest:
        bare = re.sub(r"н[ыі]ң$", "", first)
        mine = _mine(bare)
        return f"{mine}{_ending(mine, 'genitive')} {rest}"
    return re.sub(r"с[ыі]$", "", owner) + "м" if re.search(r"с[ыі]$", owner) else owner + "м"


def _ending(word: str, case: str) -> str:
    return possessed_ending(case, is_front=not _is_back(word))


def _is_back(word: str) -> bool:
    """Tell whether the last vowel but that of the possessive ending is a back one."""
    vowels = [letter for letter in word.lower() if letter in "аәеоөұүыіяю"]
    return vowels[-1] in "аоұыя"


@cache
def _rows() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Read the table (see the file for its columns)."""
    return tuple((re.compile(kin, re.IGNORECASE), whose, who) for kin, whose, who in rows("kinship.tsv"))


@cache
def _kin() -> re.Pattern[str]:
    """Return what finds one of the kin with its person and case."""
    kin = "|".join(kin for kin, _, _ in rows("kinship.tsv"))
    return re.compile(rf"(?<![\w-])(?P<kin>{kin})(?:{THIRD}|{FIRST})(?!\w)", re.IGNORECASE)
