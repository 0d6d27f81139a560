"""The first layers of a CTranslate2 encoder, whose middle compares words across languages best."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.models.binary import read_contents

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
    """Return a model.bin, without aliases, of the first `count` layers; raises ValueError, struct.error."""
    contents = read_contents(model)
    kept = [model[v.start : v.end] for v in contents.variables if _layer(v.name) < count]
    return b"".join([model[: contents.start], struct.pack("<I", len(kept)), *kept, struct.pack("<I", 0)])


def _layer(name: str) -> int:
    """Return the number of the layer that a variable belongs to, -1 for one of no layer."""
    found = LAYER.match(name)
    return int(found[1]) if found else -1
