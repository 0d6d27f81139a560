"""Generate sentences around the names that the package lists, each in its first form.

A frame of frames/listed.tsv is a sentence in three languages for names of one group, or of `any`; it leaves
every name in the nominative, so that no ending has to be guessed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from pipeline.wordlists import rows
from training.figures import as_sentence, read_table
from training.sources import Pair
from training.text import source_text, target_text

SENTENCES = 3
"""Of each name."""
WEIGHT = 0.25
GROUPS = {
    "city": "city", "settlement": "place", "region": "place", "district": "place", "place": "place",
    "mountain": "place", "river": "place", "lake": "place", "company": "company", "person": "person",
    "body": "body", "international": "body", "university": "body", "party": "body", "country": "country"}
"""Of the kinds of names that have frames of their own."""
OF_CITIES = " қаласы"
"""What the frames of cities say themselves."""
Name = tuple[str, str, str]


def listed_names() -> dict[str, list[Name]]:
    """Return the names (kk, ru, en) of the package's list by group; `any` has those of all other kinds."""
    names: dict[str, list[Name]] = {}
    for kind, *forms in rows("gazetteer.tsv"):
        kk, ru, en = (cell.split("|")[0] for cell in forms)
        group = "any" if kk.endswith(OF_CITIES) else GROUPS.get(kind, "any")
        names.setdefault(group, []).append((kk, ru, en))
    return names


def listed_rows(seed: int) -> Iterator[Name]:
    """Yield the sentences (kk, ru, en)."""
    rng = random.Random(seed)
    frames: dict[str, list[list[str]]] = {}
    for group, *sides in read_table("listed"):
        frames.setdefault(group, []).append(sides)
    for group, names in listed_names().items():
        fitting = [*frames["any"], *(frames[group] * 2 if group != "any" else [])]
        for name in names:
            for frame in rng.sample(fitting, SENTENCES):
                other, third = rng.sample(names, 2)
                kk, ru, en = (
                    as_sentence(side.format(name=name[column], other=other[column], third=third[column]))
                    for column, side in enumerate(frame))
                yield kk, ru, en


def listed_pairs(seed: int) -> Iterator[Pair]:
    """Yield the sentences as training pairs into Russian and English."""
    for kk, ru, en in listed_rows(seed):
        yield Pair(source_text(kk), "ru", target_text(ru), WEIGHT)
        yield Pair(source_text(kk), "en", target_text(en), WEIGHT)
