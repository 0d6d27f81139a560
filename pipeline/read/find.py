"""Find the articles below the paths a user gave, and name each one's outputs."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from pipeline.address import whereabouts
from pipeline.deadline import within
from pipeline.document import Failure
from pipeline.errors import Overtime, ReadError
from pipeline.limits import Limits
from pipeline.read.input import STDIN, Copy, Input, Shelf
from pipeline.read.parts import BETWEEN, list_parts
from pipeline.read.sniff import SUFFIXES

RESERVED = frozenset({"digest", "failures", "run"})  # names of the batch's own outputs
# `a.ru.ninjs`: what is written for it would be an edition of `a`, or edits of it.
OF_ANOTHER = re.compile(r"\.(?:(?:ru|en)\.(?:ninjs|newsml)|edits|edited\d*)$")
# Windows takes these for devices, whatever follows the first dot.
DEVICE = re.compile(r"(con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?![^.])", re.IGNORECASE)
MAX_ID_BYTES = 120  # leaves room for suffixes under the 255 bytes of a file name


@dataclass(frozen=True, slots=True)
class _Search:
    """The articles found, each with the names that its id is made of."""

    limits: Limits
    timeout_s: int
    may_be_empty: bool = False
    found: dict[Input, tuple[str, ...]] = field(default_factory=dict)

    def add(self, path: Path, names: tuple[str, ...], url: str = "") -> None:
        """Add the articles of one file; the first name that a path is found under stays."""
        try:
            look = partial(list_parts, path, self.limits)
            parts = within(self.timeout_s, "read", look) if path.is_file() else None
        except (ReadError, Overtime):
            parts = None  # reading it raises the same error, as that article's failure
        if not parts:
            self.found.setdefault(Input("", path, url=url), names)
        for part in parts or ():
            source = Input("", path, part.name, part.offset, url=url)
            self.found.setdefault(source, (*names, _short(part.name)))


def find_inputs(
    paths: Iterable[Path | Copy],
    limits: Limits | None = None,
    timeout_s: int = 0,
    *,
    may_be_empty: bool = False,
) -> tuple[list[Input], list[Failure]]:
    """Return the articles under `paths`, folders taken recursively, and the paths that hold none.

    Files named outright are taken whatever their suffix; in folders only SUFFIXES are, hidden files are not.
    A file that holds several articles gives an input for each; a damaged one, or one that takes longer than
    `timeout_s` to look into, gives one that fails when read. Folders without articles are no failure where
    they `may_be_empty`.
    """
    search = _Search(limits or Limits(), timeout_s, may_be_empty)
    failures: list[Failure] = []
    shelf = Shelf()
    for path in paths:
        try:
            failure = _look_into_copy(path, search) if isinstance(path, Copy) else _look_into(path, search)
        except OSError as error:  # a path too long, or one below a folder that may not be entered
            what = f"cannot be opened: {error.strerror or error}"
            failure = Failure(str(path), "read", what, "check the path and its permissions")
        failures += [failure] if failure else []
    inputs = _name_all(search.found)
    return [replace(source, shelf=shelf, limits=search.limits) for source in inputs], failures


def article_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files in folders that `find_inputs` would look into."""
    return sorted({file for path in paths if _is_folder(path) for file in _articles_in(path)})


def left_out(paths: Iterable[Path]) -> list[Path]:
    """Return what `find_inputs` passes over in folders, hidden files aside.

    These are files of other suffixes, links to folders (which could lead round in a circle), links that lead
    nowhere, and folders that may not be opened.
    """
    seen = {inside for path in paths if _is_folder(path) for inside in _visible_in(path) if _is_left(inside)}
    return sorted(seen)


def _look_into(path: Path, search: _Search) -> Failure | None:
    """Add the articles below one path; return the failure where there is none."""
    if str(path) == STDIN:
        search.found.setdefault(Input("", path), ("stdin",))
    elif path.is_dir():
        inside = _articles_in(path)
        if not inside and not search.may_be_empty:
            return _nothing_in(str(path))
        for file in inside:
            search.add(file, file.relative_to(path).with_suffix("").parts)
    elif path.exists():
        search.add(path, (path.stem,))
    else:
        return Failure(str(path), "read", "no such file or folder", "check the path")
    return None


def _look_into_copy(copy: Copy, search: _Search) -> Failure | None:
    for file in copy.files:
        stem = PurePosixPath(file.names[-1]).stem
        search.add(file.path, (*file.names[:-1], stem), file.url)
    return copy.failure if copy.files or copy.failure else _nothing_in(copy.url)


def _nothing_in(folder: str) -> Failure:
    hint = f"put {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} files into it, or name files outright"
    return Failure(folder, "read", "no articles in this folder", hint)


def _short(part: str) -> str:
    """Return the telling end of a part's name: `kk/2025/mektep` of an address, `a` of `folder/a.txt`."""
    if BETWEEN in part:
        member, _, inner = part.partition(BETWEEN)
        return f"{_short(member)}-{_short(inner)}"
    address = re.match(r"(?:https?://[^/]+|tag:[^/]*?:|urn:)(.+)", part)
    name = address.group(1).strip("/:?=") if address else re.sub(r"\.[a-z]{2,8}$", "", part, flags=re.I)
    return name if any(character.isalnum() for character in name) else part


def _articles_in(folder: Path) -> list[Path]:
    return sorted(path for path in _visible_in(folder) if _is_article(path))


def _visible_in(folder: Path) -> Iterator[Path]:
    """Yield everything below a folder that is not hidden; of a link to a folder, the link alone."""
    for path in folder.rglob("*"):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and _is_file(path)


def _is_left(path: Path) -> bool:
    if _is_folder(path):
        return path.is_symlink() or not os.access(path, os.R_OK | os.X_OK)
    return not _is_article(path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # below a folder that may not be entered: listed by `left_out`
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _name_all(found: dict[Input, tuple[str, ...]]) -> list[Input]:
    """Give each file an id: its name, made longer only where two would share it."""
    ids = {source: _clean("-".join(parts)) for source, parts in found.items()}
    for lengthen in (_with_suffix, _with_parent, _with_digest):
        for crowd in _crowds(ids):
            for source in _all_but_heir(crowd) if lengthen is _with_suffix else crowd:
                ids[source] = _clean(lengthen(source, ids[source]))
    return [replace(source, id=name) for source, name in ids.items()]


def _crowds(ids: dict[Input, str]) -> list[list[Input]]:
    """Group the inputs whose ids are one file name on some file system, or are reserved."""
    groups: dict[str, list[Input]] = defaultdict(list)
    for source, name in ids.items():
        groups[name.casefold()].append(source)
    return [crowd for name, crowd in groups.items() if len(crowd) > 1 or _is_reserved(name)]


def _is_reserved(name: str) -> bool:
    """Tell whether outputs of this name could be those of the batch, or another article's."""
    return name in RESERVED or OF_ANOTHER.search(name) is not None


def _all_but_heir(crowd: list[Input]) -> list[Input]:
    """Leave the short name to the one file with the first suffix, if there is exactly one."""
    if len(crowd) == 1:
        return crowd
    best = min(map(_rank, crowd))
    heirs = [p for p in crowd if _rank(p) == best]
    return [p for p in crowd if p not in heirs] if len(heirs) == 1 else crowd


def _rank(source: Input) -> int:
    suffix = source.path.suffix
    return SUFFIXES.index(suffix) if suffix in SUFFIXES else len(SUFFIXES)


def _with_suffix(source: Input, name: str) -> str:
    suffix = source.path.suffix.lstrip(".")
    return f"{name}-{suffix}" if suffix else f"{name}-article"


def _with_parent(source: Input, name: str) -> str:
    return f"{PurePosixPath(Path(whereabouts(source.address)).as_posix()).parent.name}-{name}"


def _with_digest(source: Input, name: str) -> str:
    whole = f"{whereabouts(source.address)}#{source.part or ''}".encode(errors="surrogateescape")
    return f"{name}-{hashlib.sha256(whole).hexdigest()[:8]}"


def _clean(name: str) -> str:
    """Return `name` as a file name that every common file system takes."""
    name = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", name)).strip(".-") or "article"
    name = DEVICE.sub(r"\1_", name, count=1) if DEVICE.match(name) else name
    if len(name.encode()) <= MAX_ID_BYTES:
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    head = name.encode()[: MAX_ID_BYTES - len(mark) - 1].decode(errors="ignore")
    return f"{head}-{mark}"
