"""Translations made before, kept on disk: what has not changed in an article is not translated again."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from pipeline.config import CACHE, cache_folder
from pipeline.document import Finding, Translation
from pipeline.errors import SettingsError

VARIABLE = CACHE
FILE = "translations.sqlite"
REMEDY = f"set {VARIABLE} to a folder that can be written, or run with --no-cache"
BUSY_S = 10.0  # how long to wait for another run that is writing
TRIM_TO = 0.9  # of the limit, so that not every run has to trim
TRIMMED_AT_ONCE = 1000
CHECK_BYTES = 8  # of a hash before each value: SQLite does not notice a damaged one
SCHEMA = """
CREATE TABLE IF NOT EXISTS translations (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_age ON translations (used, size);
"""


@dataclass(frozen=True, slots=True)
class CacheStats:
    """What is in the cache: translations, bytes of them, and the file."""

    translations: int
    size: int
    path: Path


class TranslationCache:
    """A cache; several runs may share one file. A broken file is put aside, not trusted.

    No fault of it ends a run: `failure` then says what it was, and the cache holds and takes nothing more.
    """

    def __init__(self, path: Path, limit_mb: int) -> None:
        self.path = path
        self.failure = ""
        self._limit = limit_mb * 1_000_000
        self._size: int | None = None  # counted once, then kept up: counting takes as long as there is much
        self._database: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = _open_or_renew(path)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Translation]:
        """Return the translations there are; their segment ids are 0."""
        if self._database is None:
            return {}
        found: dict[bytes, Translation] = {}
        try:
            for key in keys:
                row = self._database.execute(
                    "SELECT value FROM translations WHERE key = ?", (key,)
                ).fetchone()
                if row is not None and (translation := _decoded(key, row[0])) is not None:
                    found[key] = translation
            with self._database:
                now = int(time.time())
                self._database.executemany(
                    "UPDATE translations SET used = ? WHERE key = ?", [(now, k) for k in found]
                )
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def put(self, translations: dict[bytes, Translation]) -> None:
        """Keep translations; the longest unused ones go when the limit is passed."""
        if self._database is None:
            return
        now = int(time.time())
        values = {key: _encoded(key, translation) for key, translation in translations.items()}
        rows = [(key, value, len(key) + len(value), now) for key, value in values.items()]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO translations VALUES (?, ?, ?, ?)", rows)
            if self._size is None:
                self._size = _count(self._database)[1]
            else:
                self._size += sum(size for _, _, size, _ in rows)
            if self._size > self._limit:
                self._size = self._trim(self._database, _count(self._database)[1])
        except sqlite3.Error as error:
            self._give_up(error)

    def stats(self) -> CacheStats:
        """Count what is kept; raise SettingsError where the cache cannot be read."""
        return self._asked(lambda database: CacheStats(*_count(database), self.path))

    def clear(self) -> CacheStats:
        """Forget everything; return what was there. Raises SettingsError where that is not possible."""

        def empty(database: sqlite3.Connection) -> CacheStats:
            before = CacheStats(*_count(database), self.path)
            with database:
                database.execute("DELETE FROM translations")
            database.execute("VACUUM")
            return before

        return self._asked(empty)

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()

    def _asked(self, question: Callable[[sqlite3.Connection], CacheStats]) -> CacheStats:
        try:
            if self._database is not None:
                return question(self._database)
        except sqlite3.Error as error:
            self._give_up(error)
        raise SettingsError(self.failure, path=self.path, hint=REMEDY)

    def _give_up(self, error: Exception) -> None:
        """Go on without: a cache is there to save time, and nothing rests on it."""
        self.failure = f"the translation cache cannot be used: {error}"
        with suppress(sqlite3.Error):
            self.close()
        self._database = None
        if _is_broken(error):
            with suppress(OSError):
                _put_aside(self.path)

    def _trim(self, database: sqlite3.Connection, size: int) -> int:
        """Drop the longest unused until the size fits; return it."""
        oldest = "SELECT key, size FROM translations ORDER BY used LIMIT ?"
        while size > self._limit:
            for key, entry in database.execute(oldest, (TRIMMED_AT_ONCE,)).fetchall():
                database.execute("DELETE FROM translations WHERE key = ?", (key,))
                size -= entry
                if size <= self._limit * TRIM_TO:
                    break
            database.commit()
        return size


def cache_path() -> Path:
    """Return the cache's file: in PIPELINE_CACHE, else in the user's cache directory."""
    return cache_folder() / FILE


def open_cache(limit_mb: int) -> TranslationCache:
    """Open the cache; raise SettingsError, saying what to do, where it cannot be."""
    cache = TranslationCache(cache_path(), limit_mb)
    if cache.failure:
        raise SettingsError(cache.failure, path=cache.path, hint=REMEDY)
    return cache


def renumbered(translation: Translation, segment: int) -> Translation:
    """Return a translation, and all that was found in it, for another segment."""
    findings: tuple[Finding, ...] = tuple(replace(f, segment=segment) for f in translation.findings)
    return replace(translation, segment=segment, findings=findings)


def _bare(translation: Translation) -> Translation:
    """Return what is kept: the checks of the day find anew what there is to find."""
    return replace(translation, segment=0, findings=())


def _encoded(key: bytes, translation: Translation) -> bytes:
    value = msgspec.json.encode(_bare(translation))
    return _check(key, value) + value


def _decoded(key: bytes, value: bytes) -> Translation | None:
    try:
        if value[:CHECK_BYTES] == _check(key, value[CHECK_BYTES:]):
            return msgspec.json.decode(value[CHECK_BYTES:], type=Translation)
    except (TypeError, msgspec.DecodeError, UnicodeDecodeError):
        pass
    return None  # written by another version, or damaged: it is made and written again


def _check(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, key=key, digest_size=CHECK_BYTES).digest()


def _count(database: sqlite3.Connection) -> tuple[int, int]:
    count, size = database.execute("SELECT count(*), coalesce(sum(size), 0) FROM translations").fetchone()
    return count, size


def _open_or_renew(path: Path) -> sqlite3.Connection:
    try:
        return _open(path)
    except sqlite3.Error as error:
        if not _is_broken(error):
            raise
        _put_aside(path)
        return _open(path)


def _is_broken(error: Exception) -> bool:
    """Tell a file that is no whole database from one that is locked, read-only or on a full disk."""
    code = getattr(error, "sqlite_errorcode", 0)
    # A plain ERROR is a table or a format that is not ours: the schema itself was damaged.
    broken = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
    return code & 0xFF in broken or code == sqlite3.SQLITE_IOERR_SHORT_READ


def _put_aside(path: Path) -> None:
    """Rename a broken file; its journal goes, or it would be played into the new one."""
    path.replace(path.with_suffix(".broken"))
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    # The service goes on in another thread each time, one at a time.
    database = sqlite3.connect(path, timeout=BUSY_S, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(SCHEMA)
    except sqlite3.Error:
        database.close()
        raise
    return database
