"""Whatever an engine does wrong ends in a repair or a finding; nothing passes in silence."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import pytest

from pipeline.check import CHECKS, Pair
from pipeline.check.lexicon import lexicon, stems
from pipeline.config import Settings
from pipeline.document import TARGETS, Hypothesis, Segment, Target, Translation
from pipeline.run.editions import translate_segments
from pipeline.run.progress import Silence
from pipeline.translate.protocol import Decoding, Request
from tests.conftest import ROOT

PLANS = 10_000
TELLING, DEAR = ("loss", "script", "loops", "links"), ("coverage", "names")
CHEAP_FIRST = sorted(CHECKS, key=lambda name: (name not in TELLING, name in DEAR))  # one says enough
LONGEST = 20  # words: short texts keep ten thousand plans below half a minute
KNOWN_WORDS = 5
LINK = "https://egemen.kz/n/48213"
MARKERS = ("<unk>", "</s>", "__ru__", "__en__", "⁇", "rus_Cyrl", "<2en>")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of our own and what a good engine answers."""

    source: str
    answers: dict[Target, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes wrong with one line, and the line whose answer may be mixed up with its own."""

    fault: str
    line: Line
    other: Line
    target: Target
    seed: int


def read_lines() -> list[Line]:
    """Return the committed sentences that say enough to be told apart: a figure or name, and known words."""
    rows = [row.split("\t") for row in (ROOT / "tests/golden/checks.tsv").read_text("utf-8").splitlines()]
    lines = [Line(kazakh, {"ru": russian, "en": english}) for _, kazakh, russian, english in rows]
    telling = re.compile(r"\d|(?<=\w )[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
    return [
        line
        for line in lines
        if line.source.endswith(".")
        and telling.search(line.source)
        and len(line.source.split()) <= LONGEST
        and all(known_words(line.source, target) >= KNOWN_WORDS for target in TARGETS)
    ]


def known_words(source: str, target: Target) -> int:
    """Count the words of which the lexicon knows a counterpart."""
    return sum(word in lexicon(target).source for word, _ in stems(source))


def drop(rng: random.Random, plan: Plan, good: str) -> str:
    return rng.choice(["", " ", "…", "."])


def truncate(rng: random.Random, plan: Plan, good: str) -> str:
    words = good.split()
    return " ".join(words[: max(1, int(len(words) * rng.uniform(0.1, 0.7)))]).rstrip(".,;:!?…»”")


def repeat(rng: random.Random, plan: Plan, good: str) -> str:
    words = good.split()
    length = rng.randint(1, 4)
    at = rng.randrange(len(words) - length)
    return " ".join(words[:at] + words[at : at + length] * rng.randint(4, 30) + words[at + length :])


def swap_order(rng: random.Random, plan: Plan, good: str) -> str:
    return plan.other.answers[plan.target]


def copy(rng: random.Random, plan: Plan, good: str) -> str:
    return plan.line.source


def wrong_language(rng: random.Random, plan: Plan, good: str) -> str:
    return plan.line.answers["en" if plan.target == "ru" else "ru"]


def leave_kazakh_in(rng: random.Random, plan: Plan, good: str) -> str:
    source = plan.line.source.split()
    spans = [source[at : at + 4] for at in range(len(source) - 3)]
    small = [span for span in spans if all(word.strip(".,»:;").islower() for word in span)]
    return f"{good} {' '.join(rng.choice(small))}." if small else good  # names look alike in Russian


def hallucinate_on_digits(rng: random.Random, plan: Plan, good: str) -> str:
    return re.sub(r"\d+", lambda figure: str(int(figure.group()) * 7 + 11), good)


def leave_marker_in(rng: random.Random, plan: Plan, good: str) -> str:
    words = good.split()
    at = rng.randrange(len(words))
    return " ".join([*words[:at], rng.choice(MARKERS), *words[at:]])


def garble_link(rng: random.Random, plan: Plan, good: str) -> str:
    at = rng.randrange(8, len(LINK))
    return good.replace(LINK, rng.choice([LINK[:at], LINK[:at] + " " + LINK[at:], LINK.replace("n/", "н/")]))


Fault = Callable[[random.Random, Plan, str], str]
FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        drop,
        truncate,
        repeat,
        swap_order,
        copy,
        wrong_language,
        leave_kazakh_in,
        hallucinate_on_digits,
        leave_marker_in,
        garble_link,
    )
}


def spoil(plan: Plan) -> tuple[str, str, str]:
    """Return the source, the good answer and the one with the fault in it."""
    source, good = plan.line.source, plan.line.answers[plan.target]
    if plan.fault == "garble_link":
        source, good = f"{source} {LINK}", f"{good} {LINK}"
    return source, good, FAULTS[plan.fault](random.Random(plan.seed), plan, good)


def random_plans(lines: Sequence[Line], count: int) -> list[Plan]:
    rng = random.Random(7)
    names = sorted(FAULTS)
    plans = []
    for _ in range(count):
        line, other = rng.sample(lines, 2)
        plans.append(Plan(rng.choice(names), line, other, rng.choice(TARGETS), rng.randrange(2**32)))
    return plans


@cache  # half of the plans come to a text that an earlier one came to
def is_flagged(pair: Pair) -> bool:
    found = (finding for name in CHEAP_FIRST for finding in CHECKS[name](pair))
    return any(finding.severity != "info" for finding in found)


def test_none_of_ten_thousand_fault_plans_passes_in_silence() -> None:
    silent: Counter[str] = Counter()
    shown = []
    for plan in random_plans(read_lines(), PLANS):
        source, good, bad = spoil(plan)
        if bad != good and not is_flagged(Pair(1, source, bad, plan.target)):
            silent[plan.fault] += 1
            shown.append((plan.fault, source, bad))
    assert not silent, (silent, shown[:5])


@dataclass
class FaultyTranslator:
    """Answers from a table; the first `bad_calls` answers to each request have the fault of the plan."""

    plan: Plan
    bad_calls: int
    input_limit: int = 200
    workers: int = 1
    asked: Counter[Request] = field(default_factory=Counter)

    def count_tokens(self, text: str) -> int:
        """Count words."""
        return len(text.split())

    def translate(self, requests: Sequence[Request], decoding: Decoding) -> list[list[Hypothesis]]:
        """Answer, badly at first."""
        return [[Hypothesis(self._answer(request), -0.3)] for request in requests]

    def _answer(self, request: Request) -> str:
        self.asked[request] += 1
        _, good, bad = spoil(self.plan)
        if request.text != spoil(self.plan)[0]:
            return f"{request.text[:3]}…"  # half a sentence alone: this engine cannot do it
        return bad if self.asked[request] <= self.bad_calls else good


def translated(plan: Plan, bad_calls: int) -> Translation:
    """Run the plan through translation, checks and repair."""
    segment = Segment(1, 0, 0, len(spoil(plan)[0]), spoil(plan)[0])
    settings = Settings(targets=(plan.target,), quality="balanced")
    return translate_segments(FaultyTranslator(plan, bad_calls), [segment], settings, Silence())[
        0, plan.target
    ]


def plans_of(fault: str) -> list[Plan]:
    return [
        plan
        for plan in random_plans(read_lines(), 400)
        if plan.fault == fault and spoil(plan)[2] != spoil(plan)[1]
    ][:12]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_a_second_decoding_does_not_make_is_repaired(fault: str) -> None:
    for plan in plans_of(fault):
        result = translated(plan, bad_calls=1)
        clean = translated(plan, bad_calls=0)
        assert result.text == clean.text or len(result.findings) <= len(clean.findings)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays_is_mended_by_rule_or_flagged(fault: str) -> None:
    for plan in plans_of(fault):
        result = translated(plan, bad_calls=100)
        flagged = any(finding.severity != "info" for finding in result.findings)
        assert flagged or result.text == translated(plan, bad_calls=0).text, (plan, result)


def test_text_without_words_never_reaches_the_engine() -> None:
    line = read_lines()[0]
    engine = FaultyTranslator(Plan("copy", line, line, "ru", 0), 100)
    texts = ["12 345,6", "2025", "+7 701 123 45 67", "***", LINK, "№ 5"]
    segments = [Segment(i, 0, 0, len(text), text) for i, text in enumerate(texts, 1)]
    done = translate_segments(engine, segments, Settings(), Silence())
    assert not engine.asked and all(t.origin == "rule" for t in done.values())
