"""The text that the checks learn from: our own corpus, our translations of KazNERD, news of the world."""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.leak import TestSets, read_test_sets
from training.sources import line_key, read_rows

Row = tuple[str, str, str]
HELD_OUT = "0"  # translations whose keys begin so are for measuring: one in sixteen
BLOCK_LINES, BLOCKS = 40, 10  # running news is held out by blocks, one in ten: articles stay whole
MARKUP = re.compile(r"[<>{}%$_\\=|@#]")
LEAST_WORDS = 6
GOLDEN = Path("tests/golden/checks.tsv")


def make_parser(about: str | None, output: Path) -> argparse.ArgumentParser:
    """Return the command line of what learns from folders of text.

    The user names the folders, the file with the Kazakh side of those that hold keys only, and what to write.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="training/corpus, training/kaznerd")
    parser.add_argument("--kazakh", type=Path, metavar="FILE", help="the Kazakh lines of training/kaznerd")
    parser.add_argument("--news", type=Path, metavar="TSV", help="running news, freely translated, as well")
    parser.add_argument("--tests", type=Path, nargs="*", default=[], help="sets that the news must not hold")
    parser.add_argument("--leave-out", type=Path, default=GOLDEN, help="TSV: kk, ru, en come last")
    parser.add_argument("-o", "--output", type=Path, default=output)
    return parser


def read_arguments(arguments: argparse.Namespace) -> list[Row]:
    """Return the distinct lines that the user asks for, in a fixed random order."""
    return _shuffled(row for text in read_texts(arguments) for row in text)


def read_texts(arguments: argparse.Namespace) -> list[list[Row]]:
    """Return the lines of each text that the user asks for, folder by folder, the news last."""
    texts = [read_corpus([folder], arguments.leave_out, arguments.kazakh) for folder in arguments.folders]
    if arguments.news is not None:
        texts.append(_shuffled(read_news(arguments.news, read_test_sets(arguments.tests))))
    return texts


def read_corpus(folders: Sequence[Path], leave_out: Path | None, kazakh: Path | None = None) -> list[Row]:
    """Return the distinct lines (kk, ru, en) in a fixed random order, those of a test file left out."""
    held = {row[0] for row in _read(leave_out)} if leave_out else set()
    return _shuffled(row for folder in folders for row in read_folder(folder, kazakh) if row[0] not in held)


def _shuffled(rows: Iterable[Row]) -> list[Row]:
    distinct = list(dict.fromkeys(rows))
    random.Random(5).shuffle(distinct)
    return distinct


def read_held_out(folder: Path, kazakh: Path) -> list[Row]:
    """Return the lines of KazNERD that nothing is learnt from."""
    return [row for row in _translations(folder, kazakh) if line_key(row[0]).startswith(HELD_OUT)]


def read_news(path: Path, tests: TestSets | None = None, *, held_out: bool = False) -> list[Row]:
    """Return the lines of running news that may be learnt from, or those that may not, in their order."""
    rows = [
        row
        for number, row in enumerate(_read(path))
        if all(row) and (number // BLOCK_LINES % BLOCKS == 0) == held_out
    ]
    return [row for row in rows if tests is None or tests.kind_of_leak(row) is None]


def read_free(paths: Sequence[Path]) -> list[Row]:
    """Return sentences translated into both languages independently, so freely, in a fixed random order."""
    rows = {
        tuple(line.split("\t"))
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if not MARKUP.search(line)
    }
    whole = [row for row in sorted(rows) if len(row) == 3 and all(row)]
    kept = [row for row in whole if row[0][0].isupper() and len(row[0].split()) >= LEAST_WORDS]
    random.Random(5).shuffle(kept)
    return kept


def read_folder(folder: Path, kazakh: Path | None = None) -> Iterator[Row]:
    """Yield the lines (kk, ru, en) of the files of a folder; of KazNERD those that may be learnt from."""
    if kazakh is not None and folder.name == "kaznerd":
        for row in _translations(folder, kazakh):
            if not line_key(row[0]).startswith(HELD_OUT):
                yield row
        return
    for path in sorted(folder.glob("*.tsv")):
        yield from _read(path)


def _translations(folder: Path, kazakh: Path) -> Iterator[Row]:
    lines = {line_key(line): line for line in kazakh.read_text(encoding="utf-8").splitlines()}
    for path in sorted(folder.glob("*.tsv")):
        yield from (row for row in read_rows(path, lines) if all(row))


def _read(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        kazakh, russian, english = line.split("\t")[-3:]
        yield kazakh, russian, english


def write_table(path: Path, header: str, lines: Iterable[str]) -> None:
    """Write what was learnt, under the comment that says how."""
    path.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
