"""Fit the weights of the coverage check to our own corpus.

    python -m benchmarks.coverage training/corpus training/kaznerd --kazakh FILE --news TSV [--lines 2200]

Logistic regression: clean pairs, alone and two together, against pairs from which a clause, the end or one of
two sentences was taken, as many of each text; each half is judged by the lexicon learnt from the other.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np

from benchmarks.corpus import make_parser, read_texts, write_table
from benchmarks.injections import Row, clause_dropped, truncation
from benchmarks.lexicon import learn
from benchmarks.logistic import fit_logistic, tabulate
from pipeline.check.coverage import DIRECTIONS, LEVELS, Direction, Levels, side, signs
from pipeline.check.lexicon import Lexicon
from pipeline.document import TARGETS, Target

Pair = tuple[str, str]
CHOSEN: dict[tuple[Target, Direction], tuple[Levels, Levels]] = {
    # of a pair alone, and within a text
    ("ru", "lost"): (Levels(2.3, 11.0, 8.0, 0.0), Levels(1.6, 11.0, 4.0, 8.0)),
    ("en", "lost"): (Levels(3.3, 9.0, 8.0, 0.0), Levels(1.7, 9.0, 4.0, 20.0)),
    ("ru", "added"): (Levels(8.0, 13.0, 0.0, 0.0),) * 2,  # a Russian translation explains more
    ("en", "added"): (Levels(4.5, 9.0, 0.0, 0.0),) * 2,
}
HEADER = (
    "# Weights of the coverage check, fitted to training/corpus by benchmarks/coverage.py: log-odds that a\n"
    "# part of the source is lost, or added. Columns: language, direction, sign, weight.\n"
)


def main() -> None:
    """Fit, say how well it went, and write."""
    parser = make_parser(__doc__, Path("pipeline/data/coverage.tsv"))
    parser.add_argument("--lines", type=int, default=2200, help="of each text")
    arguments = parser.parse_args()
    rows = [(number, row) for number, text in enumerate(read_texts(arguments)) for row in text]
    random.Random(5).shuffle(rows)
    lines: list[str] = []
    for column, language in enumerate(TARGETS, 1):
        pairs = [(number, (row[0], row[column])) for number, row in rows]
        halves = pairs[::2], pairs[1::2]
        tables = [learn([pair for _, pair in half]) for half in halves[::-1]]
        chosen = [_of_each_text(half, arguments.lines // 2) for half in halves]
        for direction in DIRECTIONS:
            lines += _fit(chosen, tables, (language, direction))
    write_table(arguments.output, HEADER, lines)


def _of_each_text(half: Sequence[tuple[int, Pair]], limit: int) -> list[list[Pair]]:
    """Return so many pairs of each text, by its number."""
    numbers = sorted({number for number, _ in half})
    return [[pair for number, pair in half if number == text][:limit] for text in numbers]


def _fit(
    halves: Sequence[Sequence[Sequence[Pair]]], tables: Sequence[Lexicon], what: tuple[Target, Direction]
) -> Iterator[str]:
    language, direction = what
    found: list[dict[str, float]] = []
    labels: list[int] = []
    for texts, table in zip(halves, tables, strict=True):
        for label, pair in (example for pairs in texts for example in _examples(pairs, direction)):
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
    yield f"{language}\t{direction}\tbias\t{bias:.4f}"
    for where, levels in zip(("alone", "within"), CHOSEN[what], strict=True):
        for name, value in zip(LEVELS, astuple(levels), strict=True):
            yield f"{language}\t{direction}\t{where}: {name}\t{value:.4f}"


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
