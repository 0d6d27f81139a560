"""Find the articles below the paths a user gave, and name each one's outputs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pipeline.document import Failure
from pipeline.read.input import STDIN, Input

# in order of precedence when two inputs want one name
SUFFIXES = (".txt", ".md", ".html", ".htm", ".xhtml", ".docx", ".docm")
RESERVED = frozenset({"digest", "failures", "run"})  # names of the batch's own outputs
MAX_ID_BYTES = 120  # leaves room for suffixes under the 255 bytes of a file name


def find_inputs(paths: Iterable[Path]) -> tuple[list[Input], list[Failure]]:
    """Return the articles under `paths`, folders taken recursively, and the paths that hold none.

    Files named outright are taken whatever their suffix; in folders only SUFFIXES are, hidden files are not.
    """
    found: dict[Path, tuple[str, ...]] = {}
    failures: list[Failure] = []
    for path in paths:
        if str(path) == STDIN:
            found.setdefault(path, ("stdin",))
        elif path.is_dir():
            inside = _articles_in(path)
            if not inside:
                hint = f"put {' or '.join(SUFFIXES)} files into it, or name files outright"
                failures.append(Failure(str(path), "read", "no articles in this folder", hint))
            for file in inside:
                found.setdefault(file, file.relative_to(path).with_suffix("").parts)
        elif path.exists():
            found.setdefault(path, (path.stem,))
        else:
            failures.append(Failure(str(path), "read", "no such file or folder", "check the path"))
    return _name_all(found), failures


def _articles_in(folder: Path) -> list[Path]:
    files = (p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    return sorted(p for p in files if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def _name_all(found: dict[Path, tuple[str, ...]]) -> list[Input]:
    """Give each file an id: its name, made longer only where two would share it."""
    ids = {path: _clean("-".join(parts)) for path, parts in found.items()}
    for lengthen in (_with_suffix, _with_parent, _with_digest):
        for crowd in _crowds(ids):
            for path in _all_but_heir(crowd) if lengthen is _with_suffix else crowd:
                ids[path] = _clean(lengthen(path, ids[path]))
    return [Input(name, path) for path, name in ids.items()]


def _crowds(ids: dict[Path, str]) -> list[list[Path]]:
    """Group the paths whose ids are one file name on some file system, or are reserved."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for path, name in ids.items():
        groups[name.casefold()].append(path)
    return [paths for name, paths in groups.items() if len(paths) > 1 or name in RESERVED]


def _all_but_heir(crowd: list[Path]) -> list[Path]:
    """Leave the short name to the one file with the first suffix, if there is exactly one."""
    if len(crowd) == 1:
        return crowd
    best = min(map(_rank, crowd))
    heirs = [p for p in crowd if _rank(p) == best]
    return [p for p in crowd if p not in heirs] if len(heirs) == 1 else crowd


def _rank(path: Path) -> int:
    return SUFFIXES.index(path.suffix) if path.suffix in SUFFIXES else len(SUFFIXES)


def _with_suffix(path: Path, name: str) -> str:
    suffix = path.suffix.lstrip(".")
    return f"{name}-{suffix}" if suffix else f"{name}-article"


def _with_parent(path: Path, name: str) -> str:
    return f"{path.resolve().parent.name}-{name}"


def _with_digest(path: Path, name: str) -> str:
    return f"{name}-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]}"


def _clean(name: str) -> str:
    """Return `name` as a file name that every common file system takes."""
    name = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", name)).strip(".-") or "article"
    if len(name.encode()) <= MAX_ID_BYTES:
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    head = name.encode()[: MAX_ID_BYTES - len(mark) - 1].decode(errors="ignore")
    return f"{head}-{mark}"
