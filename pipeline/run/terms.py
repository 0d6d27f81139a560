"""Which terms of the glossary bear on a text: a change of other terms leaves its translation as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import resources

from pipeline.address import at_home
from pipeline.check.glossary import terms_in
from pipeline.read.glossary import read_glossary
from pipeline.terminology import Glossary

DIGITS = 12


def open_glossary(chosen: str) -> Glossary | None:
    """Return the glossary that the setting names; None where it names none. Raises SettingsError."""
    return read_glossary(at_home(chosen)) if chosen else None


def starter() -> bytes:
    """Return the glossary that comes with the program."""
    return resources.files("pipeline").joinpath("data", "glossary.tsv").read_bytes()


def bearing(glossary: Glossary | None, texts: Iterable[str]) -> str:
    """Return a hash of the terms that stand in Kazakh texts and what is said of them; empty for none."""
    if glossary is None:
        return ""
    found = sorted({one.phrase.owner for text in texts for one in terms_in(glossary, text)})
    terms = [glossary.terms[owner] for owner in found]
    said = sorted(repr((term.kazakh, sorted(term.wordings.items()), term.note)) for term in terms)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:DIGITS] if said else ""


def state_of(glossary: Glossary | None, texts: Iterable[str]) -> str:
    """Return what a digest says of the glossary it was made with: the file, and the terms it came to."""
    return "" if glossary is None else f"{glossary.sha256[:DIGITS]}:{bearing(glossary, texts)}"


def is_of(state: str, glossary: Glossary | None) -> bool:
    """Tell whether `state` is of this very file, or of none where there is none."""
    return state.partition(":")[0] == ("" if glossary is None else glossary.sha256[:DIGITS])


def is_unchanged(state: str, glossary: Glossary | None, texts: Iterable[str]) -> bool:
    """Tell whether the terms that bear on these texts are those of `state`."""
    return is_of(state, glossary) or state.partition(":")[2] == bearing(glossary, texts)
