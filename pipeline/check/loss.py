"""Something is missing: an empty or cut translation, or one far too short or long."""

from __future__ import annotations

from pipeline.check.pair import Pair
from pipeline.document import Finding

NAME = "loss"


def check_loss(pair: Pair) -> list[Finding]:
    """Report an empty or a truncated translation."""
    if pair.source.strip() and not pair.target.strip():
        return [pair.finding(NAME, "error", "the translation is empty", (0, len(pair.source)))]
    if pair.truncated:
        end = len(pair.target)
        return [
            pair.finding(
                NAME, "error", "the model did not finish this sentence", None, (max(0, end - 1), end)
            )
        ]
    return []
