"""Verdicts for which others come: given names, letters kept and abbreviations that another stands for."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.check.naming.mentions import CERTAIN, Mention
from pipeline.check.naming.verdict import Verdict
from pipeline.document import Severity

Pairs = Sequence[tuple[Mention, Mention]]


def with_other_given(found: list[Verdict], pairs: Pairs) -> list[Verdict]:
    """Return the verdicts with those on given names for which another stands, in place of notes on them."""
    for one, other in pairs:
        places = one.first, other.first
        about = [v for v in found if places[0] == _first(v.source) or places[1] == _first(v.target)]
        if all(verdict.severity == "info" for verdict in about):
            found = [verdict for verdict in found if verdict not in about]
            found.append(Verdict("changed", "warning", one, other))
    return found


def with_letters_kept(found: list[Verdict], pairs: Pairs) -> list[Verdict]:
    """Return the verdicts with those on abbreviations in the letters of the target in place of others."""
    for one, other in pairs:
        found = [v for v in found if one.first != _first(v.source) and other.first != _first(v.target)]
        found.append(Verdict("changed", "warning", one, other))
    return found


def with_abbreviations(found: list[Verdict], pairs: Pairs) -> list[Verdict]:
    """Return the verdicts with those on abbreviations for which others stand: an error if of another body."""
    for one, other in pairs:
        about = [v for v in found if one.first == _first(v.source) or other.first == _first(v.target)]
        if any(verdict.severity != "info" and verdict.source and verdict.target for verdict in about):
            continue
        severity: Severity = "error" if other.entries and other.strength == CERTAIN else "warning"
        found = [verdict for verdict in found if verdict not in about]
        found.append(Verdict("changed", severity, one, other))
    return found


def _first(mention: Mention | None) -> int | None:
    return None if mention is None else mention.first
