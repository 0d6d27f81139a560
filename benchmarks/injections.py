"""Errors put into clean translations on purpose, by a seeded generator, to see which are found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from pipeline.check.terms import parses, written_like
from pipeline.document import Target

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
FIGURE = re.compile(r"(?<![\w.,:])\d+(?:[.,:]\d+)*(?![\w])")
SMALL_WORD = re.compile(r"(?<=[ («“])[a-zа-яё]{6,}(?=[ ,.])")
NAME = re.compile(r"(?<=[a-zа-яё,] )[A-ZА-ЯЁ][a-zа-яё]{3,}(?: [A-ZА-ЯЁ][a-zа-яё]{3,})?")
QUOTE = re.compile(r"[«»“”\"„]")
DENIAL = {"ru": re.compile(r"\b(?:не|нет) "), "en": re.compile(r"\b(?:not|never|no) |n[’']t\b")}
VERB = {
    "ru": re.compile(
        r"()(?:(?<= ))[а-яё]{4,}(?:ет|ют|ит|ят|ал|ала|али|ил|ила|или|ется|ются|лся|лась|лись)\b"
    ),
    "en": re.compile(r"\b(?:is|was|are|were|will|would|could|can|has|had|have|should) ()"),
}
SAYING = r"(?:сказал|заявил|добавил|отметил|сообщил|рассказал|написал|подчеркнул)[аи]?"
SAID = {
    "ru": re.compile(SAYING + r" (?:\w+ )?([А-ЯЁ][а-яё]{3,}(?: [А-ЯЁ][а-яё]{3,})?)"),
    "en": re.compile(r"([A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?) (?:said|says|added|told|stated|wrote|noted)"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A clean pair, the reference in the other target language, the pair that follows in its document.

    `closeness` is that of the rest of its document, None where there is none.
    """

    source: str
    target: str
    other: str
    following: tuple[str, str] | None
    closeness: float | None = None


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A pair with an error in it; `source` differs from the row's only where two sentences were joined."""

    source: str
    target: str


Injector = Callable[[random.Random, Row, Target, list[str]], str | Spoilt | None]


def digit_changed(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Change one digit of one figure."""
    found = list(FIGURE.finditer(row.target))
    if not found:
        return None
    figure = rng.choice(found)
    at = rng.choice([i for i in range(*figure.span()) if row.target[i].isdigit()])
    other = rng.choice([d for d in "123456789" if d != row.target[at]])
    return row.target[:at] + other + row.target[at + 1 :]


def magnitude_changed(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Say billion for million, or put a nought behind a round figure."""
    if swapped := _swapped(rng, row.target, language, "magnitude"):
        return swapped
    found = [
        m
        for m in FIGURE.finditer(row.target)
        if m.group().isdigit() and int(m.group()) >= 10 and len(m.group()) != 4
    ]
    if not found:
        return None
    figure = rng.choice(found)
    return f"{row.target[: figure.end()]}0{row.target[figure.end() :]}"


def unit_changed(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Say kilometres for metres beside a figure."""
    return _swapped(rng, row.target, language, "unit")


def name_swapped(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Put another article's name in the place of one."""
    return _replace(rng, row.target, NAME, rng.choice(names))


def name_dropped(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Leave a name out."""
    return _replace(rng, row.target, NAME, "")


def name_invented(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Add a name that is not in the source."""
    gaps = [m.start() for m in re.finditer(r"(?<=[a-zа-яё])(?=, )", row.target)]
    if not gaps:
        return None
    at = rng.choice(gaps)
    return f"{row.target[:at]} {'и' if language == 'ru' else 'and'} {rng.choice(names)}{row.target[at:]}"


def speaker_changed(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Put a quotation into another mouth."""
    found = SAID[language].search(row.target)
    if not found:
        return None
    return row.target[: found.start(1)] + rng.choice(names) + row.target[found.end(1) :]


def clause_dropped(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Leave out what stands between two commas, or before or after one: a quarter of the sentence or more."""
    cuts = [0, *(m.end() for m in re.finditer(r"[,;:—–] ", row.target)), len(row.target)]
    pairs = [(a, b) for a, b in pairwise(cuts) if len(row.target[a:b].split()) >= 4]
    pairs = [(a, b) for a, b in pairs if 0.25 <= (b - a) / len(row.target) <= 0.7]
    if not pairs:
        return None
    start, end = rng.choice(pairs)
    kept = (row.target[:start] + row.target[end:]).strip().rstrip(",;:—– ")
    return kept if kept[-1:] in '.!?»”"' else kept + "."


def sentence_dropped(rng: random.Random, row: Row, language: Target, names: list[str]) -> Spoilt | None:
    """Join two sentences of a document and translate only one of them."""
    if row.following is None:
        return None
    kept = rng.choice([row.target, row.following[1]])
    return Spoilt(f"{row.source} {row.following[0]}", kept)


def negation_flipped(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Take a "not" away, or add one before a verb."""
    if DENIAL[language].search(row.target):
        return DENIAL[language].sub("", row.target)
    gaps = [m.start(1) for m in VERB[language].finditer(row.target)]
    if not gaps:
        return None
    at = rng.choice(gaps)
    return row.target[:at] + ("не " if language == "ru" else "not ") + row.target[at:]


def quote_lost(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Take the quotation marks away from what somebody said."""
    spoken = re.search(r"[«“\"„]([^»”\"]*)[»”\"]", row.target)
    if not spoken or len(spoken[1].split()) < 3 or not QUOTE.search(row.source):
        return None
    return QUOTE.sub("", row.target)


def loop(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Say a few words three to six times."""
    words = row.target.split()
    if len(words) < 5:
        return None
    length = rng.randint(1, 4)
    at = rng.randrange(len(words) - length)
    return " ".join(words[:at] + words[at : at + length] * rng.randint(3, 6) + words[at + length :])


def truncation(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Stop in the middle."""
    words = row.target.split()
    if len(words) < 6:
        return None
    return " ".join(words[: int(len(words) * rng.uniform(0.3, 0.85))]).rstrip('.!?…»”"')


def untranslated_span(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Leave three to five words in Kazakh."""
    words, source = row.target.split(), row.source.split()
    if min(len(words), len(source)) < 8:
        return None
    length = rng.randint(3, 5)
    at, of = rng.randrange(len(words) - length), rng.randrange(len(source) - length)
    return " ".join(words[:at] + source[of : of + length] + words[at + length :])


def wrong_language(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Answer in the other target language."""
    return row.other


def copied(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Give the source back."""
    return row.source


def word_garbled(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Leave out, double or exchange a letter within a word of small letters."""
    found = list(SMALL_WORD.finditer(row.target))
    if not found:
        return None
    match = rng.choice(found)
    word, at = match.group(), rng.randrange(1, len(match.group()) - 1)
    other = rng.choice([letter for letter in set(match.group()) if letter != word[at]])
    middle = rng.choice(["", word[at] * 2, other])
    return row.target[: match.start() + at] + middle + row.target[match.start() + at + 1 :]


def ending_changed(rng: random.Random, row: Row, language: Target, names: list[str]) -> str | None:
    """Put a Russian adjective beside a noun into another gender or number."""
    if language != "ru":
        return None
    found = [(one, other) for one, other in pairwise(WORD.finditer(row.target)) if _describes(one, other)]
    if not found:
        return None
    word = rng.choice(found)[0]
    parse = parses(word.group())[0]
    others = [form for form in ("masc", "femn", "neut", "plur") if form not in parse.tag]
    other_form = parse.inflect({parse.tag.case, rng.choice(others)})
    if other_form is None or other_form.word == word.group().lower():
        return None
    return row.target[: word.start()] + written_like(other_form.word, word.group()) + row.target[word.end() :]


def _describes(one: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether the likeliest reading is an adjective before its noun."""
    first, second = (parses(word.group())[0].tag for word in (one, other))
    beside = one.string[one.end() : other.start()] == " " and other.group().islower()
    return beside and first.POS == "ADJF" and second.POS == "NOUN" and first.case == second.case


DAMAGE: dict[str, Injector] = {
    function.__name__: function
    for function in (
        digit_changed,
        magnitude_changed,
        unit_changed,
        name_swapped,
        name_dropped,
        name_invented,
        speaker_changed,
        clause_dropped,
        sentence_dropped,
        negation_flipped,
        quote_lost,
        loop,
        truncation,
        untranslated_span,
        word_garbled,
        ending_changed,
        wrong_language,
        copied,
    )
}


def _replace(rng: random.Random, text: str, pattern: re.Pattern[str], by: str) -> str | None:
    found = [m for m in pattern.finditer(text) if m.group() != by]
    if not found:
        return None
    match = rng.choice(found)
    return tidy(text[: match.start()] + by + text[match.end() :])


def tidy(text: str) -> str:
    """Leave no blank before a mark where a word was taken out: no model writes it."""
    text = re.sub(r" {2,}", " ", text).strip()
    return re.sub(r"(?<=[«“(]) | (?=[,.!?;:»”)…])", "", text)


def _swapped(rng: random.Random, text: str, language: Target, kind: str) -> str | None:
    """Replace one word that stands within two words behind a figure, or a sign right beside one."""
    found = []
    for word, other in swaps(language, kind):
        end = r"(?!\w)" if word[-1].isalpha() else r"(?!\d)"
        behind = rf"(?<=\d)(?:\s?|\s\S+\s){re.escape(word)}{end}"
        before = rf"{re.escape(word)}(?=\s?\d)" if not word[0].isalnum() else r"(?!)"
        found += [(m, word, other) for m in re.finditer(f"{behind}|{before}", text)]
    if not found:
        return None
    match, word, other = rng.choice(found)
    return text[: match.start()] + match.group().replace(word, other) + text[match.end() :]


@cache
def swaps(language: Target, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a kind in swaps.tsv, each with the one that stands for it."""
    lines = Path(__file__).with_name("swaps.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((word, other) for of, what, word, other in rows if (of, what) == (language, kind))
