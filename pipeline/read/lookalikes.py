"""Letters that only look like Kazakh ones, typed without a Kazakh keyboard: Yкімет, əкім, жаӊа."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from pipeline.alphabet import LOWER, UPPER
from pipeline.document import Block
from pipeline.read.spelling import known_length

FOREIGN = dict(zip("əӊӈѳθɵҝ", "әңңөөөқ", strict=True))  # of no Latin word
LATIN = dict(zip("aceikmoptxhöüyABCEHIKMOPTXhÖÜY", "асеікмортхһөүуАВСЕНІКМОРТХһӨҮУ", strict=True))
CHOICES = {"y": "уүұ", "Y": "УҮҰ"}  # what the vocabulary tells apart
CYRILLIC = re.compile(f"[{LOWER}{UPPER}]")
SIGNS = "".join(FOREIGN) + "".join(FOREIGN).upper() + "".join(LATIN)
RUN = re.compile(r"(?<![\w@#/.])[^\W\d_]+(?![\w@/]|\.[a-z])")
TRIED = 3  # letters of a word that may be several


def put_right(blocks: Sequence[Block]) -> tuple[list[Block], dict[str, str]]:
    """Return blocks with Kazakh letters in the place of look-alikes, and what is said about it."""
    changed: Counter[str] = Counter()

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        mended = _mended(word)
        changed.update(f"{a} → {b}" for a, b in zip(word, mended, strict=True) if a != b)
        return mended

    done = [replace(block, text=RUN.sub(mend, block.text)) for block in blocks]
    said = ", ".join(f"{letters} ({count})" for letters, count in changed.most_common())
    return done, {"lookalike_letters": said} if said else {}


def _mended(word: str) -> str:
    """Return a word of Cyrillic letters and look-alikes in Cyrillic; any other comes back as it is."""
    others = [letter for letter in word if not CYRILLIC.match(letter)]
    if not others or len(others) == len(word) or not all(letter in SIGNS for letter in others):
        return word
    told = sum(letter.lower() not in FOREIGN and letter not in "iI" for letter in others)
    if told > len(word) - len(others):
        return word
    choices = [CHOICES.get(letter, _letter(letter)) for letter in word]
    if sum(len(choice) > 1 for choice in choices) > TRIED:
        choices = [choice[0] for choice in choices]
    readings = ["".join(reading) for reading in product(*choices)]
    return max(readings, key=lambda reading: known_length(reading.lower()))


def _letter(letter: str) -> str:
    if letter in LATIN:
        return LATIN[letter]
    found = FOREIGN.get(letter.lower(), letter)
    return found.upper() if letter.isupper() and letter.lower() in FOREIGN else found
