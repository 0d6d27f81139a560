"""Runs commands in processes of their own that need not load the program: each is forked from one that has.

What a command sees is what the installed one sees: its own arguments, environment, folder and streams, and an
interpreter that ends after it. Loading alone takes most of the time of a short command.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

TIMEOUT_S = 300
REQUEST_BYTES = 1 << 16


class WarmCommand:
    """A process that has loaded the program and forks for each call."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._socket, theirs = socket.socketpair()
        self._socket.settimeout(TIMEOUT_S)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", __file__, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"},
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def call(
        self, arguments: Sequence[str], data: bytes, folder: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run the command and return what it said, and its exit code.

        `TimeoutError` where it takes too long: it is ended, and its late code is not the answer of the next.
        """
        assert "PYTHONPATH" not in environment, "read when an interpreter starts: use `installed_cli`"
        request = json.dumps([list(arguments), str(folder), dict(environment)]).encode()
        with ExitStack() as stack:
            streams = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
            streams[0].write(data)
            streams[0].seek(0)
            socket.send_fds(self._socket, [request], [stream.fileno() for stream in streams])
            try:
                code = int(self._socket.recv(REQUEST_BYTES))
            except TimeoutError:
                self._end()
                self._begin()
                raise
            for stream in streams:
                stream.seek(0)
            _, output, errors = (stream.read().decode() for stream in streams)
        return subprocess.CompletedProcess(arguments, code, output, errors)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        """End the process, and the command that it runs if one hangs."""
        self._socket.close()
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def load() -> None:
    """Load what commands load, and the tables that checks read."""
    import ctranslate2  # noqa: F401

    import pipeline.console
    import pipeline.display
    import pipeline.run.batch  # noqa: F401
    from pipeline.check import Pair, check_pair

    check_pair(Pair(1, "Алматыда 3 мектеп ашылды.", "В Алматы открыли 3 школы.", "ru"))
    check_pair(Pair(1, "Алматыда 3 мектеп ашылды.", "3 schools opened in Almaty.", "en"))
    tasks = Path("/proc/self/task")
    if tasks.exists() and len(list(tasks.iterdir())) > 1:
        sys.exit("a thread that does not live on in a forked process has been started: load less")


def serve(requests: socket.socket) -> None:
    """Fork for each request and answer with the exit code, until there are no more."""
    fork = multiprocessing.get_context("fork")
    while True:
        request, streams, *_ = socket.recv_fds(requests, REQUEST_BYTES, 3)
        if not request:
            return
        process = fork.Process(target=run, args=(request, streams))
        process.start()
        for stream in streams:
            os.close(stream)
        process.join()
        requests.send(b"%d" % (process.exitcode or 0))


def run(request: bytes, streams: Sequence[int]) -> None:
    """Run the command in this process, with the streams, arguments, folder and environment asked for."""
    arguments, folder, environment = json.loads(request)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    sys.stdin = os.fdopen(0, closefd=False)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["pipeline", *arguments]
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code
    gc.collect()  # closes what is open in cycles, as the end of an interpreter does
    sys.exit(code)


if __name__ == "__main__":
    from pipeline.cli import main

    load()
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv[1])))
