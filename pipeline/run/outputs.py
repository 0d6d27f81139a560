"""The output folder: what of it is up to date, what in it is whose, and what goes when it is written anew."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from pipeline.document import Digest, Document, encode
from pipeline.errors import WriteError
from pipeline.read import Input, read_bytes
from pipeline.run.recall import says_the_same
from pipeline.run.recheck import read_digest
from pipeline.run.tools import Tools
from pipeline.write import (
    ARTICLE,
    BATCH,
    Entry,
    article_files,
    article_suffixes,
    summary_entry,
    write_atomically,
)
from pipeline.write.record import is_edited

FAILURES = "failures.jsonl"
REPORT = "run.json"
PAGES = tuple(article_suffixes(list(ARTICLE)))
EDITED = re.compile(r"\.edited\d*\.md$")
KINDS = ("json", *PAGES)
OF_THE_BATCH = frozenset({FAILURES, REPORT, *(f"digest.{kind}" for kind in BATCH)})


def is_current(source: Input, tools: Tools) -> bool:
    """Tell whether the outputs of an input are there and were made of it as it is now, by these tools."""
    if source.is_stdin:
        return False
    output = tools.settings.output
    digest = read_digest(output / f"{source.id}.json")
    if digest is None or digest.provenance.signature != tools.signature:
        return False
    if digest.document.path != str(source.path):
        return False
    suffixes = article_suffixes(tools.settings.formats, tools.settings.targets)
    if any(not (output / f"{source.id}.{suffix}").exists() for suffix in suffixes):
        return False
    return _is_of(digest, source) and says_the_same(digest, tools.memory, tools.settings.targets)


def is_stale(source: Input, output: Path) -> bool:
    """Tell whether there is a digest of this input, but of what it said before."""
    digest = None if source.is_stdin else read_digest(output / f"{source.id}.json")
    return digest is not None and digest.document.path == str(source.path) and not _is_of(digest, source)


def _is_of(digest: Digest, source: Input) -> bool:
    try:
        return sha256(read_bytes(source)).hexdigest() == digest.document.sha256
    except Exception:  # noqa: BLE001 (the run reads it again and reports whatever this is as its failure)
        return False


def entry_of(output: Path, source: Input) -> Entry | None:
    """Return what the press digest says of an article; None where its digest is not there or another's."""
    digest = read_digest(output / f"{source.id}.json")
    return summary_entry(digest) if digest is not None and digest.document.path == str(source.path) else None


def refuse_to_overwrite(output: Path, document: Document, inputs: frozenset[Path]) -> Digest | None:
    """Return the digest that this article had before; raise WriteError where writing would lose another's.

    `inputs` are all the files read in this run, resolved.
    """
    for kind in KINDS:
        path = output / f"{document.id}.{kind}"
        if path.resolve() in inputs:
            raise WriteError("would be written over an input", path=path, hint="give another --output")
    path = output / f"{document.id}.json"
    old = read_digest(path)
    if old is None or old.document.sha256 == document.sha256 or _is_same(old.document.path, document.path):
        return old
    is_edited = any(t.origin == "person" for edition in old.editions for t in edition.translations)
    if Path(old.document.path).resolve() in inputs and not is_edited:
        return None  # that article goes by another name in this run and is written there
    raise WriteError(
        f"holds the digest of another article, {old.document.path}",
        path=path,
        hint="move or remove that digest, or give another --output",
    )


def set_aside(path: Path) -> Path | None:
    """Rename a digest that cannot be read, so that nothing in it is lost; return its new name."""
    if not path.exists() or read_digest(path) is not None:
        return None
    return _renamed(path, f"{path.name}.bak", "")


def set_aside_edited(page: Path) -> Path | None:
    """Rename a Markdown that was edited by hand and not applied, lest it be lost; return its new name."""
    return _renamed(page, f"{page.stem}.edited", page.suffix) if is_edited(page) else None


def _renamed(path: Path, stem: str, suffix: str) -> Path:
    """Rename a file to the first of `stem`, `stem`2 … that is free."""
    numbers = itertools.chain([""], itertools.count(2))
    places = (path.with_name(f"{stem}{number}{suffix}") for number in numbers)
    try:
        return path.replace(next(place for place in places if not place.exists()))
    except OSError as error:
        what = f"must not be overwritten and cannot be set aside: {error.strerror}"
        raise WriteError(what, path=path, hint="move it away") from error


def write_article(digest: Digest, tools: Tools) -> list[Path]:
    """Write the digest and its pages, remove pages of it in other formats; return what was written."""
    name, output, written = digest.document.id, tools.settings.output, []
    for suffix, content in article_files(digest, tools.settings.formats, tools.templates):
        written.append(output / f"{name}.{suffix}")
        write_atomically(written[-1], content)
    remove_pages(output, name, set(PAGES) - {path.name.removeprefix(f"{name}.") for path in written})
    # The JSON goes last: it is what tells the next run that the article is done.
    written.append(output / f"{name}.json")
    write_atomically(written[-1], encode(digest))
    return written


def has_digest(output: Path) -> bool:
    """Tell whether a press digest of an earlier run is there."""
    return any((output / f"digest.{kind}").exists() for kind in BATCH)


def remove_pages(output: Path, name: str, suffixes: Iterable[str]) -> None:
    """Remove what is left of `name` with suffixes that are not written now: it would say something else."""
    for suffix in suffixes:
        path = output / f"{name}.{suffix}"
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            what = f"is out of date and cannot be removed: {error.strerror}"
            raise WriteError(what, path=path, hint="remove it") from error


def without_outputs(inputs: Iterable[Input], paths: Sequence[Path], output: Path) -> list[Input]:
    """Leave out what earlier runs wrote: files found in a folder that holds the output folder, or is it.

    A file that was named outright is taken wherever it lies.
    """
    home = output.resolve()
    roots = {path.resolve() for path in paths if path.is_dir()}
    named = {path for path in paths if not path.is_dir()}
    if not any(root == home or root in home.parents for root in roots):
        return list(inputs)
    is_apart = home not in roots

    def is_output(path: Path) -> bool:
        place = path.resolve()
        if path in named or home not in place.parents:
            return False
        return is_apart or (place.parent == home and is_written_by_a_run(place))

    return [source for source in inputs if source.is_stdin or not is_output(source.path)]


def is_written_by_a_run(path: Path) -> bool:
    """Tell whether a file in the output folder is one of those that runs write."""
    if path.name in OF_THE_BATCH or path.name.endswith(".edits.json") or EDITED.search(path.name):
        return True
    names = {path.name.removesuffix(f".{kind}") for kind in KINDS if path.name.endswith(f".{kind}")}
    return any(read_digest(path.with_name(f"{name}.json")) is not None for name in names)


def _is_same(one: str, other: str) -> bool:
    return one == other or Path(one).resolve() == Path(other).resolve()
