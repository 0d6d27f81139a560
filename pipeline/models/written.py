"""Which pieces a trimmed model may write: those of Russian and English; its output layer runs over no other.

What only a source can hold (Kazakh's own letters, single letters of other scripts) is read and never written.
CTranslate2 takes the list as a vocabulary map: for each n-gram of a source the pieces that may be written for
it, and for the empty one those that always may. The rows of the output layer are chosen once a batch.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import cache
from pathlib import Path

from pipeline.alphabet import KAZAKH_ALONE
from pipeline.models.letters import SPACE
from pipeline.models.vocabulary import Vocabulary

MAP = "vmap.txt"
"""The name under which CTranslate2 looks for the map beside a model."""
SCRIPTS = ("LATIN ", "CYRILLIC ", "GREEK ", "COMBINING ")  # as the names of characters begin: é, π, а́


def may_be_written(piece: str) -> bool:
    """Say whether a piece can be part of Russian or English: no letter is Kazakh alone or of a far script."""
    text = piece.replace(SPACE, "")
    return all(map(_is_of_targets, text)) and not any(character.isspace() for character in text)


def written_pieces(vocabulary: Vocabulary, codes: Collection[str]) -> list[str]:
    """Return the pieces that may be written; of the added tokens only `codes`, with which targets begin.

    CTranslate2 adds <s>, </s> and <unk> by itself.
    """
    added = {token["content"] for token in vocabulary.tokenizer["added_tokens"]}
    plain = (piece for piece in vocabulary.pieces if piece not in added and may_be_written(piece))
    return [*codes, *plain]


def write_map(directory: Path, pieces: Collection[str]) -> None:
    """Write the map of a converted model."""
    (directory / MAP).write_text(f"\t{' '.join(pieces)}\n", encoding="utf-8")


@cache
def _is_of_targets(character: str) -> bool:
    if not character.isalpha() and not unicodedata.combining(character):
        return True
    is_ours = unicodedata.name(character, "").startswith(SCRIPTS)
    return is_ours and character.lower() not in KAZAKH_ALONE
