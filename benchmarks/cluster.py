"""Show that the engine ray loses nothing and writes nothing twice when a worker is killed midway.

    python -m benchmarks.cluster ARTICLE [--count 500] [--workers 2] [--window 16] [--real] [--unharmed]
            [--s3]

Makes `--count` variants of an article and runs them in this process, then spread by ray; when a third is
written the worker that wrote last is killed. Compares the outputs byte for byte (but for times), counts how
often each was written, prints the seconds of both. A stand-in for the model answers at once unless `--real`.
With `--s3` the cluster reads from and publishes to an S3 server on this machine (moto's).
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.faults.scene import comparable
from benchmarks.scale import make_tools
from benchmarks.variants import write_variants
from pipeline.address import Url
from pipeline.config import Engine, Settings, spool_of
from pipeline.run.batch import run_batch
from pipeline.run.progress import NO_FACTS, Facts, Silence, Status
from pipeline.run.report import Report
from pipeline.run.tools import Tools

INPUT, OUTPUT = Url("s3://press/in"), Url("s3://press/out")


class Killer(Silence):
    """Kills the worker that wrote last when so many articles are written; counts what is told of each."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.killed = 0
        self.told: Counter[str] = Counter()
        self.workers: Counter[object] = Counter()

    def article(self, path: str, status: Status, detail: str, facts: Facts = NO_FACTS) -> None:
        """Count; kill once."""
        self.told[path] += 1
        self.workers[facts.get("worker")] += 1
        worker = facts.get("worker")
        if len(self.told) >= self.after and not self.killed and isinstance(worker, int):
            self.killed = worker
            os.kill(worker, signal.SIGKILL)


def main() -> None:
    """Run both and compare; leave with 1 where they differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", type=Path)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--window", type=int, default=Settings().window)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--unharmed", action="store_true")
    parser.add_argument("--s3", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_variants(arguments.article, Path(folder) / "in", arguments.count)
        if arguments.s3:
            stock(Path(folder) / "in")
        here, _ = run(Path(folder), "local", arguments, Killer(10**9))
        killer = Killer(10**9 if arguments.unharmed else arguments.count // 3)
        there, report = run(Path(folder), "ray", arguments, killer)
        differing = [name for name in sorted(here.keys() | there.keys()) if here.get(name) != there.get(name)]
        repeated = [name for name, count in Counter(report.written).items() if count > 1]
        print(f"articles by worker: {sorted(killer.workers.values())}; one killed: {bool(killer.killed)}")
        print(f"{len(here)} files, {len(differing)} differ, {len(repeated)} written twice: {differing[:3]}")
        lost = arguments.count - sum(count == 1 for count in killer.told.values())
        print(f"{lost} articles lost or told of twice, {len(report.failures)} failed")
    raise SystemExit(bool(differing or repeated or lost or report.failures))


def stock(articles: Path) -> None:
    """Start an object store and put the articles into it."""
    import fsspec

    from tests.objects import BUCKET, Objects

    os.environ.update(Objects().environment)
    files = fsspec.filesystem("s3", use_listings_cache=False)
    files.mkdir(BUCKET)
    files.put([str(path) for path in articles.iterdir()], f"{BUCKET}/in/")


def unload(folder: Path) -> None:
    """Copy to `folder` what is published."""
    import fsspec

    files = fsspec.filesystem("s3", use_listings_cache=False)
    found = files.find(OUTPUT.full)
    files.get(found, [str(folder / Path(name).name) for name in found], batch_size=4)


def run(
    folder: Path, engine: Engine, arguments: argparse.Namespace, watch: Killer
) -> tuple[dict[str, bytes], Report]:
    """Run with one engine; return what it wrote, comparable, and its report."""
    os.environ["PIPELINE_CACHE"] = str(folder / f"cache-{engine}")
    out = folder / engine / "out"
    is_stored = arguments.s3 and engine == "ray"
    tools = make_tools(spool_of(OUTPUT) / "out" if is_stored else out, real=arguments.real)
    remote = OUTPUT if is_stored else None
    settings = replace(
        tools.settings, engine=engine, workers=arguments.workers, window=arguments.window, remote=remote
    )
    tools = _with_settings(tools, settings)
    began = time.perf_counter()
    report = run_batch([INPUT if is_stored else folder / "in"], tools, watch)
    print(f"{engine}: {report.line}; {time.perf_counter() - began:.1f} s", flush=True)
    if is_stored:
        out.mkdir(parents=True)
        unload(out)
    names = [path for path in out.iterdir() if path.name != "run.json"]
    return {path.name: _alike(path, str(folder / "in")) for path in names}, report


def _alike(path: Path, articles: str) -> bytes:
    """Return an output as it may be compared: without times, and where the articles lay."""
    data = comparable(path).replace(b"\\_", b"_")  # as Markdown has it
    return data.replace(INPUT.full.encode(), b"in").replace(articles.encode(), b"in")


def _with_settings(tools: Tools, settings: Settings) -> Tools:
    made = replace(tools, settings=settings)
    vars(made).update({key: value for key, value in vars(tools).items() if key == "translator"})
    return made


if __name__ == "__main__":
    main()
