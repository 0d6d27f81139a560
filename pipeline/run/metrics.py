"""The report of a run in Prometheus' text format, for the textfile collector of its node exporter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from pipeline.extras import refuse_without
from pipeline.models.store import program_version
from pipeline.run.report import ORIGINS, Report
from pipeline.run.tools import Tools


def refuse_without_library(file: str) -> None:
    """Raise SettingsError where metrics are wanted and the library that writes them is missing."""
    if file:
        packages = {"prometheus_client": "prometheus_client"}
        refuse_without("metrics", "metrics need the package", packages, path=file)


def metrics(report: Report, tools: Tools) -> bytes:
    """Return the gauges of the last run: they are of this run alone and grow with no other."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()

    def gauge(name: str, help_text: str, values: Mapping[tuple[str, ...], float], *labels: str) -> None:
        found = Gauge(f"kazakh_press_{name}", help_text, labels, registry=registry)
        for key, value in values.items():
            (found.labels(*key) if labels else found).set(value)

    kinds: dict[tuple[str, ...], float] = {
        tuple(kind.rsplit(" ", 1)): count for kind, count in sorted(report.findings.items())
    }
    failed = Counter(failure.stage for failure in report.failures)
    outcomes = {"written": report.articles, "failed": len(report.failures), "unchanged": report.unchanged}
    outcomes["not_done"] = len(report.not_done)
    finished = datetime.fromisoformat(report.finished).timestamp()
    gauge("run_finished_timestamp_seconds", "When the last run finished.", {(): finished})
    gauge("run_seconds", "How long the last run took.", {(): report.seconds})
    gauge("run_stage_seconds", "How long a stage took.", _by(report.stages.seconds), "stage")
    gauge("run_articles", "What became of the articles.", _by(outcomes), "status")
    gauge("run_failures", "Articles that failed, by stage.", _by(failed), "stage")
    gauge("run_corrected_articles", "Articles written because they were corrected.", {(): report.corrected})
    gauge("run_sentences", "Sentences of the articles written.", {(): report.segments})
    gauge("run_sentences_to_check", "Sentences left to check, all articles.", {(): report.to_check})
    gauge("run_findings", "What the checks found.", kinds, "check", "severity")
    origins = {origin: report.origins[origin] for origin in ORIGINS}
    gauge("run_translations", "Where the translations came from.", _by(origins), "origin")
    info: dict[tuple[str, ...], float] = {(program_version(), tools.model.name): 1}
    gauge("run_info", "Which program and model ran.", info, "version", "model")
    return generate_latest(registry)


def _by(values: Mapping[str, float]) -> dict[tuple[str, ...], float]:
    return {(key,): value for key, value in values.items()}
