"""Nothing left out, nothing added: a score from lengths, marks and the bilingual lexicon together.

No sign alone is enough: a free translation may be short, and a word may be rendered by one that the lexicon
does not know. The weights are those of a logistic regression over our own corpus (benchmarks/coverage.py).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from pipeline.alphabet import UPPER
from pipeline.check.alignment import align
from pipeline.check.brief import brief
from pipeline.check.lexicon import (
    SOUND_ALIKE,
    Lexicon,
    Stretch,
    evidence,
    lexicon,
    sound,
    stems,
    worst_stretch,
)
from pipeline.check.naming.abbreviations import spelt_out
from pipeline.check.otherwise import eased
from pipeline.check.pair import CLOSE, REMEMBERED, Pair
from pipeline.check.sentences import count_sentences
from pipeline.document import TARGETS, Finding, Language, Severity, Span, Target
from pipeline.spelt_numbers import figures_in_place
from pipeline.times import shortened
from pipeline.wordlists import rows

NAME = "coverage"
Direction = Literal["lost", "added"]
LEVELS = ("warn from", "sure from", "freedom", "freedom of text")  # as the fields of Levels
DIRECTIONS: tuple[Direction, ...] = ("lost", "added")
MESSAGES: dict[Direction, str] = {
    "lost": "part of the sentence seems to be left out",
    "added": "the translation seems to say more than the source",
}
STRANGE: dict[Target, tuple[float, float]] = {"ru": (11.0, 22.0), "en": (9.0, 16.0)}  # to warn, to be sure
SENTENCE_GONE = 3.0  # log-odds: clean pairs of the corpus have too few unequal counts to learn it from
LEAST_WORDS = 4  # a headline of three words says too little for statistics
SPARE = 1.0  # log-odds: of four words one that is said otherwise is a quarter
FARTHER, PREFERRED, HALF = 0.05, 0.3, 0.5  # of the encoder: what stands for a word, and for a stretch
CAPITAL = re.compile(rf"(?<=[\w,»”] )[«“\"]?[A-Z{UPPER}]\w")
FIGURE = re.compile(r"\d+")
MARK = re.compile(r"[,;:—–()]")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side of a pair: the whole of what the other side should say; equal to itself alone."""

    text: str
    language: Language
    words: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely something of a side has no counterpart (log-odds), and the words it is most likely to be."""

    score: float
    place: Span
    sentences: int  # how many more the side has than the other
    unanswered: tuple[tuple[Span, float], ...] = ()  # the words of the place that speak for it, and how much


@dataclass(frozen=True, slots=True)
class Levels:
    """The scores from which on to warn and to be sure, less what freedom explains.

    A free translation says a thing otherwise more often than a model leaves it out: so much is taken off for
    each unit of closeness that the sentence lacks, and that its text does. What was left out makes the
    sentence itself look free, its text hardly.
    """

    warning: float
    error: float
    freedom: float
    freedom_of_text: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Those of the logistic regression, and the levels of a pair by itself and of one within a text."""

    signs: dict[str, float]
    bias: float
    alone: Levels
    within: Levels


def check_coverage(pair: Pair) -> list[Finding]:
    """Report a clause or sentence that seems to be left out or added, or a translation of something else."""
    pair = replace(pair, source=figures_in_place(pair.source))
    strange = strangeness(pair.source, pair.target, pair.language)
    warning, error = STRANGE[pair.language]
    if strange >= warning:
        message = "this seems to be the translation of something else"
        severity: Severity = "error" if strange >= error else "warning"
        return [pair.finding(NAME, severity, message, (0, len(pair.source)), (0, len(pair.target)))]
    source = shortened(brief(pair.source, pair.target, pair.language), pair.target)
    for direction, message in MESSAGES.items():
        verdict = judge(source, pair.target, pair.language, direction)
        if verdict is None:
            continue
        weights = _weights()[pair.language, direction]
        levels = weights.alone if pair.closeness is None else weights.within
        score = _score(verdict, pair, levels)
        if direction == "lost" and score >= levels.warning:  # Reuters агенттігі, жетпіс екі
            verdict = judge(source, pair.target, pair.language, direction, is_eased=True) or verdict
            score = _score(verdict, pair, levels)
        if direction == "added" and score >= levels.warning:  # ДСМ, Ministry of Health
            source = spelt_out(pair.source, pair.target, pair.language)
            verdict = judge(source, pair.target, pair.language, direction) or verdict
            score = _score(verdict, pair, levels)
        is_short = len(side(pair.source, "kk").words) == LEAST_WORDS
        if score < levels.warning + (SPARE if is_short else 0.0):
            continue
        severity = "error" if score >= levels.error else "warning"
        if severity == "warning" and direction == "lost" and _is_paraphrased(verdict, source, pair.target):
            continue
        spans = (verdict.place, None) if direction == "lost" else (None, verdict.place)
        return [pair.finding(NAME, severity, message, *spans)]
    return []


def _is_paraphrased(verdict: Verdict, source: str, target: str) -> bool:
    """Tell whether words of a translation stand for half of what the lexicon finds no answer to."""
    aligned = align(source, target)[0]
    usual, gone, said = aligned.usual(), 0.0, 0.0
    for span, value in verdict.unanswered:
        answer = aligned.answer(span)
        gone += value
        if answer.likeness > usual - FARTHER and answer.mutual > PREFERRED:
            said += value
    return gone > 0 and said >= gone * HALF


def _score(verdict: Verdict, pair: Pair, levels: Levels) -> float:
    gone = SENTENCE_GONE if verdict.sentences > 0 else 0.0
    return verdict.score - _explained(pair, levels) + gone


def _explained(pair: Pair, levels: Levels) -> float:
    """Return how much of the score the freedom of the sentence and of its text explains."""
    own = max(0.0, CLOSE - closeness(pair.source, pair.target, pair.language))
    return levels.freedom * own + levels.freedom_of_text * (pair.freedom or 0.0)


def judge(
    source: str, target: str, language: Target, direction: Direction, *, is_eased: bool = False
) -> Verdict | None:
    """Return the verdict on one direction; None where a text is too short to tell.

    `is_eased`: what the lexicon cannot know counts as answered (otherwise.py).
    """
    kazakh, other = side(source, "kk"), side(target, language)
    if min(len(kazakh.words), len(other.words)) == 0 or len(kazakh.words) < LEAST_WORDS:
        return None
    one, against = (kazakh, other) if direction == "lost" else (other, kazakh)
    table = lexicon(language)
    words, known = list(zip(kazakh.words, kazakh.spans, strict=True)), _evidence(kazakh, other, table)
    weighed = eased(source, target, language, words, known) if is_eased else None
    found, worst = signs(one, against, table, weighed)
    weights = _weights()[language, direction]
    score = weights.bias + sum(weights.signs[name] * value for name, value in found.items())
    spans = one.spans[worst.start : worst.end] or (one.spans[0], one.spans[-1])
    weighed = weighed or _evidence(one, against, table)
    pairs = zip(spans, weighed[worst.start : worst.end], strict=False)
    gone = tuple((span, value) for span, value in pairs if value > 0)
    return Verdict(score, (spans[0][0], spans[-1][1]), int(found["sentences fewer"]), gone)


def closeness(source: str, target: str, language: Target) -> float:
    """Return how literal a translation is: the share of words with a counterpart, of those known."""
    found = _both_ways(source, target, language)
    return sum((sum(v < 0 for v in way) + 1) / (sum(v != 0 for v in way) + 2) for way in found) / 2


def unanswered_words(source: str, target: str, language: Target) -> list[Span]:
    """Return the places of the words of a translation for which the lexicon sees nothing in the source."""
    found = zip(side(target, language).spans, _both_ways(source, target, language)[1], strict=True)
    return [span for span, value in found if value >= 0]


def evidence_in(pair: Pair, span: Span, language: Language) -> list[float]:
    """Return for each word in a part of one side how much speaks for its having no counterpart."""
    ways = _both_ways(pair.source, pair.target, pair.language)
    weighed = ways[0] if language == "kk" else ways[1]
    spans = side(pair.source if language == "kk" else pair.target, language).spans
    both = zip(spans, weighed, strict=True)
    return [value for place, value in both if place[0] >= span[0] and place[1] <= span[1]]


def strangeness(source: str, target: str, language: Target) -> float:
    """Return the evidence, of all words of both sides, that the two have nothing to do with each other."""
    return sum(map(sum, _both_ways(source, target, language)))


def _both_ways(source: str, target: str, language: Target) -> tuple[tuple[float, ...], tuple[float, ...]]:
    kazakh, other, table = side(source, "kk"), side(target, language), lexicon(language)
    return _evidence(kazakh, other, table), _evidence(other, kazakh, table)


@lru_cache(maxsize=REMEMBERED)
def side(text: str, language: Language) -> Side:
    """Return a text cut into words."""
    found = stems(text)
    return Side(text, language, tuple(word for word, _ in found), tuple(span for _, span in found))


def signs(
    one: Side, against: Side, table: Lexicon, weighed: tuple[float, ...] | None = None
) -> tuple[dict[str, float], Stretch]:
    """Return what speaks for a part of `one` having no counterpart in `against`, by name.

    `weighed` is the evidence of its words, where it is not that of the table alone.
    """
    weighed = _evidence(one, against, table) if weighed is None else weighed
    worst = worst_stretch(weighed)
    outside = weighed[: worst.start] + weighed[worst.end :]
    kept = (sum(v < 0 for v in outside) + 2) / (sum(v != 0 for v in outside) + 3)
    missing = (sum(v > 0 for v in weighed) + 1) / (sum(v != 0 for v in weighed) + 2)
    length = math.log(len(one.text) + 5)
    ratio = math.log((len(against.text) + 3) / (len(one.text) + 3))
    words = math.log((len(against.words) + 1) / (len(one.words) + 1))
    marks, marks_fewer = _fewer(MARK, one.text, against.text)
    sentences = count_sentences(one.text) - count_sentences(against.text)
    found = {
        "stretch": worst.evidence,
        "stretch root": math.sqrt(worst.evidence),
        "stretch, rest kept": worst.evidence * kept,
        "stretch by ratio": worst.evidence * ratio,
        "stretch share": (worst.end - worst.start) / len(one.words),
        "rest kept": kept,
        "missing share": missing,
        "length": length,
        "ratio": ratio,
        "ratio by length": ratio * length,
        "ratio squared if short": ratio * ratio if ratio < 0 else 0.0,
        "words ratio": words,
        "words ratio by length": words * length,
        "marks fewer": max(marks_fewer, 0) / math.sqrt(1 + marks),
        "marks more": min(marks_fewer, 0),
        "sentences fewer": max(sentences, 0),
    }
    for name, pattern in (("capitals fewer", CAPITAL), ("figures fewer", FIGURE)):
        there, fewer = _fewer(pattern, one.text, against.text)
        found[name] = max(fewer, 0) / (1 + there)
    return found, worst


@lru_cache(maxsize=REMEMBERED)
def _evidence(one: Side, against: Side, table: Lexicon) -> tuple[float, ...]:
    weighed = evidence(one.words, against.words, table.source if one.language == "kk" else table.target)
    is_latin = "en" in (one.language, against.language)
    sounds = {sound(word, is_latin=is_latin) for word in against.words if len(word) > 2}
    return tuple(
        SOUND_ALIKE if len(word) > 3 and sound(word, is_latin=is_latin) in sounds else value
        for word, value in zip(one.words, weighed, strict=True)
    )


def _fewer(pattern: re.Pattern[str], one: str, against: str) -> tuple[int, int]:
    there = len(pattern.findall(one))
    return there, there - len(pattern.findall(against))


@cache
def _weights() -> dict[tuple[Target, Direction], Weights]:
    """Read the weights (see the file for its columns)."""
    table = rows("coverage.tsv")
    found: dict[tuple[Target, Direction], Weights] = {}
    for language in TARGETS:
        for direction in DIRECTIONS:
            values = {row[2]: float(row[3]) for row in table if row[:2] == (language, direction)}
            bias = values.pop("bias")
            alone, within = (
                Levels(*(values.pop(f"{where}: {name}") for name in LEVELS)) for where in ("alone", "within")
            )
            found[language, direction] = Weights(values, bias, alone, within)
    return found
