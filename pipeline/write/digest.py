"""The bilingual press digest of a batch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import quote

from pipeline.document import Digest, Failure, Language, doubtful, one_line
from pipeline.write.correction import latest, told
from pipeline.write.escape import escape, escape_opening
from pipeline.write.markdown import (
    draft_notice,
    marked_summary,
    notice_line,
    title_marks,
    titles,
)
from pipeline.write.phrases import CORRECTED, NOT_IN_DIGEST, SAME_TEXT, contents, full_text, to_check

TITLE = "Баспасөз дайджесі · Дайджест прессы · Press digest"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article that says the same as another one, in whose place it is named; `facts` are its own."""

    id: str
    path: str
    facts: tuple[str, ...]

    @property
    def line(self) -> str:
        """Return where it lies and what is known of it."""
        return f"{self.path} ({' · '.join(self.facts)})" if self.facts else self.path


@dataclass(frozen=True, slots=True)
class Entry:
    """What the press digest needs of one article.

    `marks`: the signs of what the checks doubt in each title; `marked_summaries`: with these signs inside.
    `text` is the sha256 of what the article says, the same for each file that says it; `edited`: by a person.
    """

    id: str
    titles: dict[Language, str]
    summaries: dict[Language, str]
    facts: tuple[str, ...]
    sentences: int
    to_check: tuple[int, ...]
    notice: str
    path: str = ""
    embargoed: str = ""
    corrected: str = ""
    marks: dict[Language, str] = field(default_factory=dict)
    marked_summaries: dict[Language, str] = field(default_factory=dict)
    text: str = ""
    edited: bool = False
    duplicates: tuple[Duplicate, ...] = ()

    def is_held_back(self, now: datetime) -> bool:
        """Tell whether the embargo has not ended; one that cannot be read holds back for ever."""
        until = self.released_at()
        return bool(self.embargoed) and (until is None or now < until)

    def shown_title(self, language: Language) -> str:
        """Return a title with its marks."""
        return f"{self.titles[language]} {self.marks.get(language, '')}".rstrip()

    def released_at(self) -> datetime | None:
        """Return when the embargo ends; None where there is none, or none that can be read."""
        try:
            until = datetime.fromisoformat(self.embargoed)
            return until if until.tzinfo else until.astimezone()
        except (ValueError, OverflowError):
            return None


def summary_entry(digest: Digest) -> Entry:
    """Take from a digest what the press digest shows of it."""
    metadata, correction = digest.document.metadata, latest(digest)
    return Entry(
        id=digest.document.id,
        titles=titles(digest),
        summaries={edition.language: edition.summary.text for edition in digest.editions},
        facts=tuple(metadata[key] for key in ("date", "source", "url") if key in metadata),
        sentences=len(digest.segments),
        to_check=tuple(doubtful(digest.findings)),
        notice=draft_notice(digest),
        path=digest.document.path,
        embargoed=metadata.get("embargoed", ""),
        corrected=told(correction) if correction is not None else "",
        marks=title_marks(digest),
        marked_summaries={edition.language: marked_summary(edition) for edition in digest.editions},
        text=_text_sha256(digest),
        edited=any(t.origin == "person" for edition in digest.editions for t in edition.translations),
    )


def _text_sha256(digest: Digest) -> str:
    """Return a hash over the words of an article, whatever file and format they were read from."""
    lines = (one_line(block.text) for block in digest.document.blocks)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def find_duplicates(entries: Iterator[Entry], now: datetime) -> dict[str, tuple[Duplicate, ...]]:
    """Return, by the id of the article that stands for them, those that say the same as another.

    The first that a person has edited stands for the others, else the first. An article under embargo stands
    for none, nor is it named by one that is free.
    """
    groups: dict[str, list[tuple[bool, Duplicate]]] = {}
    for entry in entries:
        if entry.text and not entry.is_held_back(now):
            facts = (*entry.facts, *((f"corrected {entry.corrected}",) if entry.corrected else ()))
            groups.setdefault(entry.text, []).append((entry.edited, Duplicate(entry.id, entry.path, facts)))
    found = {}
    for group in groups.values():
        first, *others = (each for _, each in sorted(group, key=lambda pair: not pair[0]))
        if others:
            found[first.id] = tuple(others)
    return found


@dataclass(slots=True)
class Totals:
    """What the head of the press digest says of all articles."""

    articles: int = 0
    sentences: int = 0
    to_check: int = 0
    duplicates: int = 0
    notices: dict[str, None] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Count one article in."""
        self.articles += 1
        self.sentences += entry.sentences
        self.to_check += len(entry.to_check)
        self.duplicates += len(entry.duplicates)
        if entry.notice:
            self.notices[entry.notice] = None

    @property
    def line(self) -> str:
        """Say how much there is, and what the marks mean where there is something to check."""
        return contents(self.articles, self.sentences, self.to_check, self.duplicates)


@dataclass(frozen=True, slots=True)
class Batch:
    """The articles of a batch and what failed; `read` goes through the articles anew at each call.

    So ten thousand of them need not be held. Articles under embargo are only named, as those that failed are.
    `duplicates`, by the article that stands for them, are only named there; `not_done` says by path why.
    """

    read: Callable[[], Iterator[Entry]]
    failures: Sequence[Failure]
    duplicates: Mapping[str, tuple[Duplicate, ...]] = field(default_factory=dict)
    not_done: Mapping[str, str] = field(default_factory=dict)

    def free(self, now: datetime) -> Iterator[Entry]:
        """Yield the articles that may be published at `now`, each text once."""
        named = {each.id for others in self.duplicates.values() for each in others}
        for entry in self.read():
            if entry.id not in named and not entry.is_held_back(now):
                yield replace(entry, duplicates=self.duplicates.get(entry.id, ()))

    def totals(self, now: datetime) -> Totals:
        """Count the articles that may be published."""
        totals = Totals()
        for entry in self.free(now):
            totals.add(entry)
        return totals

    def left_out(self, now: datetime) -> Iterator[str]:
        """Yield a line for each article that is not in the digest, saying why."""
        for failure in self.failures:
            yield f"{failure.path}: {failure.line}"
        for path, why in self.not_done.items():
            yield f"{path}: {why}"
        for entry in self.read():
            if entry.is_held_back(now):
                yield f"{entry.path}: embargoed until {entry.embargoed}"


def press_digest(batch: Batch, now: datetime) -> Iterator[str]:
    """Yield the Markdown of the batch: contents, then headline, summary and what to check per article."""
    totals = batch.totals(now)
    yield f"# {TITLE} — {now.date().isoformat()}\n\n"
    for notice in totals.notices:
        yield f"{notice_line(notice)}\n\n"
    yield f"{totals.line}\n\n## Мазмұны · Содержание · Contents\n\n"
    for number, entry in enumerate(batch.free(now), 1):
        shown = " · ".join(escape(entry.shown_title(each)) for each in entry.titles if each != "kk")
        yield f"{number}. [{shown}](#a{number})\n"
    for number, entry in enumerate(batch.free(now), 1):
        yield "\n" + "\n".join(_article(number, entry)) + "\n"
    for number, line in enumerate(batch.left_out(now)):
        yield "" if number else f"\n## {NOT_IN_DIGEST}\n\n"
        yield f"- {escape_opening(line)}\n"


def _article(number: int, entry: Entry) -> list[str]:
    lines = [f'## <a id="a{number}"></a>{number}. {escape(entry.titles["kk"])}', ""]
    if entry.facts:
        lines += [escape_opening(" · ".join(entry.facts)), ""]
    if entry.corrected:
        lines += [f"> **{CORRECTED}** {escape(entry.corrected)}", ""]
    if entry.duplicates:
        links = ", ".join(f"[{escape(each.line)}]({quote(each.id)}.md)" for each in entry.duplicates)
        lines += [f"> **{SAME_TEXT}:** {links}", ""]
    for language, summary in entry.marked_summaries.items():
        if language != "kk":
            lines += [f"### {language}: {escape(entry.shown_title(language))}", ""]
            lines += [escape_opening(summary), ""]
    check = ""
    if entry.to_check:
        check = f" **{to_check(len(entry.to_check))}:** {', '.join(map(str, entry.to_check))}."
    return [*lines, f"[{full_text(entry.sentences)}]({quote(entry.id)}.md).{check}"]
