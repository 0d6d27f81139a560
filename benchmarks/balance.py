"""Find the search with which quality `balanced` begins: chrF++ and time of beams against quality `best`.

    python -m benchmarks.balance            # on our own held-out text: NARROW is chosen by it
    python -m benchmarks.balance SET.tsv    # what came of it on another set, of kk, ru, en

Checks and repairs are counted in. Seconds are those of the processor, all threads together; take them as
ratios of one run. To choose anew, after other weights: the search that comes near enough to `best` for the
least time goes into NARROW (pipeline/translate/protocol.py).
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

from pipeline.config import Settings, load_catalogue
from pipeline.run.evaluate import TestSet, evaluate, read_test_set
from pipeline.run.progress import Silence
from pipeline.run.tools import Tools, open_tools
from pipeline.translate.ct2 import Ct2Translator
from pipeline.translate.protocol import GREEDY, NARROW, Decoding

HELD_OUT = Path("training/held_out/news.tsv")
SEARCHES = (
    Decoding(beam_size=3, hypotheses=3),
    Decoding(beam_size=2, hypotheses=3, patience=2.0),
    NARROW,
    Decoding(beam_size=2, hypotheses=2),
    GREEDY,
)


def main() -> None:
    """Measure each search and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", type=Path, nargs="?", default=HELD_OUT)
    parser.add_argument("--count", type=int, default=300, help="lines, evenly spread")
    arguments = parser.parse_args()
    test_set = spread(read_test_set(arguments.set), arguments.count)
    tools = open_tools(Settings(model="draft", quality="best"), load_catalogue(Path("models.yaml")))
    # Whoever comes first would pay for what the checks remember of each sentence and word.
    evaluate(tools, test_set, tools.settings.quality, Silence())
    best = show("best", tools, test_set, 0.0)
    for search in SEARCHES:
        name = f"beam {search.beam_size}, patience {search.patience:g}"
        show(name, begun_with(tools, search), test_set, best)


def spread(whole: TestSet, count: int) -> TestSet:
    """Return so many lines of a set, evenly spread over it."""
    total = len(whole.sources)
    places = [i * total // count for i in range(count)] if count < total else range(total)
    references = {t: tuple(lines[i] for i in places) for t, lines in whole.references.items()}
    return TestSet(whole.name, tuple(whole.sources[i] for i in places), references)


def begun_with(tools: Tools, search: Decoding) -> Tools:
    """Return tools of quality `balanced` that begin with a search."""
    engine = tools.translator
    assert isinstance(engine, Ct2Translator)
    other = replace(tools, settings=replace(tools.settings, quality="balanced"))
    vars(other)["translator"] = engine.beginning_with(search)
    return other


def show(name: str, tools: Tools, test_set: TestSet, best: float) -> float:
    """Print one line; return the seconds."""
    began = time.process_time()
    scores = evaluate(tools, test_set, tools.settings.quality, Silence())
    seconds = time.process_time() - began
    found = "  ".join(f"{s.target} {s.chrf.value:.2f} again {s.decoded_again:4}" for s in scores)
    print(f"{name:20} {found}  {seconds:6.1f} s {(best or seconds) / seconds:5.2f} times", flush=True)
    return seconds


if __name__ == "__main__":
    main()
