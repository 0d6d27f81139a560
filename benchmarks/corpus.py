"""The text that the checks learn from: our own corpus, and our translations of KazNERD's sentences."""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.sources import line_key, read_rows

Row = tuple[str, str, str]
HELD_OUT = "0"  # translations whose keys begin so are for measuring: one in sixteen
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
    parser.add_argument("--leave-out", type=Path, default=GOLDEN, help="TSV: kk, ru, en come last")
    parser.add_argument("-o", "--output", type=Path, default=output)
    return parser


def read_arguments(arguments: argparse.Namespace) -> list[Row]:
    """Return the lines that the user asks for."""
    return read_corpus(arguments.folders, arguments.leave_out, arguments.kazakh)


def read_corpus(folders: Sequence[Path], leave_out: Path | None, kazakh: Path | None = None) -> list[Row]:
    """Return the distinct lines (kk, ru, en) in a fixed random order, those of a test file left out."""
    held = {row[0] for row in _read(leave_out)} if leave_out else set()
    rows = [row for folder in folders for row in read_folder(folder, kazakh) if row[0] not in held]
    distinct = list(dict.fromkeys(rows))
    random.Random(5).shuffle(distinct)
    return distinct


def read_held_out(folder: Path, kazakh: Path) -> list[Row]:
    """Return the lines of KazNERD that nothing is learnt from."""
    return [row for row in _translations(folder, kazakh) if line_key(row[0]).startswith(HELD_OUT)]


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
