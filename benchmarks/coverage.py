"""Fit the weights of the coverage check to our own corpus.

    python -m benchmarks.coverage training/corpus training/kaznerd --kazakh FILE [--lines 6000]

Logistic regression: clean pairs, alone and two together, against pairs from which a clause, the end or one of
two sentences was taken; the lexicon that each half is judged by was learnt from the other half.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.corpus import make_parser, read_arguments, write_table
from benchmarks.injections import Row, clause_dropped, truncation
from benchmarks.lexicon import learn
from benchmarks.logistic import fit_logistic, tabulate
from pipeline.check.coverage import DIRECTIONS, Direction, side, signs
from pipeline.check.lexicon import Lexicon
from pipeline.document import TARGETS, Target

Pair = tuple[str, str]
LEVELS: dict[tuple[Target, Direction], tuple[float, float]] = {  # log-odds from which to warn, and to be sure
    ("ru", "lost"): (4.2, 11.0),
    ("en", "lost"): (5.3, 9.0),
    ("ru", "added"): (13.0, 17.0),  # a Russian translation explains more
    ("en", "added"): (4.0, 8.0),
}
HEADER = (
    "# Weights of the coverage check, fitted to training/corpus by benchmarks/coverage.py: log-odds that a\n"
    "# part of the source is lost, or added. Columns: language, direction, sign, weight.\n"
)


def main() -> None:
    """Fit, say how well it went, and write."""
    parser = make_parser(__doc__, Path("pipeline/data/coverage.tsv"))
    parser.add_argument("--lines", type=int, default=6000)
    arguments = parser.parse_args()
    rows = read_arguments(arguments)
    lines: list[str] = []
    for column, language in enumerate(TARGETS, 1):
        pairs = [(row[0], row[column]) for row in rows]
        halves = pairs[::2], pairs[1::2]
        tables = learn(halves[1]), learn(halves[0])
        for direction in DIRECTIONS:
            lines += _fit(halves, tables, (language, direction), arguments.lines // 2)
    write_table(arguments.output, HEADER, lines)


def _fit(
    halves: Sequence[Sequence[Pair]], tables: Sequence[Lexicon], what: tuple[Target, Direction], limit: int
) -> Iterator[str]:
    language, direction = what
    found: list[dict[str, float]] = []
    labels: list[int] = []
    for pairs, table in zip(halves, tables, strict=True):
        for label, pair in _examples(pairs[:limit], direction):
            one, against = side(pair[0], "kk"), side(pair[1], language)
            if min(len(one.words), len(against.words)) == 0:
                continue
            order = (one, against) if direction == "lost" else (against, one)
            found.append(signs(*order, table)[0])
            labels.append(label)
    names, values = tabulate(found)
    weights, bias = fit_logistic(values, np.array(labels, dtype=np.float64))
    scores = values @ weights + bias
    clean, spoilt = scores[np.array(labels) == 0], scores[np.array(labels) == 1]
    for share in (0.001, 0.002, 0.005, 0.01):
        level = float(np.quantile(clean, 1 - share))
        recall = (spoilt > level).mean()
        print(f"{language} {direction}: {share:.2%} false alarms from {level:.2f}, recall {recall:.3f}")
    for name, weight in zip(names, weights, strict=True):
        yield f"{language}\t{direction}\t{name}\t{weight:.4f}"
    warn, sure = LEVELS[what]
    for name, value in (("bias", bias), ("warn from", warn), ("sure from", sure)):
        yield f"{language}\t{direction}\t{name}\t{value:.4f}"


def _examples(pairs: Sequence[Pair], direction: Direction) -> Iterator[tuple[int, Pair]]:
    """Yield clean (0) and spoilt (1) pairs; what is added is a source from which something was taken."""
    turned = [pair if direction == "lost" else pair[::-1] for pair in pairs]
    for number, (one, against) in enumerate(turned):
        for label, whole, part in _spoil(random.Random(number), (one, against), turned[number - 1]):
            yield label, ((whole, part) if direction == "lost" else (part, whole))


def _spoil(rng: random.Random, pair: Pair, other: Pair) -> Iterable[tuple[int, str, str]]:
    whole, part = pair
    row = Row(whole, part, "", None)
    yield 0, whole, part
    yield 0, f"{whole} {other[0]}", f"{part} {other[1]}"
    yield 1, f"{whole} {other[0]}", rng.choice([part, other[1]])
    if (kept := clause_dropped(rng, row, "ru", [])) is not None:
        yield 1, whole, kept
    if (kept := truncation(rng, row, "ru", [])) is not None:
        yield 1, whole, f"{kept}."


if __name__ == "__main__":
    main()
