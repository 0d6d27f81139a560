"""One article or one stream of lines, for the commands that print instead of writing files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import msgspec

from pipeline.document import Segment, Target, Translation, one_line, visible
from pipeline.errors import ReadError, UsageError
from pipeline.limits import Limits
from pipeline.read import Input
from pipeline.run.article import make_digest, take_in
from pipeline.run.editions import translate_segments
from pipeline.run.progress import Silence
from pipeline.run.stream import translate_work
from pipeline.run.tools import Tools

LINES_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One segment with its translations, to be printed."""

    segment: Segment
    translations: dict[Target, Translation]

    def line(self) -> str:
        """Return the translations separated by tabs, each on one line whatever the source held."""
        return "\t".join(one_line(t.text) for t in self.translations.values())

    def json(self) -> str:
        """Return segment and translations as one JSON object."""
        return msgspec.json.encode(self).decode()


def input_for(file: Path, limits: Limits) -> Input:
    """Return the input for one file or `-`; raise UsageError when it is none."""
    if str(file) == "-":
        return Input("stdin", file, limits=limits)
    if not file.exists():
        raise UsageError("no such file", path=file, hint="check the path")
    if file.is_dir():
        raise UsageError(
            "is a folder", path=file, hint="this command takes one file; `pipeline run` takes folders"
        )
    return Input(file.stem, file, limits=limits)


def translate_file(file: Path, tools: Tools) -> Iterator[Row]:
    """Translate one article, segment by segment."""
    work = take_in(input_for(file, tools.settings.limits))
    texts = translate_work(work, tools, Silence())
    for segment, translations in zip(work.segments, texts, strict=True):
        yield Row(segment, translations)


def translate_lines(file: Path, tools: Tools) -> Iterator[Row]:
    """Translate a text line by line: exactly one row for each line, empty ones too."""
    source = input_for(file, tools.settings.limits)
    with _lines(source) as stream:
        number = 0
        while lines := [visible(line.rstrip("\r\n")) for line in islice(stream, LINES_AT_ONCE)]:
            segments = [Segment(number + i, 0, 0, len(line), line) for i, line in enumerate(lines, 1)]
            done = translate_segments(tools.translator, segments, tools.settings, Silence(), tools.glossary)
            for place, segment in enumerate(segments):
                yield Row(segment, {t: done[place, t] for t in tools.settings.targets})
            number += len(lines)


def summarize_file(file: Path, tools: Tools, languages: Sequence[str], *, as_json: bool) -> Iterator[str]:
    """Return the summary of one article in each of `languages`."""
    work = take_in(input_for(file, tools.settings.limits))
    needs_model = any(language != "kk" for language in languages)
    if needs_model:
        texts = translate_work(work, tools, Silence())
    else:
        texts = [
            {t: Translation(s.id, "", origin="rule") for t in tools.settings.targets} for s in work.segments
        ]
    digest = make_digest(work, texts, tools)
    for edition in digest.editions:
        if edition.language in languages:
            yield msgspec.json.encode(edition.summary).decode() if as_json else edition.summary.text


@contextmanager
def _lines(source: Input) -> Iterator[Iterator[str]]:
    """Open a file or standard input as lines; a byte that is not UTF-8 is a ReadError naming the line."""
    if source.is_stdin:
        yield _decoded(sys.stdin.buffer, source)
    else:
        with source.path.open("rb") as stream:
            yield _decoded(stream, source)


def _decoded(stream: BinaryIO, source: Input) -> Iterator[str]:
    for number, raw in enumerate(stream, 1):
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            hint = "save the file as UTF-8"
            raise ReadError(f"line {number} is not valid UTF-8", path=source.path, hint=hint) from error
