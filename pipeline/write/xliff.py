"""One edition of an article as XLIFF for a translator's tool: 1.2 for OmegaT and Virtaal, 2.1 for newer ones.

Each sentence is a unit; the state says whether a machine or a person made the target, notes say what the
checks found, and an alternative holds the target as exported, by which `apply` knows what was changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipeline.document import BlockKind, Digest, Finding, Origin, Segment, Target, Translation
from pipeline.write.tmx import NOT_XML

Version = Literal["1.2", "2.1"]
PRIORITY = {"error": "1", "warning": "3"}
# In 1.2: state, state-qualifier and approval; in 2.1: state and our own subState.
STATES_12: dict[Origin, tuple[str, str, str]] = {
    "machine": ("needs-review-translation", "leveraged-mt", "no"),
    "memory": ("needs-review-translation", "leveraged-tm", "no"),
    "rule": ("needs-review-translation", "x-rule", "no"),
    "person": ("final", "", "yes"),
    "source": ("final", "id-match", "yes"),
}
STATES_21: dict[Origin, tuple[str, str]] = {
    "machine": ("translated", "kpp:machine"),
    "memory": ("translated", "kpp:memory"),
    "rule": ("translated", "kpp:rule"),
    "person": ("reviewed", "kpp:person"),
    "source": ("final", "kpp:source"),
}


@dataclass(frozen=True, slots=True)
class _Unit:
    """One sentence of the edition that is written."""

    segment: Segment
    translation: Translation
    kind: BlockKind
    language: Target

    @property
    def is_fixed(self) -> bool:
        """Tell whether there is nothing to translate: the source is in the target language."""
        return self.translation.origin == "source"

    @property
    def notes(self) -> list[Finding]:
        """Return what the checks found."""
        return [f for f in self.translation.findings if f.severity != "info"]


def xliff(digest: Digest, language: Target, version: Version, now: datetime) -> str:
    """Return the edition in `language`; raise KeyError where the digest has none."""
    kinds = {segment.id: digest.document.blocks[segment.block].kind for segment in digest.segments}
    units = [
        _Unit(segment, translation, kinds[segment.id], language)
        for segment, translation in zip(digest.segments, digest.edition(language).translations, strict=True)
    ]
    root = _WRITERS[version](digest, units, language, now)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _xliff_12(digest: Digest, units: list[_Unit], language: Target, now: datetime) -> Element:
    program, version = digest.provenance.program, digest.provenance.version
    root = Element("xliff", {"version": "1.2", "xmlns": "urn:oasis:names:tc:xliff:document:1.2"})
    facts = {
        "original": digest.document.id,
        "source-language": "kk",
        "target-language": language,
        "datatype": "plaintext",
        "date": now.isoformat(timespec="seconds"),
        "tool-id": program,
    }
    file = SubElement(root, "file", facts)
    header = SubElement(file, "header")
    SubElement(header, "tool", {"tool-id": program, "tool-name": program, "tool-version": version})
    _put(header, "note", digest.document.title)
    body = SubElement(file, "body")
    for unit in units:
        _unit_12(body, unit, program)
    return root


def _unit_12(body: Element, unit: _Unit, program: str) -> None:
    state, qualifier, approved = STATES_12[unit.translation.origin]
    facts = {"id": str(unit.segment.id), "restype": f"x-{unit.kind}", "approved": approved}
    if unit.is_fixed:
        facts["translate"] = "no"
    element = SubElement(body, "trans-unit", {**facts, "xml:space": "preserve"})
    _put(element, "source", unit.segment.text, {"xml:lang": "kk"})
    target = {"xml:lang": unit.language, "state": state, "state-qualifier": qualifier}
    _put(element, "target", unit.translation.text, {name: value for name, value in target.items() if value})
    for found in unit.notes:
        facts = {"from": program, "priority": PRIORITY[found.severity], "annotates": "target"}
        _put(element, "note", _note(found), facts)
    as_exported = SubElement(element, "alt-trans", {"alttranstype": "previous-version", "origin": program})
    _put(as_exported, "target", unit.translation.text, {"xml:lang": unit.language})
    for near in unit.translation.suggestions:
        facts = {"alttranstype": "proposal", "match-quality": f"{near.similarity}%", "origin": "memory"}
        proposal = SubElement(element, "alt-trans", facts)
        _put(proposal, "source", near.source, {"xml:lang": "kk"})
        _put(proposal, "target", near.text, {"xml:lang": unit.language})


def _xliff_21(digest: Digest, units: list[_Unit], language: Target, now: datetime) -> Element:
    facts = {
        "version": "2.1",
        "srcLang": "kk",
        "trgLang": language,
        "xmlns": "urn:oasis:names:tc:xliff:document:2.0",
        "xmlns:mtc": "urn:oasis:names:tc:xliff:matches:2.0",
    }
    root = Element("xliff", facts)
    file = SubElement(root, "file", {"id": "f1", "original": digest.document.id, "canResegment": "no"})
    notes = SubElement(file, "notes")
    _put(notes, "note", digest.document.title, {"id": "title", "category": "title"})
    made = f"{digest.provenance.program} {digest.provenance.version}, {now.isoformat(timespec='seconds')}"
    _put(notes, "note", made, {"id": "made", "category": "provenance"})
    for unit in units:
        _unit_21(file, unit, digest.provenance.program)
    return root


def _unit_21(file: Element, unit: _Unit, program: str) -> None:
    fixed = {"translate": "no"} if unit.is_fixed else {}
    element = SubElement(file, "unit", {"id": f"s{unit.segment.id}", "type": f"kpp:{unit.kind}", **fixed})
    matches = SubElement(element, "mtc:matches")
    as_exported = {"id": "exported", "ref": "#1", "type": "other", "subType": "kpp:exported"}
    match = SubElement(matches, "mtc:match", {**as_exported, "origin": program})
    _put(match, "source", unit.segment.text)
    _put(match, "target", unit.translation.text)
    for number, near in enumerate(unit.translation.suggestions, 1):
        facts = {"id": f"m{number}", "ref": "#1", "type": "tm", "similarity": str(near.similarity)}
        match = SubElement(matches, "mtc:match", {**facts, "origin": "memory"})
        _put(match, "source", near.source)
        _put(match, "target", near.text)
    notes = SubElement(element, "notes") if unit.notes else element
    for number, found in enumerate(unit.notes, 1):
        facts = {"id": f"n{number}", "category": found.check, "priority": PRIORITY[found.severity]}
        _put(notes, "note", _note(found), {**facts, "appliesTo": "target"})
    state, inner = STATES_21[unit.translation.origin]
    segment = SubElement(element, "segment", {"id": "1", "state": state, "subState": inner})
    _put(segment, "source", unit.segment.text, {"xml:space": "preserve"})
    _put(segment, "target", unit.translation.text, {"xml:space": "preserve"})


_WRITERS: dict[Version, Callable[[Digest, list[_Unit], Target, datetime], Element]] = {
    "1.2": _xliff_12,
    "2.1": _xliff_21,
}


def _put(parent: Element, tag: str, text: str, facts: dict[str, str] | None = None) -> None:
    SubElement(parent, tag, facts or {}).text = NOT_XML.sub("", text)


def _note(finding: Finding) -> str:
    return f"{finding.severity}: {finding.message} ({finding.check})"
