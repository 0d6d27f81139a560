"""Which version of each object a copy on this machine is: what is the same is not fetched again."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from pipeline.errors import SettingsError

FILE = ".index.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS copies (
    name TEXT PRIMARY KEY, stamp TEXT NOT NULL, size INTEGER NOT NULL, time INTEGER NOT NULL
) WITHOUT ROWID;
"""


class Index:
    """The copies in a folder, each as it was when it equalled its object.

    Nothing rests on it: without its index a copy is fetched again. Used by one thread of one run at a time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = _open(folder / FILE)
        except (OSError, sqlite3.Error) as error:
            hint = "set PIPELINE_CACHE to a folder with room that can be written"
            raise SettingsError(f"cannot keep copies: {error}", path=folder, hint=hint) from error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def names(self) -> set[str]:
        """Return the names of the copies."""
        return {row[0] for row in self._database.execute("SELECT name FROM copies")}

    def knows(self, name: str) -> bool:
        """Tell whether there was such an object when it was last looked at."""
        return self._row(name) is not None

    def is_of(self, name: str, stamp: str, file: str | None = None) -> bool:
        """Tell whether the copy is there, untouched, and of the version that `stamp` tells."""
        return bool(stamp) and self._row(name) == (stamp, *self._state(file or name))

    def is_untouched(self, name: str) -> bool:
        """Tell whether the copy is as it was when it equalled its object."""
        row = self._row(name)
        return row is not None and row[1:] == self._state(name)

    def note(self, name: str, stamp: str, file: str | None = None) -> None:
        """Take note that the copy equals the object of that stamp."""
        row = (name, stamp, *self._state(file or name))
        with suppress(sqlite3.Error), self._database:  # it is then fetched again
            self._database.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?)", row)

    def forget(self, name: str) -> None:
        """Take note that there is no such object."""
        with suppress(sqlite3.Error), self._database:
            self._database.execute("DELETE FROM copies WHERE name = ?", (name,))

    def _row(self, name: str) -> tuple[str, int, int] | None:
        query = "SELECT stamp, size, time FROM copies WHERE name = ?"
        row: tuple[str, int, int] | None = self._database.execute(query, (name,)).fetchone()
        return row

    def _state(self, file: str) -> tuple[int, int]:
        try:
            status = (self._folder / file).stat()
        except OSError:
            return -1, -1
        return status.st_size, status.st_mtime_ns


def _open(path: Path) -> sqlite3.Connection:
    """Open an index; a broken one is begun anew."""
    for _ in range(2):
        database = sqlite3.connect(path)
        try:
            database.execute("PRAGMA synchronous = NORMAL")
            database.executescript(SCHEMA)
            database.execute("SELECT count(*) FROM copies").fetchone()
        except sqlite3.DatabaseError:
            database.close()
            path.unlink(missing_ok=True)
        else:
            return database
    raise sqlite3.DatabaseError(f"{path.name} cannot be made")
