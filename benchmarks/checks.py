"""Measure the checks: false alarms on clean translations, recall on injected errors.

    python -m benchmarks.checks SET.tsv [--seed 1] [--show KIND]
    python -m benchmarks.checks training/kaznerd --kazakh FILE    # its lines that nothing is learnt from
    python -m benchmarks.checks NEWS.tsv --held-out               # the same of running news

SET is a TSV of kk, ru, en (a document id may stand before). A pair is judged as one within its document, or,
without ids, within the set: by how literal the others are. An injected error counts as found when a check
says more of the spoilt pair, at warning or error, than of the clean one.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from benchmarks.corpus import read_held_out, read_news
from benchmarks.injections import DAMAGE, NAME, Row, Spoilt
from benchmarks.meanings import MEANINGS
from pipeline.check import CHECKS, Pair, check_pair
from pipeline.check.coverage import closeness
from pipeline.document import TARGETS, Finding, Target

INJECTORS = DAMAGE | MEANINGS


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", type=Path)
    parser.add_argument("--kazakh", type=Path, metavar="FILE", help="the Kazakh lines, where SET holds keys")
    parser.add_argument("--held-out", action="store_true", help="only the blocks kept for measuring")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", metavar="KIND", help="print the errors of a kind that were missed")
    arguments = parser.parse_args()
    rows = _asked_for(arguments)
    print(f"{'clean: flagged by':20} {'ru error':>9} {'ru warn':>9} {'en error':>9} {'en warn':>9}")
    rates = {language: false_alarms(rows[language], language) for language in TARGETS}
    for check in [*CHECKS, "any"]:
        cells = [f"{rates[t][check, s]:9.2%}" for t in TARGETS for s in ("error", "warning")]
        print(f"{check:20} {' '.join(cells)}")
    print(f"\n{'injected':20} {'ru found':>9} {'of':>5} {'en found':>9} {'of':>5}")
    for kind in INJECTORS:
        found = {t: recall(rows[t], t, kind, arguments.seed, show=kind == arguments.show) for t in TARGETS}
        print(f"{kind:20} " + " ".join(f"{hit / max(1, of):9.3f} {of:5}" for hit, of in found.values()))


def _asked_for(arguments: argparse.Namespace) -> dict[Target, list[Row]]:
    if arguments.kazakh is not None:
        return pair_up(read_held_out(arguments.set, arguments.kazakh))
    if arguments.held_out:
        return pair_up(read_news(arguments.set, held_out=True))
    return read_rows(arguments.set)


def read_rows(path: Path) -> dict[Target, list[Row]]:
    """Return the clean pairs of each target language that a file holds."""
    return pair_up([line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()])


def pair_up(table: Sequence[Sequence[str]]) -> dict[Target, list[Row]]:
    """Return the clean pairs of each target language; rows without a document id are all of one document."""
    rows: dict[Target, list[Row]] = {}
    columns: dict[Target, tuple[int, int]] = {"ru": (-2, -1), "en": (-1, -2)}
    documents = [line[0] if len(line) > len(TARGETS) + 1 else "" for line in table]
    for language, (column, other) in columns.items():
        close = closeness_of_rest(documents, [(line[-3], line[column]) for line in table], language)
        rows[language] = []
        for number, line in enumerate(table):
            same = number + 1 < len(table) and documents[number] == documents[number + 1]
            following = (table[number + 1][-3], table[number + 1][column]) if same else None
            rows[language].append(Row(line[-3], line[column], line[other], following, close[number]))
    return rows


def closeness_of_rest(
    documents: Sequence[str], pairs: Sequence[tuple[str, str]], language: Target
) -> list[float | None]:
    """Return for each pair how literal the others of its document are; None for the only one."""
    own = [closeness(source, target, language) for source, target in pairs]
    of_document: dict[str, list[float]] = {}
    for document, value in zip(documents, own, strict=True):
        of_document.setdefault(document, []).append(value)
    sums = {document: (sum(values), len(values) - 1) for document, values in of_document.items()}
    return [
        (sums[document][0] - value) / sums[document][1] if sums[document][1] else None
        for document, value in zip(documents, own, strict=True)
    ]


def false_alarms(rows: list[Row], language: Target) -> dict[tuple[str, str], float]:
    """Return what share of clean pairs is flagged by check and severity; warning counts errors too."""
    flagged: Counter[tuple[str, str]] = Counter()
    for row in rows:
        findings = check_pair(Pair(1, row.source, row.target, language, closeness=row.closeness))
        for check in [*CHECKS, "any"]:
            severities = {f.severity for f in findings if check in (f.check, "any")}
            flagged[check, "error"] += "error" in severities
            flagged[check, "warning"] += bool(severities & {"error", "warning"})
    return {
        key: flagged[key] / len(rows)
        for key in [(c, s) for c in [*CHECKS, "any"] for s in ("error", "warning")]
    }


def recall(rows: list[Row], language: Target, kind: str, seed: int, *, show: bool) -> tuple[int, int]:
    """Return how many errors of a kind were found, and how many there were."""
    hits = total = 0
    for row, spoilt in inject(rows, language, kind, seed):
        total += 1
        pair = Pair(1, row.source, row.target, language, closeness=row.closeness)
        clean = _said_of_clean(pair)
        found = _weigh(check_pair(replace(pair, source=spoilt.source, target=spoilt.target)))
        hit = any(found[check] > clean[check] for check in found)
        hits += hit
        if show and not hit:
            print(f"missed {kind}: {spoilt.source}\n    was {row.target}\n    now {spoilt.target}")
    return hits, total


def inject(rows: list[Row], language: Target, kind: str, seed: int) -> Iterator[tuple[Row, Spoilt]]:
    """Yield each pair into which an error of the kind could be put."""
    names = sorted({name for row in rows for name in NAME.findall(row.target)})
    for number, row in enumerate(rows):
        rng = random.Random(f"{seed} {kind} {language} {number}")
        spoilt = INJECTORS[kind](rng, row, language, names)
        if isinstance(spoilt, str):
            spoilt = Spoilt(row.source, spoilt)
        if spoilt is not None and spoilt != Spoilt(row.source, row.target):
            yield row, spoilt


@cache
def _said_of_clean(pair: Pair) -> Counter[str]:
    """Return what is said of a clean pair, which each kind of error asks for again."""
    return _weigh(check_pair(pair))


def _weigh(findings: tuple[Finding, ...]) -> Counter[str]:
    """Return by check how much is said: an error outweighs any number of warnings."""
    weights: Counter[str] = Counter()
    for finding in findings:
        weights[finding.check] += {"error": 100, "warning": 1, "info": 0}[finding.severity]
    return weights


if __name__ == "__main__":
    main()
