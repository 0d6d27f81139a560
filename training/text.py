"""What the model sees: the same plain form of text in training, scoring and use."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "—": "–", "’": "'", "‘": "'",
})
_KAZAKH = frozenset("әғқңөұүһі")
_SPACE = re.compile(r"\s+")


def source_text(text: str) -> str:
    """Return `text` in NFC with white space squeezed, soft hyphens out and the ellipsis spelt out."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("…", "...")
    return _SPACE.sub(" ", text).strip()


def target_text(text: str) -> str:
    """Return `source_text` with plain quotation marks and dashes, as the decoder writes them."""
    return source_text(text).translate(_PLAIN)


def has_kazakh_letters(text: str) -> bool:
    """Tell whether a text has letters that Russian and English have not."""
    return not _KAZAKH.isdisjoint(text.lower())
