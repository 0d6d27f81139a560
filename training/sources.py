"""Read the training text that sources.yaml names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence and its translation into `language`; `weight` is the mean number of draws a pass."""

    source: str
    language: str
    target: str
    weight: float


def read_sources(path: Path) -> list[Source]:
    """Read sources.yaml."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Source(**{**entry, "directions": tuple(tuple(d.split("-")) for d in entry["directions"])})
            for entry in entries]


def source_paths(source: Source, folders: list[Path]) -> list[Path]:
    """Return the files of a source, from the first of the folders that has any."""
    for folder in folders:
        if paths := sorted(folder.glob(source.files)):
            return paths
    return []


def read_rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield kk, ru, en of each line in plain form; the id column of whole articles is dropped."""
    articles = path.name.startswith(("art_", "articles_"))
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")[1 if articles else 0:]
            kk, ru, en = (source_text(cell) for cell in (*cells, "", "", "")[:3])
            yield kk, ru, en


def read_pairs(sources: list[Source], folders: list[Path], tests: TestSets) -> tuple[list[Pair], list[str]]:
    """Return every usable pair once, and a report line for each source."""
    pairs: list[Pair] = []
    seen: set[tuple[str, str, str]] = set()
    report = []
    for source in sources:
        counts: Counter[str] = Counter()
        for path in source_paths(source, folders):
            for row in read_rows(path):
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
            yield Pair(text, end, target_text(translation), source.weight)


def usable(text: str, translation: str) -> bool:
    """Tell whether two sides can be translations of each other, by presence and length."""
    if not text or not translation or text == translation:
        return False
    shorter, longer = sorted((len(text), len(translation)))
    if longer > MAX_CHARACTERS:
        return False
    return shorter <= 15 or LENGTH_RATIOS[0] < len(translation) / len(text) < LENGTH_RATIOS[1]
