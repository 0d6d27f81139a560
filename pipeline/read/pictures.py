"""What stands in the place of a picture: its description, where that says something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

FILE_NAME = re.compile(
    r".+\.(?:jpe?g|png|gif|webp|svg|avif|heic|bmp|tiff?)"
    r"|(?:img|_?mg|dsc[nf]?|dji|image|photo|picture|pic|screenshot)[ _-]*\d[\d _-]*"  # as cameras name them
    r"|[\d_-]+|[0-9a-f-]{16,}",
    re.IGNORECASE,
)
WORDS = re.compile(r"[^\W_]+")


def description(text: str, address: str) -> str:
    """Return the alternative text of a picture; nothing where it is only the name of its file."""
    text, name = text.strip(), unquote(PurePosixPath(urlsplit(address).path).stem)
    is_name = FILE_NAME.fullmatch(text) or _words(text) == _words(name)
    return "" if is_name else text


def is_repeated(text: str, beside: Sequence[str]) -> bool:
    """Tell whether a description says only what one of the texts beside it says: a caption, or the title."""
    words = _words(text)
    return any(words in _words(other) for other in beside)


def _words(text: str) -> str:
    return f" {' '.join(WORDS.findall(text.casefold()))} "
