"""The command that checks digests again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import glossary_option, settings_for
from pipeline.errors import EXIT_FINDINGS


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Put the new findings into the JSON and its pages.")
@click.option("--strict", is_flag=True, help="Leave with 5 when anything is found at warning or error.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, one a line.")
@glossary_option
def check(files: tuple[Path, ...], write: bool, strict: bool, as_json: bool, **flags: Any) -> int:
    """Run the checks again over digests (the .json files), after an edit say, and print what they find."""
    from pipeline.console import print_findings
    from pipeline.run.recheck import recheck_file
    from pipeline.run.terms import open_glossary
    from pipeline.write import load_templates

    settings = settings_for(**flags)
    terms, templates = open_glossary(settings.glossary), load_templates(settings.templates)
    digests = ((file, recheck_file(file, templates, terms, write=write)) for file in files)
    doubts = sum(print_findings(file, digest, as_json=as_json) for file, digest in digests)
    return EXIT_FINDINGS if strict and doubts else 0
