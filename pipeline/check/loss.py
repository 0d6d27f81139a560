"""Something is missing: an empty or cut translation, one far too short or long, a sentence lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.check.pair import Pair
from pipeline.document import Finding, Target

NAME = "loss"
CLOSERS = "»”“\"'’)]} \u00a0"
FINAL = ".!?…"
LETTER = re.compile(r"[^\W\d_]")
SENTENCE_END = re.compile(r"[.!?…]+[»”\"')]*\s+(?=[–—«“\"(]?\s?[^\W\d_a-zа-яёәғқңөұүһі])")
ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b[a-zа-яәғқңөұүһі]{1,4}|\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Sen|Gov|Prof))\.$"
)
SHORT_LOST = 0.8  # of the usual length: a target with fewer sentences and so short has lost one


@dataclass(frozen=True, slots=True)
class Bounds:
    """Target characters per source character: outside `sure` is an error, outside `likely` a warning."""

    sure: tuple[float, float]
    likely: tuple[float, float]
    usual: float


def check_loss(pair: Pair) -> list[Finding]:
    """Report a translation that is empty, cut, without its last stop, or far from the usual length."""
    source, target = pair.source.strip(), pair.target.strip()
    if not LETTER.search(source):
        return []
    if not LETTER.search(target):
        message = "the translation is empty" if not target else "the translation has no words"
        return [pair.finding(NAME, "error", message, (0, len(pair.source)))]
    if pair.truncated:
        return [
            pair.finding(NAME, "error", "the model did not finish this sentence", None, _end(pair.target))
        ]
    if _ends(source) and not _ends(target):
        return [pair.finding(NAME, "error", "the end of the sentence is missing", None, _end(pair.target))]
    return _lost_sentence(pair, source, target) or _odd_length(pair, source, target)


def _end(text: str) -> tuple[int, int]:
    return max(0, len(text.rstrip()) - 1), len(text.rstrip())


def _ends(text: str) -> bool:
    return text.rstrip(CLOSERS)[-1:] in FINAL


def _lost_sentence(pair: Pair, source: str, target: str) -> list[Finding]:
    expected, found = count_sentences(source), count_sentences(target)
    if found >= expected:
        return []
    usual = _bounds(pair.language, len(source)).usual
    if len(target) >= SHORT_LOST * usual * len(source):
        return []  # joined, not lost
    message = f"the source has {expected} sentences, the translation {found} and is short"
    return [pair.finding(NAME, "error", message, (0, len(pair.source)))]


def _odd_length(pair: Pair, source: str, target: str) -> list[Finding]:
    bounds = _bounds(pair.language, len(source))
    ratio = len(target) / len(source)
    if bounds.likely[0] <= ratio <= bounds.likely[1]:
        return []
    is_sure = not bounds.sure[0] <= ratio <= bounds.sure[1]
    what = "short" if ratio < bounds.usual else "long"
    message = f"unusually {what}: {ratio:.2f} of the source's length, {bounds.usual:.2f} is usual"
    return [pair.finding(NAME, "error" if is_sure else "warning", message, (0, len(pair.source)))]


def count_sentences(text: str) -> int:
    """Count sentences by their ends; one-letter and short lower-case words with a stop do not end any."""
    ends = (match for match in SENTENCE_END.finditer(text))
    return 1 + sum(not ABBREVIATED.search(text[: match.start() + 1]) for match in ends)


def _bounds(language: Target, length: int) -> Bounds:
    for longest, bounds in _table()[language]:
        if length < longest:
            return bounds
    return _table()[language][-1][1]


@cache
def _table() -> dict[Target, list[tuple[int, Bounds]]]:
    """Read the bounds: quantiles of clean pairs by language and source length (see the file)."""
    table: dict[Target, list[tuple[int, Bounds]]] = {"ru": [], "en": []}
    text = resources.files("pipeline").joinpath("data/length_ratios.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            language, longest, *numbers = line.split("\t")
            sure_low, low, usual, high, sure_high = map(float, numbers)
            key: Target = "ru" if language == "ru" else "en"
            table[key].append((int(longest), Bounds((sure_low, sure_high), (low, high), usual)))
    return table
