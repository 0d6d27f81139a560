"""The model.bin of CTranslate2: a version, a name, a revision, the variables, other names of some of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

FORMAT = 6  # of the file; what ctranslate2/specs/model_spec.py writes


@dataclass(frozen=True, slots=True)
class Variable:
    """A tensor in the file: all its bytes from `start` to `end`, its values from `values` on.

    `kind` is CTranslate2's number for the type: float32, int8, int16, int32, float16.
    """

    name: str
    shape: tuple[int, ...]
    kind: int
    start: int
    values: int
    end: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What is where in a model.bin: `start` is where the variables are counted, `aliases` are by name."""

    start: int
    variables: tuple[Variable, ...]
    aliases: dict[str, str]


def read_contents(model: bytes) -> Contents:
    """Return what is in a model.bin; raises ValueError or struct.error where it is none of this format."""
    (version,) = struct.unpack_from("<I", model)
    if version != FORMAT:
        raise ValueError(f"format {version}, not {FORMAT}")
    _, start = _text(model, 4)
    start += 4
    (count,) = struct.unpack_from("<I", model, start)
    variables = tuple(_variables(model, start + 4, count))
    at = variables[-1].end if variables else start + 4
    return Contents(start, variables, dict(_aliases(model, at)))


def _variables(model: bytes, start: int, count: int) -> Iterator[Variable]:
    """Yield each variable: name, rank, dimensions, type, size, values."""
    for _ in range(count):
        name, at = _text(model, start)
        (rank,) = struct.unpack_from("<B", model, at)
        *shape, kind, size = struct.unpack_from(f"<{rank}IBI", model, at + 1)
        values = at + 1 + struct.calcsize(f"<{rank}IBI")
        yield Variable(name, tuple(shape), kind, start, values, values + size)
        start = values + size


def _aliases(model: bytes, at: int) -> Iterator[tuple[str, str]]:
    (count,) = struct.unpack_from("<I", model, at)
    at += 4
    for _ in range(count):
        alias, at = _text(model, at)
        name, at = _text(model, at)
        yield alias, name


def _text(model: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<H", model, at)
    end = at + 2 + length
    return model[at + 2 : end].rstrip(b"\0").decode(), end
