"""Something is missing: an empty or cut translation, or one of an impossible length."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from pipeline.alphabet import UPPER
from pipeline.check.coverage import judge
from pipeline.check.pair import Pair
from pipeline.check.sentences import has_end
from pipeline.counted import counted
from pipeline.document import Finding, Severity, Target
from pipeline.wordlists import rows

NAME = "loss"
LETTER = re.compile(r"[^\W\d_]")
YEAR = re.compile(
    r"\d{4}(?:\s?[-–]\s?\d{4})?\s*(?:ж|жж|жыл|жылдар)\.?", re.IGNORECASE
)  # in English the figure
IMPOSSIBLE = 6.0  # deviations from the usual length; closer by, the coverage check weighs it with other signs
MOST_WORDS, SPARE_WORDS = 3, 4  # of a cell, by those of its source: an abbreviation is written out
ELLIPSIS = re.compile(r"…|\.\.")
BROKEN_OFF = re.compile(rf"(?<![A-Z{UPPER}])(?:…|\.\.\.)[»”\"’)]*$")
DANGLING: dict[Target, re.Pattern[str]] = {  # no sentence ends in these, but in XX в., 50 к.
    "ru": re.compile(
        r"(?<![«“\"'’/.-])(?<![\dIVXХ]\s)\b(?:и|в|на|для|или|но|к|со|из|от|об|при|под|без|чтобы|котор(?:ый|ая|ое|ые)|хотя|если)[.!]$"
    ),
    "en": re.compile(
        r"(?<![“\"‘'’-])\b(?:the|an|and|or|their|its|our|my|your|because|than|whose|although)[.!]$"
    ),
}
BEHEADED = re.compile(
    r"(?:Was|Were|Does|Did|Has|Is|Are|Been|Than)\b(?! (?:it|he|she|they|we|you|I|this|that)\b)"
)
"""What no English statement begins with."""
CUT_SURE, CUT_LIKELY = 3.0, -5.0  # coverage score from which a sentence without its stop is held to be cut


@dataclass(frozen=True, slots=True)
class Usual:
    """log(target / source characters): mean a + b / √n, deviation c + d / √n, n source characters."""

    a: float
    b: float
    c: float
    d: float

    def deviations(self, source: int, target: int) -> float:
        """Return how far a target of so many characters is from the usual length."""
        root = math.sqrt(source)
        mean, deviation = self.a + self.b / root, self.c + self.d / root
        return (math.log(target / source) - mean) / deviation


def check_loss(pair: Pair) -> list[Finding]:
    """Report a translation that is empty, cut, without its last stop, or of an impossible length."""
    source, target = pair.source.strip(), pair.target.strip()
    if not LETTER.search(source):
        return []
    if not LETTER.search(target):
        if target and not LETTER.search(YEAR.sub("", source)):
            return []
        message = "the translation is empty" if not target else "the translation has no words"
        return [pair.finding(NAME, "error", message, (0, len(pair.source)))]
    if pair.truncated:
        message = "the model did not finish this sentence"
        return [pair.finding(NAME, "error", message, None, _end(pair.target))]
    if pair.is_label:
        return _overgrown(pair)
    if has_end(source) and not has_end(target):
        return [_cut(pair)]
    if broken := _broken(pair):
        return [broken]
    far = _usual(pair.language).deviations(len(source), len(target))
    if abs(far) < IMPOSSIBLE:
        return []
    what = "short" if far < 0 else "long"
    message = f"far too {what}: {counted(len(target), 'character')} for {len(source)}"
    return [pair.finding(NAME, "error", message, (0, len(pair.source)))]


def _broken(pair: Pair) -> Finding | None:
    """Report a sentence that breaks off before its stop: at dots that the source has not, or “of the.”."""
    target = pair.target.rstrip()
    dots = BROKEN_OFF.search(target)
    if dots and not ELLIPSIS.search(pair.source):
        message = "the sentence breaks off in dots, which the source does not"
        return pair.finding(NAME, "warning", message, None, dots.span())
    first = BEHEADED.match(pair.target) if pair.language == "en" else None
    if first and "?" not in pair.target + pair.source:
        message = f"the sentence begins with “{first.group()}”: its beginning is missing"
        return pair.finding(NAME, "warning", message, None, first.span())
    last = DANGLING[pair.language].search(target)
    if last is None:
        return None
    message = f"the sentence ends in “{last.group()[:-1]}”: its end is missing"
    return pair.finding(NAME, "warning", message, None, last.span())


def _overgrown(pair: Pair) -> list[Finding]:
    """Report a cell that grew into a sentence; that it has a stop or is a word shorter tells nothing."""
    source, target = len(pair.source.split()), len(pair.target.split())
    if target <= MOST_WORDS * source + SPARE_WORDS:
        return []
    message = f"far too long: {counted(target, 'word')} for {source}"
    return [pair.finding(NAME, "error", message, (0, len(pair.source)))]


def _end(text: str) -> tuple[int, int]:
    return max(0, len(text.rstrip()) - 1), len(text.rstrip())


def _cut(pair: Pair) -> Finding:
    """Weigh a lost last stop by what else is missing: a translator may leave it out, a cut takes words."""
    verdict = judge(pair.source, pair.target, pair.language, "lost")
    score = verdict.score if verdict else CUT_LIKELY
    severity: Severity = "error" if score >= CUT_SURE else "warning" if score >= CUT_LIKELY else "info"
    return pair.finding(NAME, severity, "the end of the sentence is missing", None, _end(pair.target))


@cache
def _usual(language: Target) -> Usual:
    """Read the usual length (see the file for its columns)."""
    return next(Usual(*map(float, numbers)) for of, *numbers in rows("length_ratios.tsv") if of == language)
