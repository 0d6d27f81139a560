"""Write digests: one module per format, each file whole or not at all."""

from __future__ import annotations

from pipeline.write.atomic import write_atomically
from pipeline.write.digest import Batch, Duplicate, Entry, find_duplicates, summary_entry
from pipeline.write.formats import ARTICLE, BATCH, article_files, article_suffixes, batch_file
from pipeline.write.html import article_page
from pipeline.write.templates import BUILT_IN, Templates, load_templates

__all__ = [
    "ARTICLE",
    "BATCH",
    "BUILT_IN",
    "Batch",
    "Duplicate",
    "Entry",
    "Templates",
    "article_files",
    "article_page",
    "article_suffixes",
    "batch_file",
    "find_duplicates",
    "load_templates",
    "summary_entry",
    "write_atomically",
]
