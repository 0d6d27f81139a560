"""Two firms in Latin letters side by side, which a model takes for one: «Google Wiz-ді сатып алды».

It read the two as one object and invented a subject for it. It is shown «Google компаниясы Wiz
компаниясын», and «Reuters агенттігі NASA дерегіне»; where the two still stand side by side in a
translation, it has lost who does what. So it has where it makes three words of two persons side by side one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.alphabet import LOWER, UPPER
from pipeline.check.naming.case_endings import (
    ABLATIVE,
    ACCUSATIVE,
    BUT_GENITIVE,
    DATIVE,
    GENITIVE,
    INSTRUMENTAL,
)
from pipeline.check.naming.sameness import same_name
from pipeline.document import Span, Target
from pipeline.wordlists import lines, rows

_WORD = r"(?:[A-Z]|[a-z](?=[A-Z]))[A-Za-z0-9]*(?:[.&'’-][A-Za-z0-9]+)*\.?"
RUN = re.compile(
    rf"(?<![\w«“\"(.-])(?<![A-Z][a-z] )(?P<names>{_WORD}(?: {_WORD})+)"
    rf"-(?P<ending>[{LOWER}]{{2,4}})(?![\w-])"
)
BARE = re.compile(
    rf"(?<![\w«“\"(.-])(?<![A-Z][a-z] )(?P<names>{_WORD}(?: {_WORD})+)(?= [{LOWER}])"
)  # the second belongs to what follows: «OpenAI компаниясына»
_PERSON = rf"[{UPPER}][{LOWER}]+"
PERSONS = re.compile(
    rf"(?<![\w«“\"(.-])(?:{_PERSON} ){{3}}[{UPPER}][{LOWER}]+(?:{BUT_GENITIVE})"
    r"(?= (?:\S+ ){0,3}?(?:жең|ұт|кездес|сөйлес|сына|айыпта|татулас|қабылда|келіс|тағайында|қолда))"
)
RUN_OF_PERSONS = re.compile(
    r"(?<![\w«“-])[A-ZА-ЯЁ][\w’-]+(?: [A-ZА-ЯЁ][\w’-]+){2,3}(?! (?:[A-ZА-ЯЁ]|(?:и|and)\b))(?![\w»”-])"
)
SAME = 0.6  # how far a word of the translation is a word of a name
CASES = (
    (re.compile(ACCUSATIVE), "н"),
    (re.compile(f"{DATIVE}|[нй]?[ае]"), "на"),
    (re.compile(ABLATIVE), "нан"),
    (re.compile(INSTRUMENTAL), "мен"),
    (re.compile(GENITIVE), "ның"),
)
FIRM, WARE, NOUNS = "компаниясы", "ware", "names_neighbours.tsv"
AGENCY = "агенттігі"
RATING = re.compile(r" (?:[^\s,.;]+ ){0,3}?рейтинг(?:ін|терін)\b")
TAKEN_OVER = re.compile(r"сатып ал|басып оз|сотқа бер|қосып ал|жұтып қой|біріктір")
LONGEST = 3  # words of a name


class Neighbours(NamedTuple):
    """Two names that stand side by side, the second in a case, and what says it of a firm.

    Without a case the second belongs to the word behind it.
    """

    span: Span
    first: str
    second: str
    case: str | None


def neighbours(text: str) -> Iterator[Neighbours]:
    """Yield the pairs of firms that stand side by side in a Kazakh text, as they stand in it."""
    return iter(sorted([*_in_a_case(text), *_before_a_noun(text)]))


def _before_a_noun(text: str) -> Iterator[Neighbours]:
    """Yield the pairs of which the second belongs to what follows: «Reuters NASA дерегіне»."""
    for found in BARE.finditer(text):
        parts = _split(found["names"].split(" "), text, found)
        if parts is not None and (parts[1] in _known() - _wares() or _is_rated(parts[0], text, found)):
            yield Neighbours(found.span(), *parts, None)


def _in_a_case(text: str) -> Iterator[Neighbours]:
    """Yield the pairs of which the second bears the ending of a case: «Google Wiz-ді»."""
    for found in RUN.finditer(text):
        case = next((case for ending, case in CASES if ending.fullmatch(found["ending"])), None)
        parts = _split(found["names"].split(" "), text, found) if case is not None else None
        if parts is not None and case is not None:
            yield Neighbours(found.span(), *parts, case)


def set_apart(text: str) -> str:
    """Return the text with the pairs of firms called firms."""
    for pair in reversed(list(neighbours(text))):
        start, end = pair.span
        ending = "" if pair.case is None else f" {FIRM}{pair.case}"
        said = f"{pair.first} {_nouns().get(pair.first, FIRM)} {pair.second}{ending}"
        text = text[:start] + said + text[end:]
    return text


def run_together(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Yield the pairs of firms that stand side by side in a translation, too: “bought Google Wiz”."""
    for pair in neighbours(source):
        at = target.find(f"{pair.first} {pair.second}")
        if at >= 0:
            yield pair.span, (at, at + len(pair.first) + 1 + len(pair.second))


def persons_run_together(source: str, target: str, language: Target) -> Iterator[tuple[Span, Span]]:
    """Yield two persons side by side of whom a translation makes one of three or four words."""
    for found in PERSONS.finditer(source):
        words = found.group().split()
        for run in RUN_OF_PERSONS.finditer(target):
            pairs = zip(words, run.group().split(), strict=False)
            if all(same_name(one, other, language) >= SAME for one, other in pairs):
                yield found.span(), run.span()
                break


def _split(words: list[str], text: str, found: re.Match[str]) -> tuple[str, str] | None:
    """Return the two names that the words are, the longest first; None where they are one, or three."""
    known = _known()
    if " ".join(words) in known:
        return None
    for size in range(min(LONGEST, len(words) - 1), 0, -1):
        first, second = " ".join(words[:size]), " ".join(words[size:])
        if first in known and (
            second in known or _is_taken_over(words[size:], text, found) or _is_rated(first, text, found)
        ):
            return first, second
    return None


def _is_taken_over(words: list[str], text: str, found: re.Match[str]) -> bool:
    """Tell an unknown firm that the known one before it buys, at the beginning of a sentence."""
    opens = not text[: found.start()].strip(" –—-") or text[: found.start()].rstrip()[-1] in ".!?"
    return len(words) == 1 and opens and TAKEN_OVER.search(text, found.end()) is not None


def _is_rated(first: str, text: str, found: re.Match[str]) -> bool:
    """Tell the rating of an unknown firm behind an agency: «Fitch KEGOC рейтингін растады»."""
    return _nouns().get(first) == AGENCY and RATING.match(text, found.end()) is not None


@cache
def _known() -> frozenset[str]:
    return frozenset(lines("names_latin.txt")) | frozenset(_nouns())


@cache
def _nouns() -> dict[str, str]:
    """Return the noun to show behind a name that is not a firm's."""
    table = ((noun, cell.split()) for noun, cell in rows(NOUNS) if noun != WARE)
    return {name.replace("_", " "): noun for noun, names in table for name in names}


@cache
def _wares() -> frozenset[str]:
    """Return the names of what a firm makes, which may stand behind its own as one name: Google Android."""
    return frozenset(name for noun, cell in rows(NOUNS) if noun == WARE for name in cell.split())
