"""The command that checks digests again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.group import warn
from pipeline.cli.options import File, glossary_option, settings_for
from pipeline.errors import EXIT_FINDINGS


@click.command()
@click.argument("files", nargs=-1, required=True, type=File(path_type=Path, exists=True))
@click.option("--write", is_flag=True, help="Put the new findings into the JSON and its pages.")
@click.option("--strict", is_flag=True, help="Leave with 5 when anything is found at warning or error.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, one a line.")
@glossary_option
def check(files: tuple[Path, ...], write: bool, strict: bool, as_json: bool, **flags: Any) -> int:
    """Run the checks again over digests (the .json files), after an edit say, and print what they find."""
    from pipeline.console import print_findings
    from pipeline.run.recheck import is_as_written, recheck_file, said_of_terms
    from pipeline.run.terms import open_glossary
    from pipeline.write import load_templates

    settings = settings_for(**flags)
    terms, templates = open_glossary(settings.glossary), load_templates(settings.templates)
    doubts = 0
    for file in files:
        digest = recheck_file(file, templates, terms, write=write)
        if not write and not is_as_written(file):
            warn(f"warning: {file} is not as it was written: it was damaged, or changed by hand")
        if line := said_of_terms(digest, terms):
            warn(f"warning: {file} {line}")
        doubts += print_findings(file, digest, as_json=as_json)
    return EXIT_FINDINGS if strict and doubts else 0
