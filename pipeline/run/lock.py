"""One run at a time may write to an output folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import UsageError
from pipeline.run.cache import cache_path


@contextmanager
def sole_writer(output: Path) -> Iterator[None]:
    """Hold `output` for this run; raise UsageError when another run of this user has it.

    The lock lies in the cache folder, not in the output, and goes with its process, however that ends.
    """
    name = hashlib.sha256(str(output.resolve()).encode()).hexdigest()[:24]
    folder = cache_path().parent / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        hint = "wait until it has ended, or give another --output"
        raise UsageError("another run is writing to this folder", path=output, hint=hint) from error
    try:
        yield
    finally:
        lock.release()
