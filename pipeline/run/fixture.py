"""A match: «Аргентина – Бразилия.», «Тобыл» – «Қайрат» 1:0. Its dash is no “is”, so rules write it."""

from __future__ import annotations

import re

from pipeline.check.naming.clubs import club_name
from pipeline.check.naming.gazetteer import listed_name
from pipeline.check.naming.repair import render_name
from pipeline.document import Target

SIDE = (
    r"(?:«(?P<quoted{0}>[^«»–—:,.]{{2,40}})»|(?P<bare{0}>[^«»–—:,.()\d]{{2,40}}?))"
    r"(?P<town{0}>\s\([^()\d]{{2,30}}\))?"
)
MATCH = re.compile(
    rf"{SIDE.format(1)}\s[–—-]\s{SIDE.format(2)}"
    r"(?:(?P<mark>,?\s|\s[–—-]\s)(?P<score>\d{1,3}\s?:\s?\d{1,3}))?\.?"
)


def fixture(text: str, target: Target) -> str | None:
    """Return a line that is two sides of a match, and its score perhaps, in the target; None for any other.

    Without quotation marks, or a score, the gazetteer must have both sides.
    """
    match = MATCH.fullmatch(text)
    sides = [] if match is None else [_side(match, number, target) for number in "12"]
    if match is None or not all(sides):
        return None
    dash = " — " if target == "ru" else " – "
    mark = match["mark"] or ""
    score = f"{dash if len(mark) > 2 else mark}{match['score']}" if match["score"] else ""
    return f"{sides[0]}{dash}{sides[1]}{score}{'.' if text.endswith('.') else ''}"


def _side(match: re.Match[str], number: str, target: Target) -> str | None:
    """Return one side; English papers print clubs without quotation marks."""
    quoted, bare, town = match[f"quoted{number}"], match[f"bare{number}"], match[f"town{number}"]
    if quoted is None:
        name = listed_name(bare, target) if bare[:1].isupper() else None
    else:
        written = club_name(quoted, target) or (render_name(quoted, target) if match["score"] else None)
        name = f"«{written}»" if written and target == "ru" else written
    if name is None or town is None:
        return name
    where = listed_name(town.strip(" ()"), target)
    return None if where is None else f"{name} ({where})"
