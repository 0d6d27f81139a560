"""What lies in the directory of an installed model: a manifest of its files and where they came from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from pipeline.errors import ModelError
from pipeline.models.catalogue import ModelCard
from pipeline.models.hashes import FileRecord, digest_of

MANIFEST = "manifest.json"

Origin = Literal["hub", "directory", "archive"]
Check = Literal["catalogue", "hub", "none"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file the model was made from, and whose checksum it was compared with."""

    name: str
    sha256: str
    size: int
    checked: Check


@dataclass(frozen=True, slots=True)
class Trimming:
    """How the vocabulary was cut: pieces kept, pieces before, and the SHA-256 of the list of those kept.

    `written` of them may stand in a target; None: all.
    """

    kept: int
    of: int
    sha256: str
    written: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything about one installed model; `card.revision` is what was really installed."""

    card: ModelCard
    origin: Origin
    source: tuple[SourceFile, ...]
    files: tuple[FileRecord, ...]
    trimmed: Trimming | None
    quantization: str
    program: str
    installed: str

    @property
    def size(self) -> int:
        """Return the bytes on disk."""
        return sum(file.size for file in self.files)

    @property
    def sha256(self) -> str:
        """Return one SHA-256 for all the files together."""
        return digest_of(self.files)


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Write the manifest, flushed to disk, as readable JSON."""
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    with (directory / MANIFEST).open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def read_manifest(directory: Path) -> Manifest:
    """Read a manifest; raise ModelError when it is missing or not one."""
    path = directory / MANIFEST
    try:
        return decode_manifest(path.read_bytes())
    except OSError as error:
        raise ModelError(
            f"the manifest cannot be read: {error.strerror}", hint=REINSTALL, path=path
        ) from error
    except msgspec.DecodeError as error:
        raise ModelError(f"the manifest is broken: {error}", hint=REINSTALL, path=path) from error


def decode_manifest(data: bytes) -> Manifest:
    """Decode a manifest; raise msgspec.DecodeError, naming the place, on anything else."""
    try:
        return msgspec.json.decode(data, type=Manifest, strict=True)
    except UnicodeDecodeError as error:  # of a damaged byte, which msgspec leaves as it is
        raise msgspec.DecodeError(str(error)) from error


REINSTALL = "remove the model and install it again: pipeline models remove NAME"
