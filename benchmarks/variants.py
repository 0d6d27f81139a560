"""Variants of an article, so that nothing is translated twice."""

from __future__ import annotations

from pathlib import Path


def numbered(text: str, number: int) -> str:
    """Put a number into every sentence that ends with a full stop."""
    return text.replace(". ", f" ({number}). ").replace(".\n", f" ({number}).\n")


def write_variants(article: Path, folder: Path, count: int) -> None:
    """Write `count` articles into a new folder, each with a number of its own in every sentence."""
    folder.mkdir()
    text = article.read_text(encoding="utf-8")
    for number in range(count):
        (folder / f"a{number:06}.txt").write_text(numbered(text, number), encoding="utf-8")
