"""Learn which words stand in text though no dictionary has them, for the check of spelling.

    python -m benchmarks.spelling training/corpus training/kaznerd --kazakh FILE --news TSV [--text TSV...]

A word is kept where at least LEAST lines have it: loan words of the press (акимат, aitys), British spellings.
Ten seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.corpus import make_parser, read_arguments, write_table
from pipeline.check.dictionaries import in_dictionary
from pipeline.check.spelling import small_words
from pipeline.document import TARGETS

LEAST = 2
HEADER = (
    "# Words that stand in text and in no dictionary, learnt by benchmarks/spelling.py.\n"
    "# Columns: language, word.\n"
)


def main() -> None:
    """Count and write."""
    parser = make_parser(__doc__, Path("pipeline/data/spelling_known.tsv"))
    parser.add_argument("--text", type=Path, nargs="*", default=[], help="TSVs of kk, ru, en: more text")
    arguments = parser.parse_args()
    rows = [*read_arguments(arguments), *read_more(arguments.text)]
    lines = []
    for column, language in enumerate(TARGETS, 1):
        lines_with = Counter(
            word for row in rows for word in {word for word, _ in small_words(row[column], language)}
        )
        often = sorted(word for word, count in lines_with.items() if count >= LEAST)
        lines += [f"{language}\t{word}" for word in often if not in_dictionary(word, language)]
    write_table(arguments.output, HEADER, lines)
    print(f"{arguments.output}: {len(lines)} words")


def read_more(paths: Iterable[Path]) -> Iterator[tuple[str, ...]]:
    """Yield the distinct lines of files; what a language has not is empty."""
    lines = {line for path in paths for line in path.read_text(encoding="utf-8").splitlines()}
    for line in sorted(lines):
        if line.count("\t") == len(TARGETS):
            yield tuple(line.split("\t"))


if __name__ == "__main__":
    main()
