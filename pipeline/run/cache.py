"""Translations made before, kept on disk: what has not changed in an article is not translated again."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from pipeline.document import Finding, Translation
from pipeline.errors import SettingsError

VARIABLE = "PIPELINE_CACHE"
FILE = "translations.sqlite"
BUSY_S = 10.0  # how long to wait for another run that is writing
TRIM_TO = 0.9  # of the limit, so that not every run has to trim
SCHEMA = """
CREATE TABLE IF NOT EXISTS translations (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_use ON translations (used);
"""


@dataclass(frozen=True, slots=True)
class CacheStats:
    """What is in the cache: translations, bytes of them, and the file."""

    translations: int
    size: int
    path: Path


class TranslationCache:
    """An open cache; several runs may share one file. A broken file is put aside, not trusted."""

    def __init__(self, path: Path, limit_mb: int) -> None:
        self.path = path
        self._limit = limit_mb * 1_000_000
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = _open(path)
        except sqlite3.DatabaseError:
            path.replace(path.with_suffix(".broken"))
            self._database = _open(path)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Translation]:
        """Return the translations there are; their segment ids are 0."""
        found: dict[bytes, Translation] = {}
        for key in keys:
            row = self._database.execute("SELECT value FROM translations WHERE key = ?", (key,)).fetchone()
            if row is not None:
                found[key] = msgspec.json.decode(row[0], type=Translation)
        with self._database:
            now = int(time.time())
            self._database.executemany(
                "UPDATE translations SET used = ? WHERE key = ?", [(now, k) for k in found]
            )
        return found

    def put(self, translations: dict[bytes, Translation]) -> None:
        """Keep translations; the longest unused ones go when the limit is passed."""
        now = int(time.time())
        values = {key: msgspec.json.encode(renumbered(t, 0)) for key, t in translations.items()}
        rows = [(key, value, len(key) + len(value), now) for key, value in values.items()]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO translations VALUES (?, ?, ?, ?)", rows)
        size = self.stats().size
        if size > self._limit:
            self._trim(size)

    def stats(self) -> CacheStats:
        """Count what is kept."""
        count, size = self._database.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM translations"
        ).fetchone()
        return CacheStats(count, size, self.path)

    def clear(self) -> CacheStats:
        """Forget everything; return what was there."""
        before = self.stats()
        with self._database:
            self._database.execute("DELETE FROM translations")
        self._database.execute("VACUUM")
        return before

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _trim(self, size: int) -> None:
        with self._database:
            for key, entry in self._database.execute(
                "SELECT key, size FROM translations ORDER BY used"
            ).fetchall():
                if size <= self._limit * TRIM_TO:
                    break
                self._database.execute("DELETE FROM translations WHERE key = ?", (key,))
                size -= entry


def cache_path() -> Path:
    """Return the cache's file: in PIPELINE_CACHE, else in the user's cache directory."""
    chosen = os.environ.get(VARIABLE)
    folder = Path(chosen) if chosen else user_cache_path("kazakh-press-pipeline", appauthor=False)
    return folder.expanduser() / FILE


def open_cache(limit_mb: int) -> TranslationCache:
    """Open the cache; raise SettingsError, saying what to do, where it cannot be."""
    path = cache_path()
    try:
        return TranslationCache(path, limit_mb)
    except (OSError, sqlite3.Error) as error:
        hint = f"set {VARIABLE} to a folder that can be written, or run with --no-cache"
        raise SettingsError(
            f"the translation cache cannot be opened: {error}", path=path, hint=hint
        ) from error


def renumbered(translation: Translation, segment: int) -> Translation:
    """Return a translation, and all that was found in it, for another segment."""
    findings: tuple[Finding, ...] = tuple(replace(f, segment=segment) for f in translation.findings)
    return replace(translation, segment=segment, findings=findings)


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=BUSY_S)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.executescript(SCHEMA)
    return database
