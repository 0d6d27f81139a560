"""One finding for a telephone number that a translation has otherwise, whatever its pieces are taken for."""

from __future__ import annotations

import re

from pipeline.check.figures.phones import garbled
from pipeline.check.pair import Pair
from pipeline.document import Finding, Span

_REACH = 40  # characters behind a telephone number


def with_phones(pair: Pair, found: list[Finding], check: str) -> list[Finding]:
    """Return the findings, those on the pieces of one telephone number as one."""
    for here, there in garbled(pair.source, pair.target):
        found = [f for f in found if not (_lies(f.source_span, here) or _lies(f.target_span, there))]
        found = [f for f in found if not _is_piece(pair, f, here, there)]
        said = f"{pair.source[slice(*here)]} → {pair.target[slice(*there)]}"
        found.append(pair.finding(check, "error", f"{said}: telephone number differs", here, there))
    return found


def _is_piece(pair: Pair, finding: Finding, phone: Span, there: Span) -> bool:
    """Tell the finding on a figure behind a garbled telephone number that is a piece of it."""
    span = finding.target_span
    if finding.source_span is not None or span is None or not there[1] <= span[0] < there[1] + _REACH:
        return False
    digits = re.sub(r"\D", "", pair.target[slice(*span)])
    return digits in re.sub(r"\D", "", pair.source[slice(*phone)])


def _lies(span: Span | None, within: Span) -> bool:
    return span is not None and within[0] <= span[0] and span[1] <= within[1]
