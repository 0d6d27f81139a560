"""The commands of the translation memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import File, memory_option, settings_for
from pipeline.counted import counted
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.run.memory import TranslationMemory

FILE = File(path_type=Path, dir_okay=False)
GIVEN = File(path_type=Path, dir_okay=False, exists=True)


@click.group()
def memory() -> None:
    """See, carry or empty the translation memory: what people corrected, used again by every run."""


@memory.command("stats")
@memory_option
def memory_stats(**flags: Any) -> None:
    """Print how many sentences are kept, by language, and where."""
    stats = _opened(**flags).stats()
    counts = ", ".join(f"{language} {count}" for language, count in stats.units.items())
    total = sum(stats.units.values())
    click.echo(f"{total} kept{f' ({counts})' if counts else ''}, {stats.size / 1e6:.1f} MB, {stats.path}")


@memory.command("import")
@click.argument("files", nargs=-1, required=True, type=GIVEN)
@memory_option
def memory_import(files: tuple[Path, ...], **flags: Any) -> None:
    """Take in the pairs kk-ru and kk-en of TMX files; one replaces another unless it is older.

    A file with a fault in it is not taken in at all.
    """
    from pipeline.run.exchange import import_tmx

    kept = _opened(**flags)
    for path in files:
        stored, others = import_tmx(path, kept)
        click.echo(
            f"{path}: {stored.added} added, {stored.changed} changed, {stored.same} there already, "
            f"{stored.older} older than what is there, {others} of other languages or empty"
        )


@memory.command("export")
@click.argument("file", type=FILE)
@memory_option
def memory_export(file: Path, **flags: Any) -> None:
    """Write everything kept to a TMX 1.4 file, for another machine or a translator's tool."""
    from pipeline.run.exchange import export_tmx

    count = export_tmx(_opened(**flags), file)
    click.echo(f"{count} written to {file}")


@memory.command("clear")
@click.option("--yes", is_flag=True, help="Do it: what people corrected is lost unless it was exported.")
@memory_option
def memory_clear(*, yes: bool, **flags: Any) -> None:
    """Forget everything, for good. What is written in digests stays there until the next run."""
    kept = _opened(**flags)
    count = sum(kept.stats().units.values())
    if count and not yes:
        hint = "pipeline memory export FILE.tmx keeps it, pipeline memory clear --yes forgets it"
        what = f"{counted(count, 'sentence')} that people corrected would be lost"
        raise UsageError(what, path=kept.path, hint=hint)
    if count:
        kept.clear()
    click.echo(f"{count} forgotten, {kept.path}")


def _opened(**flags: Any) -> TranslationMemory:
    from pipeline.run.memory import open_memory

    kept = open_memory(settings_for(**flags).memory)
    if kept is None:
        raise UsageError("the settings want no translation memory", hint="give --memory auto or a file")
    return kept
