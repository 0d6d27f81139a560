"""What of a table's cells needs no model, and the form of what a model answers to the others."""

from __future__ import annotations

import re
from functools import cache

from pipeline.cells import without_bars
from pipeline.document import Target
from pipeline.translate.normalize import capitalized
from pipeline.translate.styled.copied import figures, number_signs
from pipeline.wordlists import rows

NO_BREAK_SPACE = "\u00a0"
# In a cell a figure stands alone, so that three digits after a comma are a fraction, but for three noughts.
DECIMAL = re.compile(
    r"(?<![\d.,])(?<!\d[ \u00a0\u202f])(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+),(?P<part>\d+)(?![\d,])"
)
THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}),(000)(?![\d,])")
GAIN = re.compile(
    r"\+(?!7(?:[ \u00a0\u202f]\d{3}){3}$)\d{1,3}(?:[ \u00a0\u202f]\d{3})+"
)  # +35 000; no telephone
STOP = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[\d)»”]))\.$")  # not that of «т. п.», U.S. or «тыс.»
ABBREVIATED = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,4}\.$")  # «Түркістан обл.»
DASH = re.compile(r"\s+[-–—]\s+|[–—]")  # between months; not that of «аты-жөні»
LISTED = re.compile(r"(,\s+|[–—])")
NUMBER = re.compile(r"\d+")
YEAR_DIGITS = 4
CYRILLIC = re.compile("[\u0400-\u04ff]")
SPACES = re.compile(r"[ \u00a0\u202f]")


def has_words(cell: str) -> bool:
    """Tell a cell that a model may translate from one of figures, signs and Latin letters (GDP, A, XII)."""
    return CYRILLIC.search(cell) is not None


def cell_figures(cell: str, target: Target) -> str:
    """Return a cell without words to translate as the target language writes its figures."""
    apart, point = (NO_BREAK_SPACE, ",") if target == "ru" else (",", ".")

    def decimal(match: re.Match[str]) -> str:
        if match["part"] == "000" and not SPACES.search(match["whole"]):
            return match.group()
        return SPACES.sub(apart, match["whole"]) + point + match["part"]

    if cell == "№":
        return "№" if target == "ru" else "No."
    if GAIN.fullmatch(cell):
        return "+" + cell_figures(cell[1:], target)
    text = DECIMAL.sub(decimal, cell)
    text = THOUSANDS.sub(rf"\1{apart}\2", text)
    return number_signs(cell, figures(cell, text, target), target)


def as_cell(source: str, text: str) -> str:
    """Return a model's answer to a cell without a bar, which would be a cell more, with its capital and stop.

    A model ends what stands alone as if it were a sentence, and writes «обл.» whole with its stop.
    """
    text = capitalized(without_bars(text), source)
    is_sentence = source.endswith((".", "!", "?", "…")) and not ABBREVIATED.search(source)
    return text if is_sentence else STOP.sub("", text)


def known_cell(cell: str, target: Target) -> str | None:
    """Return what the table of words has for a cell, with its capital; None where it has nothing."""
    plain = DASH.sub("–", " ".join(cell.casefold().split()))
    number = NUMBER.search(plain)
    sign = "{y}" if number and len(number.group()) == YEAR_DIGITS else "{n}"  # «12 жыл» are twelve years
    form = plain if number is None else plain[: number.start()] + sign + plain[number.end() :]
    found = _words().get(form)
    if found is None:
        return _known_list(cell, target)
    text = found[0 if target == "ru" else 1].replace(sign, number.group() if number else "")
    return text[:1].upper() + text[1:] if cell[:1].isupper() else text


def _known_list(cell: str, target: Target) -> str | None:
    """Return the words of a cell that lists known ones alone: «дс, ср–жм»; None where one is not known."""
    pieces = LISTED.split(cell)
    known = [known_cell(piece, target) for piece in pieces[::2]] if len(pieces) > 1 else []
    if not known or None in known:
        return None
    marks = [*pieces[1::2], ""]
    return "".join(f"{text}{mark}" for text, mark in zip(known, marks, strict=True))


@cache
def _words() -> dict[str, tuple[str, str]]:
    """Return the words of `data/cells.tsv` by the Kazakh ones."""
    return {kazakh: (russian, english) for kazakh, russian, english in rows("cells.tsv")}
