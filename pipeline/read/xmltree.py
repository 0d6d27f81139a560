"""Parse XML that strangers wrote: no entities, no external parts, bounded depth and size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html.entities import html5
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from pipeline.deadline import check
from pipeline.errors import ReadError
from pipeline.limits import Limits

MAX_ELEMENT_TEXT = 1_000_000  # characters in one element of a file that is read piece by piece
PIECE_BYTES = 65_536
REMEDY = "have it exported as plain XML, or save it as plain text"


def parse_xml(text: str | bytes, path: str, limits: Limits | None = None) -> Element:
    """Return the root element, names as `{namespace}local`.

    Raises ReadError where the text is not well-formed, declares entities (which is how a few bytes grow to
    gigabytes, and how local files leak), or goes beyond the limits; without any, beyond those that hold where
    nobody can move them.
    """
    reader = _Reader(path, limits)
    with _explained(path):
        reader.parser.Parse(text, True)
        return reader.builder.close()


def stream_xml(path: Path, opened: frozenset[str], whole: frozenset[str]) -> Iterator[Element]:
    """Yield the elements of a file, however large it is, with the protections of `parse_xml`.

    Of those named in `opened` the start, without content, when it comes; of those named in `whole`, each when
    it is complete.
    """
    reader = _Stream(str(path), opened, whole)
    try:
        with path.open("rb") as file:
            while data := file.read(PIECE_BYTES):
                with _explained(str(path)):
                    reader.parser.Parse(data, False)
                yield from reader.taken()
        with _explained(str(path)):
            reader.parser.Parse(b"", True)
        yield from reader.taken()
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror}", path=path, hint="check the path") from error


def local(tag: str) -> str:
    """Return an element's name without its namespace."""
    return tag.rpartition("}")[2]


def text_of(element: Element | None) -> str:
    """Return all text in an element, blanks at its ends left out; nothing for None."""
    return "" if element is None else "".join(element.itertext()).strip()


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Turn what expat raises into a ReadError about `path`."""
    try:
        yield
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        what = f"is not well-formed XML: {reason} in line {error.lineno}, column {error.offset + 1}"
        hint = "have it exported again, or save it as plain text"
        raise ReadError(what, path=path, hint=hint) from error
    except (LookupError, ValueError) as error:  # which of them, the encoding that it declares decides
        what = f"is XML in an encoding that is not read: {error}"
        raise ReadError(what, path=path, hint="save it as UTF-8") from error


class _Reader:
    """Feed expat's events to a TreeBuilder and stop at the limits."""

    def __init__(self, path: str, limits: Limits | None = None) -> None:
        self.builder = TreeBuilder()
        self.path = path
        self.limits = limits or Limits()
        self._are_settings = limits is not None
        self._depth = 0
        self._count = 0
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.builder.data
        parser.EntityDeclHandler = self._refuse_entity
        parser.ExternalEntityRefHandler = self._refuse_external
        parser.SkippedEntityHandler = self._skipped

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        check()
        self._depth += 1
        self._count += 1
        self._check_depth()
        if self._count > self.limits.xml_elements:
            self._exceed("xml_elements", f"is XML of more than {self.limits.xml_elements} elements")
        self.builder.start(_qualified(tag), {_qualified(name): value for name, value in attributes.items()})

    def _check_depth(self) -> None:
        if self._depth > self.limits.xml_depth:
            self._exceed("xml_depth", f"is XML nested deeper than {self.limits.xml_depth} elements")

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self.builder.end(_qualified(tag))

    def _refuse_entity(self, name: str, *_: Any) -> None:
        self._refuse(f"is XML that declares an entity ({name})")

    def _refuse_external(self, *_: Any) -> int:
        self._refuse("is XML that refers to something outside the file")
        return 0

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if is_parameter:
            return
        if f"{name};" not in html5:
            self._refuse(f"is XML with an entity that nothing declares (&{name};)")
        self.builder.data(html5[f"{name};"])

    def _exceed(self, limit: str, what: str) -> None:
        if self._are_settings:
            raise self.limits.passed(limit, what, self.path, REMEDY)
        self._refuse(what)

    def _refuse(self, what: str) -> None:
        raise ReadError(what, path=self.path, hint=REMEDY)


class _Stream(_Reader):
    """Build only the elements asked for, and forget each when it is taken."""

    def __init__(self, path: str, opened: frozenset[str], whole: frozenset[str]) -> None:
        super().__init__(path)
        self._opened, self._whole = opened, whole
        self._inside = 0  # depth within an element that is asked for whole
        self._size = 0  # of its text
        self._ready: list[Element] = []
        self.parser.CharacterDataHandler = self._text

    def taken(self) -> list[Element]:
        """Return what is complete since it was asked last."""
        ready, self._ready = self._ready, []
        return ready

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(_qualified(tag))
        if not self._inside:
            if name in self._opened:
                facts = {_qualified(key): value for key, value in attributes.items()}
                self._ready.append(Element(_qualified(tag), facts))
            if name not in self._whole:
                self._depth += 1
                self._check_depth()
                return
            self.builder, self._count, self._size = TreeBuilder(), 0, 0
        self._inside += 1
        super()._start(tag, attributes)

    def _end(self, tag: str) -> None:
        if not self._inside:
            self._depth -= 1
            return
        super()._end(tag)
        self._inside -= 1
        if not self._inside:
            self._ready.append(self.builder.close())

    def _text(self, text: str) -> None:
        if self._inside:
            self._size += len(text)
            if self._size > MAX_ELEMENT_TEXT:
                self._refuse(f"is XML with an element of more than {MAX_ELEMENT_TEXT} characters")
            self.builder.data(text)


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def as_html(element: Element) -> str:
    """Return what is inside an element as HTML, namespaces left out."""
    for inner in element.iter():
        inner.tag = local(inner.tag)
        inner.attrib.clear()
    return tostring(element, encoding="unicode", method="html")
