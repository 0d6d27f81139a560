"""Addresses: what a reader would click or type must stand in the translation letter by letter."""

from __future__ import annotations

import re

from pipeline.check.pair import Pair
from pipeline.document import Finding, Target

NAME = "links"
ENDINGS = r"(?:kz|com|org|net|ru|info|gov|edu|me)"
LINK = re.compile(
    r"(?:https?://|www\.)[!-~]+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    r"|(?<!\w)[@#][A-Za-z]\w+"
    rf"|(?<![\w@.-])[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}})*\.{ENDINGS}\b(?:/[!-~]*)?",
    re.IGNORECASE,
)
CLOSERS = ".,;:!?…»”\"')]}"
LIKE_A_LINK = re.compile(r"\S*(?:@|://|www\.|\.(?:kz|com|org|net|ru)\b)\S*", re.IGNORECASE)


def check_links(pair: Pair) -> list[Finding]:
    """Report addresses, e-mails and handles that are missing or changed."""
    findings = []
    for match in LINK.finditer(pair.source):
        link = match.group().rstrip(CLOSERS)
        if not _stands_in(link, pair.target):
            span = (match.start(), match.start() + len(link))
            findings.append(pair.finding(NAME, "error", f"{link} is missing or changed", span))
    return findings


def _stands_in(link: str, text: str) -> bool:
    """Tell whether an address stands in a text whole, not as a part of a longer one."""
    return re.search(rf"(?<![\w./@-]){re.escape(link)}(?![\w/@-]|\.\w)", text) is not None


def repair_links(source: str, target: str, language: Target) -> str | None:
    """Return the target with its garbled addresses put right; None where they do not pair off.

    Those that stand in the target as they should, in whatever order, are left alone.
    """
    links = [match.group().rstrip(CLOSERS) for match in LINK.finditer(source)]
    wanted = [link for link in links if not _stands_in(link, target)]
    found = [m for m in LIKE_A_LINK.finditer(target) if m.group().strip(CLOSERS + "«“(") not in links]
    if not wanted or len(wanted) != len(found):
        return None
    for link, match in reversed(list(zip(wanted, found, strict=True))):
        written = match.group().rstrip(CLOSERS)
        rest = target[match.start() + len(written) :]
        target = target[: match.start()] + link + _without_torn_off(link, written, rest)
    return target


def _without_torn_off(link: str, written: str, rest: str) -> str:
    """Drop from `rest` the end of the link where a blank has torn it off."""
    torn = link.removeprefix(written)
    if link.startswith(written) and torn and rest.lstrip().startswith(torn):
        return rest.lstrip()[len(torn) :]
    return rest
