"""Where articles lie and outputs go: a path on this machine, or an address that fsspec opens."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote_to_bytes

from pipeline.errors import UsageError

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
LOCAL = ("file", "local")
PASSWORD = re.compile(r"(?<=://)([^/?#@:]*):[^/?#]*@")  # there may be an @ in it
WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Url:
    """An address in an object store; as text it is without what opens it, a password or a signature."""

    full: str

    def __str__(self) -> str:
        bare = PASSWORD.sub(r"\1@", self.full)
        return re.split("[?#]", bare)[0] if self.scheme in WEB else bare

    @property
    def scheme(self) -> str:
        """Return the protocol: s3, gs, https …"""
        return self.full.partition("://")[0].lower()

    @property
    def name(self) -> str:
        """Return the last part of the path."""
        return PurePosixPath(str(self)).name

    def child(self, name: str) -> str:
        """Return the address, as text, of what lies below this one."""
        return f"{str(self).rstrip('/')}/{name}"


Place = Path | Url


def place_of(text: str | Path) -> Place:
    """Return the path or the address that a user gave; `file://` is a path like any other.

    Raises UsageError for addresses inside one another (`zip://a.txt::s3://…`).
    """
    if isinstance(text, Path) or (scheme := SCHEME.match(text)) is None:
        return Path(text)
    if "::" in text:
        hint = "give the address of the file itself; archives are looked into"
        raise UsageError("is a chain of addresses", path=text, hint=hint)
    if scheme[1].lower() in LOCAL:
        return _path_of(text[scheme.end() :], is_escaped=scheme[1].lower() == "file")
    return Url(text)


def at_home(text: str | Path) -> Path:
    """Return a path, a `~` that begins it as the user's own folder; that of nobody known stays a name."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 (Path.expanduser raises RuntimeError for «~$list.tsv»)


def _path_of(rest: str, *, is_escaped: bool) -> Path:
    """Return the path in an address of a file, its signs escaped as RFC 8089 has it."""
    if not is_escaped:
        return Path(rest)
    path = os.fsdecode(unquote_to_bytes(os.fsencode(rest)))
    return Path(path.removeprefix("localhost") if path.startswith("localhost/") else path)


def whereabouts(address: str) -> str:
    """Return what tells two files apart: the address, or the path made absolute."""
    return address if SCHEME.match(address) else str(Path(address).resolve())


def way_to(address: str, folder: Path) -> str:
    """Return a hash of the way from a folder to a file: the same wherever both were moved together."""
    place = whereabouts(address)
    try:
        way = os.path.relpath(place, folder.resolve())
    except ValueError:  # on another drive
        way = place
    return sha256(Path(way).as_posix().encode(errors="surrogateescape")).hexdigest()[:12]
