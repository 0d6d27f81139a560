"""Measure translation on a test set: BLEU and chrF++ with signatures, speed, findings per check."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.config import Quality, Settings
from pipeline.counted import counted
from pipeline.document import Segment, Target, Translation
from pipeline.errors import ReadError
from pipeline.extras import refuse_without
from pipeline.models.catalogue import ModelCard
from pipeline.run.editions import translate_segments
from pipeline.run.estimate import with_estimates
from pipeline.run.progress import Progress
from pipeline.run.tools import Tools

COLUMNS = ("kk", "ru", "en")
SHAPE = "give a UTF-8 TSV of kk, ru, en"
PLAIN = str.maketrans({**dict.fromkeys("«»“”„", '"'), "—": "–", "’": "'"})


@dataclass(frozen=True, slots=True)
class TestSet:
    """Parallel lines: `sources` in Kazakh, one reference per target and source."""

    __test__ = False  # not a class of tests

    name: str
    sources: tuple[str, ...]
    references: dict[Target, tuple[str, ...]]
    left_out: tuple[str, ...] = ()  # what of the file is not scored, and why


@dataclass(frozen=True, slots=True)
class Score:
    """One metric: its value and the signature that says how it was made."""

    value: float
    signature: str


@dataclass(frozen=True, slots=True)
class Scores:
    """What a model reached for one target at one quality.

    `chrf` and `bleu` are taken with quotation marks, apostrophes and dashes made plain on both sides, since
    references differ in them; `chrf_as_written` without. `sentences_per_second` counts sources, without the
    loading of the model.
    """

    model: str
    quality: Quality
    target: Target
    sentences: int
    chrf: Score
    bleu: Score
    chrf_as_written: Score
    sentences_per_second: float
    decoded_again: int
    findings: dict[str, int]
    flagged: int


def read_test_set(path: Path) -> TestSet:
    """Read a TSV of kk, ru, en (a document id may stand before); raise ReadError on any other shape."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"cannot be read: {what}", path=path, hint=SHAPE) from error
    numbered = {number: line.split("\t") for number, line in enumerate(lines, 1) if line.strip()}
    rows, widths = list(numbered.values()), set(map(len, numbered.values()))
    if not rows or (not widths <= {3} and not widths <= {4}):
        hint = "each line needs kk, ru, en separated by tabs; a document id may stand before them"
        raise ReadError(f"has lines of {sorted(widths) or 'no'} columns", path=path, hint=hint)
    reasons = {number: _reason(number, row[-3:]) for number, row in numbered.items()}
    kept = [row[-3:] for number, row in numbered.items() if not reasons[number]]
    if not kept:
        raise ReadError("has no sentence with both translations", path=path, hint=SHAPE)
    kk, ru, en = zip(*kept, strict=True)
    left_out = tuple(f"line {number} is left out: {why}" for number, why in reasons.items() if why)
    return TestSet(path.stem, kk, {"ru": ru, "en": en}, left_out)


def _reason(number: int, row: list[str]) -> str:
    """Return why a line is no sentence to be scored; empty where it is one."""
    texts = [text.strip() for text in row]
    if number == 1 and [text.lower() for text in texts] == list(COLUMNS):
        return "it names the columns"
    empty = [name for name, text in zip(COLUMNS, texts, strict=True) if not text]
    return f"{', '.join(empty)} is empty" if empty else ""


def evaluate(tools: Tools, test_set: TestSet, quality: Quality, progress: Progress) -> list[Scores]:
    """Translate the set into each target at one quality and score it; needs sacrebleu (extra `evaluate`)."""
    refuse_without("evaluate", "evaluation needs the package", {"sacrebleu": "sacrebleu"})
    results = []
    for target in tools.settings.targets:
        settings = replace(tools.settings, quality=quality, targets=(target,))
        results.append(_evaluate_one(tools, test_set, settings, progress))
    return results


def _evaluate_one(tools: Tools, test_set: TestSet, settings: Settings, progress: Progress) -> Scores:
    (target,) = settings.targets
    segments = [Segment(i, 0, 0, len(text), text) for i, text in enumerate(test_set.sources, 1)]
    translator = tools.translator  # loaded before the time is taken
    began = time.perf_counter()
    done = translate_segments(translator, segments, settings, progress)
    seconds = time.perf_counter() - began
    rows: list[dict[Target, Translation]] = [{target: done[place, target]} for place in range(len(segments))]
    translations = [row[target] for row in with_estimates(segments, rows, tools)]  # flagged as in a run
    texts = [translation.text for translation in translations]
    references = test_set.references[target]
    plain = [text.translate(PLAIN) for text in texts], [text.translate(PLAIN) for text in references]
    return Scores(
        model=tools.model.card.name,
        quality=settings.quality,
        target=target,
        sentences=len(segments),
        chrf=_score("chrf", *plain),
        bleu=_score("bleu", *plain),
        chrf_as_written=_score("chrf", texts, references),
        sentences_per_second=round(len(segments) / seconds, 1),
        decoded_again=sum(t.attempts > 1 for t in translations),
        findings=_findings(translations),
        flagged=sum(any(f.severity != "info" for f in t.findings) for t in translations),
    )


def _score(metric: str, texts: Sequence[str], references: Sequence[str]) -> Score:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    scorer = CHRF(word_order=2) if metric == "chrf" else BLEU()
    value = scorer.corpus_score(texts, [references]).score
    return Score(round(value, 2), str(scorer.get_signature()))


def _findings(translations: Sequence[Translation]) -> dict[str, int]:
    return dict(Counter(f"{f.check} {f.severity}" for t in translations for f in t.findings).most_common())


def scorecard(test_set: TestSet, scores: Sequence[Scores], cards: Sequence[ModelCard]) -> str:
    """Return the Markdown of a measurement, published figures of other models beside it."""
    size = counted(len(test_set.sources), "sentence")
    lines = [
        f"# Quality on {test_set.name}",
        "",
        f"{size}; quotes, apostrophes, dashes plain on both sides, but for raw.",
        "",
        "| model | quality | pair | chrF++ | BLEU | chrF++ raw | sentences/s | decoded again | flagged |",
        "|---|---|---|---|---|---|---|---|---|",
        *map(_measured_row, scores),
        *(row for card in cards if not card.draft for row in _published_rows(card)),
        "",
    ]
    signatures = dict.fromkeys(f"`{x.signature}`" for s in scores for x in (s.chrf, s.bleu))
    lines += [f"Signatures: {'; '.join(signatures)}", ""]
    lines += ["## Findings", "", "| model | quality | pair | check | sentences |", "|---|---|---|---|---|"]
    for s in scores:
        lines += [
            f"| {s.model} | {s.quality} | kk→{s.target} | {name} | {n} |" for name, n in s.findings.items()
        ]
    return "\n".join(lines) + "\n"


def _measured_row(s: Scores) -> str:
    return (
        f"| {s.model} | {s.quality} | kk→{s.target} | {s.chrf.value:.1f} | {s.bleu.value:.1f} | "
        f"{s.chrf_as_written.value:.1f} | {s.sentences_per_second} | {s.decoded_again / s.sentences:.0%} | "
        f"{s.flagged / s.sentences:.0%} |"
    )


def _published_rows(card: ModelCard) -> list[str]:
    start = f"| {card.name} | {card.quality_source} |"
    pairs = card.quality.items()
    return [f"{start} {pair.replace('-', '→')} | {value:.1f} | – | – | – | – | – |" for pair, value in pairs]
