"""How good a translation is likely to be, 0 to 1, by the model's score, encoder, lexicon and findings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.document import Finding, Target
from pipeline.wordlists import rows

NAME = "adequacy"
LOW_ESTIMATE = 0.42
"""Below it the draft's are marked: 3 % of our held-out text, of 39 chrF++ where the rest has 58."""
SURE_SCORE = -0.05  # mean log-probability; closer to 0 no model tells good from better
USUAL_RATIO = {"ru": 1.02, "en": 1.09}  # target characters per source character in our own corpus


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of one translation: one of `score` and `cosine` at least.

    `kept` is the share of words known to the lexicon that have a counterpart; `score` the model's mean token
    log-probability, None for a model other than the draft that the weights were fitted to; `cosine` that of
    the encoder's vectors of source and translation, which tells little more where the score is known.
    """

    language: Target
    source_length: int
    target_length: int
    kept: float
    score: float | None = None
    cosine: float | None = None
    findings: Sequence[Finding] = ()

    def values(self) -> dict[str, float]:
        """Return the values that the weights are for, by name."""
        ratio = math.log(max(1, self.target_length) / max(1, self.source_length) / USUAL_RATIO[self.language])
        severities = [finding.severity for finding in self.findings]
        found = {
            "kept": self.kept,
            "length": math.log(1 + self.source_length),
            "odd length": abs(ratio),
            "errors": float(min(2, severities.count("error"))),
            "warnings": float(min(2, severities.count("warning"))),
        }
        if self.score is not None:
            found["score"] = -math.sqrt(max(0.0, SURE_SCORE - self.score))
        elif self.cosine is not None:
            found["cosine"] = self.cosine
        return found


def check_estimate(segment: int, language: Target, value: float) -> list[Finding]:
    """Report a translation of the draft that is likely to be bad though no check says why."""
    if value >= LOW_ESTIMATE:
        return []
    shown = math.floor(value * 100) / 100  # 0.419 is not to read as 0.42
    message = f"the model is unsure of this sentence (estimate {shown:.2f}, under {LOW_ESTIMATE})"
    return [Finding(NAME, "warning", language, segment, message)]


def estimate(features: Features) -> float:
    """Return the adequacy expected: the chrF++ against a reference, as a share, that the weights predict."""
    if features.target_length == 0:
        return 0.0
    weights = _weights()[features.language, "score" if features.score is not None else "cosine"]
    logit = weights["bias"] + sum(weights[name] * value for name, value in features.values().items())
    return round(1 / (1 + math.exp(-logit)), 3)


@cache
def _weights() -> dict[tuple[str, str], dict[str, float]]:
    """Read the weights (see the file for its columns)."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for language, model, name, weight in rows("adequacy.tsv"):
        found.setdefault((language, model), {})[name] = float(weight)
    return found
