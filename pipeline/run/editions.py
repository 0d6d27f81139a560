"""Put segments into the target languages and check them, in as few model calls as possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.config import Settings
from pipeline.document import Edition, Segment, Target, Translation
from pipeline.run.guide import guide
from pipeline.run.progress import Progress
from pipeline.run.repair import N_BEST, Job, Key, choose, repair
from pipeline.terminology import Glossary
from pipeline.translate.normalize import finish, prepare
from pipeline.translate.protocol import GREEDY, Translator
from pipeline.translate.schedule import translate_all


def translate_segments(
    translator: Translator,
    segments: Sequence[Segment],
    settings: Settings,
    progress: Progress,
    glossary: Glossary | None = None,
) -> dict[Key, Translation]:
    """Return the translation of each segment (by its place in `segments`) into each target."""
    jobs: dict[Key, Job] = {
        (place, target): Job(segment, target, prepare(segment.text), glossary)
        for place, segment in enumerate(segments)
        for target in settings.targets
    }
    copied = {key: job for key, job in jobs.items() if job.prepared.is_copied}
    asked = {key: job for key, job in jobs.items() if key not in copied}
    progress.queued(len({job.request for job in asked.values()}))
    first = N_BEST if settings.quality == "best" else GREEDY
    answers = translate_all(translator, [job.request for job in asked.values()], first, progress.translated)
    done = {key: choose(job, found) for (key, job), found in zip(asked.items(), answers, strict=True)}
    repaired = repair(translator, asked, done, settings.quality, progress)
    if glossary is not None and settings.quality != "fast":
        repaired = guide(translator, asked, repaired)
    return repaired | {key: _by_rule(job) for key, job in copied.items()}


def editions(
    segments: Sequence[Segment], translations: Iterable[dict[Target, Translation]], targets: Sequence[Target]
) -> list[Edition]:
    """Return the three editions of one article; the Kazakh one is the identity."""
    by_segment = list(translations)
    source = tuple(Translation(s.id, s.text, origin="source") for s in segments)
    return [Edition("kk", source)] + [Edition(t, tuple(texts[t] for texts in by_segment)) for t in targets]


def _by_rule(job: Job) -> Translation:
    return Translation(job.segment.id, finish(job.prepared, job.prepared.text, job.target), origin="rule")
