"""The data that flows through the program, frozen; its JSON form is in `codec.py`.

file ──read──▶ Document ──segment──▶ Segment* ──translate, check──▶ Edition ──▶ Digest ──write──▶ files
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["kk", "ru", "en"]
Target = Literal["ru", "en"]
TARGETS: tuple[Target, ...] = ("ru", "en")

BlockKind = Literal["headline", "lead", "paragraph", "subheading", "item", "row", "byline"]
Form = Literal["sentence", "row", "cell"]  # of what is translated
Severity = Literal["info", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
Origin = Literal["source", "machine", "rule", "memory", "person"]
ChangeKind = Literal["replaced", "added", "removed", "moved"]

Span = tuple[int, int]  # code points, end exclusive
# Between other signs a joiner is part of a picture, and a byte order mark parts what was joined.
UNSEEN = re.compile(r"[\u00ad\u2060]|(?<=\w)[\u200b-\u200d\ufeff]+(?=\w)")
BLANKS = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One visual unit of an article; `text` is what can be seen of it, the cells of a row with bars between.

    `language`: what the block is in, where it is not Kazakh: that edition has it as it stands.
    """

    kind: BlockKind
    text: str
    language: Language = "kk"


@dataclass(frozen=True, slots=True)
class Document:
    """One article; `sha256` is that of the bytes read, `id` names its output files."""

    id: str
    path: str
    blocks: tuple[Block, ...]
    sha256: str
    metadata: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the headline, else the title in the metadata, else the id."""
        for block in self.blocks:
            if block.kind == "headline":
                return block.text
        return self.metadata.get("title", self.id)

    def form(self, segment: Segment) -> Form:
        """Tell a row of a table from a sentence."""
        return "row" if self.blocks[segment.block].kind == "row" else "sentence"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence: `blocks[block].text[start:end] == text`, offsets in code points; ids count from 1."""

    id: int
    block: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine answered; `score` is the mean token log-probability (≤ 0)."""

    text: str
    score: float
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at; spans are code points in the segment's source and target."""

    check: str
    severity: Severity
    language: Language
    segment: int | None
    message: str
    source_span: Span | None = None
    target_span: Span | None = None


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A Kazakh sentence and what a person made of it; `changed` is UTC, ISO 8601, empty where not known."""

    source: str
    language: Target
    text: str
    document: str = ""
    author: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the translation memory has for a sentence much like this one; `similarity` in per cent."""

    source: str
    text: str
    similarity: int


@dataclass(frozen=True, slots=True)
class Translation:
    """One segment in one language.

    `truncated`: the engine stopped before the end; `estimate`: the adequacy expected, 0 to 1, where made;
    `back_score`: the mean token log-probability (≤ 0) of the Kazakh given this text, where asked for.
    """

    segment: int
    text: str
    score: float = 0.0
    truncated: bool = False
    attempts: int = 0
    origin: Origin = "machine"
    estimate: float | None = None
    back_score: float | None = None
    findings: tuple[Finding, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


Texts = list[dict[Target, Translation]]  # of an article: for each segment its translations


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary and the ids of the segments it rests on."""

    text: str
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary in one language."""

    sentences: tuple[SummarySentence, ...] = ()

    @property
    def text(self) -> str:
        """Return the sentences as one paragraph."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Edition:
    """The article in one language: one translation per segment, in order, and a summary."""

    language: Language
    translations: tuple[Translation, ...]
    summary: Summary = Summary()


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a digest was made; `signature` changes when any option or model file that shapes it does.

    `memory` names the state of the translation memory, `glossary` the file of terms and those it came to;
    both are empty where there was none. `origin` tells a relative path from the same one elsewhere: a hash of
    the way to it from the output folder.
    """

    program: str
    version: str
    model: str
    revision: str
    sha256: str
    licence: str
    draft: bool
    options: dict[str, str | int | float | bool]
    signature: str
    started: str
    finished: str
    memory: str = ""
    glossary: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that a correction touched: the segment that it is now, and what it said in each language.

    `segment` is null where the sentence is gone; what was added or only moved said nothing else before.
    """

    kind: ChangeKind
    segment: int | None
    before: dict[Language, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a new version of the source changed against the digest that stood before it.

    `sha256` is that of the source before; `metadata` names what else the article states otherwise now.
    """

    time: str
    sha256: str
    changes: tuple[Change, ...]
    metadata: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """One article in three languages; `findings` lists every finding, those of the translations included.

    `corrections` lists what later versions of the source changed, the latest last.
    """

    document: Document
    segments: tuple[Segment, ...]
    editions: tuple[Edition, ...]
    findings: tuple[Finding, ...]
    provenance: Provenance
    corrections: tuple[Correction, ...] = ()

    def edition(self, language: Language) -> Edition:
        """Return the edition in `language`; raise KeyError when there is none."""
        for edition in self.editions:
            if edition.language == language:
                return edition
        raise KeyError(language)

    def by_segment(self) -> dict[int, dict[Language, Translation]]:
        """Return what each segment is in each language, in the order of the article."""
        found: dict[int, dict[Language, Translation]] = {segment.id: {} for segment in self.segments}
        for edition in self.editions:
            for translation in edition.translations:
                found[translation.segment][edition.language] = translation
        return found


@dataclass(frozen=True, slots=True)
class Failure:
    """One article that could not be finished."""

    path: str
    stage: str
    error: str
    hint: str

    @property
    def line(self) -> str:
        """Return what went wrong and the remedy, as one line."""
        remedy = f" → {self.hint}" if self.hint else ""
        return f"{self.stage}: {self.error}{remedy}"


def one_line(text: str) -> str:
    """Return `text` with its line breaks and runs of blanks as single spaces; no-break spaces stay."""
    return BLANKS.sub(" ", text).strip()


def visible(text: str) -> str:
    """Return `text` composed (NFC), without what layouts leave unseen in its words: soft hyphens, joiners."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text))


def all_findings(editions: Iterable[Edition]) -> tuple[Finding, ...]:
    """Collect the findings of every translation, in order of segment, then of language."""
    found = [f for e in editions for t in e.translations for f in t.findings]
    return tuple(
        sorted(
            found, key=lambda f: (f.segment or 0, TARGETS.index(f.language) if f.language in TARGETS else -1)
        )
    )


def doubtful(findings: Iterable[Finding]) -> list[int]:
    """Return the ids of the segments an editor should look at, in order."""
    return sorted({f.segment for f in findings if f.segment is not None and f.severity != "info"})
