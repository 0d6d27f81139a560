"""How large an input may be: bounds against bombs and broken exports, which a newsroom may move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from pipeline.errors import ReadError, SettingsError, name_known

MIB = 2**20
MAX_BYTES = 10 * MIB  # as of an article: of what people give beside articles, which no setting moves
# Where the parsers themselves end: libxml2 drops what is below 256, the others recur once or more a level.
MOST = {"html_depth": 250, "xml_depth": 400, "markdown_depth": 60}


@dataclass(frozen=True, slots=True)
class Limits:
    """What an input may measure at most.

    `article_mb`: an article, a feed, a JSON or NewsML-G2 file, a member of a zip, unpacked (MiB); `line_mb`:
    a line of JSON Lines (MiB); `articles`: in one file; `zip_ratio`: size unpacked to packed, over 64 KiB;
    `markdown_depth`: lists and quotes in one another; `word_chars`: a word that is no link.
    """

    article_mb: int = 10
    line_mb: int = 10
    articles: int = 100_000
    zip_files: int = 10_000
    zip_mb: int = 1024
    zip_ratio: int = 200
    xml_depth: int = 200
    xml_elements: int = 500_000
    html_depth: int = 200
    markdown_depth: int = 50
    word_chars: int = 1000
    front_matter_kb: int = 64

    @property
    def article_bytes(self) -> int:
        """Return `article_mb` in bytes."""
        return self.article_mb * MIB

    def passed(self, name: str, what: str, path: object, remedy: str) -> ReadError:
        """Return the error of an input over the limit `name`: what it is, and how to move the limit."""
        value, most = getattr(self, name), MOST.get(name)
        bound = f", {most} at most" if most else ""
        hint = f"{remedy}; if it is sound, allow more: --limit {name}=N (now {value}{bound})"
        return ReadError(what, path=str(path), hint=hint)


def with_limits(limits: Limits, changes: Mapping[str, object], where: str) -> Limits:
    """Return limits with some changed; raise SettingsError where a name or a value is none."""
    known = [field.name for field in fields(Limits)]
    for name, value in changes.items():
        if name not in known:
            raise SettingsError(f"unknown limit `{name}`", path=where, hint=name_known(name, known))
        most = MOST.get(name)
        number = _whole(value)
        if number is None or number < 1 or (most is not None and number > most):
            bound = f"from 1 to {most}" if most else "of 1 or more"
            raise SettingsError(f"limit `{name}` must be a whole number {bound}, not {value!r}", path=where)
        limits = replace(limits, **{name: number})
    return limits


def read_limits(given: object, where: str) -> dict[str, object]:
    """Return the limits in a mapping, in `name=value,name=value`, or in several of these."""
    if isinstance(given, Mapping):
        return dict(given)
    parts = given.split(",") if isinstance(given, str) else given
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise SettingsError(f"`limits` must be names with numbers, not {given!r}", path=where)
    pairs = [pair.partition("=") for part in parts for pair in part.split(",") if pair.strip()]
    for name, sign, _ in pairs:
        if not sign:
            raise SettingsError(f"limit `{name.strip()}` has no value", path=where, hint="write name=number")
    return {name.strip(): value.strip() for name, _, value in pairs}


def bytes_within(path: Path, remedy: str) -> bytes:
    """Return what is in a file that is no article; raise ReadError where it is not there or too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror}", path=path, hint="check the path") from error
    if len(data) > MAX_BYTES:
        raise ReadError(f"is larger than {MAX_BYTES // MIB} MiB", path=path, hint=remedy)
    return data


def _whole(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None
