"""A model hub on this machine, speaking the protocol that huggingface_hub expects, with faults on demand."""

from __future__ import annotations

import hashlib
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LARGE = (".bin", ".safetensors", "tokenizer.json")
RESOLVE = re.compile(r"/(?P<repo>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<name>.+)")


@dataclass
class Hub:
    """What it holds, what goes wrong, and what it was asked.

    `repositories` maps a name to commits, and each of these to its files. `break_after` closes the
    connection after so many bytes of a large file, as often as `breaks` says. `served` replaces a file's
    bytes, while its announced checksum stays. `refuse` answers everything with this status.
    """

    repositories: dict[str, dict[str, dict[str, bytes]]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    break_after: int = 0
    breaks: int = 0
    served: dict[str, bytes] = field(default_factory=dict)
    refuse: int = 0
    requests: list[tuple[str, str, str]] = field(default_factory=list)
    endpoint: str = ""

    def all_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file of every commit."""
        for commits in self.repositories.values():
            for files in commits.values():
                yield from files.items()

    def downloads(self, name: str) -> list[str]:
        """Return the Range header of each GET of a file, "" where there was none."""
        digest = next(
            hashlib.sha256(data).hexdigest() for known, data in self.all_files() if name.endswith(known)
        )
        return [
            span for method, path, span in self.requests if method == "GET" and path.endswith((name, digest))
        ]


class HubServer(ThreadingHTTPServer):
    """A server that knows its hub."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.hub = hub


class Handler(BaseHTTPRequestHandler):
    """Answer as the hub does: small files in place, large ones by a redirection to another host name."""

    protocol_version = "HTTP/1.1"
    server: HubServer

    def log_message(self, *_: object) -> None:
        """Keep the tests' output quiet."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        hub = self.server.hub
        hub.requests.append((self.command, self.path, self.headers.get("Range", "")))
        if hub.refuse:
            self._error(hub.refuse, "", "the hub is out of order")
        elif self.path.startswith("/lfs/"):
            self._send_blob(self.path.removeprefix("/lfs/"))
        elif match := RESOLVE.fullmatch(self.path):
            self._resolve(match["repo"], match["revision"], match["name"])
        else:
            self._error(404, "", "no such page")

    def _resolve(self, repo: str, revision: str, name: str) -> None:
        hub = self.server.hub
        commit = hub.branches.get(revision, revision)
        if repo not in hub.repositories:
            self._error(401, "RepoNotFound", "Repository not found")
        elif commit not in hub.repositories[repo]:
            self._error(404, "RevisionNotFound", "Invalid rev id")
        elif name not in hub.repositories[repo][commit]:
            self._error(404, "EntryNotFound", "Entry not found")
        elif name.endswith(LARGE):
            self._redirect(commit, hub.repositories[repo][commit][name])
        else:
            data = hub.repositories[repo][commit][name]
            blob = hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()
            self._send(hub.served.get(name, data), {"X-Repo-Commit": commit, "ETag": f'"{blob}"'})

    def _redirect(self, commit: str, data: bytes) -> None:
        digest = hashlib.sha256(data).hexdigest()
        elsewhere = self.server.hub.endpoint.replace("127.0.0.1", "localhost")
        self.send_response(302)
        self.send_header("X-Repo-Commit", commit)
        self.send_header("X-Linked-ETag", f'"{digest}"')
        self.send_header("X-Linked-Size", str(len(data)))
        self.send_header("Location", f"{elsewhere}/lfs/{digest}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_blob(self, digest: str) -> None:
        for name, data in self.server.hub.all_files():
            if hashlib.sha256(data).hexdigest() == digest:
                self._send(self.server.hub.served.get(name, data), {"ETag": f'"{digest}"'})
                return
        self._error(404, "", "no such blob")

    def _send(self, data: bytes, headers: dict[str, str]) -> None:
        span = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(span[1]) if span else 0
        if span and start >= len(data):
            self._error(416, "", "beyond the end")
            return
        self.send_response(206 if span else 200)
        if span:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        for key, value in {
            **headers,
            "Accept-Ranges": "bytes",
            "Content-Length": str(len(data) - start),
        }.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command == "GET":
            self._write(data[start:])

    def _write(self, data: bytes) -> None:
        hub = self.server.hub
        if not (hub.breaks and self.path.startswith("/lfs/")):
            self.wfile.write(data)
            return
        hub.breaks -= 1
        self.wfile.write(data[: hub.break_after])
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _error(self, status: int, code: str, message: str) -> None:
        body = message.encode()
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        self.send_header("X-Error-Message", message)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


@contextmanager
def running(hub: Hub) -> Iterator[Hub]:
    """Serve `hub` on a free port of this machine; set its endpoint."""
    server = HubServer(hub)
    hub.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
