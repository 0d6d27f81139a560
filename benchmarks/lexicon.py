"""Learn the bilingual lexicon of the coverage check from our own corpus and translations.

    python -m benchmarks.lexicon training/corpus training/kaznerd --kazakh FILE [-o pipeline/data]

IBM Model 1 (Brown et al. 1993) over five-letter stems; a minute at most. How often a word's counterparts are
there in a translation is counted on lines that the table in question was not learnt from.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.corpus import make_parser, read_arguments, write_table
from pipeline.check.lexicon import Entry, Lexicon, stems
from pipeline.document import TARGETS

ROUNDS = 6
FOLDS = 4
LEAST_PROBABILITY, LEAST_COUNT = 0.03, 0.9  # of a counterpart, to be kept
LEAST_MASS = 0.25  # of all kept counterparts of a word together
COMMON_SOURCE, COMMON_TARGET = 0.04, 0.03  # share of lines with a word, above which it says nothing
MOST_COUNTERPARTS = 10
PRIOR_LINES = 4  # as strong as so many lines is the belief that a word behaves as words do on average
LEAST_CHANCE = 0.004
Line = tuple[list[str], list[str]]
HEADER = (
    "# Kazakh stems and their counterparts, learnt by benchmarks/lexicon.py from training/corpus and\n"
    "# training/kaznerd.\n"
    "# Columns: language, stem, per mille of lines in which a counterpart is present / present by chance, "
    "counterparts.\n"
)


@dataclass(frozen=True, slots=True)
class Table:
    """Counterparts by source word, and in what share of the lines each word of either side stands."""

    counterparts: dict[str, list[str]]
    sources: dict[str, float]
    targets: dict[str, float]


def main() -> None:
    """Learn both tables and write them."""
    parser = make_parser(__doc__, Path("pipeline/data"))
    arguments = parser.parse_args()
    rows = read_arguments(arguments)
    for column, language in enumerate(TARGETS, 1):
        learnt = learn([(row[0], row[column]) for row in rows])
        path = arguments.output / f"lexicon_{language}.tsv"
        write_table(path, HEADER, _lines(learnt, language))
        print(f"{path}: {len(learnt.source)} and {len(learnt.target)} stems, {path.stat().st_size} bytes")


def learn(pairs: Sequence[tuple[str, str]]) -> Lexicon:
    """Return the table of all pairs, its rates counted fold by fold on lines not learnt from."""
    lines = [([s for s, _ in stems(a)], [s for s, _ in stems(b)]) for a, b in pairs]
    seen: Counter[str] = Counter()
    found: Counter[str] = Counter()
    seen_back: Counter[str] = Counter()
    found_back: Counter[str] = Counter()
    cuts = [len(lines) * fold // FOLDS for fold in range(FOLDS + 1)]
    for start, end in pairwise(cuts):
        table = counterparts(lines[:start] + lines[end:])
        backwards = _backwards(table.counterparts)
        for source, target in lines[start:end]:
            _count(set(source), set(target), table.counterparts, (seen, found))
            _count(set(target), set(source), backwards, (seen_back, found_back))
    table = counterparts(lines)
    return Lexicon(
        _entries(table.counterparts, table.targets, seen, found),
        _entries(_backwards(table.counterparts), table.sources, seen_back, found_back),
    )


def counterparts(lines: Sequence[Line]) -> Table:
    """Return each source word's likely translations by IBM Model 1, common words of both sides left out."""
    sources, targets = ({w: n / len(lines) for w, n in _lines_with(lines, side).items()} for side in (0, 1))
    found: dict[str, list[str]] = {}
    for word, ranked in _model_1(lines).items():
        kept = [(p, other) for p, other in ranked if targets[other] <= COMMON_TARGET]
        if sources[word] <= COMMON_SOURCE and sum(p for p, _ in kept) >= LEAST_MASS:
            found[word] = [other for _, other in sorted(kept, reverse=True)[:MOST_COUNTERPARTS]]
    return Table(found, sources, targets)


def _model_1(lines: Sequence[Line]) -> dict[str, list[tuple[float, str]]]:
    """Return p(target word | source word) by expectation maximisation; words seen once are left out."""
    known = [[w for w, n in _lines_with(lines, side).items() if n > 1] for side in (0, 1)]
    numbers = [{w: i for i, w in enumerate(words, 1 - side)} for side, words in enumerate(known)]
    width = len(known[1])
    keys: list[int] = []
    tokens: list[int] = []
    token = 0
    for source, target in lines:
        places = [0, *(numbers[0][w] for w in source if w in numbers[0])]  # 0 is the empty word
        for word in target:
            if word in numbers[1]:
                keys.extend(place * width + numbers[1][word] for place in places)
                tokens.extend([token] * len(places))
                token += 1
    pairs, pair_of = np.unique(np.array(keys, dtype=np.int64), return_inverse=True)
    token_of = np.array(tokens, dtype=np.int64)
    probability = counts = np.ones(len(pairs), dtype=np.float64)
    for _ in range(ROUNDS):
        share = probability[pair_of]
        share /= np.bincount(token_of, share, minlength=token)[token_of]
        counts = np.bincount(pair_of, share, minlength=len(pairs)).astype(np.float64)
        probability = counts / np.bincount(pairs // width, counts)[pairs // width]
    ranked: dict[str, list[tuple[float, str]]] = {}
    for pair, p, count in zip(pairs, probability, counts, strict=True):
        if pair >= width and p >= LEAST_PROBABILITY and count >= LEAST_COUNT:
            word, other = known[0][int(pair) // width - 1], known[1][int(pair) % width]
            ranked.setdefault(word, []).append((float(p), other))
    return ranked


def _lines_with(lines: Sequence[Line], side: int) -> Counter[str]:
    return Counter(word for line in lines for word in set(line[side]))


def _backwards(table: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, others in table.items():
        for other in others:
            found.setdefault(other, []).append(word)
    return found


def _count(
    words: set[str], others: set[str], table: dict[str, list[str]], tally: tuple[Counter[str], Counter[str]]
) -> None:
    for word in words & table.keys():
        tally[0][word] += 1
        tally[1][word] += not others.isdisjoint(table[word])


def _entries(
    table: dict[str, list[str]], shares: dict[str, float], seen: Counter[str], found: Counter[str]
) -> dict[str, Entry]:
    average = found.total() / seen.total()
    entries = {}
    for word, others in table.items():
        present = (found[word] + PRIOR_LINES * average) / (seen[word] + PRIOR_LINES)
        chance = 1 - math.prod(1 - shares[other] for other in others)
        entries[word] = Entry(present, max(chance, LEAST_CHANCE), frozenset(others))
    return entries


def _lines(learnt: Lexicon, language: str) -> Iterator[str]:
    for word, entry in sorted(learnt.source.items()):
        yield f"kk\t{word}\t{_rates(entry)}\t{' '.join(sorted(entry.others))}"
    for word, entry in sorted(learnt.target.items()):
        yield f"{language}\t{word}\t{_rates(entry)}"


def _rates(entry: Entry) -> str:
    return f"{min(round(entry.present * 1000), 999)}/{max(1, round(entry.chance * 1000))}"


if __name__ == "__main__":
    main()
