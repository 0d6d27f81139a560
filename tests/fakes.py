"""Engines that behave, and engines that fail in every way an engine is known to fail."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.document import Hypothesis
from pipeline.errors import MemoryLow, TranslateError
from pipeline.translate.protocol import Decoding, Request

Answer = Callable[[Request], str]


def spell(request: Request) -> str:
    """Answer with the target's letters in place of the source's: faithful in shape and figures."""
    kazakh = "әғқңөұүһі"
    russian = "агкноуухи"
    text = request.text.translate(str.maketrans(kazakh + kazakh.upper(), russian + russian.upper()))
    if request.target == "ru":
        return text
    cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    latin = "abvgdeejziiklmnoprstufhccss'y'eua"
    return text.translate(str.maketrans(cyrillic + cyrillic.upper(), latin + latin.upper()))


@dataclass
class FakeTranslator:
    """Answers each request by `answer`; remembers the batches it was sent."""

    answer: Answer = spell
    score: float = -0.3
    input_limit: int = 60
    workers: int = 1
    truncates: Callable[[Request], bool] = lambda request: False
    batches: list[list[Request]] = field(default_factory=list)

    def count_tokens(self, text: str) -> int:
        """Count words."""
        return len(text.split())

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Answer in order."""
        self.batches.append(list(requests))
        longest = max((self.count_tokens(r.text) for r in requests), default=0)
        if longest > self.input_limit:
            raise TranslateError(f"a text of {longest} tokens is over the limit of {self.input_limit}")
        return [[Hypothesis(self.answer(r), self.score, self.truncates(r))] for r in requests]


@dataclass
class CrashingTranslator(FakeTranslator):
    """Fails on any batch that holds the word `poison`."""

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Answer, or crash."""
        if any("poison" in request.text for request in requests):
            raise TranslateError("the engine crashed", hint="try another model")
        return super().translate(requests, decoding)


@dataclass
class DroppingTranslator(FakeTranslator):
    """Answers one request too few."""

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Answer all but the last."""
        return super().translate(requests, decoding)[:-1]


@dataclass
class NarrowTranslator(FakeTranslator):
    """Has room for three requests at a time."""

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Answer a small batch."""
        if len(requests) > 3:
            raise MemoryLow("the batch does not fit into memory")
        return super().translate(requests, decoding)


@dataclass
class DeadlyTranslator(FakeTranslator):
    """Takes its whole process down on a batch that holds the word `poison`, as a lack of memory does."""

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Answer, or die."""
        if any("poison" in request.text for request in requests):
            os._exit(1)
        return super().translate(requests, decoding)
