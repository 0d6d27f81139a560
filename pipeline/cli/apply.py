"""The command that takes back what people edited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pipeline.cli.group import warn
from pipeline.cli.options import PLACE, File, glossary_option, memory_option, settings_for
from pipeline.counted import counted


@click.command()
@click.argument("edits", nargs=-1, required=True, type=File(path_type=Path, exists=True))
@click.option(
    "-o",
    "--output",
    type=PLACE,
    help="Folder of the digests (that EDITS lies in beside its digest, else the settings' own).",
)
@memory_option
@glossary_option
def apply(edits: tuple[Path, ...], **flags: Any) -> None:
    """Write edits into their digests; no later run overwrites them.

    EDITS is what the review page saved (.edits.json), an article's Markdown with changed sentences, or an
    .xlf as a translator's tool saved it. They go into the translation memory too: the next run uses them
    wherever the same sentence stands.
    """
    from pipeline.document import doubtful
    from pipeline.run.edit import edit_digest
    from pipeline.run.edits import folder_of
    from pipeline.run.memory import open_memory
    from pipeline.run.outputs import files_of
    from pipeline.run.progress import Silence
    from pipeline.run.recheck import said_of_terms
    from pipeline.run.staging import staged
    from pipeline.run.terms import open_glossary
    from pipeline.write import load_templates

    settings = settings_for(**flags)
    kept, templates = open_memory(settings.memory), load_templates(settings.templates)
    glossary = open_glossary(settings.glossary)
    for path in edits:
        beside = folder_of(path) if flags["output"] is None else None
        here = replace(settings, output=beside, remote=None) if beside else settings
        with staged([], here, Silence()) as stage:
            digest, count = edit_digest(path, here.output, kept, templates, glossary)
            stage.outlet.put(files_of(here.output, digest.document.id))
        if line := said_of_terms(digest, glossary):
            warn(f"warning: {digest.document.id} {line}")
        to_check = counted(len(doubtful(digest.findings)), "sentence")
        click.echo(f"{digest.document.id}: {count} edited, {to_check} to check")
