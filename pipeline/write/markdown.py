"""The article for an editor: titles, summaries, then the sentences side by side, doubts marked."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping

from pipeline.counted import counted
from pipeline.document import Change, Digest, Edition, Finding, Language, Origin, Translation, doubtful
from pipeline.write.correction import latest, told, touched
from pipeline.write.escape import escape, escape_opening
from pipeline.write.phrases import CORRECTED, EARLIER, TO_CHECK, label, to_check
from pipeline.write.record import EMPTY, record_line
from pipeline.write.tables import tables

NAMES: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
DRAFT = (
    "Нобай. Программаның шағын «{model}» моделі жасаған машиналық аударма: мақаланың не туралы екенін білуге "
    "жарайды, баспаға жарамайды. Жақсырақ модельдерді `pipeline models list` командасы көрсетеді.",
    "Черновик. Машинный перевод небольшой модели «{model}», которая входит в программу: по нему видно, о чём "
    "статья, для печати он не годится. Модели лучше показывает команда `pipeline models list`.",
    "Draft. Machine translation by the small model “{model}” that comes with the program: good for finding "
    "out what an article is about, not for print. The command `pipeline models list` names better models.",
)
MARK_OF_CHANGE = "↻"
BY_PEOPLE: dict[Origin, str] = {"person": " ✎", "memory": " ≡"}  # edited here, or as edited elsewhere
FEWEST_QUOTED, MOST_QUOTED = 2, 15  # words of the source that a finding quotes
MARKS = {"error": "⚠", "warning": "△", "info": "·"}


def markdown(digest: Digest) -> str:
    """Return the Markdown of one digest."""
    languages: list[Language] = [edition.language for edition in digest.editions]
    lines = [f"# {escape(digest.document.title)}", ""]
    lines += [
        f"**{language}** {escape(title)}{_bold(title_marks(digest)[language])}  "
        for language, title in titles(digest).items()
        if language != "kk"
    ]
    lines += ["", *_metadata(digest), *_notices(digest), ""]
    for edition in digest.editions:
        lines += [f"## {SUMMARY[edition.language]}", "", _summary(edition), ""]
    lines += ["## Сөйлемдер · Предложения · Sentences", "", *_table(digest, languages), ""]
    lines += [*_tables(digest), *_correction_list(digest), *_finding_list(digest), *_provenance(digest)]
    body = "\n".join(lines).rstrip() + "\n\n"
    return body + record_line(digest, body) + "\n"


SUMMARY: dict[Language, str] = {"kk": "Түйін", "ru": "Кратко", "en": "Summary"}


def titles(digest: Digest) -> dict[Language, str]:
    """Return the headline in each language; the first sentence's translation where there is no headline."""
    found: dict[Language, str] = {}
    for edition in digest.editions:
        texts = {t.segment: t.text for t in edition.translations}
        found[edition.language] = " ".join(texts[i] for i in _heads(digest))
    return found


def title_marks(digest: Digest) -> dict[Language, str]:
    """Return the marks of the headline in each language, where a check doubts it."""
    return {edition.language: marks(edition, _heads(digest)) for edition in digest.editions}


def marks(edition: Edition, segments: Collection[int]) -> str:
    """Return the signs of what the checks doubt in some sentences of an edition, the gravest first."""
    found = [f for t in edition.translations if t.segment in segments for f in t.findings]
    return signs(found)


def marked_summary(edition: Edition) -> str:
    """Return the text of a summary with the marks behind its doubtful sentences."""
    return " ".join(f"{s.text} {marks(edition, s.segments)}".rstrip() for s in edition.summary.sentences)


def _heads(digest: Digest) -> list[int]:
    heads = [s.id for s in digest.segments if digest.document.blocks[s.block].kind == "headline"]
    return heads or [s.id for s in digest.segments[:1]]


def signs(findings: Iterable[Finding]) -> str:
    """Return ⚠ and △ as far as there are errors and warnings."""
    return "".join(sorted({MARKS[f.severity] for f in findings if f.severity != "info"}, reverse=True))


def draft_notice(digest: Digest) -> str:
    """Return what is to be said of a draft model's output, a line a language; nothing for another model's.

    A command stands between backticks.
    """
    if not digest.provenance.draft:
        return ""
    return "\n".join(DRAFT).format(model=digest.provenance.model)


def notice_line(notice: str) -> str:
    """Return a notice as Markdown, the first word of each line bold, commands as code."""
    return "\\\n".join(map(_noticed, notice.split("\n")))


def _noticed(line: str) -> str:
    first, _, rest = line.partition(" ")
    parts = rest.split("`")
    said = "".join(f"`{part}`" if place % 2 else _spaced(part) for place, part in enumerate(parts))
    return f"> **{escape(first)}** {said}"


def _metadata(digest: Digest) -> list[str]:
    return [f"- {escape(label(key))}: {escape(value)}" for key, value in digest.document.metadata.items()]


def _spaced(part: str) -> str:
    """Return a part of a line, escaped, with the blanks at its ends."""
    return f"{' ' * part.startswith(' ')}{escape(part)}{' ' * part.endswith(' ')}"


def _notices(digest: Digest) -> list[str]:
    lines = []
    if notice := draft_notice(digest):
        lines += ["", notice_line(notice)]
    if correction := latest(digest):
        links = ", ".join(f"[{i}](#s{i})" for i in touched(digest))
        lines += ["", f"> **{CORRECTED}** {escape(told(correction))}" + (f": {links}" if links else "")]
    if ids := doubtful(digest.findings):
        links = ", ".join(f"[{i}](#s{i})" for i in ids)
        lines += ["", f"> **{to_check(len(ids))}:** {links}"]
    return lines


def _summary(edition: Edition) -> str:
    return " ".join(
        f"{escape(s.text) if number else escape_opening(s.text)}{_bold(marks(edition, s.segments))} "
        + " ".join(f"[[{i}]](#s{i})" for i in s.segments)
        for number, s in enumerate(edition.summary.sentences)
    )


def _bold(signs: str) -> str:
    return f" **{signs}**" if signs else ""


def _table(digest: Digest, languages: list[Language]) -> list[str]:
    by_id = digest.by_segment()
    lines = [
        "| № | " + " | ".join(NAMES[language] for language in languages) + " |",
        "|---" * (len(languages) + 1) + "|",
    ]
    corrected = touched(digest)
    for segment in digest.segments:
        mark = f" **{MARK_OF_CHANGE}**" if segment.id in corrected else ""
        cells = [_cell(by_id[segment.id][language]) for language in languages]
        lines.append(f'| <a id="s{segment.id}"></a>{segment.id}{mark} | ' + " | ".join(cells) + " |")
    return lines


def _cell(translation: Translation) -> str:
    text = escape(translation.text) or EMPTY
    text += BY_PEOPLE.get(translation.origin, "")
    return text + _bold(signs(translation.findings))


def _tables(digest: Digest) -> list[str]:
    """Return the tables of the article in each language; a row begins with the number of its sentence."""
    found = tables(digest)
    if not found:
        return []
    lines = ["## Кестелер · Таблицы · Tables", ""]
    for table in (table for languages in found for table in languages):
        width = len(table.rows[0].cells)
        lines += [f"| {NAMES[table.language]} |" + " |" * width, "|---" * (width + 1) + "|"]
        for row in table.rows:
            texts = [f"{escape(cell.text)}{_bold(signs(cell.findings))}" for cell in row.cells]
            number = f"[{row.id}](#s{row.id}){_bold(signs(row.findings))}"
            lines.append(f"| {number} | " + " | ".join(texts) + " |")
        lines.append("")
    return lines


def _correction_list(digest: Digest) -> list[str]:
    """Return the last correction sentence by sentence, those before it as a line each."""
    if not digest.corrections:
        return []
    *earlier, last = digest.corrections
    lines = [f"## {CORRECTED}", "", f"{escape(told(last))}", ""]
    lines += [f"- {_change(change)}" for change in last.changes]
    if earlier:
        lines += [
            "",
            f"{EARLIER}:",
            "",
            *(f"- {escape(told(correction))}" for correction in reversed(earlier)),
        ]
    return [*lines, ""]


def _change(change: Change) -> str:
    place = f"[{change.segment}](#s{change.segment}) " if change.segment is not None else ""
    texts = " · ".join(f"{language} «{escape(text)}»" for language, text in change.before.items() if text)
    return f"{place}{change.kind}" + (f"; it was: {texts}" if texts else "")


def most_urgent_first(digest: Digest) -> list[Finding]:
    """Return the findings worth a look: errors before warnings, by sentence and language.

    Where back scores were asked for, the translation least likely good comes first.
    """
    found = [f for f in digest.findings if f.severity != "info"]
    languages = list(NAMES)
    if all(t.back_score is None for edition in digest.editions for t in edition.translations):
        return sorted(
            found, key=lambda f: (f.severity != "error", f.segment or 0, languages.index(f.language))
        )
    hopes = {
        (edition.language, translation.segment): _hope(translation)
        for edition in digest.editions
        for translation in edition.translations
    }

    def urgency(finding: Finding) -> tuple[bool, float]:
        return finding.severity != "error", hopes.get((finding.language, finding.segment or 0), 1.0)

    return sorted(found, key=urgency)


def _hope(translation: Translation) -> float:
    """Return how likely good a translation is, 0 to 1, as far as is known.

    Where it was scored the other way the two are multiplied, the score as the mean probability of a token
    (geometric): the noisy channel with both weights 1, which no data were there to set.
    """
    found = 1.0 if translation.estimate is None else translation.estimate
    return found if translation.back_score is None else found * math.exp(translation.back_score)


def _finding_list(digest: Digest) -> list[str]:
    shown = most_urgent_first(digest)
    if not shown:
        return []
    lines = [f"## {TO_CHECK}", ""]
    sources = {segment.id: segment.text for segment in digest.segments}
    for finding in shown:
        place = f"[{finding.segment}](#s{finding.segment}) " if finding.segment is not None else ""
        lines.append(
            f"- {MARKS[finding.severity]} {place}{finding.language}: {escape(finding.message)}"
            f"{_part(finding, sources)} ({finding.check})"
        )
    return [*lines, ""]


def _part(finding: Finding, sources: Mapping[int, str]) -> str:
    """Return the words of the source that seem to be left out, where they are more than one."""
    if finding.check != "coverage" or finding.source_span is None or finding.target_span is not None:
        return ""
    words = sources.get(finding.segment or 0, "")[slice(*finding.source_span)].split()
    return f": «{escape(' '.join(words))}»" if FEWEST_QUOTED <= len(words) <= MOST_QUOTED else ""


def _provenance(digest: Digest) -> list[str]:
    return ["---", "", escape(provenance_line(digest))]


def provenance_line(digest: Digest) -> str:
    """Return how the digest was made, as one line."""
    p = digest.provenance
    options = ", ".join(f"{key} {value}" for key, value in p.options.items())
    model = f"model {p.model} (revision {p.revision}, sha256 {p.sha256[:12]}, {p.licence})"
    source = f"source {digest.document.path}, sha256 {digest.document.sha256[:12]}"
    count = sum(t.origin == "memory" for edition in digest.editions for t in edition.translations)
    memory = f" · {counted(count, 'translation')} from memory" if count else ""
    return f"{p.program} {p.version} · {model} · {options} · {source}{memory} · {p.finished}"
