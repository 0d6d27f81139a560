"""Load the engine that an installed model asks for."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.store import Installed
from pipeline.translate.ct2 import (
    Ct2Translator,
    DraftTokenizer,
    Limits,
    MadladTokenizer,
    NllbTokenizer,
    Tokenizer,
)
from pipeline.translate.protocol import Translator

DRAFT_TARGET_LIMIT = 250  # rows of the decoder's position table, less the markers
NLLB_TARGET_LIMIT = 1022
DRAFT_LENGTH_PENALTY = 2.0  # measured on the public test set, see docs/quality.md


def load_translator(installed: Installed, *, device: str = "auto", threads: int = 0) -> Translator:
    """Load a model; `threads` 0 takes the cores that this process may use. Raises ModelError."""
    card = installed.card
    if card.engine == "transformers":
        from pipeline.translate.transformers_engine import load_transformers

        return load_transformers(installed.path, card, device=device)
    import ctranslate2

    if device == "auto":
        device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
    tokenizer: Tokenizer
    try:
        model = ctranslate2.Translator(
            str(installed.path), device=device, intra_threads=threads or usable_cores(), inter_threads=1
        )
        if card.family == "draft":
            tokenizer = DraftTokenizer(installed.path)
            limits = Limits(card.input_limit, DRAFT_TARGET_LIMIT, DRAFT_LENGTH_PENALTY)
        else:
            kind = MadladTokenizer if card.family == "madlad" else NllbTokenizer
            tokenizer = kind(installed.path, card.languages)
            limits = Limits(card.input_limit, NLLB_TARGET_LIMIT)
    except (RuntimeError, ValueError, OSError) as error:
        hint = f"run `pipeline models verify {card.name}`"
        raise ModelError(
            f"the model {card.name} cannot be loaded: {error}", path=installed.path, hint=hint
        ) from error
    return Ct2Translator(model, tokenizer, limits)


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
