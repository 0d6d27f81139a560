"""What a worker in another process, on another machine perhaps, does of a run over an object store."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.address import Url
from pipeline.config import Settings
from pipeline.errors import PipelineError
from pipeline.read import Input
from pipeline.run.outputs import KINDS, is_aside
from pipeline.run.plan import Plan
from pipeline.run.staging import OWNER, Outlet, owner_of, spool_for
from pipeline.run.tools import Tools

if TYPE_CHECKING:
    from pipeline.remote import ObjectStore


@dataclass(slots=True)
class Bench:
    """Where a worker does its windows; travels to it empty.

    `owner` names the spool of the machine that hands them out; `asides`: the files there that were set
    aside or stand without a JSON; `places`: where all the inputs of the run lie.
    """

    owner: str = ""
    asides: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    _tools: Tools | None = None
    _store: ObjectStore | None = None
    _lost: Outlet = field(default_factory=Outlet)

    @classmethod
    def of(cls, settings: Settings, plan: Plan) -> Bench:
        """Return it, for a run that holds its outputs."""
        if settings.remote is None:
            is_copied = any(source.url for source in plan.inputs)
            return cls(owner_of(settings) if is_copied else "", places=plan.places)
        names = {path.name for path in settings.output.iterdir()}
        asides = {name for name in names if is_aside(name) or _stands_alone(name, names)}
        return cls(owner_of(settings), frozenset(asides), plan.places)

    @contextmanager
    def laid_out(self, window: list[Input], tools: Tools) -> Iterator[tuple[list[Input], Tools, Outlet]]:
        """Yield a window with its files on this machine, tools that write here, and where that goes on.

        What lies in no store lies on a disk that all workers see.
        """
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pipeline-window-")))
            window = self._with_copies(window, tools.settings, folder)
            if tools.settings.remote is None:
                yield window, tools, Outlet()
                return
            mine = self._with_output(tools)
            stack.callback(shutil.rmtree, mine.settings.output, ignore_errors=True)
            yield window, mine, self._outlet(window, mine.settings, stack)

    def _with_output(self, tools: Tools) -> Tools:
        """Return tools that write to a folder of this process; the models they load stay loaded."""
        if self._tools is None:
            output = Path(tempfile.mkdtemp(prefix="pipeline-worker-"))
            self._tools = replace(tools, settings=replace(tools.settings, output=output))
            kept = ("translator", "cache", "memory", "glossary", "templates")
            vars(self._tools).update({name: vars(tools)[name] for name in kept if name in vars(tools)})
        return self._tools

    def _outlet(self, window: list[Input], settings: Settings, stack: ExitStack) -> Outlet:
        """Return where the window's files go, having fetched what is published of its articles."""
        from pipeline.remote import Publisher, open_store

        assert settings.remote is not None
        self._store = self._store or open_store(settings.remote)
        publisher = Publisher(self._store, settings.output)
        stack.callback(publisher.close)
        ids = [source.id for source in window]
        starts = tuple(f"{name}." for name in ids)
        publisher.take_in_some(f"{name}.json" for name in ids)
        publisher.take_in_some(name for name in self.asides if name.startswith(starts))
        done = [name for name in ids if f"{name}.json" in publisher.names()]
        publisher.take_in_some(f"{name}.{kind}" for name in done for kind in KINDS)
        self._lost = Outlet(publisher, self._lost.lost)
        return self._lost

    def _with_copies(self, window: list[Input], settings: Settings, folder: Path) -> list[Input]:
        """Return the inputs with copies that this machine holds."""
        if not any(source.url for source in window) or self._is_home(settings):
            return window
        copies: dict[str, Path] = {}
        for source in window:
            if source.url and source.url not in copies:
                copies[source.url] = folder / f"{len(copies)}{source.path.suffix}"
                _copy(source.url, copies[source.url])
        return [replace(source, path=copies[source.url]) if source.url else source for source in window]

    def _is_home(self, settings: Settings) -> bool:
        """Tell whether this machine is the one whose spool holds the copies."""
        try:
            return (spool_for(settings) / OWNER).read_text(encoding="ascii") == self.owner
        except OSError:
            return False


def _stands_alone(name: str, names: set[str]) -> bool:
    """Tell whether a file is a page of no JSON."""
    kinds = [kind for kind in KINDS if name.endswith(f".{kind}")]
    return bool(kinds) and not any(f"{name.removesuffix(f'.{kind}')}.json" in names for kind in kinds)


def _copy(url: str, path: Path) -> None:
    """Fetch a file; where that fails there is none, and its articles fail when they are read."""
    from pipeline.remote import open_store

    with suppress(PipelineError):
        open_store(Url(url)).fetch("", path)
