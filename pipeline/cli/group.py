"""The group of commands: how errors and interruptions are shown, and the exit codes they lead to."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

import click

from pipeline.errors import EXIT_INTERRUPTED, EXIT_SOME_FAILED, EngineHung, PipelineError
from pipeline.extras import broken_package

REFUSED = "the system refuses this: check the path, the permissions and the room on the disk"


class Group(click.Group):
    """A click group that shows a PipelineError as message, remedy and exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command and leave with the exit code of the design."""
        try:
            result = super().main(*args, **{**kwargs, "standalone_mode": False})
        except PipelineError as error:
            _say_error(error)
            if isinstance(error, EngineHung):
                leave_at_once(error.exit_code)
            sys.exit(error.exit_code)
        except ImportError as error:
            broken = broken_package(error)
            if broken is None:
                raise
            _say_error(broken)
            sys.exit(broken.exit_code)
        except click.exceptions.Exit as leaving:
            sys.exit(leaving.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            warn("interrupted; what is written stays, run again to go on")
            leave_at_once(EXIT_INTERRUPTED)
        except BrokenPipeError:
            sys.stderr.close()  # the reader (head, less) has left: nothing more to say
            sys.exit(EXIT_SOME_FAILED)
        except OSError as error:  # a path that the system refuses, or what is printed into a full disk
            _say_error(PipelineError(error.strerror or str(error), path=error.filename, hint=REFUSED))
            leave_at_once(EXIT_SOME_FAILED)
        sys.exit(result if isinstance(result, int) else 0)


def _say_error(error: PipelineError) -> None:
    """Print an error, as an event where the logs are JSON."""
    if _logs_json():
        import logging

        from pipeline import log

        path = {"path": str(error.path)} if error.path is not None else {}
        facts = {**path, "error": error.message, "hint": error.hint, "exit_code": error.exit_code}
        log.say(logging.ERROR, "error", facts)
    else:
        click.echo(f"error: {error}", err=True)


def warn(line: str) -> None:
    """Print a line, as an event where the logs are JSON."""
    if _logs_json():
        import logging

        from pipeline import log

        log.say(logging.WARNING, "warning", {"message": line})
    else:
        click.echo(line, err=True)


def _logs_json() -> bool:
    log = sys.modules.get("pipeline.log")  # nobody has asked for JSON where it is not even loaded
    return log is not None and log.is_on()


def leave_at_once(code: int) -> NoReturn:
    """Leave without waiting for a batch that the engine is at, as a normal exit would."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # of a full disk it has been told
            stream.flush()
    os._exit(code)
