"""What a model is shown in the place of laws, acts, officials and outlets, and written whole by rule."""

from __future__ import annotations

from typing import Protocol

from pipeline.document import Target
from pipeline.translate.apart.acting import acting_apart
from pipeline.translate.apart.acts import acts_apart, convocations_apart
from pipeline.translate.apart.asides import asides_apart
from pipeline.translate.apart.legal_forms import legal_forms_apart
from pipeline.translate.apart.outlets import outlets_apart
from pipeline.translate.apart.provisions import provisions_apart


class StandIn(Protocol):
    """What stands in the text that a model sees, and can be written whole in its answer."""

    def put_back(self, text: str, target: Target) -> str:
        """Return an answer with what the text said."""
        ...


def stood_in(text: str) -> tuple[str, tuple[StandIn, ...]]:
    """Return a text with what a model reads in the place of what it does not, and how to write that."""
    text, outlets = outlets_apart(text)
    text, forms = legal_forms_apart(text)
    text, acting = acting_apart(text)
    text, convocations = convocations_apart(text)
    text, acts = acts_apart(text)
    text, provisions = provisions_apart(text)
    text, asides = asides_apart(text)
    return text, (*outlets, *forms, *acting, *convocations, *acts, *provisions, *asides)
