"""What a model is told instead of what it misreads, in the order in which each finds the text."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.spelt_numbers import numbers_in_figures
from pipeline.translate.apart.plus_minus import legible
from pipeline.translate.shown.ages import ages_said
from pipeline.translate.shown.amounts import amounts_said, ordinals_said
from pipeline.translate.shown.changes import changes_said
from pipeline.translate.shown.composites import composites_said
from pipeline.translate.shown.counted import counted_off
from pipeline.translate.shown.excluded import left_out
from pipeline.translate.shown.moments import moments_said, with_colons
from pipeline.translate.shown.money import tenge_said
from pipeline.translate.shown.percents import percents_said
from pipeline.translate.shown.periods import spans_said
from pipeline.translate.shown.places import written_out
from pipeline.translate.shown.reached import levels_said
from pipeline.translate.shown.rephrased import rephrased
from pipeline.translate.shown.series import series_said
from pipeline.translate.shown.shortened import in_words
from pipeline.translate.shown.spending import spending_said
from pipeline.translate.shown.stages import stages_said
from pipeline.translate.shown.substitutes import with_substitutes
from pipeline.translate.shown.titles import persons_first
from pipeline.translate.styled.initials import named_first

WORDINGS: tuple[Callable[[str], str], ...] = (
    numbers_in_figures,
    named_first,
    persons_first,
    ages_said,
    counted_off,
    composites_said,
    written_out,
    ordinals_said,
    in_words,
    with_substitutes,
    spending_said,
    left_out,
    stages_said,
    series_said,
    levels_said,
    rephrased,
    percents_said,
    tenge_said,
    with_colons,
    spans_said,
    moments_said,
    amounts_said,
    changes_said,
    legible,
)


def reworded(text: str) -> str:
    """Return a text as a model reads it right, with the same figures, names and denials."""
    for said_otherwise in WORDINGS:
        text = said_otherwise(text)
    return text
