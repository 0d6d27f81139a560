"""Download a model from its hub repository at one commit, check every file, and install it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError, SettingsError
from pipeline.models.catalogue import Catalogue, ModelCard, ModelFile
from pipeline.models.hashes import git_blob_of, sha256_of
from pipeline.models.install import InstallOptions, Progress, Source, install
from pipeline.models.manifest import Check, SourceFile
from pipeline.models.store import DOWNLOADS, Installed, Store

SHA256_DIGITS = 64
BYTES_PER_PARAMETER = 5
"""Room for the work after the download: a trimmed copy in float32 and the converted model in int8."""


def free_bytes(folder: Path) -> int:
    """Return the bytes that may be written where `folder` is."""
    return shutil.disk_usage(folder).free


@dataclass(frozen=True, slots=True)
class PullOptions:
    """What to pull and how; with another `revision` than the pinned one its checksums do not apply."""

    install: InstallOptions = field(default_factory=InstallOptions)
    revision: str | None = None
    free: Callable[[Path], int] = free_bytes


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file as the hub announces it; `etag` is a large file's SHA-256, a small one's git SHA-1."""

    file: ModelFile
    url: str
    etag: str
    size: int
    commit: str


def pull(name: str, catalogue: Catalogue, store: Store, options: PullOptions | None = None) -> Installed:
    """Install `name` from its hub repository; an installed model of the same commit is returned as it is.

    An interrupted download goes on where it stopped. Raises ModelError with what to do next: no network, no
    such repository, commit or file, a wrong checksum, too little room.
    """
    options = options or PullOptions()
    card = catalogue.card(name)
    if card.repository is None:
        raise ModelError(f"{name} comes with the program", hint="there is nothing to pull")
    revision = options.revision or card.revision
    if revision is None:
        hint = f"name one: pipeline models pull {name} --revision COMMIT"
        raise SettingsError(f"no commit is pinned for {name}", hint=hint, path=catalogue.path)
    if store.has(name):
        return _as_it_is(store.find(catalogue, name), revision)
    pinned = revision == card.revision
    with store.locked():
        if store.has(name):  # by another command, meanwhile
            return _as_it_is(store.find(catalogue, name), revision)
        store.demand_free(name)
        folder = store.root / DOWNLOADS / name
        folder.mkdir(parents=True, exist_ok=True)
        with _explained(card):
            remote = [_announced(card.repository, revision, file) for file in card.files]
            _check_room(folder, remote, card, options)
            files = tuple(_fetch(item, folder, pinned, options.install.progress) for item in remote)
        source = Source(folder, replace(card, revision=remote[0].commit), "hub", files)
        installed = install(store, source, options.install)
        shutil.rmtree(folder)
    return installed


def _as_it_is(installed: Installed, revision: str) -> Installed:
    if installed.card.revision != revision:
        message = f"{installed.name} is installed at {installed.card.revision}, not {revision}"
        raise ModelError(message, hint=f"pipeline models remove {installed.name}", path=installed.path)
    return installed


def _announced(repository: str, revision: str, file: ModelFile) -> RemoteFile:
    from huggingface_hub import get_hf_file_metadata, hf_hub_url

    # HF_ENDPOINT is read here since the library reads it once, at import. No token: the models are public.
    endpoint = os.environ.get("HF_ENDPOINT")
    url = hf_hub_url(repository, file.name, revision=revision, endpoint=endpoint)
    found = get_hf_file_metadata(url, token=False, endpoint=endpoint)
    if found.etag is None or found.size is None or found.commit_hash is None:
        raise ModelError(f"{url} does not answer as a model hub does", hint="check HF_ENDPOINT")
    if file.size is not None and file.size != found.size:
        message = f"{file.name} has {found.size:,} bytes on the hub, {file.size:,} in models.yaml"
        raise ModelError(message, hint="the repository has changed: do not use it before you know why")
    return RemoteFile(file, found.location, found.etag, found.size, found.commit_hash)


def _check_room(folder: Path, remote: list[RemoteFile], card: ModelCard, options: PullOptions) -> None:
    """Raise ModelError when the rest of the download and the conversion would not fit."""
    missing = sum(item.size - _size_so_far(folder, item) for item in remote)
    needed = missing + card.parameters * BYTES_PER_PARAMETER
    free = options.free(folder)
    if free < needed:
        message = f"{card.name} needs {needed / 1e9:.1f} GB of room, there are {free / 1e9:.1f} GB"
        raise ModelError(
            message, hint="make room, or set PIPELINE_MODELS to another disk", path=folder.parent.parent
        )


def _size_so_far(folder: Path, item: RemoteFile) -> int:
    for path in (folder / item.file.name, _part(folder, item)):
        if path.is_file():
            return min(path.stat().st_size, item.size)
    return 0


def _part(folder: Path, item: RemoteFile) -> Path:
    return folder / f"{item.file.name}.{item.etag[:16]}.part"  # never go on with another version of the file


def _fetch(item: RemoteFile, folder: Path, pinned: bool, progress: Progress) -> SourceFile:
    """Download what is missing of one file, check it, and give it its name only then."""
    target, part = folder / item.file.name, _part(folder, item)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.is_file():
        _download(item, part, progress)
        part.replace(target)
    sha256 = sha256_of(target)
    expected: tuple[str, Check]
    if pinned and item.file.sha256 is not None:
        expected, found = (item.file.sha256, "catalogue"), sha256
    else:
        expected = (item.etag, "hub")
        found = sha256 if len(item.etag) == SHA256_DIGITS else git_blob_of(target)
    if found != expected[0]:
        target.unlink()
        message = f"{item.file.name} is not the file it should be: checksum {found}, expected {expected[0]}"
        raise ModelError(
            message, hint="the download was deleted; try once more, then do not trust this source"
        )
    return SourceFile(item.file.name, sha256, item.size, expected[1])


def _download(item: RemoteFile, part: Path, progress: Progress) -> None:
    from huggingface_hub.file_download import http_get

    done = part.stat().st_size if part.is_file() else 0
    if done > item.size:
        part.unlink()
        done = 0
    with part.open("ab") as stream:
        http_get(
            item.url,
            stream,
            resume_size=done,
            expected_size=item.size,
            displayed_filename=item.file.name,
            tqdm_class=_bar(item, progress),
        )


def _bar(item: RemoteFile, progress: Progress) -> Any:
    """Return a class that looks to huggingface_hub like a tqdm bar and tells `progress`."""

    class Bar:
        def __init__(self, *_: object, initial: int = 0, **__: object) -> None:
            self.done = initial
            self.update(0)

        def __enter__(self) -> Bar:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def update(self, count: int = 1) -> None:
            self.done += count
            progress(item.file.name, self.done, item.size)

        def close(self) -> None:
            pass

    return Bar


@contextmanager
def _explained(card: ModelCard) -> Iterator[None]:
    """Turn what can go wrong on the way to the hub into one clear line and a remedy."""
    import httpx2
    from huggingface_hub import errors

    offline = "without a network: copy the model from another machine and run `pipeline models add PATH`"
    try:
        yield
    except errors.RevisionNotFoundError as error:
        raise ModelError(
            f"{card.repository} has no such commit", hint="check `revision` in models.yaml"
        ) from error
    except errors.RemoteEntryNotFoundError as error:
        name = error.response.url.path.rsplit("/", 1)[-1]
        raise ModelError(
            f"{card.repository} has no file {name}", hint="check `files` in models.yaml"
        ) from error
    except errors.RepositoryNotFoundError as error:  # a gated repository is a kind of it
        hint = "check `repository` in models.yaml; " + offline
        raise ModelError(f"{card.repository} is not on the hub or not public", hint=hint) from error
    except (errors.OfflineModeIsEnabled, httpx2.HTTPError) as error:
        first_line = str(error).strip().split("\n")[0]
        raise ModelError(f"the hub cannot be reached: {first_line}", hint=offline) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            hint = "make room and run the command again: the download goes on where it stopped"
            raise ModelError(f"the disk filled up while {card.name} was downloaded", hint=hint) from error
        raise ModelError(
            f"the download of {card.name} failed: {error}", hint="run the command again"
        ) from error
