"""What a caller is told where a request cannot be met: the statuses of errors and of articles that failed."""

from __future__ import annotations

from pipeline.document import Failure
from pipeline.errors import (
    ArticleError,
    ModelError,
    PipelineError,
    ReadError,
    StorageError,
    UsageError,
    WriteError,
)
from pipeline.extras import broken_package
from pipeline.run.ledger import OURS
from pipeline.serve.guard import Refusal

BAD, NOT_FOUND, CONFLICT, TOO_LARGE, UNREADABLE, FAULT, AWAY = 400, 404, 409, 413, 422, 500, 503
RETRY_S = 60  # after which what may pass by itself is worth another try


class RefusedError(Exception):
    """A request that cannot be met; carries what the caller is told."""

    def __init__(self, refusal: Refusal, **facts: object) -> None:
        super().__init__(refusal.error)
        self.refusal, self.facts = refusal, facts


def refusal_of(error: Exception) -> Refusal:
    """Return what is told of an error: 4xx where the caller can mend it, 5xx where who runs the service must.

    A model or a store that does not work, a full disk or memory that is short is 503; settings that cannot be
    used and a fault of the program are 500.
    """
    error = broken_package(error) or error
    if not isinstance(error, PipelineError):
        return Refusal(FAULT, f"{type(error).__name__}: {error}", OURS)
    if isinstance(error, ArticleError) and error.may_pass:
        return Refusal(AWAY, error.message, error.hint, RETRY_S)
    if isinstance(error, ModelError | StorageError):
        return Refusal(AWAY, str(error).partition("\n")[0], error.hint)
    if isinstance(error, UsageError | WriteError):
        return Refusal(CONFLICT, error.message, error.hint)
    return Refusal(BAD if isinstance(error, ReadError) else FAULT, error.message, error.hint)


def refusal_for(failure: Failure, *, may_pass: bool) -> Refusal:
    """Return what is told of an article that failed: most often it is the article that must be mended."""
    if may_pass:
        return Refusal(AWAY, failure.error, failure.hint, RETRY_S)
    if failure.hint == OURS:
        return Refusal(FAULT, failure.error, failure.hint)
    return Refusal(CONFLICT if failure.stage == "write" else UNREADABLE, failure.error, failure.hint)
