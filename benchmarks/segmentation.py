"""Score the segmenter beside razdel, pysbd, sentencex and yasbd on sets of gold sentences.

    python -m benchmarks.segmentation SET... [--errors]

A set is a .txt file with one gold sentence a line and an empty line between groups, or a .tsv file with a
document id and a sentence in its first two columns. The sentences of a group (of a .tsv file: up to eight
neighbours of one document) are joined with single spaces; a boundary is the offset at which a sentence ends,
the end of the group left out. A tool that is not installed is named and left out: pip install -e ".[bench]".
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path

from pipeline.segment import explain_text, segment_text

GROUP_SIZE = 8
CONTEXT = 45  # characters shown on both sides of an error

Ends = Callable[[str], list[int]]

PLAIN_RULE = re.compile(r"(?<=[.!?…])[»”“\")]*(?=\s+[«“”\"(–—-]*\s*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9])")


@dataclass(frozen=True, slots=True)
class Score:
    """What a tool found in a set: boundaries right, invented and missed, and the seconds it took."""

    right: int
    wrong: int
    missed: int
    sentences: int
    seconds: float

    @property
    def precision(self) -> float:
        """The share of the boundaries found that are right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of the gold boundaries that were found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def read_groups(path: Path) -> list[list[str]]:
    """Read the gold sentences of a set, group by group."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".tsv":
        rows = [line.split("\t") for line in text.splitlines() if line]
        documents = ([row[1] for row in rows] for _, rows in groupby(rows, key=lambda row: row[0]))
        return [lines[i : i + GROUP_SIZE] for lines in documents for i in range(0, len(lines), GROUP_SIZE)]
    return [part.strip("\n").split("\n") for part in re.split(r"\n{2,}", text) if part.strip()]


def gold_ends(group: list[str]) -> set[int]:
    """Return where the sentences of a group end, joined with single spaces; the last one is left out."""
    ends, position = set(), 0
    for sentence in group[:-1]:
        position += len(sentence)
        ends.add(position)
        position += 1
    return ends


def inner_ends(text: str, ends: list[int]) -> set[int]:
    """Step back over white space, and leave the end of the text out."""
    trimmed = {len(text[:end].rstrip()) for end in ends}
    return trimmed - {0, len(text.rstrip())}


def measure(groups: list[list[str]], ends: Ends) -> Score:
    """Run a tool over every group, after one group to warm it up."""
    texts = [" ".join(group) for group in groups]
    ends(texts[0])
    start = time.perf_counter()
    found = [ends(text) for text in texts]
    seconds = time.perf_counter() - start
    right = wrong = missed = 0
    for group, text, offsets in zip(groups, texts, found, strict=True):
        gold, got = gold_ends(group), inner_ends(text, offsets)
        right, wrong, missed = right + len(gold & got), wrong + len(got - gold), missed + len(gold - got)
    return Score(right, wrong, missed, sum(map(len, groups)), seconds)


def pieces_to_ends(text: str, pieces: list[str]) -> list[int]:
    """Find the pieces that a tool returned in the text again."""
    ends, position = [], 0
    for piece in pieces:
        at = text.find(piece.strip(), position)
        position = (at if at >= 0 else position) + len(piece.strip())
        ends.append(position)
    return ends


def ours() -> Ends:
    """Open the segmenter of this program."""
    return lambda text: [end for _, end in segment_text(text)]


def plain_rule() -> Ends:
    """Open what a regular expression alone can do."""
    return lambda text: [match.end() for match in PLAIN_RULE.finditer(text)]


def razdel() -> Ends:
    """Open razdel, which knows Russian."""
    from razdel import sentenize

    return lambda text: [part.stop for part in sentenize(text)]


def pysbd() -> Ends:
    """Open pysbd with its Kazakh rules."""
    from pysbd import Segmenter

    segmenter = Segmenter(language="kk", clean=False)
    return lambda text: pieces_to_ends(text, segmenter.segment(text))


def sentencex() -> Ends:
    """Open sentencex with its Kazakh rules."""
    from sentencex import segment

    return lambda text: pieces_to_ends(text, list(segment("kk", text)))


def yasbd(keep_quotes_whole: bool = True) -> Ends:
    """Open yasbd with its Kazakh rules."""
    from yasbd import BoundaryDetector

    detector = BoundaryDetector("kk", preserve_quote_and_paren=keep_quotes_whole)
    return lambda text: pieces_to_ends(text, list(detector.segment(text)))


def yasbd_inside_quotes() -> Ends:
    """Open yasbd so that it ends sentences inside quotation marks too, as ours does."""
    return yasbd(keep_quotes_whole=False)


TOOLS: dict[str, tuple[str, str, Callable[[], Ends]]] = {  # name: package, rules for, how to open it
    "this segmenter": ("kazakh-press-pipeline", "Kazakh", ours),
    "razdel": ("razdel", "Russian", razdel),
    "one regular expression": ("", "Cyrillic and Latin", plain_rule),
    "yasbd": ("yasbd-lib", "Kazakh", yasbd),
    "yasbd, quotes not kept whole": ("yasbd-lib", "Kazakh", yasbd_inside_quotes),
    "sentencex": ("sentencex", "Kazakh", sentencex),
    "pysbd": ("pysbd", "Kazakh", pysbd),
}


def table(groups: list[list[str]]) -> Iterator[str]:
    """Yield one line for each tool."""
    yield "| tool | rules for | precision | recall | F1 | sentences/s |"
    yield "|---|---|---|---|---|---|"
    for name, (package, language, open_tool) in TOOLS.items():
        try:
            label = f"{name} {version(package)}" if package else name
            score = measure(groups, open_tool())
        except (PackageNotFoundError, ImportError):
            yield f"| {name} | {language} | not installed | | | |"
            continue
        cells = f"{score.precision:.4f} | {score.recall:.4f} | {score.f1:.4f}"
        yield f"| {label} | {language} | {cells} | {score.sentences / score.seconds:,.0f} |"


def errors(groups: list[list[str]]) -> Iterator[str]:
    """Yield what our segmenter invents (+) and misses (-), with the rule that decided."""
    for group in groups:
        text = " ".join(group)
        gold, got = gold_ends(group), inner_ends(text, [end for _, end in segment_text(text)])
        rules = {end: rule for end, rule, _ in explain_text(text)}
        for end in sorted(gold ^ got):
            sign = "+" if end in got else "-"
            left, right = text[max(0, end - CONTEXT) : end], text[end : end + CONTEXT]
            yield f"{sign} {rules.get(end, 'no place')}: …{left} ⏐{right}…"


def main() -> None:
    """Print the table of each set, and what ours gets wrong if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET")
    parser.add_argument("--errors", action="store_true", help="list what our segmenter gets wrong")
    arguments = parser.parse_args()
    for path in arguments.sets:
        groups = read_groups(path)
        sentences, boundaries = sum(map(len, groups)), sum(len(gold_ends(group)) for group in groups)
        print(f"\n{path.name}: {sentences:,} sentences, {len(groups)} groups, {boundaries} boundaries\n")
        print("\n".join(table(groups)))
        if arguments.errors:
            print("\n" + "\n".join(errors(groups)))


if __name__ == "__main__":
    main()
