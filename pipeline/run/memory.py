"""The translation memory: what people made of sentences, kept for good and used again."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from platformdirs import user_data_path

from pipeline.address import at_home
from pipeline.document import Suggestion, Target, TranslationUnit, one_line
from pipeline.errors import SettingsError
from pipeline.models.store import APPLICATION

FILE = "memory.sqlite"
AUTO, NONE = "auto", "none"
SIMILAR_FROM = 85.0  # per cent of the characters of both sentences
SUGGESTED = 3  # for one sentence
FORMAT = 1  # of the file; raised when an older program could not read it
BUSY_S = 10.0  # how long to wait for another program that is writing
AT_ONCE = 4096  # sentences of the memory compared at once
LETTERS = 64  # counted apart: as many as spread the letters of Kazakh well
REMEDY = "run with --memory none, or name another file; what was exported as TMX can be imported there"
SCHEMA = f"""
CREATE TABLE memory (id TEXT NOT NULL);
CREATE TABLE units (
    source TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
    document TEXT NOT NULL, author TEXT NOT NULL, changed TEXT NOT NULL,
    length INTEGER NOT NULL, letters BLOB NOT NULL, revision INTEGER NOT NULL,
    PRIMARY KEY (source, language)
);
CREATE INDEX by_length ON units (length);
CREATE INDEX by_revision ON units (revision);
PRAGMA user_version = {FORMAT};
"""
COLUMNS = "source, language, text, document, author, changed"
Sentence = tuple[str, Target]  # a Kazakh text as `normal` gives it, and the language it is wanted in


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """What is kept: units by language, the size of the file and its place."""

    units: dict[str, int]
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of units: new, in place of another, there already, or older than what is there."""

    added: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0


class TranslationMemory:
    """A memory in one file, which is made when first written to; several programs may share it.

    Every method raises SettingsError where the file cannot be used: to go on without what people corrected
    would change the outputs without a word.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database: sqlite3.Connection | None = None
        self.first_state = self.state()

    def state(self) -> str:
        """Return what changes with every change of the memory; empty while there is none."""
        with self._reading() as database:
            if database is None:
                return ""
            (name,) = database.execute("SELECT id FROM memory").fetchone()
            (revision,) = database.execute("SELECT coalesce(max(revision), 0) FROM units").fetchone()
        return f"{name}:{revision}"

    def exact(self, texts: Collection[str]) -> dict[Sentence, str]:
        """Return what is kept for just these sentences."""
        found: dict[Sentence, str] = {}
        with self._reading() as database:
            if database is None:
                return {}
            for text in texts:
                rows = database.execute("SELECT language, text FROM units WHERE source = ?", (text,))
                found |= {(text, language): kept for language, kept in rows}
        return found

    def similar(self, texts: Collection[str], newer_than: int = 0) -> dict[Sentence, tuple[Suggestion, ...]]:
        """Return what is kept for sentences like these, the most similar first, the same sentence left out.

        With `newer_than` only what came in after that revision.
        """
        found: dict[Sentence, list[Suggestion]] = defaultdict(list)
        with self._reading() as database:
            if database is None or not texts:
                return {}
            for text, source, similarity in _near(database, list(texts), newer_than):
                for language, kept in database.execute(
                    "SELECT language, text FROM units WHERE source = ?", (source,)
                ):
                    found[text, language].append(Suggestion(source, kept, similarity))
        order = {key: sorted(near, key=lambda s: (-s.similarity, s.source)) for key, near in found.items()}
        return {key: tuple(near[:SUGGESTED]) for key, near in order.items()}

    def put(self, units: Iterable[TranslationUnit]) -> Stored:
        """Keep units, all or, where `units` raises, none; one replaces another unless known to be older."""
        counts = dict.fromkeys(("added", "changed", "same", "older"), 0)
        with self._writing() as database:
            (last,) = database.execute("SELECT coalesce(max(revision), 0) FROM units").fetchone()
            for unit in map(_normal_unit, units):
                if unit.source and unit.text:
                    counts[_put(database, unit, last + 1)] += 1
        return Stored(**counts)

    def units(self) -> Iterator[TranslationUnit]:
        """Yield all units, by sentence."""
        with self._reading() as database:
            if database is not None:
                for row in database.execute(f"SELECT {COLUMNS} FROM units ORDER BY source, language"):
                    yield TranslationUnit(*row)

    def stats(self) -> MemoryStats:
        """Count what is kept."""
        with self._reading() as database:
            if database is None:
                return MemoryStats({}, 0, self.path)
            counts = "SELECT language, count(*) FROM units GROUP BY language ORDER BY language"
            rows = database.execute(counts).fetchall()
            return MemoryStats(dict(rows), self.path.stat().st_size, self.path)

    def clear(self) -> None:
        """Forget everything, for good."""
        with self._writing() as database:
            database.execute("DELETE FROM units")
            database.execute("UPDATE memory SET id = ?", (_new_name(),))

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        with self._guard():
            if self._database is None and self.path.exists():
                self._database = _open(self.path)
            yield self._database

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._guard():
            if self._database is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._database = _open(self.path)
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                yield self._database

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            what = f"the translation memory cannot be used: {error}"
            raise SettingsError(what, path=self.path, hint=REMEDY) from error


def open_memory(chosen: str) -> TranslationMemory | None:
    """Return the memory that the setting `memory` names: `auto` is the user's own, `none` is none."""
    if chosen == NONE:
        return None
    if chosen == AUTO:
        return TranslationMemory(user_data_path(APPLICATION, appauthor=False) / FILE)
    return TranslationMemory(at_home(chosen))


def normal(text: str) -> str:
    """Return a sentence as the memory knows it: composed characters, single spaces."""
    return unicodedata.normalize("NFC", one_line(text))


def revision_of(state: str, other: str) -> int:
    """Return the revision in `state` where it is of the same memory as `other`, else 0."""
    (name, _, revision), (other_name, _, _) = state.partition(":"), other.partition(":")
    return int(revision) if name == other_name and revision.isdecimal() else 0


def _normal_unit(unit: TranslationUnit) -> TranslationUnit:
    return replace(unit, source=normal(unit.source), text=one_line(unit.text))


def _near(database: sqlite3.Connection, texts: list[str], newer_than: int) -> Iterator[tuple[str, str, int]]:
    """Yield each of `texts` with each other sentence of the memory like it, and how alike they are.

    Compared are only sentences of near length whose letters, counted, do not differ too much already: no edit
    changes the counts by more than one.
    """
    import numpy
    from rapidfuzz import fuzz

    share = SIMILAR_FROM / (200 - SIMILAR_FROM)  # a sentence shorter than this share of the other is unlike
    lengths = [len(text) for text in texts]
    rows = database.execute(
        "SELECT DISTINCT source, length, letters FROM units "
        "WHERE length BETWEEN ? AND ? AND revision > ? ORDER BY length",
        (int(min(lengths) * share), int(max(lengths) / share) + 1, newer_than),
    )
    wanted = [numpy.frombuffer(_letters(text), numpy.uint8)[:, None] for text in texts]
    while chunk := rows.fetchmany(AT_ONCE):
        sources, sizes, counts = zip(*chunk, strict=True)
        size = numpy.array(sizes)
        letters = numpy.frombuffer(b"".join(counts), numpy.uint8).reshape(-1, LETTERS).T.copy()
        for text, own in zip(texts, wanted, strict=True):
            start, end = numpy.searchsorted(size, [len(text) * share, len(text) / share + 1])
            near = letters[:, start:end]
            apart = (numpy.maximum(near, own) - numpy.minimum(near, own)).sum(axis=0, dtype=numpy.uint16)
            allowed = (len(text) + size[start:end]) * (1 - SIMILAR_FROM / 100)
            for place in numpy.flatnonzero(apart <= allowed):
                source = sources[start + place]
                ratio = fuzz.ratio(text, source, score_cutoff=SIMILAR_FROM)
                if ratio and text != source:
                    yield text, source, int(ratio)


def _letters(text: str) -> bytes:
    """Count the letters of a text, those of one code modulo LETTERS together."""
    counts = bytearray(LETTERS)
    for letter, count in Counter(text).items():
        place = ord(letter) % LETTERS
        counts[place] = min(255, counts[place] + count)
    return bytes(counts)


def _put(database: sqlite3.Connection, unit: TranslationUnit, revision: int) -> str:
    """Keep one unit; return which of the counts of Stored it is for."""
    key = (unit.source, unit.language)
    old = database.execute(
        "SELECT text, changed FROM units WHERE source = ? AND language = ?", key
    ).fetchone()
    if old is not None and old[0] == unit.text:
        return "same"
    if old is not None and unit.changed and old[1] > unit.changed:
        return "older"
    shape = (len(unit.source), _letters(unit.source))
    facts = (unit.text, unit.document, unit.author, unit.changed, *shape, revision)
    database.execute("INSERT OR REPLACE INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*key, *facts))
    return "added" if old is None else "changed"


def _new_name() -> str:
    return uuid4().hex[:12]


def _open(path: Path) -> sqlite3.Connection:
    # The service goes on in another thread each time, one at a time.
    database = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        (found,) = database.execute("PRAGMA user_version").fetchone()
        if found > FORMAT:
            raise sqlite3.DatabaseError("it was written by a newer version of the program")
        if not found:
            _make(database)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _make(database: sqlite3.Connection) -> None:
    """Put the tables into a new file, unless another program is quicker."""
    database.execute("BEGIN IMMEDIATE")
    if not database.execute("PRAGMA user_version").fetchone()[0]:
        if database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            database.execute("ROLLBACK")
            raise sqlite3.DatabaseError("it is a database of another program")
        for statement in filter(str.strip, SCHEMA.split(";")):
            database.execute(statement)
        database.execute("INSERT INTO memory VALUES (?)", (_new_name(),))
    database.execute("COMMIT")
