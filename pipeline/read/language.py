"""Tell Kazakh, Russian and English by letters and frequent words; short or doubtful text stays Kazakh."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.alphabet import KAZAKH_ALONE
from pipeline.deadline import check
from pipeline.document import Block, Language
from pipeline.errors import ReadError
from pipeline.wordlists import listed

KAZAKH_LETTERS = frozenset(KAZAKH_ALONE)
MIN_WORDS = 6  # a shorter block is no evidence: names, figures, a quoted title
MIN_DISTINCT = 2  # different frequent words
MIN_ENDED_LETTERS = 6
MIN_TOLD_SHARE = 0.4  # of the words, by frequency or ending
MIN_FREQUENT_SHARE = {"ru": 0.15, "en": 0.2}  # Russian prose has 0.3, English 0.45
MAX_KAZAKH_SHARE = 0.15  # of words with a Kazakh letter: Russian text cites Kazakh names
MIN_FOREIGN_SHARE = 0.5  # of the words, in an article without any Kazakh block
TURKIC_LETTERS = frozenset("әғқңөұүһҗўҳҡҙҫғӣӯҷӗӑҥ")
KIN_LETTERS, KIN_LETTERS_LONG = 120, 300  # of a text that is long enough to tell
KIN_WORDS = 12  # different ones
KIN_SHARE = 0.02  # of letters that Russian has not
MIN_KAZAKH_SHARE = 0.005  # of і
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
NAMES: dict[Language, str] = {"ru": "Russian", "en": "English", "kk": "Kazakh"}


def language_of(text: str) -> Language | None:
    """Return the language of a block, None where it is too short or too mixed to tell."""
    check()
    words = [word.lower() for word in WORD.findall(text)]
    if len(words) < MIN_WORDS:
        return None
    kazakh = sum(word in frequent_words("kk") or bool(KAZAKH_LETTERS & set(word)) for word in words)
    if kazakh > MAX_KAZAKH_SHARE * len(words):
        return "kk"
    for language in ("ru", "en"):
        hits = [word for word in words if word in frequent_words(language)]
        if len(set(hits)) >= MIN_DISTINCT and len(hits) >= MIN_FREQUENT_SHARE[language] * len(words):
            return language
    return "ru" if not kazakh and _has_russian_endings(words) else None


def _has_russian_endings(words: list[str]) -> bool:
    """Judge a block with few frequent words by its endings: near half its words speak for Russian."""
    frequent = [word for word in words if word in frequent_words("ru")]
    endings = russian_endings()
    told = [word for word in words if len(word) >= MIN_ENDED_LETTERS and word.endswith(endings)]
    has_enough = len(told) >= (MIN_DISTINCT if frequent else MIN_DISTINCT + 1)
    return has_enough and len(frequent) + len(told) >= MIN_TOLD_SHARE * len(words)


def mark_languages(blocks: list[Block], path: str) -> list[Block]:
    """Mark the blocks that are Russian or English; raise ReadError for an article that wholly is."""
    _refuse_kin(" ".join(block.text for block in blocks).lower(), path)
    found = [language_of(block.text) for block in blocks]
    sizes = [len(WORD.findall(block.text)) for block in blocks]
    if "kk" not in found and not any(
        KAZAKH_LETTERS & set(b.text.lower()) for b in blocks if b.kind != "byline"
    ):
        for language in ("ru", "en"):
            share = sum(size for size, told in zip(sizes, found, strict=True) if told == language)
            if share and share >= MIN_FOREIGN_SHARE * sum(sizes):
                what = f"is in {NAMES[language]}, not in Kazakh"
                raise ReadError(
                    what, path=path, hint="give the Kazakh article; it is translated from Kazakh only"
                )
    return [
        replace(block, language=told) if told in ("ru", "en") else block
        for block, told in zip(blocks, found, strict=True)
    ]


def _refuse_kin(text: str, path: str) -> None:
    """Refuse a Turkic language without і, which is a twentieth of the letters of Kazakh, or without іқғұ."""
    letters = [letter for letter in text if letter.isalpha()]
    turkic = sum(letter in TURKIC_LETTERS for letter in letters)
    is_short = len(letters) < KIN_LETTERS or len(set(WORD.findall(text))) < KIN_WORDS
    if is_short or turkic < KIN_SHARE * len(letters):
        return
    has_none = not any(letter in "іқғұ" for letter in letters)
    is_long = len(letters) >= KIN_LETTERS_LONG
    if has_none or (is_long and letters.count("і") < MIN_KAZAKH_SHARE * len(letters)):
        what = "is not in Kazakh, but in Kyrgyz, Tatar, Uzbek or another language with like letters"
        raise ReadError(what, path=path, hint="give the Kazakh article; it is translated from Kazakh only")


@cache
def frequent_words(language: str) -> frozenset[str]:
    """Return the frequent words of a language, in small letters."""
    return frozenset(listed(f"language_words_{language}.txt"))


@cache
def russian_endings() -> tuple[str, ...]:
    """Return endings that tell Russian words."""
    return tuple(listed("language_endings_ru.txt"))
