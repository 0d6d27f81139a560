"""Inputs and outputs that lie in an object store: copied here before a run, published as it goes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.address import WEB, Place, Url
from pipeline.config import Settings, spool_of
from pipeline.document import Failure
from pipeline.errors import PipelineError, StorageError, UsageError, WriteError
from pipeline.extras import refuse_without
from pipeline.read import Copy
from pipeline.run.lock import sole_writer
from pipeline.run.outputs import is_written_by_a_run
from pipeline.run.progress import Progress
from pipeline.write import write_atomically

if TYPE_CHECKING:
    from pipeline.remote import Publisher

MAX_LOST = 3  # articles in a row that could not be published, until the run ends
OWNER = "owner"


@dataclass(slots=True)
class Outlet:
    """Where finished files go on from the output folder: nowhere, or to an object store."""

    publisher: Publisher | None = None
    lost: int = 0

    def put(self, steps: Sequence[Sequence[str]]) -> None:
        """Publish files, those of a step before the next's; raise WriteError where that fails.

        Raises StorageError where it fails again and again, LockedError where it is this run's right no more.
        """
        if self.publisher is None:
            return
        try:
            self.publisher.give_out(*steps)
        except (StorageError, OSError) as error:
            self.lost += 1
            if not isinstance(error, StorageError):
                where = str(self.publisher.store.url)
                hint = "check the output's spool"
                raise WriteError(f"cannot be published: {error}", path=where, hint=hint) from error
            if self.lost >= MAX_LOST:
                raise
            raise WriteError(error.message, path=error.path, hint=error.hint) from error
        self.lost = 0

    def renew(self) -> None:
        """Take in what others published for this run."""
        if self.publisher is not None:
            self.publisher.take_in()


@dataclass(frozen=True, slots=True)
class Stage:
    """What a run works on: `sources` are the paths, copies where an address was given.

    `failures`: by address, what could not be copied; `fault`: why an address could not be looked into.
    """

    sources: Sequence[Path | Copy]
    outlet: Outlet = field(default_factory=Outlet)
    failures: Mapping[str, Failure] = field(default_factory=dict)
    fault: PipelineError | None = None


@contextmanager
def staged(
    paths: Sequence[Place], settings: Settings, progress: Progress, *, writes: bool = True
) -> Iterator[Stage]:
    """Hold the outputs for this run, copy to this machine what lies elsewhere, and yield what to work on.

    Raises LockedError where another run has them; SettingsError, StorageError, UsageError where a store
    cannot be used.
    """
    if settings.remote is None and not any(isinstance(path, Url) for path in paths):
        with sole_writer(settings.output) if writes else nullcontext():
            yield Stage([path for path in paths if isinstance(path, Path)])
        return
    refuse_without("remote", "object storage needs the package", {"fsspec": "fsspec"})
    from pipeline.remote import fetch, sweep

    with ExitStack() as stack:
        stack.enter_context(sole_writer(settings.output, settings.address()))
        outlet = Outlet(_publisher(settings, progress, stack, writes=writes) if settings.remote else None)
        folder = spool_for(settings) / "in"
        folder.mkdir(parents=True, exist_ok=True)
        sources: list[Path | Copy] = []
        failures: dict[str, Failure] = {}
        fault = None
        for path in paths:
            if isinstance(path, Path):
                sources.append(path)
                continue
            found = fetch(path, folder, settings.limits, _skip(path, settings))
            sources.append(found.copy)
            failures |= found.failures
            fault = fault or found.fault
        sweep(folder, [file for source in sources if isinstance(source, Copy) for file in source.files])
        yield Stage(sources, outlet, failures, fault)


def _publisher(settings: Settings, progress: Progress, stack: ExitStack, *, writes: bool) -> Publisher:
    from pipeline.remote import Publisher, held, open_store

    assert settings.remote is not None
    refuse_web(settings.remote)
    store = open_store(settings.remote)
    check = None
    if writes:
        if not store.is_whole:
            progress.warn(f"{settings.remote.scheme}:// may hold half a file where a transfer breaks off")
        check = stack.enter_context(held(store, owner_of(settings))).check
    publisher = Publisher(store, settings.output, check)
    stack.callback(publisher.close)
    publisher.take_in()
    return publisher


def refuse_web(url: Url) -> None:
    """Raise UsageError for outputs on a web server."""
    if url.scheme in WEB:
        hint = "give a bucket or a folder"
        raise UsageError("is a web server, which takes no outputs", path=str(url), hint=hint)


def owner_of(settings: Settings) -> str:
    """Return what names the spool of these outputs on this machine, made at first use."""
    path = spool_for(settings) / OWNER
    if not path.is_file():
        write_atomically(path, uuid.uuid4().hex.encode())
    return path.read_text(encoding="ascii")


def spool_for(settings: Settings) -> Path:
    """Return the folder of this machine's copies for these outputs."""
    return spool_of(settings.remote or settings.output)


def _skip(url: Url, settings: Settings) -> Callable[[str], bool]:
    """Return what tells outputs of runs from articles, where the outputs lie below the inputs."""
    home = f"{str(settings.remote).rstrip('/')}/"

    def is_output(address: str) -> bool:
        if settings.remote is None or not address.startswith(home):
            return False
        name = address.removeprefix(home)
        is_apart = str(url).rstrip("/") != home.rstrip("/")
        return is_apart or ("/" not in name and is_written_by_a_run(settings.output / name))

    return is_output
