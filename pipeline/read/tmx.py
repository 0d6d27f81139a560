"""Read a TMX file, unit by unit, so that a large one takes no more memory than a small one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.document import TARGETS, Language, TranslationUnit
from pipeline.errors import ReadError
from pipeline.read.xmltree import local, stream_xml, text_of

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CODES: dict[str, Language] = {"kk": "kk", "kaz": "kk", "ru": "ru", "rus": "ru", "en": "en", "eng": "en"}
MARKUP = frozenset({"bpt", "ept", "it", "ph", "ut"})  # what is in them is code of the translated file
DATE = "%Y%m%dT%H%M%SZ"


def read_tmx(path: Path) -> Iterator[tuple[TranslationUnit, ...]]:
    """Yield what each unit has from Kazakh into the target languages: nothing for one in other languages.

    Raises ReadError where the file is no TMX, not well-formed or not safe to read.
    """
    is_tmx = False
    for element in stream_xml(path, frozenset({"tmx"}), frozenset({"tu"})):
        if local(element.tag) == "tmx":
            is_tmx = True
        elif is_tmx:
            yield _units(element)
    if not is_tmx:
        raise ReadError("is XML, but no TMX: it has no element `tmx`", path=path, hint="export it as TMX 1.4")


def _units(unit: Element) -> tuple[TranslationUnit, ...]:
    variants: dict[Language, Element] = {}
    for variant in unit.findall("tuv"):
        code = (variant.get(XML_LANG) or variant.get("lang") or "").replace("_", "-").partition("-")[0]
        if (language := CODES.get(code.lower())) is not None:
            variants.setdefault(language, variant)
    source = _segment(variants.get("kk"))
    document = next((text_of(p) for p in unit.findall("prop") if p.get("type") == "x-document"), "")
    found = []
    for target in TARGETS:
        text = _segment(variants.get(target))
        if source and text:
            author = _fact(variants[target], unit, "changeid", "creationid")
            changed = _moment(_fact(variants[target], unit, "changedate", "creationdate"))
            found.append(TranslationUnit(source, target, text, document, author, changed))
    return tuple(found)


def _segment(variant: Element | None) -> str:
    segment = variant.find("seg") if variant is not None else None
    return "" if segment is None else _words(segment).strip()


def _words(element: Element) -> str:
    """Return the text of a segment without the codes in it."""
    if element.tag in MARKUP:
        return ""
    return (element.text or "") + "".join(_words(inner) + (inner.tail or "") for inner in element)


def _fact(variant: Element, unit: Element, *names: str) -> str:
    """Return the first of these attributes that the variant, else the unit, has."""
    return next((value for e in (variant, unit) for name in names if (value := e.get(name))), "")


def _moment(date: str) -> str:
    """Return a date of TMX (20261126T093000Z) as ISO 8601; nothing for one that is none."""
    try:
        return datetime.strptime(date, DATE).replace(tzinfo=UTC).isoformat()
    except ValueError:
        return ""
