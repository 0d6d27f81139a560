"""The guard for figures: every number of the source must stand in the target with its value and its unit."""

from __future__ import annotations

import re

from pipeline.check.figures import read_quantities
from pipeline.check.figures.align import align
from pipeline.check.figures.dialled import with_phones
from pipeline.check.figures.findings import CHECK, findings_of
from pipeline.check.figures.repair import corrected
from pipeline.check.naming.placed import without_numerals
from pipeline.check.pair import Pair
from pipeline.decimals import MEASURED
from pipeline.document import Finding, Target

_TORN = re.compile(  # 21: 30 and 1, 5 млн; «2, 5 және 11» is a list
    rf"(?<![\d.,:])(\d+)(: |, (?=\d+\s?(?:{MEASURED})))(\d+)(?!\d)"
)


def check_numbers(pair: Pair) -> list[Finding]:
    """Report figures lost, changed, given another unit, or invented; findings stand in source order."""
    source = read_quantities(without_numerals(_closed_up(pair)), "kk")
    target = read_quantities(pair.target, pair.language)
    if not source and not target:
        return []
    alignment = align(source, target)
    found = findings_of(pair, alignment)
    if any(
        quantity.kind == "code" for quantity in (*alignment.missing, *(m.source for m in alignment.changed))
    ):
        found = with_phones(pair, found, CHECK)
    return sorted(found, key=_place)


def _closed_up(pair: Pair) -> str:
    """Return the source with 1, 5 млн and 21: 30 closed up where the translation has 1,5 and 21:30.

    The blank goes behind the figure, so that no place in the text moves.
    """

    def close(match: re.Match[str]) -> str:
        whole, mark, part = match[1], match[2][0], match[3]
        said = f"{whole}{'.' if mark == ',' and pair.language == 'en' else mark}{part}"
        at = pair.target.find(said)
        alone = at >= 0 and not pair.target[at + len(said) : at + len(said) + 1].isdigit()
        return f"{whole}{mark}{part} " if alone else match.group()

    return _TORN.sub(close, pair.source)


def _place(finding: Finding) -> tuple[int, int]:
    source, target = finding.source_span, finding.target_span
    return (source[0] if source else 10**9, target[0] if target else 10**9)


def repair_numbers(source: str, target: str, language: Target) -> str | None:
    """Return `target` with its mismatched figures set right, None where that is not certain or not needed.

    What is returned passes `check_numbers` without an error or a warning.
    """
    repaired = corrected(source, target, language)
    if repaired is None:
        return None
    findings = check_numbers(Pair(0, source, repaired, language))
    return repaired if all(finding.severity == "info" for finding in findings) else None
