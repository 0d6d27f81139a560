"""The first layers of a CTranslate2 encoder, whose middle compares words across languages best."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ModelError

FORMAT = 6  # of CTranslate2's model.bin
FILES = ("config.json", "vocabulary.json")
LAYER = re.compile(r"encoder/layer_(\d+)/")


def first_layers(folder: Path, count: int) -> dict[str, bytes]:
    """Return the files of the encoder in `folder` without the layers after the first `count`."""
    try:
        found = {name: (folder / name).read_bytes() for name in FILES}
        found["model.bin"] = cut((folder / "model.bin").read_bytes(), count)
    except (OSError, struct.error, ValueError) as error:
        raise ModelError(
            f"the sentence encoder cannot be read: {error}", path=folder, hint="install the program again"
        ) from error
    return found


def cut(model: bytes, count: int) -> bytes:
    """Return a model.bin with the first `count` layers alone; raises ValueError, struct.error.

    The format: version, name, revision, number of variables, variables, number of aliases (none here).
    """
    (version,) = struct.unpack_from("<I", model)
    if version != FORMAT:
        raise ValueError(f"format {version}, not {FORMAT}")
    _, start = _text(model, 4)
    start += 4
    (variables,) = struct.unpack_from("<I", model, start)
    kept = [part for name, part in _variables(model, start + 4, variables) if _layer(name) < count]
    return b"".join([model[:start], struct.pack("<I", len(kept)), *kept, struct.pack("<I", 0)])


def _variables(model: bytes, start: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield each variable's name and all its bytes: name, rank, dimensions, type, size, values."""
    for _ in range(count):
        name, at = _text(model, start)
        (rank,) = struct.unpack_from("<B", model, at)
        (size,) = struct.unpack_from("<I", model, at + 1 + 4 * rank + 1)
        end = at + 1 + 4 * rank + 1 + 4 + size
        yield name, model[start:end]
        start = end


def _text(model: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<H", model, at)
    end = at + 2 + length
    return model[at + 2 : end].rstrip(b"\0").decode(), end


def _layer(name: str) -> int:
    """Return the number of the layer that a variable belongs to, -1 for one of no layer."""
    found = LAYER.match(name)
    return int(found[1]) if found else -1
