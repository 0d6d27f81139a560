"""The command that serves a run over HTTP."""

from __future__ import annotations

import errno
import os
import re
import socket
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import (
    File,
    batch_options,
    level_of,
    log_options,
    model_options,
    summary_options,
    tools_for,
)
from pipeline.errors import UsageError
from pipeline.extras import refuse_without

NEEDED = ("fastapi", "uvicorn", "prometheus_client")
AT_LEAST_ONE = click.IntRange(min=1)


@click.command()
@click.option(
    "--inbox",
    type=File(path_type=Path, file_okay=False),
    default=Path("inbox"),
    show_default=True,
    help="Folder that keeps the articles sent.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8484,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)
@click.option(
    "--token",
    envvar="PIPELINE_TOKEN",
    default="",
    help="What callers must show; needed where other machines can reach the service.",
)
@click.option(
    "--max-bytes", type=AT_LEAST_ONE, default=5_000_000, show_default=True, help="Limit of one article."
)
@click.option(
    "--per-minute", type=AT_LEAST_ONE, default=60, show_default=True, help="Articles and edits of an address."
)
@batch_options
@model_options
@summary_options
@log_options
def serve(
    inbox: Path,
    host: str,
    port: int,
    token: str,
    max_bytes: int,
    per_minute: int,
    log_level: str | None,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Take articles over HTTP and give their digests; editors review them in the browser.

    POST /articles?name=FILE with an article as body answers with its digest. What is sent is kept in the
    inbox and goes the way of `run`.
    """
    refuse_without("serve", "serving needs", {name: name for name in NEEDED})
    import uvicorn

    from pipeline.serve import Service, make_app

    service = Service(inbox, host, port, token, max_bytes, per_minute)
    if not service.is_local and not token:
        hint = "give --token (or PIPELINE_TOKEN), or leave --host at 127.0.0.1"
        raise UsageError(f"other machines can reach {host}, and no token is asked of them", hint=hint)
    if not re.fullmatch(r"[!-~]*", token):  # what headers and cookies carry as it is
        what = "the token holds what is no ASCII letter, digit or sign"
        raise UsageError(what, hint="give another --token (or PIPELINE_TOKEN)")
    tools = tools_for(log_level=level_of(log_level, quiet=quiet, verbose=verbose), **flags)
    if tools.settings.remote is not None:
        hint = "give a folder as --output; `pipeline run` can publish to an object store"
        raise UsageError("is no folder to serve from", path=tools.settings.address(), hint=hint)
    if inbox.resolve() == tools.settings.output.resolve():
        what = "is the folder of the outputs, which takes no articles"
        raise UsageError(what, path=inbox, hint="give another --inbox or --output")
    refuse_taken(host, port)
    logs: dict[str, Any] = {"log_level": tools.settings.log_level}
    if tools.settings.log_format == "json":
        logs["log_config"] = None  # what the server logs goes the way of all else
    uvicorn.run(make_app(tools, service), host=host, port=port, server_header=False, **logs)


def refuse_taken(host: str, port: int) -> None:
    """Raise UsageError where this machine cannot listen at that address."""
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        what = f"{host!r} is no address: {getattr(error, 'strerror', None) or error}"
        raise UsageError(what, hint="give one of this machine as --host, 127.0.0.1 say") from error
    for family, kind, protocol, _, address in places:
        try:
            probe = socket.socket(family, kind, protocol)
        except OSError:  # a machine without IPv6, say, of which the server makes nothing either
            continue
        with probe:
            if os.name == "posix":  # as the server sets it: a port of which connections are closing is free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                raise UsageError(
                    f"cannot listen on {host}:{port}: {error.strerror}", hint=_remedy(error)
                ) from error


def _remedy(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "another program has the port: give another --port; 0 takes a free one"
    if error.errno == errno.EACCES:
        return "give a --port from 1024 on"
    return "give an address of this machine as --host"
