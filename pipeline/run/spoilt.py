"""Translate a sentence anew without its Latin names, where a model spelt one its own way."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Translation
from pipeline.run.repair import Course, Job, Wish, by_rules, choose, faults, prepared
from pipeline.translate.apart.designations import lost_names
from pipeline.translate.protocol import Decoding

SPOILT = 2  # warnings that a spoilt name weighs


def keep_names(job: Job, done: Translation, decoding: Decoding) -> Course:
    """Return `done`, or where it spoils a Latin name what keeps more of them without more faults for it.

    Only then are names kept from the model: it reads a sentence better with them.
    """
    source = job.segment.text
    if not lost_names(source, done.text, job.target) or prepared(source) != job.prepared:
        return done
    kept = replace(job, prepared=prepared(source, without_latin=True))
    (answer,) = yield Wish((kept.request,), decoding)
    other = by_rules(kept, choose(kept, answer))
    best = min((done, other), key=lambda one: _weight(job, one))
    return replace(best, attempts=done.attempts + 1)


def _weight(job: Job, translation: Translation) -> tuple[int, int]:
    errors, warnings = faults(translation)
    return errors, warnings + SPOILT * len(lost_names(job.segment.text, translation.text, job.target))
