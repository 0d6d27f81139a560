"""The command line: parse, call, print. Data goes to stdout, progress and messages to stderr."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.address import Place
from pipeline.cli.apply import apply
from pipeline.cli.cache import cache
from pipeline.cli.check import check
from pipeline.cli.export import export
from pipeline.cli.glossary import glossary
from pipeline.cli.group import Group, leave_at_once
from pipeline.cli.memory import memory
from pipeline.cli.models import models
from pipeline.cli.options import (
    PLACE,
    File,
    batch_options,
    glossary_option,
    level_of,
    limit_option,
    log_options,
    memory_option,
    model_options,
    settings_for,
    summary_options,
    tools_for,
)
from pipeline.cli.serve import serve
from pipeline.cli.watch import watch
from pipeline.errors import EXIT_FINDINGS, EXIT_SOME_FAILED

INPUT = File(path_type=Path, allow_dash=True)
EPILOG = """\b
Exit codes: 0 all well, 1 some inputs failed, 2 usage, 3 settings, 4 model,
5 findings under --strict, 130 interrupted."""


@click.group(cls=Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kazakh-press-pipeline")
def main() -> None:
    """Turn Kazakh news into aligned Russian and English digests, on this machine alone."""


@main.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, type=PLACE)
@batch_options
@model_options
@summary_options
@click.option("--force", is_flag=True, help="Redo articles that have not changed, without the cache.")
@click.option("--retry-failed", is_flag=True, help="Do only the articles that failed last time.")
@click.option("--no-cache", is_flag=True, help="Neither use nor fill the translation cache.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--strict", is_flag=True, help="Leave with 5 when a sentence is left to check.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON on stdout.")
@log_options
def run(
    paths: tuple[Place, ...],
    force: bool,
    retry_failed: bool,
    no_cache: bool,
    dry_run: bool,
    strict: bool,
    as_json: bool,
    log_level: str | None,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> int:
    """Translate and summarise articles: files, folders (taken recursively) or - for standard input.

    Paths and --output may be addresses that fsspec opens: s3://bucket/folder.

    Writes outputs/ID.json and outputs/ID.md for each article and outputs/digest.md for the batch. Articles
    whose outputs are up to date are left alone.
    """
    from pipeline.console import print_plan, print_report
    from pipeline.display import shown
    from pipeline.run.batch import run_batch
    from pipeline.run.plan import Redo, plan

    level = level_of(log_level, quiet=quiet, verbose=verbose)
    tools = tools_for(cache_mb=0 if no_cache or force else None, log_level=level, **flags)
    redo: Redo = "all" if force else "failed" if retry_failed else "changed"
    if dry_run:
        planned = plan(paths, tools)
        print_plan(tools, planned, redo)
        return EXIT_SOME_FAILED if planned.failures else 0
    with shown(tools) as progress:
        report = run_batch(paths, tools, progress, redo)
    print_report(report, tools, as_json=as_json, quiet=quiet)
    code = EXIT_SOME_FAILED if report.failures else EXIT_FINDINGS if strict and report.to_check else 0
    if tools.hung:
        leave_at_once(code)
    return code


@main.command()
@click.argument("file", type=INPUT)
@click.option("--json", "as_json", is_flag=True, help="Print ids and offsets too, one JSON object a line.")
@limit_option
def segment(file: Path, as_json: bool, limits: tuple[str, ...]) -> None:
    """Print the sentences of an article (or - for standard input), one a line."""
    import msgspec

    from pipeline.document import one_line
    from pipeline.run.article import take_in
    from pipeline.run.single import input_for

    settings = settings_for(limits=limits)
    for found in take_in(input_for(file, settings.limits)).segments:
        if as_json:
            click.echo(msgspec.json.encode(found).decode())
        else:
            click.echo(one_line(found.text))


@main.command()
@click.argument("file", type=INPUT)
@click.option(
    "-t", "--target", "targets", multiple=True, metavar="ru|en", help="Language to print; may be repeated."
)
@click.option("--lines", is_flag=True, help="Take each input line as one segment and print one line for it.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print segments, scores and findings, one JSON object a line."
)
@limit_option
@model_options
@memory_option
@glossary_option
def translate(file: Path, targets: tuple[str, ...], lines: bool, as_json: bool, **flags: Any) -> None:
    """Print the translation of an article (or - for standard input).

    With several targets each line holds them separated by tabs, in the order asked for.
    """
    from pipeline.run.single import translate_file, translate_lines

    tools = tools_for(targets=list(targets) or None, **flags)
    rows = translate_lines(file, tools) if lines else translate_file(file, tools)
    for row in rows:
        click.echo(row.json() if as_json else row.line())


@main.command()
@click.argument("file", type=INPUT)
@click.option("-t", "--target", "targets", multiple=True, metavar="kk|ru|en", help="Language to print (kk).")
@click.option("--json", "as_json", is_flag=True, help="Print sentences with the ids they rest on.")
@limit_option
@model_options
@summary_options
@memory_option
@glossary_option
def summarize(file: Path, targets: tuple[str, ...], as_json: bool, **flags: Any) -> None:
    """Print the summary of an article (or - for standard input), one paragraph a language."""
    from pipeline.run.single import summarize_file

    wanted = targets or ("kk",)
    tools = tools_for(targets=[t for t in wanted if t != "kk"] or None, **flags)
    for text in summarize_file(file, tools, wanted, as_json=as_json):
        click.echo(text)


@main.command()
@click.argument("test_set", type=File(path_type=Path, exists=True, dir_okay=False))
@click.option("--model", metavar="NAME", help="Model from models.yaml; `auto` is the best installed.")
@click.option("--quality", "qualities", multiple=True, metavar="fast|balanced|best", help="May be repeated.")
@click.option("--targets", metavar="ru,en", help="Languages to translate to.")
@click.option("--use", metavar="research|commercial", help="What the output is for (licences).")
@click.option("--threads", type=int, help="CPU threads; 0 takes what this process may use.")
@click.option("--json", "json_file", type=File(path_type=Path), help="Write the figures to this file.")
@click.option(
    "--markdown", "markdown_file", type=File(path_type=Path), help="Write a scorecard to this file."
)
def evaluate(
    test_set: Path,
    qualities: tuple[str, ...],
    json_file: Path | None,
    markdown_file: Path | None,
    **flags: Any,
) -> None:
    """Score a model on a TSV of kk, ru, en: BLEU and chrF++ with signatures, speed, findings.

    A document id may stand before the three columns. The scorecard is printed unless it goes to a file.
    """
    from pipeline.console import print_evaluation

    tools = [tools_for(quality=quality, **flags) for quality in qualities] or [tools_for(**flags)]
    print_evaluation(test_set, tools, json_file=json_file, markdown_file=markdown_file)


main.add_command(apply)
main.add_command(cache)
main.add_command(check)
main.add_command(export)
main.add_command(glossary)
main.add_command(memory)
main.add_command(serve)
main.add_command(models)
main.add_command(watch)
