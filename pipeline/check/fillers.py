"""Words that the bundled model writes where it does not know the right one: “stroke”, «бросил».

Learnt from its translations of text that it has not seen (benchmarks/fillers.py): time and again it writes
them where nothing in the source stands for them and a person has written something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.coverage import unanswered_words
from pipeline.check.pair import Pair
from pipeline.document import Finding, Span, Target
from pipeline.wordlists import kinds

NAME = "fillers"
DERIVING = 6  # letters of a word of whose derivations there are few others


def check_fillers(pair: Pair) -> list[Finding]:
    """Report each such word of a translation by the bundled model, unless the lexicon finds its source.

    Of a long one also what is derived from it: “spiritual”, “spirits”.
    """
    known = kinds("fillers.tsv")[pair.language]
    long = tuple(word for word in known if len(word) >= DERIVING)
    return [
        pair.finding(
            NAME, "warning", f"“{word}” is what the draft writes for words it does not know", None, span
        )
        for word, span in unanswered(pair.source, pair.target, pair.language)
        if word in known or word.startswith(long)
    ]


def unanswered(source: str, target: str, language: Target) -> Iterator[tuple[str, Span]]:
    """Yield the small words of a translation for which nothing in the source is known to stand."""
    for span in unanswered_words(source, target, language):
        word = target[slice(*span)]
        if word.islower():
            yield word, span
