"""A sentence more than the source has, of which nothing there speaks: «Подробности пока неизвестны.»."""

from __future__ import annotations

from pipeline.check.coverage import evidence_in
from pipeline.check.pair import Pair
from pipeline.check.sentences import count_sentences, sentence_spans
from pipeline.document import Finding

NAME = "sequel"
LEAST_SAID = 2  # words of the sentence that the lexicon knows
LEAST_AGAINST = 0.9  # evidence of all its words together that nothing answers them


def check_sequel(pair: Pair) -> list[Finding]:
    """Report the one sentence of several that no word of the source answers, where it is one too many."""
    spans = sentence_spans(pair.target)
    if len(spans) <= count_sentences(pair.source):
        return []
    for span in spans:
        said = [value for value in evidence_in(pair, span, pair.language) if value]
        if len(said) >= LEAST_SAID and min(said) > 0 and sum(said) >= LEAST_AGAINST:
            message = f"nothing in the source says “{pair.target[slice(*span)]}”"
            return [pair.finding(NAME, "warning", message, None, span)]
    return []
