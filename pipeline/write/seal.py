"""Seal what is written: a later run must tell it from what was damaged or changed by hand.

An HTML page ends with a comment that holds the sha256 of all before it; a Markdown has its record. A digest
ends with a member `seal`: the sha256 of each of its pages and, last, that of all of the JSON before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

HTML_SEAL = re.compile(rb"<!-- sha256 ([0-9a-f]{64}) -->\n\Z")
DIGEST_SEAL = re.compile(rb'    "json": "([0-9a-f]{64})"\n  \}\n\}\n\Z')
HTML_TAIL, DIGEST_TAIL = 85, 100  # bytes in which a seal stands
SEAL_MEMBER = re.compile(rb'"seal"\s*:\s*\{|"json"\s*:\s*"[0-9a-f]{64}"')
END = b"\n}\n"


def seal_html(page: bytes) -> bytes:
    """Return a page with its seal, a comment that no browser shows."""
    return page + f"<!-- sha256 {sha256(page).hexdigest()} -->\n".encode()


def seal_digest(data: bytes, pages: Mapping[Any, bytes]) -> bytes:
    """Return a digest's JSON with its seal over the bytes of its pages, by kind, and over itself."""
    body = data.removesuffix(END) + b',\n  "seal": {\n'
    body += "".join(f'    "{kind}": "{sha256(page).hexdigest()}",\n' for kind, page in pages.items()).encode()
    return body + f'    "json": "{sha256(body).hexdigest()}"\n  }}\n}}\n'.encode()


def has_seal(data: bytes) -> bool:
    """Tell whether a digest's JSON has a seal, be it the right one."""
    return SEAL_MEMBER.search(data) is not None


def ends_as_html(data: bytes) -> bool:
    """Tell whether a page, or its end, has the seal of one, be it the right one."""
    return HTML_SEAL.search(data) is not None


def is_whole_html(data: bytes) -> bool:
    """Tell whether a page is as it was written."""
    return _is_whole(data, HTML_SEAL, HTML_TAIL)


def is_whole_digest(data: bytes) -> bool:
    """Tell whether a digest's JSON is as it was written."""
    return _is_whole(data, DIGEST_SEAL, DIGEST_TAIL)


def _is_whole(data: bytes, seal: re.Pattern[bytes], tail: int) -> bool:
    found = seal.search(data, max(0, len(data) - tail))
    return found is not None and sha256(data[: found.start()]).hexdigest().encode() == found[1]
