"""Holes in the translation: two words side by side, or a space before a comma, where one is missing.

Which frequent words follow each other far more seldom than chance has it is learnt from text
(benchmarks/gaps.py): “a session of the.”, “the of Culture”, «договор между и Россией». Says nothing about the
source: what is missing there is missing by the grammar of the target alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from importlib import resources
from itertools import pairwise

from pipeline.check.pair import Pair
from pipeline.document import TARGETS, Finding, Span, Target

NAME = "gaps"
TOKEN = re.compile(r"(?<=\w)['’](?:s|t|re|ve|ll|d|m)\b|\w+(?:[-.]\w+)*|[^\w\s]")
CLOSING = frozenset(".,!?;:)»”…")  # what may stand after a word; «"» opens as well as it closes
OPENING = frozenset('.!?:«“"„—–(')  # what the first word of a sentence may stand after
LOOSE = re.compile(r"(?<=\w)\s+[,.!?;»”](?=\s|[»”)]|$)|,\s*,|(?<!\S)-(?=[A-ZА-ЯЁ])")
Follows = dict[str, frozenset[str]]


def check_gaps(pair: Pair) -> list[Finding]:
    """Report the first place where a word is missing."""
    never = never_follows()[pair.language]
    for (word, start), (other, end) in pairwise(keys(pair.target, never)):
        if other in never.get(word, ()):
            said = pair.target[start[0] : end[1]]
            message = f"is a word missing in “{said}”?"
            return [pair.finding(NAME, "warning", message, None, (start[0], end[1]))]
    loose = LOOSE.search(pair.target)
    if loose and not LOOSE.search(pair.source):
        message = f"is a word missing before “{loose.group().strip()}”?"
        return [pair.finding(NAME, "warning", message, None, loose.span())]
    return []


def keys(text: str, known: Collection[str]) -> Iterator[tuple[str, Span]]:
    """Yield what each token of a text is known by, and where it stands; "" where that says nothing.

    A known word in small letters, or at the beginning of a sentence; a mark that closes something; 's.
    """
    before = ""
    for match in TOKEN.finditer(text):
        token = match.group()
        yield _key(token, known, begins=not before or before in OPENING), match.span()
        before = token


def _key(token: str, known: Collection[str], *, begins: bool) -> str:
    if token in CLOSING:
        return token
    if token[0] in "'’" and len(token) > 1:
        return "'" + token[1:]
    small = token.lower()
    is_word = token == small or token == "I" or (begins and len(token) > 1 and token[1:] == small[1:])
    return small if is_word and small in known else ""


@cache
def never_follows() -> dict[Target, Follows]:
    """Return by language and frequent word what does not follow it."""
    text = resources.files("pipeline.data").joinpath("gaps.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {
        language: {word: frozenset(others.split()) for code, word, others in rows if code == language}
        for language in TARGETS
    }
