"""Bound the time that one step of an article may take, however it is spent."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from pipeline.errors import Overtime

AGAIN_S = 5.0  # rings again where a library has swallowed the first alarm
T = TypeVar("T")


class _Alarm(BaseException):
    """Rises through code that catches every Exception."""


def within(seconds: int, stage: str, step: Callable[[], T]) -> T:
    """Return what `step` returns; raise Overtime, naming `stage`, where it takes longer. 0 is no limit.

    The alarm stops Python code, regular expressions and waits of the main thread; what runs in native code
    is stopped when that returns. Other threads and systems without SIGALRM (Windows) have no limit.
    """
    if not seconds or not _has_alarm() or threading.current_thread() is not threading.main_thread():
        return step()
    before = signal.signal(signal.SIGALRM, _ring)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_S)
            return step()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _Alarm:
        hint = "see what is unusual about the article, or allow more with --timeout (PIPELINE_TIMEOUT_S)"
        raise Overtime(f"took longer than {seconds} seconds", stage=stage, hint=hint) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def uncounted() -> Iterator[None]:
    """Stop the clock of `within` for what no article has to answer for, nor break off: loading a model."""
    if not _has_alarm() or signal.getsignal(signal.SIGALRM) is not _ring:
        yield
        return
    left, again = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, again)


def _has_alarm() -> bool:
    return hasattr(signal, "SIGALRM")


def _ring(number: int, frame: FrameType | None) -> None:
    raise _Alarm
