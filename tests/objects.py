"""An object store on this machine: moto's S3, in front of which requests can be broken."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

BUCKET = "press"
KEYS = {"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_DEFAULT_REGION": "us-east-1"}
Fault = Callable[[dict[str, Any]], bool]  # of a request; true: the connection breaks off


class Quiet(WSGIRequestHandler):
    """Logs nothing."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 (the name is werkzeug's)
        pass


class Objects:
    """A server with one bucket; `requests` are those it had, `fault` may break one."""

    def __init__(self) -> None:
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

        self.requests: list[str] = []
        self.fault: Fault | None = None
        self._app = DomainDispatcherApplication(create_backend_app)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables by which s3fs finds it."""
        here = f"http://127.0.0.1:{self._server.server_port}"
        alone = {"AWS_MAX_ATTEMPTS": "1", "AWS_EC2_METADATA_DISABLED": "true"}
        return {**KEYS, **alone, "AWS_ENDPOINT_URL": here}

    def stop(self) -> None:
        """End it: nobody answers any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def puts(self) -> list[str]:
        """Return the names put, without locks."""
        names = [line.removeprefix("PUT ") for line in self.requests if line.startswith("PUT ")]
        return [name.rpartition("/")[2] for name in names if not name.endswith(".pipeline-lock")]

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.requests.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        if self.fault is not None and self.fault(environ):
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionAbortedError
        answer: Iterable[bytes] = self._app(environ, start)
        return answer
