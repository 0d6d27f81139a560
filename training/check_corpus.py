"""Check our own text: columns, stray letters, figures, duplicates, lines of the test sets."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.leak import TestSets, plain_words, read_test_sets
from training.sources import usable

KAZAKH_ONLY = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
CYRILLIC = re.compile("[а-яёА-ЯЁ]")
MIXED_WORD = re.compile(r"[A-Za-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][A-Za-z]", re.IGNORECASE)
FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line; `certain` ones must be mended, the others looked at."""

    path: Path
    line: int
    what: str
    certain: bool
    text: str

    def __str__(self) -> str:
        kind = "" if self.certain else "look: "
        return f"{self.path.name}:{self.line}: {kind}{self.what}: {self.text[:90]}"


def figures_of(text: str) -> Counter[str]:
    """Return the digit groups of a line, thousands joined and the zeros of `000` left out."""
    joined = re.sub(r"(?<=\d)[\s\u00a0\u202f,](?=\d{3}(?!\d))", "", text)
    joined = re.sub(r"(?<=\d)\s+(?:мың|тыс\w*\.?|thousand)\s+(\d{1,3})(?!\d)",
                    lambda match: match[1].zfill(3), joined)
    return Counter(figure.lstrip("0") for figure in FIGURE.findall(joined.replace("000", "")))


def line_problems(cells: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield what is wrong with the three cells of a line, and whether that is certain."""
    if len(cells) != 3 or not all(cell.strip() for cell in cells):
        yield "not three filled columns", True
        return
    kk, ru, en = cells
    if found := KAZAKH_ONLY.search(ru):
        yield f"Kazakh letter {found[0]} in Russian", True
    if found := CYRILLIC.search(en):
        yield f"Cyrillic letter {found[0]} in English", True
    for cell in cells:
        if found := MIXED_WORD.search(cell):
            yield f"Latin and Cyrillic in one word: {found[0]}", False
    if not usable(kk, ru) or not usable(kk, en):
        yield "lengths too different, or too long", False
    for name, other in (("Russian", ru), ("English", en)):
        if missing := figures_of(kk) - figures_of(other):
            yield f"figures not in {name}: {', '.join(missing)}", False


def file_problems(path: Path, seen: dict[tuple[str, ...], str], tests: TestSets) -> Iterator[Problem]:
    """Yield the problems of one file; `seen` remembers the Kazakh sides over all files."""
    skip = 1 if path.name.startswith(("art_", "articles_")) else 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")[skip:]
        for what, certain in line_problems(cells):
            yield Problem(path, number, what, certain, line)
        words = plain_words(cells[0]) if cells else ()
        place = f"{path.name}:{number}"
        if len(words) > 3 and seen.setdefault(words, place) != place:
            yield Problem(path, number, f"same Kazakh as {seen[words]}", True, line)
        if leak := tests.kind_of_leak(cells):
            yield Problem(path, number, leak, leak.startswith("exact"), line)


def main() -> None:
    """Print every problem; exit with 1 if any is certain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="by default all of training/corpus")
    parser.add_argument("--tests", type=Path, nargs="*", default=[], help="files whose lines must not occur")
    options = parser.parse_args()
    paths = options.files or sorted((Path(__file__).parent / "corpus").glob("*.tsv"))
    seen: dict[tuple[str, ...], str] = {}
    tests = read_test_sets(options.tests)
    problems = [problem for path in paths for problem in file_problems(path, seen, tests)]
    for problem in problems:
        print(problem)
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
    certain = sum(problem.certain for problem in problems)
    print(f"{lines} lines in {len(paths)} files: {certain} to mend, {len(problems) - certain} to look at")
    raise SystemExit(certain > 0)


if __name__ == "__main__":
    main()
