"""Tells two states of the program apart, released or not: a hash over its code and its data."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from pipeline.models.hashes import sha256_of

WEIGHTS = ("models/draft", "models/encoder")  # which have hashes of their own


@cache
def program_fingerprint() -> str:
    """Return the hash of the program that runs; 20 ms."""
    return fingerprint(Path(__file__).parent)


def fingerprint(root: Path) -> str:
    """Return a hash over the names and contents of all files below `root` but weights and compiled code."""
    whole = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or "__pycache__" in path.parts or name.startswith(WEIGHTS):
            continue
        whole.update(f"{name}\0{sha256_of(path)}\n".encode())
    return whole.hexdigest()
