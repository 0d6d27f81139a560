"""Put segments into the target languages and check them, in as few model calls as possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.check import Pair, check_pair
from pipeline.config import Settings
from pipeline.document import Edition, Hypothesis, Segment, Target, Translation
from pipeline.run.progress import Progress
from pipeline.translate.normalize import Prepared, finish, prepare
from pipeline.translate.protocol import BEAM, GREEDY, Request, Translator
from pipeline.translate.schedule import translate_all

DOUBTFUL_SCORE = -0.9  # mean log-probability per token; below it greedy search is worth a second look


@dataclass(frozen=True, slots=True)
class Job:
    """One segment to be put into one target language."""

    segment: Segment
    target: Target
    prepared: Prepared

    @property
    def request(self) -> Request:
        """Return what the engine is asked."""
        return Request(self.prepared.text, self.target)


def translate_segments(
    translator: Translator, segments: Sequence[Segment], settings: Settings, progress: Progress
) -> dict[tuple[int, Target], Translation]:
    """Return the translation of each segment (by its place in `segments`) into each target."""
    jobs = {
        (place, target): Job(segment, target, prepare(segment.text))
        for place, segment in enumerate(segments)
        for target in settings.targets
    }
    done = {key: _by_rule(job) for key, job in jobs.items() if job.prepared.is_copied}
    todo = {key: job for key, job in jobs.items() if key not in done}
    progress.queued(len({job.request for job in todo.values()}))
    first = BEAM if settings.quality == "best" else GREEDY
    answers = translate_all(translator, [job.request for job in todo.values()], first, progress.translated)
    for (key, job), hypotheses in zip(todo.items(), answers, strict=True):
        done[key] = _translation(job, hypotheses[0], attempts=1)
    if settings.quality == "balanced":
        again = {key: job for key, job in todo.items() if is_doubtful(done[key])}
        second = translate_all(translator, [job.request for job in again.values()], BEAM)
        for (key, job), hypotheses in zip(again.items(), second, strict=True):
            done[key] = better(done[key], _translation(job, hypotheses[0], attempts=2))
    return done


def is_doubtful(translation: Translation) -> bool:
    """Tell whether a greedy translation deserves a beam: a low score or a finding."""
    return translation.score < DOUBTFUL_SCORE or any(f.severity != "info" for f in translation.findings)


def better(old: Translation, new: Translation) -> Translation:
    """Return the one with fewer errors, then fewer warnings, then the later one, which searched wider."""
    chosen = new if _faults(new) <= _faults(old) else old
    return replace(chosen, attempts=max(old.attempts, new.attempts))


def editions(
    segments: Sequence[Segment], translations: Iterable[dict[Target, Translation]], targets: Sequence[Target]
) -> list[Edition]:
    """Return the three editions of one article; the Kazakh one is the identity."""
    by_segment = list(translations)
    source = tuple(Translation(s.id, s.text, origin="source") for s in segments)
    return [Edition("kk", source)] + [Edition(t, tuple(texts[t] for texts in by_segment)) for t in targets]


def _faults(translation: Translation) -> tuple[int, int]:
    severities = [finding.severity for finding in translation.findings]
    return severities.count("error"), severities.count("warning")


def _translation(job: Job, hypothesis: Hypothesis, attempts: int) -> Translation:
    text = finish(job.prepared, hypothesis.text, job.target)
    pair = Pair(job.segment.id, job.segment.text, text, job.target, hypothesis.truncated, hypothesis.score)
    return Translation(
        job.segment.id, text, round(hypothesis.score, 4), attempts, "machine", None, check_pair(pair)
    )


def _by_rule(job: Job) -> Translation:
    return Translation(job.segment.id, finish(job.prepared, job.prepared.text, job.target), 0.0, 0, "rule")
