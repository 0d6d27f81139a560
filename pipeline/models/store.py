"""The installed models: bundled ones in the package, others in the user's data directory, a folder each."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from pipeline.address import at_home
from pipeline.errors import ModelError, UsageError
from pipeline.models.catalogue import NAME, Catalogue, ModelCard
from pipeline.models.hashes import FileRecord, digest_of, files_in, record_files, sha256_of
from pipeline.models.manifest import MANIFEST, Manifest, read_manifest, write_manifest

APPLICATION = "kazakh-press-pipeline"
VARIABLE = "PIPELINE_MODELS"
DOWNLOADS = ".downloads"
LOCK_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Installed:
    """One model ready to be loaded from `path`; bundled models have no manifest."""

    card: ModelCard
    path: Path
    manifest: Manifest | None = None

    @property
    def name(self) -> str:
        """Return the name by which it is chosen."""
        return self.card.name

    def files(self) -> tuple[FileRecord, ...]:
        """Return the files with their checksums; a bundled model is hashed where the catalogue has none."""
        if self.manifest is not None:
            return self.manifest.files
        known = {file.name: file for file in self.card.files}
        names = known or dict.fromkeys(files_in(self.path))
        return tuple(self._record(name, known[name].sha256 if known else None) for name in sorted(names))

    def _record(self, name: str, sha256: str | None) -> FileRecord:
        path = self.path / name
        if not path.is_file():
            raise ModelError(f"{name} is missing", hint="install the program again", path=self.path)
        return FileRecord(name, sha256 or sha256_of(path), path.stat().st_size)

    @property
    def size(self) -> int:
        """Return the bytes on disk."""
        return sum(file.size for file in self.files())

    @property
    def sha256(self) -> str:
        """Return one SHA-256 for all its files together."""
        return digest_of(self.files())


@dataclass(frozen=True, slots=True)
class Store:
    """Where models live: `root` can be written to, `bundled` is part of the package."""

    root: Path
    bundled: Path

    def installed(self, catalogue: Catalogue) -> list[Installed]:
        """List every usable model, the most preferred first; folders that are not models are passed over."""
        found = [self._bundled(card) for card in catalogue.models.values() if card.bundled]
        with _explained(self.root):
            self._refuse_file()
            if self.root.is_dir():
                folders = (path for path in self.root.iterdir() if not path.name.startswith("."))
                found += [self._read(path, catalogue) for path in folders if (path / MANIFEST).is_file()]
        return sorted(found, key=lambda model: (-model.card.preference, model.name))

    def _refuse_file(self) -> None:
        """Raise OSError where a file has the place of the store: it would pass for an empty one."""
        if self.root.exists() and not self.root.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "is a file, no folder of models", str(self.root))

    def find(self, catalogue: Catalogue, name: str) -> Installed:
        """Return one installed model; raise ModelError, naming the command that installs it, otherwise."""
        if self.has(name):
            return self._read(self.root / name, catalogue)
        card = catalogue.card(name)
        if card.bundled:
            return self._bundled(card)
        hint = f"pipeline models pull {name}, or, without a network, pipeline models add PATH"
        raise ModelError(f"the model {name} is not installed", hint=hint)

    def has(self, name: str) -> bool:
        """Say whether a model of this name was installed into the store."""
        with _explained(self.root):
            self._refuse_file()
            return NAME.fullmatch(name) is not None and (self.root / name / MANIFEST).is_file()

    def demand_free(self, name: str) -> None:
        """Raise ModelError when a model of this name is installed, or something else is in its place."""
        target = self.root / name
        if self.has(name):
            raise ModelError(
                f"{name} is installed already", hint=f"pipeline models remove {name}", path=target
            )
        if target.exists() or target.is_symlink():
            hint = "move it to another place; a model's folder can be added from there"
            raise ModelError("is in the way, and no installed model", hint=hint, path=target)

    def remove(self, name: str) -> int:
        """Delete an installed model and what was downloaded for it, or that alone; return the bytes freed.

        Of a model that lies elsewhere, linked into the store, the link goes alone.
        """
        self.demand(name)
        with self.locked():
            self.demand(name)  # another command may have removed it meanwhile
            target, downloads = self.root / name, self.root / DOWNLOADS / name
            freed = sum(_bytes_in(folder) for folder in (target, downloads) if not folder.is_symlink())
            shutil.rmtree(downloads, ignore_errors=True)
            if self.has(name):
                gone = self.root / f".removed-{name}-{os.getpid()}"
                target.rename(gone)  # vanishes at once, whatever happens during the deletion
                _delete(gone)
        return freed

    def _is_downloaded(self, name: str) -> bool:
        """Say whether there is a download of the model, which was broken off."""
        return NAME.fullmatch(name) is not None and (self.root / DOWNLOADS / name).is_dir()

    def demand(self, name: str) -> None:
        """Raise UsageError unless a model of this name is installed, or was downloaded in part."""
        if not self.has(name) and not self._is_downloaded(name):
            raise UsageError(
                f"{name} is not in {self.root}", hint="pipeline models list shows what is installed"
            )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the store for writing; raise ModelError when another process has it, or the disk refuses."""
        with _explained(self.root):
            self._refuse_file()
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.root / ".lock")
            try:
                lock.acquire(timeout=LOCK_TIMEOUT_S)
            except Timeout as error:
                hint = "wait until the other `pipeline models` command has ended"
                raise ModelError(
                    "another process is changing the installed models", hint=hint, path=self.root
                ) from error
            try:
                self._sweep()
                yield
            finally:
                lock.release()

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Give a folder in the store to build a model in; it is gone afterwards unless it was committed."""
        self.root.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".staging-", dir=self.root))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def commit(self, folder: Path, manifest: Manifest) -> Installed:
        """Hash and flush the files in `folder`, then move it into place in one step, the name being free."""
        names = [name for name in files_in(folder) if name != MANIFEST]
        manifest = replace(manifest, files=record_files(folder, names))
        write_manifest(folder, manifest)
        for name in names:
            (folder / name).chmod(0o644)  # as safetensors' temporary files are the writer's alone
            _flush(folder / name)
        target = self.root / manifest.card.name
        self.demand_free(manifest.card.name)
        folder.chmod(0o755)  # mkdtemp made it private, which a shared store must not be
        folder.rename(target)
        _flush(self.root)
        return Installed(manifest.card, target, manifest)

    def _sweep(self) -> None:
        """Delete what an interrupted command left; only called while the store is locked."""
        for path in self.root.glob(".staging-*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in self.root.glob(".removed-*"):
            with suppress(OSError):
                _delete(path)

    def _bundled(self, card: ModelCard) -> Installed:
        return Installed(card, self.bundled / card.name)

    def _read(self, path: Path, catalogue: Catalogue) -> Installed:
        manifest = read_manifest(path)
        known = catalogue.models.get(manifest.card.name)
        # Today's catalogue knows the licence and the quality best; the manifest knows what was installed.
        card = manifest.card
        if known is not None:
            card = replace(known, engine=card.engine, revision=card.revision, files=card.files)
        return Installed(card, path, manifest)


def open_store(root: Path | None = None, bundled: Path | None = None) -> Store:
    """Return the store at `root`, else at PIPELINE_MODELS, else in the user's data directory."""
    if root is None and os.environ.get(VARIABLE):
        root = Path(os.environ[VARIABLE])
    if root is None:
        root = user_data_path(APPLICATION, appauthor=False) / "models"
    return Store(root=at_home(root), bundled=bundled or Path(__file__).parent)


def program_version() -> str:
    """Return the version of the installed program, "unknown" in a bare source tree."""
    try:
        return version(APPLICATION)
    except PackageNotFoundError:
        return "unknown"


@contextmanager
def _explained(root: Path) -> Iterator[None]:
    """Turn what the disk refuses, where the store is read or written to, into one clear line and a remedy."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read the progress has left
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        what = "make room" if full else "see that it can be read and written"
        raise ModelError(
            error.strerror or str(error),
            hint=f"{what}, or set {VARIABLE} to another {'disk' if full else 'folder'}",
            path=root if full else error.filename or root,  # a full disk is that of the store
        ) from error


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _delete(path: Path) -> None:
    """Delete a folder; of a link to one the link alone."""
    if path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path)


def _flush(path: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened, nor a file flushed that was opened to read
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
