"""Time `pipeline run` from start to last file, model loading included, and its peak memory.

    python -m benchmarks.run ARTICLE… [--repeat 3] [--copies 10]

Each run is a fresh process writing to a fresh folder. `--copies` makes so many different articles out of each
one, so that nothing is translated twice. The rows are qualities; the ratio is to `fast`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.variants import numbered

QUALITIES = ("fast", "balanced", "best")


def main() -> None:
    """Run and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--copies", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        count = copy_articles(arguments.articles, source, arguments.copies)
        print(f"{count} articles; median of {arguments.repeat} runs")
        print(f"{'quality':10} {'seconds':>8} {'sentences/s':>12} {'ratio':>6} {'peak MB':>8}")
        fast = 0.0
        for quality in QUALITIES:
            runs = [time_run(source, Path(folder), quality) for _ in range(arguments.repeat)]
            seconds = median(run[0] for run in runs)
            fast = fast or seconds
            peak = max(run[2] for run in runs)
            print(
                f"{quality:10} {seconds:8.2f} {runs[0][1] / seconds:12.1f} {fast / seconds:6.2f} {peak:8.0f}"
            )


def copy_articles(articles: list[Path], target: Path, copies: int) -> int:
    """Write `copies` variants of each article, every sentence different in a number; return how many."""
    target.mkdir()
    for article in articles:
        for copy in range(copies):
            text = article.read_text(encoding="utf-8")
            varied = numbered(text, copy) if copy else text
            (target / f"{article.stem}{copy}{article.suffix}").write_text(varied, encoding="utf-8")
    return len(articles) * copies


def time_run(source: Path, folder: Path, quality: str) -> tuple[float, int, float]:
    """Return seconds, sentences (Kazakh ones, each put into two languages) and peak megabytes of one run."""
    with tempfile.TemporaryDirectory(dir=folder) as output:
        command = [
            str(Path(sys.executable).parent / "pipeline"),
            "run",
            str(source),
            "-o",
            output,
            "--json",
            "-q",
        ]
        began = time.perf_counter()
        process = subprocess.Popen([*command, "--quality", quality], stdout=subprocess.PIPE)
        assert process.stdout is not None
        report = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"pipeline run failed with status {status}")
    return seconds, json.loads(report)["sentences"], usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
