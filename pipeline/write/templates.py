"""Templates of a newsroom's own (Jinja2) in place of the built-in Markdown and HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.address import at_home
from pipeline.document import Digest
from pipeline.errors import SettingsError
from pipeline.write.digest import Batch
from pipeline.write.escape import escape_opening
from pipeline.write.html import article_facts, put

if TYPE_CHECKING:
    from datetime import datetime

    from jinja2 import Environment, Template

NAMES = ("article.md", "article.html", "digest.md", "digest.html")
FAULTS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)
HINT = "docs/formats.md says what a template gets"


@dataclass(frozen=True)
class Templates:
    """The templates in a folder; those of other names are there to be included or extended.

    Every value that a template prints is escaped for its format; `|safe` in HTML, `|raw` in Markdown print it
    as it is.
    """

    folder: Path | None = None
    loaded: dict[str, Template] = field(default_factory=dict, compare=False)

    @cached_property
    def sha256(self) -> str:
        """Return a hash over the templates' text; empty without a folder."""
        if self.folder is None:
            return ""
        found = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                found.update(f"{path.relative_to(self.folder)}\0".encode() + path.read_bytes())
        return found.hexdigest()

    def render(self, name: str, digest: Digest) -> bytes | None:
        """Return the article in the newsroom's form; None where it has no such template."""
        if name not in self.loaded:
            return None
        with _faults_named(self.folder, name):
            return self.loaded[name].render(digest=digest, **article_facts(digest)).encode()

    def generate(self, name: str, batch: Batch, now: datetime) -> Iterator[bytes] | None:
        """Return the press digest, piece by piece, in the newsroom's form; None without such a template."""
        if name not in self.loaded:
            return None
        return self._pieces(name, batch, now)

    def _pieces(self, name: str, batch: Batch, now: datetime) -> Iterator[bytes]:
        facts = {
            "date": now.date().isoformat(),
            "totals": batch.totals(now),
            "entries": batch.free(now),
            "left_out": list(batch.left_out(now)),
        }
        with _faults_named(self.folder, name):
            for piece in self.loaded[name].generate(**facts):
                yield piece.encode()


BUILT_IN = Templates()


def load_templates(path: str) -> Templates:
    """Read a folder of templates, none for an empty path.

    Raises SettingsError, naming file and line, where one cannot be used.
    """
    if not path:
        return BUILT_IN
    folder = at_home(path)
    if not folder.is_dir():
        raise SettingsError("is no folder of templates", path=folder, hint=HINT)
    names = [name for name in NAMES if (folder / name).is_file()]
    if not names:
        what = f"holds none of {', '.join(NAMES)}"
        raise SettingsError(what, path=folder, hint=HINT)
    environments = {".md": _markdown_environment(folder), ".html": _html_environment(folder)}
    loaded = {}
    for name in names:
        with _faults_named(folder, name):
            loaded[name] = environments[Path(name).suffix].get_template(name)
    return Templates(folder, loaded)


class _Raw(str):
    """Text that a Markdown template prints as it is."""

    __slots__ = ()


def _markdown_environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    def printed(value: object) -> object:
        return escape_opening(value) if isinstance(value, str) and not isinstance(value, _Raw) else value

    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=printed,
        autoescape=False,
        keep_trailing_newline=True,
    )
    environment.filters["raw"] = _Raw
    return environment


def _html_environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder), undefined=StrictUndefined, finalize=put, autoescape=True
    )


@contextmanager
def _faults_named(folder: Path | None, name: str) -> Iterator[None]:
    """Turn what is wrong with a template or with what it computes into a SettingsError with path and line."""
    from jinja2 import TemplateError

    path = (folder or Path()) / name
    try:
        yield
    except (TemplateError, *FAULTS) as error:
        line = getattr(error, "lineno", None) or _line_of(error, path)
        place = f"line {line}: " if line else ""
        raise SettingsError(f"cannot be used: {place}{_told(error)}", path=path, hint=HINT) from error


def _told(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it, or what it includes, is not UTF-8"
    message = getattr(error, "message", None)
    return message if message else f"{type(error).__name__}: {error}"


def _line_of(error: BaseException, path: Path) -> int | None:
    """Return the line of the template that was being printed when `error` came up."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).name == path.name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
