"""Where sentences become checked translations: many at once, each on its own course through the engine."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.check import Pair, prepare
from pipeline.config import Quality
from pipeline.document import Form, Hypothesis, Target, Translation
from pipeline.run.cache import renumbered
from pipeline.run.guide import guide
from pipeline.run.progress import Progress
from pipeline.run.repair import Answers, Course, Job, course, first_search
from pipeline.run.spoilt import keep_names
from pipeline.translate.normalize import finish
from pipeline.translate.protocol import Guidable, Translator
from pipeline.translate.schedule import Scheduler

REMEMBERED = 4096  # finished translations, so that what stands in several articles is made once
Known = tuple[str, Target, Form, str]  # what tells one job from another: what it shows, too
Then = Callable[[Translation], None]


@dataclass(slots=True)
class _Going:
    """A job on its course, and for which segments its translation is wanted."""

    job: Job
    course: Course
    turn: int
    wanted: list[tuple[int, Then]] = field(default_factory=list)


class Desk:
    """Takes jobs, hands out their translations as these are done; those of the lowest `turn` come first."""

    def __init__(self, translator: Translator, quality: Quality, progress: Progress) -> None:
        self._scheduler = Scheduler(translator, progress)
        self._quality: Quality = quality
        self._first = first_search(translator, quality)
        self._can_guide = isinstance(translator, Guidable) and quality != "fast"
        self._going: dict[Known, _Going] = {}
        self._answered: list[tuple[Known, Answers]] = []
        self._done: OrderedDict[Known, Translation] = OrderedDict()

    def put(self, job: Job, turn: int, then: Then) -> None:
        """Have `then` called with the translation of a job; all jobs go by the same glossary."""
        key = job.segment.text, job.target, job.form, job.prepared.text
        if job.prepared.is_copied:
            then(_by_rule(job))
        elif key in self._done:
            self._done.move_to_end(key)
            then(renumbered(self._done[key], job.segment.id))
        elif key in self._going:
            self._going[key].wanted.append((job.segment.id, then))
        else:
            going = _Going(job, self._course(job), turn, [(job.segment.id, then)])
            self._going[key] = going
            self._go_on(key, going, None)

    @property
    def is_idle(self) -> bool:
        """Tell whether every job is done."""
        return self._scheduler.is_idle

    @property
    def is_hungry(self) -> bool:
        """Tell whether the engine could do more at once than it was given."""
        return self._scheduler.is_hungry

    def start(self) -> None:
        """Set the engine to work on what was put so far."""
        self._scheduler.start()

    def advance(self) -> None:
        """Wait for one batch of the engine and go on with the jobs in it."""
        self._scheduler.collect()
        answered, self._answered = self._answered, []
        prepare(self._pairs(answered))
        for key, answers in answered:
            self._go_on(key, self._going[key], answers)

    def close(self) -> None:
        """Leave what is not done."""
        self._scheduler.close()

    def _course(self, job: Job) -> Course:
        done = yield from course(job, self._quality, self._first)
        if self._quality != "fast":
            done = yield from keep_names(job, done, self._first)
        if job.glossary is not None and self._can_guide:
            done = yield from guide(job, done)
        return done

    def _pairs(self, answered: Sequence[tuple[Known, Answers]]) -> Iterator[Pair]:
        """Yield what will be checked first of each sentence that was answered whole."""
        for key, answers in answered:
            job = self._going[key].job
            if len(answers) == 1:  # not in halves
                first = answers[0][0]
                yield job.pair(job.text(first), first)

    def _go_on(self, key: Known, going: _Going, answers: Answers | None) -> None:
        """Go on with a job to what it wants of the engine next, or to its end."""
        try:
            wish = next(going.course) if answers is None else going.course.send(answers)
        except StopIteration as end:
            self._finish(key, end.value)
            return
        found: dict[int, list[Hypothesis]] = {}

        def take(place: int, hypotheses: list[Hypothesis]) -> None:
            found[place] = hypotheses
            if len(found) == len(wish.requests):
                self._answered.append((key, [found[place] for place in range(len(found))]))

        if wish.beginnings:
            self._scheduler.complete(wish.requests[0], wish.beginnings, wish.decoding, partial(take, 0))
            return
        for place, request in enumerate(wish.requests):
            self._scheduler.ask(request, wish.decoding, going.turn, partial(take, place))

    def _finish(self, key: Known, translation: Translation) -> None:
        self._done[key] = translation
        if len(self._done) > REMEMBERED:
            self._done.popitem(last=False)
        for segment, then in self._going.pop(key).wanted:
            then(renumbered(translation, segment))


def _by_rule(job: Job) -> Translation:
    return Translation(job.segment.id, finish(job.prepared, job.prepared.text, job.target), origin="rule")
