"""Guards against loss and invention: each a pure function of one segment and one translation of it."""

from __future__ import annotations

from pipeline.check.calendar import check_calendar
from pipeline.check.coverage import check_coverage
from pipeline.check.gaps import check_gaps
from pipeline.check.glossary import check_glossary
from pipeline.check.links import check_links
from pipeline.check.loops import check_loops
from pipeline.check.loss import check_loss
from pipeline.check.names import check_names
from pipeline.check.numbers import check_numbers
from pipeline.check.pair import Check, Pair
from pipeline.check.quotes import check_quotes
from pipeline.check.script import check_script
from pipeline.check.voice import check_voice
from pipeline.deadline import check as check_deadline
from pipeline.document import Finding

CHECKS: dict[str, Check] = {
    "loss": check_loss,
    "coverage": check_coverage,
    "gaps": check_gaps,
    "script": check_script,
    "loops": check_loops,
    "numbers": check_numbers,
    "calendar": check_calendar,
    "names": check_names,
    "links": check_links,
    "quotes": check_quotes,
    "voice": check_voice,
    "glossary": check_glossary,
}


def check_pair(pair: Pair) -> tuple[Finding, ...]:
    """Return what every check finds; of an empty translation only that it is empty."""
    check_deadline()
    if not pair.target.strip():
        return tuple(check_loss(pair))
    return tuple(finding for check in CHECKS.values() for finding in check(pair))


__all__ = ["CHECKS", "Check", "Pair", "check_pair"]
