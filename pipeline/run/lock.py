"""One run at a time may write to an output folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import LockedError, SettingsError
from pipeline.run.cache import VARIABLE, cache_path


@contextmanager
def sole_writer(output: Path, shown: str = "") -> Iterator[None]:
    """Hold `output` for this run; raise LockedError, with the path or what is `shown`, when another has it.

    The lock is on the folder itself, so that it keeps out runs of other users too. Where the system or the
    file system locks no folders (Windows, NFS) it is a file in the cache folder, in the output only where
    that one cannot be written. It goes with its process, however that ends. Raises SettingsError where there
    is none to be had.
    """
    new = [folder for folder in (output, *output.parents) if not folder.exists()]
    with suppress(OSError):  # said when it is written to
        output.mkdir(parents=True, exist_ok=True)
    try:
        let_go = _lock_folder(output)
        let_go = let_go or _lock_file(output, shown or str(output))
    except (BlockingIOError, Timeout) as error:
        hint = "wait until it has ended, or give another --output"
        path = shown or str(output)
        raise LockedError("another run is writing to this folder", path=path, hint=hint) from error
    try:
        yield
    finally:
        for folder in new:
            with suppress(OSError):  # something is in it
                folder.rmdir()
        let_go()


def _lock_folder(folder: Path) -> Callable[[], None] | None:
    """Lock a folder; return what lets go of it, None where it cannot be locked.

    Raises BlockingIOError where another has it.
    """
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _is_still(folder, descriptor):
            raise BlockingIOError("the run that had it has just removed it, for want of outputs")
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, BlockingIOError):
            raise
        return None
    return partial(os.close, descriptor)


def _is_still(folder: Path, descriptor: int) -> bool:
    """Tell whether what was opened is what stands there now."""
    try:
        return os.path.samestat(os.fstat(descriptor), folder.stat())
    except FileNotFoundError:
        return False


def _lock_file(output: Path, shown: str) -> Callable[[], None]:
    """Lock a file that stands for a folder; return what lets go of it; raise Timeout where another has it."""
    name = hashlib.sha256(os.fsencode(output.resolve())).hexdigest()[:24]
    faults = []
    for place in (cache_path().parent / "locks" / f"{name}.lock", output / ".lock"):
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(place)
            lock.acquire(timeout=0)
        except Timeout:
            raise
        except OSError as error:
            faults.append(error.strerror or str(error))
        else:
            return lock.release
    hint = f"set {VARIABLE} to a folder that can be written, or give another --output"
    raise SettingsError(f"cannot be locked: {'; '.join(faults)}", path=shown, hint=hint)
