"""Read articles: files and folders in, Documents out."""

from __future__ import annotations

from pipeline.read.article import read_article, read_bytes
from pipeline.read.find import Input, find_inputs

__all__ = ["Input", "find_inputs", "read_article", "read_bytes"]
