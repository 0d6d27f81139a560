"""What lies below one address, reached through fsspec; every fault of a protocol becomes one of ours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipeline.address import WEB, Url
from pipeline.errors import PipelineError, SettingsError, StorageError, UsageError
from pipeline.extras import refuse_without
from pipeline.write.atomic import TEMPORARY

# What a protocol says of a version: the first that is there will do, and so will the next two together.
TAGS = ("ETag", "etag", "md5Hash", "content_md5", "generation")
TIMES = ("mtime", "created", "LastModified", "last_modified", "modified")
# A put there is seen whole or not at all.
WHOLE = ("s3", "s3a", "gs", "gcs", "az", "abfs", "adl", "oss", "oci", "tos", "memory")
REFUSED = re.compile(r"credential|auth|denied|forbidden", re.IGNORECASE)
MD5 = re.compile(r'"?([0-9a-f]{32})"?')
TRY_AGAIN = "check the network and the address, then run again: what is written stays"


@dataclass(frozen=True, slots=True)
class Listed:
    """An object: its name below the address, and what changes when it does (empty: nothing tells)."""

    name: str
    size: int
    stamp: str


class ObjectStore:
    """The objects below an address. Its methods raise StorageError, SettingsError, UsageError."""

    def __init__(self, url: Url, filesystem: Any, root: str) -> None:
        self.url = url
        self._filesystem = filesystem
        self._root = root.rstrip("/")

    @property
    def is_whole(self) -> bool:
        """Tell whether what is put is there whole or not at all, by what the protocol promises."""
        return self.url.scheme in WHOLE

    def is_folder(self) -> bool:
        """Tell a folder from a single object; raise UsageError where there is neither."""
        with self._reached():
            if self.url.scheme in WEB:
                return self.url.full.endswith("/")
            return bool(self._filesystem.info(self._root)["type"] == "directory")

    def list_below(self, *, deep: bool) -> list[Listed]:
        """Return what lies below, hidden names aside; in folders there only where `deep`.

        Of a web server one page of links is read: who followed them all would read the web.
        """
        with self._reached():
            try:
                is_deep = deep and self.url.scheme not in WEB
                found = self._find() if is_deep else self._filesystem.ls(self._root, detail=True)
            except FileNotFoundError:
                return []
        names = [(_below(self._root, info["name"]), info) for info in found if info["type"] == "file"]
        kept = [(name, info) for name, info in names if name and not (name.endswith("/") or _is_hidden(name))]
        return [Listed(name, info.get("size") or 0, _stamp(info)) for name, info in sorted(kept, key=_first)]

    def _find(self) -> list[Any]:
        found: Mapping[str, Any] = self._filesystem.find(self._root, detail=True)
        return list(found.values())

    def single(self) -> Listed:
        """Return the object at the address itself, with an empty name."""
        with self._reached():
            info = self._filesystem.info(self._root)
        return Listed("", info.get("size") or 0, _stamp(info))

    def fetch(self, name: str, target: Path) -> None:
        """Copy an object, whole, to `target`; an empty name is the object at the address itself."""
        part = target.with_name(f".{target.name}{TEMPORARY}")
        try:
            with self._reached(name):
                self._filesystem.get_file(self._path(name), str(part))
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def find(self, name: str) -> bytes | None:
        """Return the bytes of an object, None where there is none."""
        with self._reached(name):
            try:
                data: bytes = self._filesystem.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return data

    def put(self, name: str, data: bytes) -> str:
        """Put an object in the place of what is there; make sure that it is, and return its stamp."""
        path = self._path(name)
        with self._reached(name):
            self._filesystem.pipe_file(path, data)
            info = self._filesystem.info(path)
            if not _says_so(info, data) and self._filesystem.cat_file(path) != data:
                raise StorageError("is not as it was sent", path=self.url.child(name), hint=TRY_AGAIN)
        return _stamp(info)

    def create(self, name: str, data: bytes) -> bool:
        """Put an object where there is none; return whether there was none."""
        with self._reached(name):
            try:
                self._filesystem.pipe_file(self._path(name), data, mode="create")
            except FileExistsError:
                return False
        return True

    def remove(self, name: str) -> None:
        """Remove an object, if it is there."""
        with self._reached(name):
            try:
                self._filesystem.rm_file(self._path(name))
            except FileNotFoundError:
                return

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    @contextmanager
    def _reached(self, name: str = "") -> Iterator[None]:
        """Turn what the libraries of all protocols raise into errors with a remedy."""
        where = self.url.child(name) if name else str(self.url)
        try:
            yield
        except PipelineError:
            raise
        except FileNotFoundError as error:
            hint = "check the address; the bucket must be there"
            raise UsageError("no such file, folder or bucket", path=where, hint=hint) from error
        except NotImplementedError as error:
            hint = "use another protocol"
            raise UsageError("cannot be listed or written", path=where, hint=hint) from error
        except Exception as error:  # each protocol has errors of its own, with no common root
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            names = " ".join(kind.__name__ for kind in type(error).__mro__)
            if isinstance(error, PermissionError) or REFUSED.search(names):
                hint = f"check the credentials for {self.url.scheme}:// (environment, configuration, rights)"
                raise SettingsError(f"access is refused ({what})", path=where, hint=hint) from error
            raise StorageError(f"cannot be reached ({what})", path=where, hint=TRY_AGAIN) from error


def open_store(url: Url) -> ObjectStore:
    """Return the store at an address; nothing is asked of it yet.

    Raises SettingsError where the package of the protocol is missing, UsageError where nobody knows it.
    """
    refuse_without("remote", "object storage needs the package", {"fsspec": "fsspec"})
    import fsspec
    from fsspec.registry import known_implementations

    try:
        made, root = fsspec.url_to_fs(url.full, use_listings_cache=False)
    except ImportError as error:
        package = known_implementations.get(url.scheme, {}).get("err") or str(error)
        what = f"{url.scheme}:// needs a package that is missing"
        raise SettingsError(what, path=str(url), hint=package) from error
    except ValueError as error:
        near = get_close_matches(url.scheme, fsspec.available_protocols(), n=1)
        hint = f"did you mean {near[0]}://?" if near else "see the protocols of fsspec"
        raise UsageError(f"cannot be opened: {error}", path=str(url), hint=hint) from error
    except Exception as error:  # some look for credentials at once
        raise SettingsError(f"cannot be opened: {error}", path=str(url), hint=TRY_AGAIN) from error
    return ObjectStore(url, made, root)


def _below(root: str, name: str) -> str:
    return name.removeprefix(root).lstrip("/")


def _first(pair: tuple[str, Any]) -> str:
    return pair[0]


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _stamp(info: Mapping[str, Any]) -> str:
    tag = next((str(info[key]) for key in TAGS if info.get(key)), "")
    time = next((str(info[key]) for key in TIMES if info.get(key)), "")
    return f"{tag or time} {info.get('size')}" if tag or time else ""


def _says_so(info: Mapping[str, Any], data: bytes) -> bool:
    """Tell whether the store's own hash of an object is that of `data`."""
    tag = MD5.fullmatch(str(info.get("ETag") or info.get("etag") or ""))
    return tag is not None and tag[1] == hashlib.md5(data, usedforsecurity=False).hexdigest()
