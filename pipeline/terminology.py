"""What a newsroom wants its terms called: a glossary, as it is read from a file and used by the checks."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.document import Target


@dataclass(frozen=True, slots=True)
class Wording:
    """How a term is to be put in one language.

    Any of `required` will do and one of them must be there; one of `preferred` is better than any other;
    none of `forbidden` may be.
    """

    required: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def right(self) -> tuple[str, ...]:
        """Return all that may stand for the term, the best first."""
        return (*self.preferred, *self.required)


@dataclass(frozen=True, slots=True)
class Term:
    """A Kazakh term, in each of its spellings, and its wordings; `line` is where the file has it."""

    kazakh: tuple[str, ...]
    wordings: dict[Target, Wording]
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """The terms of one file; `sha256` is that of its bytes."""

    terms: tuple[Term, ...]
    sha256: str = ""
    path: str = field(default="", compare=False)
