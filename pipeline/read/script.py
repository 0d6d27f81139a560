"""Turn Kazakh in Latin script (2021, 2018) or in Arabic script into the Cyrillic that the models know."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

from pipeline.deadline import check
from pipeline.document import Block
from pipeline.errors import ReadError
from pipeline.read.arabic import from_arabic
from pipeline.read.language import WORD, frequent_words, language_of
from pipeline.read.layout import mark_byline
from pipeline.read.spelling import respell, spell_i, tell_i
from pipeline.wordlists import rows

MIN_SCRIPT_SHARE = 0.6  # of the letters
MIN_ALPHABET_SHARE = 0.97  # of the letters are in the alphabet: foreign names bring others
MAX_LEFT_SHARE = 0.1  # of the text in words that are not of the alphabet; Uighur leaves most
MIN_TOLD_WORDS = 20  # a shorter text in another script is left alone
MIN_FREQUENT_SHARE = 0.04  # of the words, once in Cyrillic; news has 0.15 to 0.25
MIN_MARKED = 0.02  # of the letters: ä ö ü ñ ğ ū ş or á ó ú ý ń ǵ; Kazakh has 0.1, English none
MIN_DOTTED = 8  # letters i: in so many a text that tells them apart has an ı
I_ALIKE = "й"  # what stands for й, и and і until its neighbours and the vocabulary tell
JUDGED_CHARS = 20_000  # of an article; the rest is in the same script
EXCERPT_CHARS = 500
ALPHABETS = ("2021", "2018")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[@#]\w+|\b[\w.-]+\.(?:kz|com|org|net|ru)\b", re.I)
LATIN_WORD = re.compile(r"[^\W\d_]+")
HUMP = re.compile(r"(?<=[^\W\d_A-ZÄÖÜŪÑĞŞİÁÓÚÝŃǴ])(?=[A-ZÄÖÜŪÑĞŞİÁÓÚÝŃǴ])")
ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d5\u06fa-\u06ff]")


@dataclass(frozen=True, slots=True)
class Conversion:
    """The blocks in Cyrillic, and what is said about the original."""

    blocks: list[Block]
    metadata: dict[str, str]


def to_cyrillic(blocks: list[Block], path: str) -> Conversion:
    """Convert an article in Latin or Arabic script; any other comes back as it is.

    Raises ReadError where the article is mostly in one of these scripts and does not read as Kazakh.
    """
    text = "\n".join(block.text for block in blocks)[:JUDGED_CHARS]
    letters = [character for character in text if character.isalpha()]
    latin = sum(character < "\u0250" for character in letters)
    arabic = len(ARABIC_LETTER.findall(text))
    if arabic >= MIN_SCRIPT_SHARE * len(letters) and arabic:
        return _converted(blocks, "Arabic", from_arabic, path)
    if latin < MIN_SCRIPT_SHARE * len(letters):
        return Conversion(blocks, {})
    alphabet = latin_alphabet(text)
    if alphabet:
        convert = partial(from_latin, alphabet=alphabet, one_i=has_one_i(text))
        return _converted(blocks, f"Latin ({alphabet})", convert, path)
    if len(WORD.findall(text)) >= MIN_TOLD_WORDS and language_of(text) != "en":
        hint = "Kazakh is read in Cyrillic, in the Latin alphabets of 2021 and 2018, and in Arabic script"
        raise ReadError("is in Latin script but does not read as Kazakh", path=path, hint=hint)
    return Conversion(blocks, {})


def latin_alphabet(text: str) -> str | None:
    """Return which Kazakh alphabet a Latin text is written in, None where it is none of them."""
    letters = [character for character in _lower(text, ALPHABETS[0]) if character.isalpha()]
    best = None
    for name in ALPHABETS:
        known = frozenset("".join(_alphabet(name)))
        marked = sum(character in known and character > "\x7f" and character != "ı" for character in letters)
        if (
            sum(character in known for character in letters) >= MIN_ALPHABET_SHARE * len(letters)
            and marked >= MIN_MARKED * len(letters)
            and reads_as_kazakh(from_latin(text, name))
            and (best is None or marked > best[0])
        ):
            best = (marked, name)
    return best[1] if best else None


def reads_as_kazakh(text: str) -> bool:
    """Judge by frequent words whether Cyrillic text is Kazakh; a short text needs one, a longer one two."""
    words = [word.lower() for word in WORD.findall(text)]
    hits = [word for word in words if word in frequent_words("kk")]
    return len(set(hits)) >= (1 if len(words) < MIN_TOLD_WORDS else 2) and len(
        hits
    ) >= MIN_FREQUENT_SHARE * len(words)


def has_one_i(text: str) -> bool:
    """Tell whether a Latin text writes i for і, и and й alike, as keyboards without ı do."""
    return "ı" not in text and text.count("i") >= MIN_DOTTED


def from_latin(text: str, alphabet: str, *, one_i: bool = False) -> str:
    """Return Kazakh Latin text in Cyrillic; addresses and words with foreign letters stay as they are.

    With `one_i` each i may be і, и or й.
    """
    done, pieces = 0, []
    spell = partial(_word, alphabet=alphabet, one_i=one_i)
    check()
    for match in ADDRESS.finditer(text):
        pieces += [LATIN_WORD.sub(spell, text[done : match.start()]), match.group()]
        done = match.end()
    return "".join([*pieces, LATIN_WORD.sub(spell, text[done:])])


def _word(match: re.Match[str], alphabet: str, *, one_i: bool) -> str:
    return "".join(_cased(part, alphabet, one_i) for part in HUMP.split(match.group()))


@lru_cache(maxsize=32_768)
def _cased(word: str, alphabet: str, one_i: bool) -> str:
    table = _alphabet(alphabet)
    pieces = _pattern(alphabet).findall(_lower(word, alphabet))
    if "".join(pieces) != _lower(word, alphabet):
        return word
    letters = "".join(I_ALIKE if one_i and piece in "iı" else table[piece] for piece in pieces)
    if one_i:
        letters = tell_i(letters)
    elif word[0] == "I" and re.search("[аоұуы]", letters[1:]):
        letters = f"й{letters[1:]}"  # its capital too; і begins no word with back vowels
    cyrillic = respell(letters if one_i else spell_i(letters), "latin_words.tsv")
    if word.isupper() and (len(word) > 1 or len(cyrillic) > 1):
        return cyrillic.upper()
    return cyrillic[:1].upper() + cyrillic[1:] if word[:1].isupper() else cyrillic


def _lower(text: str, alphabet: str) -> str:
    """Return small letters: in 2021 I is the capital of ı, İ that of i; in 2018 I is the capital of both."""
    return text.replace("İ", "i").replace("I", "ı" if alphabet == "2021" else "i").lower()


@cache
def _alphabet(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(f"latin_{name}.tsv")}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_alphabet(name), key=len, reverse=True)))


def _converted(blocks: list[Block], script: str, convert: Callable[[str], str], path: str) -> Conversion:
    done = [replace(block, text=convert(block.text)) for block in blocks]
    text = "\n".join(block.text for block in done)
    left = len(ARABIC_LETTER.findall(text))  # words with letters that Kazakh does not have
    if left > MAX_LEFT_SHARE * len(text) or not reads_as_kazakh(text):
        hint = "Uighur, Persian, Arabic and other languages are not translated"
        raise ReadError(f"is in {script} script but does not read as Kazakh", path=path, hint=hint)
    whole = " / ".join(" ".join(block.text.split()) for block in blocks)
    is_short = len(whole) <= EXCERPT_CHARS
    excerpt = whole if is_short else f"{whole[:EXCERPT_CHARS].rstrip()} … (all of it in {path})"
    return Conversion(mark_byline(done), {"original_script": script, "original_text": excerpt})


__all__ = ["Conversion", "from_latin", "latin_alphabet", "reads_as_kazakh", "to_cyrillic"]
