"""Names in Latin letters with the figures that belong to them: iPhone 17, Boeing 737, SpaceX | Starship."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.alphabet import LOWER, UPPER
from pipeline.scales import SCALE
from pipeline.translate.apart.found import Found
from pipeline.wordlists import rows

TABLE = "designations.tsv"
CYRILLIC = UPPER + LOWER
LATIN = "A-Za-zÀ-ÖØ-öø-ž"
_WORD = rf"[{LATIN}][{LATIN}0-9]*(?:['’.&/+_-][{LATIN}0-9]+)*\+?(?!\w)(?:(?<=Bros)\.|(?<=Corp)\.|(?<=Inc)\.)?"
RUN = re.compile(rf"(?<![\w@#./&+-])(?:[©®]\s?)?{_WORD}(?:\s(?:&\s)?{_WORD})*(?!@)")
MORE = re.compile(rf"(?:\s(?:&\s)?{_WORD})+(?!@)")
FIGURE = re.compile(r"[\s-](?P<figure>\d{1,5})(?![\w.,]*\w|\s?[%°]|\s\d{3}(?!\d))")
VERSIONED = re.compile(r"\s(?P<figure>\d{1,3})(?:\.\d{1,3}){1,2}(?![\w,]|\.\d|\s?[%°])")
OF_INDEX = re.compile(r"\s(?P<figure>\d{2,4})(?=\s\d+(?:[.,]\d+)?\s?(?:%|пайыз|пункт|тармақ))")
LOOKALIKE = re.compile(r"\s(?P<code>[АВЕКМНОРСТХ]{1,2}-?\d{1,4}(?![\w]))")
COUNTED = re.compile(rf"\s(?:{SCALE}|жыл|пайыз)")
FLIGHT_BEFORE = re.compile(r"(?<!\w)рейсі?\s$", re.IGNORECASE)
FLIGHT = re.compile(r"(?=\w*[A-Z])[A-Z0-9]{2}")
OF_FLIGHT = re.compile(r"\s(?:\w+\s)?рейс")
ROMAN = re.compile(r"[IVXLCM]+")
ENDING = re.compile(rf"-(?=[{CYRILLIC}])")  # Tele2-ні, which comes out as «Tele2.»
NEXT = re.compile(rf"\s(?P<word>[{CYRILLIC}]+)")
POSSESSED = re.compile(
    r"\w*(?:[кгп]і|[кғгп]ы|[^аеәияу]і|[^аеәияу]ы|с[ыі])(?:н|н[ае]н?|н[дт][ае]н?|н[ыі]ң|мен|)"
)
# Of its own things a maker brings out, shows or sells some: SpaceX Starship зымыранын ұшырды.
BROUGHT = re.compile(
    rf"\s[{CYRILLIC}]+[ыі]н(?!\w)(?=.*\s(?:шығар|таныст|ұсын|ұшыр|жаса|әзірле|жаңа(?:рт|ла)|өндір|қайтар|жария|сына|арзандат|іске))"
)
TITLED = re.compile(r"[A-ZÀ-Ö][a-zß-ž]+(?:[\s-][A-ZÀ-Ö][a-zß-ž]+){1,2}")
BEFORE = re.compile(rf"([{CYRILLIC}]+)[»”\"]?,?\s$")
COUNT = re.compile(r"(?<![\w.,№])\d{1,4}\s$")
AFTER_FIGURE = re.compile(r"\d\s?$")
TO_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")


def latin_names(text: str) -> Iterator[Found]:
    """Yield the names of a text that are no units, no Roman numerals and no persons in an office."""
    at = 0
    while match := RUN.search(text, at):
        end = _end_of_run(text, match)
        at = end
        run = text[match.start() : end]
        if _is_kept(text, match.start(), run):
            yield from _parts(text, match.start(), end)


def _parts(text: str, start: int, end: int) -> Iterator[Found]:
    """Part a maker that begins a sentence from what it brings out: SpaceX | Starship зымыранын ұшырды."""
    first = re.match(r"\S+\s(?=\D)", text[start:end])
    if first and not start and first.group().strip() in _kind("maker") and BROUGHT.match(text, end):
        middle = start + first.end()
        yield _found(text, start, middle - 1, is_doer=True)
        start = middle
    is_counted = COUNT.search(text[max(start - 6, 0) : start]) is not None
    yield _found(text, start, end, is_doer=is_counted, is_counted=is_counted)


def _found(text: str, start: int, end: int, *, is_doer: bool, is_counted: bool = False) -> Found:
    said = text[start:end].translate(TO_LATIN)
    following = NEXT.match(text, end)
    is_thing = following is not None and following["word"].startswith(tuple(_kind("noun")))
    is_numbered = re.search(r"\s\d", said) if is_thing or FLIGHT.match(said) else None
    is_inflected = said[-1].isdigit() and ENDING.match(text, end) is not None
    is_name = not (is_counted or is_numbered or is_inflected)
    return Found(start, end, said, said, is_doer=is_doer, is_name=is_name)


def _end_of_run(text: str, match: re.Match[str]) -> int:
    start, end = match.span()
    while True:
        figure = FIGURE.match(text, end) or OF_INDEX.match(text, end) or VERSIONED.match(text, end)
        lookalike = LOOKALIKE.match(text, end)
        if figure is not None and _names(text, text[start:end], figure):
            end = figure.end()
        elif lookalike is not None:
            end = lookalike.end()
        else:
            return end
        more = MORE.match(text, end)
        end = more.end() if more else end


def _names(text: str, run: str, figure: re.Match[str]) -> bool:
    """Tell whether a figure behind a Latin name belongs to it: iPhone 17, not Tesla 15 көлік."""
    if COUNTED.match(text, figure.end()):
        return False
    if FLIGHT.fullmatch(run.split()[-1]) and (
        OF_FLIGHT.match(text, figure.end()) or FLIGHT_BEFORE.search(text[: figure.start() - len(run)])
    ):
        return True
    following = NEXT.match(text, figure.end())
    word = following["word"] if following else ""
    is_thing = word.startswith(tuple(_kind("noun")))
    is_possessed = is_thing and POSSESSED.fullmatch(word) is not None
    for name, pattern in _series():
        if (run == name or run.endswith((f" {name}", f"-{name}"))) and re.fullmatch(
            pattern, figure["figure"]
        ):
            return not is_thing or is_possessed
    return is_possessed and " " in run


def _is_kept(text: str, start: int, run: str) -> bool:
    if len(run) == 1 or ROMAN.fullmatch(run) or run in _kind("known"):
        return False
    if run in _kind("unit") and AFTER_FIGURE.search(text, max(start - 2, 0), start):
        return False
    before = BEFORE.search(text[max(start - 40, 0) : start])
    is_person = before is not None and before[1].lower().startswith(tuple(_kind("office")))
    return not (is_person and TITLED.fullmatch(run))


@cache
def _kind(name: str) -> frozenset[str]:
    return frozenset(word for kind, cell, *_ in rows(TABLE) if kind == name for word in cell.split())


@cache
def _series() -> tuple[tuple[str, str], ...]:
    return tuple((row[1], row[2]) for row in rows(TABLE) if row[0] == "series")
