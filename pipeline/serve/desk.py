"""What is done with an article that was sent, and with edits of one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

import msgspec
from anyio import CapacityLimiter
from fastapi import Response
from fastapi.responses import JSONResponse

from pipeline.document import Failure
from pipeline.errors import LockedError
from pipeline.read import SUFFIXES, find_inputs
from pipeline.run.batch import run_batch
from pipeline.run.edit import apply_edits
from pipeline.run.memory import open_memory
from pipeline.run.progress import Silence
from pipeline.run.tools import Tools
from pipeline.serve.guard import Refusal, Service
from pipeline.serve.refusals import BAD, CONFLICT, NOT_FOUND, RefusedError, refusal_for
from pipeline.write import write_atomically

LISTED = "GET /articles lists what there is"


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


def _document(data: bytes) -> str:
    """Return the article that edits say they are of; raise RefusedError where these are no edits."""
    try:
        return msgspec.json.decode(data, type=_Named).document
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        hint = "send what the review page saves"
        raise RefusedError(Refusal(BAD, f"are no edits: {error}", hint)) from error
