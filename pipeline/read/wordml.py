"""Elements of WordprocessingML: their names, values and descendants."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pipeline.read.xmltree import local

WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main",
)
SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sectPr"})


def value(parent: Element, name: str) -> str | None:
    """Return the value of an element inside another one; None where there is none."""
    return next((attribute(element, "val") for element in found(parent, name)), None)


def integer(value: str | None) -> int:
    """Return a whole number that is not negative; 0 for what is none."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else 0


def found(root: Element | None, name: str) -> list[Element]:
    """Return the elements of that name anywhere below a root."""
    return [] if root is None else [element for element in root.iter() if word(element) == name]


def nearest(element: Element, name: str) -> list[Element]:
    """Return the descendants of that name that are not inside another one: the rows of this table only."""
    found: list[Element] = []
    for child in element:
        if word(child) == name:
            found.append(child)
        elif word(child) not in SKIPPED:
            found += nearest(child, name)
    return found


def word(element: Element) -> str:
    """Return the local name of an element of WordprocessingML (both editions), nothing for others."""
    space, _, name = element.tag.rpartition("}")
    return name if space in WORD else ""


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its local name; None where there is none."""
    return next((value for key, value in element.attrib.items() if local(key) == name), None)
