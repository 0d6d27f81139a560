"""Read articles: files and folders in, Documents out."""

from __future__ import annotations

from pipeline.read.archive import members_left_out
from pipeline.read.article import read_article, read_bytes
from pipeline.read.find import article_files, find_inputs, left_out
from pipeline.read.input import STDIN, Copied, Copy, Input
from pipeline.read.sniff import SUFFIXES

__all__ = [
    "STDIN",
    "SUFFIXES",
    "Copied",
    "Copy",
    "Input",
    "article_files",
    "find_inputs",
    "left_out",
    "members_left_out",
    "read_article",
    "read_bytes",
]
