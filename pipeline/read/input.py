"""What there is to read: one article, a whole file or a named part of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.document import Block

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """An article to read; `id` names its outputs and is unique in its batch.

    `part` names one article of a file that holds several (a line of JSON Lines, an item of a feed, a member
    of a zip archive); `offset` is where that part begins, in bytes, where the format lets a reader go there.
    """

    id: str
    path: Path
    part: str | None = None
    offset: int = 0

    @property
    def is_stdin(self) -> bool:
        """Tell whether the article comes from standard input."""
        return str(self.path) == STDIN

    @property
    def name(self) -> str:
        """Return the path for people, with the part where there is one."""
        return str(self.path) if self.part is None else f"{self.path}#{self.part}"


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
