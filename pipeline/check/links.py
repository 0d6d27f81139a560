"""Addresses and hashtags: what a reader clicks or types must stand in the translation letter by letter."""

from __future__ import annotations

import re

from pipeline.check.pair import Pair
from pipeline.document import Finding, Severity, Target

NAME = "links"
ENDINGS = r"(?:kz|com|org|net|ru|info|gov|edu|me)"
HASHTAG = r"(?<!\w)#\w*[^\W\d_]\w*"
LINK = re.compile(
    r"(?:https?://|www\.)[!-~]+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
    rf"|(?<!\w)@[A-Za-z]\w+(?:\.[A-Za-z0-9_]+)*|{HASHTAG}"
    rf"|(?<![\w@.-])[a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}})*\.{ENDINGS}\b(?:/[!-~]*)?",
    re.IGNORECASE,
)
PIECE = re.compile(r"\s+(?P<piece>[!-~]+)")
CLOSERS = ".,;:!?…»”\"')]}"
LIKE_A_LINK = re.compile(rf"\S*(?:@|://|www\.|\.{ENDINGS}\b)\S*|{HASHTAG}", re.IGNORECASE)


def check_links(pair: Pair) -> list[Finding]:
    """Report addresses, e-mails, handles and hashtags that are missing or changed.

    A hashtag in Kazakh letters is a warning: an editor may want it in the reader's language.
    """
    found = {match.start(): match.group().rstrip(CLOSERS) for match in LINK.finditer(pair.source)}
    findings = []
    for start, link in found.items():
        if not _stands_in(link, pair.target, list(found.values())):
            severity: Severity = "error" if link.isascii() else "warning"
            what = f"{link} is missing or changed"
            findings.append(pair.finding(NAME, severity, what, (start, start + len(link))))
    return findings


def _stands_in(link: str, text: str, links: list[str]) -> bool:
    """Tell whether an address stands in a text whole: not as part of a longer one, with nothing glued to it.

    Another of the `links` may follow a comma without a blank.
    """
    others = "|".join(map(re.escape, links))
    glued = rf"[\w/@%&=#~+$*-]|[{re.escape(CLOSERS)}]+(?!{others})\w"
    flags = re.IGNORECASE if link.startswith("#") else 0
    return re.search(rf"(?<![\w./@-]){re.escape(link)}(?!{glued})", text, flags) is not None


def repair_links(source: str, target: str, language: Target) -> str | None:
    """Return the target with its garbled addresses put right; None where they do not pair off.

    Those that stand in the target as they should, in whatever order, are left alone. Where the source ends
    with them behind a colon, so does the target: what a model makes of an address may be several words.
    """
    links = [match.group().rstrip(CLOSERS) for match in LINK.finditer(source)]
    given, target = target, _with_end(source, target, links) or target
    wanted = [link for link in links if not _stands_in(link, target, links)]
    found = [m for m in LIKE_A_LINK.finditer(target) if m.group().strip(CLOSERS + "«“(") not in links]
    if len(found) > len(wanted):  # an address may have come apart: http://a.kz/b #c
        found = [m for m in found if not any(m.group().rstrip(CLOSERS) in link[1:] for link in wanted)]
    if not wanted or len(wanted) != len(found):
        return target if target != given else None
    for link, match in reversed(list(zip(wanted, found, strict=True))):
        written = match.group().rstrip(CLOSERS)
        rest = target[match.start() + len(written) :]
        target = target[: match.start()] + link + _without_torn_off(link, written, rest)
    return drop_debris(source, target, language) or target


def drop_debris(source: str, target: str, _language: Target) -> str | None:
    """Return the target without pieces of an address behind it; None where there are none."""
    links = [match.group().rstrip(CLOSERS) for match in LINK.finditer(source)]
    plain = LINK.sub(" ", source)
    clean = target
    for link in links:
        at = clean.find(link) + len(link)
        if at < len(link):
            continue
        rest = clean[at:]
        while (piece := PIECE.match(rest)) and _is_debris(piece["piece"].rstrip(CLOSERS), link, plain):
            rest = rest[len(piece.group().rstrip(CLOSERS)) :]
        clean = clean[:at] + rest
    return clean if clean != target else None


def _is_debris(piece: str, link: str, plain: str) -> bool:
    """Tell a piece of an address, 117 or &lang=kk, from a word, and from what the source says besides."""
    signs = re.search(r"[&=?/#\d]", piece)
    is_of_link = piece in link or re.search(r"[&=?#]", piece) is not None
    return bool(signs) and is_of_link and piece not in plain


def _with_end(source: str, target: str, links: list[str]) -> str | None:
    """Return the target with the end of the source, where that is `label: address, address`."""
    label, colon, end = source.rpartition(": ")
    rest = end
    for link in links:
        rest = rest.replace(link, "", 1)
    places = [match.end() for match in re.finditer(r":(?=\s)", target)]
    number = label.count(": ")
    if not colon or rest.strip(CLOSERS + " ") or rest == end or number >= len(places):
        return None
    return f"{target[: places[number]]} {end}"


def _without_torn_off(link: str, written: str, rest: str) -> str:
    """Drop from `rest` the end of the link where a blank has torn it off."""
    torn = link.removeprefix(written)
    if link.startswith(written) and torn and rest.lstrip().startswith(torn):
        return rest.lstrip()[len(torn) :]
    return rest
