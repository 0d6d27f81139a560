"""Who may ask what of the service, how much and how often."""

from __future__ import annotations

import hmac
import ipaddress
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

MINUTE_S = 60.0
COOKIE = "kazakh_press_token"
OPEN_PATHS = ("/health",)
CHANGING = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Service:
    """Where the service listens and what it allows; `inbox` keeps the articles that were sent."""

    inbox: Path
    host: str = "127.0.0.1"
    port: int = 8484
    token: str = ""
    max_bytes: int = 5_000_000
    per_minute: int = 60

    @property
    def is_local(self) -> bool:
        """Tell whether only this machine can reach it."""
        return is_loopback(self.host)


@dataclass(frozen=True, slots=True)
class Caller:
    """What a request says of itself."""

    method: str
    path: str
    address: str
    host: str
    origin: str = ""
    authorization: str = ""
    cookie: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered: an HTTP status and what to do."""

    status: int
    error: str
    hint: str
    retry_after_s: int = 0


@dataclass(slots=True)
class Guard:
    """Judges requests; it remembers for a minute how often each address changed something."""

    service: Service
    seen: dict[str, deque[float]] = field(default_factory=dict)

    def judge(self, caller: Caller, now: float | None = None) -> Refusal | None:
        """Return why the request is refused, if it is."""
        if self.service.is_local and not is_loopback(_name(caller.host)):
            # A page of another site whose name was made to point here (DNS rebinding).
            return Refusal(403, f"is not served under the name {caller.host}", "use 127.0.0.1 or localhost")
        if caller.path not in OPEN_PATHS and not self._knows(caller):
            hint = "send it as `Authorization: Bearer TOKEN`, or open /?token=TOKEN"
            return Refusal(401, "needs the token", hint)
        if caller.method not in CHANGING:
            return None
        if caller.origin and caller.origin.partition("//")[2] != caller.host:
            return Refusal(403, f"may not be changed from {caller.origin}", "open the page of this service")
        return self._too_often(caller.address, time.monotonic() if now is None else now)

    def _knows(self, caller: Caller) -> bool:
        token = self.service.token
        if not token:
            return True
        # A browser sends the cookie of an earlier token too; what is right counts.
        given = (caller.authorization.removeprefix("Bearer ").strip(), caller.query, caller.cookie)
        return any(hmac.compare_digest(each.encode(), token.encode()) for each in given)

    def _too_often(self, address: str, now: float) -> Refusal | None:
        for other in [name for name, times in self.seen.items() if times[-1] < now - MINUTE_S]:
            del self.seen[other]
        times = self.seen.setdefault(address, deque())
        while times and times[0] < now - MINUTE_S:
            times.popleft()
        if len(times) >= self.service.per_minute:
            wait = int(times[0] + MINUTE_S - now) + 1
            what = f"more than {self.service.per_minute} a minute"
            return Refusal(429, what, f"send again in {wait} s, or start the service with --per-minute", wait)
        times.append(now)
        return None


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine's own."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """Return a Host header without its port and brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] or host
