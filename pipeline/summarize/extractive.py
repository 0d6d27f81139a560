"""Choose the sentences that carry an article: graph centrality, place, and no repetition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline.deadline import check
from pipeline.marks import DASHES, leading_mark
from pipeline.summarize.protocol import Budget, Candidate, fit
from pipeline.wordlists import lines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DAMPING = 0.85  # as in LexRank (Erkan and Radev 2004, JAIR 22, section 3.2)
ITERATIONS = 50
SETTLED = 1e-6  # change of the largest rank, of mean 1, at which a further step changes nothing
ROWS_TIES = 2**20  # pairs looked at together: 4 MiB
HELD_TIES = 2**22  # pairs that are kept from step to step: 16 MiB, of an article of 2,048 sentences
REDUNDANCY = 0.5  # weight of the likeness to what is chosen already (MMR, Carbonell and Goldstein 1998)
LEAD_WEIGHT = 1.5  # the lead says what the article is about
OPENING_WEIGHT = 1.15  # paragraphs open with their point
HEADLINE_WEIGHT = 0.5
LEANING_WEIGHT = 0.45  # «Ол …»: not to be understood alone
QUOTE_WEIGHT = 0.75  # a voice without its speaker
QUESTION_WEIGHT = 0.5
CONTACT_WEIGHT = 0.5  # where to write, ring or read on is not what the article says
ENTRY_WEIGHT = 0.6  # «2. …»: one of several
LAST_WEIGHT = 0.7  # news tells the weightiest first; the weight falls evenly from 1 to this
DOUBTFUL_WEIGHT = 0.5  # what the checks found wrong should not lead a digest
# An address, of the web or a street, an e-mail or a telephone number
CONTACT = re.compile(
    r"https?://|www\.|\w@\w|\w\.kz\b|\bt\.me/|(?:\+7|\b8)[\s(-]*\d{3}[\s)-]*\d{2,3}[\s-]?\d{2}"
    r"|^мекен-?жай\w*\s?:",
    re.IGNORECASE,
)
LONG_WORDS, LONG_WEIGHT = 32, 0.85


class CentralSummarizer:
    """LexRank over sentence embeddings, with the news article's own habits taken into account."""

    def __init__(self, encode: Callable[[Sequence[str]], Vectors]) -> None:
        self._encode = encode

    def choose(self, headline: str, among: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
        """Return the ids of the most central sentences, like ones only once; see Summarizer."""
        if len(among) <= 1:
            return fit(among, budget)
        vectors = self._encode([candidate.text for candidate in among] + [headline])
        weights = centrality(vectors[:-1]) + HEADLINE_WEIGHT * _stretched(vectors[:-1] @ vectors[-1])
        fall = (1 - LAST_WEIGHT) / (len(among) - 1)
        scores = [
            float(w) * _form(c) * (1 - fall * i) for i, (w, c) in enumerate(zip(weights, among, strict=True))
        ]
        return opened(_diverse(among, scores, vectors[:-1], budget), budget)


def centrality(vectors: Vectors) -> Vectors:
    """Return each sentence's centrality, mean 1: how often a walk between like sentences comes by.

    Embedding cosines of one article lie close together (.75 to .95), so only what exceeds the article's mean
    counts as a tie. The ties of a book are too many to hold: they are computed anew at each step, in rows.
    """
    import numpy as np

    count = len(vectors)
    together = vectors.sum(axis=0, dtype=np.float64)
    mean = float(together @ together - np.square(vectors, dtype=np.float64).sum()) / (count * (count - 1))

    def ties() -> Iterator[tuple[slice, Vectors]]:
        for rows, cosines in _in_rows(vectors):
            found = np.maximum(cosines - np.float32(mean), 0.0) + np.float32(1e-6)
            found[np.arange(len(found)), np.arange(rows.start, rows.stop)] = 0.0
            yield rows, found

    held = list(ties()) if count**2 <= HELD_TIES else None
    sums = np.concatenate([found.sum(axis=1, dtype=np.float64) for _, found in held or ties()])
    rank = np.full(count, 1.0 / count)
    for _ in range(ITERATIONS):
        before = rank
        shares = (before / sums).astype(np.float32)
        walked = np.concatenate([found @ shares for _, found in held or ties()])  # ties go both ways
        rank = (1 - DAMPING) / count + DAMPING * walked
        if float(np.abs(rank - before).max()) * count < SETTLED:
            break
    return np.asarray(rank * count, dtype=np.float32)


def _in_rows(vectors: Vectors) -> Iterator[tuple[slice, Vectors]]:
    """Yield the cosines of all pairs, some rows at a time."""
    step = max(1, ROWS_TIES // len(vectors))
    for start in range(0, len(vectors), step):
        check()
        rows = slice(start, min(start + step, len(vectors)))
        yield rows, vectors[rows] @ vectors.T


def _stretched(cosines: Vectors) -> Vectors:
    import numpy as np

    spread = float(cosines.max() - cosines.min())
    return np.asarray((cosines - cosines.min()) / spread if spread > 0 else cosines * 0)


def _form(candidate: Candidate) -> float:
    weight = 1.0
    if candidate.kind == "lead" and candidate.opens_block:
        weight *= LEAD_WEIGHT
    elif candidate.opens_block:
        weight *= OPENING_WEIGHT
    if leans(candidate.text):
        weight *= LEANING_WEIGHT
    if candidate.text.lstrip()[:1] in '«“"„–—-':
        weight *= QUOTE_WEIGHT
    if candidate.text.rstrip().endswith("?"):
        weight *= QUESTION_WEIGHT
    if CONTACT.search(candidate.text):
        weight *= CONTACT_WEIGHT
    mark = leading_mark(candidate.text)
    if mark and not mark.startswith(DASHES):
        weight *= ENTRY_WEIGHT
    if candidate.doubtful:
        weight *= DOUBTFUL_WEIGHT
    return weight * (LONG_WEIGHT if candidate.words > LONG_WORDS else 1.0)


def leans(text: str) -> bool:
    """Tell whether a sentence opens with a word that leans on the sentence before («Ол», «Сондықтан»)."""
    words = [word.strip(',.:;–—-«»"()').lower() for word in text.split()[:4]]
    words = [word for word in words if word]
    return any(" ".join(words[:n]) in _openers() for n in range(1, len(words) + 1))


@cache
def _openers() -> frozenset[str]:
    return frozenset(line.strip() for line in lines("openers_kk.txt"))


def opened(ranked: list[Candidate], budget: Budget) -> tuple[int, ...]:
    """Take the best that the budget allows, the first of which leans on none, as long as there are others."""
    texts = {candidate.id: candidate.text for candidate in ranked}
    chosen = fit(ranked, budget)
    while leans(texts[chosen[0]]) and len(ranked) > len(chosen):
        without = [candidate for candidate in ranked if candidate.id != chosen[0]]
        if all(leans(candidate.text) for candidate in without):
            break
        ranked = without
        chosen = fit(ranked, budget)
    return chosen


def _diverse(
    among: Sequence[Candidate], scores: list[float], vectors: Vectors, budget: Budget
) -> list[Candidate]:
    """Rank by score less likeness to what stands above; of equal ones the earlier comes first."""
    import numpy as np

    lowest = min(float(cosines.min()) for _, cosines in _in_rows(vectors))
    worth = np.asarray(scores, dtype=np.float64) / max(scores)
    nearest = np.zeros(len(among), dtype=np.float32)  # likeness to the likest of those ranked
    ranked: list[int] = []
    left = np.ones(len(among), dtype=bool)
    while left.any() and len(ranked) < budget.sentences:
        best = int(np.argmax(np.where(left, worth - REDUNDANCY * nearest, -np.inf)))
        ranked.append(best)
        left[best] = False
        likeness = (vectors @ vectors[best] - np.float32(lowest)) / np.float32(max(1e-6, 1.0 - lowest))
        nearest = np.maximum(nearest, likeness)
    rest = np.argsort(-(worth - REDUNDANCY * nearest), kind="stable")
    return [among[i] for i in (*ranked, *(int(i) for i in rest if left[i]))]
