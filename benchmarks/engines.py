"""Time NLLB-200 distilled 600M in every way it may be run, in one call: seconds, ratios, memory, disk.

    python -m benchmarks.engines SENTENCES.txt [--count 64] [--slow 16] [--work FOLDER]

The weights are random but have the exact shape of the real ones (12 + 12 layers, 1,024 wide, 256,206 pieces),
so the arithmetic is the same. A random model never ends a sentence, so each hypothesis is made as long as the
longest source of its batch. A sentence has as many pieces as the bundled SentencePiece model gives it. Every
row has the tokenizer of its model in memory and makes text of what the model answers, as a user must.
SENTENCES has one Kazakh sentence a line; each is put into Russian and English. Every row is its own process,
so that its peak memory is its own; loading is not timed. The rows of transformers take the first `--slow`
sentences only. A second table holds cost against size: ours, `fast`, on 10, 100 and 1,000 sentences of the
same lengths.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.full_shape import prepare, read_sources
from pipeline.document import TARGETS
from pipeline.models.written import MAP
from pipeline.translate.allocator import return_large_buffers
from pipeline.translate.ct2 import Ct2Translator, Limits
from pipeline.translate.load import share_threads, usable_cores
from pipeline.translate.protocol import BEAM, GREEDY, Decoding, Request
from pipeline.translate.schedule import translate_all
from pipeline.translate.tokenizers import NllbTokenizer
from tests.nllb import CODES

PLAIN_BATCH = 8  # sentences, sorted by length, for CTranslate2 and transformers alike
DECODED_AGAIN = 0.2  # of the segments, at quality `balanced`
SIZES = (10, 100, 1000)  # sentences


@dataclass(frozen=True, slots=True)
class Row:
    """One way of running the model; `model` is the folder it needs."""

    name: str
    model: str
    run: Callable[[Path, list[list[str]]], float]
    is_slow: bool = False


class Forced:
    """A CTranslate2 model whose hypotheses are as long as the longest source of their batch."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def translate_batch(self, sources: list[list[str]], **options: Any) -> Any:
        """Translate with the length forced."""
        length = max(map(len, sources)) - 2
        options |= {"min_decoding_length": length, "max_decoding_length": length}
        return self._model.translate_batch(sources, **options)


class Pieces(NllbTokenizer):
    """The program's own tokenizer, for sources that are pieces, separated by blanks."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, CODES)

    def encode(self, text: str) -> list[str]:
        """Return the pieces."""
        return text.split()


def main() -> None:
    """Make the models, run each row in a process of its own, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--count", type=int, default=64)
    parser.add_argument("--slow", type=int, default=16)
    parser.add_argument("--work", type=Path, default=Path("benchmarks/work"))
    parser.add_argument("--row", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.row:
        print(json.dumps(measure(arguments)))
        return
    prepare(arguments.work)
    results = {}
    for row in ROWS:
        results[row.name] = in_own_process("--row", row.name)
        show(row, results, arguments.work)
    print(f"\n{'ours, fast: sentences':32} {'sentences/s':>11} {'':>6} {'peak MB':>8}")
    for size in SIZES:
        result = in_own_process("--row", ROWS[-1].name, "--count", str(size))
        print(f"{size:<32} {result['speed']:11.2f} {'':>6} {result['peak']:8.0f}", flush=True)


def in_own_process(*options: str) -> dict[str, float]:
    """Run one row in a process of its own; the options come after those that were given."""
    command = [sys.executable, "-m", "benchmarks.engines", *sys.argv[1:], *options]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def show(row: Row, results: dict[str, dict[str, float]], work: Path) -> None:
    """Print one line; ratios are to the first row."""
    if len(results) == 1:
        print(f"{'':32} {'sentences/s':>11} {'ratio':>6} {'peak MB':>8} {'disk MB':>8}", flush=True)
    speed, first = results[row.name]["speed"], results[ROWS[0].name]["speed"]
    disk = sum(path.stat().st_size for path in (work / row.model).iterdir()) / 1e6
    print(
        f"{row.name:32} {speed:11.2f} {speed / first:6.1f} {results[row.name]['peak']:8.0f} {disk:8.0f}",
        flush=True,
    )


def measure(arguments: argparse.Namespace) -> dict[str, float]:
    """Run one row; return translations (one sentence into one language) a second and peak megabytes."""
    row = next(row for row in ROWS if row.name == arguments.row)
    sources = read_sources(arguments.sentences, arguments.count, arguments.work)[
        : arguments.slow if row.is_slow else None
    ]
    seconds = row.run(arguments.work / row.model, sources)
    return {"speed": len(sources) * len(TARGETS) / seconds, "peak": peak_megabytes()}


def peak_megabytes() -> float:
    """Return the most memory that this process had since its program began.

    `getrusage` would count what the process that started it had as well: here, a checkpoint in the making.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def transformers(batch: int) -> Callable[[Path, list[list[str]]], float]:
    """Return a row that runs `generate` in batches of so many sentences."""

    def run(folder: Path, sources: list[list[str]]) -> float:
        import torch
        from tokenizers import Tokenizer
        from transformers import M2M100ForConditionalGeneration

        torch.set_num_threads(usable_cores())
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        model = M2M100ForConditionalGeneration.from_pretrained(folder).eval()
        began = time.perf_counter()
        for target in TARGETS:
            for chunk in _chunks(sorted(sources, key=len), batch):
                width = max(map(len, chunk)) + 2
                rows = [[CODES["kk"], *pieces, "</s>"] for pieces in chunk]
                ids = [[tokenizer.token_to_id(p) for p in row] + [1] * (width - len(row)) for row in rows]
                mask = [[1] * len(row) + [0] * (width - len(row)) for row in rows]
                with torch.inference_mode():
                    hypotheses = model.generate(
                        input_ids=torch.tensor(ids),
                        attention_mask=torch.tensor(mask),
                        forced_bos_token_id=tokenizer.token_to_id(CODES[target]),
                        num_beams=1,
                        do_sample=False,
                        min_new_tokens=width - 2,
                        max_new_tokens=width - 2,
                    )
                for hypothesis in hypotheses.tolist():
                    tokenizer.decode(hypothesis)
        return time.perf_counter() - began

    return run


def as_loaded(run: Callable[[Path, list[list[str]]], float]) -> Callable[[Path, list[list[str]]], float]:
    """Return a row that has its memory kept as `load_translator` has it."""

    def tuned(folder: Path, sources: list[list[str]]) -> float:
        return_large_buffers()
        return run(folder, sources)

    return tuned


def plain_ct2(beam_size: int, batch: int = PLAIN_BATCH) -> Callable[[Path, list[list[str]]], float]:
    """Return a row that calls CTranslate2 as its documentation does."""

    def run(folder: Path, sources: list[list[str]]) -> float:
        model, tokenizer = Forced(_load(folder)), Pieces(folder)
        began = time.perf_counter()
        for target in TARGETS:
            for chunk in _chunks(sorted(sources, key=len), batch):
                tokens = [[CODES["kk"], *pieces, "</s>"] for pieces in chunk]
                results = model.translate_batch(
                    tokens,
                    target_prefix=[[CODES[target]]] * len(chunk),
                    beam_size=beam_size,
                    use_vmap=(folder / MAP).is_file(),
                )
                for result in results:
                    tokenizer.decode(result.hypotheses[0][1:])
        return time.perf_counter() - began

    return run


def ours(*passes: tuple[Decoding, float]) -> Callable[[Path, list[list[str]]], float]:
    """Return a row through the program's engine and scheduler, each pass over a share of the segments."""

    def run(folder: Path, sources: list[list[str]]) -> float:
        return_large_buffers()
        workers, each = share_threads(usable_cores())
        limits = Limits(510, 1022, workers=workers, is_mapped=True)
        translator = Ct2Translator(Forced(_load(folder, workers, each)), Pieces(folder), limits)
        began = time.perf_counter()
        for decoding, share in passes:
            some = random.Random(7).sample(sources, round(share * len(sources)))
            translate_all(translator, [Request(" ".join(s), t) for s in some for t in TARGETS], decoding)
        return time.perf_counter() - began

    return run


def _load(folder: Path, workers: int = 1, each: int = 0) -> Any:
    import ctranslate2

    return ctranslate2.Translator(
        str(folder), device="cpu", intra_threads=each or usable_cores(), inter_threads=workers
    )


def _chunks(items: Sequence[list[str]], size: int) -> list[list[list[str]]]:
    return [list(items[i : i + size]) for i in range(0, len(items), size)]


ROWS = (
    Row("transformers, one by one", "checkpoint", transformers(1), is_slow=True),
    Row("transformers, batches of 8", "checkpoint", transformers(PLAIN_BATCH), is_slow=True),
    Row("CTranslate2 int8, beam 4", "converted", plain_ct2(4)),
    Row("CTranslate2 int8, greedy", "converted", plain_ct2(1)),
    Row("trimmed, beam 4", "trimmed", plain_ct2(4)),
    Row("CTranslate2 int8, beam 4, by 4", "converted", plain_ct2(4, 4)),
    Row("trimmed, beam 4, by 4", "trimmed", plain_ct2(4, 4)),
    Row("CTranslate2 int8, beam 4, by 16", "converted", plain_ct2(4, 16)),
    Row("trimmed, beam 4, by 16", "trimmed", plain_ct2(4, 16)),
    Row("trimmed as loaded, beam 4", "trimmed", as_loaded(plain_ct2(4))),
    Row("ours, best", "trimmed", ours((BEAM, 1.0))),
    Row("ours, balanced", "trimmed", ours((GREEDY, 1.0), (BEAM, DECODED_AGAIN))),
    Row("ours, fast", "trimmed", ours((GREEDY, 1.0))),
)


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    main()
