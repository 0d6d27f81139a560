"""One run at a time may write to an output folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import LockedError, SettingsError
from pipeline.run.cache import VARIABLE, cache_path


@contextmanager
def sole_writer(output: Path, shown: str = "") -> Iterator[None]:
    """Hold `output` for this run; raise LockedError, with the path or what is `shown`, when another has it.

    The lock lies in the cache folder, in the output only where that one cannot be written, and goes with its
    process, however that ends. Raises SettingsError where neither takes it.
    """
    lock = _lock(output, shown or str(output))
    try:
        yield
    finally:
        lock.release()


def _lock(output: Path, shown: str) -> FileLock:
    name = hashlib.sha256(os.fsencode(output.resolve())).hexdigest()[:24]
    places = (cache_path().parent / "locks" / f"{name}.lock", output / ".lock")
    faults = []
    for place in places:
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(place)
            lock.acquire(timeout=0)
        except Timeout as error:
            hint = "wait until it has ended, or give another --output"
            raise LockedError("another run is writing to this folder", path=shown, hint=hint) from error
        except OSError as error:
            faults.append(error.strerror or str(error))
        else:
            return lock
    hint = f"set {VARIABLE} to a folder that can be written, or give another --output"
    raise SettingsError(f"cannot be locked: {'; '.join(faults)}", path=shown, hint=hint)
