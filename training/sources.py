"""Read the training text that sources.yaml names."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from training.leak import TestSets
from training.text import source_text, target_text

COLUMNS = {"kk": 0, "ru": 1, "en": 2}
MAX_CHARACTERS = 450
LENGTH_RATIOS = (0.4, 2.8)


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of sources.yaml."""

    files: str
    licence: str
    about: str
    weight: float
    directions: tuple[tuple[str, str], ...]
    min_words: int = 1
    kazakh: str = ""
    """The file of the Kazakh side, for translations that stand beside the key of a line."""
    synthetic: bool = False
    """Whether the source side was made by a model."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence and its translation into `language`; `weight` is the mean number of draws a pass."""

    source: str
    language: str
    target: str
    weight: float
    synthetic: bool = False


def read_sources(path: Path, into: Container[str] = ("ru", "en")) -> list[Source]:
    """Read sources.yaml with the directions into some languages; into Kazakh these are turned round."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    sources = []
    for entry in entries:
        pairs = [tuple(direction.split("-")) for direction in entry["directions"]]
        turned = [(b, a) for a, b in pairs if a == "kk" and not entry.get("synthetic")]
        kept = tuple((a, b) for a, b in [*pairs, *turned] if b in into)
        sources.append(Source(**{**entry, "directions": kept}))
    return [source for source in sources if source.directions]


def find_files(pattern: str, folders: list[Path]) -> list[Path]:
    """Return the files that match, from the first of the folders that has any."""
    for folder in folders:
        if pattern and (paths := sorted(folder.glob(pattern))):
            return paths
    return []


def line_key(line: str) -> str:
    """Return what a translation kept apart from its source line knows it by."""
    return hashlib.sha256(line.encode()).hexdigest()[:10]


def read_rows(path: Path, kazakh: dict[str, str] | None = None) -> Iterator[tuple[str, str, str]]:
    """Yield kk, ru, en of each line in plain form; the id column of whole articles is dropped.

    With `kazakh`, lines by their keys, the first column is a key; lines that are not there are passed over.
    """
    articles = path.name.startswith(("art_", "articles_"))
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")[1 if articles else 0:]
            if kazakh is not None:
                cells[0] = kazakh.get(cells[0], "")
            kk, ru, en = (source_text(cell) for cell in (*cells, "", "", "")[:3])
            if kk or ru:
                yield kk, ru, en


def read_set(path: Path) -> list[tuple[str, str, str]]:
    """Read a test set's columns kk, ru, en; an id column before them is dropped."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row[-3], row[-2], row[-1]) for row in rows]


def read_pairs(sources: list[Source], folders: list[Path], tests: TestSets) -> tuple[list[Pair], list[str]]:
    """Return every usable pair once, and a report line for each source."""
    pairs: list[Pair] = []
    seen: set[tuple[str, str, str]] = set()
    report = []
    for source in sources:
        counts: Counter[str] = Counter()
        kazakh = {line_key(line): line for path in find_files(source.kazakh, folders)
                  for line in path.read_text(encoding="utf-8").splitlines()} if source.kazakh else None
        for path in find_files(source.files, folders):
            for row in read_rows(path, kazakh):
                counts["lines"] += 1
                if found := tests.kind_of_leak(row):
                    counts[found] += 1
                    continue
                for pair in _pairs_of_row(row, source):
                    key = (pair.source, pair.language, pair.target)
                    if key not in seen:
                        seen.add(key)
                        pairs.append(pair)
                        counts["pairs"] += 1
        report.append(f"{source.files}\t{source.licence}\tweight {source.weight}\t"
                      + ", ".join(f"{count} {name}" for name, count in counts.items()))
    return pairs, report


def _pairs_of_row(row: tuple[str, str, str], source: Source) -> Iterator[Pair]:
    for start, end in source.directions:
        text, translation = row[COLUMNS[start]], row[COLUMNS[end]]
        if usable(text, translation) and len(text.split()) >= source.min_words:
            plain = translation if end == "kk" else target_text(translation)
            yield Pair(text, end, plain, source.weight, source.synthetic)


def usable(text: str, translation: str) -> bool:
    """Tell whether two sides can be translations of each other, by presence and length."""
    if not text or not translation or text == translation:
        return False
    shorter, longer = sorted((len(text), len(translation)))
    if longer > MAX_CHARACTERS:
        return False
    return shorter <= 15 or LENGTH_RATIOS[0] < len(translation) / len(text) < LENGTH_RATIOS[1]
