"""Learn which frequent words do not follow each other, for the check of gaps.

    python -m benchmarks.gaps training/corpus training/kaznerd --kazakh FILE --news TSV [-o FILE]

A pair of neighbours is kept where it was seen e^RARER times more seldom than two words as frequent would meet
by chance: pointwise mutual information (Church & Hanks 1990), one added to both counts. Seconds.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.corpus import make_parser, read_arguments, write_table
from pipeline.check.gaps import CLOSING, TOKEN, keys, stranded
from pipeline.document import TARGETS, Target

WORDS = 300
RARER = 4.5
HEADER = (
    "# What does not follow a frequent word, learnt by benchmarks/gaps.py.\n"
    "# Columns: language, word, what was seen behind it ninety times more seldom than by chance.\n"
)


def main() -> None:
    """Count and write."""
    arguments = make_parser(__doc__, Path("pipeline/data/gaps.tsv")).parse_args()
    rows = read_arguments(arguments)
    lines = [
        line
        for column, language in enumerate(TARGETS, 1)
        for line in learn([row[column] for row in rows], language)
    ]
    write_table(arguments.output, HEADER, lines)
    print(f"{arguments.output}: {len(lines)} words, {sum(len(line.split()) - 2 for line in lines)} pairs")


def learn(texts: list[str], language: Target) -> Iterator[str]:
    """Yield a line for each frequent word that something does not follow."""
    words = frequent_words(texts)
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for text in texts:
        found = [key for key, _ in keys(text, words)]
        first.update(found[:-1])
        second.update(found[1:])
        both.update(pairwise(found))
    total = sum(both.values())
    followers = sorted({*words, *CLOSING, *(key for key in second if key[:1] == "'")})
    for word in sorted(words):
        never = [
            other
            for other in followers
            if not (language == "en" and word in stranded() and other in CLOSING)
            and math.log((first[word] * second[other] / total + 1) / (both[word, other] + 1)) >= RARER
        ]
        if never:
            yield f"{language}\t{word}\t{' '.join(never)}"


def frequent_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand in text most."""
    counts = Counter(token.lower() for text in texts for token in TOKEN.findall(text) if token[0].isalpha())
    return frozenset(word for word, _ in counts.most_common(WORDS))


if __name__ == "__main__":
    main()
