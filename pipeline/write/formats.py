"""Every format that a run can write: the files of an article, and that of the batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from pipeline.config import Format
from pipeline.document import TARGETS, Digest, Target
from pipeline.write.digest import Batch, press_digest
from pipeline.write.html import article_page, digest_page
from pipeline.write.markdown import markdown
from pipeline.write.newsml import newsml_files
from pipeline.write.ninjs import ninjs_files
from pipeline.write.rss import rss
from pipeline.write.seal import seal_html
from pipeline.write.templates import Templates
from pipeline.write.word import word_digest

ARTICLE: dict[Format, Callable[[Digest], Mapping[str, bytes]]] = {
    "md": lambda digest: {"md": markdown(digest).encode()},
    "html": lambda digest: {"html": seal_html(article_page(digest).encode())},
    "ninjs": ninjs_files,
    "newsml": newsml_files,
}
"""By format: what follows the article's id in the name of each file, and what is in it."""
EDITIONS: dict[Format, str] = {"ninjs": "ninjs.json", "newsml": "newsml.xml"}
"""The formats that have a file for each target language, and what follows the language in its name."""
BATCH: dict[Format, Callable[[Batch, datetime], Iterator[bytes]]] = {
    "md": lambda batch, now: (part.encode() for part in press_digest(batch, now)),
    "html": lambda batch, now: (part.encode() for part in digest_page(batch, now)),
    "rss": lambda batch, now: (part.encode() for part in rss(batch, now)),
    "docx": word_digest,
}


def article_suffixes(formats: Sequence[Format], targets: Sequence[Target] = TARGETS) -> list[str]:
    """Return what follows an article's id in the names of its files in these formats."""
    suffixes = []
    for kind in formats:
        if kind in EDITIONS:
            suffixes += [f"{target}.{EDITIONS[kind]}" for target in targets]
        elif kind in ARTICLE:
            suffixes.append(kind)
    return suffixes


def article_files(
    digest: Digest, formats: Sequence[Format], templates: Templates
) -> Iterator[tuple[str, bytes]]:
    """Yield suffix and content of each file of an article."""
    for kind in formats:
        own = templates.render(f"article.{kind}", digest)
        if own is not None:
            yield kind, seal_html(own) if kind == "html" else own
        elif kind in ARTICLE:
            yield from ARTICLE[kind](digest).items()


def batch_file(kind: Format, batch: Batch, now: datetime, templates: Templates) -> Iterator[bytes]:
    """Return the press digest in a format that has one, piece by piece."""
    own = templates.generate(f"digest.{kind}", batch, now)
    return own if own is not None else BATCH[kind](batch, now)
