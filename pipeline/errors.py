"""The errors a user can meet, each with a remedy and the exit code it leads to.

PipelineError
├── UsageError          2  a command that cannot be carried out as it was typed
│   └── LockedError     2  another run is writing to the folder
├── SettingsError       3  models.yaml, environment or flags
│   └── LicenceError    3  a model whose licence forbids the intended use
├── ModelError          4  a model is missing, broken or cannot be loaded
│   └── EngineHung      4  an engine does not come back, again and again
├── StorageError        1  an object store cannot be reached or refuses; what it holds stays
└── ArticleError        1  one article failed; the others go on
    ├── ReadError       1  the input cannot be read as an article
    ├── TranslateError  1  the engine failed on it
    │   └── MemoryLow   1  a batch did not fit into memory; smaller ones are tried
    ├── WriteError      1  an output could not be written
    └── Overtime        1  a step took longer than an article may
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

EXIT_SOME_FAILED = 1
EXIT_USAGE = 2
EXIT_SETTINGS = 3
EXIT_MODEL = 4
EXIT_FINDINGS = 5
EXIT_INTERRUPTED = 130
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def printable(path: object) -> str:
    """Return the name of a file as it may stand in a line: a line break or what moves a terminal as \\x0a."""
    return CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", str(path))


def name_known(wrong: str, known: Iterable[str]) -> str:
    """Return a hint that names the closest known name, if any, and all of them."""
    from difflib import get_close_matches

    names = sorted(known)
    close = get_close_matches(wrong, names, n=1)
    guess = f"did you mean {close[0]!r}? " if close else ""
    return f"{guess}known: {', '.join(names)}"


class PipelineError(Exception):
    """Say what was wrong, where, and what to do next."""

    exit_code = EXIT_SOME_FAILED

    def __init__(self, message: str, *, hint: str = "", path: Path | str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path

    def __str__(self) -> str:
        where = f"{printable(self.path)}: " if self.path is not None else ""
        remedy = f"\n  → {self.hint}" if self.hint else ""
        return f"{where}{self.message}{remedy}"


class UsageError(PipelineError):
    """A command cannot be carried out as it was typed."""

    exit_code = EXIT_USAGE


class LockedError(UsageError):
    """Another run is writing to the folder."""


class SettingsError(PipelineError):
    """A setting is unknown, of the wrong type or contradicts another."""

    exit_code = EXIT_SETTINGS


class LicenceError(SettingsError):
    """The licence of the chosen model forbids the intended use."""


class ModelError(PipelineError):
    """A model is missing, broken or cannot be loaded."""

    exit_code = EXIT_MODEL


class EngineHung(ModelError):  # noqa: N818 (a state of the engine)
    """An engine does not come back, again and again; leaving must not wait for it."""


class StorageError(PipelineError):
    """An object store cannot be reached, or does not do what it is asked."""


class ArticleError(PipelineError):
    """One article failed at one stage; the batch goes on."""

    stage = "run"

    @property
    def may_pass(self) -> bool:
        """Tell whether the same article may do well later: a share was away, a disk full, memory short."""
        is_kept_from_writing = isinstance(self, WriteError) and self.__cause__ is not None
        return is_kept_from_writing or isinstance(self, MemoryLow) or isinstance(self.__cause__, OSError)


class ReadError(ArticleError):
    """An input cannot be read as an article."""

    stage = "read"


class TranslateError(ArticleError):
    """The engine could not translate a segment."""

    stage = "translate"


class MemoryLow(TranslateError):  # noqa: N818 (a condition that is met with smaller batches)
    """A batch did not fit into memory."""


class WriteError(ArticleError):
    """An output could not be written whole."""

    stage = "write"


class Overtime(ArticleError):  # noqa: N818 (a limit that was met, not a fault)
    """A step took longer than one article may."""

    def __init__(self, message: str, *, stage: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.stage = stage
