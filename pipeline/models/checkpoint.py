"""The tensors of a checkpoint in transformers layout, read lazily from .safetensors or .bin or shards."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pipeline.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

CONFIG = "config.json"
WEIGHTS = (
    "model.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model.bin.index.json",
)
SHARED = (
    "model.shared.weight",
    "lm_head.weight",
    "model.encoder.embed_tokens.weight",
    "model.decoder.embed_tokens.weight",
)
"""Names under which M2M100 stores its one embedding matrix, (pieces, width)."""


def read_config(directory: Path, name: str = CONFIG) -> dict[str, Any]:
    """Read one of a checkpoint's JSON files; raise ModelError when it is missing or broken."""
    path = directory / name
    hint = "copy the whole folder of the model"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"cannot be read: {error}", hint=hint, path=path) from error
    if not isinstance(config, dict):
        raise ModelError("does not describe a model", hint=hint, path=path)
    return config


def weight_files(directory: Path) -> list[Path]:
    """Return the files that hold the tensors; raise ModelError when there are none or one is missing."""
    for name in WEIGHTS:
        path = directory / name
        if not path.is_file():
            continue
        if not name.endswith(".json"):
            return [path]
        places = read_config(directory, name).get("weight_map")
        if not isinstance(places, dict):
            raise ModelError("does not say where the weights are", hint="copy the file again", path=path)
        shards = sorted({directory / str(shard) for shard in places.values()})
        missing = [shard.name for shard in shards if not shard.is_file()]
        if missing:
            raise ModelError(f"{', '.join(missing)} is missing", hint="copy the whole folder", path=directory)
        return shards
    raise ModelError("there are no weights", hint=f"it needs {WEIGHTS[0]} or {WEIGHTS[2]}", path=directory)


def read_tensors(directory: Path) -> dict[str, Callable[[], Tensor]]:
    """Return a function for each tensor that reads it; nothing is held in memory before."""
    found: dict[str, Callable[[], Tensor]] = {}
    for path in weight_files(directory):
        found.update(_safetensors(path) if path.suffix == ".safetensors" else _pickled(path))
    return found


def _safetensors(path: Path) -> dict[str, Callable[[], Tensor]]:
    from safetensors import SafetensorError, safe_open

    try:
        opened = safe_open(path, framework="pt")
    except SafetensorError as error:
        raise ModelError(f"cannot be read: {error}", hint="copy the file again", path=path) from error
    names = cast(list[str], opened.keys())  # type: ignore[no-untyped-call]
    return {name: partial(opened.get_tensor, name) for name in names}


def _pickled(path: Path) -> dict[str, Callable[[], Tensor]]:
    import pickle

    import torch

    try:
        # weights_only: a .bin file is a pickle, and unpickling anything else would run its code
        state = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except (RuntimeError, ValueError, EOFError, pickle.UnpicklingError) as error:
        raise ModelError(f"cannot be read: {error}", hint="copy the file again", path=path) from error
    return {name: partial(_itself, tensor) for name, tensor in state.items()}


def _itself(tensor: Tensor) -> Tensor:
    return tensor  # mapped into memory: its pages are read when they are used


def count_parameters(directory: Path) -> int:
    """Return how many parameters a checkpoint has, a matrix stored under several names counted once."""
    counts = {name: read().numel() for name, read in read_tensors(directory).items() if not is_computed(name)}
    shared = [counts.pop(name) for name in SHARED if name in counts]
    return sum(counts.values()) + (shared[0] if shared else 0)


def is_computed(name: str) -> bool:
    """Say whether a tensor is a table of sine positions, which some checkpoints store and none needs."""
    return name.endswith("embed_positions.weights")
