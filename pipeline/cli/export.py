"""The commands that give articles to other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from pipeline.cli.options import File
from pipeline.document import Target
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.write.xliff import Version

FOLDER = File(path_type=Path, file_okay=False)
VERSIONS = ("1.2", "2.1")


@click.group()
def export() -> None:
    """Give articles to other tools; `pipeline apply` takes back what they changed."""


@export.command("xliff")
@click.argument("digests", nargs=-1, required=True, type=File(path_type=Path, dir_okay=False, exists=True))
@click.option("--to", "target", required=True, type=click.Choice(get_args(Target)), help="Which edition.")
@click.option("--version", type=click.Choice(VERSIONS), default="1.2", help="1.2 (default): OmegaT, Virtaal.")
@click.option("-o", "--output", type=FOLDER, help="Folder to write to (that of the digest).")
@click.option("--force", is_flag=True, help="Write over an .xlf that is there.")
def export_to_xliff(
    digests: tuple[Path, ...], target: Target, version: Version, output: Path | None, *, force: bool
) -> None:
    """Write one edition of each digest (.json) as NAME.ru.xlf or NAME.en.xlf for a translator.

    A run never writes these: what a translator has in work is not to be overwritten.
    """
    from pipeline.run.exchange import export_xliff

    for digest in digests:
        path = (output or digest.parent) / f"{digest.stem}.{target}.xlf"
        if path.exists() and not force:
            hint = "apply or move it, or give --force"
            raise UsageError("is there already, with a translator's work perhaps", path=path, hint=hint)
        export_xliff(digest, target, version, path)
        click.echo(path)
