"""The output folder: what in it is whose, what is set aside, and what goes when it is written anew."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pipeline.address import SCHEME, way_to, whereabouts
from pipeline.codec import encode
from pipeline.config import Settings
from pipeline.document import Digest, Document
from pipeline.errors import WriteError
from pipeline.read import STDIN, SUFFIXES, Copy, Input
from pipeline.run.current import file_bytes, head_of
from pipeline.run.recheck import read_digest
from pipeline.run.tools import Tools
from pipeline.write import (
    ARTICLE,
    BATCH,
    article_files,
    article_suffixes,
    write_atomically,
)
from pipeline.write.record import has_record, is_edited
from pipeline.write.seal import is_whole_digest, is_whole_html, seal_digest

FAILURES = "failures.jsonl"
REPORT = "run.json"
PAGES = tuple(article_suffixes(list(ARTICLE)))
EDITS = ".edits.json"  # of the review page
EDITED = re.compile(r"\.edited\d*\.md$")
ASIDE = re.compile(r"\.bak\d*$|\.edited\d*\.md$")
KINDS = ("json", *PAGES)
OF_THE_BATCH = frozenset({FAILURES, REPORT, *(f"digest.{kind}" for kind in BATCH)})


def refuse_to_overwrite(settings: Settings, document: Document, inputs: frozenset[str]) -> Digest | None:
    """Return the digest that this article had before; raise WriteError where writing would lose another's.

    `inputs`: where all the files lie that are read in this run.
    """
    for kind in KINDS:
        place = settings.address(settings.output / f"{document.id}.{kind}")
        if whereabouts(place) in inputs:
            raise WriteError("would be written over an input", path=place, hint="give another --output")
    path = settings.output / f"{document.id}.json"
    old = read_digest(path)
    if old is None or old.document.sha256 == document.sha256:
        return old
    if _lies_at(old, {whereabouts(document.path)}, settings.output):
        return old
    is_edited = any(t.origin == "person" for edition in old.editions for t in edition.translations)
    # Those go by another name in this run, and are written there, or are there no more.
    may_go = inputs | set(_gone_beside(document.path))
    if _lies_at(old, may_go, settings.output) and not is_edited:
        return None
    raise WriteError(
        f"holds the digest of another article, {old.document.path}",
        path=path,
        hint="move or remove that digest, or give another --output",
    )


def _gone_beside(address: str) -> Iterator[str]:
    """Yield where files of this one's name and another suffix stood, whose removal gave it the short name."""
    if SCHEME.match(address) or address == STDIN:
        return
    place = Path(whereabouts(address))
    for suffix in SUFFIXES:
        other = place.with_suffix(suffix)
        with suppress(OSError):  # a name too long is that of no file
            if not other.exists():
                yield str(other)


def set_aside(tools: Tools, name: str) -> Iterator[str]:
    """Rename the files of an article that are not as they were written; yield a line on each.

    They were damaged or changed by hand: nothing in them may be lost. A digest without a seal is one that an
    earlier version wrote, and so are its pages; a newsroom's own Markdown has no record.
    """
    path, page, html = (tools.settings.output / f"{name}.{kind}" for kind in ("json", "md", "html"))
    data = file_bytes(path)
    head = head_of(data)
    damaged = []
    if path.exists() and (read_digest(path) is None or (head and head.seal and not is_whole_digest(data))):
        damaged.append(path)
    if head is None or head.seal:
        sealed = head.seal if head is not None and is_whole_digest(data) else {}
        is_whole = {html: is_whole_html(file_bytes(html)), page: has_record(page)}
        is_whole[page] |= "article.md" in tools.templates.loaded
        pages = [file for file in (html, page) if file.exists() and not is_whole[file]]
        damaged += [file for file in pages if not _is_of(file, sealed)]
    for file in damaged:
        kept = tools.settings.address(_renamed(file, f"{file.name}.bak", ""))
        yield f"{file.name} was not as it was written; it is kept as {kept}"
    if is_edited(page):
        kept = tools.settings.address(_renamed(page, f"{page.stem}.edited", page.suffix))
        yield f"{page.name} was edited by hand; it is kept as {kept}"


def _is_of(page: Path, sealed: Mapping[str, str]) -> bool:
    """Tell whether a page is the one that its digest was sealed with, by whatever template."""
    return sha256(file_bytes(page)).hexdigest() == sealed.get(page.suffix.removeprefix("."))


def _renamed(path: Path, stem: str, suffix: str) -> Path:
    """Rename a file to the first of `stem`, `stem`2 … that is free."""
    numbers = itertools.chain([""], itertools.count(2))
    places = (path.with_name(f"{stem}{number}{suffix}") for number in numbers)
    try:
        return path.replace(next(place for place in places if not place.exists()))
    except OSError as error:
        what = f"must not be overwritten and cannot be set aside: {error.strerror}"
        raise WriteError(what, path=path, hint="move it away") from error


def files_of(output: Path, name: str) -> list[list[str]]:
    """Return the names that an article's files may have, those first that must be safe before the next go."""
    stems = [(f"{name}.{kind}.bak", "") for kind in ("json", "md", "html")] + [(f"{name}.edited", ".md")]
    asides = [aside for stem, suffix in stems for aside in _taken(output, stem, suffix)]
    return [asides, [f"{name}.{kind}" for kind in PAGES], [f"{name}.json"]]


def batch_files() -> list[list[str]]:
    """Return the names of the batch's own files, in the order in which they are written."""
    return [[f"digest.{kind}" for kind in BATCH], [FAILURES], [REPORT]]


def is_aside(name: str) -> bool:
    """Tell whether a file is one that was set aside."""
    return ASIDE.search(name) is not None


def _taken(output: Path, stem: str, suffix: str) -> Iterator[str]:
    """Yield the names that `_renamed` has taken."""
    for number in itertools.chain([""], itertools.count(2)):
        if not (output / f"{stem}{number}{suffix}").exists():
            return
        yield f"{stem}{number}{suffix}"


def write_article(digest: Digest, tools: Tools) -> list[Path]:
    """Write the digest and its pages, remove pages of it in other formats; return what was written."""
    name, output = digest.document.id, tools.settings.output
    pages = dict(article_files(digest, tools.settings.formats, tools.templates))
    for suffix, content in pages.items():
        write_atomically(output / f"{name}.{suffix}", content)
    remove_pages(output, name, set(PAGES) - pages.keys())
    # The JSON goes last: it is what tells the next run that the article is done.
    write_atomically(output / f"{name}.json", seal_digest(encode(digest), pages))
    return article_paths(digest, tools)


def article_paths(digest: Digest, tools: Tools) -> list[Path]:
    """Return where the files of an article are written, the JSON last."""
    suffixes = article_suffixes(tools.settings.formats, tools.settings.targets)
    return [tools.settings.output / f"{digest.document.id}.{suffix}" for suffix in (*suffixes, "json")]


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


def without_outputs(inputs: Iterable[Input], paths: Sequence[Path | Copy], output: Path) -> list[Input]:
    """Leave out what earlier runs wrote: files found in a folder that holds the output folder, or is it.

    A file that was named outright is taken wherever it lies.
    """
    home = output.resolve()
    here = [path for path in paths if isinstance(path, Path)]
    roots = {path.resolve() for path in here if path.is_dir()}
    named = {path for path in here if not path.is_dir()}
    if not any(root == home or root in home.parents for root in roots):
        return list(inputs)
    is_apart = home not in roots

    def is_output(path: Path) -> bool:
        place = path.resolve()
        if path in named or home not in place.parents:
            return False
        return is_apart or (place.parent == home and is_written_by_a_run(place))

    return [source for source in inputs if source.is_stdin or source.url or not is_output(source.path)]


def is_written_by_a_run(path: Path) -> bool:
    """Tell whether a file in the output folder is one of those that runs write."""
    is_kept = path.name.endswith(EDITS) or EDITED.search(path.name) is not None
    return is_kept or is_batch_file(path.name) or is_page_of_a_digest(path)


def is_batch_file(name: str) -> bool:
    """Tell whether a name is that of one of the batch's own files."""
    return name in OF_THE_BATCH


def is_page_of_a_digest(path: Path) -> bool:
    """Tell whether a file is a digest, or has the name of one of its pages and lies beside it."""
    names = {path.name.removesuffix(f".{kind}") for kind in KINDS if path.name.endswith(f".{kind}")}
    return any(read_digest(path.with_name(f"{name}.json")) is not None for name in names)


def _lies_at(digest: Digest, places: Iterable[str], output: Path) -> bool:
    """Tell whether the article of a digest is one of the files at these places."""
    origin = digest.provenance.origin
    if origin:
        return any(way_to(place, output) == origin for place in places)
    return whereabouts(digest.document.path) in places
