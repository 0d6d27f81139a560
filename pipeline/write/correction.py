"""What the pages say of a corrected article."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from pipeline.counted import counted
from pipeline.document import ChangeKind, Correction, Digest


def latest(digest: Digest) -> Correction | None:
    """Return the last correction of an article; None where there was none."""
    return digest.corrections[-1] if digest.corrections else None


def told(correction: Correction) -> str:
    """Return a correction as one line: when, how many sentences, and what else is stated otherwise."""
    counts = Counter(change.kind for change in correction.changes)
    parts: list[str] = []
    for kind in get_args(ChangeKind):
        if counts[kind]:
            parts.append(f"{counts[kind] if parts else counted(counts[kind], 'sentence')} {kind}")
    if correction.metadata:
        parts.append(f"{', '.join(correction.metadata)} changed")
    return f"{correction.time}: {', '.join(parts)}"


def touched(digest: Digest) -> dict[int, ChangeKind]:
    """Return what the last correction did to the segments that are there."""
    correction = latest(digest)
    changes = correction.changes if correction is not None else ()
    return {change.segment: change.kind for change in changes if change.segment is not None}
