"""Guards against loss and invention: each a pure function of one segment and one translation of it."""

from __future__ import annotations

from pipeline.check.loss import check_loss
from pipeline.check.pair import Check, Pair
from pipeline.document import Finding

CHECKS: dict[str, Check] = {
    "loss": check_loss,
}


def check_pair(pair: Pair) -> tuple[Finding, ...]:
    """Return what every check finds."""
    return tuple(finding for check in CHECKS.values() for finding in check(pair))


__all__ = ["CHECKS", "Check", "Pair", "check_pair"]
