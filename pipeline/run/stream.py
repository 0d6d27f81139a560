"""Articles on their way through the engine side by side; each leaves as soon as its sentences are done."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

from pipeline.document import Texts, Translation
from pipeline.run.article import Begun, Work, begin
from pipeline.run.desk import Desk
from pipeline.run.pieces import in_pieces
from pipeline.run.progress import Progress
from pipeline.run.repair import Job, Key, prepared
from pipeline.run.reuse import cache_keys, from_cache
from pipeline.run.tools import Tools


@dataclass(frozen=True, slots=True)
class Translated:
    """An article with all its translations, where they came from and how long it was on its way."""

    work: Work
    texts: Texts
    origins: Counter[str]
    seconds: float


@dataclass(slots=True)
class _OnTheWay:
    """An article in the stream; `fresh` is what the engine has made of it by now."""

    begun: Begun
    keys: dict[Key, bytes]
    missing: set[Key]
    entered: float
    hits: int
    fresh: dict[bytes, Translation] = field(default_factory=dict)


class Stream:
    """Translates the sentences of all articles in it together, those of the first to enter first.

    After an error nothing more is to be expected of it: `works` are then those still on the way.
    `first_since` is when the article that comes first became the first, by the monotonic clock.
    """

    def __init__(self, tools: Tools, progress: Progress) -> None:
        self._tools = tools
        self._progress = progress
        self._desk: Desk | None = None  # no model is loaded for what needs none
        self._on_the_way: dict[int, _OnTheWay] = {}
        self._entered = self._left = 0
        self.first_since = time.monotonic()

    @property
    def works(self) -> list[Work]:
        """Return the articles on the way, in the order they entered."""
        return [one.begun.work for one in self._on_the_way.values()]

    @property
    def has_room(self) -> bool:
        """Tell whether the next article may enter.

        Until one has left, only where the engine would stand idle: the first article of a run is there to be
        read long before the rest.
        """
        if not self._on_the_way:
            return True
        is_open = self._left > 0 or (self._desk is not None and self._desk.is_hungry)
        return is_open and len(self._on_the_way) < self._tools.settings.window

    def enter(self, work: Work) -> None:
        """Take an article in and set the engine to work on what neither memory, old digest nor cache have."""
        entered, begun = time.monotonic(), begin(work, self._tools)
        keys = cache_keys(self._tools, begun.asks)
        known = from_cache(self._tools, begun.asks, keys)
        for (place, target), translation in known.items():
            begun.rows[place][target] = translation
        one = _OnTheWay(begun, keys, set(keys.keys() - known.keys()), entered, len(known))
        if not self._on_the_way:
            self.first_since = time.monotonic()
        self._on_the_way[self._entered] = one  # first: once the desk has a sentence of it, what fails is its
        self._entered += 1
        if one.missing:
            self._put(one, self._entered - 1)
        if self._desk is not None:
            self._desk.start()

    def advance(self) -> None:
        """Wait for one more batch of the engine, where no article is done yet."""
        if self._desk is not None and all(one.missing for one in self._on_the_way.values()):
            self._desk.advance()

    def leave(self) -> list[Translated]:
        """Let the articles out that are done."""
        done = [turn for turn, one in self._on_the_way.items() if not one.missing]
        return [self._leave(turn) for turn in done]

    def close(self) -> None:
        """Leave what is on the way."""
        if self._desk is not None:
            self._desk.close()

    def _put(self, one: _OnTheWay, turn: int) -> None:
        """Ask for what is missing of an article."""
        if self._desk is None:
            self._desk = Desk(self._tools.translator, self._tools.settings.quality, self._progress)
        for place, ask in enumerate(one.begun.asks):
            seen = prepared(ask.segment.text, known=dict(ask.known))
            for target in ask.targets:
                if (place, target) not in one.missing:
                    continue
                then = partial(self._take, one, (place, target))
                pieces = in_pieces(ask.segment, target, ask.form, self._tools.glossary)
                if pieces is not None:
                    pieces.put(self._desk, turn, then)
                else:
                    job = Job(ask.segment, target, seen, self._tools.glossary)
                    self._desk.put(job, turn, then)

    def _take(self, one: _OnTheWay, key: Key, translation: Translation) -> None:
        one.begun.rows[key[0]][key[1]] = translation
        one.fresh[one.keys[key]] = translation
        one.missing.discard(key)

    def _leave(self, turn: int) -> Translated:
        is_first = turn == min(self._on_the_way)
        one = self._on_the_way.pop(turn)
        self._left += 1
        if is_first:
            self.first_since = time.monotonic()
        if self._tools.cache is not None and one.fresh:
            self._tools.cache.put(one.fresh)
        begun, engine = one.begun, len(one.keys) - one.hits
        origins = Counter(engine=engine, cache=one.hits, kept=begun.kept, memory=begun.remembered)
        texts = begun.texts(self._tools.settings.targets)
        return Translated(begun.work, texts, origins, time.monotonic() - one.entered)


def translate_work(work: Work, tools: Tools, progress: Progress) -> Texts:
    """Translate one article by itself."""
    return translate_alone(work, tools, progress).texts


def translate_alone(work: Work, tools: Tools, progress: Progress) -> Translated:
    """Translate one article by itself; say where its translations came from."""
    with closing(Stream(tools, progress)) as stream:
        stream.enter(work)
        while True:
            stream.advance()
            for done in stream.leave():
                return done
