"""Turn the bytes of one article into a Document."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable
from pathlib import PurePath, PurePosixPath

from pipeline.alphabet import LOWER
from pipeline.document import Block, Document, visible
from pipeline.errors import ReadError
from pipeline.limits import Limits
from pipeline.read.archive import (
    is_docx,
    members_left_out,
    open_archive,
    refuse_headless,
    refuse_other_documents,
)
from pipeline.read.docx import read_docx
from pipeline.read.emphasis import without_emphasis
from pipeline.read.encoding import decode
from pipeline.read.feed import read_entry
from pipeline.read.front_matter import split_front_matter
from pipeline.read.html import read_html
from pipeline.read.input import Extract, Input
from pipeline.read.language import mark_languages
from pipeline.read.layout import plain_blocks, promote_title
from pipeline.read.letterhead import below_letterhead
from pipeline.read.lookalikes import put_right
from pipeline.read.markdown import read_markdown
from pipeline.read.newsml import read_news_item
from pipeline.read.parts import (
    BETWEEN,
    has_lines,
    items_of,
    list_parts,
    part_bytes,
    read_limited,
    within_limit,
)
from pipeline.read.records import read_record
from pipeline.read.script import to_cyrillic
from pipeline.read.sniff import HEAD_BYTES, SUFFIXES, Kind, declared_charset, sniff
from pipeline.read.times import with_embargo

READERS: dict[Kind, Callable[[str, str, Limits], Extract]] = {
    "feed": read_entry,
    "html": read_html,
    "json": read_record,
    "newsml": read_news_item,
}
WORD = re.compile(r"\S+")
CUE = re.compile(r"(?:\d\d:)?\d\d:\d\d[.,]\d{3} --> (?:\d\d:)?\d\d:\d\d[.,]\d{3}")  # of SRT and WebVTT
LOST = re.compile(f"[{LOWER}][?\ufffd](?=[{LOWER}])|[а-яё]\ufffd|\ufffd[а-яё]", re.I)  # жа?а
LOST_WORDS, MIN_LOST_SHARE = 3, 0.02  # in so many words letters were lost, not a blank behind a question
LINK = re.compile(r"\W*(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|data:)", re.IGNORECASE)
NAMED = 5  # of the files in an archive without articles
LISTS = (".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom")  # an archive may have any other suffix
MANY = ("feed", "newsml", "json")  # kinds of which one file may hold several articles


def read_bytes(source: Input) -> bytes:
    """Return the bytes of an input, those of its part where it names one; raise ReadError when it cannot."""
    return _load(source)[0]


def read_article(source: Input, data: bytes | None = None) -> Document:
    """Read one article; raises ReadError, naming the path and a remedy, when it is not one.

    `data` stands for what `read_bytes` returns; the document's sha256 is that of these bytes.
    """
    raw, name = _load(source) if data is None else (data, _name_within(source))
    found = _extract(raw, name, source)
    metadata = {
        key: value for key, value in with_embargo(found.metadata, source.name).items() if value.strip()
    }
    if source.part is not None:
        metadata["part"] = source.part
    seen = (Block(block.kind, visible(block.text), block.language) for block in found.blocks)
    blocks = [block for block in seen if block.text.strip()]
    _refuse_long_word(blocks, source)
    _refuse_subtitles(blocks, source)
    _refuse_lost_letters(blocks, source)
    blocks, letters = put_right(blocks)
    blocks = promote_title(below_letterhead(blocks), visible(metadata.get("title", "")))
    conversion = to_cyrillic(blocks, source.name)
    metadata |= letters | conversion.metadata
    blocks = mark_languages(conversion.blocks, source.name)
    if not any(character.isalpha() for block in blocks for character in block.text):
        raise ReadError("holds no text", path=source.name, hint="fill it or remove it")
    return Document(source.id, source.address, tuple(blocks), hashlib.sha256(raw).hexdigest(), metadata)


def _refuse_subtitles(blocks: list[Block], source: Input) -> None:
    """Refuse what is cut by cues instead of sentences: each cut would be translated as one."""
    if sum(len(CUE.findall(block.text)) for block in blocks) > 1:
        hint = "save their text alone, without numbers and times"
        raise ReadError("holds subtitles, not an article", path=source.name, hint=hint)


def _refuse_lost_letters(blocks: list[Block], source: Input) -> None:
    """Refuse text whose Kazakh letters became question marks: nobody can guess them."""
    words = [match.group() for block in blocks for match in WORD.finditer(block.text)]
    lost = [word for word in words if LOST.search(word) and not LINK.match(word)]
    if len(lost) >= LOST_WORDS and len(lost) >= MIN_LOST_SHARE * len(words):
        what = f"has lost letters in {len(lost)} words ({', '.join(lost[:LOST_WORDS])})"
        hint = "save the original again as UTF-8; “ANSI” has no Kazakh letters"
        raise ReadError(what, path=source.name, hint=hint)


def _refuse_long_word(blocks: list[Block], source: Input) -> None:
    """Refuse text without blanks, which no rule was made for: an encoded file, or a broken export."""
    most = source.limits.word_chars
    words = (match.group() for block in blocks for match in WORD.finditer(block.text))
    long = (word for word in words if len(word) > most)
    word = next((w for w in long if not LINK.match(w) and any(map(str.isalnum, w))), None)
    if word:
        what = f"has a word of {len(word)} characters, {word[:20]!r}…"
        remedy = "check how it was exported, or set blanks between its words"
        raise source.limits.passed("word_chars", what, source.name, remedy)


def _load(source: Input) -> tuple[bytes, PurePath]:
    """Return the article's bytes and the name whose suffix is theirs."""
    try:
        if source.is_stdin:
            data = sys.stdin.buffer.read(source.limits.article_bytes + 1)
            return within_limit(data, source.name, source.limits), source.path
        if source.part is not None:
            return part_bytes(source)
        large = source.path.is_file() and source.path.stat().st_size > source.limits.article_bytes
        if large or has_lines(source.path):
            _refuse_many(len(list_parts(source.path, source.limits) or ()), source)
        return read_limited(source.path, source.limits), source.path
    except OSError as error:
        what = f"cannot be opened: {error.strerror or error}"
        raise ReadError(what, path=source.name, hint="check the file and its permissions") from error


def _name_within(source: Input) -> PurePath:
    """Return the name whose suffix tells what `read_bytes` gives: a zip member's own, else the file's."""
    if source.part is None or source.path.suffix.lower() in LISTS:
        return source.path
    return PurePosixPath(source.part.partition(BETWEEN)[0])


def _extract(raw: bytes, name: PurePath, source: Input) -> Extract:
    """Read the article by the rules of its format."""
    kind = sniff(raw[:HEAD_BYTES], PurePath(source.name) if source.part is None else name)
    if kind == "zip":
        return _packed(raw, source)
    refuse_headless(raw, source.name)
    decoded = decode(raw, source.name, declared_charset(raw) if kind in READERS else None)
    text = decoded.text
    if kind in MANY:
        text = _only_one(kind, raw, text, source)
    if kind in READERS:
        found = READERS[kind](text, source.name, source.limits)
    else:
        found = _text(text, source, is_markdown=kind == "markdown")
    if decoded.encoding:
        found.metadata["encoding"] = decoded.encoding
    return found


def _only_one(kind: Kind, raw: bytes, text: str, source: Input) -> str:
    """Return the file of the one article in `raw`; raises ReadError where there are more, or none."""
    if source.part is not None:
        return text
    items = items_of(kind, raw, source.name, source.limits)
    _refuse_many(len(items), source)
    if not items:
        raise ReadError("holds no articles", path=source.name, hint="check what was exported into it")
    return decode(items[0].data, source.name).text


def _refuse_many(count: int, source: Input) -> None:
    if count > 1:
        hint = "give it to `pipeline run`, which reads each of them"
        raise ReadError(f"holds {count} articles", path=source.name, hint=hint)


def _packed(raw: bytes, source: Input) -> Extract:
    with open_archive(raw, source.name, source.limits) as archive:
        if is_docx(archive):
            return read_docx(raw, source.name, source.limits)
        refuse_other_documents(archive, source.name)
    if source.part is None and source.path.is_file():
        _refuse_many(len(list_parts(source.path, source.limits) or ()), source)
        _refuse_without_article(source)
    hint = "give it to `pipeline run`, or unpack it"
    raise ReadError("is a zip archive", path=source.name, hint=hint)


def _refuse_without_article(source: Input) -> None:
    """Raise ReadError for an archive in which nothing is taken for an article; it names what is there."""
    if not list_parts(source.path, source.limits):
        others = members_left_out(source.path, source.limits)
        shown = ", ".join(others[:NAMED]) + (f" … ({len(others)} in all)" if len(others) > NAMED else "")
        known = [suffix for suffix in SUFFIXES if suffix != ".zip"]
        hint = f"articles in an archive end in {', '.join(known[:-1])} or {known[-1]}"
        raise ReadError(f"holds no article: {shown or 'nothing'}", path=source.name, hint=hint)


def _text(text: str, source: Input, *, is_markdown: bool) -> Extract:
    metadata, body = split_front_matter(text, source.name, source.limits)
    if not is_markdown:
        return Extract(plain_blocks(without_emphasis(body)), metadata)
    found = read_markdown(body, source.name, source.limits)
    return Extract(found.blocks, found.metadata | metadata)
