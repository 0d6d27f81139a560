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
IN_PART = "?"  # around the state of a digest whose findings are not those of its glossary


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


def is_in_part(state: str) -> bool:
    """Tell whether a digest was looked through for other terms than it was made with, or for some only."""
    return state.startswith(IN_PART)


def in_part(state: str) -> str:
    """Return the state of a digest whose findings are not those of the glossary it was made with.

    No glossary has it, so that the next run makes the digest anew.
    """
    file, _, terms = state.strip(IN_PART).partition(":")
    return f"{IN_PART}{file}:{terms}{IN_PART}"


def rechecked(state: str, glossary: Glossary | None, texts: Iterable[str]) -> str:
    """Return what a digest of this `state` says of its glossary when it was looked through for another one.

    Without a glossary what was found before stays, and so does the state.
    """
    if glossary is None:
        return state
    made = state.strip(IN_PART).removeprefix(":")
    is_same = bearing(glossary, texts) == made.partition(":")[2]
    return made if is_same else in_part(made)


def is_unchanged(state: str, glossary: Glossary | None, texts: Iterable[str]) -> bool:
    """Tell whether the terms that bear on these texts are those of `state`."""
    return is_of(state, glossary) or state.partition(":")[2] == bearing(glossary, texts)
