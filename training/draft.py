"""Make the draft model from a folder of text: prepare, train, average, export, score, draw the curve."""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

AVERAGED_CHECKPOINTS = 3


def step(module: str, *arguments: object) -> None:
    """Run one module of the recipe and stop at its first failure."""
    command = [sys.executable, "-m", f"training.{module}", *map(str, arguments)]
    print("$ " + shlex.join(["python", *command[1:]]), flush=True)
    subprocess.run(command, check=True)


def parser() -> argparse.ArgumentParser:
    """Return the command line; whatever is not named here goes to the training step."""
    options = argparse.ArgumentParser(description=__doc__, epilog="Others: see training.train")
    options.add_argument("data", type=Path, help="folder of the text that sources.yaml names")
    options.add_argument("--work", type=Path, default=Path("build/draft"), help="folder for what is made")
    options.add_argument("--minutes", type=float, default=120, help="training time; more goes on from before")
    options.add_argument("--tests", type=Path, nargs="*", default=[], help="files kept out of the training")
    options.add_argument("--set", type=Path, help="test set (TSV: kk, ru, en) to score on")
    options.add_argument("--back-minutes", type=float, default=0,
                         help="train a model into Kazakh so long and learn from its translations of news")
    options.add_argument("--figures", type=int, default=15_000, help="generated sentences with figures")
    return options


def prepare(options: argparse.Namespace, work: Path, tests: list[Path]) -> None:
    """Make the pairs; if asked, with a model into Kazakh and its back-translations first."""
    data, held_out = options.data, ("--tests", *tests)
    if options.back_minutes:
        reverse = work / "into-kazakh"
        step("prepare", data, reverse, "--into", "kk", *held_out)
        step("encode", reverse)
        step("train", reverse, reverse / "run", "--minutes", options.back_minutes, "--frozen-layers", 0)
        news = sorted(data.glob("ru_en/newstest*.tsv"))
        step("back_translate", reverse, reverse / "run" / "last.pt", work / "back" / "newstest.tsv", *news)
    step("prepare", data, work, "--figures", options.figures, *held_out)
    step("encode", work, *(("--dev", options.set) if options.set else ()))


def main() -> None:
    """Run all steps; each reads what the one before left in the work folder."""
    options, training = parser().parse_known_args()
    work, run, out = options.work, options.work / "run", options.work / "models"
    tests = [*options.tests, *([options.set] if options.set else [])]
    prepare(options, work, tests)
    step("train", work, run, "--minutes", options.minutes, *training)
    checkpoints = sorted(run.glob("step-*.pt"))[-AVERAGED_CHECKPOINTS:]
    step("release", work, out / "draft", *checkpoints, "--encoder", out / "encoder")
    if options.set:
        step("score", out / "draft", options.set, "--encoder", out / "encoder")
    scored = ("--work", work, "--set", options.set) if options.set else ()
    step("curve", work / "learning_curve.png", run, *scored)


if __name__ == "__main__":
    main()
