"""The commands of the glossary."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import File
from pipeline.counted import counted
from pipeline.errors import UsageError

FILE = File(path_type=Path, dir_okay=False)
GIVEN = File(path_type=Path, dir_okay=False, exists=True)


@click.group()
def glossary() -> None:
    """Begin a glossary, or see whether one can be used."""


@glossary.command("init")
@click.argument("file", type=FILE, default=Path("glossary.tsv"))
def glossary_init(file: Path) -> None:
    """Write the starter glossary of Kazakhstan's institutions, regions and offices to FILE (glossary.tsv)."""
    from pipeline.run.terms import starter
    from pipeline.write import write_atomically

    if file.exists():
        raise UsageError("is there already", path=file, hint="give another name, or move it away")
    write_atomically(file, starter())
    click.echo(f"{file}: edit it, and give it as --glossary {file} or in models.yaml")


@glossary.command("check")
@click.argument("files", nargs=-1, required=True, type=GIVEN)
def glossary_check(files: tuple[Path, ...]) -> None:
    """Read glossaries as a run does, and print how many terms each has; a fault is named with its line."""
    from pipeline.run.terms import open_glossary

    for file in files:
        read = open_glossary(str(file))
        click.echo(f"{file}: {counted(len(read.terms) if read is not None else 0, 'term')}")
