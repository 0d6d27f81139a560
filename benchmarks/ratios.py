"""Learn how long a translation usually is, as a smooth function of the length of its source.

    python -m benchmarks.ratios training/corpus training/kaznerd --kazakh FILE

The logarithm of the ratio is close to normal; its mean and deviation fall with the root of the length.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.corpus import make_parser, read_arguments, write_table
from pipeline.document import TARGETS

BANDS = (0, 12, 20, 30, 40, 55, 70, 90, 110, 140, 180, 240, 1000)  # source characters
LEAST_LINES = 30
HEADER = (
    "# Length of a translation: log(target characters / source characters) has the mean a + b / root(n) and\n"
    "# the deviation c + d / root(n), n source characters; by benchmarks/ratios.py from training/corpus.\n"
    "# Columns: language, a, b, c, d.\n"
)


def main() -> None:
    """Fit and write."""
    parser = make_parser(__doc__, Path("pipeline/data/length_ratios.tsv"))
    arguments = parser.parse_args()
    rows = read_arguments(arguments)
    lines = []
    for column, language in enumerate(TARGETS, 1):
        lengths = np.array([len(row[0]) for row in rows])
        logs = np.log(np.array([len(row[column]) for row in rows]) / lengths)
        roots, means, deviations = [], [], []
        for low, high in pairwise(BANDS):
            band = (lengths >= low) & (lengths < high)
            if band.sum() >= LEAST_LINES:
                roots.append(float((1 / np.sqrt(lengths[band])).mean()))
                means.append(float(logs[band].mean()))
                deviations.append(float(logs[band].std()))
        (b, a), (d, c) = np.polyfit(roots, means, 1), np.polyfit(roots, deviations, 1)
        lines.append("\t".join([language, *(f"{value:.4f}" for value in (a, b, c, d))]))
        print(lines[-1])
    write_table(arguments.output, HEADER, lines)


if __name__ == "__main__":
    main()
