"""The plain alternative: the first sentences, which in news are a hard summary to beat."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.summarize.protocol import Budget, Candidate, fit


class LeadSummarizer:
    """Choose the first sentences of the body."""

    def choose(self, headline: str, among: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
        """Return the ids of the first sentences; see Summarizer."""
        return fit(among, budget)
