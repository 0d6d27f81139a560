"""What there is to read: one article, a whole file or a named part of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pipeline.document import Block, Failure
from pipeline.limits import Limits

STDIN = "-"
T = TypeVar("T")


class Shelf:
    """Keeps what was made of the file read last, so that a feed of n articles is not parsed n times.

    Inputs that were found together share one; it holds one file at a time and travels to no other process.
    """

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: tuple[tuple[Path, int, int], Any] | None = None  # in one, lest half of it be exchanged

    def __reduce__(self) -> tuple[type[Shelf], tuple[()]]:
        return Shelf, ()

    def hold(self, path: Path, make: Callable[[], T]) -> T:
        """Return what `make` gives for the file, made anew for another file or another version of it."""
        status = path.stat()
        key = (path, status.st_mtime_ns, status.st_size)
        if self._held is not None and self._held[0] == key:
            return self._held[1]  # type: ignore[no-any-return]
        value = make()
        self._held = (key, value)
        return value


@dataclass(frozen=True, slots=True)
class Input:
    """An article to read; `id` names its outputs and is unique in its batch.

    `part` names one article of a file that holds several (a line of JSON Lines, an item of a feed, a member
    of a zip archive); `offset` is where that part begins, in bytes, where the format lets a reader go there.
    `limits` bound what is read of it. `url` is where it lies, where `path` is a copy of that.
    """

    id: str
    path: Path
    part: str | None = None
    offset: int = 0
    shelf: Shelf = field(default_factory=Shelf, compare=False, repr=False)
    limits: Limits = field(default_factory=Limits, compare=False, repr=False)
    url: str = ""

    @property
    def address(self) -> str:
        """Return where the file lies, as the user named it; bytes that are no UTF-8 as `\\xef`."""
        return self.url or str(self.path).encode(errors="surrogateescape").decode(errors="backslashreplace")

    @property
    def is_stdin(self) -> bool:
        """Tell whether the article comes from standard input."""
        return str(self.path) == STDIN

    @property
    def name(self) -> str:
        """Return the path for people, with the part where there is one."""
        return self.address if self.part is None else f"{self.address}#{self.part}"


@dataclass(frozen=True, slots=True)
class Copied:
    """A file copied from an object store; `names`: those below what was asked for, its own the last."""

    path: Path
    url: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """What lies at an address, copied to this machine; `left_out`: what there is no article."""

    url: str
    files: tuple[Copied, ...] = ()
    left_out: tuple[str, ...] = ()
    failure: Failure | None = None  # of all of it


@dataclass(frozen=True, slots=True)
class Part:
    """One article inside a file: its name there and, where it matters, the byte at which it begins."""

    name: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """What a format's reader found: the blocks in order, and what the format says about the article."""

    blocks: list[Block]
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One article cut out of a file: the id it gives itself, if any, and its bytes as a file of their own.

    `is_whole`: the file is by its nature this one article, not a list that happens to have one entry.
    """

    id: str
    data: bytes
    is_whole: bool = False
