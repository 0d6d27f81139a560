"""The learnt weights of the check of names, and how far they let the words in context move the balance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

from pipeline.wordlists import rows

# What the encoder says lies within these: the cosine of a word with the nearest on the other side, and how
# much that is over the mean of all words. Seen were .31 to .89 and -.39 to .24 in 1,300 names without
# counterpart. Texts that are no translations have cosines of .09; no finding changed in 300 such pairs.
LEAST_ALIKE, MOST_ALIKE = 0.25, 0.95
LEAST_OVER_USUAL, MOST_OVER_USUAL = -0.5, 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """Those of a logistic regression, and the log-odds from which on to warn.

    The signs of the words in context add `least` to `most` to the log-odds.
    """

    signs: dict[str, float]
    bias: float
    warning: float
    least: float
    most: float

    def score(self, found: dict[str, float]) -> float:
        """Return the log-odds."""
        return self.bias + sum(self.signs[name] * value for name, value in found.items())


def signs_in_context(
    alike: float, over_usual: float, preferred: float, *, capital: bool, lost: bool
) -> dict[str, float]:
    """Return what the encoder says of a name: how much another word stands for it, and what a word it is.

    That word has a `capital`, and is `lost` itself: nothing stands for it by spelling, gazetteer or lexicon.
    """
    return {
        "context": alike,
        "context over usual": over_usual,
        "preferred": preferred,
        "preferred capital": preferred * capital,
        "preferred lost": preferred * lost,
        "preferred like": preferred * alike,
    }


@cache
def weights() -> dict[tuple[str, str], Weights]:
    """Read the weights by language and fate (see the file for its columns)."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for language, fate, name, value in rows("names_weights.tsv"):
        found.setdefault((language, fate), {})[name] = float(value)
    return {key: _weights(signs) for key, signs in found.items()}


def _weights(values: dict[str, float]) -> Weights:
    bias, warning = values.pop("bias"), values.pop("warn from")
    corners = product(
        (LEAST_ALIKE, MOST_ALIKE),
        (LEAST_OVER_USUAL, MOST_OVER_USUAL),
        (0.0, 1.0),
        (False, True),
        (False, True),
    )
    # Linear in each of them, so that the least and the most lie in corners.
    moved = [
        sum(values[name] * value for name, value in signs_in_context(*c[:3], capital=c[3], lost=c[4]).items())
        for c in corners
    ]
    return Weights(values, bias, warning, min(moved), max(moved))
