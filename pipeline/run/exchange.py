"""Carry the translation memory and articles to other tools: TMX, XLIFF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipeline.document import Target, TranslationUnit
from pipeline.errors import UsageError
from pipeline.models.store import APPLICATION, program_version
from pipeline.read.tmx import read_tmx
from pipeline.run.memory import Stored, TranslationMemory
from pipeline.run.recheck import load_digest
from pipeline.write import write_atomically
from pipeline.write.tmx import tmx
from pipeline.write.xliff import Version, xliff


def import_tmx(path: Path, memory: TranslationMemory) -> tuple[Stored, int]:
    """Take in a TMX file, whole or not at all; return what became of its pairs and how many units had none.

    Raises ReadError where the file is no TMX or cannot be read safely.
    """
    others = 0

    def pairs() -> Iterator[TranslationUnit]:
        nonlocal others
        for found in read_tmx(path):
            others += not found
            yield from found

    return memory.put(pairs()), others


def export_tmx(memory: TranslationMemory, path: Path) -> int:
    """Write all units to a TMX file, whole or not at all; return how many there are."""
    parts = tmx(memory.units(), APPLICATION, program_version(), datetime.now(UTC))
    write_atomically(path, (part.encode() for part in parts))
    return sum(memory.stats().units.values())


def export_xliff(digest_file: Path, language: Target, version: Version, path: Path) -> None:
    """Write one edition of a digest to an XLIFF file, whole or not at all."""
    digest = load_digest(digest_file)
    languages = [edition.language for edition in digest.editions if edition.language != "kk"]
    if language not in languages:
        hint = f"it has {', '.join(languages)}; `pipeline run` with --targets makes others"
        raise UsageError(f"has no edition in {language}", path=digest_file, hint=hint)
    write_atomically(path, xliff(digest, language, version, datetime.now(UTC)).encode())
