"""Read an XLIFF file that came back from a translator's tool, 1.2 or 2.x."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.counted import counted
from pipeline.document import TARGETS, Target
from pipeline.errors import ReadError
from pipeline.limits import bytes_within
from pipeline.read.xmltree import local, parse_xml

V12, V2 = "{urn:oasis:names:tc:xliff:document:1.2}", "{urn:oasis:names:tc:xliff:document:2.0}"
MATCHES = "{urn:oasis:names:tc:xliff:matches:2.0}"
MAX_DIGITS = 9  # of the number of a sentence; Python reads none of thousands
# Elements that stand for markup: what is in them is no text.
CODES = frozenset({"ph", "bpt", "ept", "it", "x", "bx", "ex", "sc", "ec", "cp", "sm", "em"})
REVIEWED_12 = frozenset({"translated", "signed-off", "final"})  # we write machine output as needing review
REVIEWED_2 = frozenset({"reviewed", "final"})
OURS = "give the .xlf that `pipeline export xliff` wrote, as the tool saved it"


@dataclass(frozen=True, slots=True)
class Returned:
    """One sentence as it came back; `exported` is what went out, None where the tool did not keep it."""

    segment: int
    source: str
    text: str
    exported: str | None
    is_reviewed: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """One edition as it came back."""

    document: str
    language: Target
    units: tuple[Returned, ...]


def read_xliff(path: Path) -> Exchange:
    """Read the edition in a file; raise ReadError where it is none that this program wrote."""
    root = parse_xml(bytes_within(path, OURS), str(path))
    if root.tag == f"{V12}xliff":
        files = root.findall(f"{V12}file")
        languages = {file.get("target-language", "") for file in files}
        units = tuple(_units_12(files, path))
    elif root.tag == f"{V2}xliff":
        files, languages = root.findall(f"{V2}file"), {root.get("trgLang", "")}
        units = tuple(_units_2(files, path))
    else:
        what = f"is XML, but no XLIFF 1.2 or 2.x: its root is `{local(root.tag)}`"
        raise ReadError(what, path=path, hint=OURS)
    codes = {language.partition("-")[0].lower() for language in languages}
    language = next((target for target in TARGETS if codes == {target}), None)
    if len(files) != 1 or language is None or not units:
        named = ", ".join(sorted(languages)) or "no language"
        articles, texts = counted(len(files), "article"), counted(len(units), "unit")
        what = f"holds {articles} with {texts} to translate, in {named}"
        raise ReadError(what, path=path, hint=OURS)
    return Exchange(files[0].get("original", ""), language, units)


def _units_12(files: list[Element], path: Path) -> Iterator[Returned]:
    for unit in (unit for file in files for unit in file.iter(f"{V12}trans-unit")):
        target = unit.find(f"{V12}target")
        states = {"" if target is None else target.get("state", "")}
        before = [a for a in unit.findall(f"{V12}alt-trans") if a.get("alttranstype") == "previous-version"]
        if unit.get("translate") != "no":
            yield Returned(
                _number(unit.get("id", ""), path),
                _words(unit.find(f"{V12}source")),
                _words(target),
                _words(before[0].find(f"{V12}target")) if before else None,
                unit.get("approved") == "yes" or not states.isdisjoint(REVIEWED_12),
            )


def _units_2(files: list[Element], path: Path) -> Iterator[Returned]:
    for unit in (unit for file in files for unit in file.iter(f"{V2}unit")):
        segments = [part for part in unit if part.tag in (f"{V2}segment", f"{V2}ignorable")]
        before = [m for m in unit.iter(f"{MATCHES}match") if m.get("subType") == "kpp:exported"]
        states = {s.get("state", "initial") for s in segments if s.tag == f"{V2}segment"}
        if unit.get("translate") != "no":
            yield Returned(
                _number(unit.get("id", "").removeprefix("s"), path),
                "".join(_words(s.find(f"{V2}source")) for s in segments),
                "".join(_words(s.find(f"{V2}target")) for s in segments),
                _words(before[0].find(f"{V2}target")) if before else None,
                states <= REVIEWED_2,
            )


def _number(name: str, path: Path) -> int:
    if name.isdecimal() and len(name) <= MAX_DIGITS:
        return int(name)
    raise ReadError(f"has a unit that is no sentence of ours: {name[:40]!r}", path=path, hint=OURS)


def _words(element: Element | None) -> str:
    """Return the text of a source or target, without the codes in it."""
    if element is None or local(element.tag) in CODES:
        return ""
    return (element.text or "") + "".join(_words(inner) + (inner.tail or "") for inner in element)
