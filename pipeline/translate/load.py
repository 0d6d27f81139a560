"""Load the engine that an installed model asks for."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.store import Installed
from pipeline.models.written import MAP
from pipeline.translate.allocator import return_large_buffers
from pipeline.translate.ct2 import Ct2Translator, Limits
from pipeline.translate.protocol import NARROW, Translator
from pipeline.translate.tokenizers import DraftTokenizer, MadladTokenizer, NllbTokenizer, Tokenizer

DRAFT_TARGET_LIMIT = 250  # rows of the decoder's position table, less the markers
NLLB_TARGET_LIMIT = 1022
MAX_WORKERS = 4
DRAFT_LENGTH_PENALTY = 2.0  # measured on the public test set, see docs/quality.md


def load_translator(installed: Installed, *, device: str = "auto", threads: int = 0) -> Translator:
    """Load a model; `threads` 0 takes the cores that this process may use. Raises ModelError."""
    card = installed.card
    if card.engine == "transformers":
        from pipeline.translate.transformers_engine import load_transformers

        return load_transformers(installed.path, card, device=device)
    import ctranslate2

    return_large_buffers()
    if device == "cuda" and not _has_card():
        raise ModelError(
            "no CUDA card can be used here", hint="give --device cpu, or auto, which looks for one"
        )
    if device == "auto":
        device = "cuda" if _has_card() else "cpu"
    tokenizer: Tokenizer
    try:
        workers, each = share_threads(threads or usable_cores()) if device == "cpu" else (1, 0)
        model = ctranslate2.Translator(
            str(installed.path), device=device, inter_threads=workers, intra_threads=each
        )
        if card.family == "draft":
            tokenizer = DraftTokenizer(installed.path)
            penalty = DRAFT_LENGTH_PENALTY
            limits = Limits(card.input_limit, DRAFT_TARGET_LIMIT, penalty, workers, balanced=NARROW)
        else:
            kind = MadladTokenizer if card.family == "madlad" else NllbTokenizer
            tokenizer = kind(installed.path, card.languages)
            is_mapped = (installed.path / MAP).is_file()
            limits = Limits(card.input_limit, NLLB_TARGET_LIMIT, workers=workers, is_mapped=is_mapped)
    except (RuntimeError, ValueError, OSError) as error:
        hint = f"run `pipeline models verify {card.name}`"
        raise ModelError(
            f"the model {card.name} cannot be loaded: {error}", path=installed.path, hint=hint
        ) from error
    return Ct2Translator(model, tokenizer, limits)


def _has_card() -> bool:
    import ctranslate2

    return bool(ctranslate2.get_cuda_device_count())


def share_threads(threads: int) -> tuple[int, int]:
    """Return how many batches to work on at once, and with how many threads each.

    At the 600M shape two batches of one thread make 17.5 sentences/s greedy and 8.5 with beam 4 on two cores,
    one batch of two threads 10.7 and 7.2; each batch at work takes memory of its own.
    """
    workers = min(threads, MAX_WORKERS)
    return workers, max(1, threads // workers)


def usable_cores() -> int:
    """Return how many cores this process may use: its affinity, bounded by the cgroup's CPU quota."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return cores
    if quota == "max":
        return cores
    return max(1, min(cores, round(int(quota) / int(period))))
