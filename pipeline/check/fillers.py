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


def check_fillers(pair: Pair) -> list[Finding]:
    """Report each such word of a translation by the bundled model, unless the lexicon finds its source."""
    return [
        pair.finding(
            NAME, "warning", f"“{word}” is what the draft writes for words it does not know", None, span
        )
        for word, span in unanswered(pair.source, pair.target, pair.language)
        if word in kinds("fillers.tsv")[pair.language]
    ]


def unanswered(source: str, target: str, language: Target) -> Iterator[tuple[str, Span]]:
    """Yield the small words of a translation for which nothing in the source is known to stand."""
    for span in unanswered_words(source, target, language):
        word = target[slice(*span)]
        if word.islower():
            yield word, span
