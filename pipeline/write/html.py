"""The review pages of an article and of the batch: self-contained files, safe whatever the text says."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pipeline.document import (
    BlockKind,
    Change,
    Digest,
    Finding,
    Language,
    Origin,
    Severity,
    Suggestion,
    doubtful,
)
from pipeline.write.correction import latest, told
from pipeline.write.digest import TITLE, Batch
from pipeline.write.escape import without_controls
from pipeline.write.markdown import (
    NAMES,
    draft_notice,
    marks,
    provenance_line,
    signs,
    title_marks,
    titles,
)
from pipeline.write.phrases import CORRECTED, EARLIER, NOT_IN_DIGEST, SAME_TEXT, label, to_check
from pipeline.write.tables import tables

if TYPE_CHECKING:
    from jinja2 import Template

FIGURE = re.compile(r"\d+(?:[\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text; `value` is set for a figure, the same for one that is written otherwise."""

    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence in one language."""

    language: Language
    parts: tuple[Part, ...]
    origin: Origin
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in all languages, with what the checks found."""

    id: int
    kind: BlockKind
    severity: Severity | str
    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...]
    change: Change | None


def article_page(digest: Digest, save_to: str = "") -> str:
    """Return the HTML of one article: three columns by sentence, doubts marked, translations editable.

    Edits are saved to a file, or sent to the address `save_to` of the same server.
    """
    return _template("article.html").render(digest=digest, **article_facts(digest, save_to))


def article_facts(digest: Digest, save_to: str = "") -> dict[str, Any]:
    """Return what the page of an article is given beside its digest."""
    style, script = _asset("page.css"), _asset("page.js")
    return {
        "policy": _policy(style, script) + ("; connect-src 'self'" if save_to else ""),
        "save_to": save_to,
        "css": style,
        "js": script,
        "titles": titles(digest),
        "title_marks": title_marks(digest),
        "marks": marks,
        "names": NAMES,
        "notice": draft_notice(digest),
        "doubts": doubtful(digest.findings),
        "rows": _lines(digest),
        "tables": tables(digest),
        "signs": signs,
        "corrections": [told(correction) for correction in reversed(digest.corrections)],
        "removed": [change for change in _last_changes(digest) if change.segment is None],
        "words": {e.language: sum(len(t.text.split()) for t in e.translations) for e in digest.editions},
        "label": label,
        "corrected": CORRECTED,
        "earlier": EARLIER,
        "provenance": provenance_line(digest),
    }


def digest_page(batch: Batch, now: datetime) -> Iterator[str]:
    """Yield the HTML of the batch: headline and summary per article, linked to their pages."""
    style = _asset("page.css")
    return _template("digest.html").generate(
        policy=_policy(style),
        css=style,
        date=now.date().isoformat(),
        totals=batch.totals(now),
        entries=batch.free(now),
        left_out=list(batch.left_out(now)),
        title=TITLE,
        said={"corrected": CORRECTED, "same": SAME_TEXT, "missing": NOT_IN_DIGEST, "to_check": to_check},
    )


def figures_apart(text: str) -> Iterable[Part]:
    """Split a text at its figures: «2,1 млрд» and “2.1 billion” have figures of one value."""
    start = 0
    for match in FIGURE.finditer(text):
        if match.start() > start:
            yield Part(text[start : match.start()])
        yield Part(match.group(), _value(match.group()))
        start = match.end()
    if start < len(text):
        yield Part(text[start:])


def _value(figure: str) -> str:
    digits = re.sub(r"(?<=\d)[\u00a0\u202f ,](?=\d{3}(?:\D|$))", "", figure)
    return digits.replace(",", ".")


def _lines(digest: Digest) -> list[Line]:
    texts = digest.by_segment()
    changes = {change.segment: change for change in _last_changes(digest)}
    lines = []
    for segment in digest.segments:
        row = texts[segment.id]
        found = tuple(f for t in row.values() for f in t.findings if f.severity != "info")
        severity = "error" if any(f.severity == "error" for f in found) else "warning" if found else ""
        cells = tuple(
            Cell(language, tuple(figures_apart(t.text)), t.origin, t.suggestions)
            for language, t in row.items()
        )
        kind, change = digest.document.blocks[segment.block].kind, changes.get(segment.id)
        lines.append(Line(segment.id, kind, severity, cells, found, change))
    return lines


def _last_changes(digest: Digest) -> tuple[Change, ...]:
    correction = latest(digest)
    return correction.changes if correction is not None else ()


def put(value: object) -> object:
    """Return what goes into a page: a plain str without control and direction characters."""
    return without_controls(value) if type(value) is str else value


def _policy(style: str, script: str | None = None) -> str:
    """Return a Content-Security-Policy under which only these very texts act, and nothing is ever loaded."""
    rules = ["default-src 'none'", f"style-src '{_hash(style)}'"]
    if script is not None:
        rules.append(f"script-src '{_hash(script)}'")
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    from markupsafe import Markup

    return Markup(resources.files("pipeline.write").joinpath(f"page/{name}").read_text(encoding="utf-8"))


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("pipeline.write", "page")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, finalize=put)
    return environment.get_template(name)
