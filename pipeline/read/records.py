"""Read JSON: JSON Lines and arrays of articles, JSON Feed, and ninjs 1 to 3."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from pipeline.document import Block
from pipeline.errors import ReadError
from pipeline.limits import Limits
from pipeline.read.fragment import body_blocks, html_blocks
from pipeline.read.input import Extract, Item
from pipeline.read.layout import led_anew, plain_blocks
from pipeline.read.times import is_embargo, iso_time

IDS = ("id", "uri", "guid", "url")
LISTS = ("items", "articles", "entries")  # where an object keeps several articles; `items` is JSON Feed's
TITLES = ("title", "headline")
PLAIN_BODIES = ("text", "body", "body_text", "content_text", "content")
HTML_BODIES = ("body_html", "content_html", "html", "body_xhtml")
DATES = ("date", "date_published", "published", "contentcreated", "versioncreated", "firstcreated")
AUTHORS = ("author", "by", "byline", "creator")
SOURCES = ("source", "copyrightholder", "provider")
LEADS = ("lead", "lede", "standfirst")  # text of the article, before its body
TEASERS = ("description", "description_html", "description_text", "summary", "subtitle", "excerpt", "teaser")
# What is no text of the article:
KEYWORDS = ("tags", "keywords", "category", "categories", "section", "rubric", "genre", "slug", "slugline")
RIGHTS = ("usageterms", "copyrightnotice", "copyright")
OTHERS = ("language", "located", "place", "mimetype")
MIN_UNREAD_WORDS, SHOWN_CHARS, MAX_SHOWN = 2, 200, 5  # of what stands under keys that nobody knows
SAME_SHARE = 0.8  # of its words in the text: the body in another form
CYRILLIC = re.compile("[\u0400-\u04ff]")
WITHDRAWN = ("canceled", "withheld")
RICH_ROLES = ("main", "richtext", "html", "")
KNOWN = "an article needs a `text` or `body` (or ninjs `bodies`), a `title` is welcome"


class _Ids(msgspec.Struct):
    """What names a record; everything else in it is skipped, which is fast."""

    id: str | int | None = None
    uri: str | None = None
    guid: str | None = None
    url: str | None = None


def is_lines(text: str) -> bool:
    """Judge whether JSON is one object a line: the first line is whole and another follows."""
    first, _, rest = text.strip().partition("\n")
    if not rest.strip() or not first.rstrip().endswith("}"):
        return False
    try:
        msgspec.json.decode(first, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def record_id(line: bytes) -> str:
    """Return the id that a record gives itself; nothing when it has none or is broken."""
    try:
        ids = msgspec.json.decode(line, type=_Ids)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return ""
    return next((str(value) for name in IDS if (value := getattr(ids, name)) not in (None, "")), "")


def split_records(text: str, path: str, limits: Limits) -> list[Item]:
    """Return the records of a JSON file, each as JSON of its own."""
    if is_lines(text):
        lines = [line for line in text.split("\n") if line.strip()]
        return [Item(record_id(line.encode()), line.encode()) for line in lines]
    whole = _parse(text, path)
    records = _records(whole)
    return [Item(_id(record), msgspec.json.encode(record), record is whole) for record in records]


def read_record(text: str, path: str, limits: Limits) -> Extract:
    """Read one record; raises ReadError when it holds no article or was withdrawn."""
    whole = _parse(text, path)
    if not isinstance(whole, dict):
        raise ReadError("is JSON but no object", path=path, hint=KNOWN)
    record = {key.lower(): value for key, value in whole.items()}  # ninjs 3 writes camel case
    status = str(record.get("pubstatus", "")).rpartition(":")[2].lower()
    if status in WITHDRAWN:
        hint = "leave it out, or ask the source"
        raise ReadError(f"is withdrawn by its source (pubstatus {status})", path=path, hint=hint)
    blocks = _body(record)
    if blocks is None:
        raise ReadError("is JSON without an article's text", path=path, hint=KNOWN)
    blocks = _after_lead(record, blocks)
    metadata = {
        "title": _first(record, *TITLES) or _value(_preferred(record.get("headlines"))),
        "date": iso_time(_first(record, *DATES)),
        "author": _first(record, *AUTHORS) or _names(record.get("authors")),
        "source": _first(record, *SOURCES) or _names(record.get("infosources")),
        "url": _first(record, "url", "link") or _web_address(record),
    } | {key: _as_text(value) for key, value in record.items() if is_embargo(key) and value is not None}
    metadata |= _teasers(record, blocks)
    return Extract(blocks, metadata | {"left_out": _unread(record, blocks, metadata)})


def _after_lead(record: dict[str, Any], blocks: list[Block]) -> list[Block]:
    """Return the blocks with the lead that the record states put first, unless they hold its words."""
    lead = [block.text for block in body_blocks(_first(record, *LEADS))]
    if not lead or _holds(blocks, " ".join(lead)):
        return blocks
    at = 1 if blocks and blocks[0].kind == "headline" else 0
    return led_anew([*blocks[:at], *(Block("paragraph", text) for text in lead), *blocks[at:]])


def _teasers(record: dict[str, Any], blocks: list[Block]) -> dict[str, str]:
    """Return the descriptions that the record states, as plain text, where they say something else."""
    stated = {name: _first(record, name) for name in TEASERS}
    stated["description"] = stated["description"] or _value(_preferred(record.get("descriptions")))
    plain = {name: " ".join(block.text for block in body_blocks(value)) for name, value in stated.items()}
    return {name: text for name, text in plain.items() if text and not _holds(blocks, text)}


def _unread(record: dict[str, Any], blocks: list[Block], metadata: dict[str, str]) -> str:
    """Return the texts under keys that are not read, each behind its key: the editor is shown them."""
    apart = (*IDS, *DATES, *AUTHORS, *SOURCES, *TEASERS, *KEYWORDS, *RIGHTS, *OTHERS)
    kept = {" ".join(value.split()) for value in metadata.values()}
    found = []
    for key, value in record.items():
        if key in apart or is_embargo(key) or not isinstance(value, str) or not CYRILLIC.search(value):
            continue
        text = " ".join(block.text for block in body_blocks(value))
        words = text.split()
        if len(words) < MIN_UNREAD_WORDS or " ".join(words) in kept or _holds(blocks, text):
            continue
        if not (key in PLAIN_BODIES + HTML_BODIES and _is_in(words, blocks)):
            found.append(f"{key}: {' '.join(words)[:SHOWN_CHARS]}")
    return " · ".join(found[:MAX_SHOWN]) + (" · …" if len(found) > MAX_SHOWN else "")


def _is_in(words: list[str], blocks: list[Block]) -> bool:
    known = {word for block in blocks for word in block.text.split()}
    return sum(word in known for word in words) >= SAME_SHARE * len(words)


def _holds(blocks: list[Block], text: str) -> bool:
    whole = "".join("".join(block.text.split()) for block in blocks)
    return "".join(text.split()) in whole


def _as_text(value: Any) -> str:
    """Return a string as it stands, anything else as its JSON, which is then refused with what it says."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _parse(text: str, path: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except RecursionError as error:
        raise ReadError("is JSON nested too deep", path=path, hint=KNOWN) from error
    except msgspec.DecodeError as error:
        raise ReadError(f"is not valid JSON: {error}", path=path, hint="have it exported again") from error


def _records(whole: Any) -> list[Any]:
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and _body({key.lower(): value for key, value in whole.items()}) is None:
        return next((whole[name] for name in LISTS if isinstance(whole.get(name), list)), [whole])
    return [whole]


def _id(record: Any) -> str:
    if not isinstance(record, dict):
        return ""
    return next((str(record[n]) for n in IDS if isinstance(record.get(n), str | int) and record[n] != ""), "")


def _body(record: dict[str, Any]) -> list[Block] | None:
    """Return the blocks of the article's text, its HTML form before the plain one; None where it has none."""
    bodies = record.get("bodies")
    if isinstance(bodies, list):
        body = _preferred(bodies, rich=True)
        if body is not None and _value(body):
            return html_blocks(_value(body)) if _is_rich(body) else body_blocks(_value(body))
    for name in HTML_BODIES:
        if _first(record, name):
            return html_blocks(_first(record, name))
    for name in PLAIN_BODIES:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return body_blocks(value)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            return plain_blocks("\n".join(value))  # paragraphs
    return None


def _preferred(values: Any, *, rich: bool = False) -> dict[str, Any] | None:
    """Return the main one of ninjs's headlines or bodies, and of equal bodies the one with markup."""
    found = [{k.lower(): v for k, v in value.items()} for value in _list(values) if isinstance(value, dict)]
    order = sorted(
        found,
        key=lambda value: (
            str(value.get("role", "")) not in RICH_ROLES,
            rich and not _is_rich(value),
            str(value.get("role", "")) != "main",
        ),
    )
    return order[0] if order else None


def _is_rich(body: dict[str, Any]) -> bool:
    return "html" in str(body.get("contenttype", ""))


def _value(part: dict[str, Any] | None) -> str:
    value = (part or {}).get("value")
    return value.strip() if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _first(record: dict[str, Any], *names: str) -> str:
    values = (record.get(name) for name in names)
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")


def _names(values: Any) -> str:
    names = [value.get("name") if isinstance(value, dict) else value for value in _list(values)]
    return ", ".join(name.strip() for name in names if isinstance(name, str) and name.strip())


def _web_address(record: dict[str, Any]) -> str:
    uri = _first(record, "uri", "guid", "id")
    return uri if uri.startswith(("http://", "https://")) else ""
