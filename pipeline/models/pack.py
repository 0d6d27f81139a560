"""One archive of an installed model, to carry to a machine without a network, and reading it back."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from pipeline.errors import ModelError, UsageError
from pipeline.models.catalogue import NAME
from pipeline.models.hashes import CHUNK_BYTES, FileRecord, sha256_of
from pipeline.models.manifest import MANIFEST, Manifest, decode_manifest
from pipeline.models.store import Installed
from pipeline.models.verify import verify

MAX_MANIFEST_BYTES = 1 << 20
CHECKSUM = "PIPELINE.sha256"  # of the manifest, in the extended header before it, which older programs skip
BROKEN = "pack the model again, or copy the archive again"


@dataclass(frozen=True, slots=True)
class PackReport:
    """The archive that was written."""

    path: Path
    sha256: str
    size: int


def pack(model: Installed, target: Path) -> PackReport:
    """Write an installed model, verified first, to a tar archive; equal models make equal archives."""
    if model.manifest is None:
        raise UsageError(
            f"{model.name} comes with the program", hint="it is on every machine that has the program"
        )
    if target.exists():
        raise UsageError("there is a file of this name", hint="choose another name", path=target)
    faults = verify(model)
    if faults:
        hint = f"pipeline models remove {model.name}, then install it again"
        raise ModelError(f"{faults[0].file}: {faults[0].problem}", hint=hint, path=model.path)
    part = target.with_name(f".{os.getpid()}.part")
    try:
        with tarfile.open(part, "w", format=tarfile.PAX_FORMAT) as archive:
            _append(archive, model, MANIFEST, {CHECKSUM: sha256_of(model.path / MANIFEST)})
            for file in model.manifest.files:
                _append(archive, model, file.name, {})
        part.replace(target)
    except OSError as error:
        raise ModelError(
            f"cannot be written: {error.strerror}", hint="choose another place", path=target
        ) from error
    finally:
        with suppress(OSError):  # in a place that cannot be written there is none
            part.unlink(missing_ok=True)
    return PackReport(target, sha256_of(target), target.stat().st_size)


def _append(archive: tarfile.TarFile, model: Installed, name: str, headers: dict[str, str]) -> None:
    path = model.path / name
    member = tarfile.TarInfo(f"{model.name}/{name}")  # no owner, mode or time of this machine
    member.size = path.stat().st_size
    member.pax_headers = headers
    with path.open("rb") as stream:
        archive.addfile(member, stream)


def unpack(source: Path, folder: Path) -> Manifest:
    """Write the files of an archive into the empty `folder`, each checked against the manifest that leads it.

    Nothing but the files that the manifest names is written, whatever the archive holds.
    """
    try:
        with tarfile.open(source, "r:") as archive:
            members = iter(archive)
            manifest = _leading_manifest(archive, next(members, None))
            if not NAME.fullmatch(manifest.card.name):
                raise _broken(f"{manifest.card.name!r} cannot name a model", source)
            expected = {file.name: file for file in manifest.files}
            for member in members:
                file = expected.pop(_inner_name(member, manifest), None)
                if file is None or not member.isfile() or member.size != file.size:
                    raise _broken(f"{member.name} does not belong into it", source)
                _extract(archive, member, folder, file)
    except (tarfile.TarError, EOFError) as error:
        raise _broken(f"is not an archive made by `pipeline models pack`: {error}", source) from error
    if expected:
        raise _broken(f"{next(iter(expected))} is missing", source)
    return manifest


def _leading_manifest(archive: tarfile.TarFile, member: tarfile.TarInfo | None) -> Manifest:
    stream = archive.extractfile(member) if member is not None and member.isfile() else None
    if member is None or stream is None or PurePosixPath(member.name).name != MANIFEST:
        raise tarfile.ReadError("the manifest does not come first")
    data = stream.read(MAX_MANIFEST_BYTES)
    stated = member.pax_headers.get(CHECKSUM)  # archives of earlier programs have none
    if stated is not None and stated != hashlib.sha256(data).hexdigest():
        raise tarfile.ReadError("the manifest is damaged: its checksum differs")
    try:
        return decode_manifest(data)
    except msgspec.DecodeError as error:
        raise tarfile.ReadError(f"the manifest is broken: {error}") from error


def _inner_name(member: tarfile.TarInfo, manifest: Manifest) -> str:
    return member.name.removeprefix(f"{manifest.card.name}/")


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, file: FileRecord) -> None:
    target = folder / file.name
    if not target.resolve().is_relative_to(folder.resolve()):
        raise tarfile.ReadError(f"{file.name} would be written outside the store")
    target.parent.mkdir(parents=True, exist_ok=True)
    stream = archive.extractfile(member) or io.BytesIO()
    digest = hashlib.sha256()
    with target.open("wb") as written:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
            written.write(chunk)
    if digest.hexdigest() != file.sha256:
        raise tarfile.ReadError(f"{file.name} is damaged: its checksum differs")


def _broken(message: str, path: Path) -> ModelError:
    return ModelError(message, hint=BROKEN, path=path)
