"""The command line: parse, call, print. Data goes to stdout, progress and messages to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from pipeline.cli.models import models
from pipeline.errors import EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_SOME_FAILED, PipelineError

if TYPE_CHECKING:
    from pipeline.run.tools import Tools

Command = TypeVar("Command", bound=Callable[..., Any])
INPUT = click.Path(path_type=Path, allow_dash=True)
EPILOG = """\b
Exit codes: 0 all well, 1 some inputs failed, 2 usage, 3 settings, 4 model,
5 findings under --strict, 130 interrupted."""


class Group(click.Group):
    """A click group that shows a PipelineError as message, remedy and exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command and leave with the exit code of the design."""
        try:
            result = super().main(*args, **{**kwargs, "standalone_mode": False})
        except PipelineError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(error.exit_code)
        except click.exceptions.Exit as leaving:
            sys.exit(leaving.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            click.echo("interrupted; what is written stays, run again to go on", err=True)
            _leave_at_once(EXIT_INTERRUPTED)
        except BrokenPipeError:
            sys.stderr.close()  # the reader (head, less) has left: nothing more to say
            sys.exit(EXIT_SOME_FAILED)
        sys.exit(result if isinstance(result, int) else 0)


def _leave_at_once(code: int) -> NoReturn:
    """Leave without waiting for a batch that the engine is at, as a normal exit would."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def model_options(command: Command) -> Command:
    """Add the options that choose and drive a model."""
    for option in reversed(
        [
            click.option(
                "--model", metavar="NAME", help="Model from models.yaml; `auto` is the best installed."
            ),
            click.option("--use", metavar="research|commercial", help="What the output is for (licences)."),
            click.option(
                "--quality", metavar="fast|balanced|best", help="How hard to search for each sentence."
            ),
            click.option("--device", metavar="auto|cpu|cuda", help="Where the model runs."),
            click.option("--threads", type=int, help="CPU threads; 0 takes what this process may use."),
        ]
    ):
        command = option(command)
    return command


def summary_options(command: Command) -> Command:
    """Add the options of summaries."""
    for option in reversed(
        [
            click.option("--sentences", type=int, help="Sentences in a summary (default 3)."),
            click.option("--words", type=int, help="At most so many Kazakh words in a summary; 0: no limit."),
            click.option(
                "--summary", metavar="central|lead", help="Pick central sentences, or simply the first."
            ),
        ]
    ):
        command = option(command)
    return command


def _tools(**flags: Any) -> Tools:
    from pipeline.config import find_catalogue, load_catalogue, load_settings, misspelt_variables
    from pipeline.run.tools import open_tools

    for line in misspelt_variables():
        click.echo(f"warning: {line}", err=True)
    catalogue = load_catalogue(find_catalogue())
    return open_tools(load_settings(catalogue, flags), catalogue)


@click.group(cls=Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kazakh-press-pipeline")
def main() -> None:
    """Turn Kazakh news into aligned Russian and English digests, on this machine alone."""


@main.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, type=INPUT)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to (outputs)."
)
@click.option("--targets", metavar="ru,en", help="Languages to translate to.")
@click.option("--formats", metavar="md,html", help="What to write for people, beside the JSON.")
@model_options
@summary_options
@click.option("--force", is_flag=True, help="Redo articles that have not changed, without the cache.")
@click.option("--retry-failed", is_flag=True, help="Do only the articles that failed last time.")
@click.option("--no-cache", is_flag=True, help="Neither use nor fill the translation cache.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--timeout", "timeout_s", type=int, metavar="SECONDS", help="An article whose step takes longer fails."
)
@click.option("--strict", is_flag=True, help="Leave with 5 when a sentence is left to check.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON on stdout.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Name the model, the settings and every article.")
def run(
    paths: tuple[Path, ...],
    force: bool,
    retry_failed: bool,
    no_cache: bool,
    dry_run: bool,
    strict: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> int:
    """Translate and summarise articles: files, folders (taken recursively) or - for standard input.

    Writes outputs/ID.json and outputs/ID.md for each article and outputs/digest.md for the batch. Articles
    whose outputs are up to date are left alone.
    """
    from pipeline.console import print_plan, print_report, watch
    from pipeline.run.batch import Redo, plan, run_batch

    tools = _tools(cache_mb=0 if no_cache or force else None, **flags)
    if dry_run:
        inputs, failures, current = plan(paths, tools)
        print_plan(tools, inputs, failures, current, force=force)
        return EXIT_SOME_FAILED if failures else 0
    with watch(tools, quiet=quiet, verbose=verbose) as progress:
        redo: Redo = "all" if force else "failed" if retry_failed else "changed"
        report = run_batch(paths, tools, progress, redo)
    print_report(report, tools, as_json=as_json, quiet=quiet)
    code = EXIT_SOME_FAILED if report.failures else EXIT_FINDINGS if strict and report.to_check else 0
    if tools.hung:
        _leave_at_once(code)
    return code


@main.command()
@click.argument("file", type=INPUT)
@click.option("--json", "as_json", is_flag=True, help="Print ids and offsets too, one JSON object a line.")
def segment(file: Path, as_json: bool) -> None:
    """Print the sentences of an article (or - for standard input), one a line."""
    import msgspec

    from pipeline.document import one_line
    from pipeline.run.article import take_in
    from pipeline.run.single import input_for

    for found in take_in(input_for(file)).segments:
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
@model_options
def translate(file: Path, targets: tuple[str, ...], lines: bool, as_json: bool, **flags: Any) -> None:
    """Print the translation of an article (or - for standard input).

    With several targets each line holds them separated by tabs, in the order asked for.
    """
    from pipeline.run.single import translate_file, translate_lines

    tools = _tools(targets=list(targets) or None, **flags)
    rows = translate_lines(file, tools) if lines else translate_file(file, tools)
    for row in rows:
        click.echo(row.json() if as_json else row.line())


@main.command()
@click.argument("file", type=INPUT)
@click.option("-t", "--target", "targets", multiple=True, metavar="kk|ru|en", help="Language to print (kk).")
@click.option("--json", "as_json", is_flag=True, help="Print sentences with the ids they rest on.")
@model_options
@summary_options
def summarize(file: Path, targets: tuple[str, ...], as_json: bool, **flags: Any) -> None:
    """Print the summary of an article (or - for standard input), one paragraph a language."""
    from pipeline.run.single import summarize_file

    wanted = targets or ("kk",)
    tools = _tools(targets=[t for t in wanted if t != "kk"] or None, **flags)
    for text in summarize_file(file, tools, wanted, as_json=as_json):
        click.echo(text)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Put the new findings into the JSON and its Markdown.")
@click.option("--strict", is_flag=True, help="Leave with 5 when anything is found at warning or error.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, one a line.")
def check(files: tuple[Path, ...], write: bool, strict: bool, as_json: bool) -> int:
    """Run the checks again over digests (the .json files), after an edit say, and print what they find."""
    from pipeline.console import print_findings
    from pipeline.run.recheck import recheck_file

    doubts = sum(print_findings(file, recheck_file(file, write=write), as_json=as_json) for file in files)
    return EXIT_FINDINGS if strict and doubts else 0


@main.command()
@click.argument("edits", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Folder of the digests (that of the settings)."
)
def apply(edits: tuple[Path, ...], output: Path | None) -> None:
    """Write edits saved in the review page into their digests; no later run overwrites them."""
    from pipeline.config import find_catalogue, load_catalogue, load_settings
    from pipeline.run.edit import apply_edits

    folder = load_settings(load_catalogue(find_catalogue()), {"output": output}).output
    for path in edits:
        digest, count = apply_edits(path, folder)
        click.echo(f"{digest.document.id}: {count} edited, {len(digest.findings)} findings")


@main.group()
def cache() -> None:
    """See or empty the store of translations made before."""


@cache.command("stats")
def cache_stats() -> None:
    """Print how many translations are kept, how large they are and where."""
    from pipeline.console import print_cache
    from pipeline.run.cache import open_cache

    print_cache(open_cache(0).stats())


@cache.command("clear")
def cache_clear() -> None:
    """Forget all translations kept."""
    from pipeline.console import print_cache
    from pipeline.run.cache import open_cache

    print_cache(open_cache(0).clear(), cleared=True)


@main.command()
@click.argument("test_set", type=click.Path(path_type=Path))
@click.option("--model", metavar="NAME", help="Model from models.yaml; `auto` is the best installed.")
@click.option("--quality", "qualities", multiple=True, metavar="fast|balanced|best", help="May be repeated.")
@click.option("--targets", metavar="ru,en", help="Languages to translate to.")
@click.option("--use", metavar="research|commercial", help="What the output is for (licences).")
@click.option("--threads", type=int, help="CPU threads; 0 takes what this process may use.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures to this file.")
@click.option(
    "--markdown", "markdown_file", type=click.Path(path_type=Path), help="Write a scorecard to this file."
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

    tools = [_tools(quality=quality, **flags) for quality in qualities] or [_tools(**flags)]
    print_evaluation(test_set, tools, json_file=json_file, markdown_file=markdown_file)


main.add_command(models)
