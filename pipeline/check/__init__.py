"""Guards against loss and invention: each a pure function of one segment and one translation of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.check.agreement import check_agreement
from pipeline.check.alignment import encode
from pipeline.check.approximation import check_approximation
from pipeline.check.bounds import check_bounds
from pipeline.check.brackets import check_brackets
from pipeline.check.calendar import check_calendar
from pipeline.check.cells import check_row
from pipeline.check.comparison import check_comparison
from pipeline.check.contrast import check_contrast
from pipeline.check.coverage import check_coverage
from pipeline.check.denied import check_denied
from pipeline.check.direction import check_direction
from pipeline.check.exchanged import check_exchanged
from pipeline.check.gaps import check_gaps
from pipeline.check.glossary import check_glossary
from pipeline.check.invented import check_invented
from pipeline.check.labels import check_labels
from pipeline.check.links import check_links
from pipeline.check.loops import check_loops
from pipeline.check.loss import NAME as LOSS
from pipeline.check.loss import check_loss
from pipeline.check.misread import check_misread
from pipeline.check.mistaken import check_mistaken
from pipeline.check.movement import check_movement
from pipeline.check.names import CHECK as NAMES
from pipeline.check.names import check_names, wants_context
from pipeline.check.naming.capitals import calmed
from pipeline.check.numbers import check_numbers
from pipeline.check.opposites import check_opposites
from pipeline.check.outcomes import check_outcomes
from pipeline.check.pair import BY_MODEL, Check, Pair
from pipeline.check.quotes import check_quotes
from pipeline.check.rather import check_rather
from pipeline.check.respelt import check_respelt
from pipeline.check.script import check_script
from pipeline.check.sequel import check_sequel
from pipeline.check.since import check_since
from pipeline.check.spelling import check_spelling
from pipeline.check.voice import check_voice
from pipeline.check.without import check_without
from pipeline.deadline import check as check_deadline
from pipeline.document import Finding

CHECKS: dict[str, Check] = {
    "loss": check_loss,
    "coverage": check_coverage,
    "sequel": check_sequel,
    "gaps": check_gaps,
    "script": check_script,
    "spelling": check_spelling,
    "respelt": check_respelt,
    "agreement": check_agreement,
    "loops": check_loops,
    "numbers": check_numbers,
    "approximation": check_approximation,
    "movement": check_movement,
    "calendar": check_calendar,
    "since": check_since,
    "names": check_names,
    "exchanged": check_exchanged,
    "links": check_links,
    "quotes": check_quotes,
    "brackets": check_brackets,
    "labels": check_labels,
    "voice": check_voice,
    "denied": check_denied,
    "rather": check_rather,
    "without": check_without,
    "contrast": check_contrast,
    "opposites": check_opposites,
    "mistaken": check_mistaken,
    "misread": check_misread,
    "outcomes": check_outcomes,
    "invented": check_invented,
    "comparison": check_comparison,
    "direction": check_direction,
    "bounds": check_bounds,
    "glossary": check_glossary,
}

OF_SENTENCES = frozenset({"coverage", "sequel", "gaps", "respelt", "voice", "denied"})
"""Which tell nothing of the few words of a cell, that are names as often."""

Faults = tuple[int, int]  # errors and warnings; of two the lower has fewer


def check_pair(pair: Pair) -> tuple[Finding, ...]:
    """Return what every check finds; of an empty translation only that it is empty."""
    check_deadline()
    pair = _calm(pair)
    if pair.form == "row":
        return tuple(check_row(pair, check_pair))
    return tuple(finding for check in _checks(pair).values() for finding in check(pair))


def check_against(pair: Pair, limit: Faults) -> tuple[Finding, ...] | None:
    """Return the same, or None as soon as there are not fewer faults than `limit`."""
    check_deadline()
    pair = _calm(pair)
    checks = _checks(pair)
    found: dict[str, list[Finding]] = {}
    # The names come last: they cost more than all the others.
    for name in sorted(checks, key=lambda name: name == NAMES):
        found[name] = checks[name](pair)
        if count_faults(finding for findings in found.values() for finding in findings) >= limit:
            return None
    return tuple(finding for name in checks for finding in found[name])


def count_faults(findings: Iterable[Finding]) -> Faults:
    """Return how many errors and how many warnings there are."""
    severities = [finding.severity for finding in findings]
    return severities.count("error"), severities.count("warning")


def prepare(pairs: Iterable[Pair]) -> None:
    """Encode what the checks of many pairs will ask the encoder for, which costs less than one by one."""
    doubtful = [pair for pair in map(_calm, pairs) if pair.target.strip() and wants_context(pair)]
    encode(text for pair in doubtful for text in (pair.source, pair.target))


def _calm(pair: Pair) -> Pair:
    """Return a pair without words in capitals in its source, which no check knows; every place stays."""
    source = calmed(pair.source)
    return pair if source == pair.source else replace(pair, source=source)


def _checks(pair: Pair) -> dict[str, Check]:
    if not pair.target.strip():
        return {LOSS: check_loss}
    return {name: CHECKS[name] for name in CHECKS if name not in OF_SENTENCES} if pair.is_label else CHECKS


__all__ = [
    "BY_MODEL",
    "CHECKS",
    "Check",
    "Faults",
    "Pair",
    "check_against",
    "check_pair",
    "count_faults",
    "prepare",
]
