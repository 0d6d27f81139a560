"""Decode text by its content: UTF-8, UTF-16, windows-1251 and KZ-1048; what had to be assumed is said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.alphabet import LOWER
from pipeline.errors import ReadError
from pipeline.read.language import WORD, frequent_words

MIN_TEXT_SHARE = 0.95  # of the characters, for UTF-16 without a byte order mark
MIN_CYRILLIC_SHARE = 0.8  # of what a single-byte code page makes of the bytes over 0x7f
MAX_UTF8_SHARE = 0.5  # of the bytes over 0x7f in well-formed UTF-8: with more, it is UTF-8 with a broken byte
# Capitals after a small letter, per letter: KOI8 and Mac Cyrillic read wrongly have many.
MAX_CASE_FLIPS = 0.05
# Of the letters, in a text without one frequent word: KOI8 read wrongly is in capitals.
MAX_CAPITAL_SHARE = 0.7
# What Mac Cyrillic read as one of these code pages shows: its capitals as Balkan letters and daggers, я as Я.
MAC_CYRILLIC = re.compile(rf"[ЂЃѓ†‡ЉЊЏђљњџ]|[{LOWER}]Я")
INVERTED = re.compile(r"\b[а-яё][А-ЯЁ]{2,}")  # KOI8: пАРЛАМЕНТ
MIN_VOWEL_SHARE = 0.25  # of the letters; Kazakh and Russian have over 0.4, KOI8 read wrongly under 0.2
VOWELS = frozenset("аәеёиоөуұүыіэюя")
ENOUGH_LETTERS = 200  # from here on the absence of a frequent letter tells something

BOMS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32LE"),  # before UTF-16LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16BE"),
)
NAMES = {"cp1251": "windows-1251", "kz1048": "KZ-1048"}
# Declarations that are taken at their word; all others are judged by the bytes alone.
DECLARABLE = {
    "koi8-r": "KOI8-R",
    "mac-cyrillic": "Mac Cyrillic",
    "cp866": "IBM866",
    "iso8859-5": "ISO-8859-5",
}
TELLING_KAZAKH = frozenset("қңәұһ")  # at bytes where windows-1251 has ќ ѕ ј ў ћ, rare outside the Balkans
TEXT = re.compile(r"[\t\n\r\x20-\x7e\u00a0-\u024f\u0400-\u052f\u0600-\u06ff\u200b-\u203a\u20b8\u2116\ufeff]")
LINE_END = re.compile(r"\r\n|[\r\v\f]")  # old Word files end lines with the last two
CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f]")
MAX_CONTROLS, MAX_CONTROL_SHARE = 2, 0.1  # old Word files leave some in text; a binary file has a quarter
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH_BYTE = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with `\\n` line ends; `encoding` says what was read, and on what ground, unless it was UTF-8."""

    text: str
    encoding: str = ""


def decode(raw: bytes, path: Path | str, declared: str | None = None) -> Decoded:
    """Decode `raw`; raises ReadError when it is binary or in no encoding known here.

    `declared` is the charset that the file states about itself; well-formed UTF-8 wins over it, as files are
    more often converted than their declarations are mended.
    """
    found = _by_mark(raw, path) or _by_content(raw, path, declared)
    if not found.text.strip("\ufeff \t\r\n\u00a0\u200b"):
        raise ReadError("is empty", path=path, hint="fill it or remove it")
    _refuse_binary(found.text, path)
    text = found.text.lstrip("\ufeff")  # a file with a mark that was joined to one, or saved again
    return Decoded(LINE_END.sub("\n", text), found.encoding)


def _refuse_binary(text: str, path: Path | str, share: float = MAX_CONTROL_SHARE) -> None:
    controls = len(CONTROL.findall(text))
    if controls > max(MAX_CONTROLS, share * len(text)):
        what = f"is binary ({controls} control characters)"
        raise ReadError(what, path=path, hint="save it as plain text (UTF-8)")


def _by_mark(raw: bytes, path: Path | str) -> Decoded | None:
    for mark, codec, name in BOMS:
        if raw.startswith(mark) and not (codec == "utf-16-le" and raw.startswith(codecs.BOM_UTF32_LE)):
            if codec == "utf-8":
                return Decoded(_utf8(raw[len(mark) :], path, len(mark)))
            try:
                return Decoded(raw[len(mark) :].decode(codec), name)
            except UnicodeDecodeError as error:
                what = f"begins as {name} but is not valid from offset {error.start + len(mark)} on"
                raise ReadError(what, path=path, hint="save the file again, as UTF-8") from error
    return None


def _by_content(raw: bytes, path: Path | str, declared: str | None) -> Decoded:
    if b"\0" in raw:
        found = _unmarked_utf16(raw)
        if found is None:
            what = f"is binary (a null byte at offset {raw.index(0)})"
            raise ReadError(what, path=path, hint="save it as plain text (UTF-8)")
        return found
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        found = _as_declared(raw, declared) or single_byte(raw) or _unmarked_utf16(raw)
        if found is None:
            _refuse_binary(raw.decode("ascii", "replace"), path, MAX_CONTROL_SHARE / 2)
        return found or Decoded(_utf8(raw, path, 0))


def _utf8(raw: bytes, path: Path | str, skipped: int) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        at = error.start + skipped
        what = f"is not valid UTF-8: byte 0x{raw[error.start]:02x} at offset {at}, line {line}"
        raise ReadError(what, path=path, hint="save the file as UTF-8") from error


def _unmarked_utf16(raw: bytes) -> Decoded | None:
    """Return UTF-16 text without a byte order mark, where one byte order alone gives text."""
    readings = []
    for codec, name in (("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE")):
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if text and len(TEXT.findall(text)) >= MIN_TEXT_SHARE * len(text):
            readings.append(Decoded(text, f"{name} (assumed)"))
    return readings[0] if len(readings) == 1 else None


def _as_declared(raw: bytes, declared: str | None) -> Decoded | None:
    try:
        codec = codecs.lookup(declared.strip()).name if declared else ""
    except (LookupError, ValueError):
        return None
    if codec not in DECLARABLE:
        return None
    try:
        return Decoded(raw.decode(codec), f"{DECLARABLE[codec]} (declared)")
    except UnicodeDecodeError:
        return None


def single_byte(raw: bytes) -> Decoded | None:
    """Return windows-1251 or KZ-1048 text, told apart by the letters that come out; None if it is neither."""
    high = len(HIGH_BYTE.findall(raw))
    in_utf8 = sum(len(sequence) for sequence in UTF8_SEQUENCE.findall(raw))
    if not high or in_utf8 > MAX_UTF8_SHARE * high:
        return None
    try:
        kazakh, russian = raw.decode("kz1048"), raw.decode("cp1251")
    except UnicodeDecodeError:
        return None
    if not _is_cyrillic(kazakh):
        return None
    codec = "kz1048" if _has_kazakh(kazakh, russian) else "cp1251"
    return Decoded(kazakh if codec == "kz1048" else russian, f"{NAMES[codec]} (assumed)")


def _is_cyrillic(text: str) -> bool:
    """Judge whether the code page fits: Cyrillic letters, and capitals only where words have them."""
    high = [character for character in text if character > "\x7f"]
    letters = [character for character in high if "\u0400" <= character <= "\u052f"]
    punctuation = sum(character in "«»–—“”„’‘…№\u00a0•" for character in high)
    flips = sum(a.islower() and b.isupper() for a, b in pairwise(text))
    capitals = sum(letter.isupper() for letter in letters)
    vowels = sum(letter.lower() in VOWELS for letter in letters)
    return (
        bool(letters)
        and (len(letters) < 20 or vowels >= MIN_VOWEL_SHARE * len(letters))
        and len(letters) + punctuation >= MIN_CYRILLIC_SHARE * len(high)
        and not MAC_CYRILLIC.search(text)
        and not INVERTED.search(text)
        and (capitals <= MAX_CAPITAL_SHARE * len(letters) or _has_frequent_word(text))
        and flips <= max(1, MAX_CASE_FLIPS * len(letters))
    )


def _has_frequent_word(text: str) -> bool:
    words = {word.lower() for word in WORD.findall(text)}
    return bool(words & (frequent_words("kk") | frequent_words("ru")))


def _has_kazakh(kazakh: str, russian: str) -> bool:
    """Judge whether the bytes where the two code pages differ are Kazakh letters.

    Ukrainian has only є ї ґ (ғ ү ө in KZ-1048) there, Belarusian only ў (ұ); Serbian and Macedonian lack ы.
    """
    seen = {k.lower() for k, r in zip(kazakh, russian, strict=True) if k != r}
    if not seen:
        return False  # the same text in both
    letters = sum(character.isalpha() for character in kazakh)
    if letters < ENOUGH_LETTERS:
        return True
    return bool(seen & TELLING_KAZAKH) and seen & TELLING_KAZAKH != {"ұ"} and "ы" in kazakh
