"""Open zip archives that strangers made: bounded, never unpacked to disk, no name leading elsewhere."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from pipeline.counted import counted
from pipeline.errors import ReadError
from pipeline.limits import MIB, Limits
from pipeline.read.sniff import SUFFIXES

UTF8_FLAG = 0x800
DRIVE = re.compile(r"[A-Za-z]:")  # of Windows: «5: есеп.txt» leads nowhere
WORD = (".docx", ".docm")
ZIP_END = b"PK\x05\x06"
MAX_ZIP_END_BYTES = 22 + 65535  # with the longest comment
SMALL_BYTES = 64 * 1024  # under this a ratio says nothing
OTHERS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "META-INF/container.xml": "an e-book (EPUB)",
    "content.xml": "an OpenDocument file",
    "META-INF/MANIFEST.MF": "a Java program",
}


@contextmanager
def open_archive(file: Path | bytes, path: str, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose directory was checked; raises ReadError naming the limit that it exceeds."""
    with said_of(path), zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as archive:
        _check(archive.infolist(), path, limits)
        yield archive


def kept_open(file: Path, path: str, limits: Limits) -> zipfile.ZipFile:
    """Return a checked archive that stays open until it is dropped."""
    with said_of(path):
        archive = zipfile.ZipFile(file)
        _check(archive.infolist(), path, limits)
        return archive


@contextmanager
def said_of(path: str) -> Iterator[None]:
    """Turn what zipfile raises into a ReadError about `path`."""
    try:
        yield
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
        is_word = path.lower().endswith(WORD)
        what = f"is a damaged or unusual {'Word file' if is_word else 'zip archive'}: {error}"
        hint = "save it again in Word" if is_word else "pack it again"
        raise ReadError(what, path=path, hint=hint) from error
    except OSError as error:
        what = f"cannot be opened: {error.strerror or error}"
        raise ReadError(what, path=path, hint="check the file and its permissions") from error


def refuse_headless(raw: bytes, path: str) -> None:
    """Raise ReadError for what ends as a zip archive does and does not begin as one."""
    if b"\0" in raw and ZIP_END in raw[-MAX_ZIP_END_BYTES:]:
        hint = "copy, save or pack it again"
        raise ReadError("is a zip archive or Word file whose beginning is damaged", path=path, hint=hint)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; one not marked as UTF-8 may be that, or in Windows' code page."""
    if info.flag_bits & UTF8_FLAG or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")  # what zipfile takes it for
    except UnicodeEncodeError:  # from Python 3.12 on it takes the name that the extra field has
        return info.filename
    for codec in ("utf-8", "cp866"):
        with suppress(UnicodeDecodeError):
            return raw.decode(codec)
    return info.filename


def read_member(archive: zipfile.ZipFile, name: str, path: str, limits: Limits) -> bytes:
    """Return a member's bytes; raises ReadError when it is missing or larger than it may be."""
    info = archive.NameToInfo.get(name) or next(
        (i for i in archive.infolist() if member_name(i) == name), None
    )
    if info is None:
        raise ReadError(f"holds no {name}", path=path, hint="pack it again")
    if info.file_size > limits.article_bytes:
        what = f"is larger than {limits.article_mb} MiB when unpacked ({name})"
        raise limits.passed("article_mb", what, path, "split it, or check that it is one article")
    with archive.open(info) as member:
        return member.read(limits.article_bytes + 1)[: limits.article_bytes]


def is_docx(archive: zipfile.ZipFile) -> bool:
    """Tell whether the archive is a Word document."""
    names = set(archive.namelist())
    return "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)


def refuse_other_documents(archive: zipfile.ZipFile, path: str) -> None:
    """Raise ReadError for document formats that happen to be zip archives."""
    names = set(archive.namelist())
    for member, what in OTHERS.items():
        if member in names:
            raise ReadError(
                f"is {what}, not an article", path=path, hint="save it as docx or plain text (UTF-8)"
            )


def article_members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the members that a folder would give too: known suffixes, nothing hidden, no macOS shadows."""
    return [
        info
        for info in archive.infolist()
        if PurePosixPath(info.filename).suffix.lower() in SUFFIXES
        and not info.is_dir()
        and not _is_hidden(info)
    ]


def members_left_out(file: Path, limits: Limits) -> list[str]:
    """Return the names of the members that are not taken for articles, hidden ones aside."""
    with open_archive(file, str(file), limits) as archive:
        if is_docx(archive):
            return []
        taken = {info.filename for info in article_members(archive)}
        others = (info for info in archive.infolist() if info.filename not in taken and not info.is_dir())
        return [member_name(info) for info in others if not _is_hidden(info)]


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(info.filename).parts)


def _check(members: list[zipfile.ZipInfo], path: str, limits: Limits) -> None:
    def refuse(what: str, hint: str) -> None:
        raise ReadError(what, path=path, hint=hint)

    if len(members) > limits.zip_files:
        what = f"is a zip archive of more than {counted(limits.zip_files, 'file')}"
        raise limits.passed("zip_files", what, path, "split it")
    if sum(info.file_size for info in members) > limits.zip_mb * MIB:
        what = f"is a zip archive of more than {limits.zip_mb} MiB when unpacked"
        raise limits.passed("zip_mb", what, path, "split it")
    for info in members:
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        if ".." in parts or info.filename.startswith(("/", "\\")) or DRIVE.match(info.filename):
            refuse(f"is a zip archive with a name that leads outside it ({info.filename!r})", "do not use it")
        if stat.S_ISLNK(info.external_attr >> 16):
            refuse(f"is a zip archive with a link in it ({info.filename!r})", "pack the files themselves")
        if info.flag_bits & 0x1:
            refuse(f"is a zip archive with a password ({info.filename!r})", "pack it without one")
        if info.file_size > SMALL_BYTES and info.file_size > limits.zip_ratio * max(1, info.compress_size):
            ratio = f"{info.filename!r} unpacks to more than {limits.zip_ratio} times its size"
            what = f"is a zip archive that looks like a bomb ({ratio})"
            raise limits.passed("zip_ratio", what, path, "do not use it")
