"""Options that several commands share, and the tools that their values call for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.address import Place, Url, at_home, place_of
from pipeline.cli.group import warn

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.run.tools import Tools

Command = TypeVar("Command", bound=Callable[..., Any])


class _Place(click.ParamType[Place]):
    """A path on this machine, or an address that fsspec opens."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        """Return a Path or a Url; an empty one would be the folder that one is in."""
        if value == "":
            self.fail(EMPTY, param, ctx)
        return value if isinstance(value, Path | Url) else place_of(value)


class File(click.Path):
    """A path on this machine, as click takes it, but for an empty one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a Path."""
        if value == "":  # of a variable that is not set, say
            self.fail(EMPTY, param, ctx)
        return super().convert(value, param, ctx)


class _Folder(_Place):
    """The same, that is no file."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        """Refuse what is a file here."""
        place = super().convert(value, param, ctx)
        if isinstance(place, Path) and place.is_file():
            self.fail(f"Directory {str(place)!r} is a file.", param, ctx)
        return place


EMPTY = "the path is empty"
PLACE, FOLDER = _Place(), _Folder()

def together(*options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Return one decorator for several options, which the help then names in this order."""

    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


memory_option = click.option(
    "--memory",
    metavar="auto|none|FILE",
    help="File of people's corrections; `auto` is your own, `none` does without.",
)
glossary_option = click.option("--glossary", metavar="FILE", help="File of terms: .tsv, .csv or .tbx.")
messages_option = click.option(
    "--messages", metavar="en|kk|ru", help="Language of what the checks say (en)."
)
limit_option = click.option(
    "--limit", "limits", multiple=True, metavar="NAME=N", help="Allow larger inputs (see docs/inputs.md)."
)
# Of a batch: where it goes, to what, within which bounds, with what people know.
batch_options = together(
    click.option("-o", "--output", type=FOLDER, help="Folder to write to (outputs)."),
    click.option("--targets", metavar="ru,en", help="Languages to translate to."),
    messages_option,
    click.option(
        "--formats", metavar="md,html,…", help="Beside the JSON: md, html, ninjs, newsml, docx, rss."
    ),
    click.option(
        "--timeout",
        "timeout_s",
        type=int,
        metavar="SECONDS",
        help="Limit for each step of an article (1800); 0: none.",
    ),
    click.option("--templates", metavar="FOLDER", help="Jinja2 templates of your own for the pages."),
    limit_option,
    click.option("--engine", metavar="local|ray", help="Work here, or on the workers of a cluster."),
    click.option("--workers", type=int, help="Processes of the engine ray; 0: one for each core."),
    click.option("--metrics", metavar="FILE", help="Write the report there for Prometheus too."),
    memory_option,
    glossary_option,
    click.option(
        "--back-score/--no-back-score",
        default=None,
        help="Ask the model how likely the Kazakh is, given its translation (NLLB only).",
    ),
)
# What chooses and drives a model.
model_options = together(
    click.option("--model", metavar="NAME", help="Model from models.yaml; `auto` is the best installed."),
    click.option("--use", metavar="research|commercial", help="What the output is for (licences)."),
    click.option("--quality", metavar="fast|balanced|best", help="How hard to search for each sentence."),
    click.option("--device", metavar="auto|cpu|cuda", help="Where the model runs."),
    click.option("--threads", type=int, help="CPU threads; 0 takes what this process may use."),
)
summary_options = together(
    click.option("--sentences", type=int, help="Sentences in a summary (default 3)."),
    click.option(
        "--words",
        type=int,
        help="At most so many Kazakh words in a summary, but one sentence at least; 0: no limit.",
    ),
    click.option("--summary", metavar="central|lead", help="Pick central sentences, or simply the first."),
)
# What is told on stderr, and how.
log_options = together(
    click.option("--log-format", metavar="text|json", help="Lines for people, or JSON events."),
    click.option("--log-level", metavar="error|warning|info|debug", help="How much is told there."),
    click.option("-q", "--quiet", is_flag=True, help="Tell of failures and warnings only."),
    click.option("-v", "--verbose", is_flag=True, help="Name the model, every article, every stage."),
)


def level_of(log_level: str | None, *, quiet: bool, verbose: bool) -> str | None:
    """Return the level that the flags ask for."""
    return log_level or ("warning" if quiet else "debug" if verbose else None)


def tools_for(**flags: Any) -> Tools:
    """Return the tools that the flags, the environment and models.yaml call for; logs begin as these say."""
    from pipeline.config import find_catalogue, load_catalogue, load_settings
    from pipeline.run.tools import open_tools

    if (flags.get("log_format") or os.environ.get("PIPELINE_LOG_FORMAT")) == "json":
        _start_log("info")  # before anything can go wrong
    warn_of_variables()
    _name_missing(flags.get("memory"))
    catalogue = load_catalogue(find_catalogue())
    settings = load_settings(catalogue, flags)
    if settings.log_format == "json":
        _start_log(settings.log_level)
    return open_tools(settings, catalogue)


def _name_missing(memory: str | None) -> None:
    """Say so where the flag names a memory that is not there: a slip of the pen would go unnoticed."""
    if memory not in (None, "auto", "none") and not at_home(memory).exists():
        warn(f"warning: there is no translation memory {memory} yet; nothing is taken from it")


def settings_for(**flags: Any) -> Settings:
    """Return the settings that the flags, the environment and models.yaml make, for what needs no model."""
    from pipeline.config import find_catalogue, load_catalogue, load_settings

    warn_of_variables()
    return load_settings(load_catalogue(find_catalogue()), flags)


def warn_of_variables() -> None:
    """Point out variables of the environment that are no settings but close to one."""
    from pipeline.config import misspelt_variables

    for line in misspelt_variables():
        warn(f"warning: {line}")


def _start_log(level: str) -> None:
    from pipeline import log

    log.start(level)
