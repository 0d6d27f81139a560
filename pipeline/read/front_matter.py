"""Split off the YAML front matter of a text or Markdown article."""

from __future__ import annotations

import re

import yaml

from pipeline.errors import ReadError
from pipeline.limits import Limits

# what the pipeline itself reads, however it is written
KNOWN = frozenset({"title", "date", "author", "source", "url", "description"})
REMEDY = "write `key: value` lines, values with signs of YAML in quotation marks"
# title: Жол апаты: төрт адам қаза тапты
COLON = re.compile(
    r"^(?P<key>[^\W\d][\w-]*:[ \t]+)(?P<value>(?!.* #)[^\s\[\]{}&*!|>\"'%@`#,?:-].*:(?:[ \t].*)?)$",
    re.MULTILINE,
)


def split_front_matter(text: str, path: str, limits: Limits) -> tuple[dict[str, str], str]:
    """Split off a leading `---` … `---` block of YAML scalars (title, date, source, url …)."""
    head, separator, rest = text.partition("\n")
    if head.strip() != "---" or not separator:
        return {}, text
    lines = rest.split("\n")
    ends = [i for i, line in enumerate(lines) if line.strip() in ("---", "...")]
    if not ends:
        return {}, text
    front, body = "\n".join(lines[: ends[0]]), "\n".join(lines[ends[0] + 1 :])
    if ":" not in front:
        return {}, text  # two rules drawn around text, not front matter
    _refuse_large(len(front), path, limits)
    return _fields(front, path, limits), body


def _refuse_large(size: int, path: str, limits: Limits) -> None:
    if size > limits.front_matter_kb * 1024:
        what = f"has front matter of over {limits.front_matter_kb} kB"
        raise limits.passed("front_matter_kb", what, path, "shorten the part between the --- lines")


def _fields(front: str, path: str, limits: Limits) -> dict[str, str]:
    """Return keys and values as they are written; nothing is executed, and aliases do not make it grow."""
    try:
        root = _composed(front)
    except RecursionError as error:
        raise ReadError("has front matter nested too deep", path=path, hint=REMEDY) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise ReadError(f"has front matter that is not YAML{line}", path=path, hint=REMEDY) from error
    if not isinstance(root, yaml.MappingNode):
        raise ReadError("has front matter without keys", path=path, hint=REMEDY)
    fields: dict[str, str] = {}
    size = 0
    for key, items in ((_key(key, path), _items(key, value, path)) for key, value in root.value):
        size += sum(map(len, items)) + len(items)
        _refuse_large(size, path, limits)
        value = _whole(", ".join(items))
        if fields.setdefault(key, value) != value:
            raise ReadError(f"has front matter that states {key!r} twice", path=path, hint="keep one of them")
    return {_known(key, fields): value for key, value in fields.items()}


def _composed(front: str) -> yaml.Node | None:
    """Return the YAML; a value with a colon of its own, which people write and YAML refuses, as it stands."""
    try:
        return yaml.compose(front, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        quoted = COLON.sub(lambda m: m["key"] + "'" + m["value"].rstrip().replace("'", "''") + "'", front)
        return yaml.compose(quoted, Loader=yaml.BaseLoader)


def _known(key: str, fields: dict[str, str]) -> str:
    """Return a known key in small letters, unless that is a key of its own; any other as it stands."""
    small = key.strip().casefold()
    same = [other for other in fields if other.strip().casefold() == small]
    return small if small in KNOWN and same == [key] else key


def _key(node: yaml.Node, path: str) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise ReadError("has front matter with a key that is no word", path=path, hint=REMEDY)


def _items(key: yaml.Node, value: yaml.Node, path: str) -> list[str]:
    """Return the value of a key, or the values of its list."""
    if isinstance(value, yaml.ScalarNode):
        return [value.value]
    if isinstance(value, yaml.SequenceNode) and all(isinstance(i, yaml.ScalarNode) for i in value.value):
        return [item.value for item in value.value]
    raise ReadError(f"has nested front matter under {key.value!r}", path=path, hint=REMEDY)


def _whole(value: str) -> str:
    """Return a value with pairs like `\\ud83d\\ude00`, as JSON escapes them, made one character."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
