"""The routes: take an article, give its digest, show and keep edits, tell how it goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from prometheus_client import CollectorRegistry, Counter, generate_latest
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from pipeline.codec import encode
from pipeline.document import doubtful
from pipeline.errors import PipelineError
from pipeline.models.store import program_version
from pipeline.read import find_inputs
from pipeline.run.outputs import is_written_by_a_run
from pipeline.run.recheck import read_digest
from pipeline.run.tools import Tools
from pipeline.serve.desk import LISTED, Desk
from pipeline.serve.guard import COOKIE, Caller, Guard, Refusal, Service
from pipeline.serve.refusals import BAD, NOT_FOUND, TOO_LARGE, RefusedError, refusal_of
from pipeline.write import article_page

MAX_NAME_BYTES = 200  # of the 255 that a file may have: edits on their way add to the name
KINDS = {
    ".html": "text/html",
    ".md": "text/markdown",
    ".json": "application/json",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


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
