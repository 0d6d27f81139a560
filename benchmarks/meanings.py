"""Errors that read well, put into clean translations on purpose: a word, a figure or a name for another."""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import combinations

from benchmarks.injections import FIGURE, NAME, WORD, Injector, Row, Spoilt, swaps, tidy
from pipeline.alphabet import LOWER
from pipeline.document import Target

ITEM = re.compile(r"(?<=[a-zа-яё\d]), [^\W\d_][^,.;:«»“”—–]{2,40}(?=,| и | and |, and )")
BOUNDED = r"(?=[$€]?\d|\w+(?:десят|сот|тысяч|миллион|teen|ty\b|hundred|thousand|million|half))"
ONE_BY_ONE = ("аәбвгғдеёзийкқлмнңоөпрстуұүфһыіэ", "aabvggdeeziikklmnnooprstuuufhyie")
MANY = ("zh", "kh", "ts", "ch", "sh", "shch", "", "", "yu", "ya")
LETTERS: dict[Target, dict[int, str | int]] = {  # as a model spells what it cannot say
    "ru": dict(str.maketrans("әғқңөұүһі", "агкноуухи")),
    "en": str.maketrans(*ONE_BY_ONE) | dict(zip(map(ord, "жхцчшщъьюя"), MANY, strict=True)),
}
SPELT_WORDS = 3


def figures_exchanged(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Let two figures change places."""
    return _exchanged(rng, row.target, FIGURE)


def names_exchanged(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Let two names change places."""
    return _exchanged(rng, row.target, NAME)


def date_changed(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Say another month, weekday, season or time of day, yesterday for tomorrow."""
    return _other_word(rng, row.target, language, "date")


def direction_turned(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Say fell for rose, less for more."""
    return _other_word(rng, row.target, language, "direction")


def bound_changed(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Say at most for at least, over for nearly, beside a figure."""
    return _other_word(rng, row.target, language, "bound", rf"(?=\s{BOUNDED})")


def bound_dropped(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Leave out that a figure is about, over or at least so much."""
    words = "|".join(re.escape(word) for word, _ in swaps(language, "bound"))
    found = list(re.finditer(rf"\b(?:{words})\s{BOUNDED}", row.target))
    if not found:
        return None
    match = rng.choice(found)
    return row.target[: match.start()] + row.target[match.end() :]


def role_changed(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Make a lawyer of a prosecutor, a sister of a daughter."""
    return _other_word(rng, row.target, language, "role")


def opposite_said(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Say lost for won, closed for opened, after for before."""
    return _other_word(rng, row.target, language, "opposite")


def item_dropped(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Leave out one of a list."""
    found = list(ITEM.finditer(row.target))
    if not found:
        return None
    match = rng.choice(found)
    return row.target[: match.start()] + row.target[match.end() :]


def sentence_added(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Go on with the next sentence of the article, which the source has not."""
    return None if row.following is None else f"{row.target} {row.following[1]}"


def spelt_out(rng: random.Random, row: Row, language: Target, names: list[str]) -> Spoilt | str | None:
    """Write three words of the source in the letters of the target."""
    words, source = row.target.split(), row.source.split()
    starts = [
        at
        for at in range(1, len(source) - SPELT_WORDS)
        if all(re.fullmatch(rf"[{LOWER}]{{5,}}", word) for word in source[at : at + SPELT_WORDS])
    ]
    if len(words) < 2 * SPELT_WORDS or not starts:
        return None
    at, of = rng.randrange(1, len(words) - SPELT_WORDS), rng.choice(starts)
    spelt = [word.translate(LETTERS[language]) for word in source[of : of + SPELT_WORDS]]
    return " ".join(words[:at] + spelt + words[at + SPELT_WORDS :])


def word_doubled(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Say a word twice."""
    found = [match for match in WORD.finditer(row.target) if match.group().isalpha()]
    if not found:
        return None
    match = rng.choice(found)
    return f"{row.target[: match.end()]} {match.group().lower()}{row.target[match.end() :]}"


MEANINGS: dict[str, Injector] = {
    function.__name__: function
    for function in (
        figures_exchanged,
        names_exchanged,
        date_changed,
        direction_turned,
        bound_changed,
        bound_dropped,
        role_changed,
        opposite_said,
        item_dropped,
        sentence_added,
        spelt_out,
        word_doubled,
    )
}


def _exchanged(rng: random.Random, text: str, pattern: re.Pattern[str]) -> str | None:
    found = list(pattern.finditer(text))
    pairs = [pair for pair in combinations(found, 2) if pair[0].group() != pair[1].group()]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    between = text[one.end() : other.start()]
    return text[: one.start()] + other.group() + between + one.group() + text[other.end() :]


def _other_word(rng: random.Random, text: str, language: Target, kind: str, behind: str = "") -> str | None:
    words = dict(swaps(language, kind))
    found = list(_any_of(tuple(words), behind).finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    said = match.group("word")
    other = words.get(said) or words[said.lower()]
    other = other[0].upper() + other[1:] if said[0].isupper() else other
    return tidy(text[: match.start("word")] + other + text[match.end("word") :])


@cache
def _any_of(words: tuple[str, ...], behind: str) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    said = "|".join(re.escape(word) for word in longest_first if not word[0].isupper())
    names = "|".join(re.escape(word) for word in longest_first if word[0].isupper())
    choice = f"(?i:{said})|{names}" if names else f"(?i:{said})"
    return re.compile(rf"(?<![\w-])(?P<word>{choice}){behind}(?![\w-])")
