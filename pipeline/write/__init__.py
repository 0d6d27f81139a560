"""Write digests: one module per format, each file whole or not at all."""

from __future__ import annotations

from pipeline.write.atomic import write_atomically
from pipeline.write.digest import Batch, Entry, press_digest, summary_entry
from pipeline.write.html import article_page, digest_page
from pipeline.write.markdown import markdown

__all__ = [
    "Batch",
    "Entry",
    "article_page",
    "digest_page",
    "markdown",
    "press_digest",
    "summary_entry",
    "write_atomically",
]
