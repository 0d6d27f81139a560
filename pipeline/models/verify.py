"""Whether the files of an installed model are as they were installed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.models.hashes import FileRecord, files_in, sha256_of
from pipeline.models.manifest import MANIFEST
from pipeline.models.store import Installed

Problem = Literal["missing", "size differs", "sha256 differs", "cannot be read", "not in the manifest"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One file of an installed model that is not as it was installed."""

    file: str
    problem: Problem


def verify(model: Installed) -> list[Fault]:
    """Hash every file of a model again; return what differs, nothing when it is sound."""
    expected = {file.name: file for file in model.files()}
    faults: list[Fault] = []
    for name, file in expected.items():
        problem = _problem(model.path / name, file)
        if problem is not None:
            faults.append(Fault(name, problem))
    if model.manifest is not None:
        extra = [name for name in files_in(model.path) if name not in expected and name != MANIFEST]
        faults += [Fault(name, "not in the manifest") for name in extra]
    return faults


def _problem(path: Path, file: FileRecord) -> Problem | None:
    """Return what is wrong with one file, None where nothing is."""
    if not path.is_file():
        return "missing"
    if path.stat().st_size != file.size:
        return "size differs"
    try:
        return None if sha256_of(path) == file.sha256 else "sha256 differs"
    except OSError:  # a disk that fails, or another user's file
        return "cannot be read"
