"""SHA-256 of model files; `python -m pipeline.models.hashes DIR` prints `files:` lines for models.yaml."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a model as it lies on disk; `name` is relative, with forward slashes."""

    name: str
    sha256: str
    size: int


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def git_blob_of(path: Path) -> str:
    """Return the SHA-1 that git, and so the hub, gives a small file: of `blob SIZE NUL` and its bytes."""
    digest = hashlib.sha1(f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def files_in(directory: Path) -> list[str]:
    """List the regular files under `directory`, hidden ones left out, sorted, with forward slashes."""
    found = (path.relative_to(directory) for path in directory.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


def record_files(directory: Path, names: Iterable[str]) -> tuple[FileRecord, ...]:
    """Hash the named files of a directory, in order of name."""
    return tuple(
        FileRecord(name, sha256_of(directory / name), (directory / name).stat().st_size)
        for name in sorted(names)
    )


def digest_of(records: Iterable[FileRecord]) -> str:
    """Return one SHA-256 for a whole model: that of the lines sha256sum would print, in order of name."""
    lines = [
        f"{record.sha256}  {record.name}\n" for record in sorted(records, key=lambda record: record.name)
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def main(arguments: list[str]) -> int:
    """Print the files of the directory named on the command line."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m pipeline.models.hashes DIRECTORY", file=sys.stderr)
        return 2
    directory = Path(arguments[0])
    for record in record_files(directory, files_in(directory)):
        print(f"      - name: {record.name}\n        sha256: {record.sha256}\n        size: {record.size}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
