"""A mapping of models.yaml, read strictly: what does not belong is named with its line."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TypeVar, cast

import yaml

from pipeline.errors import SettingsError, name_known

T = TypeVar("T")
WORDS: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false"}


class Section:
    """One YAML mapping with the line numbers of its keys."""

    def __init__(self, path: Path, name: str, node: yaml.Node) -> None:
        self.path = path
        self.name = name
        self.line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise self.error(f"`{name}` must be a mapping of keys to values")
        self._nodes: dict[str, tuple[int, yaml.Node]] = {}
        for key, value in node.value:
            text, line = str(key.value), key.start_mark.line + 1
            if text in self._nodes:
                raise self.error(f"`{text}` stands twice in `{name}`", line=line)
            self._nodes[text] = (line, value)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys in the order of the file."""
        return tuple(self._nodes)

    def error(self, message: str, *, line: int | None = None, hint: str = "") -> SettingsError:
        """Return an error that points at the file and line."""
        return SettingsError(message, hint=hint, path=f"{self.path}:{line or self.line}")

    def is_empty(self, key: str) -> bool:
        """Tell whether nothing stands under `key`, all of it being a comment, say."""
        node = self._nodes[key][1] if key in self._nodes else None
        return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"

    def child(self, key: str) -> Section:
        """Return the mapping under `key`; it must be there."""
        if key not in self._nodes:
            raise self.error(f"`{self.name}` lacks `{key}`")
        return Section(self.path, key, self._nodes[key][1])

    def section(self, key: str) -> Section | None:
        """Return the mapping under `key`, or None when it is absent."""
        return self.child(key) if key in self._nodes else None

    def items(self, key: str) -> list[Section]:
        """Return the mappings listed under `key`, which may be absent."""
        if key not in self._nodes:
            return []
        line, node = self._nodes[key]
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(f"`{key}` must be a list", line=line)
        return [Section(self.path, f"{key}[{index}]", item) for index, item in enumerate(node.value)]

    def optional(self, key: str, kind: type[T]) -> T | None:
        """Return the value of `key`, or None when it is absent or null; another type is an error."""
        if key not in self._nodes:
            return None
        line, node = self._nodes[key]
        value = self._construct(line, node)
        if value is None:
            return None
        if type(value) is not kind:
            raise self.error(f"`{key}` must be {WORDS[kind]}, not {value!r}", line=line)
        return value

    def value(self, key: str, kind: type[T]) -> T:
        """Return the value of `key`; it must be there."""
        value = self.optional(key, kind)
        if value is None:
            raise self.error(f"`{self.name}` lacks `{key}`")
        return value

    def number(self, key: str) -> float:
        """Return a number, whole or not."""
        line, node = self._nodes[key]
        value = self._construct(line, node)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"`{key}` must be a number, not {value!r}", line=line)
        return float(value)

    def choice(self, key: str, known: tuple[str, ...]) -> str:
        """Return a value that must be one of `known`."""
        value = self.value(key, str)
        if value not in known:
            line = self._nodes[key][0]
            raise self.error(f"`{key}` cannot be {value!r}", line=line, hint=name_known(value, known))
        return value

    def texts(self, key: str) -> dict[str, str]:
        """Return a mapping of text to text, which may be absent."""
        section = self.section(key)
        return {} if section is None else {name: section.value(name, str) for name in section.keys}

    def only(self, known: Collection[str], hint: str = "") -> None:
        """Raise SettingsError at the first key that is not known."""
        for key, (line, _) in self._nodes.items():
            if key not in known:
                hint = name_known(key, known) + (hint and f"; {hint}")
                raise self.error(f"unknown key `{key}` in `{self.name}`", line=line, hint=hint)

    def plain(self) -> dict[str, object]:
        """Return the mapping as plain Python values."""
        return {key: self._construct(line, node) for key, (line, node) in self._nodes.items()}

    def _construct(self, line: int, node: yaml.Node) -> object:
        try:
            return cast(object, yaml.SafeLoader("").construct_document(node))
        except (yaml.MarkedYAMLError, ValueError) as error:  # a tag of one's own, a date that is none
            problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else error
            raise self.error(f"cannot be read: {problem}", line=line) from error

    def lines(self, prefix: str = "") -> dict[str, int]:
        """Return the line of every key, nested ones joined by dots."""
        found: dict[str, int] = {}
        for key, (line, node) in self._nodes.items():
            found[prefix + key] = line
            if isinstance(node, yaml.MappingNode):
                found.update(Section(self.path, key, node).lines(f"{prefix}{key}."))
        return found
