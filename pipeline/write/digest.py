"""The bilingual press digest of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.document import Digest, Failure, Language
from pipeline.write.escape import escape
from pipeline.write.markdown import doubtful, draft_notice, titles


@dataclass(frozen=True, slots=True)
class Entry:
    """What the press digest needs of one article."""

    id: str
    titles: dict[Language, str]
    summaries: dict[Language, str]
    facts: tuple[str, ...]
    sentences: int
    to_check: tuple[int, ...]
    notice: str


def summary_entry(digest: Digest) -> Entry:
    """Take from a digest what the press digest shows of it."""
    metadata = digest.document.metadata
    return Entry(
        id=digest.document.id,
        titles=titles(digest),
        summaries={edition.language: edition.summary.text for edition in digest.editions},
        facts=tuple(metadata[key] for key in ("date", "source", "url") if key in metadata),
        sentences=len(digest.segments),
        to_check=tuple(doubtful(digest.findings)),
        notice=draft_notice(digest),
    )


def press_digest(entries: Sequence[Entry], failures: Sequence[Failure], date: str) -> str:
    """Return the Markdown of the batch: contents, then headline, summary and what to check per article."""
    lines = [f"# Баспасөз дайджесі · Дайджест прессы · Press digest — {date}", ""]
    for notice in dict.fromkeys(entry.notice for entry in entries if entry.notice):
        lines += [f"> {notice}", ""]
    doubts = sum(len(entry.to_check) for entry in entries)
    sentences = _count(sum(entry.sentences for entry in entries), "sentence")
    lines += [f"{_count(len(entries), 'article')}, {sentences}; {doubts} to check.", ""]
    lines += ["## Мазмұны · Содержание · Contents", ""]
    for number, entry in enumerate(entries, 1):
        shown = " · ".join(escape(title) for language, title in entry.titles.items() if language != "kk")
        lines.append(f"{number}. [{shown}](#a{number})")
    for number, entry in enumerate(entries, 1):
        lines += ["", *_article(number, entry)]
    if failures:
        lines += ["", "## Not in this digest", ""]
        lines += [f"- {escape(f.path)}: {escape(f.error)} ({f.stage}). {escape(f.hint)}" for f in failures]
    return "\n".join(lines) + "\n"


def _article(number: int, entry: Entry) -> list[str]:
    lines = [f'## <a id="a{number}"></a>{number}. {escape(entry.titles["kk"])}', ""]
    if entry.facts:
        lines += [" · ".join(map(escape, entry.facts)), ""]
    for language, summary in entry.summaries.items():
        if language != "kk":
            lines += [f"### {language}: {escape(entry.titles[language])}", "", escape(summary), ""]
    check = ""
    if entry.to_check:
        check = (
            f" **{_count(len(entry.to_check), 'sentence')} to check:** {', '.join(map(str, entry.to_check))}."
        )
    return [*lines, f"[Full text, {_count(entry.sentences, 'sentence')}]({quote(entry.id)}.md).{check}"]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
