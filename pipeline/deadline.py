"""Bound the time that one step of an article may take, however it is spent and in whatever thread.

The deadline is known wherever the step is worked on: whatever goes through many sentences, lines, records or
batches asks for it by `check`. In the main thread of a system that has alarms one rings besides, which ends
what does not ask: a regular expression, a library's own loop.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

from pipeline.counted import counted
from pipeline.errors import Overtime

AGAIN_S = 5.0  # rings again where a library has swallowed the first alarm
T = TypeVar("T")
HINT = "see what is unusual about the article, or allow more with --timeout (PIPELINE_TIMEOUT_S)"


@dataclass(slots=True)
class Deadline:
    """When a step must have ended, by the monotonic clock."""

    seconds: int
    stage: str
    end: float

    def overtime(self) -> Overtime:
        """Return the error of the step that did not."""
        return Overtime(f"took longer than {counted(self.seconds, 'second')}", stage=self.stage, hint=HINT)


_DEADLINE: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class _Alarm(BaseException):
    """Rises through code that catches every Exception."""


def check() -> None:
    """Raise Overtime where the step at work has passed its deadline; cheap enough for every sentence."""
    deadline = _DEADLINE.get()
    if deadline is not None and time.monotonic() > deadline.end:
        raise deadline.overtime()


def carried(step: Callable[..., T]) -> Callable[..., T]:
    """Return `step` under the deadline of now, for other threads to run, several at once too."""
    deadline = _DEADLINE.get()

    def run(*arguments: object) -> T:
        token = _DEADLINE.set(deadline)
        try:
            return step(*arguments)
        finally:
            _DEADLINE.reset(token)

    return run


def within(seconds: int, stage: str, step: Callable[[], T]) -> T:
    """Return what `step` returns; raise Overtime, naming `stage`, where it takes longer. 0 is no limit.

    What neither asks for the deadline nor hears the alarm (native code; in other threads and on Windows any
    single call of a library) is left when it returns.
    """
    if not seconds:
        return step()
    deadline = Deadline(seconds, stage, time.monotonic() + seconds)
    token = _DEADLINE.set(deadline)
    try:
        made = _alarmed(deadline, step) if _hears_alarms() else step()
        check()
        return made
    finally:
        _DEADLINE.reset(token)


@contextmanager
def uncounted() -> Iterator[None]:
    """Stop the clock for what no article has to answer for, nor break off: loading a model."""
    deadline, began = _DEADLINE.get(), time.monotonic()
    if deadline is None:
        yield
        return
    end, deadline.end = deadline.end, float("inf")
    has_alarm = _hears_alarms() and signal.getsignal(signal.SIGALRM) is _ring
    left, again = signal.setitimer(signal.ITIMER_REAL, 0) if has_alarm else (0.0, 0.0)
    try:
        yield
    finally:
        deadline.end = end + time.monotonic() - began
        if has_alarm:
            signal.setitimer(signal.ITIMER_REAL, left, again)


def _alarmed(deadline: Deadline, step: Callable[[], T]) -> T:
    before = signal.signal(signal.SIGALRM, _ring)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, deadline.seconds, AGAIN_S)
            return step()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _Alarm:
        raise deadline.overtime() from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _hears_alarms() -> bool:
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


def _ring(number: int, frame: FrameType | None) -> None:
    raise _Alarm
