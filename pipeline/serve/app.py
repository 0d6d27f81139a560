"""The routes: take an article, give its digest, show and keep edits, tell how it goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse
from prometheus_client import CollectorRegistry, Counter, generate_latest
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from pipeline.codec import encode
from pipeline.document import Failure, doubtful
from pipeline.errors import LockedError, PipelineError
from pipeline.models.store import program_version
from pipeline.read import SUFFIXES, find_inputs
from pipeline.run.batch import run_batch
from pipeline.run.edit import apply_edits
from pipeline.run.memory import open_memory
from pipeline.run.outputs import is_written_by_a_run
from pipeline.run.progress import Silence
from pipeline.run.recheck import read_digest
from pipeline.run.tools import Tools
from pipeline.serve.guard import COOKIE, Caller, Guard, Refusal, Service
from pipeline.serve.refusals import (
    BAD,
    CONFLICT,
    NOT_FOUND,
    TOO_LARGE,
    RefusedError,
    refusal_for,
    refusal_of,
)
from pipeline.write import article_page, write_atomically

MAX_NAME_BYTES = 200  # of the 255 that a file may have: edits on their way add to the name
LISTED = "GET /articles lists what there is"
KINDS = {
    ".html": "text/html",
    ".md": "text/markdown",
    ".json": "application/json",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class _Named(msgspec.Struct):
    document: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of what was sent: the digests, and the items of it that failed, by their numbers."""

    digests: list[Path]
    failed: list[Failure]

    def answer(self) -> Response:
        """Return the digest of an article, or what a file of several came to."""
        if len(self.digests) != 1 or self.failed:
            ids = [path.stem for path in self.digests]
            failed = [
                {"path": f.path, "stage": f.stage, "error": f.error, "hint": f.hint} for f in self.failed
            ]
            return JSONResponse({"articles": ids, **({"failed": failed} if failed else {})})
        (path,) = self.digests
        address = f"/{quote(path.stem)}.html"
        return Response(path.read_bytes(), media_type="application/json", headers={"Location": address})


@dataclass
class Desk:
    """The articles that were sent, worked through by one run at a time; who waits for it takes no thread."""

    tools: Tools
    service: Service
    turn: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))

    @property
    def output(self) -> Path:
        """The folder of the digests."""
        return self.tools.settings.output

    def take(self, name: str, data: bytes) -> Taken:
        """Keep an article in the inbox and run over the inbox; return the digests made of it.

        Raises RefusedError where it, or each article in it, cannot be read or translated. Then, and if
        anything else fails, it leaves the inbox again, and what was there under its name before comes back.
        """
        path = self.service.inbox / name
        if path.suffix.lower() not in SUFFIXES:  # no run would look into it
            hint = f"give one that ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
            raise RefusedError(Refusal(BAD, f"{name} is no name of an article", hint))
        before = path.read_bytes() if path.exists() else None
        write_atomically(path, data)
        try:
            report = run_batch([self.service.inbox], self.tools, Silence())
        except BaseException as error:
            _undo(path, before)
            if not isinstance(error, LockedError):
                raise
            hint = "send it again when that run has ended"
            raise RefusedError(Refusal(CONFLICT, error.message, hint)) from error
        inputs, _ = find_inputs([self.service.inbox], self.tools.settings.limits)
        sent = {source.name: source.id for source in inputs if source.path == path}
        failed = {failure.path: failure for failure in report.failures if failure.path in sent}
        if failed.keys() == sent.keys():
            _undo(path, before)
            failure = next(iter(failed.values()))
            refusal = refusal_for(failure, may_pass=failure.path in report.passing)
            raise RefusedError(refusal, stage=failure.stage, path=self._sent_as(failure.path))
        digests = [self.output / f"{id_}.json" for item, id_ in sent.items() if item not in failed]
        return Taken(digests, [replace(each, path=self._sent_as(each.path)) for each in failed.values()])

    def _sent_as(self, path: str) -> str:
        """Return the name that a file was sent under, with the number of the item: feed.xml#2."""
        return path.removeprefix(str(self.service.inbox))[1:]

    def edit(self, name: str, data: bytes) -> int:
        """Put edits of the review page into their digest and the memory; return how many took effect."""
        meant = _document(data)
        if meant != name:
            raise RefusedError(Refusal(BAD, f"are edits of {meant!r}", "send them to that article's address"))
        if not (self.output / f"{name}.json").exists():
            raise RefusedError(Refusal(NOT_FOUND, f"there is no {name} here", LISTED))
        path = self.service.inbox / f".{name}.edits.json"
        write_atomically(path, data)
        try:
            memory = open_memory(self.tools.settings.memory)
            return apply_edits(path, self.output, memory, self.tools.templates, self.tools.glossary)[1]
        finally:
            path.unlink(missing_ok=True)


def _undo(path: Path, before: bytes | None) -> None:
    """Put back what was there before an article, or nothing."""
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_atomically(path, before)


def make_app(tools: Tools, service: Service) -> FastAPI:
    """Return the application; nothing is loaded before the first article."""
    service.inbox.mkdir(parents=True, exist_ok=True)
    app = FastAPI(title="Kazakh press pipeline", version=program_version(), docs_url=None, redoc_url=None)
    desk, registry = Desk(tools, service), CollectorRegistry()
    answered = Counter(
        "kazakh_press_requests", "Requests by path and status.", ["path", "status"], registry=registry
    )
    _guard(app, Guard(service), answered)
    _add_articles(app, desk)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok", "version": program_version(), "model": tools.model.card.name}

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), media_type="text/plain; version=0.0.4")

    _add_pages(app, desk)  # last: any other name is that of a file
    return app


def _guard(app: FastAPI, guard: Guard, answered: Counter) -> None:
    """Judge each request before it reaches a route, and tell every fault as JSON."""

    @app.middleware("http")
    async def judge(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        refusal = guard.judge(_caller(request, guard.service))
        response = _told(refusal) if refusal else await call(request)
        if refusal is None and guard.service.token and request.query_params.get("token"):
            response = RedirectResponse(request.url.path, status_code=303)
            response.set_cookie(COOKIE, guard.service.token, httponly=True, samesite="strict")
        route = getattr(request.scope.get("route"), "path", "other")
        answered.labels(route, str(response.status_code)).inc()
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    @app.exception_handler(RefusedError)
    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, RefusedError)
        return _told(error.refusal, **error.facts)

    @app.exception_handler(RequestValidationError)
    async def misses(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        names = ", ".join(str(fault["loc"][-1]) for fault in error.errors())
        return _told(Refusal(BAD, f"lacks what it needs: {names}", "POST /articles?name=article.txt"))

    @app.exception_handler(HTTPException)
    async def unknown(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # an address or a method that no route has
        what = f"{request.method} {request.url.path}"
        answer = _told(Refusal(error.status_code, f"there is nothing for {what}", LISTED))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(PipelineError)
    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        return _told(refusal_of(error))


def _add_articles(app: FastAPI, desk: Desk) -> None:
    @app.post("/articles")
    async def take(request: Request, name: str) -> Response:
        data = await _body(request, desk.service.max_bytes)
        _refuse_name(name)
        taken = await to_thread.run_sync(desk.take, name, data, limiter=desk.turn)
        return taken.answer()

    @app.get("/articles")
    def articles() -> list[dict[str, Any]]:
        inputs, _ = find_inputs([desk.service.inbox], desk.tools.settings.limits)
        found = ((source, read_digest(desk.output / f"{source.id}.json")) for source in inputs)
        return [
            {
                "id": source.id,
                "title": digest.document.title,
                "made": digest.provenance.finished,
                "to_check": len(doubtful(digest.findings)),
            }
            for source, digest in found
            if digest is not None
        ]

    @app.post("/articles/{name}/edits")
    async def edit(request: Request, name: str) -> dict[str, int]:
        data = await _body(request, desk.service.max_bytes)
        _refuse_name(name)
        return {"edited": await to_thread.run_sync(desk.edit, name, data, limiter=desk.turn)}


def _add_pages(app: FastAPI, desk: Desk) -> None:
    @app.get("/")
    def start() -> Response:
        return RedirectResponse("/digest.html")

    @app.get("/{name}")
    def page(name: str) -> Response:
        _refuse_name(name)
        path = desk.output / name
        if path.suffix == ".html" and name != "digest.html":
            digest = read_digest(path.with_suffix(".json"))
            if digest is not None:
                return HTMLResponse(article_page(digest, save_to=f"/articles/{path.stem}/edits"))
        if not path.is_file() or not is_written_by_a_run(path):
            raise RefusedError(Refusal(NOT_FOUND, f"there is no {name} here", LISTED))
        return FileResponse(path, media_type=KINDS.get(path.suffix, "application/octet-stream"))


def _caller(request: Request, service: Service) -> Caller:
    query = request.query_params.get("token", "") if service.token else ""
    return Caller(
        method=request.method,
        path=request.url.path,
        address=request.client.host if request.client else "",
        host=request.headers.get("host", ""),
        origin=request.headers.get("origin", ""),
        authorization=request.headers.get("authorization", ""),
        cookie=request.cookies.get(COOKIE, ""),
        query=query,
    )


async def _body(request: Request, limit: int) -> bytes:
    """Read what was sent, up to the limit; raise RefusedError past it, or where the sender hangs up."""
    data = bytearray()
    try:
        async for chunk in request.stream():
            data += chunk
            if len(data) > limit:
                hint = "send it in parts, or start the service with --max-bytes"
                raise RefusedError(Refusal(TOO_LARGE, f"is larger than {limit} bytes", hint))
    except ClientDisconnect as error:  # nobody reads this but the counter of requests
        raise RefusedError(Refusal(BAD, "was broken off while it was sent", "send it again")) from error
    return bytes(data)


def _document(data: bytes) -> str:
    """Return the article that edits say they are of; raise RefusedError where these are no edits."""
    try:
        return msgspec.json.decode(data, type=_Named).document
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        hint = "send what the review page saves"
        raise RefusedError(Refusal(BAD, f"are no edits: {error}", hint)) from error


def _refuse_name(name: str) -> None:
    """Raise RefusedError unless a name is that of a plain, visible file."""
    is_plain = name and name == Path(name).name and not name.startswith(".")
    if not is_plain or "\\" in name or "\0" in name or len(name.encode()) > MAX_NAME_BYTES:
        hint = f"give a plain name such as article.txt, of {MAX_NAME_BYTES} bytes at most"
        raise RefusedError(Refusal(BAD, f"{name!r} is no name of a file", hint))


def _told(refusal: Refusal, **facts: object) -> Response:
    headers = {"Retry-After": str(refusal.retry_after_s)} if refusal.retry_after_s else {}
    content = encode({"error": refusal.error, "hint": refusal.hint, **facts})
    return Response(content, refusal.status, headers=headers, media_type="application/json")
