"""The service, asked over HTTP as the installed command answers, and the judge of its requests."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.message import Message as Headers
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from fastapi import FastAPI
from starlette.types import Message

from pipeline.cli.serve import refuse_taken
from pipeline.document import Failure, TranslationUnit
from pipeline.errors import (
    LockedError,
    MemoryLow,
    ModelError,
    SettingsError,
    StorageError,
    UsageError,
    WriteError,
)
from pipeline.serve.app import make_app
from pipeline.serve.guard import Caller, Guard, Service, is_loopback
from pipeline.serve.refusals import RETRY_S, refusal_for, refusal_of
from pipeline.translate.protocol import Request as PipelineRequest
from tests.conftest import Cli, MakeTools
from tests.fakes import FakeTranslator, spell

ARTICLE = "Ауылда жаңа мектеп ашылды\n\nБүгін мектеп ашылды. Онда 300 бала оқиды.\n"
COMMAND = Path(sys.executable).with_name("pipeline")


class Stay(HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *args: object) -> None:
        return None


class Answer:
    """What the service said."""

    def __init__(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.status, self.body, self.headers = status, body, headers

    def json(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.body)
        return found


def ask(address: str, data: bytes | None = None, **headers: str) -> Answer:
    request = Request(address, data=data, headers=headers)
    try:
        with build_opener(Stay()).open(request, timeout=60) as found:
            return Answer(found.status, found.read(), lowered(found.headers))
    except HTTPError as error:
        return Answer(error.code, error.read(), lowered(error.headers))


def lowered(headers: Headers) -> dict[str, str]:
    return {key.lower(): value for key, value in headers.items()}


def started(folder: Path, *options: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(COMMAND), "serve", "--port", str(port), "--inbox", "inbox", "-o", "out"]
    places = {"PIPELINE_CACHE": str(folder / "cache"), "PIPELINE_MEMORY": str(folder / "tm.db")}
    environment = {**os.environ, **places}
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [*command, "--quality", "fast", *options], cwd=folder, env=environment, stdout=log, stderr=log
        ) as process,
    ):
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                ask(f"{address}/health")
                break
            except OSError:
                assert process.poll() is None, (folder / "log").read_text()
                time.sleep(0.1)
        yield address
        process.terminate()
        assert process.wait(30) in (0, -15)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from started(tmp_path_factory.mktemp("serve"), "--max-bytes", "2000")


@pytest.mark.slow
def test_an_article_that_is_sent_comes_back_as_its_digest_and_page(service: str) -> None:
    answer = ask(f"{service}/articles?name=mektep.txt", ARTICLE.encode())
    assert answer.status == 200, answer.body
    digest = answer.json()
    assert [edition["language"] for edition in digest["editions"]] == ["kk", "ru", "en"]  # type: ignore[attr-defined]
    page = ask(service + answer.headers["location"])
    assert b'data-save="/articles/mektep/edits"' in page.body
    assert b"connect-src &#39;self&#39;" in page.body
    assert ask(f"{service}/mektep.md").status == 200
    listed = json.loads(ask(f"{service}/articles").body)
    assert [entry["id"] for entry in listed] == ["mektep"]


@pytest.mark.slow
def test_an_article_of_a_kazakh_name_comes_back_with_the_address_of_its_page(service: str) -> None:
    answer = ask(f"{service}/articles?name={quote('Жаңа мектеп.txt')}", ARTICLE.encode())
    assert answer.status == 200, answer.body
    assert b'data-save="/articles/' in ask(service + answer.headers["location"]).body


@pytest.mark.slow
def test_an_edit_that_is_sent_is_in_the_page_and_survives_a_correction_elsewhere(service: str) -> None:
    ask(f"{service}/articles?name=okirman.txt", ARTICLE.encode())
    digest = ask(f"{service}/okirman.json").json()
    russian = digest["editions"][1]["translations"][1]  # type: ignore[index]
    edit = {
        "segment": russian["segment"],
        "language": "ru",
        "before": russian["text"],
        "text": "Открыли школу.",
    }
    edits = {"document": "okirman", "sha256": "x", "edits": [edit]}
    assert ask(f"{service}/articles/okirman/edits", json.dumps(edits).encode()).json() == {"edited": 1}
    assert "Открыли школу." in ask(f"{service}/okirman.html").body.decode()
    corrected = ARTICLE.replace("300", "320")
    again = ask(f"{service}/articles?name=okirman.txt", corrected.encode())
    assert "Открыли школу." in again.body.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "data", "status", "what"),
    [
        ("/articles?name=../x.txt", b"a", 400, "no name of a file"),
        ("/articles?name=.x", b"a", 400, "no name of a file"),
        ("/articles?name=x.txt", b"a" * 3000, 413, "larger than 2000 bytes"),
        ("/articles?name=x.txt", b"%PDF-1.7 \x00\x01", 422, "PDF"),
        ("/articles/mektep/edits", b"{}", 400, "are no edits"),
        ("/articles/other/edits", b'{"document": "mektep"}', 400, "are edits of 'mektep'"),
        ("/nothing.html", None, 404, "there is no nothing.html"),
        ("/no/such/place", None, 404, '"hint": "GET /articles lists what there is"'),
        ("/articles/mektep", b"a", 404, '"error": "there is nothing for POST /articles/mektep"'),
        (f"/{'x' * 300}.html", None, 400, "of 200 bytes at most"),
        (f"/articles?name={'x' * 250}.txt", b"a", 400, "of 200 bytes at most"),
        ("/articles?name=x.xls", b"a", 400, "is no name of an article"),
        ("/%2e%2e%2fetc%2fpasswd", None, 404, ""),
    ],
)
def test_what_cannot_be_met_is_refused_with_what_to_do(
    service: str, path: str, data: bytes | None, status: int, what: str
) -> None:
    answer = ask(service + path, data)
    assert answer.status == status, answer.body
    assert what in answer.body.decode()


@pytest.mark.slow
def test_an_article_that_failed_leaves_the_one_before_it(service: str) -> None:
    ask(f"{service}/articles?name=bar.txt", ARTICLE.encode())
    assert ask(f"{service}/articles?name=bar.txt", b"%PDF-1.7 \x00\x01").status == 422
    again = ask(f"{service}/articles?name=jana.txt", ARTICLE.replace("мектеп", "кітапхана").encode())
    assert again.status == 200
    assert "bar" in {entry["id"] for entry in json.loads(ask(f"{service}/articles").body)}


@pytest.mark.slow
def test_health_and_metrics_are_told(service: str) -> None:
    assert ask(f"{service}/health").json()["status"] == "ok"
    assert b'kazakh_press_requests_total{path="/health",status="200"}' in ask(f"{service}/metrics").body


@pytest.mark.slow
def test_with_a_token_only_who_knows_it_is_answered(tmp_path: Path) -> None:
    for address in started(tmp_path, "--token", "s3cret"):
        assert ask(f"{address}/articles").status == 401
        assert ask(f"{address}/health").status == 200
        assert ask(f"{address}/articles", Authorization="Bearer s3cret").status == 200
        assert ask(f"{address}/articles", Authorization="Bearer other").status == 401
        opened = ask(f"{address}/articles?token=s3cret")
        assert opened.status == 303
        cookie = opened.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert ask(f"{address}/articles", Cookie=cookie.partition(";")[0]).status == 200
        before = cookie.partition("=")[0] + "=of-an-earlier-token"
        assert ask(f"{address}/articles", Cookie=before).status == 401
        assert ask(f"{address}/articles?token=s3cret", Cookie=before).status == 303


@pytest.mark.slow
def test_a_token_that_no_header_carries_is_refused_at_the_start(cli: Cli) -> None:
    for token in ("құпия", "two words"):
        done = cli("serve", "--token", token)
        assert done.returncode == 2, done.stderr
        assert "no ASCII letter, digit or sign" in done.stderr


def test_other_machines_are_not_served_without_a_token(tmp_path: Path) -> None:
    command = [str(COMMAND), "serve", "--host", "0.0.0.0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert "give --token" in done.stderr


def caller(**facts: str) -> Caller:
    given = {"method": "POST", "path": "/articles", "address": "127.0.0.1", "host": "localhost:8484"}
    return Caller(**{**given, **facts})


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({}, None),
        ({"host": "127.0.0.1:8484"}, None),
        ({"host": "[::1]:8484"}, None),
        ({"host": "evil.example"}, 403),
        ({"host": "evil.example", "method": "GET"}, 403),
        ({"origin": "http://localhost:8484"}, None),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://evil.example", "method": "GET"}, None),
        ({"origin": "null"}, 403),
    ],
)
def test_no_other_site_changes_anything(facts: dict[str, str], status: int | None) -> None:
    refusal = Guard(Service(Path())).judge(caller(**facts))
    assert (refusal.status if refusal else None) == status


def test_who_sends_too_often_is_told_when_to_come_again() -> None:
    guard = Guard(Service(Path(), per_minute=2))
    assert [guard.judge(caller(), now) for now in (0.0, 1.0)] == [None, None]
    refusal = guard.judge(caller(), 10.0)
    assert refusal is not None
    assert (refusal.status, refusal.retry_after_s) == (429, 51)
    assert guard.judge(caller(address="::1"), 10.0) is None
    assert guard.judge(caller(method="GET"), 10.0) is None
    assert guard.judge(caller(), 61.0) is None


@pytest.mark.slow
def test_the_service_logs_json_alone_where_it_is_asked_to(tmp_path: Path) -> None:
    for _ in started(tmp_path, "--log-format", "json"):
        pass
    lines = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert "Uvicorn running" in "".join(json.loads(line)["message"] for line in lines)


@pytest.mark.slow
def test_a_limit_that_lets_nothing_through_is_refused(cli: Cli) -> None:
    refused = cli("serve", "--per-minute", "0")
    assert (refused.returncode, "'--per-minute'" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost", True),
        ("127.0.0.9", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("example.kz", False),
    ],
)
def test_a_loopback_address_is_told_from_others(host: str, own: bool) -> None:
    assert is_loopback(host) is own


async def called(app: FastAPI, method: str, address: str, body: bytes = b"") -> tuple[int, Any]:
    """Return status and content of the answer, asked of the application itself."""
    sent: list[Message] = []
    path, _, query = address.partition("?")
    scope = {"type": "http", "http_version": "1.1", "scheme": "http", "headers": [(b"host", b"localhost")]}
    asked = {"method": method, "path": path, "query_string": query.encode()}

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    async def send(message: Message) -> None:
        sent.append(message)

    with contextlib.suppress(ZeroDivisionError):  # a fault is answered, and raised for the server's log
        await app(scope | asked, receive, send)
    return sent[0]["status"], json.loads(b"".join(message.get("body", b"") for message in sent[1:]))


def posted(app: FastAPI, path: str, query: str, body: bytes) -> tuple[int, Any]:
    """Return status and content of the answer to a POST."""
    return asyncio.run(called(app, "POST", f"{path}?{query}", body))


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ModelError("is broken", path="model.bin", hint="install it again"), 503, "model.bin: is broken"),
        (StorageError("cannot be reached"), 503, "cannot be reached"),
        (SettingsError("is unknown"), 500, "is unknown"),
        (ImportError("no", name="numpy"), 500, "the package numpy cannot be loaded: no"),
        (LockedError("another run is writing"), 409, "another run is writing"),
    ],
)
def test_what_is_no_fault_of_the_caller_is_told_as_such_and_leaves_no_article_behind(
    tmp_path: Path, make_tools: MakeTools, error: Exception, status: int, said: str
) -> None:
    def answer(request: object) -> str:
        raise error

    app = make_app(make_tools(FakeTranslator(answer)), Service(tmp_path / "inbox"))
    found, told = posted(app, "/articles", "name=a.txt", ARTICLE.encode())
    assert (found, told["error"]) == (status, said)
    assert list((tmp_path / "inbox").iterdir()) == []


def test_a_fault_of_the_program_a_missing_name_and_an_unknown_article_are_told_as_json(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    app = make_app(make_tools(FakeTranslator(lambda request: str(1 // 0))), Service(tmp_path / "inbox"))
    status, told = posted(app, "/articles", "name=a.txt", ARTICLE.encode())
    assert (status, told["stage"]) == (500, "translate") and "ZeroDivisionError" in told["error"]
    assert posted(app, "/articles", "", b"") == (
        400,
        {"error": "lacks what it needs: name", "hint": "POST /articles?name=article.txt"},
    )
    status, told = posted(app, "/articles/b/edits", "", b'{"document": "b"}')
    assert (status, told["error"]) == (404, "there is no b here")


def test_edits_nested_without_end_are_no_edits_and_no_fault_of_the_program(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    app = make_app(make_tools(), Service(tmp_path / "inbox"))
    status, told = posted(app, "/articles/b/edits", "", b'{"x":' + b"[" * 9000)
    assert (status, told["error"][:12]) == (400, "are no edits")


def test_the_failure_of_an_article_is_not_that_of_another_whose_name_begins_alike(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    app = make_app(make_tools(), Service(tmp_path / "inbox"))
    (tmp_path / "inbox/a.txt.md").write_bytes(b"%PDF-1.7 \x00\x01")
    assert posted(app, "/articles", "name=a.txt", ARTICLE.encode())[0] == 200
    assert posted(app, "/articles", "name=a.txt.md", b"%PDF-1.7 \x00\x01")[0] == 422


@pytest.mark.parametrize("is_bad", [(False, True), (True, True)])
def test_of_a_file_of_several_articles_the_good_ones_stay_and_the_bad_are_named(
    tmp_path: Path, make_tools: MakeTools, is_bad: tuple[bool, bool]
) -> None:
    app = make_app(make_tools(), Service(tmp_path / "inbox"))
    items = [{"id": str(i), "text": "" if bad else ARTICLE} for i, bad in enumerate(is_bad)]
    body = "\n".join(map(json.dumps, items)).encode()
    status, told = posted(app, "/articles", "name=feed.jsonl", body)
    if all(is_bad):
        assert (status, told["path"], told["stage"]) == (422, "feed.jsonl#0", "read")
        assert list((tmp_path / "inbox").iterdir()) == []
        return
    assert (status, told["articles"]) == (200, ["feed-0"])
    assert [(each["path"], each["stage"]) for each in told["failed"]] == [("feed.jsonl#1", "read")]
    assert [each["id"] for each in asyncio.run(called(app, "GET", "/articles"))[1]] == ["feed-0"]
    assert "feed.jsonl#1" in (tmp_path / "out/digest.html").read_text(encoding="utf-8")


def test_who_hangs_up_while_sending_is_no_fault_of_the_program(tmp_path: Path, make_tools: MakeTools) -> None:
    app = make_app(make_tools(), Service(tmp_path / "inbox"))

    async def hung_up() -> list[Message]:
        sent: list[Message] = []
        begun: Message = {"type": "http.request", "body": b"a", "more_body": True}
        said: list[Message] = [begun, {"type": "http.disconnect"}]
        scope = {
            "type": "http",
            "http_version": "1.1",
            "scheme": "http",
            "method": "POST",
            "path": "/articles",
        }

        async def receive() -> Message:
            return said.pop(0)

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [(b"host", b"localhost")]
        await app(scope | {"query_string": b"name=a.txt", "headers": headers}, receive, send)
        return sent

    assert [message["status"] for message in asyncio.run(hung_up())[:1]] in ([400], [])
    assert list((tmp_path / "inbox").iterdir()) == []


def test_where_nothing_can_listen_is_told_with_a_remedy() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"cannot listen on 127.0.0.1:{port}") as error:
            refuse_taken("127.0.0.1", port)
        assert "--port" in error.value.hint
    refuse_taken("127.0.0.1", port)
    refuse_taken("localhost", 0)
    for host in ("no.such.host.invalid", "x" * 300, "203.0.113.7"):
        with pytest.raises(UsageError) as error:
            refuse_taken(host, 0)
        assert "--host" in error.value.hint


def test_a_machine_without_ipv6_can_listen_at_localhost(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain(socket.socket):
        def __init__(self, family: int = -1, *rest: int) -> None:
            if family == socket.AF_INET6:
                raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")
            super().__init__(family, *rest)

    both = [
        (socket.AF_INET6, socket.SOCK_STREAM, 0, "", ("::1", 0, 0, 0)),
        (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 0)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    monkeypatch.setattr(socket, "socket", Plain)
    refuse_taken("localhost", 0)


@pytest.mark.slow
def test_the_inbox_is_not_the_folder_of_the_outputs(cli: Cli) -> None:
    refused = cli("serve", "--inbox", "out", "-o", "./out")
    assert (refused.returncode, "give another --inbox or --output" in refused.stderr) == (2, True)


def test_articles_that_wait_for_their_turn_keep_nobody_from_being_answered(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    is_free = threading.Event()

    def answer(request: PipelineRequest) -> str:
        is_free.wait()
        return spell(request)

    app = make_app(make_tools(FakeTranslator(answer)), Service(tmp_path / "inbox"))

    async def health() -> int:
        names = [f"/articles?name={number}.txt" for number in range(50)]
        waiting = [asyncio.create_task(called(app, "POST", name, ARTICLE.encode())) for name in names]
        try:
            await asyncio.sleep(0.1)  # all of them have come in
            return (await asyncio.wait_for(called(app, "GET", "/health"), 60))[0]
        finally:
            for task in waiting:
                task.cancel()
            is_free.set()

    assert asyncio.run(health()) == 200


def test_memory_and_cache_serve_articles_in_whatever_thread_these_come(
    tmp_path: Path, make_tools: MakeTools
) -> None:
    tools = make_tools(cache_mb=10)
    assert tools.memory is not None
    tools.memory.put([TranslationUnit("Бүгін мектеп ашылды.", "ru", "Школа открыта.")])
    app = make_app(tools, Service(tmp_path / "inbox"))
    for name in ("a", "b"):
        status, told = posted(app, "/articles", f"name={name}.txt", ARTICLE.encode())  # a thread of its own
        assert status == 200, told
        assert "Школа открыта." in str(told)
    assert tools.cache is not None and not tools.cache.failure


def test_what_may_pass_by_itself_says_when_to_come_again(tmp_path: Path) -> None:
    full = WriteError("cannot be written: no space left")
    full.__cause__ = OSError(28, "No space left on device")
    assert [(refusal_of(e).status, refusal_of(e).retry_after_s) for e in (full, MemoryLow("short"))] == [
        (503, RETRY_S)
    ] * 2
    assert refusal_of(WriteError("holds the digest of another article")).status == 409
    failure = Failure("a.txt", "write", "cannot be written", "free some space")
    assert refusal_for(failure, may_pass=True).status == 503
    assert refusal_for(failure, may_pass=False).status == 409


@pytest.mark.slow
def test_an_article_that_takes_too_long_is_refused_and_the_service_goes_on(tmp_path: Path) -> None:
    long = "\n".join(f"Облыста {i} ауылда {i + 7} мектеп пен {i + 3} емхана ашылды." for i in range(4000))
    service = started(tmp_path, "--timeout", "2")
    address = next(service)
    refused = ask(f"{address}/articles?name=long.txt", f"Ауыл туралы\n{long}".encode())
    is_alive = ask(f"{address}/health").status == 200
    assert next(service, None) is None
    assert (refused.status, refused.json()["error"]) == (422, "took longer than 2 seconds")
    assert is_alive and not (tmp_path / "inbox/long.txt").exists()
