"""The marks of emphasis that a text brings from a chat or a site: **сұрақ**, __маңызды__, *дәл осы*."""

from __future__ import annotations

import re

# As in Markdown: at the outer edges of words, and none inside one (snake_case, 2*3*4).
MARKED = re.compile(
    r"(?<![\w*_])(?P<mark>\*{1,3}|__)(?=[^\s*_])(?P<text>[^\n]{1,1000}?)(?<=[^\s*_])(?P=mark)(?![\w*_])"
)


def without_emphasis(text: str) -> str:
    """Return a text without the marks of emphasis; other stars and underscores stay."""
    return MARKED.sub(r"\g<text>", text) if "*" in text or "__" in text else text
