"""One run at a time may publish to an address: an object there says which, renewed as long as it lives.

Weaker than a lock of the operating system: nothing ends a run that was paused longer than its lease and did
not notice yet. What it then puts is an article made whole, by the rules of any run.
"""

from __future__ import annotations

import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from pipeline.errors import LockedError, PipelineError
from pipeline.remote.store import ObjectStore

NAME = ".pipeline-lock"
RENEWED_S = 30.0
LASTS_S = 240.0  # without renewal, by the clocks of both machines
SETTLED_S = 2.0  # in which two runs that take over one dead lease at once find out


@dataclass(frozen=True, slots=True)
class Holder:
    """Who publishes: `owner` is the spool of a machine, `token` one run."""

    owner: str
    token: str
    host: str
    process: int
    since: str
    renewed: float  # seconds since 1970


class Lease:
    """The right to publish; ends when it is not renewed in time, or someone else took it."""

    def __init__(self, store: ObjectStore, holder: Holder) -> None:
        self._store = store
        self._holder = holder
        self._renewed = (time.monotonic(), time.time())  # the first stands still where a machine sleeps
        self._is_taken = False
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="lease", daemon=True)

    def start(self) -> None:
        """Begin to renew it."""
        self._thread.start()

    def check(self) -> None:
        """Raise LockedError where the lease is no longer held."""
        passed = max(time.monotonic() - self._renewed[0], time.time() - self._renewed[1])
        if self._is_taken or passed > LASTS_S / 2:
            hint = "run again when that has ended, or when the store can be reached: what is written stays"
            raise LockedError("another run may be writing here by now", path=str(self._store.url), hint=hint)

    def renew(self) -> None:
        """Say that this run lives, where the lease is still its own."""
        found = _read(self._store)
        if found is None or found.token != self._holder.token:
            self._is_taken = True
            return
        moment = (time.monotonic(), time.time())
        self._store.put(NAME, msgspec.json.encode(replace(self._holder, renewed=moment[1])))
        self._renewed = moment

    def end(self) -> None:
        """Give the lease back."""
        self._done.set()
        with suppress(PipelineError):  # it ends by itself
            found = _read(self._store)
            if found is not None and found.token == self._holder.token:
                self._store.remove(NAME)

    def _go_on(self) -> None:
        while not self._done.wait(RENEWED_S) and not self._is_taken:
            with suppress(PipelineError):  # tried again; `check` counts the time
                self.renew()


@contextmanager
def held(store: ObjectStore, owner: str) -> Iterator[Lease]:
    """Hold the right to publish below an address; raise LockedError where another run has it.

    `owner` names a spool that only one run at a time can have: what it left behind is a dead run's.
    """
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    mine = Holder(owner, uuid.uuid4().hex, socket.gethostname(), os.getpid(), since, time.time())
    _take(store, mine)
    lease = Lease(store, mine)
    lease.start()
    try:
        yield lease
    finally:
        lease.end()


def _take(store: ObjectStore, mine: Holder) -> None:
    there = store.find(NAME)
    found, data = _holder(there), msgspec.json.encode(mine)
    if there is None:
        if not store.create(NAME, data):
            raise _locked(store, _read(store))
    elif found is None or found.owner == mine.owner:  # what a dead run of this spool left, or nobody's
        store.put(NAME, data)
    elif time.time() - found.renewed > LASTS_S:
        store.put(NAME, data)
        time.sleep(SETTLED_S)
    else:
        raise _locked(store, found)
    now = _read(store)  # some stores know no "only where there is none" and put regardless
    if now is None or now.token != mine.token:
        raise _locked(store, now)


def _read(store: ObjectStore) -> Holder | None:
    return _holder(store.find(NAME))


def _holder(data: bytes | None) -> Holder | None:
    try:
        return msgspec.json.decode(data, type=Holder) if data is not None else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _locked(store: ObjectStore, found: Holder | None) -> LockedError:
    hint = "wait until it has ended, or give another --output"
    if found is None:
        return LockedError("another run is writing here", path=str(store.url), hint=hint)
    until = datetime.fromtimestamp(found.renewed + LASTS_S).astimezone().strftime("%H:%M:%S")
    who = f"process {found.process} on {found.host}, since {found.since}"
    hint += f"; if it was killed, its right ends at {until}"
    return LockedError(f"another run is writing here ({who})", path=str(store.url), hint=hint)
