"""The press digest as a Word file, for mailing; needs python-docx (extra `docx`)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.document import Language
from pipeline.write.digest import TITLE, Batch, Entry
from pipeline.write.escape import without_controls
from pipeline.write.phrases import CORRECTED, NOT_IN_DIGEST, SAME_TEXT, to_check

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LOCALES: dict[Language, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}


def word_digest(batch: Batch, now: datetime) -> Iterator[bytes]:
    """Yield the one piece that a .docx is: headline and summaries of each article, then what is left out."""
    import docx

    file, totals = docx.Document(), batch.totals(now)
    file.core_properties.title, file.core_properties.author = TITLE, ""
    file.core_properties.created = file.core_properties.modified = now.astimezone(UTC)  # it writes a Z behind
    file.add_heading(f"{TITLE} — {now.date().isoformat()}", level=0)
    for notice in totals.notices:
        file.add_paragraph(style="Intense Quote").add_run(without_controls(notice.replace("`", "")))
    file.add_paragraph(totals.line)
    for number, entry in enumerate(batch.free(now), 1):
        _add_entry(file, number, entry)
    for place, line in enumerate(batch.left_out(now)):
        if not place:
            file.add_heading(NOT_IN_DIGEST, level=1)
        file.add_paragraph(without_controls(line), style="List Bullet")
    data = io.BytesIO()
    file.save(data)
    yield data.getvalue()


def _add_entry(file: WordDocument, number: int, entry: Entry) -> None:
    file.add_heading(f"{number}. {without_controls(entry.titles['kk'])}", level=1)
    if entry.facts:
        file.add_paragraph(" · ".join(map(without_controls, entry.facts)), style="Subtitle")
    if entry.corrected:
        file.add_paragraph().add_run(f"{CORRECTED} {without_controls(entry.corrected)}").bold = True
    if entry.duplicates:
        lines = ", ".join(without_controls(each.line) for each in entry.duplicates)
        file.add_paragraph().add_run(f"{SAME_TEXT}: {lines}").italic = True
    for language, summary in entry.marked_summaries.items():
        if language != "kk":
            _speak(file.add_heading(without_controls(entry.shown_title(language)), level=2), language)
            _speak(file.add_paragraph(without_controls(summary)), language)
    if entry.to_check:
        ids = ", ".join(map(str, entry.to_check))
        file.add_paragraph().add_run(f"{to_check(len(entry.to_check))}: {ids}").italic = True


def _speak(paragraph: object, language: Language) -> None:
    """Mark the language of a paragraph's runs, so that Word checks its spelling in it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    assert isinstance(paragraph, Paragraph)
    for run in paragraph.runs:
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), LOCALES[language])
        run._element.get_or_add_rPr().append(mark)
