"""Summaries: sentences are chosen once, on the Kazakh side, and shown in each language."""

from __future__ import annotations

from pipeline.summarize.compose import compose
from pipeline.summarize.extractive import CentralSummarizer
from pipeline.summarize.lead import LeadSummarizer
from pipeline.summarize.protocol import Budget, Candidate, Summarizer, candidates

__all__ = [
    "Budget",
    "Candidate",
    "CentralSummarizer",
    "LeadSummarizer",
    "Summarizer",
    "candidates",
    "compose",
]
