"""A segment that is put into the target language part by part: all parts are asked for, then made one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial

from pipeline.check import Pair, check_pair
from pipeline.document import Form, Segment, Span, Target, Translation
from pipeline.run.desk import Desk
from pipeline.run.repair import Job
from pipeline.terminology import Glossary

Answers = dict[int, Translation]


def put_parts(desk: Desk, jobs: Mapping[int, Job], turn: int, then: Callable[[Answers], None]) -> None:
    """Have `then` called with the translation of each job, once all are done; at once where none is."""
    done: Answers = {}

    def take(place: int, translation: Translation) -> None:
        done[place] = translation
        if len(done) == len(jobs):
            then(done)

    for place, job in jobs.items():
        desk.put(job, turn, partial(take, place))
    if not jobs:
        then(done)


def part_of(segment: Segment, span: Span) -> Segment:
    """Return a part of a segment as one of its own."""
    start, text = segment.start + span[0], segment.text[slice(*span)]
    return replace(segment, start=start, end=start + len(text), text=text)


def translation_of(segment: Segment, text: str, parts: Collection[Translation]) -> Translation:
    """Return the translation of a segment that these parts and rules make, without findings."""
    made = [part for part in parts if part.origin == "machine"]
    return Translation(
        segment=segment.id,
        text=text,
        score=round(sum(part.score for part in made) / len(made), 4) if made else 0.0,
        truncated=any(part.truncated for part in made),
        attempts=max((part.attempts for part in made), default=0),
        origin="machine" if made else "rule",
    )


def checked(
    segment: Segment, target: Target, translation: Translation, form: Form, glossary: Glossary | None
) -> Translation:
    """Return a translation made of parts with the findings of the whole."""
    return replace(translation, findings=check_pair(Pair.of(segment, target, translation, form, glossary)))
