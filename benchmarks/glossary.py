"""How often the check of terms is wrong on our own corpus, and what of wrong terms it finds.

    python -m benchmarks.glossary [GLOSSARY.tsv] [--show N]

The Russian and English of the corpus were written without the glossary, so that a flag there is a false
alarm, a wording that the glossary lacks, or a slip. Then each wording that stands once in a line is replaced
by one of another term.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import Row, read_folder
from pipeline.check import Pair
from pipeline.check.glossary import check_glossary, stand, terms_in
from pipeline.document import TARGETS, Target
from pipeline.read.glossary import read_glossary
from pipeline.terminology import Glossary

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "pipeline/data/glossary.tsv"
SEED = 1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("glossary", nargs="?", type=Path, default=STARTER)
    parser.add_argument("--show", type=int, default=0, help="print so many of the flags")
    arguments = parser.parse_args()
    glossary = read_glossary(arguments.glossary)
    rows = list(read_folder(ROOT / "training/corpus"))
    print(f"{len(glossary.terms)} terms, {len(rows)} lines")
    for target in TARGETS:
        lines = [pair for pair in pairs(rows, target, glossary) if terms_in(glossary, pair.source)]
        flags = [(pair, finding) for pair in lines for finding in check_glossary(pair)]
        for severity in ("error", "warning"):
            flagged = {pair.segment for pair, finding in flags if finding.severity == severity}
            shares = f"{len(flagged) / len(rows):.2%} of all lines, {len(flagged) / max(1, len(lines)):.1%}"
            print(f"{target} {severity}: {shares} of {len(lines)} with a term")
        swapped = list(with_others(lines, glossary, random.Random(SEED)))
        found = sum(bool(check_glossary(pair)) for pair in swapped)
        print(f"{target} wrong terms: {found} of {len(swapped)} found, {found / max(1, len(swapped)):.1%}")
        for pair, finding in random.Random(SEED).sample(flags, min(arguments.show, len(flags))):
            print(f"  {finding.severity}: {finding.message}\n    {pair.source}\n    {pair.target}")


def pairs(rows: list[Row], target: Target, glossary: Glossary) -> list[Pair]:
    """Return each line with its translation; the segment is the number of the line."""
    place = 1 + TARGETS.index(target)
    return [Pair(n, row[0], row[place], target, glossary=glossary) for n, row in enumerate(rows)]


def with_others(lines: list[Pair], glossary: Glossary, chance: random.Random) -> Iterator[Pair]:
    """Yield each line that has the wording of a term just once, with that of another term in its place."""
    for pair in lines:
        for owner in {found.phrase.owner for found in terms_in(glossary, pair.source)}:
            right = glossary.terms[owner].wordings[pair.language].right
            found = stand(right, pair.target, pair.language)
            if len(found) == 1:
                others = [t.wordings[pair.language].right for n, t in enumerate(glossary.terms) if n != owner]
                other = chance.choice([words[0] for words in others if words])
                start, end = found[0].span
                text = f"{pair.target[:start]}{other}{pair.target[end:]}"
                yield Pair(pair.segment, pair.source, text, pair.language, glossary=glossary)


if __name__ == "__main__":
    main()
