"""Fit the estimate of adequacy to the bundled draft model, or see how well it ranks.

    python -m benchmarks.adequacy --fit      # to our own held-out text; writes pipeline/data/adequacy.tsv
    python -m benchmarks.adequacy SET.tsv    # Spearman's rank correlation with sentence chrF++

Lines are translated by the draft at quality fast; what is to be predicted is the chrF++ of each against its
reference, 0 to 1. Weights `score` are for the draft, whose own score they know; `cosine` for other models.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sacrebleu.metrics.chrf import CHRF

from benchmarks.corpus import read_corpus, write_table
from benchmarks.logistic import fit_logistic
from pipeline.check.adequacy import Features, estimate
from pipeline.check.pair import Pair
from pipeline.config import Settings, load_catalogue
from pipeline.document import TARGETS, Segment, Target
from pipeline.run.editions import translate_segments
from pipeline.run.estimate import cosines_of, features, with_fillers
from pipeline.run.progress import Silence
from pipeline.run.tools import Tools, open_tools

LINES = 1000
MODELS = ("score", "cosine")
HELD_OUT = 5  # every fifth line is kept for measuring
DATA = Path("pipeline/data/adequacy.tsv")
HEADER = (
    "# Weights of the estimate of adequacy, fitted by benchmarks/adequacy.py to translations of our own\n"
    "# held-out text by the draft. Columns: language, model (score: the draft; cosine: others), feature,\n"
    "# weight.\n"
)


@dataclass(frozen=True, slots=True)
class Example:
    """One translation of the draft and its chrF++, 0 to 1."""

    features: Features
    cosine: float
    quality: float

    def seen_by(self, model: str) -> Features:
        """Return the features with the score, or with the cosine in its place."""
        if model == "score":
            return self.features
        return replace(self.features, score=None, cosine=self.cosine)


def main() -> None:
    """Fit or measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", type=Path, nargs="?", help="kk, ru, en; measured on, never fitted to")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--corpus", type=Path, default=Path("training/held_out"))
    parser.add_argument("--lines", type=int, default=LINES)
    arguments = parser.parse_args()
    if arguments.fit == bool(arguments.set):
        parser.error("give either --fit or a SET")
    tools = open_tools(Settings(model="draft", quality="fast"), load_catalogue(Path("models.yaml")))
    if arguments.set:
        rows = [line.split("\t")[-3:] for line in arguments.set.read_text(encoding="utf-8").splitlines()]
    else:
        rows = [list(row) for row in read_corpus([arguments.corpus], None) if len(row[0].split()) > 3]
    found = examples(tools, rows[: arguments.lines])
    if arguments.fit:
        write_table(DATA, HEADER, _fit(found))
    else:
        for target in TARGETS:
            _report(target, [e for e in found if e.features.language == target])


def examples(tools: Tools, rows: Sequence[Sequence[str]]) -> list[Example]:
    """Translate the Kazakh of the rows and score each translation against its reference."""
    segments = [Segment(number, 0, 0, len(row[0]), row[0]) for number, row in enumerate(rows, 1)]
    done = translate_segments(tools.translator, segments, tools.settings, Silence())
    cosines = cosines_of(segments, done, tools)
    chrf = CHRF(word_order=2)
    found = []
    for (place, target), translation in done.items():
        reference = rows[place][1 + TARGETS.index(target)]
        quality = chrf.sentence_score(translation.text, [reference]).score / 100
        pair = Pair.of(segments[place], target, translation, "sentence", None)
        known = features(segments[place].text, target, with_fillers(pair, translation), None)
        found.append(Example(known, cosines[place, target], quality))
    return found


def _fit(found: Sequence[Example]) -> list[str]:
    lines = []
    for target in TARGETS:
        mine = [e for e in found if e.features.language == target]
        train = [e for number, e in enumerate(mine) if number % HELD_OUT]
        test = mine[::HELD_OUT]
        for model in MODELS:
            names, weights, bias = _weigh(train, model)
            guesses = _values(test, model, names) @ weights + bias
            rank = spearman(guesses, _quality(test))
            print(f"{target} {model}: Spearman {rank:.3f} on {len(test)} held out")
            lines += [f"{target}\t{model}\t{n}\t{w:.4f}" for n, w in zip(names, weights, strict=True)]
            lines.append(f"{target}\t{model}\tbias\t{bias:.4f}")
    return lines


def _weigh(train: Sequence[Example], model: str) -> tuple[list[str], NDArray[np.float64], float]:
    names = list(train[0].seen_by(model).values())
    weights, bias = fit_logistic(_values(train, model, names), _quality(train))
    return names, weights, bias


def _values(found: Sequence[Example], model: str, names: Sequence[str]) -> NDArray[np.float64]:
    rows = [e.seen_by(model).values() for e in found]
    return np.array([[row[name] for name in names] for row in rows], dtype=np.float64)


def _quality(found: Sequence[Example]) -> NDArray[np.float64]:
    return np.array([e.quality for e in found], dtype=np.float64)


def _report(target: Target, found: Sequence[Example]) -> None:
    quality = _quality(found)
    guesses = np.array([estimate(e.features) for e in found])
    others = np.array([estimate(e.seen_by("cosine")) for e in found])
    scores = np.array([e.features.score for e in found], dtype=np.float64)
    cosines = np.array([e.cosine for e in found])
    print(f"{target}: chrF++ {quality.mean():.3f}, estimate {guesses.mean():.3f}; Spearman with chrF++:")
    ranked = {"estimate": guesses, "estimate for other models": others, "score": scores, "cosine": cosines}
    for name, values in ranked.items():
        print(f"  {name:28} {spearman(values, quality):.3f}")


def spearman(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return the rank correlation, equal values sharing the mean of their ranks."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[inverse], dtype=np.float64)


if __name__ == "__main__":
    main()
