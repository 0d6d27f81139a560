"""Let the model learn from its own best translations, so that greedy search finds what a beam finds.

Sequence-level interpolation (Kim & Rush 2016): of the beam's hypotheses for a source of the training text the
one nearest to the person's translation, by chrF++, becomes a second translation of that source. It is closer
to what the model would write anyway than the person's is, and better than what it does write. With `--first`
the beam's own first one becomes it (sequence-level distillation, ibid.): what greedy search is to find.
One with a word that the model writes where it knows none (the package's fillers.tsv) is left out, or the
model would learn to write it.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from pipeline.wordlists import kinds
from training.score import Translator
from training.text import has_kazakh_letters, target_text
from training.work import Row, Work, read_text, write_text

PIECE = 1024
"""Pairs of one file."""
BEAM_SIZE = 4
LENGTH_PENALTY = 2.0
WORD = re.compile(r"\w+")
NEAR_ENOUGH = 0.25
"""The least chrF++ (0–1) to the person's translation that a hypothesis must have to be learnt from."""


def worth_it(row: Row, least_weight: float) -> bool:
    """Tell whether a pair has real Kazakh on its left and is drawn often enough."""
    language, weight, synthetic, source, _ = row
    real = language != "kk" and not synthetic and weight >= least_weight
    return real and has_kazakh_letters(source)


def nearest(hypotheses: list[str], reference: str, metric: CHRF) -> tuple[str, float]:
    """Return the hypothesis with the highest sentence chrF++ to the reference, and that score from 0 to 1."""
    scores = {text: metric.sentence_score(text, [reference]).score / 100 for text in hypotheses}
    best = max(scores, key=lambda text: scores[text])
    return best, scores[best]


def distil(translator: Translator, rows: list[Row], metric: CHRF, count: int = BEAM_SIZE) -> Iterator[Row]:
    """Yield each pair again with the nearest of `count` hypotheses as its target, if it is near enough."""
    found = translator.hypotheses([row[3] for row in rows], [row[0] for row in rows], BEAM_SIZE, count)
    for (language, weight, synthetic, source, target), texts in zip(rows, found, strict=True):
        text, score = nearest([target_text(text) for text in texts], target, metric)
        if score >= NEAR_ENOUGH and not has_fillers(language, text, target):
            yield language, weight, synthetic, source, text


def has_fillers(language: str, text: str, reference: str) -> bool:
    """Tell whether a text has a word that stands for what the model does not know; the reference may."""
    words, right = (set(WORD.findall(side.lower())) for side in (text, reference))
    return not (words - right).isdisjoint(kinds("fillers.tsv")[language])


def digest(rows: list[Row]) -> str:
    """Return a name for the translations of some pairs: what was made of the same pairs is not made again."""
    return hashlib.sha256("\n".join("\t".join((row[0], *row[3:])) for row in rows).encode()).hexdigest()[:16]


def main() -> None:
    """Write the second translations beside the pairs, what is drawn most first; go on where it stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="folder that `prepare` has written to")
    parser.add_argument("model", type=Path, help="translator written by `release`")
    parser.add_argument("--least-weight", type=float, default=0.5, help="of the pairs to translate")
    parser.add_argument("--first", action="store_true", help="the beam's first, not the nearest of four")
    parser.add_argument("--share", type=int, nargs=2, default=(0, 1), metavar=("I", "N"),
                        help="make every N-th piece from the I-th on: so several can work at once")
    options = parser.parse_args()
    work = Work(options.work)
    work.distilled.mkdir(exist_ok=True)
    translator = Translator(options.model, threads=1, length_penalty=LENGTH_PENALTY)
    metric = CHRF(word_order=2)
    rows = [row for row in read_text(work.text) if worth_it(row, options.least_weight)]
    rows.sort(key=lambda row: -row[1])
    starts = range(0, len(rows), PIECE)
    for start in starts[options.share[0]::options.share[1]]:
        chosen = rows[start:start + PIECE]
        path = work.distilled / f"{digest(chosen)}{'-first' if options.first else ''}.tsv.xz"
        if not path.exists():
            write_text(path, distil(translator, chosen, metric, 1 if options.first else BEAM_SIZE))
            print(f"{start + len(chosen)} of {len(rows)}", flush=True)


if __name__ == "__main__":
    main()
