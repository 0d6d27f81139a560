"""What of a text is kept from a model: where it stands, and how either language writes it."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """What is kept: its place, how it is written in Russian and in English, and what it is.

    A number of a document or a school stands behind №; a doer is the maker that a sentence begins with, or
    what so many things are called: 21 Starlink жерсерігін. A name a model reads better in its sentence than
    what stands for it: it is kept from it only where it was spoilt.
    """

    start: int
    end: int
    ru: str
    en: str
    is_numbered: bool = False
    is_doer: bool = False
    is_name: bool = False
