"""The command that watches folders."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import click

from pipeline.address import Place, Url
from pipeline.cli.group import leave_at_once, warn
from pipeline.cli.options import (
    PLACE,
    batch_options,
    level_of,
    log_options,
    model_options,
    summary_options,
    tools_for,
)
from pipeline.errors import UsageError


@click.command()
@click.argument("folders", nargs=-1, required=True, type=PLACE)
@batch_options
@model_options
@summary_options
@click.option(
    "--settle", "settle_s", type=int, metavar="SECONDS", help="How long a file must stand still (3)."
)
@log_options
def watch(
    folders: tuple[Place, ...], log_level: str | None, quiet: bool, verbose: bool, **flags: Any
) -> None:
    """Watch folders that articles are dropped into: translate what arrives, keep the digest up to date.

    Does what `run` does, again and again: what is up to date is left alone, what fails is listed. Ctrl-C and
    SIGTERM end it with exit code 0; what is written stays.
    """
    from pipeline.console import print_report
    from pipeline.display import say_ended, say_watching, shown
    from pipeline.run.watch import watch as rounds

    here = [folder for folder in folders if isinstance(folder, Path)]
    for folder in folders:
        if isinstance(folder, Url):
            hint = "have `pipeline run` started from time to time (cron): it does only what changed"
            raise UsageError("tells of no changes and cannot be watched", path=str(folder), hint=hint)
    tools = tools_for(log_level=level_of(log_level, quiet=quiet, verbose=verbose), **flags)
    signal.signal(signal.SIGTERM, _interrupt)
    say_watching(here, tools)
    try:
        for report in rounds(here, tools, lambda: shown(tools), lambda line: warn(f"warning: {line}")):
            print_report(report, tools, as_json=False, quiet=quiet)
            sys.stdout.flush()
    except KeyboardInterrupt:
        say_ended(tools)
        leave_at_once(0)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
