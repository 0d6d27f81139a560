"""Text of articles as plain text inside Markdown: nothing in it may act as markup."""

from __future__ import annotations

import re

from pipeline.document import one_line

SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
OPENING = re.compile(r"^(?:(?=[-+](?: |$)|-{3})|(\d{1,9})(?=[.)](?: |$)))")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def escape(text: str) -> str:
    """Escape Markdown and HTML specials, drop control and direction characters, and put it on one line."""
    return SPECIAL.sub(r"\\\1", shown(text.replace("\u00ad", ""))).replace("&", "&amp;")


def without_controls(text: str) -> str:
    """Return a text without control and direction characters, which XML cannot hold or readers not see."""
    return CONTROLS.sub("", text)


def shown(text: str) -> str:
    """Return a text as it is seen, in pages and in files for other tools: one line, no control characters."""
    return one_line(without_controls(text))


def escape_opening(text: str) -> str:
    """Escape a text that begins a line of Markdown: “1. ”, “- ” or “---” must make no list, no rule."""
    return OPENING.sub(r"\1\\", escape(text))
