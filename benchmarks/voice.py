"""Learn when a denial that nothing in the source answers was added, and when the source says it otherwise.

    python -m benchmarks.voice training/corpus training/kaznerd --kazakh FILE --free FILE... [-o FILE]

Logistic regression over the encoder's signs: clean pairs of our text and of free translations in which only
the translation denies, against pairs into which a denial was put. A few minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.checks import inject
from benchmarks.corpus import Row as Line
from benchmarks.corpus import make_parser, read_arguments, read_free, write_table
from benchmarks.injections import Row
from benchmarks.logistic import fit_logistic, tabulate
from pipeline.check.voice import added_signs, denials
from pipeline.document import TARGETS, Span, Target

OWN_LINES, FREE_LINES = 12000, 14000  # clean pairs; few of them have such a denial
OWN_SPOILT, FREE_SPOILT = 700, 900
FOUND = 0.98  # of the denials put in, that are to stay warnings
SEED = 3
Signs = dict[str, float]
HEADER = (
    "# Weights of a denial of the translation that no denial of the source answers, fitted by\n"
    "# benchmarks/voice.py: log-odds that it was added. Columns: language, sign, weight.\n"
)


def main() -> None:
    """Fit, say how well it went, and write."""
    parser = make_parser(__doc__, Path("pipeline/data/voice.tsv"))
    parser.add_argument("--free", type=Path, nargs="*", default=[], help="TSVs of free translations, too")
    arguments = parser.parse_args()
    own, free = read_arguments(arguments), read_free(arguments.free)
    lines: list[str] = []
    for column, language in enumerate(TARGETS, 1):
        clean: list[Signs] = []
        spoilt: list[Signs] = []
        for rows, many, few in ((own, OWN_LINES, OWN_SPOILT), (free, FREE_LINES, FREE_SPOILT)):
            clean += _clean(rows[:many], column, language)
            spoilt += _spoilt(rows[:few], column, language)
        lines += fit(clean, spoilt, language)
    write_table(arguments.output, HEADER, lines)


def fit(clean: Sequence[Signs], spoilt: Sequence[Signs], language: Target) -> Iterator[str]:
    """Yield the weights of one language."""
    names, values = tabulate([*clean, *spoilt])
    labels = np.array([0.0] * len(clean) + [1.0] * len(spoilt))
    weights, bias = fit_logistic(values, labels)
    scores = values @ weights + bias
    level = float(np.quantile(scores[labels == 1], 1 - FOUND))
    kept = (scores[labels == 0] >= level).mean()
    print(f"{language}: {kept:.0%} of {len(clean)} clean pairs, {FOUND:.0%} of {len(spoilt)} spoilt ones")
    learnt = [*zip(names, weights, strict=True), ("bias", bias), ("warn from", level)]
    yield from (f"{language}\t{name}\t{weight:.4f}" for name, weight in learnt)


def added(source: str, target: str, language: Target) -> Span | None:
    """Return the first denial of the target where no word of the source denies."""
    here, there = denials(source, "kk"), denials(target, language)
    return there.strong[0] if there.strong and not (here.strong or here.weak) else None


def _clean(rows: Sequence[Line], column: int, language: Target) -> Iterator[Signs]:
    for row in rows:
        if (span := added(row[0], row[column], language)) is not None:
            yield added_signs(row[0], row[column], span)


def _spoilt(rows: Sequence[Line], column: int, language: Target) -> Iterator[Signs]:
    pairs = [Row(row[0], row[column], "", None) for row in rows]
    for row, spoilt in inject(pairs, language, "negation_flipped", SEED):
        if added(row.source, row.target, language) is None:
            span = added(spoilt.source, spoilt.target, language)
            if span is not None:
                yield added_signs(spoilt.source, spoilt.target, span)


if __name__ == "__main__":
    main()
