"""Split off the YAML front matter of a text or Markdown article."""

from __future__ import annotations

from typing import Any

import yaml

from pipeline.errors import ReadError
from pipeline.limits import Limits

# what the pipeline itself reads, however it is written
KNOWN = frozenset({"title", "date", "author", "source", "url", "description"})
REMEDY = "write `key: value` lines"


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
    if len(front) > limits.front_matter_kb * 1024:
        what = f"has front matter of over {limits.front_matter_kb} kB"
        raise limits.passed("front_matter_kb", what, path, "shorten the part between the --- lines")
    return _fields(front, path), body


def _fields(front: str, path: str) -> dict[str, str]:
    try:
        # BaseLoader: strings only, nothing is executed
        loaded: Any = yaml.load(front, Loader=yaml.BaseLoader)
    except RecursionError as error:
        raise ReadError("has front matter nested too deep", path=path, hint=REMEDY) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise ReadError(f"has front matter that is not YAML{line}", path=path, hint=REMEDY) from error
    if not isinstance(loaded, dict):
        raise ReadError("has front matter without keys", path=path, hint=REMEDY)
    fields = {str(key): _scalar(key, value, path) for key, value in loaded.items()}
    return {_known(key, fields): value for key, value in fields.items()}


def _known(key: str, fields: dict[str, str]) -> str:
    """Return a known key in small letters, unless that is a key of its own; any other as it stands."""
    small = key.strip().casefold()
    same = [other for other in fields if other.strip().casefold() == small]
    return small if small in KNOWN and same == [key] else key


def _scalar(key: object, value: object, path: str) -> str:
    if isinstance(value, str):
        return _whole(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return _whole(", ".join(value))
    raise ReadError(f"has nested front matter under {key!r}", path=path, hint=REMEDY)


def _whole(value: str) -> str:
    """Return a value with pairs like `\\ud83d\\ude00`, as JSON escapes them, made one character."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
