"""Show that memory stays flat and cost linear in the number of articles.

    python -m benchmarks.scale ARTICLE [--count 10000] [--real]

Makes `--count` variants of an article, runs them through `run_batch` with a stand-in for the engine (all else
is real: reading, segmenting, cache, checks, summaries by lead, files), prints memory and seconds after each
tenth, and runs again over the unchanged folder. `--real` takes the bundled model at quality `fast` instead.
Seconds are those of the processor, all threads together, which a busy machine does not change.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.variants import write_variants
from pipeline.config import Settings, find_catalogue, load_catalogue
from pipeline.document import Hypothesis
from pipeline.run.batch import run_batch
from pipeline.run.progress import NO_FACTS, Facts, Silence, Status
from pipeline.run.tools import Tools, open_tools
from pipeline.translate.protocol import Decoding, Request
from tests.fakes import spell


class StandIn:
    """Answers at once, in the target's letters."""

    input_limit = 150
    workers = 1

    def count_tokens(self, text: str) -> int:
        """Count words."""
        return len(text.split())

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Answer in order."""
        return [[Hypothesis(spell(request), -0.3)] for request in requests]


class Watch(Silence):
    """Prints a line after each tenth of the articles."""

    def __init__(self, count: int) -> None:
        self._count, self._seen, self._began = count, 0, time.process_time()

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        """Count an article."""
        self._seen += 1
        if self._seen % max(1, self._count // 10) == 0:
            seconds = time.process_time() - self._began
            print(f"{self._seen:7} articles {peak_mb():6.0f} MB {seconds:8.1f} s", flush=True)


def main() -> None:
    """Run twice and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--real", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PIPELINE_CACHE"] = folder
        source = Path(folder) / "in"
        write_variants(arguments.article, source, arguments.count)
        seconds = []
        for run in ("first", "second"):
            tools = make_tools(Path(folder) / "out", real=arguments.real)
            began = time.process_time()
            report = run_batch([source], tools, Watch(arguments.count if run == "first" else 10**9))
            seconds.append(time.process_time() - began)
            print(f"{run} run: {report.line}; {seconds[-1]:.1f} s, peak {peak_mb():.0f} MB", flush=True)
        print(f"the second took {seconds[1] / seconds[0]:.2%} of the first")


def make_tools(output: Path, *, real: bool) -> Tools:
    """Return tools that write to `output`, with the bundled model or the stand-in."""
    memory = str(output.parent / "memory.sqlite")
    settings = replace(
        Settings(), output=output, summary="lead", quality="fast", model="draft", memory=memory
    )
    tools = open_tools(settings, load_catalogue(find_catalogue()))
    if not real:
        vars(tools)["translator"] = StandIn()
    return tools


def peak_mb() -> float:
    """Return the peak memory of this process in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
