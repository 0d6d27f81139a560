"""Copy the articles that lie at an address to this machine; only what changed is fetched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.address import Url
from pipeline.document import Failure
from pipeline.errors import PipelineError, SettingsError
from pipeline.limits import Limits
from pipeline.read import SUFFIXES, Copied, Copy
from pipeline.remote.index import FILE, Index
from pipeline.remote.store import Listed, ObjectStore, open_store

AT_ONCE = 16  # requests; each takes most of its time on the way
LARGE = (".zip", ".jsonl", ".ndjson")  # may be larger than an article, and are read piece by piece
PLAIN = re.compile(r"\.\w{1,12}")


@dataclass(frozen=True, slots=True)
class Fetched:
    """The copy of what lies at an address, and by address the files that could not be copied.

    `fault`: why nothing is there.
    """

    copy: Copy
    failures: dict[str, Failure] = field(default_factory=dict)
    fault: PipelineError | None = None


def fetch(url: Url, folder: Path, limits: Limits, skip: Callable[[str], bool]) -> Fetched:
    """Put copies of the articles at `url` into `folder`, but for those whose address `skip` names.

    Their names in it are hashes: what an object is called leads nowhere on this machine. Raises SettingsError
    where a package is missing or access refused; any other fault of the whole is returned.
    """
    store = open_store(url)
    try:
        listed = store.list_below(deep=True) if store.is_folder() else [store.single()]
    except SettingsError:
        raise
    except PipelineError as error:
        failure = Failure(str(url), "read", error.message, error.hint)
        return Fetched(Copy(str(url), failure=failure), fault=error)
    listed = [each for each in listed if not (each.name and skip(url.child(each.name)))]
    wanted = [each for each in listed if not each.name or _suffix(each.name).lower() in SUFFIXES]
    files = [_copied(url, each, folder) for each in wanted]
    failures = _copy(store, list(zip(wanted, files, strict=True)), folder, limits)
    taken = {each.name for each in wanted}
    left_out = tuple(url.child(each.name) for each in listed if each.name not in taken)
    return Fetched(Copy(str(url), tuple(files), left_out), failures)


def _copy(
    store: ObjectStore, files: list[tuple[Listed, Copied]], folder: Path, limits: Limits
) -> dict[str, Failure]:
    """Bring the folder up to date; return what could not be fetched: an empty file keeps its place."""
    with closing(Index(folder)) as index:
        new = [pair for pair in files if not index.is_of(pair[1].url, pair[0].stamp, pair[1].path.name)]

        def bring(pair: tuple[Listed, Copied]) -> Failure | None:
            listed, file = pair
            try:
                _refuse_large(listed, file, limits)
                store.fetch(listed.name, file.path)
            except (PipelineError, OSError) as error:
                file.path.write_bytes(b"")
                what = error.message if isinstance(error, PipelineError) else f"cannot be copied: {error}"
                hint = error.hint if isinstance(error, PipelineError) else f"free some space under {folder}"
                return Failure(file.url, "read", what, hint)
            return None

        failures = {}
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            for (listed, file), failure in zip(new, pool.map(bring, new), strict=True):
                if failure is None:
                    index.note(file.url, listed.stamp, file.path.name)
                else:
                    index.forget(file.url)
                    failures[file.url] = failure
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C must not wait for what is on its way
        return failures


def sweep(folder: Path, files: Sequence[Copied]) -> None:
    """Remove the copies of what is gone: all but `files`."""
    kept = {file.path.name for file in files}
    for path in folder.iterdir():
        if path.name not in kept and not path.name.startswith(FILE):
            path.unlink()
    with closing(Index(folder)) as index:
        for name in index.names() - {file.url for file in files}:
            index.forget(name)


def _refuse_large(listed: Listed, file: Copied, limits: Limits) -> None:
    if listed.size > limits.article_bytes and file.path.suffix.lower() not in LARGE:
        what = f"is larger than {limits.article_mb} MiB"
        raise limits.passed("article_mb", what, file.url, "split it, or check that it is one article")


def _copied(url: Url, listed: Listed, folder: Path) -> Copied:
    name = listed.name or url.name
    address = url.child(listed.name) if listed.name else str(url)
    local = hashlib.sha256(address.encode()).hexdigest()[:32] + _suffix(name)
    return Copied(folder / local, address, PurePosixPath(name).parts)


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return suffix if PLAIN.fullmatch(suffix) else ""
